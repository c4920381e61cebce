"""Small sources, what is published of them, and the ids they go by."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from content.rules.resolution import Published, ResolveConfig, Snapshot
from content.values.ids import PREFIXES, ContentType, type_of
from content.values.locales import LocaleConfig
from content.values.sources import (
    JobDescription,
    RolePage,
    parse_source,
)

LOCALES = LocaleConfig.parse("en,de>en,pt>en,pt-BR>pt>en,en-GB>en")
CONFIG = ResolveConfig(locales=LOCALES, page_url="https://example.org/{locale}/{slug}")
AT = datetime(2026, 1, 1, tzinfo=UTC)


def an_id(content_type: ContentType, number: int = 1) -> str:
    """The id of the n-th entity of a type."""
    return f"{PREFIXES[content_type]}_{number:026d}"


ROLE = an_id(ContentType.ROLE)
STATEMENT = an_id(ContentType.STATEMENT)
REQUIREMENT = an_id(ContentType.STATEMENT, 2)
QUESTION = an_id(ContentType.INTERVIEW_QUESTION)
SNIPPET = an_id(ContentType.SNIPPET)
TEMPLATE = an_id(ContentType.JOB_DESCRIPTION)
PAGE = an_id(ContentType.ROLE_PAGE)
PARENT = an_id(ContentType.ROLE_PAGE, 2)
GRANDPARENT = an_id(ContentType.ROLE_PAGE, 3)
SKILL = an_id(ContentType.SKILL)


def page(*blocks: dict[str, Any], **fields: Any) -> RolePage:
    """A role page made of these blocks."""
    data = {"role": ROLE, "blocks": placed(blocks), **fields}
    parsed = parse_source(ContentType.ROLE_PAGE, data)
    assert isinstance(parsed, RolePage)
    return parsed


def job_description(*blocks: dict[str, Any], **fields: Any) -> JobDescription:
    """A job description made of these blocks."""
    data = {"role": ROLE, "blocks": placed(blocks), **fields}
    parsed = parse_source(ContentType.JOB_DESCRIPTION, data)
    assert isinstance(parsed, JobDescription)
    return parsed


def placed(blocks: tuple[dict[str, Any], ...]) -> list[dict[str, Any]]:
    """Blocks with order keys where they need one, in the order given."""
    return [
        block if block["type"] == "INHERITED" else {"order_key": f"{index:04d}", **block}
        for index, block in enumerate(blocks)
    ]


def statements(
    *uses: dict[str, Any], block_id: str = "list", kind: str = "RESPONSIBILITY"
) -> dict[str, Any]:
    """A statement list."""
    return {"type": "STATEMENT_LIST", "block_id": block_id, "kind": kind, "items": list(uses)}


def questions(*uses: dict[str, Any], block_id: str = "questions") -> dict[str, Any]:
    """A question list."""
    return {"type": "QUESTION_LIST", "block_id": block_id, "items": list(uses)}


def inherited(*uses: dict[str, Any], block_id: str = "list", **fields: Any) -> dict[str, Any]:
    """A change to an inherited block."""
    return {"type": "INHERITED", "block_id": block_id, "items": list(uses), **fields}


def prose(block_id: str = "why", **texts: str) -> dict[str, Any]:
    """A block of free text, by locale."""
    return {"type": "PROSE", "block_id": block_id, "body": texts or {"en": "Because."}}


def use(
    target: str | None = STATEMENT, *overrides: dict[str, Any], use_id: str = "u1", **fields: Any
) -> dict[str, Any]:
    """A use of a part, with overrides."""
    data = {"use_id": use_id, "overrides": list(overrides), **fields}
    return data if target is None else {"order_key": "0001", "target": target, **data}


def override(
    field: str, value: object = None, locale: str | None = "en", **more: Any
) -> dict[str, Any]:
    """One field told differently; no value means INHERIT."""
    told = {"inherit": True} if value is None else {"value": value}
    return {"field": field, **told, **({"locale": locale} if locale else {}), **more}


def publish(entity_id: str, data: Mapping[str, Any], *locales: str, revision: int = 1) -> Snapshot:
    """What locales serve of an entity: the same source in each."""
    content_type = type_of(entity_id)
    return {
        (entity_id, locale): Published(
            entity=entity_id,
            type=content_type,
            key=f"{content_type.value.lower().replace('_', '-')}-{int(entity_id[3:])}",
            locale=locale,
            revision=revision,
            seq=revision,
            source=parse_source(content_type, dict(data)),
            at=AT,
            first_at=AT,
            abstract=bool(data.get("abstract")),
        )
        for locale in locales or ("en",)
    }


def snapshot(*publications: Snapshot) -> Snapshot:
    """All of them at once; later ones win."""
    return {key: found for each in publications for key, found in each.items()}
