"""New blocks and what they hold, from inputs to data of content's own: ids and places made."""

import secrets
from collections.abc import Sequence
from typing import Any, Final

from strawberry import Some
from strawberry.utils.str_converters import to_snake_case

from content.rules import order_keys
from content.values.locales import LocaleConfig
from content.values.problems import Issue, ValidationFailed
from schema.editorial.inputs.blocks import NewBlock
from schema.editorial.inputs.patching import patched
from schema.editorial.inputs.reading import Given, Reader, label

Path = tuple[str, ...]
"""The steps of where an input stands."""
_TYPES: Final = {
    "prose": "PROSE",
    "statement_list": "STATEMENT_LIST",
    "question_list": "QUESTION_LIST",
    "job_description": "JOB_DESCRIPTION_USE",
    "snippet": "SNIPPET_USE",
    "faq": "FAQ",
    "skills_table": "SKILLS_TABLE",
    "callout": "CALLOUT",
    "related_roles": "RELATED_ROLES",
}
"""The type of block that each field of NewBlock makes."""


def new_blocks(blocks: Sequence[NewBlock], locales: LocaleConfig) -> list[dict[str, Any]]:
    """The blocks of a new entity, in their order; raises ValidationFailed."""
    reader = Reader(locales)
    made = [
        block_data(block, index, reader, ("blocks", label(chosen(block)[1], index)))
        for index, block in enumerate(blocks)
    ]
    reader.refuse()
    return made


def block_data(block: NewBlock, index: int, reader: Reader, path: Path) -> dict[str, Any]:
    """A block as it is stored; `index` is its place among those it is made with."""
    name, asked = chosen(block)
    given = reader.record(asked, path)
    held: dict[str, Any] = {}
    if "use" in given:
        held["use"] = use_data(given.pop("use"), 0, path)
    for name_of_uses in ("items", "picks"):
        if name_of_uses in given:
            uses = given.pop(name_of_uses) or ()
            held[name_of_uses] = [use_data(use, place, path) for place, use in enumerate(uses)]
    if "pairs" in given:
        held["pairs"] = [
            pair_data(pair, place) for place, pair in enumerate(given.pop("pairs") or ())
        ]
    return {"type": _TYPES[name], **_placed("block_id", given, index), **held}


def use_data(given: Given, index: int, path: Path) -> dict[str, Any]:
    """A use as it is stored; `path` is that of its block."""
    at = (*path, "items", given.get("use_id") or str(index), "overrides")
    overrides = [
        said(override_data(each, (*at, each["field"])))
        for each in given.pop("overrides", None) or ()
    ]
    return {**_placed("use_id", given, index), "overrides": overrides}


def pair_data(given: Given, index: int) -> dict[str, Any]:
    """A question-and-answer pair as it is stored."""
    return _placed("pair_id", given, index)


def _placed(id_name: str, given: Given, index: int) -> dict[str, Any]:
    """The fields with an id, made where none was given, and a place among its siblings."""
    made = {id_name: secrets.token_hex(8), "order_key": order_keys.at(index)}
    return {**made, **patched({}, given)}


def override_data(given: Given, path: Path) -> dict[str, Any]:
    """An override in content's names: what it says is its value, be it text or number."""
    told = {**given, "field": to_snake_case(given["field"])}
    values = [told.pop(name, None) for name in ("text", "number")]
    if None not in values:
        message = "an override says a text or a number, not both"
        raise ValidationFailed([Issue(path=".".join(path), code="INVALID", message=message)])
    return {**told, "value": next((each for each in values if each is not None), None)}


def said(data: dict[str, Any]) -> dict[str, Any]:
    """The data without what is null."""
    return {name: value for name, value in data.items() if value is not None}


def chosen(one_of: Any) -> tuple[str, Any]:
    """The one field of a oneOf input that is given, and its value."""
    return next((name, some.value) for name, some in vars(one_of).items() if isinstance(some, Some))
