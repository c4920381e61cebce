"""Every query that we show or measure with fits what its reader may ask for."""

import ast
from collections.abc import Iterator
from typing import Any

import pytest
from graphql import GraphQLError, OperationDefinitionNode, parse, validate

from schema.delivery.schema import LIMITS as DELIVERY_LIMITS
from schema.delivery.schema import schema as delivery
from schema.editorial.schema import LIMITS as EDITORIAL_LIMITS
from schema.editorial.schema import editorial_schema
from schema.limits import costs, exceeded, parsed
from tests.reading_docs import PAGES, fences, names
from tests.serving import REPOSITORY

EDITORIAL = editorial_schema()


def shown() -> Iterator[Any]:
    """The queries of README and docs."""
    for page in PAGES:
        for language, text in fences(page):
            if language == "graphql":
                yield pytest.param(text, id=f"{names(page)}: {' '.join(text.split())[:40]}")


def measured_with() -> Iterator[Any]:
    """The queries that stand in the benchmarks' source."""
    for file in sorted((REPOSITORY / "bench").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and "{" in node.value:
                try:
                    document = parse(node.value)
                except GraphQLError:
                    continue
                if any(isinstance(each, OperationDefinitionNode) for each in document.definitions):
                    where = f"{file.relative_to(REPOSITORY)}:{node.lineno}"
                    yield pytest.param(node.value, id=where)


@pytest.mark.parametrize("query", [*shown(), *measured_with()])
def test_it_fits_the_budget(query: str) -> None:
    document = parse(query)
    schema, limits = delivery.core, DELIVERY_LIMITS
    if validate(schema, document):
        schema, limits = EDITORIAL.core, EDITORIAL_LIMITS
    if validate(schema, document):
        pytest.skip("it is asked of a schema that others would write")
    assert exceeded(parsed(query, limits), limits) is None
    for node in document.definitions:
        if isinstance(node, OperationDefinitionNode):
            name = node.name.value if node.name else None
            excess = costs(schema, document).of(name, {}).excess(limits)
            assert excess is None, excess
