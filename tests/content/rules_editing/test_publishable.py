"""The gate: what keeps a revision from going live in a locale."""

from typing import Any

import pytest

from content.rules.publishable import publish_issues
from content.rules.resolution import Resolution, Snapshot, resolve
from content.values.ids import ContentType
from content.values.problems import Severity
from content.values.sources import Source, dump_source, parse_source
from tests.content.rules_editing.examples import (
    CONFIG,
    PAGE,
    PARENT,
    ROLE,
    SNIPPET,
    STATEMENT,
    TEMPLATE,
    an_id,
    job_description,
    override,
    page,
    prose,
    publish,
    snapshot,
    statements,
    use,
)

BAKER = publish(ROLE, {"title": {"en": "Baker", "de": "Bäcker"}}, "en", "de")
BAKES = publish(STATEMENT, {"kind": "RESPONSIBILITY", "text": {"en": "Bakes {{grain}}."}})
JOB = publish(
    TEMPLATE, {"role": ROLE, "variables": [{"name": "location", "label": {"en": "City"}}]}
)


def gate(
    source: Source, locale: str = "en", *others: Snapshot, entity_id: str = PAGE
) -> list[tuple[str, str, Severity]]:
    """Code, path and severity of every issue, the source resolved as if published there."""
    return told(source, resolved(source, locale, *others, entity_id=entity_id), locale)


def resolved(
    source: Source, locale: str, *others: Snapshot, entity_id: str = PAGE
) -> Resolution | None:
    """What readers would get."""
    own = publish(entity_id, dump_source(source), locale)
    return resolve(entity_id, locale, snapshot(BAKER, BAKES, JOB, *others, own), CONFIG)


def told(
    source: Source, resolution: Resolution | None, locale: str, *, abstract: bool = False
) -> list[tuple[str, str, Severity]]:
    issues = publish_issues(source, resolution, locale, abstract=abstract)
    assert all(issue.locale == locale and issue.message for issue in issues)
    return [(issue.code, issue.path, issue.severity) for issue in issues]


def test_a_page_with_title_and_slug_goes_live() -> None:
    whole = page(prose(en="In {{role.title}}"), title={"en": "Baker"}, slug={"en": "baker"})
    assert gate(whole) == []


def test_a_page_needs_title_and_slug_in_that_very_locale() -> None:
    english = page(title={"en": "Baker"}, slug={"en": "baker"})
    assert gate(english, "de") == [
        ("MISSING_TEXT", "title.de", Severity.ERROR),
        ("MISSING_SLUG", "slug.de", Severity.ERROR),
    ]


def test_blank_is_missing() -> None:
    assert gate(page(title={"en": "  "}, slug={"en": "baker"})) == [
        ("MISSING_TEXT", "title.en", Severity.ERROR)
    ]


@pytest.mark.parametrize(("title", "is_told"), [({"en": "A"}, True), ({"de": "A"}, False)])
def test_a_title_may_come_from_a_parent_that_has_it_in_that_locale(
    title: dict[str, str], is_told: bool
) -> None:
    parent = publish(PARENT, {"role": ROLE, "title": title}, "en", "de")
    found = gate(page(slug={"de": "baecker"}, extends=PARENT), "de", parent)
    assert found == ([("MISSING_TEXT", "title.de", Severity.ERROR)] if is_told else [])


@pytest.mark.parametrize(("titles", "is_told"), [({"en": "A"}, True), ({"de": "A"}, False)])
def test_where_no_level_has_a_title_the_roles_will_do_in_that_locale(
    titles: dict[str, str], is_told: bool
) -> None:
    others = publish(PARENT, {"role": ROLE}, "de"), publish(ROLE, {"title": titles}, "en", "de")
    found = gate(page(slug={"de": "baecker"}, extends=PARENT), "de", *others)
    assert found == ([("MISSING_TEXT", "title.de", Severity.ERROR)] if is_told else [])


