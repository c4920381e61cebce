"""A page as JSON: every field of `RolePage` as the delivery schema has it."""

from collections.abc import Callable
from typing import Any, Final

import orjson

from content.reading import Node
from schema.delivery import derived

Derived = dict[str, Callable[[Node], Any]]

_OF_JOB_DESCRIPTIONS: Final[Derived] = {
    "responsibilities": derived.responsibilities,
    "requirements": derived.requirements,
    "benefits": derived.benefits,
}
_OF_PAGES: Final[Derived] = {
    "jobDescription": derived.job_description,
    "responsibilities": derived.responsibilities,
    "requirements": derived.requirements,
    "reasons": derived.reasons,
    "benefits": derived.benefits,
    "interviewQuestions": derived.interview_questions,
}


def as_json(page: Node) -> bytes:
    """The page with its derived lists, as a query for everything would answer it."""
    return orjson.dumps(_whole(page, _OF_PAGES))


def _whole(holder: Node, lists: Derived) -> Node:
    told = {**holder, "blocks": [_block(block) for block in holder["blocks"]]}
    return told | {name: listed(told) for name, listed in lists.items()}


def _block(block: Node) -> Node:
    if block["__typename"] != "JobDescriptionUse":
        return block
    return {**block, "jobDescription": _whole(block["jobDescription"], _OF_JOB_DESCRIPTIONS)}
