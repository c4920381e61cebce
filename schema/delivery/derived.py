"""Lists that follow from a body's blocks: its own first, then those of its job descriptions."""

from collections.abc import Iterator
from typing import Any

import strawberry

Body = dict[str, Any]
Holder = strawberry.Parent[Body]


def responsibilities(holder: Holder) -> list[Body]:
    """Its responsibilities, each once."""
    return _listed(holder, "Responsibility")


def requirements(holder: Holder) -> list[Body]:
    """Its requirements, each once."""
    return _listed(holder, "Requirement")


def reasons(holder: Holder) -> list[Body]:
    """Its reasons to hire, each once."""
    return _listed(holder, "Reason")


def benefits(holder: Holder) -> list[Body]:
    """Its benefits, each once."""
    return _listed(holder, "Benefit")


def interview_questions(holder: Holder) -> list[Body]:
    """Its interview questions, each once."""
    return _listed(holder, "InterviewQuestion")


def job_description(holder: Holder) -> Body | None:
    """The first job description among its blocks."""
    return next(_embedded(holder), None)


def _listed(holder: Body, typename: str) -> list[Body]:
    found: dict[str, Body] = {}
    for body in (holder, *_embedded(holder)):
        for item in _items(body):
            if item["__typename"] == typename:
                found.setdefault(item["entityId"], item)
    return list(found.values())


def _items(body: Body) -> Iterator[Body]:
    for block in body["blocks"]:
        if block["__typename"] in ("StatementList", "QuestionList"):
            yield from block["items"]


def _embedded(body: Body) -> Iterator[Body]:
    for block in body["blocks"]:
        if block["__typename"] == "JobDescriptionUse":
            yield block["jobDescription"]
