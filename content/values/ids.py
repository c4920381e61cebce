"""Content types and entity ids: a type prefix and a ULID, sortable by creation."""

import re
from enum import StrEnum
from typing import Annotated

from pydantic import StringConstraints
from ulid import ULID


class ContentType(StrEnum):
    """The ten kinds of content (the model's table of content types)."""

    ROLE = "ROLE"
    STATEMENT = "STATEMENT"
    INTERVIEW_QUESTION = "INTERVIEW_QUESTION"
    SNIPPET = "SNIPPET"
    JOB_DESCRIPTION = "JOB_DESCRIPTION"
    ROLE_PAGE = "ROLE_PAGE"
    ORGANIZATION = "ORGANIZATION"
    JOB_FAMILY = "JOB_FAMILY"
    SKILL = "SKILL"
    COMPETENCY = "COMPETENCY"


PREFIXES: dict[ContentType, str] = {
    ContentType.ROLE: "ro",
    ContentType.STATEMENT: "st",
    ContentType.INTERVIEW_QUESTION: "iq",
    ContentType.SNIPPET: "sn",
    ContentType.JOB_DESCRIPTION: "jd",
    ContentType.ROLE_PAGE: "rp",
    ContentType.ORGANIZATION: "og",
    ContentType.JOB_FAMILY: "jf",
    ContentType.SKILL: "sk",
    ContentType.COMPETENCY: "co",
}
_TYPES = {prefix: content_type for content_type, prefix in PREFIXES.items()}

_ENTITY_ID = r"^[a-z]{2}_[0-9A-HJKMNP-TV-Z]{26}$"
EntityId = Annotated[str, StringConstraints(pattern=_ENTITY_ID)]
"""An entity's id, such as `rp_01JD2Z8Y5Q6R7S8T9V0W1X2Y3Z`."""

ItemId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,79}$")]
"""The id of a block, a use or a question-and-answer pair: stable, unique in its entity."""

Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=80)]
"""A human codename, unique per content type."""


def new_id(content_type: ContentType) -> str:
    """A fresh entity id of that type."""
    return f"{PREFIXES[content_type]}_{ULID()}"


def type_of(entity_id: str) -> ContentType:
    """The content type an entity id belongs to; raises ValueError if it is none."""
    prefix = entity_id.partition("_")[0]
    if prefix not in _TYPES or not re.match(_ENTITY_ID, entity_id):
        raise ValueError(f"{entity_id!r} is not an entity id")
    return _TYPES[prefix]


def is_id(text: str) -> bool:
    """Whether the text is an entity id rather than a key."""
    return bool(re.match(_ENTITY_ID, text)) and text[:2] in _TYPES
