"""A role page: the public page about a role."""

from enum import StrEnum

from pydantic import Field

from content.values.blocks import Block
from content.values.ids import EntityId
from content.values.text import LocalLine, LocalMarkdown
from content.values.value import Value

SLUG_PATTERN = r"^[^\W_]+(?:-[^\W_]+)*$"


class Robots(StrEnum):
    """What a page asks of search engines."""

    INDEX = "INDEX"
    NOINDEX = "NOINDEX"


class Seo(Value):
    """How a page presents itself to search engines."""

    title: LocalLine = Field(default_factory=dict)
    description: LocalLine = Field(default_factory=dict)
    robots: Robots = Robots.INDEX


class RolePage(Value):
    """The public page about a role."""

    extends: EntityId | None = None
    slug: LocalLine = Field(default_factory=dict)
    role: EntityId
    title: LocalLine = Field(default_factory=dict)
    intro: LocalMarkdown = Field(default_factory=dict)
    blocks: tuple[Block, ...] = ()
    seo: Seo = Seo()
