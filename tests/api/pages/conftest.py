"""A small library, and its pages as a browser or a script gets them from the real app."""

from typing import Protocol

import httpx
import pytest
from lxml import html
from lxml.html import HtmlElement


class Get(Protocol):
    """Gets what is at an address."""

    async def __call__(self, path: str, /, **headers: str) -> httpx.Response:
        """The answer, redirects not followed."""


@pytest.fixture
def get(client: httpx.AsyncClient) -> Get:
    """A reader."""

    async def getting(path: str, /, **headers: str) -> httpx.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return await client.get(path, headers=named)

    return getting


class Show(Protocol):
    """Shows a page."""

    async def __call__(self, path: str, /) -> HtmlElement:
        """The page at an address, parsed."""


@pytest.fixture
def show(get: Get) -> Show:
    """A browser that runs no scripts."""

    async def showing(path: str, /) -> HtmlElement:
        answer = await get(path)
        assert answer.status_code == 200, answer.text
        return html.document_fromstring(answer.content)

    return showing


def text_of(element: HtmlElement) -> str:
    """What an element says, on one line."""
    return " ".join(element.text_content().split())
