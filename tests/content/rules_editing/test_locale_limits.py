"""Which changes somebody who writes German only may make."""

from typing import Any

import pytest

from content.rules.locale_limits import paths_outside
from content.values.ids import ContentType
from content.values.sources import dump_source, parse_source

_ROLE = "ro_01JD2Z8Y5Q6R7S8T9V0W1X2Y3Z"
_PAGE = "rp_01JD2Z8Y5Q6R7S8T9V0W1X2Y3Z"
_PART = "st_01JD2Z8Y5Q6R7S8T9V0W1X2Y3Z"


def _use(**fields: Any) -> dict[str, Any]:
    return {"use_id": "u1", "target": _PART, "order_key": "a1", **fields}


def _list(*uses: dict[str, Any], **fields: Any) -> dict[str, Any]:
    kind = {"type": "STATEMENT_LIST", "kind": "REASON", "block_id": "why", "order_key": "a1"}
    return {**kind, "items": list(uses), **fields}


def _page(**fields: Any) -> dict[str, Any]:
    data = {"role": _ROLE, "title": {"en": "Baker"}, "blocks": [_list(_use())], **fields}
    return dump_source(parse_source(ContentType.ROLE_PAGE, data))


def _override(locale: str | None, **fields: Any) -> dict[str, Any]:
    return {"field": "text", **({"locale": locale} if locale else {}), "value": "Brot", **fields}


def _inherited(**fields: Any) -> dict[str, Any]:
    return {"type": "INHERITED", "block_id": "old", **fields}


_INSIDE: dict[str, dict[str, Any]] = {
    "a text": {"title": {"en": "Baker", "de": "Bäcker"}},
    "a field's first text": {"intro": {"de": "Backt."}},
    "a text inside a field that holds others": {"seo": {"title": {"de": "Bäcker"}}},
    "a slug": {"slug": {"de": "baecker"}},
    "a block's text": {"blocks": [_list(_use(), heading={"de": "Warum"})]},
    "an override": {"blocks": [_list(_use(overrides=[_override("de")]))]},
    "nothing": {},
}

_OUTSIDE: dict[str, tuple[dict[str, Any], str]] = {
    "another language": ({"title": {"en": "Bread baker"}}, "title.en"),
    "another language gone": ({"title": {"de": "Bäcker"}}, "title.en"),
    "a shared field": ({"seo": {"robots": "NOINDEX"}}, "seo.robots"),
    "a reference": ({"role": _ROLE[:-1] + "Y"}, "role"),
    "a new block": ({"blocks": [_list(_use()), _list(block_id="more")]}, "blocks.more"),
    "a new use": (
        {"blocks": [_list(_use(), _use(use_id="u2"))]},
        "blocks.why.items.u2",
    ),
    "a use gone": ({"blocks": [_list()]}, "blocks.why.items.u1"),
    "a use hidden": ({"blocks": [_list(_use(hidden=True))]}, "blocks.why.items.u1.hidden"),
    "a use moved": (
        {"blocks": [_list(_use(order_key="a2"))]},
        "blocks.why.items.u1.order_key",
    ),
    "an override of another language": (
        {"blocks": [_list(_use(overrides=[_override("en"), _override("de")]))]},
        "blocks.why.items.u1.overrides.text.en",
    ),
    "an override of a shared field": (
        {
            "blocks": [
                _list(_use(overrides=[_override(None, field="importance", value="PREFERRED")]))
            ]
        },
        "blocks.why.items.u1.overrides.importance",
    ),
    "the base of another language's text": (
        {"title": {"en": {"value": "Baker", "base": {"hash": "0"}}}},
        "title.en.base",
    ),
}


@pytest.mark.parametrize("what", _INSIDE)
def test_texts_of_the_locale_are_inside(what: str) -> None:
    assert paths_outside(_page(), _page(**_INSIDE[what]), {"de"}) == ()


@pytest.mark.parametrize("what", _OUTSIDE)
def test_everything_else_is_outside(what: str) -> None:
    changed, path = _OUTSIDE[what]
    assert paths_outside(_page(), _page(**changed), {"de"}) == (path,)


def test_a_change_to_an_inherited_item_may_say_one_language_only() -> None:
    before = _page(extends=_PAGE, blocks=[])
    silent_use = {"use_id": "u9", "overrides": [_override("de")]}
    said = _inherited(overrides=[_override("de", field="heading")], items=[silent_use])
    after = _page(extends=_PAGE, blocks=[said])
    assert paths_outside(before, after, {"de"}) == ()
    assert paths_outside(before, after, {"fr"}) == ("blocks.old",)
    hidden = _page(extends=_PAGE, blocks=[{**said, "hidden": True}])
    assert paths_outside(before, hidden, {"de"}) == ("blocks.old",)


def test_the_order_of_skills_is_everybodys() -> None:
    skills = [f"sk_01JD2Z8Y5Q6R7S8T9V0W1X2Y3{each}" for each in "YZ"]
    before, after = (
        dump_source(
            parse_source(
                ContentType.ROLE,
                {"title": {"en": "Baker"}, "skills": [{"skill": each} for each in ordered]},
            )
        )
        for ordered in (skills, skills[::-1])
    )
    assert paths_outside(before, after, {"de"}) == ("skills.order",)
