"""Creating and updating every kind of content, over HTTP, with a token."""

from typing import Any

from content import drafts
from content.installation import Installation
from content.values.sources import dump_source
from tests.schema.editorial.mutating import Editor, texts


async def source(installation: Installation, entity_id: str) -> dict[str, Any]:
    """A stored draft, without what its translations were made of."""
    found: dict[str, Any] = said(dump_source((await drafts.get(installation, entity_id)).source))
    return found


def said(value: Any) -> Any:
    """A source with each text as itself."""
    if isinstance(value, dict):
        if "value" in value and "field" not in value:
            return value["value"]
        return {name: said(each) for name, each in value.items()}
    return [said(each) for each in value] if isinstance(value, list) else value


async def test_every_kind_of_content_can_be_made_and_changed(
    editor: Editor, installation: Installation
) -> None:
    family = await editor.made("createJobFamily", key="food", name=texts(en="Food", de="Essen"))
    skill = await editor.made(
        "createSkill", key="kneading", name=texts(en="Kneading"), sameAs=["https://example.org/k"]
    )
    competency = await editor.made("createCompetency", key="care", name=texts(en="Care"))
    employer = await editor.made(
        "createOrganization",
        key="acme",
        name=texts(en="Acme"),
        aliases=[{"locale": "en", "value": ["ACME", "The Acme Company"]}],
    )
    role = await editor.made(
        "createRole",
        key="baker",
        title=texts(en="Baker", de="Bäcker"),
        pluralTitle=texts(en="Bakers"),
        family=family,
        level="SENIOR",
        skills=[{"skill": skill, "importance": "PREFERRED"}],
        occupationCodes=[{"scheme": "ESCO", "code": "7512.1"}],
    )
    statement = await editor.made(
        "createStatement",
        key="bakes",
        kind="REQUIREMENT",
        text=texts(en="Bakes bread."),
        importance="PREFERRED",
        skills=[skill],
        levels={"min": "JUNIOR", "max": "LEAD"},
    )
    question = await editor.made(
        "createInterviewQuestion",
        key="rise",
        prompt=texts(en="Why does dough rise?"),
        kind="KNOWLEDGE",
        difficulty=2,
        minutes=5,
        competencies=[competency],
        sampleAnswer=texts(en="Yeast."),
        audience="INTERVIEWER",
        lookFor=texts(en="Gas"),
        rubric=[{"score": 1, "anchor": texts(en="None")}, {"score": 5, "anchor": texts(en="All")}],
    )
    snippet = await editor.made(
        "createSnippet",
        key="about",
        kind="ABOUT",
        body=texts(en="We bake."),
        owner="Ann",
        reviewBy="2027-03-31",
    )
    description = await editor.made(
        "createJobDescription",
        key="baker-jd",
        role=role,
        organization=employer,
        title=texts(en="{{role.title}} at {{company}}"),
        variables=[{"name": "company", "label": texts(en="Company", de="Firma")}],
        blocks=[
            {"statementList": {"kind": "REQUIREMENT", "items": [{"target": statement}]}},
        ],
    )
    page = await editor.made(
        "createRolePage",
        key="baker-page",
        role=role,
        slug=texts(en="baker"),
        title=texts(en="Baker"),
        seo={"title": texts(en="Baker jobs"), "robots": "NOINDEX"},
        blocks=[
            {"prose": {"blockId": "why", "heading": texts(en="Why"), "body": texts(en="Bread.")}},
            {"questionList": {"items": [{"useId": "q", "target": question}]}},
            {"jobDescription": {"use": {"target": description}}},
            {"snippet": {"use": {"target": snippet}}},
            {"faq": {"pairs": [{"question": texts(en="Pay?"), "answer": texts(en="Good.")}]}},
            {"skillsTable": {}},
            {"callout": {"text": texts(en="Apply!"), "url": "https://example.org"}},
            {"relatedRoles": {}},
        ],
    )

    changes: list[tuple[str, str, dict[str, Any]]] = [
        ("updateJobFamily", family, {"name": texts(de="Lebensmittel")}),
        ("updateSkill", skill, {"sameAs": None}),
        ("updateCompetency", competency, {"summary": texts(en="Takes care.")}),
        ("updateOrganization", employer, {"aliases": None}),
        ("updateRole", role, {"level": None, "skills": [{"skill": skill}]}),
        ("updateStatement", statement, {"levels": {"min": "MID", "max": "MID"}}),
        ("updateInterviewQuestion", question, {"rubric": [{"score": 5, "anchor": texts(de="A")}]}),
        ("updateSnippet", snippet, {"owner": None, "reviewBy": "2028-01-01"}),
        ("updateJobDescription", description, {"variables": [{"name": "company", "type": "LIST"}]}),
        ("updateRolePage", page, {"seo": {"description": texts(en="Bake with us.")}}),
    ]
    for name, entity_id, fields in changes:
        saved = await editor.done(name, id=entity_id, expectedVersion=1, input=fields)
        assert (saved["version"], saved["mergedPaths"]) == (2, [])

    assert (await source(installation, family))["name"] == {"en": "Food", "de": "Lebensmittel"}
    assert "same_as" not in await source(installation, skill)
    assert "aliases" not in await source(installation, employer)
    changed = await source(installation, role)
    assert "level" not in changed
    assert changed["skills"] == [{"skill": skill, "importance": "PREFERRED"}]
    assert (await source(installation, question))["rubric"] == [
        {"score": 5, "anchor": {"en": "All", "de": "A"}}
    ]
    assert (await source(installation, snippet))["review_by"] == "2028-01-01"
    assert (await source(installation, description))["variables"] == [
        {"name": "company", "type": "LIST", "label": {"en": "Company", "de": "Firma"}}
    ]
    stored = await source(installation, page)
    assert stored["seo"] == {
        "title": {"en": "Baker jobs"},
        "description": {"en": "Bake with us."},
        "robots": "NOINDEX",
    }
    assert [block["type"] for block in stored["blocks"]] == [
        "PROSE",
        "QUESTION_LIST",
        "JOB_DESCRIPTION_USE",
        "SNIPPET_USE",
        "FAQ",
        "SKILLS_TABLE",
        "CALLOUT",
        "RELATED_ROLES",
    ]
    ids = [block["block_id"] for block in stored["blocks"]]
    assert ids[0] == "why"
    assert len(set(ids)) == 8


