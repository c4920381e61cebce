"""Paths as editors get them: SDL names, items by their ids, `blocks.why.items.u1.sampleAnswer.de`.

Content's own paths have the names of its sources (`sample_answer`), pydantic's the places in
lists and the tags of unions.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from pydantic import ValidationError
from strawberry.utils.str_converters import to_camel_case

from content.values.ids import is_id as is_entity_id
from content.values.problems import Issue

_IDS: Final = ("block_id", "use_id", "pair_id", "name", "score", "skill")
_LABELS: Final = {"use": "items", "picks": "items"}
_HOLD_IDS: Final = frozenset({"blocks", "items", "pairs", "variables", "rubric", "operations"})
"""What is followed by an id, which is nobody's field name and stays as it is written."""
_CODES: Final = {
    "missing": "REQUIRED",
    "string_too_long": "TOO_LONG",
    "string_too_short": "TOO_SHORT",
    "string_pattern_mismatch": "WRONG_FORMAT",
}
_ITEM_ID: Final = "an id is letters, digits, hyphens and underscores, 80 at most"
_ENTITY_ID: Final = "this is not the id of an entity"
_FORMATS: Final = {
    "key": "a key is lower-case words and numbers joined by hyphens, such as backend-developer",
    "name": "a name is lower-case letters, digits and underscores, in parts joined by dots",
    "same_as": "an address begins with http:// or https://",
    **dict.fromkeys(("block_id", "use_id", "pair_id", "item_id"), _ITEM_ID),
    **dict.fromkeys(
        ("target", "role", "organization", "family", "skill", "extends", "home"), _ENTITY_ID
    ),
}
"""What a pattern asks for, in words, by the field that it is asked of."""
_OTHER_FORMAT: Final = "this does not have the form that is asked for here"


def sdl_path(path: str) -> str:
    """One of content's paths in SDL names."""
    steps = path.split(".")
    is_wrapped = len(steps) > 1 and steps[-1] == "value"  # a text and what it was written against
    return ".".join(_steps(steps[:-1] if is_wrapped else steps))


def sdl_paths(paths: Iterable[str]) -> list[str]:
    """Several of content's paths in SDL names."""
    return [sdl_path(path) for path in paths]


def in_sdl_names(issues: Iterable[Issue]) -> list[Issue]:
    """Issues with their paths in SDL names."""
    return [issue.model_copy(update={"path": sdl_path(issue.path)}) for issue in issues]


def _steps(steps: Sequence[str]) -> Iterator[str]:
    is_id = False
    for step in steps:
        yield step if is_id or is_entity_id(step) else to_camel_case(step)
        is_id = not is_id and step in _HOLD_IDS


def issues_of(
    error: ValidationError, data: Mapping[str, Any] | None = None, prefix: str = ""
) -> list[Issue]:
    """The issues of data that pydantic refused, with content's own paths."""
    return [
        Issue(
            path=".".join(filter(None, (prefix, *_located(each["loc"], data)))),
            code=_CODES.get(each["type"], "INVALID"),
            message=_told(each["type"], each["loc"], each["msg"]),
        )
        for each in error.errors(include_url=False, include_input=False)
    ]


def _told(kind: str, loc: Sequence[int | str], message: str) -> str:
    if _CODES.get(kind) == "WRONG_FORMAT":
        named = [step for step in loc if isinstance(step, str) and step in _FORMATS]
        return _FORMATS[named[-1]] if named else _OTHER_FORMAT
    return message.removeprefix("Value error, ")


def _located(loc: Sequence[int | str], data: Any) -> Iterator[str]:
    """The steps of a place in the data: members by id, without what is no name of a field."""
    node = data
    for step in loc:
        if isinstance(step, int):
            known = isinstance(node, list | tuple) and step < len(node)
            node = node[step] if known else None
            yield _label(node, step)
        elif isinstance(node, Mapping) and step in (node.get("type"), "value"):
            node = node if step != "value" else None
        elif step.startswith(("function-", "[")):
            continue
        else:
            node = node.get(step) if isinstance(node, Mapping) else None
            yield _LABELS.get(step, step)
            if step == "use" and isinstance(node, Mapping):
                yield _label(node, 0)


def _label(member: Any, index: int) -> str:
    if not isinstance(member, Mapping):
        return str(index)
    if "field" in member:
        return ".".join(str(member[name]) for name in ("field", "locale") if member.get(name))
    return next((str(member[name]) for name in _IDS if name in member), str(index))
