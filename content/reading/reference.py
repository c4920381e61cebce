"""Reference lists that are short enough to be read whole."""

from content.catalogue.tags import list_tag
from content.reading.addressing import Node
from content.reading.documents import find
from content.reading.presenting import STORED, present
from content.reading.reader import Reader

MOST_FAMILIES = 500


async def job_families(reader: Reader, locale: str) -> list[Node]:
    """Every published job family, by name."""
    reader.reads.is_of_documents_alone = False
    reader.reads.depends_on([list_tag("JobFamily", locale)])
    found = await find(
        reader,
        {"typename": "JobFamily", "serves": locale, "listed": True},
        {"body": 1, **STORED},
        sort=[("sort.title", 1), ("entity", 1)],
        limit=MOST_FAMILIES,
    )
    for document in found:
        reader.reads.document(document)
    presented = (present(reader, document, locale) for document in found)
    return [one.node for one in presented if one is not None]
