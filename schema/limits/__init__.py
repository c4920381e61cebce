"""How large an operation may be, and what it costs, found before any of it runs.

In order: `parsed` refuses a text that is too long, `exceeded` a document that is too large (before
it is validated), `costs` prices a valid one. Each is one walk that nested fragments cannot blow up.
"""

from schema.limits.bounds import Excess, Limits, TooLarge
from schema.limits.costing import Cost, Costs, costs
from schema.limits.measuring import exceeded
from schema.limits.merging import bound_comparisons
from schema.limits.parsing import parsed

__all__ = [
    "Cost",
    "Costs",
    "Excess",
    "Limits",
    "TooLarge",
    "costs",
    "exceeded",
    "parsed",
]

bound_comparisons()
