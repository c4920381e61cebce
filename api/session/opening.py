"""What access needs while a server runs: its issuers, its keys, the news of what was revoked."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx2
from pydantic import SecretStr
from starlette.types import ASGIApp

from api.settings import Settings
from auth.clients import ADMIN_CLIENT, ensure_built_in_clients
from auth.directory import Directory
from auth.issuers.party import Party
from auth.issuers.reaching import GuardedTransport, place
from auth.issuers.trusted import OWN, TrustedIssuer
from auth.scopes import ALL_SCOPES
from auth.secret_key import SecretKey
from auth.tokens.keys import follow_keys
from auth.tokens.revocations import follow_revocations


@asynccontextmanager
async def sessions_opened(
    app: ASGIApp, settings: Settings, directory: Directory, secret: SecretKey
) -> AsyncIterator[None]:
    """Bearer tokens can be believed and people can sign in within the block.

    Our own issuer is reached inside this process, by the same requests as any other.
    """
    admin_secret = secret.key_for("admin client").hex()
    await ensure_built_in_clients(directory, admin_secret)
    own = TrustedIssuer.model_construct(
        name=OWN,
        issuer=directory.issuer,
        client_id=ADMIN_CLIENT,
        client_secret=SecretStr(admin_secret),
        title=None,
        scopes=tuple(sorted(ALL_SCOPES)),
        audience=None,
        roles=None,
        allowed_domains=(),
        create_accounts=False,
    )
    inside = httpx2.ASGITransport(app, raise_app_exceptions=False)
    directory.issuers.trust(
        [
            _party(directory, own, inside, resource=directory.editorial_resource),
            *(
                _party(directory, each, _outside(settings, each))
                for each in settings.trusted_issuers
            ),
        ]
    )
    await directory.revocations.read(directory)
    following = [
        asyncio.create_task(follow_revocations(directory)),
        asyncio.create_task(follow_keys(directory)),
    ]
    try:
        yield
    finally:
        for task in following:
            task.cancel()
        await asyncio.gather(*following, return_exceptions=True)
        await directory.issuers.close()


def _party(
    directory: Directory,
    trusted: TrustedIssuer,
    transport: httpx2.AsyncBaseTransport,
    resource: str | None = None,
) -> Party:
    redirect_uri = f"{directory.issuer}/session/callback/{trusted.name}"
    return Party(trusted, transport, redirect_uri=redirect_uri, resource=resource)


def _outside(settings: Settings, trusted: TrustedIssuer) -> httpx2.AsyncBaseTransport:
    """In development the very place an operator named may be a private one."""
    named = [place(trusted.issuer)] if settings.env == "development" else []
    return GuardedTransport(named)
