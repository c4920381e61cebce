"""From selections to functions: the Python source of one plan, compiled once.

A generated function takes a stored object and returns what is answered of it: no tree is walked
and nothing is looked up but the object's own keys. Its source holds nothing of a client's but
response names, and GraphQL's grammar confines those to letters, digits and underscores.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from graphql import FieldNode, GraphQLObjectType, GraphQLOutputType

from schema.plans.collecting import Collector, Fields
from schema.plans.storing import Instance, Named, Storage
from schema.plans.unplannable import Unplannable, mismatch
from schema.plans.writing import Body

MOST_LINES: Final = 4_000
"""How long a plan may be: what is longer takes longer to compile than it saves."""


class Generator:
    """Generates the functions of one operation; `compiled` has them under the names given out."""

    def __init__(self, collector: Collector, storage: Storage) -> None:
        self._collector = collector
        self.storage = storage
        self._functions: dict[str, str] = {}
        self._constants: dict[Any, str] = {mismatch: "M"}
        self._lines = 0

    def value(self, output: GraphQLOutputType, nodes: Sequence[FieldNode]) -> str:
        """The name of the function for a field's value: lists, null and all."""
        body = Body(self)
        return self._function(body, body.value(output, nodes, "v", ""))

    def fields(self, parent: GraphQLObjectType, fields: Fields) -> str:
        """The name of the function for one object of which these fields are asked."""
        body = Body(self)
        body.check(parent, "v", "")
        return self._function(body, body.fields(parent, fields, "v", ""))

    def compiled(self) -> Mapping[str, Any]:
        """The functions by their names."""
        scope: dict[str, Any] = {name: value for value, name in self._constants.items()}
        source = "\n".join(
            f"{name} = {text}" if text[0] == "{" else f"def {name}{text}"
            for text, name in self._functions.items()
        )
        exec(compile(source, "<plan>", "exec"), scope)  # noqa: S102  # of our own names alone
        return scope

    def below(self, parent: GraphQLObjectType, nodes: Sequence[FieldNode]) -> Fields:
        """What the nodes select of an object of that type."""
        return self._collector.below(parent, nodes)

    def object(self, parent: GraphQLObjectType, nodes: Sequence[FieldNode]) -> str:
        """The name of the function for one object that is known to be of a type."""
        body = Body(self)
        return self._function(body, body.fields(parent, self.below(parent, nodes), "v", ""))

    def possible(self, abstract: Any, nodes: Sequence[FieldNode], variable: str) -> str:
        """The expression for an object of an interface or a union."""
        named, instances = [], []
        for each in self._collector.schema.get_possible_types(abstract):
            function = self.object(each, nodes)
            match self.storage.told_by(each):
                case Named():
                    named.append(f"{each.name!r}: {function}")
                case Instance(of):
                    instances.append(f"{self.constant(of)}: {function}")
                case None:
                    raise Unplannable(each.name)
        chosen = f"{self._table(named)}[{variable}['__typename']]"
        if instances:
            other = f"{self._table(instances)}[{variable}.__class__]"
            chosen = f"({chosen} if {variable}.__class__ is dict else {other})"
        return f"{chosen}({variable})"

    def constant(self, value: Any) -> str:
        """The name that generated code has for a value of ours."""
        return self._constants.setdefault(value, f"c{len(self._constants)}")

    def _table(self, entries: Sequence[str]) -> str:
        return self._defined(f"{{{', '.join(entries)}}}")

    def _function(self, body: Body, answer: str) -> str:
        lines = [*body.lines, f"return {answer}"]
        self._lines += len(lines)
        if self._lines > MOST_LINES:
            raise Unplannable("too long")
        return self._defined("(v):\n    " + "\n    ".join(lines))

    def _defined(self, text: str) -> str:
        return self._functions.setdefault(text, f"p{len(self._functions)}")
