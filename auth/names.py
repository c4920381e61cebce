"""What principals are called by people."""

from collections.abc import Sequence

from auth.directory import Directory
from auth.documents.accounts import User
from auth.documents.clients import Client
from auth.principal import Kind
from auth.store import collection

_DOCUMENTS = {Kind.USER: User, Kind.CLIENT: Client}


async def names_of(_directory: Directory, principals: Sequence[str]) -> dict[str, str]:
    """The names of accounts and clients, by principal such as `user:usr_…`; of the rest, none."""
    found: dict[str, str] = {}
    for kind, document in _DOCUMENTS.items():
        prefix = f"{kind}:"
        ids = [each.removeprefix(prefix) for each in principals if each.startswith(prefix)]
        if ids:
            rows = collection(document).find({"_id": {"$in": ids}}, {"name": 1})
            found |= {f"{prefix}{row['_id']}": row["name"] async for row in rows}
    return found
