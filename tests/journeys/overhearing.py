"""Overhearing every secret that goes over the wire."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
from bs4 import BeautifulSoup

HIDDEN = frozenset(
    {
        "password",
        "new",
        "repeat",
        "current",
        "code",
        "code_verifier",
        "refresh_token",
        "access_token",
        "id_token",
        "id_token_hint",
        "token",
        "client_secret",
        "ticket",
        "csrfToken",
        "device_code",
        "user_code",
        "state",
        "nonce",
        "client_assertion",
        "rolebook_asked",
    }
)
"""Parameters, form fields and members of answers whose value is nobody else's business."""


@dataclass
class Overheard:
    """Every secret that went over the wire, by value."""

    secrets: dict[str, str] = field(default_factory=dict)

    def note(self, name: str, value: object) -> None:
        """Remembers a secret; a word as short as `allow` would be found everywhere."""
        if isinstance(value, str) and len(value) >= 8:
            self.secrets.setdefault(value, name)

    def request(self, request: httpx.Request) -> None:
        """Secrets that a client sends."""
        self._pairs(request.url.query.decode())
        if "x-www-form-urlencoded" in request.headers.get("content-type", ""):
            self._pairs(request.content.decode())
        self.note("header", request.headers.get("authorization", "").partition(" ")[2])
        self.note("csrfToken", request.headers.get("x-csrf-token"))

    def response(self, response: httpx.Response) -> None:
        """Secrets that a server tells."""
        response.read()
        self._pairs(urlsplit(response.headers.get("location", "")).query)
        for line in response.headers.get_list("set-cookie"):
            self.note("cookie", line.partition("=")[2].partition(";")[0])
        kind = response.headers.get("content-type", "")
        if "json" in kind and isinstance(told := response.json(), dict):
            for name in HIDDEN & told.keys():
                self.note(name, told[name])
        if "html" in kind:
            for each in BeautifulSoup(response.text, "lxml").select("input[name]"):
                if each["name"] in HIDDEN:
                    self.note(str(each["name"]), each.get("value"))

    def _pairs(self, encoded: str) -> None:
        for name, value in parse_qsl(encoded):
            if name in HIDDEN:
                self.note(name, value)
            if name == "next":
                self._pairs(urlsplit(value).query)

    def http(self) -> httpx.Client:
        """A client that is overheard."""
        hooks: Any = {"request": [self.request], "response": [self.response]}
        return httpx.Client(event_hooks=hooks, timeout=30)

    def found_in(self, text: str, besides: frozenset[str] = frozenset()) -> list[str]:
        """The names of secrets that a text holds."""
        return [
            name for value, name in self.secrets.items() if name not in besides and value in text
        ]
