"""A device asks to be let in (RFC 8628 sections 3.1 and 3.2)."""

from collections.abc import Mapping
from typing import Any, Final

from auth.directory import Directory
from auth.documents.clients import Client, GrantType
from auth.documents.tokens import DeviceCode
from auth.lifetimes import DEVICE_CODE
from auth.sealing import hashed, new_secret
from auth.server.device.user_codes import new_user_code, shown
from auth.server.requested import demand_grant_type, requested_resource, requested_scopes
from auth.store import insert

_PATH: Final = "/account/device"


async def request_device(
    directory: Directory, client: Client, form: Mapping[str, str]
) -> dict[str, Any]:
    """The device's code and the person's, as the endpoint answers them; raises OAuthRefusal."""
    demand_grant_type(client, GrantType.DEVICE_CODE)
    scopes = requested_scopes(client, form)
    resource = requested_resource(directory, form)
    now = directory.clock()
    device_code = new_secret()
    while True:
        stored = DeviceCode(
            id=hashed(device_code),
            user_code=new_user_code(),
            client=client.id,
            scopes=list(scopes),
            resource=resource,
            created_at=now,
            expires_at=now + DEVICE_CODE,
        )
        if await insert(stored):  # False when somebody has this user code just now
            break
    page, user_code = f"{directory.issuer}{_PATH}", shown(stored.user_code)
    return {
        "device_code": device_code,
        "user_code": user_code,
        "verification_uri": page,
        "verification_uri_complete": f"{page}?user_code={user_code}",
        "expires_in": int(DEVICE_CODE.total_seconds()),
        "interval": stored.interval_seconds,
    }
