"""Tags: what a list depends on is among what a change of its items touches."""

from dataclasses import replace

from content.catalogue import ListQuery
from content.catalogue.tags import list_tags, tags_of
from content.news.facts import Change, Facts
from content.values.predicate import And, Field, Not, OneOf, Or

PAGE = Facts(
    document="rp_1:en",
    entity="rp_1",
    typename="RolePage",
    key="baker",
    locale="en",
    serves=("en", "de"),
    listed=True,
    slug="baker",
    title="baker",
    published_at=1,
    updated_at=1,
    facets={"family": "craft"},
    stamp=1,
    hash="h",
    tags=("rp_1",),
)
CRAFT = OneOf(field=Field.FAMILY, values=("craft",))


def test_a_change_touches_what_was_and_what_is() -> None:
    moved = replace(PAGE, slug="bread-baker", facets={"family": "food"}, serves=("en",))
    tags = tags_of(Change("rp_1:en", PAGE, moved))
    assert {"rp_1", "key:RolePage:baker", "slug:baker", "slug:bread-baker"} <= tags
    assert {"list:RolePage:en:craft", "list:RolePage:en:food", "list:RolePage:de"} <= tags
    assert "list:RolePage:de:food" not in tags


def test_what_is_not_listed_touches_no_list() -> None:
    tags = tags_of(Change("rp_1:en", None, replace(PAGE, listed=False)))
    assert tags == {"rp_1", "key:RolePage:baker", "slug:baker"}


def test_a_list_depends_on_a_family_only_where_it_is_narrowed_to_it() -> None:
    def tags(where: And | Or | Not | OneOf) -> set[str]:
        return list_tags(ListQuery(("RolePage",), "en", where))

    level = OneOf(field=Field.LEVEL, values=("MID",))
    assert tags(CRAFT) == tags(And(parts=(level, CRAFT))) == {"list:RolePage:en:craft"}
    assert tags(Or(parts=(level, CRAFT))) == tags(Not(part=CRAFT)) == {"list:RolePage:en"}
    assert tags(OneOf(field=Field.FAMILY, values=())) == set()


def test_what_roles_use_depends_on_roles_and_their_pages() -> None:
    used = OneOf(field=Field.USED_BY_ROLES, values=("baker",))
    assert list_tags(ListQuery(("Requirement",), "de", used)) == {
        "list:Requirement:de",
        "list:Role:de",
        "list:RolePage:de",
    }