@pytest.mark.parametrize(
    ("content_type", "data", "path"),
    [
        (ContentType.ROLE, {"title": {"en": "A"}}, "title.de"),
        (ContentType.STATEMENT, {"kind": "BENEFIT", "text": {"en": "A"}}, "text.de"),
        (ContentType.INTERVIEW_QUESTION, {"prompt": {"en": "A"}}, "prompt.de"),
        (ContentType.SNIPPET, {"kind": "ABOUT", "body": {"en": "A"}}, "body.de"),
        (ContentType.ORGANIZATION, {"name": {"en": "A"}}, "name.de"),
        (ContentType.JOB_FAMILY, {"name": {"en": "A"}}, "name.de"),
        (ContentType.SKILL, {"name": {"en": "A"}}, "name.de"),
        (ContentType.COMPETENCY, {"name": {"en": "A"}}, "name.de"),
    ],
)
def test_every_type_has_a_text_without_which_it_is_nothing(
    content_type: ContentType, data: dict[str, Any], path: str
) -> None:
    source, entity_id = parse_source(content_type, data), an_id(content_type, 7)
    found = gate(source, "de", entity_id=entity_id)
    assert found == [("MISSING_TEXT", path, Severity.ERROR)]
    assert gate(source, "en", entity_id=entity_id) == []


def test_a_job_description_is_named_by_its_role() -> None:
    assert gate(job_description(), "de", entity_id=TEMPLATE) == []


def test_what_is_only_inherited_from_has_no_slug() -> None:
    source = page(title={"en": "Baker"})
    resolution = resolved(source, "en")
    assert resolution is not None
    assert [code for code, *_ in told(source, resolution, "en")] == ["MISSING_SLUG"]
    assert told(source, resolution.model_copy(update={"abstract": True}), "en") == []


def test_a_page_cannot_be_without_its_role() -> None:
    whole = page(title={"en": "Baker"}, slug={"en": "baker"}, role=an_id(ContentType.ROLE, 9))
    assert resolved(whole, "en") is None
    assert gate(whole) == [("UNPUBLISHED_TARGET", "role", Severity.ERROR)]
    bare = page(extends=PARENT)
    assert [code for code, *_ in told(bare, None, "en")] == ["MISSING_SLUG", "UNPUBLISHED_TARGET"]
    assert [code for code, *_ in told(bare, None, "en", abstract=True)] == ["UNPUBLISHED_TARGET"]


def test_own_texts_use_declared_names_alone() -> None:
    source = page(
        prose(en="{{locaton}} and {{locaton}}, `{{code}}`, {{location}}", de="{{nur.hier}}"),
        statements(use(STATEMENT, override("heading", "In {{city}}"))),
        {"type": "JOB_DESCRIPTION_USE", "block_id": "job", "use": use(TEMPLATE, use_id="u2")},
        title={"en": "{{role.title}} in {{location}}"},
        seo={"title": {"en": "{{town}}"}},
        slug={"en": "baker"},
    )
    errors = [found for found in gate(source) if found[2] is Severity.ERROR]
    assert errors == [
        ("UNKNOWN_PLACEHOLDER", path, Severity.ERROR)
        for path in (
            "blocks.why.body.en",
            "blocks.list.items.u1.overrides.heading.en",
            "seo.title.en",
        )
    ]


def test_a_part_that_waits_for_another_name_only_warns() -> None:
    source = page(statements(use()), title={"en": "Baker"}, slug={"en": "baker"})
    assert [(code, severity) for code, _, severity in gate(source)] == [
        ("UNKNOWN_PLACEHOLDER", Severity.WARNING)
    ]


def test_a_job_description_declares_its_own_names() -> None:
    declared = [{"name": "location", "label": {"en": "City"}}]
    source = job_description(
        location={"en": "{{location}}"}, overview={"en": "{{place}}"}, variables=declared
    )
    found = gate(source, entity_id=TEMPLATE)
    assert found == [("UNKNOWN_PLACEHOLDER", "overview.en", Severity.ERROR)]


def test_what_resolution_noticed_is_told_with_its_severity() -> None:
    other = an_id(ContentType.JOB_DESCRIPTION, 2)
    job = {"type": "JOB_DESCRIPTION_USE"}
    declared = [{"name": "location", "label": {"en": "Village"}, "type": "LIST"}]
    source = page(
        statements(use(an_id(ContentType.STATEMENT, 9))),
        {**job, "block_id": "a", "use": use(TEMPLATE, use_id="u2")},
        {**job, "block_id": "b", "use": use(other, use_id="u3")},
        {"type": "SNIPPET_USE", "block_id": "s", "use": use(SNIPPET, use_id="u4")},
        title={"en": "Baker"},
        slug={"en": "baker"},
    )
    found = gate(source, "en", publish(other, {"role": ROLE, "variables": declared}))
    codes = {code: severity for code, _, severity in found}
    assert codes["CONFLICTING_VARIABLES"] is Severity.ERROR
    assert codes["UNPUBLISHED_TARGET"] is Severity.WARNING
