"""An entity that extended another, made whole."""

from typing import Any

from content.rules.flattening.copying import Copies, own_block
from content.rules.flattening.view import View
from content.rules.resolution.precedence import Speaker
from content.values.blocks import InheritedBlock
from content.values.ids import type_of
from content.values.sources import Composed, JobDescription, RolePage, dump_source, parse_source

_TEXTS: dict[type, tuple[str, ...]] = {
    RolePage: ("title", "intro", "seo.title", "seo.description"),
    JobDescription: ("title", "location", "overview"),
}
"""What is inherited as a whole text; slug and key never are."""


def without_parent(view: View, entity_id: str, source: Composed, copies: Copies) -> Composed:
    """The source with the texts, blocks and variables of all its levels, extending nothing."""
    data = dump_source(source)
    data.pop("extends", None)
    for name in _TEXTS[type(source)]:
        _fill(data, name.split("."), _inherited(view, entity_id, name))
    own = {
        block.block_id: block for block in source.blocks if not isinstance(block, InheritedBlock)
    }
    data["blocks"] = [
        own.get(merged.block_id) or own_block(view, entity_id, merged, copies)
        for merged in view.merged(entity_id)
    ]
    if isinstance(source, JobDescription):
        data |= _of_job_description(view, entity_id)
    whole = parse_source(type_of(entity_id), data)
    assert isinstance(whole, Composed)
    return whole


def _inherited(view: View, entity_id: str, name: str) -> dict[str, Any]:
    def voices(locale: str) -> list[Speaker]:
        return [part.field(name) for part in view.levels(entity_id, locale)]

    return view.texts(voices, line=True)


def _fill(data: dict[str, Any], path: list[str], told: dict[str, Any]) -> None:
    """Adds what is not written there; what is keeps its base."""
    for step in path[:-1]:
        data = data.setdefault(step, {})
    written = data.setdefault(path[-1], {})
    for locale, value in told.items():
        if locale not in written or not written[locale]["value"].strip():
            written[locale] = {"value": value}


def _of_job_description(view: View, entity_id: str) -> dict[str, Any]:
    """Its organisation and variables: the nearest level's that has them."""
    told: dict[str, Any] = {}
    names: dict[str, dict[str, Any]] = {}
    for part in view.levels(entity_id):
        source = part.structure.source if part.structure else None
        if isinstance(source, JobDescription):
            if source.organization:
                told.setdefault("organization", source.organization)
            for variable in source.variables:
                dumped = variable.model_dump(exclude_defaults=True)
                names.setdefault(variable.name, dumped)
    for name, data in names.items():
        for field in ("label", "default"):
            data[field] = _of_variable(view, entity_id, name, field)
    return {**told, "variables": [names[name] for name in sorted(names)]}


def _of_variable(view: View, entity_id: str, name: str, field: str) -> dict[str, Any]:
    def voices(locale: str) -> list[Speaker]:
        return [part.variable_field(name, field) for part in view.levels(entity_id, locale)]

    return view.texts(voices, line=True)
