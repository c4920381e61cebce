"""When a person must sign in again, and when they must be asked: values in, verdicts out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from auth.documents.accounts import Consent
from auth.documents.clients import Client
from auth.server.errors import invalid_request

_PROMPTS: Final = frozenset({"none", "login", "consent"})
_LONGEST_AGE_DIGITS: Final = 9


@dataclass(frozen=True)
class Wishes:
    """How a client wants a person to be asked (OpenID Connect Core section 3.1.2.1)."""

    prompt: frozenset[str]
    max_age: timedelta | None

    @property
    def silent(self) -> bool:
        """Whether nobody may be shown a page."""
        return "none" in self.prompt


def wishes(prompt: str | None, max_age: str | None) -> Wishes:
    """The wishes in two parameters; raises OAuthRefusal."""
    prompts = frozenset((prompt or "").split())
    if not prompts <= _PROMPTS:
        raise invalid_request("The parameter prompt may hold none, login and consent.")
    if "none" in prompts and len(prompts) > 1:
        raise invalid_request("The parameter prompt holds none, or others, but not both.")
    if max_age is None:
        return Wishes(prompts, None)
    if not (max_age.isascii() and max_age.isdigit() and len(max_age) <= _LONGEST_AGE_DIGITS):
        raise invalid_request("The parameter max_age must be a number of seconds.")
    return Wishes(prompts, timedelta(seconds=int(max_age)))


def must_sign_in(
    wished: Wishes, signed_in_at: datetime | None, *, asked_at: datetime, now: datetime
) -> bool:
    """Whether the sign-in is too old for these wishes; one made since they were told never is."""
    if signed_in_at is None:
        return True
    if signed_in_at >= asked_at:
        return False
    is_old = wished.max_age is not None and now - signed_in_at > wished.max_age
    return "login" in wished.prompt or is_old


def must_consent(
    wished: Wishes,
    client: Client,
    scopes: Iterable[str],
    *,
    given: Consent | None,
    asked_at: datetime,
) -> bool:
    """Whether the person has yet to allow the client these scopes; our own clients just may."""
    if client.first_party:
        return False
    if given is None or not set(given.scopes).issuperset(scopes):
        return True
    return "consent" in wished.prompt and given.at < asked_at
