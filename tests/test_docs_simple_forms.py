"""What the page about the simple forms shows is what a server answers."""

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import httpx
import pytest

from api.pages.feed import MOST_ENTRIES
from api.pages.forms import Form
from content.reading.addresses import MOST_ADDRESSES
from tests.reading_docs import DOCS, fences, table
from tests.serving import Server
from tests.test_docs import CUT, library, matches

PAGE = DOCS / "simple-forms.md"

__all__ = ["library"]


def shown() -> Iterator[Any]:
    """Every request of the page, and what is shown under it."""
    for (language, text), (under, answer) in pairwise(fences(PAGE)):
        if language == "sh":
            (address,) = re.findall(r"http://127\.0\.0\.1:8000([^\s']+)", text)
            yield pytest.param(address, under, answer, id=address)


@pytest.mark.parametrize(("address", "language", "answer"), list(shown()))
def test_a_request_gives_the_answer_shown(
    library: Server,
    address: str,
    language: str,
    answer: str,
) -> None:
    given = httpx.get(f"{library.url}{address}", timeout=10)
    assert given.status_code == 200
    if language == "json":
        assert holds(given.json(), json.loads(answer))
    else:
        pattern = ".*".join(map(re.escape, answer.strip().split(CUT)))
        assert re.fullmatch(pattern, given.text.strip(), re.S), given.text


def holds(given: Any, told: Any) -> bool:
    """Whether an answer has what is told of it, and perhaps more."""
    match told:
        case dict():
            return all(name in given and holds(given[name], told[name]) for name in told)
        case list():
            return len(given) == len(told) and all(map(holds, given, told))
        case _:
            return matches(given, told)


def test_the_forms_are_those_there_are() -> None:
    told = table(PAGE, "## Addresses")
    pages = {address: cells[1] for address, cells in told.items() if "{slug}" in address}
    assert pages == {f"/pages/{{slug}}.{form.suffix}": f"`{form.essence}`" for form in Form}


def test_the_numbers_are_right() -> None:
    text = " ".join(PAGE.read_text().split())
    assert f"the {MOST_ENTRIES} pages that were published" in text
    assert f"Beyond {MOST_ADDRESSES:,} addresses" in text
