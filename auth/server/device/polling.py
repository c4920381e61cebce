"""The device asks whether it was let in yet (RFC 8628 sections 3.4 and 3.5)."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from auth.directory import Directory
from auth.documents.clients import Client, GrantType
from auth.documents.tokens import DeviceCode, DeviceState
from auth.sealing import hashed
from auth.server import families
from auth.server.errors import OAuthRefusal, invalid_grant, invalid_request
from auth.server.people import person
from auth.server.refreshing import first_token
from auth.server.requested import demand_grant_type
from auth.server.token_answers import TokenAnswer, answer_for_person
from auth.store import claim, find, insert

_SLOWER_BY_SECONDS: Final = 5
_INVALID: Final = "The device code is unknown or used."


async def device_token(
    directory: Directory, client: Client, form: Mapping[str, str]
) -> TokenAnswer:
    """Tokens once a person has approved; raises OAuthRefusal telling the device what to do."""
    demand_grant_type(client, GrantType.DEVICE_CODE)
    secret = form.get("device_code")
    if secret is None:
        raise invalid_request("The parameter device_code is missing.")
    stored = await find(DeviceCode, {"_id": hashed(secret), "client": client.id})
    if stored is None:
        raise invalid_grant(_INVALID)
    if stored.state is DeviceState.CLAIMED:
        raise await _used(directory, client, stored)
    if stored.expires_at <= directory.clock():
        raise OAuthRefusal("expired_token", "The device code has expired: begin again.")
    if stored.state is DeviceState.DENIED:
        raise OAuthRefusal("access_denied", "The request was denied.")
    if stored.state is DeviceState.PENDING:
        raise await _not_yet(directory, stored)
    return await _claimed(directory, client, stored)


async def _not_yet(directory: Directory, stored: DeviceCode) -> OAuthRefusal:
    """Go on polling, at the pace that was told or, for who is faster, five seconds slower."""
    now = directory.clock()
    seen = {"_id": stored.id, "polled_at": stored.polled_at}
    pace = timedelta(seconds=stored.interval_seconds)
    is_early = stored.polled_at is not None and now < stored.polled_at + pace
    if not is_early and await claim(DeviceCode, seen, {"$set": {"polled_at": now}}):
        return OAuthRefusal("authorization_pending", "Nobody has answered yet.")
    slower = {"$set": {"polled_at": now}, "$inc": {"interval_seconds": _SLOWER_BY_SECONDS}}
    await claim(DeviceCode, {"_id": stored.id}, slower)
    return OAuthRefusal("slow_down", "Poll more slowly, five seconds more between two requests.")


async def _used(directory: Directory, client: Client, stored: DeviceCode) -> OAuthRefusal:
    """A code that came again, maybe at the same moment: what it was exchanged for is void."""
    used = await find(DeviceCode, {"_id": stored.id, "state": DeviceState.CLAIMED.value})
    if used is not None and used.family is not None and used.user is not None:
        await families.end_replayed(
            directory,
            used.family,
            client=client.id,
            user=used.user,
            grant_type=GrantType.DEVICE_CODE.value,
        )
    return invalid_grant(_INVALID)


async def _claimed(directory: Directory, client: Client, stored: DeviceCode) -> TokenAnswer:
    now = directory.clock()
    assert stored.user is not None  # somebody approved it
    # Begun before the code is claimed, so that a replay always finds what it has to revoke.
    begun = await families.begin(
        directory, client=client.id, user=stored.user, browser_session=None
    )
    claimed = await claim(
        DeviceCode,
        {"_id": stored.id, "state": DeviceState.APPROVED.value, "expires_at": {"$gt": now}},
        {"$set": {"state": DeviceState.CLAIMED.value, "family": begun.id}},
    )
    if claimed is None:
        raise await _used(directory, client, stored)
    assert claimed.user is not None
    assert claimed.signed_in_at is not None
    user = await person(directory, claimed.user, claimed.signed_in_at)
    if user is None:
        raise OAuthRefusal("access_denied", "The account cannot be used any more.")
    family = await families.confirm(directory, begun.id)
    if family is None:
        raise invalid_grant(_INVALID)
    refresh_token, granted = first_token(
        family,
        scopes=tuple(claimed.scopes),
        resource=claimed.resource,
        signed_in_at=claimed.signed_in_at,
        now=now,
    )
    refreshes = GrantType.REFRESH_TOKEN in client.grant_types
    if refreshes:
        await insert(granted)
    return await answer_for_person(
        directory,
        user=user,
        family=family,
        granted=granted,
        refresh_token=refresh_token if refreshes else None,
        grant_type=GrantType.DEVICE_CODE.value,
    )
