"""The fields of an entity in a library, as the data its source is made of."""

from collections.abc import Callable
from typing import Any, Final

from content.values.ids import ContentType
from seed.exchange.files.trees import Mapping, Node
from seed.exchange.notation import unfolding_blocks
from seed.exchange.notation.walk import Loc, Walk

_REFERENCE: Final[dict[ContentType, dict[str, ContentType]]] = {
    ContentType.ROLE: {"family": ContentType.JOB_FAMILY},
    ContentType.JOB_DESCRIPTION: {
        "extends": ContentType.JOB_DESCRIPTION,
        "role": ContentType.ROLE,
        "organization": ContentType.ORGANIZATION,
    },
    ContentType.ROLE_PAGE: {"extends": ContentType.ROLE_PAGE, "role": ContentType.ROLE},
}
"""Fields that hold one reference, and to which type."""

_REFERENCES: Final[dict[ContentType, dict[str, ContentType]]] = {
    ContentType.STATEMENT: {"skills": ContentType.SKILL},
    ContentType.INTERVIEW_QUESTION: {
        "skills": ContentType.SKILL,
        "competencies": ContentType.COMPETENCY,
    },
}
"""Fields that hold a list of references."""

ENVELOPE: Final = ("type", "key", "publish", "revision", "home", "abstract")
"""Fields about the entity rather than of its text."""


def unfold(walk: Walk, content_type: ContentType, record: Mapping) -> dict[str, Any]:
    """The data of an entity's source; what is wrong with it is told through the walk."""
    extends = "extends" in record.entries
    data: dict[str, Any] = {}
    for name, node in record.entries.items():
        if name not in ENVELOPE:
            data[name] = _field(walk, content_type, name, extends)(node, (name,))
    return data


def _field(
    walk: Walk, content_type: ContentType, name: str, extends: bool
) -> Callable[[Node, Loc], Any]:
    if target := _REFERENCE.get(content_type, {}).get(name):
        return lambda node, loc: walk.reference(node, loc, target)
    if each := _REFERENCES.get(content_type, {}).get(name):
        return lambda node, loc: [
            walk.reference(item, (*loc, at), each) for at, item in enumerate(walk.items(node, loc))
        ]
    if name == "skills" and content_type is ContentType.ROLE:
        return lambda node, loc: [
            _role_skill(walk, item, (*loc, at)) for at, item in enumerate(walk.items(node, loc))
        ]
    if name == "blocks" and content_type in unfolding_blocks.COMPOSED:
        return lambda node, loc: unfolding_blocks.blocks(walk, node, loc, extends)
    return walk.plain


def _role_skill(walk: Walk, node: Node, loc: Loc) -> dict[str, Any]:
    return {
        name: walk.reference(each, (*loc, name), ContentType.SKILL)
        if name == "skill"
        else walk.plain(each, (*loc, name))
        for name, each in walk.entries(node, loc).items()
    }
