"""A reader of the delivery API, and a small library to read."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any, Protocol

import httpx
import pytest
from pymongo import monitoring

from api.delivery_view import delivery_app
from content.installation import Installation
from content.rules import order_keys
from content.values.entity import Entity
from content.values.ids import ContentType
from tests.content.desk import Desk, prose, use

KEY = b"a key for cursors, in tests only"


class Commands(monitoring.CommandListener):
    """The commands that clients of this process sent, as `find resolved`."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def started(self, event: monitoring.CommandStartedEvent) -> None:
        """Notes a command and its collection."""
        self.seen.append(f"{event.command_name} {event.command.get(event.command_name)}")

    def succeeded(self, event: monitoring.CommandSucceededEvent) -> None:
        """Is of no interest."""

    def failed(self, event: monitoring.CommandFailedEvent) -> None:
        """Is of no interest."""


COMMANDS = Commands()
monitoring.register(COMMANDS)


@pytest.fixture
def commands() -> list[str]:
    """The commands sent to MongoDB from now on."""
    COMMANDS.seen.clear()
    return COMMANDS.seen


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: httpx.Headers
    body: dict[str, Any]

    @property
    def data(self) -> dict[str, Any]:
        """The data of an answer without errors."""
        assert "errors" not in self.body, self.body["errors"]
        data: dict[str, Any] = self.body["data"]
        return data

    @property
    def error(self) -> dict[str, Any]:
        """The only error."""
        (error,) = self.body["errors"]
        return dict(error)

    @property
    def refusal(self) -> tuple[str, str | None]:
        """The code of the only error, and the path of the argument it is about."""
        extensions = self.error["extensions"]
        return extensions["code"], extensions.get("path")


class Ask(Protocol):
    """Asks the delivery API over HTTP."""

    async def __call__(self, query: str, /, **variables: Any) -> Answer:
        """The answer to a query."""


@pytest.fixture
async def http(installation: Installation) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the delivery application alone."""
    app = delivery_app(installation, KEY)
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://rolebook.test") as client:
        yield client


@pytest.fixture
def ask(http: httpx.AsyncClient) -> Ask:
    """A reader."""

    async def asking(query: str, /, **variables: Any) -> Answer:
        response = await http.post("/graphql", json={"query": query, "variables": variables})
        return Answer(response.status_code, response.headers, response.json())

    return asking


@pytest.fixture
def desk(installation: Installation) -> Desk:
    """An editor."""
    return Desk(installation)


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


@pytest.fixture
async def library(desk: Desk) -> Library:
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
