"""What comes next for a request for authorization: sign in, be asked, or go back with a code."""

from collections.abc import Mapping
from dataclasses import dataclass

from auth.directory import Deed, Directory
from auth.documents.accounts import Consent, User
from auth.documents.clients import Client
from auth.documents.sessions import BrowserSession
from auth.server.authorization_requests import Request, answered, read_request, trusted
from auth.server.codes import issue_code
from auth.server.consent_rules import must_consent, must_sign_in
from auth.server.errors import OAuthRefusal
from auth.server.people import person
from auth.server.resuming import asked_at, resumed
from auth.server.role_scopes import within_role
from auth.signing_in import consents
from auth.store import find


@dataclass(frozen=True)
class SendBack:
    """The client is answered: with a code, or with an error."""

    location: str


@dataclass(frozen=True)
class SignIn:
    """Somebody has to sign in first; `resume` is the path and query to come back to."""

    resume: str


@dataclass(frozen=True)
class AskConsent:
    """The person has to be asked first; `resume` is the path and query to come back to."""

    resume: str


@dataclass(frozen=True)
class Question:
    """What a person is asked: whether this client may have these scopes."""

    client: Client
    scopes: tuple[str, ...]


async def decide(
    directory: Directory, parameters: Mapping[str, str], session: BrowserSession | None
) -> SendBack | SignIn | AskConsent:
    """What comes next for a request; raises OAuthRefusal for one that only a page may answer."""
    client, redirect_uri = await trusted(directory, parameters)
    try:
        request = read_request(directory, client, redirect_uri, parameters)
        return await _next_step(directory, request, parameters, session)
    except OAuthRefusal as refused:
        told = {"error": refused.error, "error_description": refused.description}
        return SendBack(answered(directory, redirect_uri, parameters, told))


async def question(directory: Directory, parameters: Mapping[str, str], user: User) -> Question:
    """What the consent page asks; raises OAuthRefusal for a request that is not in order."""
    client, redirect_uri = await trusted(directory, parameters)
    request = read_request(directory, client, redirect_uri, parameters)
    return Question(client, within_role(request.scopes, user.role))


async def complete(
    directory: Directory, parameters: Mapping[str, str], user: User, *, allowed: bool
) -> str:
    """Where the browser goes after the consent page: on with the request, or back with a denial.

    Raises OAuthRefusal for a request that is not in order.
    """
    asked = await question(directory, parameters, user)
    if allowed:
        await consents.give(directory, user.id, asked.client.id, asked.scopes)
        return resumed(directory, parameters)
    await directory.record(
        Deed("consent.refused", f"user:{user.id}", user.id, {"client": asked.client.id})
    )
    told = {"error": "access_denied", "error_description": "The person did not allow it."}
    return answered(directory, parameters["redirect_uri"], parameters, told)


async def _next_step(
    directory: Directory,
    request: Request,
    parameters: Mapping[str, str],
    session: BrowserSession | None,
) -> SendBack | SignIn | AskConsent:
    asked = asked_at(directory, parameters)
    user = None if session is None else await person(directory, session.user, session.signed_in_at)
    if (
        session is None
        or user is None
        or must_sign_in(request.wishes, session.signed_in_at, asked_at=asked, now=directory.clock())
    ):
        if request.wishes.silent:
            raise OAuthRefusal("login_required", "Nobody is signed in.")
        return SignIn(resumed(directory, parameters))
    scopes = within_role(request.scopes, user.role)
    consent = await find(Consent, {"_id": f"{user.id}:{request.client.id}"})
    if must_consent(
        request.wishes,
        request.client,
        scopes,
        given=consent,
        asked_at=asked,
    ):
        if request.wishes.silent:
            raise OAuthRefusal("consent_required", "The person has not allowed this yet.")
        return AskConsent(resumed(directory, parameters))
    code = await issue_code(
        directory,
        client=request.client,
        user_id=user.id,
        redirect_uri=request.redirect_uri,
        scopes=scopes,
        resource=request.resource,
        code_challenge=request.code_challenge,
        nonce=request.nonce,
        signed_in_at=session.signed_in_at,
        browser_session=session.id,
    )
    return SendBack(answered(directory, request.redirect_uri, parameters, {"code": code}))
