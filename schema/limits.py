"""How large an operation may be."""

from dataclasses import dataclass

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    OperationDefinitionNode,
    OperationType,
)

from schema.measuring import CEILING, Measures, Measuring


@dataclass(frozen=True)
class Limits:
    """The most that an operation may have; fields and aliases count wherever they are spread.

    `mutations` are a mutation's root fields.
    """

    tokens: int = 2_000
    depth: int = 12
    aliases: int = 30
    directives: int = 50
    root_fields: int = 20
    mutations: int = 5
    fields: int = 1_000
    fragments: int = 50
    introspections: int = 2


@dataclass(frozen=True)
class Excess:
    """A limit that an operation exceeds: its code, a sentence, and the path that does it."""

    code: str
    message: str
    path: str


def exceeded(document: DocumentNode, limits: Limits) -> Excess | None:
    """The first limit that an operation of the document exceeds."""
    fragments = {
        node.name.value: node
        for node in document.definitions
        if isinstance(node, FragmentDefinitionNode)
    }
    if len(fragments) > limits.fragments:
        return _refusal("FRAGMENT", "fragments", len(fragments), limits.fragments)
    measure = Measuring(fragments)
    for operation in document.definitions:
        if isinstance(operation, OperationDefinitionNode):
            found = measure.selections(operation.selection_set)
            own = len(operation.directives or ())
            is_mutation = operation.operation is OperationType.MUTATION
            refused = _compared(found, own, limits, is_mutation)
            if refused is not None:
                return refused
    return None


def _compared(
    found: Measures, own_directives: int, limits: Limits, is_mutation: bool
) -> Excess | None:
    mutations = found.root_fields if is_mutation else 0
    directives = found.directives + own_directives
    for name, words, count, most in (
        ("DEPTH", "levels of fields", found.depth, limits.depth),
        ("ALIAS", "aliases", found.aliases, limits.aliases),
        ("DIRECTIVE", "directives", directives, limits.directives),
        ("MUTATION", "mutations", mutations, limits.mutations),
        ("ROOT_FIELD", "root fields", found.root_fields, limits.root_fields),
        ("FIELD", "fields", found.fields, limits.fields),
        ("INTROSPECTION", "introspections", found.introspections, limits.introspections),
    ):
        if count > most:
            path = ".".join(found.deepest) if name == "DEPTH" else ""
            return _refusal(name, words, count, most, path)
    return None


def _refusal(name: str, words: str, count: int, most: int, path: str = "") -> Excess:
    shown = f"over {CEILING:,}" if count >= CEILING else f"{count:,}"
    where = f", at {path}" if path else ""
    return Excess(
        f"{name}_LIMIT",
        f"The operation has {shown} {words}{where}; at most {most:,} are taken. "
        "Ask for less at a time.",
        path,
    )
