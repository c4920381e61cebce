"""Blocks, uses and overrides of a library, as the data a composed source is made of."""

from typing import Any, Final

from content.rules import order_keys
from content.values.blocks import ALLOWED_BLOCKS, BLOCK_TEXTS, PLAIN_BLOCK_TEXTS
from content.values.ids import ContentType
from content.values.uses import UNLOCALISED
from seed.exchange.files.trees import Mapping, Node, Scalar
from seed.exchange.notation.walk import Loc, Walk

COMPOSED: Final = frozenset(ALLOWED_BLOCKS)
TARGETS: Final[dict[str, tuple[ContentType, ...]]] = {
    "STATEMENT_LIST": (ContentType.STATEMENT,),
    "QUESTION_LIST": (ContentType.INTERVIEW_QUESTION,),
    "JOB_DESCRIPTION_USE": (ContentType.JOB_DESCRIPTION,),
    "SNIPPET_USE": (ContentType.SNIPPET,),
    "RELATED_ROLES": (ContentType.ROLE_PAGE,),
}
"""What the uses in a block of each type may point at."""
ADDABLE: Final = (ContentType.STATEMENT, ContentType.INTERVIEW_QUESTION, ContentType.ROLE_PAGE)
"""What an inherited list may be given."""
INHERITED_TEXTS: Final = PLAIN_BLOCK_TEXTS.union(*BLOCK_TEXTS.values())
"""Texts of an inherited block that may be told differently."""

_OF_THE_MODEL: Final = frozenset(
    {"block_id", "use_id", "pair_id", "order_key", "target", "overrides"}
)
_WHOLE_NUMBERS: Final = frozenset({"minutes", "difficulty"})


def own_order(position: int) -> str:
    """The order key of the n-th item of a list that is written whole."""
    return order_keys.at(position)


def added_order(position: int) -> str:
    """The order key of an item added to an inherited list: behind what is inherited."""
    return f"z{order_keys.at(position)}"


def blocks(walk: Walk, node: Node, loc: Loc, extends: bool) -> list[dict[str, Any]]:
    """The blocks of a composed entity, in the order of the file.

    What `extends` another adds its own blocks behind those it inherits.
    """
    found: list[dict[str, Any]] = []
    for position, each in enumerate(walk.items(node, loc)):
        here = (*loc, position)
        entries = walk.entries(each, here)
        if "inherited" in entries:
            found.append(_inherited(walk, entries, here))
            continue
        order = added_order(position) if extends else own_order(position)
        found.append({"order_key": order, **_own(walk, entries, here)})
    return found


def _own(walk: Walk, entries: dict[str, Node], loc: Loc) -> dict[str, Any]:
    kind = entries.get("type")
    types = TARGETS.get(kind.text if isinstance(kind, Scalar) else "", ADDABLE)
    data: dict[str, Any] = {}
    for name, node in entries.items():
        match name:
            case "id":
                data["block_id"] = walk.plain(node, (*loc, "block_id"))
            case "order":
                data["order_key"] = walk.plain(node, (*loc, "order_key"))
            case "items" | "picks":
                data[name] = _uses(walk, node, (*loc, name), types, is_inherited=False)
            case "use":
                use = _use(walk, node, (*loc, name), types, is_inherited=False)
                data[name] = {"order_key": own_order(0), **use}
            case "pairs":
                data[name] = _pairs(walk, node, (*loc, name))
            case _:
                data |= _other(walk, name, node, loc)
    return data


def _other(walk: Walk, name: str, node: Node, loc: Loc) -> dict[str, Any]:
    if name not in _OF_THE_MODEL:
        return {name: walk.plain(node, (*loc, name))}
    walk.wrong(node, "unknown field")
    return {}