async def test_absent_is_not_null(editor: Editor, installation: Installation) -> None:
    family = await editor.made("createJobFamily", key="food", name=texts(en="Food"))
    role = await editor.made(
        "createRole",
        key="baker",
        title=texts(en="Baker", de="Bäcker"),
        summary=texts(en="Bakes."),
        family=family,
        level="MID",
    )
    before = await source(installation, role)
    saved = await editor.done("updateRole", id=role, expectedVersion=1, input={})
    assert saved["version"] == 1, "nothing was said, so nothing is saved"
    assert await source(installation, role) == before

    await editor.done("updateRole", id=role, expectedVersion=1, input={"family": None})
    now = await source(installation, role)
    assert "family" not in now
    assert (now["level"], now["summary"]) == ("MID", {"en": "Bakes."})

    await editor.done("updateRole", id=role, expectedVersion=2, input={"summary": None})
    assert "summary" not in await source(installation, role)
    await editor.done("updateRole", id=role, expectedVersion=3, input={"title": texts(de=None)})
    assert (await source(installation, role))["title"] == {"en": "Baker"}


async def test_what_is_required_cannot_be_cleared(editor: Editor) -> None:
    statement = await editor.made(
        "createStatement", key="bakes", kind="BENEFIT", text=texts(en="Bread.")
    )
    wrong = await editor.refused(
        "updateStatement", id=statement, expectedVersion=1, input={"kind": None}
    )
    assert wrong == [("kind", "REQUIRED")]


