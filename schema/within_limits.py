"""Reading, measuring, validating and pricing what Strawberry runs, once for each text."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from graphql import DocumentNode, GraphQLError, GraphQLSchema
from strawberry.extensions import SchemaExtension
from strawberry.schema.schema import validate_document
from strawberry.types.graphql import OperationType

from schema.execution import NotNamed, OperationContext
from schema.kept import BYTES_A_TOKEN, Kept
from schema.limits import Costs, Limits, TooLarge, costs, exceeded, parsed

_MOST_TEXTS: Final = 500
_MOST_BYTES: Final = 32 * 1024 * 1024
_MOST_REFUSED_BYTES: Final = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Checked:
    """A text's document: with the errors that keep it from being run, or with its costs."""

    document: DocumentNode
    errors: tuple[GraphQLError, ...]
    costs: Costs | None


class CheckedTexts:
    """What was found about the texts that were asked lately; bad ones never push out good ones."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._good: Kept[Checked] = Kept(_MOST_TEXTS, _MOST_BYTES)
        self._bad: Kept[Checked] = Kept(_MOST_TEXTS, _MOST_REFUSED_BYTES)

    def known(self, text: str) -> Checked | None:
        """What was found before."""
        return self._good.get(text) or self._bad.get(text)

    def check(
        self, text: str, document: DocumentNode, schema: GraphQLSchema, rules: tuple[Any, ...]
    ) -> Checked:
        """What a text's document amounts to; measured before the dearer validation."""
        excess = exceeded(document, self.limits)
        errors = [TooLarge(excess)] if excess else validate_document(schema, document, rules)
        found = Checked(document, tuple(errors), None if errors else costs(schema, document))
        weight = len(text) + BYTES_A_TOKEN * document.token_count
        (self._bad if errors else self._good).put(text, found, weight)
        return found


def within_limits(limits: Limits) -> type[SchemaExtension]:
    """The extension of a schema, with a memory of its own."""
    texts = CheckedTexts(limits)

    class WithinLimits(SchemaExtension):
        """Refuses an operation before any of it runs; its context learns what it costs."""

        _checked: Checked | None = None

        def on_parse(self) -> Iterator[None]:
            """Takes the document from memory, or reads it."""
            running = self.execution_context
            assert running.query is not None
            self._checked = texts.known(running.query)
            if self._checked is not None:
                running.graphql_document = self._checked.document
            else:
                running.graphql_document = parsed(running.query, limits)
            yield

        def on_validate(self) -> Iterator[None]:
            """Raises what keeps the operation from being run."""
            running, context = self.execution_context, self._context()
            assert running.query is not None
            assert running.graphql_document is not None
            context.document = running.graphql_document
            context.is_mutation = running.operation_type is OperationType.MUTATION
            if self._checked is None:
                self._checked = texts.check(
                    running.query,
                    running.graphql_document,
                    running.schema._schema,
                    running.validation_rules,
                )
            running.pre_execution_errors = list(self._checked.errors)
            if self._checked.costs is not None:
                running.pre_execution_errors = self._refused(self._checked.costs)
            yield

        def _refused(self, priced: Costs) -> list[GraphQLError]:
            running, context = self.execution_context, self._context()
            # Strawberry's own `operation_name` is that of the first when none is chosen.
            name = context.operation.name if context.operation else None
            if name is None and len(priced) > 1:
                return [NotNamed()]
            context.cost = priced.of(name, running.variables or {})
            excess = context.cost.excess(limits)
            return [TooLarge(excess)] if excess else []

        def _context(self) -> OperationContext:
            context: OperationContext = self.execution_context.context
            return context

    return WithinLimits
