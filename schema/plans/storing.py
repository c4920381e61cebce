"""What plans know of a schema: where its fields are stored, and how its resolvers are called."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLObjectType, GraphQLResolveInfo


@dataclass(frozen=True)
class Key:
    """A field that is stored under a key."""

    name: str


@dataclass(frozen=True)
class Attribute:
    """A field that is an attribute of one of our own values."""

    name: str


@dataclass(frozen=True)
class Either:
    """A field of what is sometimes a dictionary and sometimes a value of ours."""

    key: str
    attribute: str


@dataclass(frozen=True)
class Derived:
    """A field that follows from the stored object alone."""

    follow: Callable[[Any], Any]


Source = Key | Attribute | Either | Derived


@dataclass(frozen=True)
class Named:
    """Objects of the type are dictionaries that say its name, under `__typename`."""


@dataclass(frozen=True)
class Instance:
    """Objects of the type are instances of a class."""

    of: type


@dataclass(frozen=True)
class Resolver:
    """How a field's resolver is called.

    `call` gets what holds the field, the info and the arguments, by their Python names, in a
    dictionary that it may change. `names` are
    those of its arguments by their GraphQL names; `convert` turns an argument's coerced value into
    what the resolver takes, `as_it_is` are the arguments for which it changes nothing.
    """

    call: Callable[[Any, GraphQLResolveInfo[Any], dict[str, Any]], Any]
    names: Mapping[str, str]
    convert: Callable[[str, Any], Any]
    as_it_is: frozenset[str]


@dataclass(frozen=True)
class Storage:
    """How the objects of a schema are stored and resolved.

    `source` says where a field comes from, None if it takes a resolver. `told_by` says how an
    object shows its type: None if nobody asks it. Both, and `resolver`, raise Unplannable for what
    they do not know. `passed_on` is how scalars that are stored ready are serialised: not at all.
    """

    source: Callable[[GraphQLObjectType, str], Source | None]
    told_by: Callable[[GraphQLObjectType], Named | Instance | None]
    resolver: Callable[[GraphQLObjectType, str], Resolver]
    passed_on: Callable[..., object]
