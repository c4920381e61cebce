"""Web origins of clients that run in a browser."""

import re

from auth.directory import Directory
from auth.documents.clients import AuthMethod, Client
from auth.store import find


async def is_of_a_public_client(_directory: Directory, origin: str) -> bool:
    """Whether a public client that is not disabled is answered at an address of this origin."""
    at_origin = re.compile(f"^{re.escape(origin)}(/|[?]|$)")
    query = {"redirect_uris": at_origin, "auth_method": AuthMethod.NONE.value, "disabled": False}
    return await find(Client, query) is not None
