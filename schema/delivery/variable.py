"""Placeholders a reader may fill in."""

import strawberry

from schema.delivery.enums import VariableType


@strawberry.type(
    description="A placeholder. Unbound, its texts show its default, else its label in brackets."
)
class Variable:
    name: str = strawberry.field(description="What to bind it by, such as `company.name`.")
    type: VariableType = strawberry.field(description="What its value must be.")
    label: str = strawberry.field(description="What it stands for, in words.")
    default: str | None = strawberry.field(description="What it shows when nothing is bound.")


@strawberry.input(description="A value for a placeholder; it is put into the texts as it is.")
class VariableInput:
    name: str = strawberry.field(
        description="The variable's name. One that the content does not use is told in "
        "`extensions.unusedVariables`; `role.*` and `organization.*` cannot be bound."
    )
    value: str = strawberry.field(
        description="One line of at most 200 characters, fit for the variable's type: a number "
        "such as `1,500.5`, an amount such as `70.000 €`, a date such as `2027-03-31`, a list "
        "such as `Berlin, Hamburg`."
    )
