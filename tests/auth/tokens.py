"""Bearer tokens for tests: made as the server makes them, sent as clients send them."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from auth.directory import Directory
from auth.grants import Grant
from auth.principal import Kind
from auth.roles import SCOPES_OF, Role
from auth.tokens.access_tokens import IssuedToken, issue_access_token

USER = "usr_" + "0" * 25 + "1"
CLIENT = "cli_" + "0" * 25 + "1"


async def issued(
    directory: Directory,
    *,
    role: Role,
    scopes: Iterable[str] | None = None,
    grants: Sequence[Grant] = (),
    kind: Kind = Kind.USER,
    subject: str | None = None,
    client_id: str = CLIENT,
    family: str | None = None,
    resource: str | None = None,
    signed_in_at: datetime | None = None,
) -> IssuedToken:
    """An access token; by default of a person signed in now, with all that the role may do."""
    by_kind = {Kind.USER: USER, Kind.CLIENT: client_id}
    person = kind is Kind.USER
    return await issue_access_token(
        directory,
        subject=subject or by_kind[kind],
        kind=kind,
        client_id=client_id,
        role=role,
        grants=grants,
        scopes=sorted(SCOPES_OF[role]) if scopes is None else scopes,
        resource=resource or directory.editorial_resource,
        signed_in_at=(signed_in_at or directory.clock()) if person else None,
        family=family,
    )


async def bearer(
    directory: Directory,
    *,
    role: Role,
    scopes: Iterable[str] | None = None,
    grants: Sequence[Grant] = (),
    kind: Kind = Kind.USER,
    subject: str | None = None,
    client_id: str = CLIENT,
    family: str | None = None,
    resource: str | None = None,
    signed_in_at: datetime | None = None,
) -> dict[str, str]:
    """The Authorization header of such a token."""
    made = await issued(
        directory,
        role=role,
        scopes=scopes,
        grants=grants,
        kind=kind,
        subject=subject,
        client_id=client_id,
        family=family,
        resource=resource,
        signed_in_at=signed_in_at,
    )
    return {"Authorization": f"Bearer {made.token}"}
