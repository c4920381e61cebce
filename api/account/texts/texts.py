"""Every sentence the account pages can say; a language that lacks one does not type-check."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Texts:
    """One language. `{name}` in a text is filled in by the page; `scopes` is by scope."""

    language: str
    skip: str
    error: str
    summary: str
    email: str
    name: str
    password: str
    current_password: str
    new_password: str
    repeat_password: str
    password_hint: str

    sign_in: str
    sign_in_lead: str
    sign_in_again: str
    forgot_link: str
    or_else: str
    sign_in_with: str
    signed_out: str

    home: str
    signed_in_as: str
    role: str
    roles: Mapping[str, str]
    change_password: str
    sign_out: str
    sign_out_lead: str
    sign_out_everywhere: str
    everywhere_hint: str
    password_changed: str
    welcome: str

    password_lead: str
    save_password: str

    first_owner: str
    first_owner_lead: str
    make_account: str
    invitation: str
    invitation_lead: str
    join: str
    reset: str
    reset_lead: str

    forgot: str
    forgot_lead: str
    forgot_command: str
    back_to_sign_in: str

    consent: str
    consent_lead: str
    consent_list: str
    consent_leads_to: str
    consent_not_you: str
    allow: str
    deny: str
    scopes: Mapping[str, str]

    device: str
    device_lead: str
    device_code: str
    device_code_hint: str
    go_on: str
    device_confirm: str
    device_warning: str
    device_allowed: str
    device_allowed_lead: str
    device_denied: str
    device_denied_lead: str

    void: str
    void_lead: str
    not_found: str
    not_found_lead: str
    expired: str
    expired_lead: str
    unreadable: str
    unreadable_lead: str
    busy: str
    busy_lead: str
    try_again: str

    wrong: str
    throttled: str
    email_missing: str
    password_missing: str
    email_unusable: str
    name_unusable: str
    password_short: str
    password_long: str
    password_not_text: str
    password_differs: str
    password_wrong: str
    device_code_unknown: str
