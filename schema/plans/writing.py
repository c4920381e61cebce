"""The statements of a generated function: how a stored value is read, checked and answered."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from graphql import (
    FieldNode,
    GraphQLObjectType,
    GraphQLOutputType,
    is_abstract_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
)

from schema.plans.collecting import Fields
from schema.plans.leaves import condition
from schema.plans.storing import Attribute, Derived, Either, Instance, Key, Named, Storage
from schema.plans.unplannable import Unplannable


class Functions(Protocol):
    """The other functions of a plan, and what they know."""

    storage: Storage

    def below(self, parent: GraphQLObjectType, nodes: Sequence[FieldNode]) -> Fields:
        """What the nodes select of an object of that type."""

    def value(self, output: GraphQLOutputType, nodes: Sequence[FieldNode]) -> str:
        """The name of the function for a value of that type."""

    def possible(self, abstract: Any, nodes: Sequence[FieldNode], variable: str) -> str:
        """The expression for an object of an interface or a union."""

    def constant(self, value: Callable[..., Any]) -> str:
        """The name that generated code has for a value of ours."""


class Body:
    """The statements of one function, and the names of its variables.

    Each method adds statements, at an indent, and returns the expression of what is answered.
    """

    def __init__(self, generator: Functions) -> None:
        self._generator = generator
        self._variables = 0
        self.lines: list[str] = []

    def value(
        self, output: GraphQLOutputType, nodes: Sequence[FieldNode], variable: str, indent: str
    ) -> str:
        """A stored value of a field: checked, and answered."""
        if is_non_null_type(output):
            return self._present(output.of_type, nodes, variable, indent, "")
        if is_leaf_type(output):
            return self._present(output, nodes, variable, indent, f" and {variable} is not None")
        answer = self._new("r")
        self.lines += [f"{indent}if {variable} is None:", f"{indent}    {answer} = None"]
        self.lines.append(f"{indent}else:")
        found = self._present(output, nodes, variable, indent + "    ", "")
        self.lines.append(f"{indent}    {answer} = {found}")
        return answer

    def _present(
        self, output: Any, nodes: Sequence[FieldNode], variable: str, indent: str, unless: str
    ) -> str:
        generator = self._generator
        if is_leaf_type(output):
            fits = condition(output, variable, generator.storage.passed_on)
            self.lines.append(f"{indent}if not ({fits}){unless}: M({variable})")
            return variable
        if is_list_type(output):
            known = f"{variable}.__class__ is list or {variable}.__class__ is tuple"
            self.lines.append(f"{indent}if not ({known}): M({variable})")
            return self._items(output.of_type, nodes, variable, indent)
        if is_abstract_type(output):
            return generator.possible(output, nodes, variable)
        self.check(output, variable, indent)
        fields = generator.below(output, nodes)
        if all(asked[0].name.value == "__typename" for asked in fields.values()):
            # Nothing is read of it that null would not have.
            self.lines.append(f"{indent}if {variable} is None: M({variable})")
        return self.fields(output, fields, variable, indent)

    def _items(self, output: Any, nodes: Sequence[FieldNode], variable: str, indent: str) -> str:
        inner = output.of_type if is_non_null_type(output) else output
        if is_leaf_type(inner):
            self.lines.append(f"{indent}for i in {variable}:")
            self.value(output, nodes, "i", indent + "    ")
            return variable
        if is_abstract_type(inner):
            item = self._generator.possible(inner, nodes, "i")
            item = f"None if i is None else {item}" if inner is output else item
        else:
            item = f"{self._generator.value(output, nodes)}(i)"
        return f"[{item} for i in {variable}]"

    def check(self, parent: GraphQLObjectType, variable: str, indent: str) -> None:
        """Makes sure that an object is of its type, as far as graphql-core does."""
        match self._generator.storage.told_by(parent):
            case Named():
                named = f"{variable}['__typename'] == {parent.name!r}"
                self.lines.append(f"{indent}if not ({named}): M({variable})")
            case Instance(of):
                constant = self._generator.constant(of)
                self.lines.append(
                    f"{indent}if {variable}.__class__ is not {constant}: M({variable})"
                )
            case None:
                pass

    def fields(self, parent: GraphQLObjectType, fields: Fields, variable: str, indent: str) -> str:
        """An object of a known type: the fields asked of it."""
        answered = []
        for name, nodes in fields.items():
            if nodes[0].name.value == "__typename":
                answered.append(f"{name!r}: {parent.name!r}")
                continue
            field = self._new("v")
            output = parent.fields[nodes[0].name.value].type
            read = self._read(parent, nodes[0].name.value, variable)
            self.lines.append(f"{indent}{field} = {read}")
            answered.append(f"{name!r}: {self.value(output, nodes, field, indent)}")
        return f"{{{', '.join(answered)}}}"

    def _read(self, parent: GraphQLObjectType, name: str, variable: str) -> str:
        match self._generator.storage.source(parent, name):
            case Key(key):
                is_there = is_non_null_type(parent.fields[name].type)
                return f"{variable}[{key!r}]" if is_there else f"{variable}.get({key!r})"
            case Attribute(attribute):
                return f"{variable}.{attribute}"
            case Either(key, attribute):
                is_stored = f"{variable}.__class__ is dict"
                return f"{variable}.get({key!r}) if {is_stored} else {variable}.{attribute}"
            case Derived(follow):
                return f"{self._generator.constant(follow)}({variable})"
            case _:
                raise Unplannable(f"{parent.name}.{name}")

    def _new(self, kind: str) -> str:
        self._variables += 1
        return f"{kind}{self._variables}"
