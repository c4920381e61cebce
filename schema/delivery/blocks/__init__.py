"""The union of blocks, listed by hand: a block is a file is a type."""

from typing import Annotated

import strawberry

from schema.delivery.blocks.callout import Callout
from schema.delivery.blocks.faq import Faq
from schema.delivery.blocks.job_description_use import JobDescriptionUse
from schema.delivery.blocks.prose import Prose
from schema.delivery.blocks.question_list import QuestionList
from schema.delivery.blocks.related_roles import RelatedRoles
from schema.delivery.blocks.skills_table import SkillsTable
from schema.delivery.blocks.snippet_use import SnippetUse
from schema.delivery.blocks.statement_list import StatementList

Block = Annotated[
    Prose
    | StatementList
    | QuestionList
    | JobDescriptionUse
    | SnippetUse
    | Faq
    | SkillsTable
    | Callout
    | RelatedRoles,
    strawberry.union(
        "Block",
        description="A section of a page. New kinds may be added: select the ones you know and "
        "skip the others.",
    ),
]
