"""What a server that others can reach must not be started with: one sentence for each."""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from api.settings import Settings

_FEWEST_CHARACTERS: Final = 12
"""Of 32 random hex digits hardly any have fewer different ones; made-up ones have."""
_MADE_UP: Final = ("change", "example", "default", "secret", "password", "rolebook", "12345")
_INSECURE: Final = "AUTHLIB_INSECURE_TRANSPORT"


def complaints(settings: "Settings") -> Iterator[str]:
    """Why these settings, and the environment beside them, are not fit to be served with."""
    is_public = settings.env == "production" or (settings.public_url or "").startswith("https://")
    if is_public and os.environ.get(_INSECURE):
        yield (
            f"{_INSECURE} must not be set with a public server: it lets tokens travel without "
            "encryption"
        )
    if settings.env == "production":
        yield from _in_production(settings)


def _in_production(settings: "Settings") -> Iterator[str]:
    if settings.mongodb_uri is None:
        yield (
            "ROLEBOOK_MONGODB_URI is needed with ROLEBOOK_ENV=production: the embedded MongoDB is "
            "for development and demonstration"
        )
    if settings.secret_key is None:
        yield (
            "ROLEBOOK_SECRET_KEY is needed with ROLEBOOK_ENV=production: at least 32 random "
            "characters, for example from `openssl rand -hex 32`"
        )
    elif _is_made_up(settings.secret_key.get_secret_value()):
        yield (
            "ROLEBOOK_SECRET_KEY cannot be used with ROLEBOOK_ENV=production: it is made up, not "
            "random; take one from `openssl rand -hex 32`"
        )
    if settings.public_url is None or not settings.public_url.startswith("https://"):
        yield (
            "ROLEBOOK_PUBLIC_URL must be an https address with ROLEBOOK_ENV=production: cookies "
            "and tokens travel there"
        )
    if settings.log_level == "debug":
        yield (
            "ROLEBOOK_LOG_LEVEL=debug cannot be used with ROLEBOOK_ENV=production: such logs tell "
            "more than anybody should keep"
        )
    for issuer in settings.trusted_issuers:
        if not issuer.issuer.startswith("https://"):
            yield (
                f"ROLEBOOK_TRUSTED_ISSUERS cannot be used with ROLEBOOK_ENV=production: the issuer "
                f"{issuer.name} is not an https address"
            )


def _is_made_up(secret: str) -> bool:
    plain = secret.lower()
    return len(set(plain)) < _FEWEST_CHARACTERS or any(word in plain for word in _MADE_UP)
