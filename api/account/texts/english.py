"""The account pages in English."""

# These speak about passwords; they hold none.
# ruff: noqa: S106
from typing import Final

from api.account.texts.texts import Texts

ENGLISH: Final = Texts(
    language="en",
    skip="Skip to the content",
    error="Error",
    summary="There is a problem",
    email="Email address",
    name="Your name",
    password="Password",
    current_password="Current password",
    new_password="New password",
    repeat_password="New password, once more",
    password_hint="At least 12 characters. A few words in a row are easy to remember.",
    sign_in="Sign in",
    sign_in_lead="Welcome back to the desk where your role pages are written.",
    sign_in_again="You are signed in as {email}. Sign in again to go on.",
    forgot_link="Forgot your password?",
    or_else="or",
    sign_in_with="Sign in with {title}",
    signed_out="You are signed out.",
    home="Your account",
    signed_in_as="Signed in as",
    role="Role",
    roles={
        "viewer": "Viewer: reads drafts",
        "author": "Author: writes, and changes what they wrote",
        "editor": "Editor: changes every draft",
        "publisher": "Publisher: changes drafts and publishes them",
        "admin": "Admin: everything, accounts included",
    },
    change_password="Change password",
    sign_out="Sign out",
    sign_out_lead="Sign out of Rolebook in this browser?",
    sign_out_everywhere="Sign out everywhere",
    everywhere_hint=(
        "Ends every session of yours, in all browsers and applications, this one included."
    ),
    password_changed="Your password is changed. Everything else that was signed in is signed out.",
    welcome="You are all set, and signed in.",
    password_lead=(
        "Once it is changed, your other browsers and applications have to sign in again."
    ),
    save_password="Change password",
    first_owner="Set up Rolebook",
    first_owner_lead=(
        "You are the first one here. Make the account that manages this installation; "
        "it can invite everybody else."
    ),
    make_account="Make the account",
    invitation="Welcome to Rolebook",
    invitation_lead="Choose a password for your account, and you are in.",
    join="Save and sign in",
    reset="Choose a new password",
    reset_lead=("Once it is saved, everything that was signed in with the old one is signed out."),
    forgot="Forgot your password?",
    forgot_lead=(
        "Rolebook sends no mail. Ask an administrator for a reset link: it works once, "
        "for an hour, and lets you choose a new password."
    ),
    forgot_command="Administrators make one on the server with this command:",
    back_to_sign_in="Back to sign-in",
    consent="Allow {client}?",
    consent_lead="{client} would like to use Rolebook in your name.",
    consent_list="It will be able to:",
    consent_leads_to="You will be led back to {host}.",
    consent_not_you="You are signed in as {email}.",
    allow="Allow",
    deny="Deny",
    scopes={
        "openid": "Know which account is yours",
        "profile": "See your name and role",
        "email": "See your email address",
        "offline_access": "Stay connected while you are away",
        "content:read": "Read drafts and their history",
        "content:write": "Write and change drafts",
        "content:publish": "Publish and unpublish content",
        "content:delete": "Archive, restore and delete content",
        "interview:read": "Read notes that are for interviewers only",
        "users:manage": "Manage accounts",
        "clients:manage": "Manage applications",
        "audit:read": "Read the audit log",
    },
    device="Connect a device",
    device_lead="Type in the code that your terminal or device shows.",
    device_code="Code",
    device_code_hint="Eight letters, such as WDJB-MJHT.",
    go_on="Continue",
    device_confirm="Compare the code with the one on your device:",
    device_warning=(
        "Allow it only if you started this yourself just now. Nobody from Rolebook asks for a code."
    ),
    device_allowed="The device is connected",
    device_allowed_lead="You can close this page and go on there.",
    device_denied="The device is not connected",
    device_denied_lead="Nothing was allowed. You can close this page.",
    void="This link cannot be used",
    void_lead=(
        "It was used already, is too old, or is not complete. Ask an administrator for another."
    ),
    not_found="There is nothing here",
    not_found_lead="The address leads to no page.",
    expired="This form is out of date",
    expired_lead="For your safety nothing was changed. Please try again.",
    unreadable="The form could not be read",
    unreadable_lead="Something in it is not text, or is far too long. Nothing was changed.",
    busy="Just a moment",
    busy_lead="Rolebook is busy and nothing was changed. Please try again in a few seconds.",
    try_again="Try again",
    wrong="This email address and password do not go together.",
    throttled="Too many attempts. Try again in {seconds} seconds.",
    email_missing="Enter your email address.",
    password_missing="Enter your password.",
    email_unusable="Enter an email address such as ada@example.com.",
    name_unusable="Enter a name of 1 to 100 characters.",
    password_short="Choose a password of at least 12 characters.",
    password_long="Choose a password of at most 256 characters.",
    password_not_text="The password holds characters that cannot be used.",
    password_differs="Enter the same new password twice.",
    password_wrong="This is not your current password.",
    device_code_unknown="This code is not known, or no longer. Compare it, or start anew there.",
)
