"""Whoever is in front of the browser: their cookies, their language, and what they are shown."""

from dataclasses import dataclass
from typing import Any, Final, Self

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api import cookies
from api.account.forms import Form, demand_ours, read_form
from api.account.language import texts_for
from api.account.page import rendered
from api.account.texts import Texts
from api.settings import Settings
from api.state import directory_of, settings_of
from auth.directory import Directory
from auth.lifetimes import SESSION
from auth.sealing import hashed, new_secret
from auth.signing_in import browser_sessions, devices
from auth.signing_in.browser_sessions import SignedIn
from auth.signing_in.sign_in import Entered

_FORM_SECONDS: Final = 24 * 3600


@dataclass
class Visitor:
    """One request to an account page."""

    request: Request
    settings: Settings
    directory: Directory
    texts: Texts
    signed_in: SignedIn | None
    form_cookie: str
    form_cookie_is_new: bool

    @classmethod
    def unknown(cls, request: Request) -> Self:
        """Who asks, before anybody has looked whether they are signed in."""
        settings = settings_of(request)
        form_cookie = cookies.read_cookie(request, settings, cookies.FORM)
        return cls(
            request,
            settings,
            directory_of(request),
            texts_for(request.headers.get("accept-language", "")),
            None,
            form_cookie or new_secret(),
            form_cookie is None,
        )

    async def recognise(self) -> None:
        """Looks whether they are signed in, and which language they chose."""
        self.signed_in = await browser_sessions.person(self.directory, self.account_cookie)
        if self.signed_in is not None:
            asked = self.request.headers.get("accept-language", "")
            self.texts = texts_for(asked, self.signed_in.user.language)

    @property
    def token(self) -> str:
        """What this visitor's forms carry: their session's, or that of a stranger's browser."""
        if self.signed_in is not None:
            return self.signed_in.session.csrf
        return self.stranger_token

    @property
    def stranger_token(self) -> str:
        """What forms carry that work signed in or not, such as the one to sign in with."""
        return hashed(f"form {self.form_cookie}")

    @property
    def account_cookie(self) -> str | None:
        """What the browser holds of a session, alive or not."""
        return cookies.read_cookie(self.request, self.settings, cookies.ACCOUNT)

    @property
    def device_cookie(self) -> str | None:
        """What the browser holds of earlier sign-ins."""
        return cookies.read_cookie(self.request, self.settings, cookies.DEVICE)

    @property
    def address(self) -> str | None:
        """Where the request comes from."""
        return None if self.request.client is None else self.request.client.host

    async def form(self, *, as_stranger: bool = False) -> Form:
        """What was posted; raises FormUnreadable or FormExpired."""
        form = await read_form(self.request)
        token = self.stranger_token if as_stranger else self.token
        known = None if as_stranger and self.form_cookie_is_new else token
        demand_ours(self.request, self.directory, form, known)
        return form

    def shown(
        self, template: str, *, status: int = 200, leads_to: str | None = None, **values: Any
    ) -> Response:
        """A page."""
        response = rendered(
            template,
            self.texts,
            {"token": self.token, "signed_in": self.signed_in, **values},
            status=status,
            leads_to=leads_to,
        )
        if self.form_cookie_is_new:
            cookies.set_cookie(
                response, self.settings, cookies.FORM, self.form_cookie, _FORM_SECONDS, "lax"
            )
        return response

    def led(self, path: str) -> Response:
        """On to another page, by GET."""
        return RedirectResponse(path, 303, headers={"Cache-Control": "no-store"})

    def let_in(self, entered: Entered, path: str) -> Response:
        """On to another page, signed in."""
        response = self.led(path)
        keep = int(SESSION.total_seconds())
        cookies.set_cookie(response, self.settings, cookies.ACCOUNT, entered.cookie, keep, "lax")
        keep = int(devices.LIFETIME.total_seconds())
        cookies.set_cookie(response, self.settings, cookies.DEVICE, entered.device, keep)
        return response
