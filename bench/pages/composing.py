"""One generated role with its job description and its page, of the shape careers sites have."""

from collections.abc import Sequence
from random import Random
from typing import Any

from bench.pages.parts import Parts
from bench.pages.wording import GRADES, paragraph, slug, title
from content.editing import NewEntity
from content.rules import order_keys
from content.values.ids import ContentType, new_id
from content.values.sources import parse_source

_LEVELS = ("JUNIOR", "MID", "SENIOR", "LEAD", "PRINCIPAL")


def role_with_page(number: int, parts: Parts, *, on_many_pages: bool) -> list[NewEntity]:
    """The number-th role, job description and page, always the same ones.

    `on_many_pages` also puts the statement on it that the bench publishes anew.
    """
    random = Random(number)  # noqa: S311  # variety, not secrecy
    name = title(number)
    role, description, page = (
        new_id(each)
        for each in (ContentType.ROLE, ContentType.JOB_DESCRIPTION, ContentType.ROLE_PAGE)
    )
    duties = random.sample(parts.statements["RESPONSIBILITY"], 6)
    if on_many_pages:
        duties[-1] = parts.on_many_pages
    return [
        _new(ContentType.ROLE, role, name, _role(number, name, parts, random)),
        _new(ContentType.JOB_DESCRIPTION, description, name, _description(role, parts, random)),
        _new(
            ContentType.ROLE_PAGE,
            page,
            name,
            {
                "role": role,
                "slug": {"en": slug(name)},
                "title": {"en": f"What is a {name}?"},
                "intro": {"en": paragraph(random, 4)},
                "seo": {"description": {"en": f"Duties and questions for a {name}"}},
                "blocks": _blocks(name, description, duties, parts, random),
            },
        ),
    ]


def _new(content_type: ContentType, new: str, name: str, source: dict[str, Any]) -> NewEntity:
    typed = parse_source(content_type, source)
    return NewEntity(type=content_type, key=slug(name), source=typed, id=new)


def _role(number: int, name: str, parts: Parts, random: Random) -> dict[str, Any]:
    return {
        "title": {"en": name},
        "summary": {"en": paragraph(random, 2)},
        "family": parts.families[number % len(parts.families)],
        "level": _LEVELS[number % len(GRADES)],
        "skills": [{"skill": skill} for skill in random.sample(parts.skills, 3)],
    }


def _description(role: str, parts: Parts, random: Random) -> dict[str, Any]:
    needed = random.sample(parts.statements["REQUIREMENT"], 5)
    return {
        "role": role,
        "title": {"en": "{{role.title}}"},
        "location": {"en": "{{location}}"},
        "overview": {"en": f"{paragraph(random, 3)} You join {{{{company.name}}}}."},
        "variables": [
            {"name": "location", "label": {"en": "City, State"}},
            {"name": "company.name", "label": {"en": "Company Name"}},
        ],
        "blocks": [_statements("requirements", 0, "REQUIREMENT", needed)],
    }


def _blocks(
    name: str, description: str, duties: Sequence[str], parts: Parts, random: Random
) -> list[dict[str, Any]]:
    reasons = random.sample(parts.statements["REASON"], 4)
    questions = random.sample(parts.questions, 5)
    return [
        {
            "type": "PROSE",
            **_place("what-is", 0),
            "heading": {"en": f"What does a {name} do?"},
            "body": {"en": "\n\n".join(paragraph(random, 4) for _ in range(2))},
        },
        {**_statements("why-hire", 1, "REASON", reasons), "intro": {"en": paragraph(random, 1)}},
        _statements("responsibilities", 2, "RESPONSIBILITY", duties),
        {"type": "JOB_DESCRIPTION_USE", **_place("job", 3), "use": _use(description, 0)},
        {"type": "QUESTION_LIST", **_place("questions", 4), "items": _uses(questions)},
        {"type": "SNIPPET_USE", **_place("fairness", 5), "use": _use(parts.snippet, 1)},
    ]


def _statements(block: str, position: int, kind: str, targets: Sequence[str]) -> dict[str, Any]:
    return {
        "type": "STATEMENT_LIST",
        **_place(block, position),
        "heading": {"en": block.replace("-", " ").capitalize()},
        "kind": kind,
        "items": _uses(targets),
    }


def _place(block: str, position: int) -> dict[str, str]:
    return {"block_id": block, "order_key": order_keys.at(position)}


def _uses(targets: Sequence[str]) -> list[dict[str, str]]:
    return [_use(target, position) for position, target in enumerate(targets)]


def _use(target: str, position: int) -> dict[str, str]:
    return {
        "use_id": f"{target[-8:].lower()}-{position}",
        "target": target,
        "order_key": order_keys.at(position),
    }
