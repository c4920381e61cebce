"""Which parts the published pages of a role use, answered from published edges."""

from collections.abc import Iterable

from content.reading.documents import Document, find
from content.reading.reader import Reader
from content.rules.predicates import rewrite, values_asked
from content.values.ids import ContentType, is_id
from content.values.predicate import AllOf, Between, Condition, Field, OneOf, Predicate


async def without_uses(reader: Reader, where: Predicate, locale: str) -> Predicate:
    """The predicate with conditions on roles that use a part told as the parts' entity ids."""
    asked = [str(value) for value in values_asked(where, Field.USED_BY_ROLES)]
    if not asked:
        return where
    parts = await parts_by_role(reader, asked, locale)

    def told(condition: Condition) -> Predicate:
        if condition.field is not Field.USED_BY_ROLES or isinstance(condition, Between):
            return condition
        used = [parts.get(str(role), set()) for role in condition.values]
        both = set.intersection if isinstance(condition, AllOf) else set.union
        entities = both(*used) if used else set()
        return OneOf(field=Field.ENTITY, values=tuple(sorted(entities)))

    return rewrite(where, told)


async def parts_by_role(reader: Reader, roles: Iterable[str], locale: str) -> dict[str, set[str]]:
    """For each role, by key and by id, the entities that its pages show to readers of a locale."""
    asked = set(roles)
    conditions = [
        {name: {"$in": sorted(some)}, "typename": "Role", "serves": locale}
        for name, some in (("entity", set(filter(is_id, asked))), ("key", asked))
        if some
    ]
    found = await find(reader, {"$or": conditions}, {"entity": 1, "key": 1})
    chain = reader.installation.locales.chain(locale)
    edges = await find(
        reader,
        {
            "source_type": ContentType.ROLE_PAGE.value,
            "role": {"$in": [role["entity"] for role in found]},
            "locale": {"$in": list(chain)},
        },
        {"source": 1, "locale": 1, "role": 1, "target_ids": 1},
        collection="edges",
    )
    edges.sort(key=lambda edge: chain.index(edge["locale"]))
    read_by_page: dict[str, Document] = {}
    for edge in edges:
        read_by_page.setdefault(edge["source"], edge)
    parts: dict[str, set[str]] = {role["entity"]: set() for role in found}
    for edge in read_by_page.values():
        parts[edge["role"]].update(edge["target_ids"])
    return parts | {role["key"]: parts[role["entity"]] for role in found}
