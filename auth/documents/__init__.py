"""Beanie documents of accounts, clients and tokens: fields and indexes, no verbs."""

from beanie import Document

from auth.documents.accounts import Consent, Throttle, Ticket, User
from auth.documents.clients import Client
from auth.documents.sessions import AdminSession, BrowserSession, LoginState
from auth.documents.tokens import (
    AuthorizationCode,
    DeviceCode,
    RefreshToken,
    Revocation,
    SigningKey,
    TokenFamily,
    UsedAssertion,
)

ALL: list[type[Document]] = [
    User,
    Ticket,
    Throttle,
    Consent,
    Client,
    SigningKey,
    AuthorizationCode,
    DeviceCode,
    RefreshToken,
    TokenFamily,
    Revocation,
    UsedAssertion,
    BrowserSession,
    AdminSession,
    LoginState,
]
"""Every document class, for `init_beanie`."""
