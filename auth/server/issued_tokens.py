"""Access tokens that clients bring back to the server that issued them."""

from auth.directory import Directory
from auth.documents.clients import Client
from auth.server.errors import temporarily_unavailable
from auth.tokens.bearer import InvalidToken, read_access_token
from auth.tokens.claims import Claims
from auth.tokens.revocations import StateUnknown


async def own_token(directory: Directory, client: Client, token: str) -> Claims | None:
    """What the token says if it is good and was issued to this client; None otherwise.

    Raises OAuthRefusal with 503 when nobody can tell which tokens are void.
    """
    try:
        claims = await read_access_token(directory, token)
    except InvalidToken:
        return None
    except StateUnknown:
        raise temporarily_unavailable() from None
    is_own = claims.issuer == directory.issuer and claims.client_id == client.id
    return claims if is_own else None
