"""What a field costs, read from the shape of the schema, so that no new list is forgotten.

| field | cost |
|---|---|
| a scalar | 0 |
| an object, or a list inside a document | 1 |
| a connection | 1, and its items times what each costs; 10 more when words are searched for |
| `edges` and `pageInfo` of a connection | 0 |
| a number of a connection, such as `totalCount` | 5 |
| anything else of a connection, such as `facets` | 10 |
| a list by ids | as many times as ids are given |
| a list at the root | as many times as a page has items |
| a mutation | 10, and 1 for every item of a list in its arguments |
"""

from dataclasses import dataclass
from typing import Final

from graphql import (
    FieldNode,
    GraphQLField,
    GraphQLID,
    GraphQLList,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLString,
    NullValueNode,
    ValueNode,
    get_named_type,
    get_nullable_type,
    is_leaf_type,
    is_list_type,
)

from content.reading.window import DEFAULT_ITEMS
from schema.limits.sizes import IdCount, ItemCount, PageSize, Sizes, depends_on_variables

OBJECT: Final = 1
SEARCH: Final = 10
COUNT: Final = 5
WHOLE_LIST: Final = 10
MUTATION: Final = 10

SEARCHED: Final = frozenset({"search", "query"})
"""The arguments of connections that hold words to look for."""


@dataclass(frozen=True, slots=True)
class Price:
    """A field costs `times` × (`own` + what is selected in it), each with its sizes added."""

    own: int = 0
    own_sizes: tuple[Sizes, ...] = ()
    times: int = 1
    times_size: Sizes | None = None
    page: Sizes | int = DEFAULT_ITEMS
    """Of a connection: how many items it has."""


@dataclass(frozen=True, slots=True)
class Prices:
    """The prices of a schema's fields."""

    schema: GraphQLSchema

    def of(self, parent: GraphQLNamedType, node: FieldNode, page: Sizes | int) -> Price:
        """What a field of a type costs; `page` is the size of the connection that it is in."""
        field = self._field(parent, node.name.value)
        if field is None:  # __typename, and introspection, which has limits of its own
            return Price()
        given = {
            argument.name.value: argument.value
            for argument in node.arguments or ()
            if not isinstance(argument.value, NullValueNode)
        }
        kind = get_named_type(field.type)
        if parent is self.schema.mutation_type:
            return _mutation(given)
        if item_of(parent) is not None:
            return _of_connection(parent, node.name.value, field, page)
        if is_leaf_type(kind):
            return Price()
        if item_of(kind) is not None:
            searches = any(name in SEARCHED for name in given)
            return Price(OBJECT + SEARCH * searches, page=_page(given))
        if is_list_type(get_nullable_type(field.type)):
            return self._list(parent, field, given)
        return Price(OBJECT)

    def _field(self, parent: GraphQLNamedType, name: str) -> GraphQLField | None:
        fields: dict[str, GraphQLField] = getattr(parent, "fields", {})
        return fields.get(name)

    def _list(
        self, parent: GraphQLNamedType, field: GraphQLField, given: dict[str, ValueNode]
    ) -> Price:
        for name, value in given.items():
            if name in field.args and _is_list_of_ids(field.args[name].type):
                count = IdCount(value)
                if depends_on_variables(value):
                    return Price(OBJECT, times=0, times_size=count)
                return Price(OBJECT, times=count.of({}))
        is_root = parent is self.schema.query_type
        return Price(OBJECT, times=DEFAULT_ITEMS if is_root else 1)


def item_of(kind: object) -> GraphQLNamedType | None:
    """The type of a connection's items; None for what is no connection."""
    if not isinstance(kind, GraphQLObjectType) or not {"edges", "pageInfo"} <= kind.fields.keys():
        return None
    edge = get_named_type(kind.fields["edges"].type)
    if not isinstance(edge, GraphQLObjectType) or "node" not in edge.fields:
        return None
    item: GraphQLNamedType = get_named_type(edge.fields["node"].type)
    return item


def words_of(field: GraphQLField) -> set[str]:
    """The arguments of a connection that are texts and no cursors: each must be known here."""
    return {
        name
        for name, argument in field.args.items()
        if get_nullable_type(argument.type) is GraphQLString and name not in ("after", "before")
    }


def _of_connection(
    parent: GraphQLNamedType, name: str, field: GraphQLField, page: Sizes | int
) -> Price:
    kind = get_named_type(field.type)
    if name == "pageInfo":
        return Price()
    if is_leaf_type(kind):
        return Price(COUNT)
    is_edges = name == "edges"
    if not is_edges and kind is not item_of(parent):
        return Price(WHOLE_LIST)
    own = 0 if is_edges else OBJECT
    if isinstance(page, int):
        return Price(own, times=page)
    return Price(own, times=0, times_size=page)


def _page(given: dict[str, ValueNode]) -> Sizes | int:
    arguments = tuple(given[name] for name in ("first", "last") if name in given)
    size = PageSize(arguments)
    return size if any(map(depends_on_variables, arguments)) else size.of({})


def _mutation(given: dict[str, ValueNode]) -> Price:
    counts = [ItemCount(value) for value in given.values()]
    sized = tuple(each for each in counts if depends_on_variables(each.argument))
    fixed = sum(each.of({}) for each in counts if each not in sized)
    return Price(MUTATION + fixed, own_sizes=sized)


def _is_list_of_ids(kind: object) -> bool:
    inner = get_nullable_type(kind)  # type: ignore[call-overload]  # any type
    return isinstance(inner, GraphQLList) and get_named_type(inner) is GraphQLID
