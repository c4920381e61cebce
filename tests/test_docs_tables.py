"""The tables of the docs that repeat what the code knows: limits, overrides, blocks."""

import json
import re

from api.delivery.asking import MOST_BODY_BYTES
from api.graphql_over_http import DEEPEST_JSON, LONGEST_URL
from api.rates import Rate
from api.running_operations import QUERY_SECONDS
from api.settings import Settings
from content.reading.searching import LONGEST_QUERY
from content.reading.window import DEFAULT_ITEMS, MOST_ITEMS
from content.values.blocks import ALLOWED_BLOCKS
from content.values.ids import ContentType
from content.values.uses import OVERRIDABLE
from schema.delivery.schema import schema
from schema.delivery.where.parse import MOST_CONDITIONS, MOST_VALUES
from schema.limits import Limits, costs, parsed
from schema.limits.prices import COUNT, MUTATION, OBJECT, SEARCH, WHOLE_LIST
from tests.reading_docs import DOCS, fences, prose, table


def test_the_limits_of_delivery_are_its_limits() -> None:
    limits = Limits()
    rate: Rate = Settings.model_fields["rate_limit"].default
    told = table(DOCS / "delivery-api.md", "## Errors and limits")
    assert list(told.values()) == [
        [
            f"{MOST_BODY_BYTES // 1024} KB; {LONGEST_URL // 1024} KB; "
            f"{limits.query_bytes // 1024} KB"
        ],
        [f"{DEEPEST_JSON}"],
        [f"{limits.tokens:,}; {limits.depth}; {limits.aliases}; {limits.fields:,}"],
        [f"{limits.root_fields}; {limits.fragments}; {limits.directives}; {limits.introspections}"],
        [f"{limits.cost:,}"],
        [f"{QUERY_SECONDS:.0f}"],
        [f"{rate.per_second:g}; {rate.burst}"],
        [f"{MOST_ITEMS}; `first` is {DEFAULT_ITEMS} if absent"],
        [f"{MOST_CONDITIONS}; {MOST_VALUES}"],
        [f"{LONGEST_QUERY}"],
    ]


def test_what_a_query_costs_is_told() -> None:
    told = table(DOCS / "delivery-api.md", "### What a query costs")
    assert [re.findall(r"\d+", said) for (said,) in told.values()] == [
        ["0"],
        [f"{OBJECT}"],
        [f"{OBJECT}"],
        [f"{SEARCH}"],
        [f"{COUNT}"],
        [f"{WHOLE_LIST}"],
        [],
        [f"{DEFAULT_ITEMS}"],
    ]
    editing = prose(DOCS / "editorial-api.md")
    assert f"a mutation costs {MUTATION}, and 1 for each item" in " ".join(editing.split())


def test_the_cost_that_is_shown_is_the_cost() -> None:
    page = DOCS / "delivery-api.md"
    (query,) = re.findall(r"`(\{ rolePages [^`]+)`\s+answers:", prose(page))
    cost = costs(schema.core, parsed(query, Limits())).of(None, {})
    (shown,) = (text for _, text in fences(page) if text.startswith('{\n  "extensions": {\n'))
    assert json.loads(shown) == {"extensions": {"cost": cost.told(Limits())}}


def test_what_a_use_may_override_is_told() -> None:
    told = table(DOCS / "content-model.md", "## Uses and overrides")
    fields = {name: set(said.split(", ")) for name, (said,) in told.items()}
    assert fields == {
        kind.replace("_", " ").lower() + " (in `RelatedRoles`)" * (kind == "ROLE_PAGE"): {
            field.replace("_", " ") for field in overridable
        }
        for kind, overridable in OVERRIDABLE.items()
    }


def test_every_block_is_told_and_where_it_may_stand() -> None:
    told = table(DOCS / "content-model.md", "## Blocks")
    blocks = {re.sub(r"(?<!^)(?=[A-Z])", "_", name).upper(): row[-1] for name, row in told.items()}
    inner = ALLOWED_BLOCKS[ContentType.JOB_DESCRIPTION]
    assert blocks == {
        block: "yes" if block in inner else "no" for block in ALLOWED_BLOCKS[ContentType.ROLE_PAGE]
    }
