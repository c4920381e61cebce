"""From a query's text to operations that are ready to be answered: done once for each text."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import orjson
from graphql import (
    DocumentNode,
    GraphQLError,
    OperationDefinitionNode,
    OperationType,
    specified_rules,
)
from graphql.execution.values import VariableValues, get_variable_values
from strawberry.schema.exceptions import CannotGetOperationTypeError
from strawberry.schema.schema import validate_document

from schema.delivery.schema import LIMITS, schema
from schema.delivery.storage import STORAGE
from schema.errors import formatted
from schema.execution import NotAQuery, NotNamed, Outcome
from schema.kept import BYTES_A_TOKEN, Kept
from schema.limits import Cost, Costs, TooLarge, costs, exceeded, parsed
from schema.plans import Plans

MOST_TEXTS: Final = 1_000
MOST_BYTES: Final = 32 * 1024 * 1024
MOST_REFUSED_BYTES: Final = 1024 * 1024


class Refusal(Exception):
    """An operation was refused before any of it ran; `outcome` is its answer."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(*(error["message"] for error in outcome.errors))
        self.outcome = outcome


@dataclass(frozen=True, slots=True)
class Variables:
    """An operation's variables.

    `given` are those it declares, as they came; `coerced` what graphql-core made of them.
    `canonical` is the same for the same coerced values, whatever else a client sends along.
    """

    given: Mapping[str, Any]
    coerced: VariableValues
    canonical: bytes
    cost: Cost


class PreparedOperation:
    """A valid operation; `hash` tells it from every other, in any process."""

    __slots__ = ("_costs", "definition", "document", "hash", "kind", "name", "plans")

    def __init__(
        self, text: str, document: DocumentNode, node: OperationDefinitionNode, priced: Costs | None
    ) -> None:
        self.document = document
        self._costs = priced
        self.definition = node
        self.plans = Plans(schema.core, STORAGE, document, node)
        self.kind: OperationType = node.operation
        self.name = node.name.value if node.name else None
        named = f"{self.name or ''}\0{text}".encode()
        self.hash = hashlib.blake2b(named, digest_size=16).digest()

    def variables(self, given: Mapping[str, Any] | None) -> Variables:
        """The operation's variables, coerced; raises Refusal for values that do not fit.

        Values with which the operation costs too much are refused as well.
        """
        definitions = self.definition.variable_definitions or ()
        names = [definition.variable.name.value for definition in definitions]
        wanted = {name: given[name] for name in names if name in given} if given else {}
        coerced = get_variable_values(schema.core, definitions, wanted, max_errors=50)
        if isinstance(coerced, list):
            raise _refused(coerced, self.document)
        canonical = orjson.dumps(coerced.coerced, option=orjson.OPT_SORT_KEYS)
        assert self._costs is not None  # only a text that was refused has none
        cost = self._costs.of(self.name, coerced.coerced)
        excess = cost.excess(LIMITS)
        if excess is not None:
            raise _refused([TooLarge(excess)], self.document)
        return Variables(wanted, coerced, canonical, cost)


class Prepared:
    """A text that was parsed."""

    def __init__(
        self, text: str, document: DocumentNode, refusal: Outcome | None, priced: Costs | None
    ) -> None:
        self.text = text
        self.document = document
        self._refusal = refusal
        self._operations = [
            PreparedOperation(text, document, node, priced)
            for node in document.definitions
            if isinstance(node, OperationDefinitionNode)
        ]

    def operation(
        self, name: str | None = None, *, only_queries: bool = False
    ) -> PreparedOperation:
        """The operation of that name, or the only one.

        Raises Refusal if there is no such operation, if the text is too large or not valid, and
        NotAQuery for anything else where only queries may run.
        """
        found = next((one for one in self._operations if name in (None, one.name)), None)
        if found is None:
            message = CannotGetOperationTypeError(name).as_http_error_reason()
            told = {"code": "OPERATION_RESOLUTION_FAILURE"}
            raise Refusal(Outcome(False, errors=({"message": message, "extensions": told},)))
        if only_queries and found.kind is not OperationType.QUERY:
            raise NotAQuery(found.kind.value)
        if self._refusal is not None:
            raise Refusal(self._refusal)
        if name is None and len(self._operations) > 1:
            raise _refused([NotNamed()])
        return found


_prepared: Kept[Prepared] = Kept(MOST_TEXTS, MOST_BYTES)
_refused_documents: Kept[Prepared] = Kept(MOST_TEXTS, MOST_REFUSED_BYTES)
_refused_texts: Kept[Outcome] = Kept(MOST_TEXTS, MOST_REFUSED_BYTES)


def known(text: str) -> Prepared | None:
    """A text that was prepared before and not refused."""
    return _prepared.get(text)


def prepare(text: str) -> Prepared:
    """A query's text, parsed and checked once; raises Refusal if it cannot be parsed."""
    known = _prepared.get(text) or _refused_documents.get(text)
    if known is not None:
        return known
    refused = _refused_texts.get(text)
    if refused is not None:
        raise Refusal(refused)
    try:
        document = parsed(text, LIMITS)
    except GraphQLError as error:
        refusal = _refused([error])
        _refused_texts.put(text, refusal.outcome, len(text))
        raise refusal from None
    refused = _refusal_of(document)
    made = Prepared(text, document, refused, None if refused else costs(schema.core, document))
    kept = _refused_documents if refused else _prepared
    kept.put(text, made, len(text) + BYTES_A_TOKEN * document.token_count)
    return made


def _refusal_of(document: DocumentNode) -> Outcome | None:
    excess = exceeded(document, LIMITS)
    if excess is not None:
        return _refused([TooLarge(excess)], document).outcome
    errors = validate_document(schema.core, document, tuple(specified_rules))
    return _refused(errors, document).outcome if errors else None


def _refused(errors: list[GraphQLError], document: DocumentNode | None = None) -> Refusal:
    return Refusal(Outcome(False, errors=tuple(formatted(errors, document))))
