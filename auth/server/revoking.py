"""Revocation (RFC 7009): a client gives back what it was issued."""

from collections.abc import Mapping

from auth.directory import Deed, Directory
from auth.documents.clients import Client
from auth.documents.tokens import RefreshToken, RevocationKind
from auth.sealing import hashed
from auth.server import families
from auth.server.errors import invalid_request
from auth.server.issued_tokens import own_token
from auth.store import find
from auth.tokens.revocations import revoke


async def revoke_token(directory: Directory, client: Client, form: Mapping[str, str]) -> None:
    """Voids the client's own token: a refresh token with all that came of its authorization.

    Nothing happens to an unknown token or another client's, and the answer does not tell which.
    """
    token = form.get("token")
    if not token:
        raise invalid_request("The parameter token is missing.")
    stored = await find(RefreshToken, {"_id": hashed(token), "client": client.id})
    if stored is not None:
        await families.end(directory, stored.family, "revoked by its client")
        details = {"family": stored.family}
        await directory.record(Deed("token.revoked", f"client:{client.id}", stored.user, details))
        return
    claims = await own_token(directory, client, token)
    if claims is None:
        return
    await revoke(directory, RevocationKind.TOKEN, claims.token_id)
    details = {"token": claims.token_id}
    await directory.record(Deed("token.revoked", f"client:{client.id}", claims.subject, details))
