"""Loading what resolution reads: everything published that an entity may use, at one moment."""

from collections.abc import Iterable, Mapping

from content.resolving.heads import HeadFacts
from content.resolving.moment import Moment
from content.resolving.remembering import Save
from content.rules.references import Bond, card_references, references
from content.rules.resolution import Published, Withdrawn
from content.store import Session
from content.values.entity import Publication
from content.values.sources import Source
from content.values.value import trusted

Snapshot = dict[tuple[str, str], Published | Withdrawn]


async def load_published(
    roots: Iterable[str],
    session: Session | None,
    pending: Mapping[tuple[str, str], Published] | None = None,
    *,
    moment: Moment | None = None,
) -> Snapshot:
    """Every publication that resolving the roots can look up, in breadth-first rounds.

    Of a page shown as a card only what its title needs is loaded. `pending` are publications
    about to be made: they stand in place of what is stored. `moment` is what the session has
    read already.
    """
    pending = pending or {}
    moment = moment or Moment(session)
    snapshot: Snapshot = {}
    whole, named = set(roots), set[str]()
    expanded, told, loaded = set[str](), set[str](), set[str]()
    while asked := (whole - expanded) | (named - told):
        await _load_entities(asked - loaded, moment, snapshot, pending)
        loaded |= asked
        expanded |= whole & asked
        told |= named & asked
        for (entity_id, _), found in list(snapshot.items()):
            if entity_id not in asked or not isinstance(found, Published):
                continue
            if entity_id in expanded:
                for reference in references(found.source):
                    (named if reference.bond is Bond.CARD else whole).add(reference.target)
            if entity_id in told:
                named.update(each.target for each in card_references(found.source))
    return snapshot


async def _load_entities(
    ids: set[str],
    moment: Moment,
    snapshot: Snapshot,
    pending: Mapping[tuple[str, str], Published],
) -> None:
    served: list[tuple[HeadFacts, str, Publication, Save]] = []
    for head in (await moment.heads(sorted(ids))).values():
        for locale, publication in head.published.items():
            if (head.id, locale) in pending:
                continue
            if publication.revision is None:
                snapshot[head.id, locale] = Withdrawn(
                    entity=head.id, locale=locale, seq=publication.seq, at=publication.at
                )
                continue
            served.append((head, locale, publication, head.save(publication.revision)))
    await moment.read(save for *_, save in served)
    for head, locale, publication, save in served:
        source = moment.source(save)
        snapshot[head.id, locale] = _published(head, locale, publication, source)
    for (entity_id, locale), published in pending.items():
        if entity_id in ids:
            snapshot[entity_id, locale] = published


def _published(head: HeadFacts, locale: str, publication: Publication, source: Source) -> Published:
    fields = {
        "entity": head.id,
        "type": head.type,
        "key": head.key,
        "locale": locale,
        "revision": publication.revision,
        "seq": publication.seq,
        "source": source,
        "at": publication.at,
        "first_at": publication.first_at,
        "abstract": head.abstract,
    }
    return trusted(Published, fields)
