"""Operations on blocks, from inputs to content's own values, and what they are applied to."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError
from strawberry.utils.str_converters import to_camel_case, to_snake_case

from content import drafts
from content.rules.block_operations import apply
from content.values import operations as values
from content.values.blocks import Block, FaqPair
from content.values.ids import is_id
from content.values.locales import LocaleConfig
from content.values.operations import Operation
from content.values.problems import Issue, ValidationFailed
from content.values.sources import Composed, Source
from content.values.uses import Use
from schema.editorial.context import EditorialContext
from schema.editorial.inputs.operations import BlockOperation, InsertOperation
from schema.editorial.inputs.reading import Given, Reader, Texts
from schema.editorial.new_blocks import (
    Path,
    block_data,
    chosen,
    override_data,
    pair_data,
    said,
    use_data,
)
from schema.editorial.paths import issues_of

_OPERATIONS: Final[dict[str, type[Any]]] = {
    "move": values.Move,
    "remove": values.Remove,
    "override": values.SetOverride,
    "clear_override": values.ClearOverride,
    "hide": values.Hide,
}
_PARTS: Final[dict[str, TypeAdapter[Any]]] = {
    "block": TypeAdapter(Block),
    "use": TypeAdapter(Use),
    "pair": TypeAdapter(FaqPair),
}
"""What an insert may put in."""
_Read = tuple[type[Any], dict[str, Any]]


def operations_of(operations: Sequence[BlockOperation], locales: LocaleConfig) -> list[Operation]:
    """The operations that are asked for; raises ValidationFailed, with paths as `operations.2`."""
    reader = Reader(locales)
    places = [
        ("operations", str(index), to_camel_case(chosen(each)[0]))
        for index, each in enumerate(operations)
    ]
    read = [_read(each, at, reader) for each, at in zip(operations, places, strict=True)]
    reader.refuse()
    return [_built(*each, ".".join(at)) for each, at in zip(read, places, strict=True)]


async def ancestors_of(
    context: EditorialContext, source: Source, given: Mapping[str, Any]
) -> dict[str, Composed]:
    """The drafts that a source inherits from, by id, or would with what is given."""
    found: dict[str, Composed] = {}
    parents = {getattr(source, "extends", None), given.get("extends")}
    while parents := {each for each in parents if each and is_id(each)} - found.keys():
        entities = await drafts.get_all(context.installation, parents)
        sources = {each.id: each.source for each in entities.values()}
        known = {name: each for name, each in sources.items() if isinstance(each, Composed)}
        found |= known
        parents = {each.extends for each in known.values()}
    return found


def with_operations(
    source: Source, operations: Sequence[Operation], ancestors: Mapping[str, Composed]
) -> Source:
    """The source with the operations applied; raises ValidationFailed."""
    assert isinstance(source, Composed)
    chain: list[Composed] = []
    parent = ancestors.get(source.extends or "")
    while parent is not None and parent not in chain:
        chain.append(parent)
        parent = ancestors.get(parent.extends or "")
    return apply(source, operations, chain)


def _built(kind: type[Any], data: dict[str, Any], path: str) -> Operation:
    """The operation of such data; what it puts in is checked first, as what it is."""
    parts = {
        name: _checked(_PARTS[name], data[name], f"{path}.{name}")
        for name in _PARTS.keys() & data.keys()
    }
    built: Operation = _checked(TypeAdapter(kind), {**data, **parts}, path)
    return built


def _checked(adapter: TypeAdapter[Any], data: Any, path: str) -> Any:
    try:
        return adapter.validate_python(data)
    except ValidationError as error:
        raise ValidationFailed(issues_of(error, data, path)) from error


def _read(operation: BlockOperation, path: Path, reader: Reader) -> _Read:
    name, asked = chosen(operation)
    if isinstance(asked, InsertOperation):
        return _insertion(asked, path, reader)
    given = reader.record(asked, path)
    item = {"item_id": given.pop("item_id"), "kind": given.pop("item_kind", None)}
    if name == "set":
        return values.Set, {**item, "fields": _fields(given, reader)}
    told = override_data(given, path) if name == "override" else _renamed(given)
    return _OPERATIONS[name], {**item, **said(told)}


def _fields(given: Given, reader: Reader) -> dict[str, Any]:
    """Localised fields as maps by locale; one that is null is cleared in every locale."""
    every = dict.fromkeys(reader.locales.all)
    return {
        name: {**(every if value.is_all else {}), **value} if isinstance(value, Texts) else value
        for name, value in given.items()
    }


def _insertion(asked: InsertOperation, path: Path, reader: Reader) -> _Read:
    items = {name: getattr(asked, name) for name in ("block", "use", "pair")}
    named = [name for name, item in items.items() if item is not None and item.value is not None]
    where = ".".join(path)
    if len(named) != 1:
        told = "an insert puts in exactly one of block, use and pair"
        raise ValidationFailed([Issue(path=where, code="WRONG_OPERATION", message=told)])
    place = reader.record(asked, path, frozenset({"block", "use", "pair"}))
    data: dict[str, Any] = {"position": place["position"]} if place.get("position") else {}
    (name,) = named
    item = items[name].value
    if name == "block":
        return values.InsertBlock, {**data, "block": block_data(item, 0, reader, (*path, name))}
    if place.get("into") is None:
        told = f"say in `into` which block the {name} is put into"
        raise ValidationFailed([Issue(path=f"{where}.into", code="REQUIRED", message=told)])
    data["block_id"] = place["into"]
    given = reader.record(item, (*path, name))
    if name == "use":
        return values.InsertUse, {**data, "use": use_data(given, 0, path)}
    return values.InsertPair, {**data, "pair": pair_data(given, 0)}


def _renamed(given: Given) -> dict[str, Any]:
    return {**given, **({"field": to_snake_case(given["field"])} if "field" in given else {})}
