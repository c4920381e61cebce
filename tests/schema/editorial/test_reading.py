"""One piece of content: by id or key, of every type, with all that its editors wrote."""

from typing import Any

import pytest

from auth.grants import Grant
from auth.roles import Role
from content.values.ids import ContentType, new_id
from tests.content.desk import BY, Desk, override, statements, use
from tests.schema.editorial.conftest import AskAs
from tests.schema.library import Library

ENVELOPE = """
  id type key version archived abstract home { id } createdAt createdBy { id kind name }
  savedAt savedBy { id } locales { locale state publishedRevision publishedAt firstPublishedAt }
"""
TEXT = "{ locale value base { entity revision locale hash } }"
USE = """{ useId targetId target { __typename key } hidden orderKey
  overrides { field locale text number inherit base { entity revision locale } } }"""
BLOCKS = f"""{{
  __typename
  ... on OwnBlock {{ blockId orderKey hidden heading {TEXT} intro {TEXT} outro {TEXT} }}
  ... on ProseBlock {{ body {TEXT} }}
  ... on StatementListBlock {{ kind items {USE} }}
  ... on QuestionListBlock {{ show items {USE} }}
  ... on JobDescriptionBlock {{ use {USE} }}
  ... on SnippetBlock {{ use {USE} }}
  ... on FaqBlock {{ pairs {{ pairId orderKey question {TEXT} answer {TEXT} }} }}
  ... on CalloutBlock {{ text {TEXT} url }}
  ... on RelatedRolesBlock {{ picks {USE} }}
  ... on InheritedBlock {{ blockId hidden orderKey overrides {{ field text }} items {USE} }}
}}"""


def said(texts: list[dict[str, Any]]) -> dict[str, str]:
    """Localised texts by locale."""
    return {text["locale"]: text["value"] for text in texts}


async def test_the_envelope(ask: AskAs, library: Library) -> None:
    answer = await ask(f'{{ entity(id: "{library.page.id}") {{ __typename {ENVELOPE} }} }}')
    found = answer.data["entity"]
    assert found["__typename"] == "RolePage"
    assert (found["key"], found["type"], found["version"]) == ("baker-page", "ROLE_PAGE", 1)
    assert found["createdBy"] == {"id": BY, "kind": None, "name": BY}
    assert found["home"] is None
    assert found["createdAt"].endswith("Z")
    english, german = found["locales"]
    assert (english["locale"], english["state"], english["publishedRevision"]) == (
        "en",
        "PUBLISHED",
        1,
    )
    assert german == {
        "locale": "de",
        "state": "DRAFT",
        "publishedRevision": None,
        "publishedAt": None,
        "firstPublishedAt": None,
    }


async def test_a_page_with_a_block_of_every_kind(ask: AskAs, library: Library) -> None:
    answer = await ask(
        f"""{{ rolePage(key: "baker-page") {{
          slug {TEXT} title {TEXT} intro {TEXT} roleId role {{ key }} extendsId extends {{ id }}
          seo {{ title {TEXT} description {TEXT} robots }} blocks {BLOCKS}
        }} }}"""
    )
    page = answer.data["rolePage"]
    assert said(page["slug"]) == {"en": "baker", "de": "baecker"}
    assert page["roleId"] == library.role.id
    assert page["role"] == {"key": "baker"}
    assert page["seo"]["robots"] == "INDEX"
    by_type = {block["__typename"]: block for block in page["blocks"]}
    assert set(by_type) == {
        "ProseBlock",
        "StatementListBlock",
        "JobDescriptionBlock",
        "QuestionListBlock",
        "SnippetBlock",
        "SkillsTableBlock",
        "CalloutBlock",
        "FaqBlock",
        "RelatedRolesBlock",
    }
    (used,) = by_type["StatementListBlock"]["items"]
    assert used["useId"] == "here"
    assert used["target"] == {"__typename": "Statement", "key": "knead"}
    (override,) = used["overrides"]
    assert (override["field"], override["locale"], override["text"]) == (
        "text",
        "en",
        "Knead *here*.",
    )
    assert by_type["JobDescriptionBlock"]["use"]["targetId"] == library.job_description.id
    assert said(by_type["FaqBlock"]["pairs"][0]["answer"]) == {"en": "At **two**."}
    assert by_type["CalloutBlock"]["url"] == "/apply"
    assert by_type["RelatedRolesBlock"]["picks"][0]["target"]["__typename"] == "RolePage"


