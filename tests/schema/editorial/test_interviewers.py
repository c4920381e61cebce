"""What is for interviewers alone reaches nobody else, by whatever way it is asked for."""

from typing import Any

import pytest

from auth.roles import Role
from content.values.entity import Entity
from content.values.ids import ContentType
from tests.content.desk import Desk, override, use
from tests.schema.editorial.conftest import AskAs


async def asked(desk: Desk, key: str, **fields: Any) -> Entity:
    """A question under a key."""
    source = {"prompt": {"en": f"{key}?"}, **fields}
    return await desk.create(ContentType.INTERVIEW_QUESTION, source, key=key)


READ = frozenset({"content:read"})
SECRET_FIELDS = [
    "lookFor { value }",
    "redFlags { value }",
    "followUps { value }",
    "rubric { score }",
]


async def test_fields_for_interviewers_need_their_scope(
    ask: AskAs, desk: Desk, subtests: pytest.Subtests
) -> None:
    question = await asked(
        desk, "why", look_for={"en": "Care"}, rubric=[{"score": 1, "anchor": {"en": "No"}}]
    )
    fields = " ".join(SECRET_FIELDS)
    ways = {
        "its own field": f'{{ interviewQuestion(key: "why") {{ {fields} }} }}',
        "an interface": f'{{ entity(id: "{question.id}") {{ ...Q }} }} '
        f"fragment Q on InterviewQuestion {{ {fields} }}",
        "a list": f"{{ interviewQuestions {{ edges {{ node {{ {fields} }} }} }} }}",
        "a revision": f'{{ revision(entity: "{question.id}", version: 1) '
        "{ entity { ...Q } } } "
        f"fragment Q on InterviewQuestion {{ {fields} }}",
        "fragments in fragments": '{ interviewQuestion(key: "why") { ...A } } '
        "fragment A on InterviewQuestion { ...B } "
        f"fragment B on Entity {{ ... on InterviewQuestion {{ {fields} }} }}",
        "a directive": '{ interviewQuestion(key: "why") { ... @include(if: true) { '
        f"{fields} }} }} }}",
    }
    for name, query in ways.items():
        with subtests.test(way=name, query=query):
            allowed = await ask(query, role=Role.AUTHOR)
            assert "Care" in str(allowed.data)
            for role, scopes in ((Role.VIEWER, None), (Role.ADMIN, READ)):
                refused = await ask(query, role=role, scopes=scopes)
                assert refused.status == 403
                assert "data" not in refused.body
                assert refused.error["extensions"] == {
                    "code": "FORBIDDEN",
                    "scopes": ["interview:read"],
                }
                assert 'error="insufficient_scope"' in refused.headers["www-authenticate"]
                assert 'scope="interview:read"' in refused.headers["www-authenticate"]


async def test_answers_for_interviewers_are_null_to_others(ask: AskAs, desk: Desk) -> None:
    public = await asked(desk, "one", sample_answer={"en": "For all."})
    await asked(desk, "two", sample_answer={"en": "For us."}, audience="INTERVIEWER")
    await desk.change(public, audience="INTERVIEWER", sample_answer={"en": "For us now."})
    query = """{ interviewQuestions { nodes { sampleAnswer { value }
        revisions { nodes { entity { ... on InterviewQuestion { sampleAnswer { value } } } } }
      } } }"""
    told = str((await ask(query, role=Role.EDITOR)).data)
    assert "For all." in told
    assert "For us now." in told
    others = await ask(query, role=Role.VIEWER)
    assert "For" not in str(others.data)


async def test_overrides_of_such_answers_are_left_out(ask: AskAs, desk: Desk) -> None:
    role = await desk.role()
    kept = await asked(desk, "one", sample_answer={"en": "1"}, audience="INTERVIEWER")
    public = await asked(desk, "two", sample_answer={"en": "2"})
    items = [
        use(kept, 0, overrides=[override("sample_answer", "hidden"), override("prompt", "A?")]),
        use(public, 1, overrides=[override("sample_answer", "shown")]),
    ]
    block = {"type": "QUESTION_LIST", "block_id": "q", "order_key": "V", "items": items}
    await desk.page(role, [block], key="page")
    query = """{ rolePage(key: "page") { blocks { ... on QuestionListBlock { items {
      overrides { field text } } } } } }"""
    all_of_them = str((await ask(query, role=Role.EDITOR)).data)
    assert "hidden" in all_of_them
    told = str((await ask(query, role=Role.VIEWER)).data)
    assert "hidden" not in told
    assert "shown" in told
    assert "A?" in told


async def test_stale_overrides_of_answers_are_left_out(ask: AskAs, desk: Desk) -> None:
    role, question = await desk.role(), await asked(desk, "one", sample_answer={"en": "1"})
    await desk.publish(question)
    told = [override("sample_answer", "mine"), override("prompt", "Mine?")]
    items = [use(question, 0, overrides=told)]
    block = {"type": "QUESTION_LIST", "block_id": "q", "order_key": "V", "items": items}
    page = await desk.page(role, [block])
    await desk.change(question, sample_answer={"en": "2"}, prompt={"en": "Two?"})
    await desk.publish(question)
    query = f'{{ staleOverrides(entity: "{page.id}") {{ field mine }} }}'
    everything = await ask(query, role=Role.EDITOR)
    assert {"field": "sampleAnswer", "mine": "mine"} in everything.data["staleOverrides"]
    others = await ask(query, role=Role.VIEWER)
    assert others.data["staleOverrides"] == [{"field": "prompt", "mine": "Mine?"}]
