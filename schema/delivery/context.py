"""What a delivery resolver is given: the reader, the cursor seal, the selection asked for."""

from dataclasses import dataclass, field

import strawberry
from graphql import Undefined, VariableNode

from content.reading import BadArgument, CursorSeal, Reader
from schema.delivery.scalars import Locale
from schema.execution import OperationContext
from schema.selection import selected_names


@dataclass
class Context(OperationContext):
    """One operation's surroundings; `unused_variables` gathers what its fields had no use for."""

    reader: Reader
    seal: CursorSeal
    unused_variables: dict[str, None] = field(default_factory=dict)


class Info(strawberry.Info[Context, None]):
    """Strawberry's info, and what a resolver may ask about the field it resolves."""

    def locale(self, asked: Locale | None) -> str:
        """The asked-for locale or the default; raises BadArgument for one not configured."""
        locales = self.context.reader.installation.locales
        if asked is None or asked is strawberry.UNSET:
            return locales.default
        if asked not in locales.chains:
            raise BadArgument(
                "locale",
                f"{str(asked)[:40]!r} is not a locale here. Use one of {', '.join(locales.all)}.",
            )
        return asked

    def is_given(self, argument: str) -> bool:
        """Whether the query gives the argument itself, rather than leaving it to its default."""
        for node in self._raw_info.field_nodes[0].arguments or ():
            if node.name.value == argument:
                if isinstance(node.value, VariableNode):
                    value = self.variable_values.get(node.value.name.value, Undefined)
                    return value is not Undefined and value is not None
                return True
        return False

    def selected(self, *path: str) -> set[str]:
        """The names selected below a path of names, in any fragment and on any condition."""
        return selected_names(self._raw_info, path)
