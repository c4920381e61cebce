"""Search: stemmed in the reader's language, best first, narrowed and paged like any list."""

import pytest

from tests.content.desk import Desk
from tests.schema.conftest import Ask
from tests.schema.library import Library

pytestmark = pytest.mark.usefixtures("answering")

FIND = """
query ($query: String!, $types: [ContentType!], $locale: Locale, $first: Int, $after: String) {
  search(query: $query, types: $types, locale: $locale, first: $first, after: $after) {
    totalCount
    edges { cursor snippet node { __typename key ... on RolePage { title blocks { __typename } } } }
    nodes { id }
    pageInfo { hasNextPage endCursor }
  }
}
"""


def found(answer: dict[str, object]) -> list[str]:
    """The types and keys of what was found, in order."""
    edges = answer["edges"]
    assert isinstance(edges, list)
    return [f"{edge['node']['__typename']} {edge['node']['key']}" for edge in edges]


@pytest.mark.usefixtures("library")
async def test_words_are_found_in_any_of_their_forms(ask: Ask) -> None:
    for query in ("collapsing", "LOAVES collapse", "collapsed"):
        result = (await ask(FIND, query=query)).data["search"]
        assert "InterviewQuestion collapse" in found(result)
        assert result["totalCount"] == len(result["nodes"])


@pytest.mark.usefixtures("library")
async def test_a_title_outweighs_a_text(ask: Ask) -> None:
    result = (await ask(FIND, query="baker")).data["search"]
    titled, mentioned = "RolePage baker-page", "JobDescription baker-job"
    assert found(result).index(titled) < len(found(result))
    only = (await ask(FIND, query="night bakers", types=["ROLE_PAGE"])).data["search"]
    assert only["edges"][0]["node"]["title"] == "Night Baker"
    assert all(name.startswith("RolePage") for name in found(only))
    assert mentioned in found(result)


async def test_each_locale_has_its_own_stemmer(ask: Ask, desk: Desk, library: Library) -> None:
    await desk.publish(library.question, "de", include_unpublished=True)
    german = (await ask(FIND, query="Brote", locale="de")).data["search"]
    assert found(german) == ["InterviewQuestion collapse"]
    assert (await ask(FIND, query="Brote")).data["search"]["totalCount"] == 0


@pytest.mark.usefixtures("library")
async def test_an_excerpt_shows_where(ask: Ask) -> None:
    result = (await ask(FIND, query="oven", types=["STATEMENT"])).data["search"]
    assert result["edges"][0]["snippet"] == "Three years at an oven."


@pytest.mark.usefixtures("library")
async def test_what_is_found_is_paged_from_best_to_last(ask: Ask) -> None:
    whole = (await ask(FIND, query="bread baker", first=100)).data["search"]
    assert len(whole["edges"]) > 3
    walked: list[str] = []
    after = None
    while True:
        page = (await ask(FIND, query="bread baker", first=2, after=after)).data["search"]
        walked += found(page)
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert walked == found(whole)
    other = await ask(FIND, query="bread", first=2, after=after)
    assert other.refusal == ("BAD_USER_INPUT", "search.after")


@pytest.mark.usefixtures("library")
async def test_a_searched_list_is_best_first_unless_ordered(ask: Ask) -> None:
    query = """
    query ($search: String, $where: RolePageWhere, $orderBy: RolePageOrder) {
      best: rolePages(search: $search, where: $where) { totalCount nodes { key } }
      titled: rolePages(search: $search, orderBy: TITLE_ASC) { nodes { title } }
      asked: rolePages(search: $search, orderBy: $orderBy) { nodes { title } }
      facets: rolePages(search: $search) { facets { name values { count } } }
    }
    """
    data = (await ask(query, search="kneading bread", orderBy="TITLE_ASC")).data
    assert data["best"]["nodes"][0] == {"key": "baker-page"}
    titles = [{"title": "Night Baker"}, {"title": "What is a baker?"}]
    assert data["titled"]["nodes"] == data["asked"]["nodes"] == titles
    assert data["facets"]["facets"][0]["values"] == [{"count": 2}]
    none = (await ask(query, search="bread", where={"level": {"eq": "LEAD"}})).data
    assert none["best"] == {"totalCount": 0, "nodes": []}
    blank = (await ask(query, search="   ")).data
    assert blank["best"]["totalCount"] == 2


@pytest.mark.usefixtures("library")
async def test_a_searched_list_walks_backwards(ask: Ask) -> None:
    query = """
    query ($last: Int, $before: String, $first: Int) {
      roles: rolePages(search: "baker", last: $last, before: $before, first: $first) {
        nodes { key } pageInfo { startCursor hasPreviousPage }
      }
    }
    """
    whole = (await ask(query, first=10)).data["roles"]["nodes"]
    end = (await ask(query, last=1)).data["roles"]
    start = (await ask(query, last=1, before=end["pageInfo"]["startCursor"])).data["roles"]
    assert start["nodes"] + end["nodes"] == whole
    assert (end["pageInfo"]["hasPreviousPage"], start["pageInfo"]["hasPreviousPage"]) == (
        True,
        False,
    )


ODD_WORDS: list[str] = [
    "-oven",
    '"an oven',
    "o'ven$",
    "{$gt: 1}",
    "\\",
    "oven\u0000",
    "🥐 oven",
    "- -",
]


@pytest.mark.usefixtures("library")
async def test_no_words_break_it(ask: Ask, subtests: pytest.Subtests) -> None:
    for query in ODD_WORDS:
        with subtests.test(query=query):
            result = (await ask(FIND, query=query)).data["search"]
            if query == "-oven":
                assert "Requirement oven" in found(result)


async def test_an_empty_search_is_refused(ask: Ask) -> None:
    for query in ("", "   ", "x" * 201):
        assert (await ask(FIND, query=query)).refusal == ("BAD_USER_INPUT", "search.query")


@pytest.mark.usefixtures("library")
async def test_highlights_show_where_the_words_stand(ask: Ask) -> None:
    query = """
    query ($query: String!) {
      search(query: $query, types: [ROLE_PAGE]) {
        edges { node { key } highlights { field parts { text isMatch } } }
      }
      rolePages(search: $query) { edges { highlights { field parts { text isMatch } } } }
      unsearched: rolePages { edges { highlights { field } } }
    }
    """
    data = (await ask(query, query="bakers kneading")).data
    for edges in (data["search"]["edges"], data["rolePages"]["edges"]):
        for edge in edges:
            title = next(one for one in edge["highlights"] if one["field"] == "title")
            marked = [part["text"] for part in title["parts"] if part["isMatch"]]
            assert [text.lower() for text in marked] == ["baker"]
            assert 0 < len([one for one in edge["highlights"] if one["field"] == "text"]) <= 3
            for highlight in edge["highlights"]:
                assert any(part["isMatch"] for part in highlight["parts"])
    assert all(edge == {"highlights": []} for edge in data["unsearched"]["edges"])
