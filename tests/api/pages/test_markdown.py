"""A page as CommonMark says what its HTML says, in the same order."""

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import pytest
from lxml import html
from markdown_it import MarkdownIt

from api.pages.headings import markdown_below
from api.pages.markdown_lists import Listing, joined, quoted
from content.rules import order_keys
from tests.api.pages.conftest import Get, text_of
from tests.content.desk import Desk, prose
from tests.schema.library import Library

READ = MarkdownIt("commonmark")


def rendered(markdown: str) -> Any:
    """What any renderer makes of it."""
    return html.fragment_fromstring(READ.render(markdown), create_parent="div")


@pytest.mark.usefixtures("library")
async def test_the_page_is_all_there(get: Get) -> None:
    answer = await get("/pages/baker.md")
    assert answer.headers["content-type"] == "text/markdown; charset=utf-8"
    assert answer.text == LIBRARY


LIBRARY = """\
# What is a baker?

Bread, mostly.

A baker makes bread at \\[Company Name\\].

- Good bread sells itself.

* **Knead well**

  Knead *here*.

## Baker

**Location:** \\[City, State\\]\\
**Employer:** Crumb & Co

\\[Company Name\\] pays \\[Salary\\] from today.

- **Knead well**

  Knead for *\\[Company Name\\]* until today.

* Three years at an oven.

  *Nice to have*

- Free rolls.

1. Why does a loaf collapse?

   *Knowledge · Difficulty 2 of 5 · 5 minutes · Care*

   **Sample answer**

   It proofed too long.

We bake at night.

- **Dough** (Required)

> Apply by noon.
>
> [Find out more](</apply>)

## When?

At **two**.

- [Night Baker](<https://example.org/roles/night-baker?locale=en>)
"""


async def test_headings_and_lists_are_one_outline(get: Get, desk: Desk, library: Library) -> None:
    text = "Setext\n======\n\n- a\n- b\n\n### Deep #\n\n> # quoted"
    block = {**prose({"en": text}), "heading": {"en": "*C#*"}}
    await desk.change(library.page, blocks=[block])
    await desk.publish(library.page)
    page = rendered((await get("/pages/baker.md")).text)
    levels = [(each.tag, text_of(each)) for each in page.iter("h1", "h2", "h3", "h4")]
    assert levels[:4] == [
        ("h1", "What is a baker?"),
        ("h2", "*C#*"),
        ("h3", "Setext"),
        ("h4", "Deep"),
    ]


@pytest.mark.parametrize("suffix", ["md", "html"])
async def test_texts_stay_texts(get: Get, desk: Desk, library: Library, suffix: str) -> None:
    evil = "# 1. *a* [b](c) <i>d</i> `e` \\ !"
    pair = {"pair_id": "p", "order_key": order_keys.at(0), "answer": {"en": "x"}}
    faq = {
        "type": "FAQ",
        "block_id": "faq",
        "order_key": order_keys.at(1),
        "pairs": [{**pair, "question": {"en": evil}}],
    }
    await desk.change(library.page, title={"en": evil}, blocks=[faq])
    await desk.publish(library.page)
    told = (await get(f"/pages/baker.{suffix}")).text
    page = rendered(told) if suffix == "md" else html.document_fromstring(told)
    assert text_of(page.find(".//h1")) == evil
    assert evil in [text_of(each) for each in page.iter("h2", "h3")]
    assert not list(page.iter("i"))


LISTS: Mapping[str, tuple[str, str]] = {
    "nothing around": ("", ""),
    "a list before": ("- x\n- y", ""),
    "lists on both sides": ("text\n\n* x", "- y"),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_never_taken_for_part_of_another(name: str) -> None:
    before, after = LISTS[name]
    ours = Listing(["one\n\ntwo", "    code", "- inner"])
    page = rendered(joined(filter(None, [before, ours, ours, after])))
    lists = page.xpath("./ul")
    assert len(lists) == 2 + bool(before) + bool(after)
    assert [len(each) for each in lists].count(3) == 2


def test_numbers_go_on_over_nine() -> None:
    numbered = Listing([f"item\n\nmore {number}" for number in range(12)], is_numbered=True)
    page = rendered(joined(["1. before", numbered]))
    assert [len(each) for each in page.xpath("./ol")] == [1, 12]
    assert all(len(item.xpath("./p")) == 2 for item in page.xpath("./ol[2]/li"))


def test_a_quotation_is_one_block() -> None:
    assert [each.tag for each in rendered(quoted("a\n\n- b\n\n    c"))] == ["blockquote"]


@pytest.mark.parametrize("text", ["# a\n\n#### b\n\n## c\n\n# d", "a\n===\n\nb\nc\n---\n\n# d"])
def test_no_level_is_skipped(text: str) -> None:
    told = rendered(markdown_below(text, 3))
    levels = [int(each.tag[1]) for each in told.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 3
    assert all(after <= before + 1 for before, after in pairwise(levels))
    plain = rendered(text)
    assert re.sub(r"\s+", " ", told.text_content()) == re.sub(r"\s+", " ", plain.text_content())
