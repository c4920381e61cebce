"""What validation needs to know of everything a source refers to."""

from collections.abc import Iterable, Mapping, Sequence

from content.drafts import heads
from content.editing.new_entity import NewEntity
from content.rules.references import references
from content.rules.shape import TargetFacts
from content.store import Session
from content.values.ids import ContentType
from content.values.sources import Composed, Source, Statement


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
    sources: Sequence[Source], news: Sequence[NewEntity], session: Session
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
        found = await heads(missing, session)
        for each in found:
            facts[each.id] = TargetFacts(
                type=each.type,
                archived=each.archived,
                home=each.home,
                kind=each.source.get("kind") if each.type is ContentType.STATEMENT else None,
                extends=each.source.get("extends"),
                key=each.key,
            )
        parents = {each.source.get("extends") for each in found} - {None}
        wanted = {parent for parent in parents if isinstance(parent, str)}
    return facts
