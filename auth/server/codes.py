"""Authorization codes: issued, and exchanged once (RFC 6749 section 4.1.3, RFC 7636)."""

from collections.abc import Mapping
from datetime import datetime

from auth.directory import Directory
from auth.documents.clients import Client, GrantType
from auth.documents.tokens import AuthorizationCode
from auth.lifetimes import CODE
from auth.sealing import hashed, new_secret
from auth.server import families
from auth.server.code_grant import check_exchange
from auth.server.errors import invalid_grant, invalid_request, invalid_target
from auth.server.people import person
from auth.server.refreshing import first_token
from auth.server.token_answers import TokenAnswer, answer_for_person
from auth.store import claim, find, insert

_INVALID = "The code is unknown, expired or used."


async def issue_code(
    directory: Directory,
    *,
    client: Client,
    user_id: str,
    redirect_uri: str,
    scopes: tuple[str, ...],
    resource: str,
    code_challenge: str,
    nonce: str | None,
    signed_in_at: datetime,
    browser_session: str,
) -> str:
    """A code of sixty seconds, with a family that its replay can revoke."""
    family = await families.begin(
        directory, client=client.id, user=user_id, browser_session=browser_session
    )
    now = directory.clock()
    code = new_secret()
    await insert(
        AuthorizationCode(
            id=hashed(code),
            client=client.id,
            user=user_id,
            redirect_uri=redirect_uri,
            scopes=list(scopes),
            resource=resource,
            code_challenge=code_challenge,
            nonce=nonce,
            signed_in_at=signed_in_at,
            browser_session=browser_session,
            family=family.id,
            created_at=now,
            expires_at=now + CODE,
        )
    )
    return code


async def exchange(directory: Directory, client: Client, form: Mapping[str, str]) -> TokenAnswer:
    """Tokens for a code; whoever comes first with it uses it up, whatever comes of it.

    Coming with it again voids what it was exchanged for. Raises OAuthRefusal.
    """
    secret = form.get("code")
    if secret is None:
        raise invalid_request("The parameter code is missing.")
    code = await _claimed(directory, client, secret)
    check_exchange(client, code, form)
    if form.get("resource", code.resource) != code.resource:
        raise invalid_target("The code is for another resource.")
    user = await person(directory, code.user, code.signed_in_at)
    family = None if user is None else await families.confirm(directory, code.family)
    if user is None or family is None:
        raise invalid_grant(_INVALID)
    refresh_token, granted = first_token(
        family,
        scopes=tuple(code.scopes),
        resource=code.resource,
        signed_in_at=code.signed_in_at,
        now=directory.clock(),
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
        nonce=code.nonce,
        grant_type=GrantType.AUTHORIZATION_CODE.value,
    )


async def _claimed(directory: Directory, client: Client, secret: str) -> AuthorizationCode:
    now = directory.clock()
    code = await claim(
        AuthorizationCode,
        {"_id": hashed(secret), "claimed_at": None},
        {"$set": {"claimed_at": now}},
    )
    if code is None:
        await _replayed(directory, client, secret)
        raise invalid_grant(_INVALID)
    if code.expires_at <= now:
        raise invalid_grant(_INVALID)
    return code


async def _replayed(directory: Directory, client: Client, secret: str) -> None:
    code = await find(AuthorizationCode, {"_id": hashed(secret)})
    if code is not None:
        grant_type = GrantType.AUTHORIZATION_CODE.value
        await families.end_replayed(
            directory, code.family, client=client.id, user=code.user, grant_type=grant_type
        )
