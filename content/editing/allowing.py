"""Whether what is to be written lies within the caller's grants."""

from collections.abc import Iterable

from content.editing.new_entity import NewEntity
from content.rules.locale_limits import paths_outside
from content.values.ids import ContentType
from content.values.problems import Forbidden
from content.values.sources import Source, dump_source
from content.values.within import Within


def refuse_foreign_changes(
    content_type: ContentType, key: str, before: Source, after: Source, within: Within
) -> None:
    """Raises Forbidden with the changed paths that the caller's grants leave out."""
    locales = within.locales(content_type)
    if locales is None:
        return
    if not within.sees(content_type):
        raise Forbidden(f"your grants do not cover {key}")
    paths = paths_outside(dump_source(before), dump_source(after), locales)
    if paths:
        told = f"your grants cover {key} in {', '.join(sorted(locales))} only, not "
        raise Forbidden(told + ", ".join(paths[:5]), paths)


def refuse_foreign_creations(news: Iterable[NewEntity], within: Within) -> None:
    """Raises Forbidden for a type that the caller may not write in every locale."""
    foreign = sorted({new.type for new in news if not within.covers(new.type)})
    if foreign:
        names = ", ".join(each.value.lower().replace("_", " ") for each in foreign)
        raise Forbidden(f"your grants do not let you create: {names}")
