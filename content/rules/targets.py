"""What a draft refers to: that it is there, of the right type, and free to be used here."""

from collections.abc import Iterator, Mapping

from content.rules.references import Reference, references
from content.values.blocks import StatementKind, StatementList
from content.values.ids import ContentType, EntityId
from content.values.problems import Issue
from content.values.sources import Composed, Source
from content.values.value import Value


class TargetFacts(Value):
    """What validation knows of an entity that a source refers to."""

    type: ContentType
    archived: bool = False
    home: EntityId | None = None
    kind: StatementKind | None = None
    extends: EntityId | None = None
    key: str


Targets = Mapping[str, TargetFacts]
"""Facts by entity id."""


def shape_issue(path: str, code: str, message: str) -> Issue:
    """An issue that keeps a draft from being saved."""
    return Issue(path=path, code=code, message=message)


def named(content_type: ContentType) -> str:
    """A content type in a sentence: `a role page`."""
    name = content_type.value.lower().replace("_", " ")
    return f"an {name}" if name[0] in "aeiou" else f"a {name}"


def target_issues(
    entity_id: str, content_type: ContentType, source: Source, targets: Targets
) -> Iterator[Issue]:
    """Issues of everything the source refers to: that it exists, fits, and may be used here."""
    kinds = _kinds(source)
    for reference in references(source):
        facts = targets.get(reference.target)
        path, target = reference.path, reference.target
        if facts is None:
            yield shape_issue(path, "UNKNOWN_TARGET", f"there is no entity {target}")
            continue
        if facts.type not in _fitting(reference, content_type):
            fitting = " or ".join(named(each) for each in _fitting(reference, content_type))
            told = f"{facts.key} is {named(facts.type)}; {fitting} belongs here"
            yield shape_issue(path, "WRONG_TYPE", told)
            continue
        if facts.archived:
            yield shape_issue(path, "ARCHIVED_TARGET", f"{facts.key} is archived; restore it first")
        if facts.home is not None and facts.home != entity_id:
            told = f"{facts.key} belongs to {facts.home}; share it to use it elsewhere"
            yield shape_issue(path, "PRIVATE_TARGET", told)
        kind = kinds.get(path)
        if kind is not None and facts.kind is not kind:
            told = f"{facts.key} is a {str(facts.kind).lower()} in a list of {kind.lower()} items"
            yield shape_issue(path, "WRONG_KIND", told)


def _fitting(reference: Reference, content_type: ContentType) -> tuple[ContentType, ...]:
    """The types that fit; a job description holds no pages, not even in an inherited block."""
    if content_type is ContentType.JOB_DESCRIPTION and len(reference.types) > 1:
        return tuple(each for each in reference.types if each is not ContentType.ROLE_PAGE)
    return reference.types


def _kinds(source: Source) -> dict[str, StatementKind]:
    """The kind of statement that each use of a statement list asks for, by path."""
    if not isinstance(source, Composed):
        return {}
    return {
        f"blocks.{block.block_id}.items.{use.use_id}": block.kind
        for block in source.blocks
        if isinstance(block, StatementList)
        for use in block.items
    }
