"""What a draft must always be: every refusal by its code and path."""

from typing import Any

import pytest

from content.rules.shape import TargetFacts
from content.values.ids import ContentType, new_id
from content.values.sources import parse_source
from tests.content.rules_editing.examples import (
    PAGE,
    PARENT,
    QUESTION,
    REQUIREMENT,
    ROLE,
    SKILL,
    SNIPPET,
    STATEMENT,
    TEMPLATE,
    an_id,
    inherited,
    job_description,
    override,
    page,
    prose,
    questions,
    statements,
    use,
)
from tests.content.rules_editing.findings import TARGETS, found


def test_a_page_with_everything_is_well_formed() -> None:
    whole = page(
        prose(en="See [the guide](https://example.org) for {{location}}.", de="Siehe dort."),
        statements(use(STATEMENT, override("text", "Bakes bread.")), block_id="does"),
        statements(
            use(REQUIREMENT, override("importance", "PREFERRED", None), use_id="u2"),
            block_id="needs",
            kind="REQUIREMENT",
        ),
        questions(use(QUESTION, override("minutes", 5, None), use_id="u3")),
        {
            "type": "JOB_DESCRIPTION_USE",
            "block_id": "job",
            "use": use(TEMPLATE, override("title", "A baker in {{location}}"), use_id="u4"),
        },
        {"type": "SNIPPET_USE", "block_id": "about", "use": use(SNIPPET, use_id="u5")},
        {"type": "RELATED_ROLES", "block_id": "related", "picks": [use(PARENT, use_id="u6")]},
        {"type": "CALLOUT", "block_id": "tip", "text": {"en": "A tip"}, "url": "/tips#one"},
        {"type": "SKILLS_TABLE", "block_id": "skills"},
        inherited(use(None, override("text"), use_id="theirs"), block_id="inherited"),
        extends=PARENT,
        slug={"en": "baker", "de": "bäcker-1"},
        title={"en": "Baker"},
    )
    assert found(whole, ancestors=[PARENT]) == []


def test_a_target_exists() -> None:
    nobody = new_id(ContentType.STATEMENT)
    assert found(page(statements(use(nobody)))) == [("UNKNOWN_TARGET", "blocks.list.items.u1")]
    assert found(page(), targets={}) == [("UNKNOWN_TARGET", "role")]


def test_a_target_is_of_the_type_that_belongs_there() -> None:
    assert found(page(statements(use(QUESTION)))) == [("WRONG_TYPE", "blocks.list.items.u1")]
    assert found(page(role=SKILL)) == [("WRONG_TYPE", "role")]
    role = parse_source(ContentType.ROLE, {"title": {"en": "Baker"}, "skills": [{"skill": ROLE}]})
    assert found(role, ContentType.ROLE) == [("WRONG_TYPE", "skills.0")]


def test_a_job_description_holds_no_pages_even_in_an_inherited_block() -> None:
    source = job_description(inherited(use(PARENT)), extends=TEMPLATE)
    assert found(source, ContentType.JOB_DESCRIPTION) == [("WRONG_TYPE", "blocks.list.items.u1")]


def test_a_target_is_not_archived() -> None:
    targets = {**TARGETS, ROLE: TargetFacts(type=ContentType.ROLE, key="baker", archived=True)}
    assert found(page(), targets=targets) == [("ARCHIVED_TARGET", "role")]


@pytest.mark.parametrize(
    ("home", "expected"),
    [(PAGE, []), (PARENT, [("PRIVATE_TARGET", "blocks.list.items.u1")])],
)
def test_a_part_at_home_is_used_there_alone(home: str, expected: list[tuple[str, str]]) -> None:
    private = TARGETS[STATEMENT].model_copy(update={"home": home})
    source = page(statements(use(STATEMENT)), extends=PARENT)
    assert found(source, targets={**TARGETS, STATEMENT: private}) == expected


def test_a_list_holds_one_kind_of_statement() -> None:
    assert found(page(statements(use(REQUIREMENT)))) == [("WRONG_KIND", "blocks.list.items.u1")]


def test_ids_are_unique_in_their_entity() -> None:
    faq = {
        "type": "FAQ",
        "block_id": "faq",
        "pairs": [
            {"pair_id": "p1", "order_key": "1", "question": {"en": "?"}, "answer": {"en": "!"}},
            {"pair_id": "p1", "order_key": "2", "question": {"en": "?"}, "answer": {"en": "!"}},
        ],
    }
    source = page(prose("a"), prose("a"), faq, statements(use()), questions(use(QUESTION)))
    assert found(source) == [
        ("DUPLICATE_ID", "blocks.a"),
        ("DUPLICATE_ID", "blocks.questions.items.u1"),
        ("DUPLICATE_ID", "blocks.faq.pairs.p1"),
    ]


