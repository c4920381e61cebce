"""The closed union of blocks that editors compose. Listed by hand."""

from typing import Annotated

import strawberry

from schema.editorial.blocks.block import OwnBlock
from schema.editorial.blocks.callout import CalloutBlock
from schema.editorial.blocks.faq import FaqBlock
from schema.editorial.blocks.inherited import InheritedBlock
from schema.editorial.blocks.job_description import JobDescriptionBlock
from schema.editorial.blocks.prose import ProseBlock
from schema.editorial.blocks.question_list import QuestionListBlock
from schema.editorial.blocks.related_roles import RelatedRolesBlock
from schema.editorial.blocks.skills_table import SkillsTableBlock
from schema.editorial.blocks.snippet import SnippetBlock
from schema.editorial.blocks.statement_list import StatementListBlock

EditorBlock = Annotated[
    ProseBlock
    | StatementListBlock
    | QuestionListBlock
    | JobDescriptionBlock
    | SnippetBlock
    | FaqBlock
    | SkillsTableBlock
    | CalloutBlock
    | RelatedRolesBlock
    | InheritedBlock,
    strawberry.union(
        "EditorBlock", description="A section of a role page or a job description, in draft."
    ),
]

__all__ = ["EditorBlock", "OwnBlock"]
