"""Tags: short names of what an answer depends on, and of what a change touches.

An entity's tag is its id. The others are `slug:<slug>`, `key:<typename>:<key>`,
`list:<typename>:<locale>` and, for lists of one family, `list:<typename>:<locale>:<family>`.
"""

from content.catalogue.query import ListQuery
from content.news.facts import Change, Facts
from content.rules.predicates import values_asked
from content.values.predicate import And, Field, OneOf, Predicate


def slug_tag(slug: str) -> str:
    """The tag of the question which page answers at a slug, in any locale."""
    return f"slug:{slug}"


def key_tag(typename: str, key: str) -> str:
    """The tag of the question what has a key, in any locale."""
    return f"key:{typename}:{key}"


def list_tag(typename: str, locale: str, family: str | None = None) -> str:
    """The tag of all lists of a type for readers of a locale, or of those of one family."""
    whole = f"list:{typename}:{locale}"
    return whole if family is None else f"{whole}:{family}"


def tags_of(change: Change) -> set[str]:
    """What a change touches: whatever depends on one of these may read differently now."""
    found: set[str] = set()
    for facts in (change.before, change.after):
        if facts is not None:
            found |= _touched(facts)
    return found


def _touched(facts: Facts) -> set[str]:
    found = {facts.entity, key_tag(facts.typename, facts.key)}
    if facts.slug is not None:
        found.add(slug_tag(facts.slug))
    if facts.listed:
        family = facts.facets.get("family")
        for locale in facts.serves:
            found.add(list_tag(facts.typename, locale))
            if family is not None:
                found.add(list_tag(facts.typename, locale, family))
    return found


def list_tags(query: ListQuery) -> set[str]:
    """What a list, its total and its facets depend on, apart from the items themselves."""
    families = _families(query.where)
    if families is None:
        tags = {list_tag(typename, query.locale) for typename in query.typenames}
    else:
        tags = {
            list_tag(typename, query.locale, family)
            for typename in query.typenames
            for family in families
        }
    if values_asked(query.where, Field.USED_BY_ROLES):
        # Which parts a role's pages use changes with these pages and with the role's key.
        tags |= {list_tag("Role", query.locale), list_tag("RolePage", query.locale)}
    return tags


def _families(where: Predicate) -> set[str] | None:
    """The families that every item is of one of; None if the list is not narrowed to some."""
    match where:
        case OneOf(field=Field.FAMILY, values=values):
            return {str(value) for value in values}
        case And(parts=parts):
            found = [families for part in parts if (families := _families(part)) is not None]
            return set.intersection(*found) if found else None
        case _:
            return None
