"""Lists as the catalogue knows them, while it does: without a find, however long they are."""

from content.catalogue import Catalogue, Found, ListQuery, Order, catch_up
from content.reading.cursors import Place
from content.reading.list_query import told_by_entities
from content.reading.reader import Reader
from content.values.predicate import Field, Scalar


async def _knowing(reader: Reader, query: ListQuery) -> Catalogue | None:
    """The catalogue, if it knows the answer; None while MongoDB has to be asked."""
    installation = reader.installation
    catalogue = installation.catalogue
    if not _is_current(reader) or (len(query.typenames) > 1 and not query.search):
        return None
    if query.search:
        if not catalogue.search.is_ready:
            return None
        reader.about_to_wait()
        await catch_up(catalogue, installation.store)
        if not (_is_current(reader) and catalogue.search.is_ready):
            return None
    return catalogue


def _is_current(reader: Reader) -> bool:
    installation = reader.installation
    return installation.catalogue.is_ready and installation.news.is_current


async def stretch(
    reader: Reader, query: ListQuery, place: Place | None, limit: int, *, backwards: bool
) -> list[Found] | None:
    """The first documents of a list beyond a place, or before it; None if it cannot say."""
    query = await told_by_entities(reader, query)
    catalogue = await _knowing(reader, query)
    if catalogue is None:
        return None
    if query.search and query.effective_order is Order.RELEVANCE:
        best = None if place is None else (float(place.value), place.entity)
        hits = catalogue.search.found(
            query,
            best,
            limit,
            lambda document: catalogue.is_shown(document, query),
            backwards=backwards,
        )
        return [Found(document, score) for document, score in hits]
    edge = None if place is None else (place.value, place.entity)
    among = _among(catalogue, query)
    return catalogue.stretch(query, edge, limit, backwards=backwards, among=among)


async def total(reader: Reader, query: ListQuery) -> int | None:
    """How many documents a list has; None if it cannot say."""
    query = await told_by_entities(reader, query)
    catalogue = await _knowing(reader, query)
    if catalogue is None:
        return None
    return catalogue.search.count(query) if query.search else catalogue.total(query)


async def counts(
    reader: Reader, query: ListQuery, fields: list[Field], most: int
) -> list[list[tuple[Scalar, int]]] | None:
    """For each field, how many of a list have each value; None if it cannot say."""
    query = await told_by_entities(reader, query)
    catalogue = await _knowing(reader, query)
    if catalogue is None:
        return None
    if query.search:
        return catalogue.search.counts(query, fields, most)
    return catalogue.counts(query.typenames[0], catalogue.matching(query), fields, most)


def _among(catalogue: Catalogue, query: ListQuery) -> int:
    among = catalogue.matching(query)
    if query.search:
        among &= catalogue.numbered(query.typenames[0], catalogue.search.documents(query))
    return among
