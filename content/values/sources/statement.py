"""A statement: one reusable sentence or short paragraph."""

from pydantic import Field, model_validator

from content.values.blocks import StatementKind
from content.values.ids import EntityId
from content.values.sources.seniority import Importance, LevelRange
from content.values.text import LocalLine, LocalMarkdown
from content.values.value import Value


class Statement(Value):
    """One reusable sentence or short paragraph about a job."""

    kind: StatementKind
    heading: LocalLine = Field(default_factory=dict)
    text: LocalMarkdown
    importance: Importance | None = None
    skills: tuple[EntityId, ...] = ()
    levels: LevelRange | None = None

    @model_validator(mode="after")
    def _importance_is_of_requirements(self) -> "Statement":
        if self.importance is not None and self.kind is not StatementKind.REQUIREMENT:
            raise ValueError("only a requirement has an importance")
        return self
