"""What people allowed clients to do in their name."""

from collections.abc import Iterable

from auth.directory import Deed, Directory
from auth.documents.accounts import Consent
from auth.store import collection, find


async def given(_directory: Directory, user_id: str, client_id: str) -> frozenset[str]:
    """The scopes somebody allowed a client so far."""
    consent = await find(Consent, {"_id": f"{user_id}:{client_id}"})
    return frozenset() if consent is None else frozenset(consent.scopes)


async def give(directory: Directory, user_id: str, client_id: str, scopes: Iterable[str]) -> None:
    """Allows a client these scopes, besides what it was allowed before."""
    allowed = sorted(set(scopes))
    await collection(Consent).update_one(
        {"_id": f"{user_id}:{client_id}"},
        {
            "$addToSet": {"scopes": {"$each": allowed}},
            "$set": {"at": directory.clock()},
            "$setOnInsert": {"user": user_id, "client": client_id},
        },
        upsert=True,
    )
    details = {"client": client_id, "scopes": allowed}
    await directory.record(Deed("consent.given", f"user:{user_id}", user_id, details))
