"""What validation needs to know of everything a source refers to."""

from collections.abc import Iterable, Mapping, Sequence

from content.editing.new_entity import NewEntity
from content.resolving.heads import HeadFacts
from content.resolving.moment import Moment
from content.rules.references import references
from content.rules.shape import TargetFacts
from content.values.blocks import StatementKind
from content.values.ids import ContentType
from content.values.sources import Composed, Source, Statement
from content.values.value import trusted


def targets_of(sources: Iterable[Source]) -> list[str]:
    """The ids that sources refer to, each once, sorted."""
    return sorted({reference.target for source in sources for reference in references(source)})


def ancestors_of(source: Source, facts: Mapping[str, TargetFacts]) -> list[str]:
    """The ids a source extends, from its parent to the root."""
    chain: list[str] = []
    parent = source.extends if isinstance(source, Composed) else None
    while parent is not None and parent not in chain:
        chain.append(parent)
        known = facts.get(parent)
        parent = known.extends if known else None
    return chain


async def facts_of(
    sources: Sequence[Source], news: Sequence[NewEntity], moment: Moment
) -> dict[str, TargetFacts]:
    """The facts of every target, ancestors and homes included; `news` are about to exist."""
    facts = {
        new.id: TargetFacts(
            type=new.type,
            home=new.home,
            kind=new.source.kind if isinstance(new.source, Statement) else None,
            extends=new.source.extends if isinstance(new.source, Composed) else None,
            key=new.key,
        )
        for new in news
    }
    wanted = set(targets_of(sources)) | {new.home for new in news if new.home}
    while missing := wanted - facts.keys():
        found = await moment.heads(sorted(missing))
        facts.update({entity: _facts(head) for entity, head in found.items()})
        wanted = {head.extends for head in found.values() if head.extends}
    return facts


def _facts(head: HeadFacts) -> TargetFacts:
    is_statement = head.type is ContentType.STATEMENT
    fields = {
        "type": head.type,
        "archived": head.archived,
        "home": head.home,
        "kind": StatementKind(head.kind) if is_statement and head.kind else None,
        "extends": head.extends,
        "key": head.key,
    }
    return trusted(TargetFacts, fields)
