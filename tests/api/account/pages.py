"""A small browser for the account pages: opens, fills in, submits, keeps cookies."""

from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode

import httpx
from starlette.applications import Starlette

from tests.auth.people import PASSWORD


class Page(HTMLParser):
    """An answer as a person meets it: title, forms, and everything that is said."""

    def __init__(self, response: httpx.Response) -> None:
        super().__init__()
        self.response, self.status = response, response.status_code
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text, self.title = "", ""
        self.forms: list[tuple[dict[str, str], dict[str, str]]] = []
        self._in = ""
        if "html" in response.headers.get("content-type", ""):
            self.feed(response.text)
        self.text = " ".join(self.text.split())

    @property
    def location(self) -> str:
        """Where it leads."""
        return str(self.response.headers["location"])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes every element, and what a form would send."""
        given = {name: value or "" for name, value in attrs}
        self.elements.append((tag, given))
        self._in = tag
        if tag == "form":
            self.forms.append((given, {}))
        elif tag == "input":
            self.forms[-1][1][given["name"]] = given.get("value", "")

    def handle_data(self, data: str) -> None:
        """Collects what is said."""
        if self._in == "title":
            self.title += data.strip()
        self.text += data

    def all(self, tag: str) -> list[dict[str, str]]:
        """The attributes of every such element."""
        return [attributes for name, attributes in self.elements if name == tag]


class Browser:
    """Somebody's browser at a network address; what it says first is English."""

    def __init__(self, app: Starlette, base_url: str, address: str = "192.0.2.1") -> None:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False, client=(address, 4711))
        self.http = httpx.AsyncClient(transport=transport, base_url=base_url)

    async def open(self, path: str, **headers: str) -> Page:
        """The page there."""
        return Page(await self.http.get(path, headers=headers))

    async def submit(
        self,
        page: Page,
        fields: Mapping[str, str] | None = None,
        *,
        form: int = 0,
        headers: Mapping[str, str] | None = None,
    ) -> Page:
        """What comes after filling in a form of the page and sending it."""
        attributes, values = page.forms[form]
        body = urlencode({**values, **(fields or {})})
        sent: dict[str, Any] = {"content-type": "application/x-www-form-urlencoded"}
        sent.update(headers or {})
        assert attributes["method"] == "post"
        return Page(await self.http.post(attributes["action"], content=body, headers=sent))

    async def sign_in(
        self, email: str = "ada@example.com", password: str = PASSWORD, path: str = ""
    ) -> Page:
        """What comes after the form to sign in with."""
        page = await self.open(path or "/account/sign-in?next=/account/")
        return await self.submit(page, {"email": email, "password": password})

    async def is_signed_in(self) -> bool:
        """Whether the account page knows who this is."""
        return (await self.open("/account/")).status == 200
