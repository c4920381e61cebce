"""Content by its delivery id: whole entities, and parts as one page uses them."""

from collections.abc import Sequence

from content.reading.addressing import Node, nodes_in
from content.reading.gathering import LookUp
from content.reading.identifiers import NodeId, decode
from content.reading.reader import Reader
from content.reading.refusal import BadArgument
from content.reading.snapshots import Snapshot

MOST_IDS = 100


async def node(reader: Reader, delivery_id: str) -> Node | None:
    """The content with that id; raises BadArgument if the id was never given out.

    None if it is not published now, or if variables were bound in it: their values are not
    part of the id.
    """
    return (await _find(reader, {delivery_id: decode(delivery_id, "id")})).get(delivery_id)


async def nodes(reader: Reader, delivery_ids: Sequence[str]) -> list[Node | None]:
    """The content with those ids, in their order; raises BadArgument, also for over MOST_IDS."""
    if len(delivery_ids) > MOST_IDS:
        raise BadArgument(
            "ids", f"{len(delivery_ids)} ids are given; at most {MOST_IDS} are taken."
        )
    wanted = {text: decode(text, f"ids.{index}") for index, text in enumerate(delivery_ids)}
    found = await _find(reader, wanted)
    return [found.get(text) for text in delivery_ids]


async def _find(reader: Reader, wanted: dict[str, NodeId]) -> dict[str, Node]:
    chains = reader.installation.locales.chains
    look_ups = {
        text: LookUp("entity", "", one.document, one.locale)
        for text, one in wanted.items()
        if not one.digest and one.locale in chains
    }
    reader.reads.depends_on(look_up.value for look_up in look_ups.values())
    distinct = list(dict.fromkeys(look_ups.values()))
    snapshots = await reader.installation.snapshots.find_all(reader, distinct)
    by_look_up = dict(zip(distinct, snapshots, strict=True))
    found = {}
    for text, look_up in look_ups.items():
        snapshot = by_look_up[look_up]
        inner = _within(reader, snapshot, text) if snapshot is not None else None
        if inner is not None:
            found[text] = inner
    return found


def _within(reader: Reader, found: Snapshot, delivery_id: str) -> Node | None:
    reader.reads.content(found.document, found.entity, found.hash, found.tags)
    is_abstract_page = found.typename == "RolePage" and found.slug is None
    if is_abstract_page or found.presented is None:
        return None
    inner = nodes_in(found.presented.node)
    return next((each for each in inner if each["id"] == delivery_id), None)
