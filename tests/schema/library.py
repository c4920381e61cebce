"""A small library to read: one page with a block of every kind, and all that it uses."""

from dataclasses import dataclass
from typing import Any

from content.rules import order_keys
from content.values.entity import Entity
from content.values.ids import ContentType
from tests.content.desk import Desk, prose, use


@dataclass(frozen=True)
class Library:
    """What the bakery publishes in English, and what of it in German."""

    role: Entity
    skill: Entity
    family: Entity
    organization: Entity
    duty: Entity
    requirement: Entity
    reason: Entity
    benefit: Entity
    question: Entity
    snippet: Entity
    job_description: Entity
    page: Entity


async def publish_library(desk: Desk) -> Library:
    """A page with a block of every kind, published with everything it uses."""
    family = await desk.create(
        ContentType.JOB_FAMILY, {"name": {"en": "Craft", "de": "Handwerk"}}, key="craft"
    )
    skill = await desk.create(ContentType.SKILL, {"name": {"en": "Dough"}}, key="dough")
    competency = await desk.create(ContentType.COMPETENCY, {"name": {"en": "Care"}}, key="care")
    organization = await desk.create(
        ContentType.ORGANIZATION, {"name": {"en": "Crumb & Co"}}, key="crumb"
    )
    role = await desk.create(
        ContentType.ROLE,
        {
            "title": {"en": "Baker", "de": "Bäckerin"},
            "summary": {"en": "Makes bread."},
            "family": family.id,
            "level": "MID",
            "skills": [{"skill": skill.id}],
            "occupation_codes": [{"scheme": "ISCO", "code": "7512", "label": "Bakers"}],
        },
        key="baker",
    )
    duty = await desk.statement(
        "Knead for *{{company.name}}* until {{start.date}}.",
        key="knead",
        heading={"en": "Knead well"},
        skills=[skill.id],
        levels={"min": "JUNIOR", "max": "SENIOR"},
    )
    requirement = await desk.statement(
        "Three years at an oven.", key="oven", kind="REQUIREMENT", importance="PREFERRED"
    )
    reason = await desk.statement("Good bread sells itself.", key="sells", kind="REASON")
    benefit = await desk.statement("Free rolls.", key="rolls", kind="BENEFIT")
    question = await desk.create(
        ContentType.INTERVIEW_QUESTION,
        {
            "prompt": {"en": "Why does a loaf collapse?", "de": "Warum fällt ein Brot zusammen?"},
            "kind": "KNOWLEDGE",
            "difficulty": 2,
            "minutes": 5,
            "levels": {"min": "MID", "max": "SENIOR"},
            "skills": [skill.id],
            "competencies": [competency.id],
            "sample_answer": {"en": "It proofed too long."},
        },
        key="collapse",
    )
    snippet = await desk.create(
        ContentType.SNIPPET, {"kind": "ABOUT", "body": {"en": "We bake at night."}}, key="about"
    )
    job_description = await desk.create(
        ContentType.JOB_DESCRIPTION,
        {
            "role": role.id,
            "organization": organization.id,
            "location": {"en": "{{location}}"},
            "overview": {"en": "{{company.name}} pays {{salary}} from {{start.date}}."},
            "blocks": [
                listing(0, use(duty, use_id="kneads")),
                listing(1, use(requirement, use_id="needs"), kind="REQUIREMENT"),
                listing(2, use(benefit, use_id="offers"), kind="BENEFIT"),
            ],
            "variables": [
                {"name": "company.name", "label": {"en": "Company Name"}},
                {"name": "location", "label": {"en": "City, State"}},
                {"name": "salary", "type": "MONEY", "label": {"en": "Salary"}},
                {
                    "name": "start.date",
                    "type": "DATE",
                    "label": {"en": "Start"},
                    "default": {"en": "today"},
                },
            ],
        },
        key="baker-job",
    )
    other = await desk.page(role, slug={"en": "night-baker"}, title={"en": "Night Baker"})
    await desk.publish(other, include_unpublished=True)
    page = await desk.page(
        role,
        [
            prose({"en": "A baker makes bread at {{company.name}}."}),
            listing(1, use(reason, use_id="why"), kind="REASON"),
            listing(2, use(duty, overrides=[_text("Knead *here*.")], use_id="here")),
            _block("JOB_DESCRIPTION_USE", 3, use=use(job_description, use_id="job")),
            _block("QUESTION_LIST", 4, items=[use(question, use_id="asked")]),
            _block("SNIPPET_USE", 5, use=use(snippet, use_id="about")),
            _block("SKILLS_TABLE", 6),
            _block("CALLOUT", 7, text={"en": "Apply by noon."}, url="/apply"),
            _block(
                "FAQ",
                8,
                pairs=[
                    {
                        "pair_id": "p",
                        "order_key": order_keys.at(0),
                        "question": {"en": "When?"},
                        "answer": {"en": "At **two**."},
                    }
                ],
            ),
            _block("RELATED_ROLES", 9, picks=[use(other, use_id="night")]),
        ],
        key="baker-page",
        slug={"en": "baker", "de": "baecker"},
        title={"en": "What is a baker?"},
        intro={"en": "Bread, mostly."},
    )
    await desk.publish(page, include_unpublished=True)
    return Library(
        role,
        skill,
        family,
        organization,
        duty,
        requirement,
        reason,
        benefit,
        question,
        snippet,
        job_description,
        page,
    )


def _block(block_type: str, position: int, **fields: Any) -> dict[str, Any]:
    key = order_keys.at(position)
    block_id = block_type.lower().replace("_", "-")
    return {"type": block_type, "block_id": block_id, "order_key": key, **fields}


def listing(position: int, *uses: dict[str, Any], kind: str = "RESPONSIBILITY") -> dict[str, Any]:
    """A statement list of one kind."""
    block = _block("STATEMENT_LIST", position, kind=kind, items=list(uses))
    return {**block, "block_id": f"list-{position}"}


def _text(value: str) -> dict[str, Any]:
    return {"field": "text", "locale": "en", "value": value}
