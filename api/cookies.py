"""Every cookie this server sets: one place for their names and their flags."""

from typing import Final, Literal

from starlette.requests import HTTPConnection
from starlette.responses import Response

from api.settings import Settings

SameSite = Literal["strict", "lax"]

ADMIN: Final = "rolebook-session"
"""The admin's backend for frontend."""
ACCOUNT: Final = "rolebook-account"
"""Signed in to the authorization server itself; Lax, since clients' pages lead to it."""
LOGIN: Final = "rolebook-login"
"""A sign-in at an issuer under way; Lax, since the issuer leads back."""
DEVICE: Final = "rolebook-device"
"""A browser that has signed in before."""
FORM: Final = "rolebook-form"
"""What the forms of somebody who is not signed in are bound to."""

_LONGEST: Final = 4096


def set_cookie(
    response: Response,
    settings: Settings,
    name: str,
    value: str,
    max_age: int,
    same_site: SameSite = "strict",
) -> None:
    """The cookie, for this host alone and out of scripts' reach; `max_age` in seconds."""
    response.set_cookie(
        _name(settings, name),
        value,
        max_age=max_age,
        path="/",
        secure=_is_secure(settings),
        httponly=True,
        samesite=same_site,
    )


def read_cookie(request: HTTPConnection, settings: Settings, name: str) -> str | None:
    """What the browser sent under that name, if it is of a size we would set."""
    value = request.cookies.get(_name(settings, name))
    return value if value and len(value) <= _LONGEST else None


def clear_cookie(
    response: Response, settings: Settings, name: str, same_site: SameSite = "strict"
) -> None:
    """Makes the browser forget it, by the same flags as it was set with."""
    set_cookie(response, settings, name, "", 0, same_site)


def _name(settings: Settings, name: str) -> str:
    # The prefix makes browsers refuse it from other hosts and plain HTTP (RFC 6265bis 4.1.3.2).
    return f"__Host-{name}" if _is_secure(settings) else name


def _is_secure(settings: Settings) -> bool:
    return settings.address.startswith("https://")
