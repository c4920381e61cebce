"""A job description: the template an employer adapts."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from content.values.blocks import Block
from content.values.ids import EntityId
from content.values.text import LocalLine, LocalMarkdown
from content.values.value import Value


class VariableType(StrEnum):
    """What a placeholder's value must be."""

    TEXT = "TEXT"
    NUMBER = "NUMBER"
    MONEY = "MONEY"
    DATE = "DATE"
    LIST = "LIST"


VARIABLE_NAME = r"[a-z][a-z0-9_]{0,39}(?:\.[a-z][a-z0-9_]{0,39}){0,2}"


class Variable(Value):
    """A declared placeholder."""

    name: Annotated[str, StringConstraints(pattern=rf"^{VARIABLE_NAME}$")]
    type: VariableType = VariableType.TEXT
    label: LocalLine
    default: LocalLine = Field(default_factory=dict)

    @model_validator(mode="after")
    def _built_ins_are_not_declared(self) -> "Variable":
        if self.name.split(".")[0] in ("role", "organization"):
            raise ValueError(f"{self.name} is built in and cannot be declared")
        return self


class JobDescription(Value):
    """The template an employer adapts."""

    extends: EntityId | None = None
    role: EntityId
    organization: EntityId | None = None
    title: LocalLine = Field(default_factory=dict)
    location: LocalLine = Field(default_factory=dict)
    overview: LocalMarkdown = Field(default_factory=dict)
    blocks: tuple[Block, ...] = ()
    variables: tuple[Variable, ...] = ()
