"""Which value wins, case by case; `tests/content` runs the same table on a real mongod."""

from typing import Any

import pytest

from tests.content.rules import speakers
from tests.content.rules.speakers import CASES, Case
from tests.content.rules.world import World

LABELS = {"role": "role/r", "statement": "statement/s"}


def world_of(case: Case) -> World:
    """The case, published."""
    sources = {
        "role": speakers.role_source(),
        "statement": speakers.statement_source(case),
        "root": speakers.root_source(case, "role/r", "statement/s"),
        "middle": speakers.heir_source("middle", case, "role/r", "page/root"),
        "leaf": speakers.heir_source("leaf", case, "role/r", "page/middle"),
    }
    world = World({"locales": speakers.LOCALES, "published": {}})
    for name, locale in speakers.publications(case):
        world.publish(LABELS.get(name, f"page/{name}"), locale, sources[name])
    return world


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_first_speaker_along_the_chain_wins(case: Case) -> None:
    body = world_of(case).body("page/leaf", case.read)
    item = body["blocks"][0]["items"][0]
    assert item["text"]["plain"] == case.expected
    is_told = "blocks.duties.items.use.text" in body["fallbackPaths"]
    assert is_told == case.falls_back


HEADINGS: list[tuple[str, dict[str, Any], dict[str, Any], str]] = [
    ("the leaf before the root", {"de": "Blatt"}, {"de": "Wurzel"}, "Blatt"),
    ("the root", {}, {"de": "Wurzel"}, "Wurzel"),
    ("speaker before locale", {"en": "Leaf"}, {"de": "Wurzel"}, "Leaf"),
    ("INHERIT", {"en": "Leaf", "de": None}, {"de": "Wurzel"}, "Wurzel"),
]


@pytest.mark.parametrize(("leaf", "root", "expected"), [row[1:] for row in HEADINGS])
def test_the_same_order_holds_for_texts_of_a_block(
    leaf: dict[str, Any], root: dict[str, Any], expected: str
) -> None:
    overrides = [
        {"field": "heading", "locale": locale, **({"value": text} if text else {"inherit": True})}
        for locale, text in leaf.items()
    ]
    prose = {"type": "PROSE", "block_id": "b", "heading": root, "body": {"de": "x", "en": "x"}}
    change = {"type": "INHERITED", "block_id": "b", "overrides": overrides}
    page = {"role": "role/r", "slug": {"de": "s", "en": "s"}}
    world = World(
        {
            "locales": "en,de>en",
            "published": {
                "role/r en": {"title": {"en": "R"}},
                "page/root en de": {**page, "blocks": [prose]},
                "page/leaf en de": {**page, "extends": "page/root", "blocks": [change]},
            },
        }
    )
    assert world.body("page/leaf", "de")["blocks"][0]["heading"] == expected


@pytest.mark.parametrize(
    ("leaf", "root", "expected"),
    [(7, 9, 7), (None, 9, 9), (None, None, 5), ("soon", None, 5), (0, None, 5), (481, None, 5)],
)
def test_an_unlocalised_field_is_the_first_pages_who_tells_it(
    leaf: Any, root: Any, expected: int
) -> None:
    def told(value: Any) -> list[dict[str, Any]]:
        return [{"field": "minutes", "value": value}] if value is not None else []

    use = {"use_id": "u", "target": "question/q", "overrides": told(root)}
    block = {"type": "QUESTION_LIST", "block_id": "b", "items": [use]}
    change = {
        "type": "INHERITED",
        "block_id": "b",
        "items": [{"use_id": "u", "overrides": told(leaf)}],
    }
    page = {"role": "role/r", "slug": {"en": "s"}}
    world = World(
        {
            "published": {
                "role/r en": {"title": {"en": "R"}},
                "question/q en": {"prompt": {"en": "Q"}, "minutes": 5},
                "page/root en": {**page, "blocks": [block]},
                "page/leaf en": {**page, "extends": "page/root", "blocks": [change]},
            }
        }
    )
    assert world.body("page/leaf", "en")["blocks"][0]["items"][0]["minutes"] == expected
