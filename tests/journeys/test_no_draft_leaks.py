"""Nothing of a draft is ever public: every question the delivery API takes, asked before and after.

A marker is written into everything that readers must not see. Then each root field is asked with
each of its arguments, filters, orders and cursors: no answer holds the marker, and each is what it
was before there were drafts, totals and cursors included.
"""

from typing import Any

import httpx
import pytest

from content import archiving, publishing
from content.installation import Installation
from content.values.entity import Entity
from content.values.ids import ContentType
from content.values.sources import dump_source
from content.values.users_fate import UsersFate
from tests.content.desk import BY, Desk, use
from tests.journeys.questions import LOCALES, MARKER, Question, questions
from tests.schema.library import Library, listing, publish_library


def marked(value: Any, name: str = "") -> Any:
    """A source with the marker in every text of it, in every locale."""
    if isinstance(value, dict):
        if value and set(value) <= set(LOCALES):
            return {locale: _marked_text(value.get(locale, ""), name) for locale in LOCALES}
        return {each: marked(inner, each) for each, inner in value.items()}
    if isinstance(value, list | tuple):
        return [marked(each, name) for each in value]
    return value


def _marked_text(text: Any, name: str) -> Any:
    if isinstance(text, dict):
        return {**text, "value": _marked_text(text["value"], name)}
    if isinstance(text, list | tuple):
        return [*text, MARKER]
    return f"{MARKER}-{text}".strip("-") if name == "slug" else f"{text} {MARKER}".strip()


async def answer(http: httpx.AsyncClient, question: Question) -> dict[str, Any]:
    """The whole answer; a question that the API does not take would prove nothing."""
    query, variables = question
    response = await http.post("/graphql", json={"query": query, "variables": variables})
    body: dict[str, Any] = response.json()
    assert response.status_code == 200, f"{query}\n{variables}\n{body}"
    assert "errors" not in body, f"{query}\n{variables}\n{body['errors']}"
    return body


async def interviewers_only(desk: Desk, library: Library) -> Entity:
    """A published question, marked in all that only interviewers may read."""
    hidden = {"en": MARKER}
    source = {
        "prompt": {"en": "How is a crust made?"},
        "audience": "INTERVIEWER",
        "sample_answer": hidden,
        "look_for": hidden,
        "red_flags": hidden,
        "follow_ups": hidden,
        "rubric": [{"score": 1, "anchor": hidden}],
        "skills": [library.skill.id],
    }
    question = await desk.create(ContentType.INTERVIEW_QUESTION, source, key="crust")
    await desk.publish(question)
    return question


async def withdrawn(desk: Desk, installation: Installation) -> list[Entity]:
    """Content that was public once: unpublished, and thrown away."""
    kept = await desk.create(
        ContentType.SKILL, {"name": {"en": f"Kept {MARKER}"}}, key=f"{MARKER}-kept"
    )
    gone = await desk.statement(f"Gone {MARKER}", key=f"{MARKER}-gone")
    role = await desk.role(f"Left {MARKER}")
    page = await desk.page(role, slug={"en": f"{MARKER}-page"}, title={"en": MARKER})
    for each in (kept, gone, page):
        await desk.publish(each, include_unpublished=True)
    await publishing.unpublish(installation, page.id, "en", by=BY)
    await publishing.unpublish(installation, kept.id, "en", by=BY)
    for each in (gone, role):
        now = await desk.get(each)
        await archiving.archive(
            installation, each.id, expected_version=now.version, users=UsersFate.WITHDRAW, by=BY
        )
    return [kept, gone, role, page]


async def write_drafts(desk: Desk, library: Library) -> list[Entity]:
    """A draft of everything that is published, in both locales, and things that never were."""
    published = [each for each in vars(library).values() if isinstance(each, Entity)]
    for each in published:
        now = await desk.get(each)
        await desk.change(each, **marked(dump_source(now.source)))
    role = await desk.create(
        ContentType.ROLE,
        {
            "title": dict.fromkeys(LOCALES, f"Role {MARKER}"),
            "family": library.family.id,
            "skills": [{"skill": library.skill.id}],
            "level": "MID",
        },
        key=f"{MARKER}-role",
    )
    statement = await desk.statement(MARKER, key=f"{MARKER}-duty", skills=[library.skill.id])
    question = await desk.question(MARKER, skills=[library.skill.id])
    skill = await desk.create(
        ContentType.SKILL, {"name": {"en": f"Never {MARKER}"}}, key=f"{MARKER}-skill"
    )
    family = await desk.create(
        ContentType.JOB_FAMILY, {"name": {"en": f"Never {MARKER}"}}, key=f"{MARKER}-family"
    )
    page = await desk.page(
        role, [listing(0, use(statement))], slug={"en": f"{MARKER}-draft"}, title={"en": MARKER}
    )
    job = await desk.create(
        ContentType.JOB_DESCRIPTION,
        {"role": role.id, "overview": {"en": MARKER}, "blocks": [listing(0, use(statement))]},
        key=f"{MARKER}-job",
    )
    return [role, statement, question, skill, family, page, job]


@pytest.mark.slow
async def test_no_answer_changes_because_of_a_draft(
    client: httpx.AsyncClient, installation: Installation
) -> None:
    desk = Desk(installation)
    library = await publish_library(desk)
    hidden = await interviewers_only(desk, library)
    once_public = await withdrawn(desk, installation)
    known = [each for each in vars(library).values() if isinstance(each, Entity)]
    asked = list(questions([*known, hidden, *once_public]))
    before = [await answer(client, each) for each in asked]
    drafts = await write_drafts(desk, library)
    for question, expected in zip(asked, before, strict=True):
        assert MARKER not in str(expected).lower(), question
        assert await answer(client, question) == expected, question
    for question in questions(drafts):
        if question[1].keys() & {"id0", "ids0", "key0", "slug0", "path0"}:
            assert MARKER not in str(await answer(client, question)).lower(), question
