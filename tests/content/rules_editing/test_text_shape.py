"""What texts and overrides must always be."""

from typing import Any

import pytest

from tests.content.rules_editing.examples import (
    PARENT,
    QUESTION,
    REQUIREMENT,
    SKILL,
    STATEMENT,
    inherited,
    override,
    page,
    prose,
    questions,
    statements,
    use,
)
from tests.content.rules_editing.findings import found


def with_override(told: dict[str, Any], target: str = STATEMENT) -> list[tuple[str, str]]:
    """What is wrong with an override of a use."""
    if target in (STATEMENT, REQUIREMENT):
        kind = "RESPONSIBILITY" if target == STATEMENT else "REQUIREMENT"
        return found(page(statements(use(target, told), kind=kind)))
    return found(page(questions(use(target, told), block_id="list")))


def test_only_configured_locales() -> None:
    source = page(prose(fr="Parce que."), statements(use(STATEMENT, override("text", "x", "it"))))
    assert found(source) == [
        ("UNKNOWN_LOCALE", "blocks.why.body.fr"),
        ("UNKNOWN_LOCALE", "blocks.list.items.u1.overrides.text.it"),
    ]


@pytest.mark.parametrize(
    ("target", "told"),
    [
        (STATEMENT, override("kind", "BENEFIT")),
        (STATEMENT, override("skills", SKILL)),
        (STATEMENT, override("importance", "REQUIRED", None)),
        (QUESTION, override("audience", "PUBLIC", None)),
        (QUESTION, override("look_for", "Flour")),
        (QUESTION, override("text", "What?")),
    ],
)
def test_only_declared_fields_are_overridden(target: str, told: dict[str, Any]) -> None:
    place = f"blocks.list.items.u1.overrides.{told['field']}"
    path = f"{place}.{told['locale']}" if "locale" in told else place
    assert with_override(told, target) == [("NOT_OVERRIDABLE", path)]


@pytest.mark.parametrize(
    "told", [override("audience", "PUBLIC", None), override("url", "https://example.org", None)]
)
def test_nor_are_others_of_something_inherited(told: dict[str, Any]) -> None:
    source = page(inherited(use(None, told), overrides=[told]), extends=PARENT)
    assert found(source) == [
        ("NOT_OVERRIDABLE", f"blocks.list.overrides.{told['field']}"),
        ("NOT_OVERRIDABLE", f"blocks.list.items.u1.overrides.{told['field']}"),
    ]


@pytest.mark.parametrize(
    ("target", "told"),
    [
        (STATEMENT, override("text", "x", None)),
        (STATEMENT, override("text", 3)),
        (STATEMENT, override("heading", "two\nlines")),
        (STATEMENT, override("heading", "x" * 301)),
        (REQUIREMENT, override("importance", "REQUIRED", "en")),
        (REQUIREMENT, override("importance", "VITAL", None)),
        (REQUIREMENT, override("importance", 1, None)),
        (REQUIREMENT, override("importance", None, None)),
        (QUESTION, override("minutes", 0, None)),
        (QUESTION, override("minutes", 481, None)),
        (QUESTION, override("minutes", "5", None)),
        (QUESTION, override("minutes", 5, "en")),
        (QUESTION, override("difficulty", 6, None)),
        (QUESTION, override("difficulty", None, None)),
    ],
)
def test_an_override_has_a_value_of_its_fields_kind(target: str, told: dict[str, Any]) -> None:
    place = f"blocks.list.items.u1.overrides.{told['field']}"
    path = f"{place}.{told['locale']}" if "locale" in told else place
    assert with_override(told, target) == [("WRONG_VALUE", path)]


@pytest.mark.parametrize(
    ("target", "told"),
    [
        (REQUIREMENT, override("importance", "PREFERRED", None)),
        (QUESTION, override("minutes", 480, None)),
        (QUESTION, override("difficulty", 1, None)),
        (STATEMENT, override("heading", "x" * 300)),
        (STATEMENT, override("text", "two\n\nparagraphs " * 30)),
        (STATEMENT, override("text", None, "de")),
    ],
)
def test_overrides_that_fit(target: str, told: dict[str, Any]) -> None:
    assert with_override(told, target) == []


def test_titles_are_single_lines() -> None:
    assert found(page(title={"en": "Baker\nand more"})) == [("WRONG_VALUE", "title.en")]


@pytest.mark.parametrize(
    "slug", ["Baker", "a b", "a--b", "-a", "a-", "", "a_b", "a/b", "a\n", "ÄB", "x" * 121, "{{x}}"]
)
def test_slugs_that_are_refused(slug: str) -> None:
    assert ("BAD_SLUG", "slug.en") in found(page(slug={"en": slug}))


@pytest.mark.parametrize("slug", ["baker", "a-1-b", "bäcker", "x" * 120, "разработчик", "面包师"])
def test_slugs_that_fit(slug: str) -> None:
    assert found(page(slug={"en": slug})) == []


def test_links_are_of_kinds_that_may_be_shown() -> None:
    callout = {"type": "CALLOUT", "block_id": "tip", "text": {"en": "x"}, "url": "data:text/html,x"}
    source = page(
        prose(en="[a](javascript:alert(1)) and [b](/fine)"),
        statements(use(STATEMENT, override("text", "[a](vbscript:x)"))),
        callout,
    )
    assert found(source) == [
        ("BROKEN_LINK", "blocks.why.body.en"),
        ("BROKEN_LINK", "blocks.list.items.u1.overrides.text.en"),
        ("BROKEN_LINK", "blocks.tip.url"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "[a](https://example.org/{{location}})",
        "[a]({{ company.url }})",
        "[a](<https://example.org/{{location}}>)",
        "<https://example.org/{{location}}>",
        '[a](https://example.org "in {{location}}")',
        "[a][one]\n\n[one]: https://example.org/{{location}}",
    ],
)
def test_a_link_holds_no_placeholder(text: str) -> None:
    assert found(page(prose(en=text))) == [("PLACEHOLDER_IN_LINK", "blocks.why.body.en")]


@pytest.mark.parametrize(
    "text",
    [
        "[{{location}}](https://example.org)",
        "`[a](https://example.org/{{location}})`",
        "{{location}} and <b>",
    ],
)
def test_a_placeholder_beside_a_links_address_is_fine(text: str) -> None:
    assert found(page(prose(en=text))) == []


def test_a_callouts_address_holds_no_placeholder() -> None:
    callout = {"type": "CALLOUT", "block_id": "tip", "text": {"en": "x"}, "url": "/{{location}}"}
    assert found(page(callout)) == [("PLACEHOLDER_IN_LINK", "blocks.tip.url")]
