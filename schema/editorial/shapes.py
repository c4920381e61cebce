"""A stored source as JSON in the shape of the SDL: for editors who settle a conflict."""

from datetime import date
from typing import Any, Final

from strawberry.utils.str_converters import to_camel_case

from content.values.blocks import InheritedBlock, OwnBlock
from content.values.sources import Source
from content.values.text import LineIn, LinesIn, MarkdownIn
from content.values.uses import Override
from content.values.value import Value

INTERVIEWER_ONLY: Final = frozenset({"look_for", "red_flags", "follow_ups", "rubric"})
"""The fields of a question that are for interviewers, whoever its sample answer is for."""
_ANSWER: Final = "sample_answer"
_IDS: Final = {
    "extends": "extendsId",
    "role": "roleId",
    "organization": "organizationId",
    "family": "familyId",
    "competencies": "competencyIds",
    "target": "targetId",
    "skill": "skillId",
}
_TYPE_NAMES: Final = {"JobDescriptionUse": "JobDescriptionBlock", "SnippetUse": "SnippetBlock"}


def shaped(source: Source, *, for_interviewers: bool) -> dict[str, Any]:
    """The source as its GraphQL type tells it, references as ids.

    Unless it is told `for_interviewers`, without what they read and without any sample answer.
    """
    hidden = frozenset[str]() if for_interviewers else INTERVIEWER_ONLY | {_ANSWER}
    return _record(source, hidden)


def _record(record: Value, hidden: frozenset[str]) -> dict[str, Any]:
    told: dict[str, Any] = {}
    if isinstance(record, OwnBlock | InheritedBlock):
        name = type(record).__name__
        told["__typename"] = _TYPE_NAMES.get(name, name.removesuffix("Block") + "Block")
    for name in type(record).model_fields:
        if name in hidden or (name == "type" and "__typename" in told):
            continue
        value = getattr(record, name)
        if name == "value" and isinstance(record, Override):
            told["text"] = value if isinstance(value, str) else None
            told["number"] = value if isinstance(value, int) else None
        else:
            told[_named(name, value)] = _shaped(value, hidden)
    return told


def _named(name: str, value: Any) -> str:
    if name == "skills" and all(isinstance(each, str) for each in value):
        return "skillIds"
    return _IDS.get(name, to_camel_case(name))


def _shaped(value: Any, hidden: frozenset[str]) -> Any:
    match value:
        case LineIn() | MarkdownIn() | LinesIn():
            return {"value": value.value, "base": _shaped(value.base, hidden)}
        case Value():
            return _record(value, hidden)
        case dict():
            return [{"locale": at, **_shaped(text, hidden)} for at, text in value.items()]
        case tuple():
            return [_shaped(each, hidden) for each in value if not _is_hidden(each, hidden)]
        case _:
            return value.isoformat() if isinstance(value, date) else value


def _is_hidden(member: Any, hidden: frozenset[str]) -> bool:
    return isinstance(member, Override) and member.field in hidden
