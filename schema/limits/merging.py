"""How much work validation may put into comparing fields that are asked for twice.

graphql-core compares each pair of them: 1,000 times one field kept a process busy for 80 to 200 ms
before its own budget was used up. A fifth of that still has room for 300 of one field.
"""

from typing import Final

from graphql.validation.rules import overlapping_fields_can_be_merged as rule

BUDGET: Final = 100_000


def bound_comparisons() -> None:
    """Holds for every validation in this process; documents over it are invalid."""
    rule.MAX_COMPLEXITY_BUDGET = BUDGET
