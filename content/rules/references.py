"""What a source refers to, and what becomes of it when the target is withdrawn."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from content.values.blocks import (
    Block,
    InheritedBlock,
    JobDescriptionUse,
    QuestionList,
    RelatedRoles,
    SnippetUse,
    StatementList,
    uses_in,
)
from content.values.ids import ContentType
from content.values.sources import (
    InterviewQuestion,
    JobDescription,
    Role,
    RolePage,
    Source,
    Statement,
)


class Bond(StrEnum):
    """RESTRICT: the user cannot be without it. ITEM: it is left out. CARD: shown if published."""

    RESTRICT = "RESTRICT"
    ITEM = "ITEM"
    CARD = "CARD"


class Reference(NamedTuple):
    """One id in a source: where it stands, which types fit there, what it means."""

    target: str
    path: str
    types: tuple[ContentType, ...]
    bond: Bond
    is_use: bool = False


def references(source: Source) -> Iterator[Reference]:
    """Every reference of a source, in reading order, repeats included."""
    match source:
        case Role():
            if source.family:
                yield Reference(source.family, "family", (ContentType.JOB_FAMILY,), Bond.ITEM)
            for index, skill in enumerate(source.skills):
                path = f"skills.{index}"
                yield Reference(skill.skill, path, (ContentType.SKILL,), Bond.ITEM)
        case Statement():
            yield from _tags("skills", source.skills, ContentType.SKILL)
        case InterviewQuestion():
            yield from _tags("skills", source.skills, ContentType.SKILL)
            yield from _tags("competencies", source.competencies, ContentType.COMPETENCY)
        case JobDescription():
            yield from _parent(source, ContentType.JOB_DESCRIPTION)
            if source.organization:
                path, types = "organization", (ContentType.ORGANIZATION,)
                yield Reference(source.organization, path, types, Bond.ITEM)
            yield from block_references(source.blocks)
        case RolePage():
            yield from _parent(source, ContentType.ROLE_PAGE)
            yield from block_references(source.blocks)
        case _:
            return


def _tags(field: str, ids: tuple[str, ...], content_type: ContentType) -> Iterator[Reference]:
    for index, target in enumerate(ids):
        yield Reference(target, f"{field}.{index}", (content_type,), Bond.ITEM)


def _parent(source: JobDescription | RolePage, content_type: ContentType) -> Iterator[Reference]:
    if source.extends:
        yield Reference(source.extends, "extends", (content_type,), Bond.RESTRICT)
    yield Reference(source.role, "role", (ContentType.ROLE,), Bond.RESTRICT)


_TARGETS: dict[type, tuple[tuple[ContentType, ...], Bond]] = {
    StatementList: ((ContentType.STATEMENT,), Bond.ITEM),
    QuestionList: ((ContentType.INTERVIEW_QUESTION,), Bond.ITEM),
    JobDescriptionUse: ((ContentType.JOB_DESCRIPTION,), Bond.RESTRICT),
    SnippetUse: ((ContentType.SNIPPET,), Bond.RESTRICT),
    RelatedRoles: ((ContentType.ROLE_PAGE,), Bond.CARD),
    InheritedBlock: (
        (ContentType.STATEMENT, ContentType.INTERVIEW_QUESTION, ContentType.ROLE_PAGE),
        Bond.ITEM,
    ),
}


def block_references(blocks: tuple[Block, ...]) -> Iterator[Reference]:
    """The targets of the uses in blocks; hidden ones too, for they may be shown again."""
    for block in blocks:
        if type(block) not in _TARGETS:
            continue
        types, bond = _TARGETS[type(block)]
        for use in uses_in(block):
            if use.target is not None:
                path = f"blocks.{block.block_id}.items.{use.use_id}"
                page = use.target.startswith("rp_")
                yield Reference(use.target, path, types, Bond.CARD if page else bond, is_use=True)


def card_references(source: Source) -> Iterator[Reference]:
    """What telling a card's title may look up: the page's parent and role, the role's family."""
    if isinstance(source, RolePage):
        yield from _parent(source, ContentType.ROLE_PAGE)
    elif isinstance(source, Role) and source.family:
        yield Reference(source.family, "family", (ContentType.JOB_FAMILY,), Bond.CARD)
