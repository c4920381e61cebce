"""RP-initiated logout (OpenID Connect RP-Initiated Logout 1.0): a client signs a browser out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from auth import clients
from auth.directory import Directory
from auth.documents.sessions import BrowserSession
from auth.server.errors import invalid_request
from auth.store import find
from auth.tokens.id_tokens import session_id
from auth.tokens.keys import ALGORITHM
from auth.tokens.signed_tokens import InvalidToken, SignedToken, signed_token

_SESSION_ID: Final = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class Hint:
    """Whom a valid `id_token_hint` is about; it may have expired long ago."""

    client_id: str
    user_id: str
    session: str | None


@dataclass(frozen=True)
class LogoutRequest:
    """What a client asks for; without a hint it proves nothing, and the person is asked."""

    hint: Hint | None
    return_to: str | None


async def logout_request(directory: Directory, form: Mapping[str, str]) -> LogoutRequest:
    """The request, checked; raises OAuthRefusal, after which nobody is sent anywhere.

    Whoever is sent back is sent to an address the client registered, character for character, and
    only if the hint is the client's.
    """
    hint = await _hint(directory, form.get("id_token_hint"))
    if hint is None:
        return LogoutRequest(None, None)
    if form.get("client_id", hint.client_id) != hint.client_id:
        raise invalid_request("The ID token is another client's.")
    return_to = form.get("post_logout_redirect_uri")
    if return_to is None:
        return LogoutRequest(hint, None)
    client = await clients.find(directory, hint.client_id)
    if client is None or client.disabled or return_to not in client.post_logout_redirect_uris:
        raise invalid_request("This address is not registered for the client.")
    return LogoutRequest(hint, return_to)


async def _hint(directory: Directory, token: str | None) -> Hint | None:
    if token is None:
        return None
    try:
        read = signed_token(token)
        await _check(directory, read)
        (client_id,) = read.audiences()
        return Hint(client_id, read.text_of("sub"), read.optional_text("sid"))
    except (InvalidToken, ValueError):
        return None


async def _check(directory: Directory, read: SignedToken) -> None:
    read.demand_type("jwt")
    key = await directory.keys.find(directory, read.key_id)
    if key is None:
        raise InvalidToken("its key is not one of ours")
    read.verify(key, [ALGORITHM])
    if read.claims.get("iss") != directory.issuer:
        raise InvalidToken("it is of another issuer")


async def session_of(
    directory: Directory, hint: Hint, current: BrowserSession | None
) -> BrowserSession | None:
    """The session to end without asking: the one the hint names, if it is the browser's own.

    A browser that sends no session with another site's form is known by the hint alone.
    """
    if current is not None:
        named = hint.session in (None, session_id(current.id))
        return current if named and current.user == hint.user_id else None
    if hint.session is None or not _SESSION_ID.fullmatch(hint.session):
        return None
    # Ids are hexadecimal, so that "g" comes after every one that begins with the hint's.
    query = {
        "_id": {"$gte": hint.session, "$lt": f"{hint.session}g"},
        "user": hint.user_id,
        "expires_at": {"$gt": directory.clock()},
    }
    return await find(BrowserSession, query)
