"""Corrupted bodies: a plan answers as graphql-core does, or leaves the answer to it."""

from collections import Counter
from copy import deepcopy
from random import Random
from typing import Any

import pytest
from structlog.testing import capture_logs

from bench.reading.queries import PAGE
from content import reading
from content.installation import Installation
from schema.delivery.answering import (
    PreparedOperation,
    Refusal,
    Variables,
    answer,
    executed,
    prepare,
)
from tests.schema.differential.corrupting import corrupted
from tests.schema.differential.operations import operations
from tests.schema.differential.world import context_of, told, world_of

TYPENAMES_ALONE = """
query ($slug: String!) { rolePage(slug: $slug) { __typename intro { __typename } seo { __typename }
  role { __typename family { __typename } skills { __typename skill { __typename } } }
  translations { __typename } blocks { __typename ... on Prose { body { __typename } } } } }
"""
DERIVED = """
query ($slug: String!) { rolePage(slug: $slug) {
  responsibilities { key text { html } skills { name } levels { min max } }
  requirements { importance } reasons { heading } benefits { id }
  interviewQuestions { difficulty minutes kind competencies { name } sampleAnswer { plain } }
  jobDescription { title organization { name } variables { name type default }
    requirements { fallbackPaths updatedAt } } } }
"""
NODES = """
{ nodes(ids: ["a"]) { __typename id ... on Content { key translations { locale title } }
  ... on Statement { heading text { plain } } ... on RolePage { title blocks { __typename } }
  ... on JobDescription { location role { title aliases occupationCodes { scheme code } } }
  ... on InterviewQuestion { prompt { markdown } levels { min } } } }
"""
PATH = """
{ resolvePath(path: "x") { __typename ... on RolePage { title url revision }
  ... on Redirect { slug locale permanent } } }
"""
CORRUPTIONS = 2_000


async def test_no_corruption_makes_a_plan_answer_otherwise(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = [*await _asked(installation)]
    reader = reading.Reader(installation)
    page = await reading.role_page(reader, "baker", "en")
    assert page is not None
    job = await reading.by_key(reader, "JobDescription", "baker-job", "en")
    question = await reading.by_key(reader, "InterviewQuestion", "collapse", "en")
    assert job is not None
    assert question is not None
    stored = page.node
    several = [page.node, job.node, question.node, *page.node["blocks"][1]["items"], None]
    random = Random(7)  # the same corruptions every time
    given: dict[str, Any] = {}

    async def one(*_: object) -> reading.Presented:
        return reading.Presented(given["node"])

    async def many(*_: object) -> list[Any]:
        return given["nodes"]  # type: ignore[no-any-return]

    monkeypatch.setattr(reading, "role_page", one)
    monkeypatch.setattr(reading, "resolve_path", one)
    monkeypatch.setattr(reading, "nodes", many)
    ways: Counter[tuple[bool, bool]] = Counter()
    with capture_logs():
        for _ in range(CORRUPTIONS):
            operation, variables = random.choice(asked)
            given["node"] = corrupted(random, deepcopy(stored))
            given["nodes"] = corrupted(random, deepcopy(several))
            before = deepcopy(given)
            theirs = await executed(operation, variables, context_of(installation), {})
            ours = await answer(operation, variables, context_of(installation))
            assert told(ours.data, ours.errors) == told(theirs.data, theirs.errors), given
            assert given == before
            ways[ours.was_planned, bool(theirs.errors)] += 1
    assert ways[True, True] == 0
    assert ways[True, False] > CORRUPTIONS / 10, ways
    assert ways[False, True] > CORRUPTIONS / 10, ways


async def _asked(installation: Installation) -> list[tuple[PreparedOperation, Variables]]:
    world = await world_of(installation)
    asked = []
    for query in (PAGE, TYPENAMES_ALONE, DERIVED, NODES, PATH):
        operation = prepare(query).operation()
        asked += [(operation, operation.variables({"slug": "x"}))] * 4
    fields = ("rolePage", "nodes", "resolvePath")
    for each in operations(world, 20, 2, seeded=11, fields=fields):
        try:
            operation = prepare(each.text).operation()
            asked.append((operation, operation.variables(each.variables)))
        except Refusal:
            continue
    assert len(asked) > 40
    return asked
