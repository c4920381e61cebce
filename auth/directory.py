"""One installation's accounts, clients and keys: what every auth operation is given first."""

import warnings
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from beanie import init_beanie

from auth.documents import ALL
from auth.issuers.trusting import Issuers
from auth.sealing import Sealer
from auth.signing_in.passwords import Passwords
from auth.store import Database
from auth.tokens.keys import KeyRing
from auth.tokens.revocations import Revocations


@dataclass(frozen=True)
class Deed:
    """Something done about access, for the audit log.

    `action` is dotted and stable, such as `sign_in.refused`; `by` names a principal, or is empty
    for a stranger; `details` hold no secret.
    """

    action: str
    by: str
    subject: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)


Record = Callable[[Deed], Awaitable[None]]


@dataclass
class Directory:
    """What every auth operation is given first.

    `issuer` is this server's public address, without a slash at its end. `record` writes to the
    audit log; `clock` tells aware UTC times to the millisecond.
    """

    issuer: str
    sealer: Sealer
    clock: Callable[[], datetime]
    record: Record
    keys: KeyRing = field(default_factory=KeyRing)
    revocations: Revocations = field(default_factory=Revocations)
    passwords: Passwords = field(default_factory=Passwords)
    issuers: Issuers = field(default_factory=Issuers)

    @property
    def origin(self) -> str:
        """Scheme, host and port of the public address, as browsers write them (RFC 6454, 6.1)."""
        parts = urlsplit(self.issuer)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def editorial_resource(self) -> str:
        """The one protected resource: the audience of every access token (RFC 8707)."""
        return f"{self.issuer}/editor/graphql"


async def open_directory(
    database: Database,
    *,
    issuer: str,
    sealing_key: bytes,
    clock: Callable[[], datetime],
    record: Record,
) -> Directory:
    """The directory on an open database: documents bound; their indexes are there already."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        await init_beanie(database=database, document_models=ALL, skip_indexes=True)
    return Directory(issuer, Sealer(sealing_key), clock, record)
