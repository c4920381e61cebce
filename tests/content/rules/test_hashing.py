"""What makes a locale CHANGED, and what does not."""

from typing import Any

import pytest

from content.rules.hashing import locale_hash, source_hash
from content.values.ids import ContentType
from content.values.sources import parse_source

PAGE: dict[str, Any] = {
    "role": "ro_" + "0" * 26,
    "slug": {"en": "baker"},
    "title": {"en": "Baker"},
    "blocks": [
        {
            "type": "STATEMENT_LIST",
            "block_id": "duties",
            "order_key": "1",
            "kind": "RESPONSIBILITY",
            "items": [
                {"use_id": "u1", "target": "st_" + "0" * 26, "order_key": "1"},
            ],
        }
    ],
}


def hashes(data: dict[str, Any]) -> tuple[str, str]:
    """The hashes of English and German."""
    source = parse_source(ContentType.ROLE_PAGE, data)
    return locale_hash(source, "en"), locale_hash(source, "de")


def with_block(**fields: Any) -> dict[str, Any]:
    """The page with fields of its block replaced."""
    return {**PAGE, "blocks": [{**PAGE["blocks"][0], **fields}]}


def with_overrides(*overrides: dict[str, Any]) -> dict[str, Any]:
    """The page with overrides in its use."""
    use = {**PAGE["blocks"][0]["items"][0], "overrides": overrides}
    return with_block(items=[use])


@pytest.mark.parametrize(
    "other",
    [
        {**PAGE, "title": {"en": "Baker", "de": "Bäcker"}},
        {**PAGE, "intro": {"de": "Brot."}},
        {**PAGE, "seo": {"title": {"de": "Bäcker"}}},
        with_block(heading={"de": "Aufgaben"}),
        with_overrides({"field": "text", "locale": "de", "value": "Backt."}),
        with_overrides({"field": "text", "locale": "de", "inherit": True}),
    ],
)
def test_a_first_text_in_one_locale_changes_no_other(other: dict[str, Any]) -> None:
    assert hashes(other)[0] == hashes(PAGE)[0]
    assert hashes(other)[1] != hashes(PAGE)[1]


@pytest.mark.parametrize(
    "other",
    [
        {**PAGE, "role": "ro_" + "1" * 26},
        {**PAGE, "seo": {"robots": "NOINDEX"}},
        with_block(hidden=True),
        with_block(items=[]),
        with_overrides({"field": "importance", "value": "REQUIRED"}),
    ],
)
def test_shared_fields_and_structure_change_every_locale(other: dict[str, Any]) -> None:
    assert hashes(other)[0] != hashes(PAGE)[0]
    assert hashes(other)[1] != hashes(PAGE)[1]


def test_bookkeeping_changes_nothing() -> None:
    base = {"hash": "abc", "revision": 3}
    titled = {**PAGE, "title": {"en": {"value": "Baker", "base": base}}}
    override = {"field": "text", "locale": "en", "value": "Bakes."}
    assert hashes(titled) == hashes(PAGE)
    assert hashes(with_overrides({**override, "base": base})) == hashes(with_overrides(override))
    one, other = (parse_source(ContentType.ROLE_PAGE, each) for each in (PAGE, titled))
    assert source_hash(one) != source_hash(other)
