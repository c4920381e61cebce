"""A session's tokens, as only this installation can read them."""

from dataclasses import asdict, dataclass
from typing import Any

import orjson

from auth.directory import Directory


@dataclass(frozen=True)
class SessionTokens:
    """`access_token` is always one of ours; the others are those of the issuer signed in at."""

    access_token: str
    refresh_token: str | None
    id_token: str | None


def sealed(directory: Directory, session_id: str, tokens: SessionTokens) -> bytes:
    """The tokens, sealed for that session."""
    return directory.sealer.seal(orjson.dumps(asdict(tokens)), _purpose(session_id))


def opened(directory: Directory, session_id: str, tokens: bytes) -> SessionTokens:
    """The tokens again; raises SealBroken."""
    told: dict[str, Any] = orjson.loads(directory.sealer.open(tokens, _purpose(session_id)))
    return SessionTokens(**told)


def _purpose(session_id: str) -> str:
    return f"admin_session:{session_id}"
