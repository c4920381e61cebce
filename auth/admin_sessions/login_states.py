"""Sign-ins under way: what binds an issuer's answer to the browser and the request it belongs to.

RFC 9700 sections 4.4 and 4.7; OpenID Connect Core 1.0 section 3.1.2.1.
"""

from dataclasses import dataclass

from auth.directory import Directory
from auth.documents.sessions import LoginState
from auth.issuers.party import Attempt
from auth.lifetimes import LOGIN_STATE
from auth.sealing import SealBroken, hashed, new_secret
from auth.store import collection, insert


class StateForeign(Exception):
    """No sign-in of this browser at this issuer is waiting for that state."""


@dataclass(frozen=True)
class Begun:
    """A sign-in that has begun; `binding` goes into the browser's cookie."""

    attempt: Attempt
    binding: str


@dataclass(frozen=True)
class Waiting:
    """What the answer to a sign-in is held against."""

    nonce: str
    verifier: str
    return_to: str


async def begin(directory: Directory, issuer: str, return_to: str) -> Begun:
    """Fresh secrets for one sign-in at that issuer, good for ten minutes and for one answer."""
    now = directory.clock()
    attempt, binding = Attempt(new_secret(), new_secret(), new_secret()), new_secret()
    state = hashed(attempt.state)
    await insert(
        LoginState(
            id=state,
            issuer=issuer,
            binding=hashed(binding),
            nonce=attempt.nonce,
            sealed_verifier=directory.sealer.seal(attempt.verifier.encode(), _purpose(state)),
            return_to=return_to,
            created_at=now,
            expires_at=now + LOGIN_STATE,
        )
    )
    return Begun(attempt, binding)


async def claimed(
    directory: Directory, *, issuer: str, state: str | None, binding: str | None
) -> Waiting:
    """The sign-in that this browser began at this issuer, once; raises StateForeign."""
    if not state or not binding:
        raise StateForeign
    found = await collection(LoginState).find_one_and_delete(
        {
            "_id": hashed(state),
            "issuer": issuer,
            "binding": hashed(binding),
            "expires_at": {"$gt": directory.clock()},
        }
    )
    if found is None:
        raise StateForeign
    waiting = LoginState.model_validate(found)
    try:
        verifier = directory.sealer.open(waiting.sealed_verifier, _purpose(waiting.id))
    except SealBroken as error:
        raise StateForeign from error
    return Waiting(waiting.nonce, verifier.decode(), waiting.return_to)


def _purpose(state: str) -> str:
    return f"login_state:{state}"
