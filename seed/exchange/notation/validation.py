"""What the model and the rules say against an entity, told with file and line."""

from collections.abc import Iterator
from typing import Any, Final

from pydantic import ValidationError

from content.values.problems import Issue
from seed.exchange.files.trees import Mapping, Node, Sequence
from seed.exchange.notation.walk import Walk
from seed.exchange.problems import Complaint

_IN_A_LIBRARY: Final = {
    "block_id": "id",
    "use_id": "id",
    "pair_id": "id",
    "order_key": "order",
    "target": "use",
}
_MESSAGES: Final = {
    "extra_forbidden": "unknown field",
    "union_tag_not_found": "`type` is missing",
    "string_type": "must be a text",
    "dict_type": "must have fields of its own, such as `en: text`",
    "model_type": "must have fields of its own, such as `name: text`",
    "tuple_type": "must be a list",
    "list_type": "must be a list",
    "int_parsing": "must be a whole number",
    "bool_parsing": "must be true or false",
}
_LONGEST: Final = 60


def told(error: ValidationError, walk: Walk) -> Iterator[Complaint]:
    """A complaint for each thing the model refuses."""
    for each in error.errors(include_url=False):
        steps, node = list(each["loc"]), walk.where[()]
        loc: tuple[str | int, ...] = ()
        unmatched: list[str | int] = []
        for step in steps:
            if (*loc, step) in walk.where:
                loc = (*loc, step)
                node = walk.where[loc]
                unmatched = []
            else:
                unmatched.append(step)
        if each["type"] == "missing":
            name = str(steps[-1])
            yield node.wrong(f"`{_IN_A_LIBRARY.get(name, name)}` is missing")
        elif unmatched[-1:] == ["[key]"]:
            yield node.wrong(f"{each['input']!r} is no locale such as en or pt-BR")
        else:
            yield node.wrong(_message(each))


def _message(error: Any) -> str:
    kind, message, given = error["type"], str(error["msg"]), error["input"]
    known = _MESSAGES.get(kind)
    if kind in ("value_error", "assertion_error"):
        known = message.removeprefix("Value error, ")
    elif kind in ("enum", "literal_error"):
        known = message.replace("Input should be", "must be")
    elif kind == "union_tag_invalid":
        known = f"must be one of {error['ctx']['expected_tags']}".replace("'", "")
    known = known or message[:1].lower() + message[1:]
    is_short = isinstance(given, str) and len(given) <= _LONGEST
    return f"{known}, not {given!r}" if is_short and kind != "extra_forbidden" else known


def placed(issue: Issue, root: Node) -> Complaint:
    """A complaint about what an issue's path leads to, or about what holds it."""
    node = root
    for step in issue.path.split("."):
        node = _child(node, step) or node
    return node.wrong(issue.message)


def _child(node: Node, step: str) -> Node | None:
    if isinstance(node, Mapping):
        if step == "items":
            step = next((name for name in ("items", "picks", "use") if name in node.entries), step)
        elif step not in node.entries and "override" in node.entries:
            return _child(node.entries["override"], step)
        return node.entries.get(step)
    if isinstance(node, Sequence):
        by_label = (each for each in node.items if _is(each, step))
        return next(by_label, None)
    return None


def _is(node: Node, step: str) -> bool:
    if isinstance(node, Mapping):
        ids = {node.text(name) for name in ("id", "use", "inherited", "name", "score")}
        return step in ids or str(node.step) == step
    return getattr(node, "text", None) == step or str(node.step) == step
