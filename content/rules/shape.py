"""What is always true of a draft. A save that would break one of these is refused."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from content.rules.local_texts import texts
from content.rules.overriding import override_issues
from content.rules.resolution.context import MAX_BLOCKS, MAX_NODES
from content.rules.resolution.levels import MAX_INHERITANCE_DEPTH
from content.rules.targets import TargetFacts, Targets, named, shape_issue, target_issues
from content.rules.text_shape import text_issues
from content.values.blocks import ALLOWED_BLOCKS, Faq, InheritedBlock, uses_in
from content.values.ids import ContentType, is_id, type_of
from content.values.locales import LocaleConfig
from content.values.problems import Issue
from content.values.sources import Composed, JobDescription, Role, Source

__all__ = ["TargetFacts", "shape_issues"]

_MAX_USES = MAX_NODES
_HOMELY = frozenset({ContentType.STATEMENT, ContentType.INTERVIEW_QUESTION})
_HOMES = frozenset({ContentType.ROLE_PAGE, ContentType.JOB_DESCRIPTION})


def shape_issues(
    entity_id: str,
    content_type: ContentType,
    source: Source,
    *,
    home: str | None,
    targets: Targets,
    ancestors: Sequence[str] | None,
    locales: LocaleConfig,
) -> list[Issue]:
    """Everything that is wrong with a draft as such; empty when it may be saved.

    `targets` are the facts of everything the source refers to that exists. `ancestors` are
    the ids from the parent to the root; None lets them be followed through `targets`.
    """
    found = texts(source)
    issues = [*_home(content_type, home, targets), *text_issues(source, found, locales)]
    issues += target_issues(entity_id, content_type, source, targets)
    for text in found:
        if text.place is not None:
            issues += override_issues(text, targets)
    if isinstance(source, Role):
        issues += _repeated("skills", (skill.skill for skill in source.skills))
    if isinstance(source, Composed):
        issues += _inheritance(entity_id, source, ancestors, targets)
        issues += _blocks(content_type, source)
        issues += _ids(source)
    return issues


def _home(content_type: ContentType, home: str | None, targets: Targets) -> Iterator[Issue]:
    if home is None:
        return
    if content_type not in _HOMELY:
        told = f"{named(content_type)} has no home; statements and interview questions may"
        yield shape_issue("home", "WRONG_HOME", told)
    elif not is_id(home) or type_of(home) not in _HOMES:
        told = f"{home} cannot be a home: that is a role page or a job description"
        yield shape_issue("home", "WRONG_HOME", told)
    elif home in targets and targets[home].archived:
        told = f"{targets[home].key} is archived; restore it first"
        yield shape_issue("home", "ARCHIVED_TARGET", told)


def _inheritance(
    entity_id: str, source: Composed, ancestors: Sequence[str] | None, targets: Targets
) -> Iterator[Issue]:
    chain = list(_followed(source, targets) if ancestors is None else ancestors)
    if entity_id in chain or source.extends == entity_id or len(set(chain)) < len(chain):
        told = f"it would come to extend itself through {source.extends}"
        yield shape_issue("extends", "CYCLE", told)
    elif len(chain) > MAX_INHERITANCE_DEPTH:
        told = f"it would have {len(chain)} ancestors, {MAX_INHERITANCE_DEPTH} is the most"
        yield shape_issue("extends", "TOO_DEEP", told)


def _followed(source: Composed, targets: Targets) -> Iterator[str]:
    seen: set[str] = set()
    parent = source.extends
    while parent is not None and parent not in seen:
        seen.add(parent)
        yield parent
        parent = targets[parent].extends if parent in targets else None


def _blocks(content_type: ContentType, source: Composed) -> Iterator[Issue]:
    if len(source.blocks) > MAX_BLOCKS:
        told = f"it has {len(source.blocks):,} blocks, {MAX_BLOCKS} is the most"
        yield shape_issue("blocks", "TOO_MANY", told)
    uses = sum(len(uses_in(block)) for block in source.blocks)
    if uses > _MAX_USES:
        told = f"its blocks hold {uses:,} uses, {_MAX_USES:,} is the most"
        yield shape_issue("blocks", "TOO_MANY", told)
    for block in source.blocks:
        path = f"blocks.{block.block_id}"
        if not isinstance(block, InheritedBlock):
            if block.type not in ALLOWED_BLOCKS[content_type]:
                told = f"{named(content_type)} holds no {block.type} block"
                yield shape_issue(path, "BLOCK_NOT_ALLOWED", told)
            for use in uses_in(block):
                if use.target is None:
                    told = "it has no target, and there is nothing to inherit in a block of its own"
                    yield shape_issue(f"{path}.items.{use.use_id}", "NO_PARENT", told)
        elif source.extends is None:
            told = "it changes an inherited block, and nothing is inherited"
            yield shape_issue(path, "NO_PARENT", told)


def _ids(source: Composed) -> Iterator[Issue]:
    blocks = source.blocks
    yield from _repeated("blocks", (block.block_id for block in blocks))
    uses = ((block.block_id, use.use_id) for block in blocks for use in uses_in(block))
    yield from _repeated_items("items", uses)
    pairs = (
        (block.block_id, pair.pair_id)
        for block in blocks
        if isinstance(block, Faq)
        for pair in block.pairs
    )
    yield from _repeated_items("pairs", pairs)
    for block in blocks:
        if isinstance(block, InheritedBlock):
            places = (f"{each.field}.{each.locale}" for each in block.overrides)
            yield from _repeated(f"blocks.{block.block_id}.overrides", places)
    if isinstance(source, JobDescription):
        yield from _repeated("variables", (variable.name for variable in source.variables))


def _repeated(path: str, ids: Iterable[str]) -> Iterator[Issue]:
    for each, count in Counter(ids).items():
        if count > 1:
            told = f"{each} stands there {count} times"
            yield shape_issue(f"{path}.{each}", "DUPLICATE_ID", told)


def _repeated_items(name: str, ids: Iterable[tuple[str, str]]) -> Iterator[Issue]:
    """Items whose id another one of the entity has, be it in another block."""
    seen: set[str] = set()
    for block_id, item_id in ids:
        if item_id in seen:
            told = f"another item has the id {item_id}; ids are unique in their entity"
            yield shape_issue(f"blocks.{block_id}.{name}.{item_id}", "DUPLICATE_ID", told)
        seen.add(item_id)