def test_an_inherited_block_is_overridden_once_a_field_and_locale() -> None:
    twice = [override("heading", "A"), override("heading", "B"), override("heading", "C", "de")]
    source = page(inherited(overrides=twice), extends=PARENT)
    assert found(source) == [("DUPLICATE_ID", "blocks.list.overrides.heading.en")]


def test_a_variable_and_a_skill_are_named_once() -> None:
    variable = {"name": "location", "label": {"en": "City"}}
    source = job_description(variables=[variable, variable])
    expected = [("DUPLICATE_ID", "variables.location")]
    assert found(source, ContentType.JOB_DESCRIPTION) == expected
    skills = [{"skill": SKILL}, {"skill": SKILL, "importance": "PREFERRED"}]
    role = parse_source(ContentType.ROLE, {"title": {"en": "Baker"}, "skills": skills})
    assert found(role, ContentType.ROLE) == [("DUPLICATE_ID", f"skills.{SKILL}")]


@pytest.mark.parametrize(
    "block",
    [
        {"type": "JOB_DESCRIPTION_USE", "block_id": "job", "use": use(TEMPLATE)},
        {"type": "RELATED_ROLES", "block_id": "job", "picks": []},
    ],
)
def test_a_job_description_holds_only_its_own_blocks(block: dict[str, Any]) -> None:
    expected = [("BLOCK_NOT_ALLOWED", "blocks.job")]
    assert found(job_description(block), ContentType.JOB_DESCRIPTION) == expected


def test_only_an_heir_changes_inherited_blocks() -> None:
    assert found(page(inherited())) == [("NO_PARENT", "blocks.list")]
    assert found(page(inherited(), extends=PARENT)) == []


def test_a_use_in_a_block_of_its_own_has_a_target() -> None:
    source = page(statements(use(None)), extends=PARENT)
    assert found(source) == [("NO_PARENT", "blocks.list.items.u1")]


@pytest.mark.parametrize(
    ("content_type", "data", "home", "is_refused"),
    [
        (ContentType.STATEMENT, {"kind": "BENEFIT", "text": {"en": "Bread"}}, PAGE, False),
        (ContentType.INTERVIEW_QUESTION, {"prompt": {"en": "Why?"}}, TEMPLATE, False),
        (ContentType.STATEMENT, {"kind": "BENEFIT", "text": {"en": "Bread"}}, ROLE, True),
        (
            ContentType.STATEMENT,
            {"kind": "BENEFIT", "text": {"en": "Bread"}},
            "xx" + ROLE[2:],
            True,
        ),
        (ContentType.ROLE, {"title": {"en": "Baker"}}, PAGE, True),
    ],
)
def test_statements_and_questions_are_at_home_on_composed_entities(
    content_type: ContentType, data: dict[str, Any], home: str, is_refused: bool
) -> None:
    expected = [("WRONG_HOME", "home")] if is_refused else []
    assert found(parse_source(content_type, data), content_type, home=home) == expected


def test_guards() -> None:
    assert found(page(*(prose(f"b{index}") for index in range(500)))) == []
    assert found(page(*(prose(f"b{index}") for index in range(501)))) == [("TOO_MANY", "blocks")]
    uses = [use(use_id=f"u{index}") for index in range(2_001)]
    assert found(page(statements(*uses))) == [("TOO_MANY", "blocks")]


def test_nobody_extends_itself() -> None:
    parent = TARGETS[PARENT].model_copy(update={"extends": PAGE})
    assert found(page(extends=PARENT), ancestors=[PARENT, PAGE]) == [("CYCLE", "extends")]
    assert found(page(extends=PARENT), targets={**TARGETS, PARENT: parent}) == [
        ("CYCLE", "extends")
    ]
    itself = {**TARGETS, PAGE: TargetFacts(type=ContentType.ROLE_PAGE, key="baker")}
    assert found(page(extends=PAGE), targets=itself) == [("CYCLE", "extends")]


def test_four_ancestors_and_no_more() -> None:
    chain = [PARENT, *(an_id(ContentType.ROLE_PAGE, number) for number in range(5, 9))]
    assert found(page(extends=PARENT), ancestors=chain[:4]) == []
    assert found(page(extends=PARENT), ancestors=chain) == [("TOO_DEEP", "extends")]