async def test_an_answer_comes_before_the_public_only_when_that_is_said(editor: Editor) -> None:
    question = await editor.made(
        "createInterviewQuestion", key="q", prompt=texts(en="?"), audience="INTERVIEWER"
    )
    nothing = {"id": question, "expectedVersion": 1, "input": {"audience": None}}
    assert await editor.refused("updateInterviewQuestion", **nothing) == [("audience", "REQUIRED")]


async def test_an_update_names_its_kind(editor: Editor) -> None:
    skill = await editor.made("createSkill", key="kneading", name=texts(en="Kneading"))
    answer = await editor("updateRole", id=skill, expectedVersion=1, input={})
    assert answer["__typename"] == "NotFoundProblem"


async def test_a_part_is_made_for_a_page_and_shared_later(editor: Editor) -> None:
    role = await editor.made("createRole", key="baker", title=texts(en="Baker"))
    page = await editor.made("createRolePage", key="page", role=role, slug=texts(en="baker"))
    fields = {"kind": "REASON", "text": texts(en="It smells good.")}
    part = await editor.made("createStatement", key="smell", home=page, **fields)
    shared = await editor.done("share", id=part, expectedVersion=1)
    assert shared["version"] == 2
    again = await editor("share", id=part, expectedVersion=2)
    assert again["__typename"] == "ConflictProblem"
    for home in ("rp_00000000000000000000000000", "nowhere"):
        wrong = await editor.refused(
            "createStatement", input={"key": "other", "home": home, **fields}
        )
        assert wrong == [("home", "UNKNOWN_TARGET")]


async def test_going_back_to_an_older_revision(editor: Editor, installation: Installation) -> None:
    role = await editor.made("createRole", key="baker", title=texts(en="Baker"))
    await editor.done("updateRole", id=role, expectedVersion=1, input={"title": texts(en="Cook")})
    saved = await editor.done("restoreRevision", id=role, version=1, expectedVersion=2)
    assert saved["version"] == 3
    assert (await source(installation, role))["title"] == {"en": "Baker"}


async def test_from_draft_to_readers_and_back(editor: Editor) -> None:
    role = await editor.made("createRole", key="baker", title=texts(en="Baker", de="Bäcker"))
    first = await editor.done("publish", id=role, revision=1, locales=["en", "de"])
    told = [(each["locale"], each["revision"], each["sequence"]) for each in first["items"]]
    assert told == [("en", 1, 1), ("de", 1, 1)]
    again = await editor.done("publish", id=role, revision=1, locales=["en"])
    assert again["items"] == []

    seen = await editor.done("unpublish", id=role, locales=["de"], dryRun=True)
    assert seen["__typename"] == "Consequences"
    assert seen["withdrawn"] == [{"entityId": role, "locale": "de"}]
    gone = await editor.done("unpublish", id=role, locales=["de"])
    assert gone["items"] == [{"entityId": role, "locale": "de"}]

    seen = await editor.done("archive", id=role, expectedVersion=1, dryRun=True)
    assert seen["withdrawn"] == [{"entityId": role, "locale": "en"}]
    archived = await editor.done("archive", id=role, expectedVersion=1)
    assert archived["entity"] == {"id": role, "archived": True}
    restored = await editor.done("restore", id=role, expectedVersion=1)
    assert restored["entity"]["archived"] is False

    refused = await editor("delete", id=role)
    assert refused["__typename"] == "ConflictProblem", "only what is archived is deleted"
    await editor.done("archive", id=role, expectedVersion=1)
    seen = await editor.done("delete", id=role, dryRun=True)
    assert seen["__typename"] == "Consequences"
    deleted = await editor.done("delete", id=role)
    assert deleted["entityId"] == role
    assert (await editor("delete", id=role))["__typename"] == "NotFoundProblem"