def _inherited(walk: Walk, entries: dict[str, Node], loc: Loc) -> dict[str, Any]:
    data: dict[str, Any] = {"type": "INHERITED", "overrides": []}
    for name, each in entries.items():
        match name:
            case "inherited":
                data["block_id"] = walk.plain(each, (*loc, "block_id"))
            case "order":
                data["order_key"] = walk.plain(each, (*loc, "order_key"))
            case "items":
                data[name] = _uses(walk, each, (*loc, name), ADDABLE, is_inherited=True)
            case _ if name in INHERITED_TEXTS:
                _localised(walk, name, each, (*loc, "overrides"), data["overrides"])
            case _:
                data |= _other(walk, name, each, loc)
    return data


def _pairs(walk: Walk, node: Node, loc: Loc) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for position, each in enumerate(walk.items(node, loc)):
        here = (*loc, position)
        pair: dict[str, Any] = {"order_key": own_order(position)}
        for name, value in walk.entries(each, here).items():
            known = {"id": "pair_id", "order": "order_key"}.get(name)
            if known:
                pair[known] = walk.plain(value, (*here, known))
            else:
                pair |= _other(walk, name, value, here)
        found.append(pair)
    return found


def _uses(
    walk: Walk, node: Node, loc: Loc, types: tuple[ContentType, ...], *, is_inherited: bool
) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for position, each in enumerate(walk.items(node, loc)):
        use = _use(walk, each, (*loc, position), types, is_inherited=is_inherited)
        if "target" in use:
            order = added_order(position) if is_inherited else own_order(position)
            use = {"order_key": order, **use}
        found.append(use)
    return found


def _use(
    walk: Walk, node: Node, loc: Loc, types: tuple[ContentType, ...], *, is_inherited: bool
) -> dict[str, Any]:
    if not isinstance(node, Mapping):
        target = walk.reference(node, (*loc, "target"), *types)
        walk.where[loc] = node
        return {"use_id": _key_in(node), "target": target}
    entries = walk.entries(node, loc)
    data: dict[str, Any] = {}
    for name, each in entries.items():
        match name:
            case "use":
                data["target"] = walk.reference(each, (*loc, "target"), *types)
                data.setdefault("use_id", _key_in(each))
            case "inherited" if is_inherited and "use" not in entries:
                data["use_id"] = walk.plain(each, (*loc, "use_id"))
            case "id" if "use" in entries:
                data["use_id"] = walk.plain(each, (*loc, "use_id"))
            case "order":
                data["order_key"] = walk.plain(each, (*loc, "order_key"))
            case "override":
                data["overrides"] = _overrides(walk, each, (*loc, "overrides"))
            case _:
                data |= _other(walk, name, each, loc)
    if "use_id" not in data:
        walk.wrong(node, "`use` is missing" + (", or `inherited`" if is_inherited else ""))
        data["use_id"] = "missing"
    return data


def _key_in(node: Node) -> str:
    return node.text.rpartition("/")[2] if isinstance(node, Scalar) else ""


def _overrides(walk: Walk, node: Node, loc: Loc) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for name, each in walk.entries(node, loc).items():
        if name in UNLOCALISED or isinstance(each, Scalar):
            found.append({"field": name, **_said(walk, name, each, (*loc, len(found)))})
        else:
            _localised(walk, name, each, loc, found)
    return found


def _localised(walk: Walk, name: str, node: Node, loc: Loc, found: list[dict[str, Any]]) -> None:
    for locale, each in walk.entries(node, (*loc, f"{name} by locale")).items():
        here = (*loc, len(found))
        found.append({"field": name, "locale": locale, **_said(walk, name, each, here)})


def _said(walk: Walk, name: str, node: Node, loc: Loc) -> dict[str, Any]:
    data = walk.plain(node, loc)
    walk.where[*loc, "locale"] = node
    if isinstance(node, Scalar):
        data = {"value": node.text}
    elif not isinstance(data, dict):
        walk.wrong(node, "must be a text")
        return {"value": ""}
    value = data.get("value")
    if name in _WHOLE_NUMBERS and isinstance(value, str):
        if value.isascii() and value.isdigit():
            data["value"] = int(value)
        else:
            walk.wrong(node, f"must be a whole number, not {value!r}")
            data["value"] = 1
    return data