TYPES: list[tuple[str, str, str, dict[str, Any]]] = [
    ("role", "baker", "level family { key } skills { skill { key } importance }", {"level": "MID"}),
    ("statement", "knead", "kind importance skills { key } levels { min max }", {}),
    ("interviewQuestion", "collapse", "audience minutes competencies { key }", {"minutes": 5}),
    ("snippet", "about", "kind owner reviewBy", {"kind": "ABOUT", "owner": None}),
    ("jobDescription", "baker-job", "variables { name type } organization { key }", {}),
    ("organization", "crumb", "sameAs aliases { locale value }", {"sameAs": []}),
    ("jobFamily", "craft", "name { locale value }", {}),
    ("skill", "dough", "summary { value }", {"summary": []}),
    ("competency", "care", "name { locale }", {"name": [{"locale": "en"}]}),
]


async def test_every_type_by_key_and_by_id(
    ask: AskAs,
    library: Library,  # noqa: ARG001  # what is read
    subtests: pytest.Subtests,
) -> None:
    for field, key, selection, expected in TYPES:
        with subtests.test(field=field, key=key, selection=selection, expected=expected):
            answer = await ask(f'{{ {field}(key: "{key}") {{ id {selection} }} }}')
            found = answer.data[field]
            assert expected.items() <= found.items()
            again = await ask(f'{{ {field}(id: "{found["id"]}") {{ id {selection} }} }}')
            assert again.data[field] == found


async def test_what_is_not_there_is_null(ask: AskAs, library: Library) -> None:
    unknown = new_id(ContentType.ROLE)
    answer = await ask(
        f"""{{
          unknown: entity(id: "{unknown}") {{ id }}
          none: entity(id: "$where") {{ id }}
          key: role(key: "nobody") {{ id }}
          type: role(id: "{library.page.id}") {{ id }}
          revision(entity: "{library.page.id}", version: 99) {{ version }}
        }}"""
    )
    assert set(answer.data.values()) == {None}


async def test_both_an_id_and_a_key_are_refused(ask: AskAs, library: Library) -> None:
    for arguments in (f'(id: "{library.role.id}", key: "baker")', ""):
        answer = await ask(f"{{ role{arguments} {{ id }} }}")
        assert answer.refusal == ("BAD_USER_INPUT", "role.id")


async def test_what_lies_outside_the_grants_is_not_there(
    ask: AskAs, library: Library, subtests: pytest.Subtests
) -> None:
    only_pages = (Grant(types=("ROLE_PAGE",)),)
    role, page = library.role.id, library.page.id
    hidden = {
        "by id": f'entity(id: "{role}") {{ id }}',
        "by key": 'entityByKey(type: ROLE, key: "baker") { id }',
        "by its own field": f'role(id: "{role}") {{ id }}',
        "by an alias": f'rolePage: role(id: "{role}") {{ id }}',
        "by a revision": f'revision(entity: "{role}", version: 1) {{ version }}',
    }
    for name, field in hidden.items():
        with subtests.test(name=name, field=field):
            answer = await ask(f"{{ {field} }}", grants=only_pages)
            assert list(answer.data.values()) == [None]
    for field in ("issues", "staleOverrides", "usedBy"):
        with subtests.test(name=field, field=field):
            selection = "{ nodes { paths } }" if field == "usedBy" else "{ path }"
            foreign = await ask(f'{{ {field}(entity: "{role}") {selection} }}', grants=only_pages)
            absent = new_id(ContentType.ROLE)
            unknown = await ask(f'{{ {field}(entity: "{absent}") {selection} }}')
            assert foreign.error["message"] == unknown.error["message"].replace(absent, role)
            assert foreign.error["extensions"] == {"code": "NOT_FOUND"}
    with subtests.test(name="nested", field="rolePage"):
        answer = await ask(
            f"""{{ rolePage(id: "{page}") {{ role {{ id }} blocks {{
              ... on JobDescriptionBlock {{ use {{ target {{ id }} }} }} }} }}
              roles {{ nodes {{ id }} totalCount }} }}""",
            grants=only_pages,
        )
        assert answer.data["rolePage"]["role"] is None
        assert answer.data["rolePage"]["blocks"][3] == {"use": {"target": None}}
        assert answer.data["roles"] == {"nodes": [], "totalCount": 0}


async def test_revisions_newest_first_each_with_its_own_content(
    ask: AskAs, desk: Desk, library: Library
) -> None:
    await desk.change(library.role, title={"en": "Master Baker"})
    await desk.change(library.role, title={"en": "Baker again"})
    answer = await ask(
        """query ($after: String) { role(key: "baker") { revisions(first: 2, after: $after) {
          totalCount pageInfo { hasNextPage endCursor }
          nodes { version savedBy { id } entity { version ... on Role { title { value } } } }
        } } }"""
    )
    found = answer.data["role"]["revisions"]
    assert found["totalCount"] == 3
    assert [node["version"] for node in found["nodes"]] == [3, 2]
    assert found["nodes"][1]["entity"] == {"version": 2, "title": [{"value": "Master Baker"}]}
    assert found["pageInfo"]["hasNextPage"]
    one = await ask(
        f"""{{ revision(entity: "{library.role.id}", version: 1) {{ version
          entity {{ ... on Role {{ title {{ locale }} }} }} }} }}"""
    )
    assert one.data["revision"]["entity"]["title"] == [{"locale": "en"}, {"locale": "de"}]


