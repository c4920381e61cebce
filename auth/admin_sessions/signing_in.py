"""The end of a sign-in: an issuer's code becomes a session of ours."""

from auth.admin_sessions.login_states import Waiting
from auth.admin_sessions.minting import mint
from auth.admin_sessions.sealed_tokens import SessionTokens
from auth.admin_sessions.sessions import SignIn, begin
from auth.directory import Deed, Directory
from auth.issuers.identities import Told, read_id_token
from auth.issuers.linking import NoAccount, account_of
from auth.issuers.party import IssuerRefused, Party, Tokens
from auth.issuers.trusted import OWN
from auth.tokens.own_claims import own_claims
from auth.tokens.signed_tokens import InvalidToken, signed_token


async def sign_in(directory: Directory, party: Party, code: str, waiting: Waiting) -> str:
    """What the cookie of the new session holds.

    Raises IssuerRefused, IssuerAway, InvalidToken or NoAccount; then there is no session.
    """
    tokens = await party.exchange(code, waiting.verifier)
    if tokens.id_token is None:
        raise IssuerRefused("there is no ID token")
    told = await read_id_token(
        party,
        tokens.id_token,
        nonce=waiting.nonce,
        access_token=tokens.access_token,
        now=directory.clock(),
    )
    if party.trusted.name == OWN:
        return await _at_our_own(directory, party, tokens, told)
    try:
        return await _elsewhere(directory, party, tokens, told)
    except NoAccount as error:
        details = {"issuer": party.trusted.name, "why": str(error)}
        await directory.record(Deed("sign_in.refused", "", told.subject, details))
        raise


async def _at_our_own(directory: Directory, party: Party, tokens: Tokens, told: Told) -> str:
    claims = await own_claims(directory, signed_token(tokens.access_token))
    if claims.subject != told.subject:
        raise InvalidToken("its access token is somebody else's")
    return await begin(
        directory,
        SignIn(
            user=claims.subject,
            issuer=party.trusted.name,
            subject=told.subject,
            issuer_session=told.session,
            tokens=SessionTokens(tokens.access_token, tokens.refresh_token, tokens.id_token),
            expires_in=tokens.expires_in,
            signed_in_at=told.signed_in_at or directory.clock(),
        ),
    )


async def _elsewhere(directory: Directory, party: Party, tokens: Tokens, told: Told) -> str:
    user = await account_of(directory, party.trusted, told)
    signed_in_at = told.signed_in_at or directory.clock()
    minted = await mint(directory, user, signed_in_at)
    secret = await begin(
        directory,
        SignIn(
            user=user.id,
            issuer=party.trusted.name,
            subject=told.subject,
            issuer_session=told.session,
            tokens=SessionTokens(minted.token, tokens.refresh_token, tokens.id_token),
            expires_in=minted.expires_in,
            signed_in_at=signed_in_at,
        ),
    )
    details = {"issuer": party.trusted.name}
    await directory.record(Deed("sign_in.succeeded", f"user:{user.id}", user.id, details))
    return secret
