"""A valid query compiled to a function over stored objects, instead of a walk over its tree."""

from schema.plans.plan import Plan
from schema.plans.planning import Plans
from schema.plans.replaying import replaying
from schema.plans.running import run, run_at_once
from schema.plans.unplannable import Mismatch, Replies, Unplannable

__all__ = ["Mismatch", "Plan", "Plans", "Replies", "Unplannable", "replaying", "run", "run_at_once"]