async def test_issues_and_stale_overrides(ask: AskAs, desk: Desk) -> None:
    role, duty = await desk.role(), await desk.statement("Knead.")
    await desk.publish(duty)
    block = statements(duty)
    block["items"] = [use(duty, overrides=[override("text", "Knead *here*.")])]
    page = await desk.page(role, [block])
    await desk.change(duty, text={"en": "Knead less."})
    await desk.publish(duty)
    answer = await ask(
        f"""{{ issues(entity: "{page.id}") {{ path code severity locale }}
          staleOverrides(entity: "{page.id}") {{ path field locale mine upstream
            base {{ revision }} upstreamBase {{ revision }} }} }}"""
    )
    codes = {issue["code"]: issue for issue in answer.data["issues"]}
    assert codes["STALE_OVERRIDE"]["severity"] == "WARNING"
    assert codes["UNPUBLISHED_TARGETS"]["path"] == role.id
    (stale,) = answer.data["staleOverrides"]
    path = "blocks.list.items.u0.overrides.text.en"
    assert stale["path"] == codes["STALE_OVERRIDE"]["path"] == path
    assert (stale["mine"], stale["upstream"]) == ("Knead *here*.", "Knead less.")
    assert (stale["base"]["revision"], stale["upstreamBase"]["revision"]) == (1, 2)


async def test_who_uses_a_part(ask: AskAs, desk: Desk, library: Library) -> None:
    draft = await desk.page(library.role, title={"en": "Draft"}, extends=None)
    answer = await ask(
        f"""{{ usedBy(entity: "{library.role.id}", first: 2) {{ totalCount
          pageInfo {{ hasNextPage endCursor }}
          nodes {{ user {{ key __typename }} locales paths }} }} }}"""
    )
    found = answer.data["usedBy"]
    assert found["totalCount"] == 4
    assert found["pageInfo"]["hasNextPage"]
    assert found["nodes"][0] == {
        "user": {"key": "baker-job", "__typename": "JobDescription"},
        "locales": ["en"],
        "paths": ["role"],
    }
    rest = await ask(
        """query ($after: String) { role(key: "baker") { usedBy(after: $after) {
          nodes { user { key } locales paths } } } }""",
        after=found["pageInfo"]["endCursor"],
    )
    nodes = rest.data["role"]["usedBy"]["nodes"]
    assert nodes[-1] == {"user": {"key": draft.key}, "locales": [], "paths": ["role"]}
    limited = await ask(
        '{ role(key: "baker") { usedBy { totalCount nodes { user { type } } } } }',
        grants=(Grant(types=("ROLE", "JOB_DESCRIPTION")),),
    )
    assert limited.data["role"]["usedBy"] == {
        "totalCount": 1,
        "nodes": [{"user": {"type": "JOB_DESCRIPTION"}}],
    }


async def test_the_viewer_and_what_they_may_do(ask: AskAs, desk: Desk) -> None:
    own = await desk.role("Cook")
    query = f"""{{ viewer {{ id kind role scopes locales types
        update: can(action: UPDATE) {{ allowed reason }}
        publish: can(action: PUBLISH, type: ROLE_PAGE, locale: "de") {{ allowed reason }}
      }}
      entity(id: "{own.id}") {{ can(action: UPDATE) {{ allowed reason }} }} }}"""
    answer = await ask(query, role=Role.AUTHOR)
    viewer = answer.data["viewer"]
    assert (viewer["kind"], viewer["role"]) == ("USER", "AUTHOR")
    assert viewer["scopes"] == ["content:read", "content:write", "interview:read"]
    assert viewer["locales"] == ["en", "de"]
    assert viewer["update"] == {"allowed": True, "reason": None}
    assert viewer["publish"] == {"allowed": False, "reason": "ROLE_INSUFFICIENT"}
    assert answer.data["entity"]["can"] == {"allowed": False, "reason": "NOT_OWN"}
    english = (Grant(types=("ROLE_PAGE",), locales=("en",)),)
    limited = await ask(query.split("entity(")[0] + "}", role=Role.PUBLISHER, grants=english)
    assert limited.data["viewer"]["types"] == ["ROLE_PAGE"]
    assert limited.data["viewer"]["publish"]["reason"] == "OUTSIDE_GRANTS"
    wrong = await ask('{ viewer { can(action: READ, locale: "xx") { allowed } } }')
    assert wrong.refusal == ("BAD_USER_INPUT", "can.locale")
