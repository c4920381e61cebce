"""What was given, put into a source: the fields and locales it names, and no other."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from content.values.ids import ContentType
from content.values.problems import ValidationFailed
from content.values.sources import SOURCES, Source, dump_fields
from schema.editorial.inputs.reading import Given, Texts
from schema.editorial.paths import issues_of

_MEMBERS = {"rubric": "score", "variables": "name", "skills": "skill"}
"""Lists whose members keep what is not said of them, and what a member is known by."""


def patched(data: Mapping[str, Any], given: Given) -> dict[str, Any]:
    """The data with what was given; neither is changed."""
    changed = dict(data)
    for name, value in given.items():
        match value:
            case None:
                changed.pop(name, None)
            case Texts():
                changed[name] = _texts({} if value.is_all else changed.get(name, {}), value)
            case Given():
                changed[name] = patched(changed.get(name, {}), value)
            case list():
                changed[name] = _members(_MEMBERS.get(name, ""), changed.get(name, ()), value)
            case _:
                changed[name] = value
    return changed


def _texts(before: Mapping[str, Any], given: Texts) -> dict[str, Any]:
    entries = {
        locale: None if value is None else {"value": value} for locale, value in given.items()
    }
    return {locale: entry for locale, entry in {**before, **entries}.items() if entry is not None}


def _members(known_by: str, before: Any, given: list[Any]) -> list[Any]:
    known = {
        each[known_by]: each for each in before if isinstance(each, Mapping) and known_by in each
    }
    return [
        patched(known.get(each.get(known_by), {}), each) if isinstance(each, Given) else each
        for each in given
    ]


def new_source(content_type: ContentType, given: Given, blocks: list[Any] | None = None) -> Source:
    """A source of what was given; raises ValidationFailed."""
    data = patched({}, given)
    return parsed(SOURCES[content_type], {**data, "blocks": blocks} if blocks else data)


def changed_source(source: Source, given: Given) -> Source:
    """The source with what was given; raises ValidationFailed.

    Fields that nothing was given for are neither dumped nor checked again.
    """
    kept = {name: value for name, value in vars(source).items() if name not in given}
    data = patched(dump_fields(source, given.keys()), given)
    return parsed(type(source), {**kept, **data})


def parsed(kind: type[Source], data: dict[str, Any]) -> Source:
    """The source of such data; raises ValidationFailed."""
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        raise ValidationFailed(issues_of(error, data)) from error
