"""Accounts of people: made, found, changed."""

from auth.accounts.changing import (
    change_grants,
    change_role,
    disable,
    enable,
    rehash,
    set_password,
    sign_out_everywhere,
    update,
)
from auth.accounts.errors import (
    AccountDisabled,
    AccountError,
    EmailTaken,
    LastAdmin,
    NoSuchAccount,
    OwnAccount,
    UnusableEmail,
    UnusableLanguage,
    UnusableName,
)
from auth.accounts.finding import any_admin_exists, by_email, get, known, listed
from auth.accounts.making import FIRST_OWNER, create
from auth.accounts.spelling import normal_email, normal_name

__all__ = [
    "FIRST_OWNER",
    "AccountDisabled",
    "AccountError",
    "EmailTaken",
    "LastAdmin",
    "NoSuchAccount",
    "OwnAccount",
    "UnusableEmail",
    "UnusableLanguage",
    "UnusableName",
    "any_admin_exists",
    "by_email",
    "change_grants",
    "change_role",
    "create",
    "disable",
    "enable",
    "get",
    "known",
    "listed",
    "normal_email",
    "normal_name",
    "rehash",
    "set_password",
    "sign_out_everywhere",
    "update",
]
