"""Requests that are made to hurt, with the codes that may answer them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

BAD_USER_INPUT: Final = frozenset({"BAD_USER_INPUT"})
INVALID: Final = frozenset({"GRAPHQL_VALIDATION_FAILED", "BAD_USER_INPUT"})
BAD_REQUEST: Final = frozenset({"BAD_REQUEST"})


@dataclass(frozen=True)
class Attack:
    """A body to POST; the answer holds one of the codes."""

    name: str
    body: bytes
    codes: frozenset[str]


def asking(name: str, query: str, codes: frozenset[str] | str, **variables: Any) -> Attack:
    """An attack by a query."""
    body = json.dumps({"query": query, "variables": variables}).encode()
    return Attack(name, body, frozenset({codes}) if isinstance(codes, str) else codes)


def nested_fragments(count: int, leaf: str) -> str:
    """A small query whose expansion doubles with every fragment."""
    fragments = [
        f"fragment F{number} on Query {{ ...F{number + 1} ...F{number + 1} }}"
        for number in range(count)
    ]
    return "\n".join(["{ ...F0 }", *fragments, f"fragment F{count} on Query {{ {leaf} }}"])


def _web(count: int) -> str:
    """Fragments that each spread all later ones."""
    parts = [
        f"fragment F{n} on JobFamily {{ id "
        + " ".join(f"...F{m}" for m in range(n + 1, count))
        + " }"
        for n in range(count)
    ]
    return "{ jobFamilies { ...F0 } } " + " ".join(parts)


def queries() -> Iterator[Attack]:
    """By what is asked for, at an API whose root has `__typename`."""
    name = "__typename"
    yield asking("fragment bomb", nested_fragments(23, f"a: {name}"), "ALIAS_LIMIT")
    yield asking("larger fragment bomb", nested_fragments(49, name), "ROOT_FIELD_LIMIT")
    yield asking("51 fragments", nested_fragments(50, name), "FRAGMENT_LIMIT")
    circle = "{ ...A } fragment A on Query { ...B ...B } fragment B on Query { ...A ...A }"
    yield asking("fragments in a circle", circle, "GRAPHQL_VALIDATION_FAILED")
    many = " ".join(f"a{number}: {name}" for number in range(10_000))
    yield asking("10,000 aliases", "{" + many + "}", frozenset({"TOKEN_LIMIT", "QUERY_LIMIT"}))
    yield asking(
        "600 aliases", "{" + " ".join(f"a{n}: {name}" for n in range(600)) + "}", "ALIAS_LIMIT"
    )
    directives = "@include(if: true) " * 250
    yield asking("250 directives", f"{{ {name} {directives} }}", "DIRECTIVE_LIMIT")
    yield asking("1,000 directives", f"{{ {name} {'@a ' * 990} }}", "DIRECTIVE_LIMIT")
    yield asking(
        "directives on the operation", f"query {'@a ' * 900} {{ {name} }}", "DIRECTIVE_LIMIT"
    )
    yield asking("deep selections", "{a" * 5_000 + "}" * 5_000, "DEPTH_LIMIT")
    yield asking("deep selections within the tokens", "{a" * 150 + "}" * 150, "DEPTH_LIMIT")
    yield asking("an endless opening", "{a" * 900, frozenset({"DEPTH_LIMIT", "TOKEN_LIMIT"}))
    deep = f"query ($a: {'[' * 900}Int{']' * 900}) {{ {name} }}"
    yield asking("a deep type", deep, "DEPTH_LIMIT")
    deep = "{ a(b: " + "[" * 900 + "]" * 900 + ") }"
    yield asking("a deep list", deep, "DEPTH_LIMIT")
    yield asking("a deep object", "{ a(b: " + "{a: " * 600 + "1" + "}" * 600 + ") }", "DEPTH_LIMIT")
    variables = " ".join(f"$a{number}: Int" for number in range(450))
    yield asking("450 variables", f"query ({variables}) {{ {name} }}", "GRAPHQL_VALIDATION_FAILED")
    unknown = " ".join(f"rolePagez{number}" for number in range(19))
    yield asking("fields that nearly exist", "{" + unknown + "}", "GRAPHQL_VALIDATION_FAILED")
    yield asking("a long name", "{" + "a" * 60_000 + "}", "GRAPHQL_VALIDATION_FAILED")
    yield asking("a long query", "{" + " " * 70_000 + name + "}", "QUERY_LIMIT")
    yield asking("a lone brace", "{", "GRAPHQL_PARSE_FAILED")
    yield asking("control characters", "\x00\x01{", "GRAPHQL_PARSE_FAILED")
    fields = "{ type { fields { type { fields { type { fields { name } } } } } } }"
    circular = "{ __schema { types { fields " + fields + " } } }"
    yield asking("introspection in circles", circular, "GRAPHQL_VALIDATION_FAILED")
    many = "".join("__schema { types { name } } " for _ in range(15))
    yield asking("much introspection", "{" + many + "}", "INTROSPECTION_LIMIT")


def bodies() -> Iterator[Attack]:
    """By bodies that are no JSON that anybody needs."""
    for name, body in (
        ("deep JSON", b"[" * 100_000),
        ("deep JSON that is whole", b'{"query": ' + b"[" * 900 + b"]" * 900 + b"}"),
        ("deep variables", b'{"query": "{a}", "variables": ' + b'{"a":' * 40 + b"1" + b"}" * 41),
        ("a name twice", b'{"query": "{a}", "query": "{b}"}'),
        ("a name twice, deep inside", b'{"query": "{a}", "variables": {"a": {"b": 1, "b": 2}}}'),
        ("NaN", b'{"query": "{a}", "variables": {"a": NaN}}'),
        ("Infinity", b'{"query": "{a}", "variables": {"a": -Infinity}}'),
        ("invalid UTF-8", b'{"query": "{a} \xff\xfe"}'),
        ("a lone surrogate", b'{"query": "{a} \\ud800"}'),
        ("null", b"null"),
        ("a number", b"5"),
        ("a text", b'"s"'),
        ("a batch", b'[{"query": "{a}"}]'),
        ("nothing", b""),
        ("a long number", b'{"query": "{a}", "variables": {"a": ' + b"9" * 200_000 + b"}}"),
        ("a query of the wrong type", b'{"query": {"$gt": ""}}'),
        ("variables of the wrong type", b'{"query": "{a}", "variables": ["a"]}'),
        ("a name of the wrong type", b'{"query": "{a}", "operationName": 5}'),
    ):
        yield Attack(name, body, BAD_REQUEST)
    many = ",".join(f'"a{number}": 1' for number in range(15_000))
    twice = f'{{"query": "{{a}}", "variables": {{{many}, "a0": 2}}}}'
    yield Attack("15,000 names, one twice", twice.encode(), BAD_REQUEST)


def readings() -> Iterator[Attack]:
    """By arguments and costs, at the delivery API."""
    arguments = "first: $first, after: $after"
    pages = f"query ($first: Int, $after: String) {{ rolePages({arguments}) {{ nodes {{ id }} }} }}"
    yield asking("a huge first", pages, BAD_USER_INPUT, first=1_000_000)
    yield asking("a first beyond Int", pages, BAD_USER_INPUT, first=2**40)
    yield asking("a negative first", pages, BAD_USER_INPUT, first=-1)
    yield asking("a fraction", pages, BAD_USER_INPUT, first=0.5)
    yield asking("a made-up cursor", pages, BAD_USER_INPUT, after="eyJhIjoxfQ")
    yield asking("a long cursor", pages, BAD_USER_INPUT, after="A" * 50_000)
    yield asking("an operator for a text", pages, BAD_USER_INPUT, after={"$gt": ""})
    page = "query ($slug: String!) { rolePage(slug: $slug) { id } }"
    yield asking("no variable", page, BAD_USER_INPUT)
    yield asking("a list for a text", page, BAD_USER_INPUT, slug=["a"])
    yield asking("a condition that is an operator", WHERE, BAD_USER_INPUT, where={"$where": "1"})
    yield asking("conditions in conditions", WHERE, BAD_USER_INPUT, where=_conditions(8))
    yield asking(
        "many conditions", WHERE, BAD_USER_INPUT, where={"or": [{"slug": {"eq": "a"}}] * 2_000}
    )
    yield asking("a long list", WHERE, BAD_USER_INPUT, where={"slug": {"in": ["a"] * 9_000}})
    nodes = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }"
    yield asking("many ids", nodes, BAD_USER_INPUT, ids=["a"] * 10_000)
    yield asking("a made-up id", nodes, BAD_USER_INPUT, ids=["\x00"])
    literal = "{ nodes(ids: [" + '"a" ' * 1_900 + "]) { id } }"
    yield asking("a literal list", literal, BAD_USER_INPUT)
    yield asking(
        "long words", '{ search(query: "' + "a " * 30_000 + '") { totalCount } }', BAD_USER_INPUT
    )
    repeated = "{ jobFamilies { " + "id " * 950 + "} }"
    yield asking("a field 950 times", repeated, "GRAPHQL_VALIDATION_FAILED")
    yield asking("fragments that spread all others", _web(35), "FIELD_LIMIT")
    dear = "{ rolePages(first: 100) { nodes { " + _BLOCKS + " role { family { name } } } } }"
    yield asking("a dear query", dear, "COST_LIMIT")
    yield asking(
        "a dear query by variables",
        "query ($n: Int) { rolePages(first: $n) { nodes { " + _BLOCKS + " } } }",
        "COST_LIMIT",
        n=100,
    )
    lists = " ".join(
        f"a{n}: rolePages(first: 100) {{ facets {{ name }} nodes {{ id }} }}" for n in range(20)
    )
    yield asking("twenty lists", "{" + lists + "}", "COST_LIMIT")


WHERE: Final = "query ($where: RolePageWhere) { rolePages(where: $where) { totalCount } }"
_BLOCKS: Final = (
    "seo { title } intro { html }"
    " responsibilities { text { html } skills { translations { locale } } }"
    " interviewQuestions { prompt { html } sampleAnswer { html } skills { translations { slug } } }"
)


def _conditions(levels: int) -> dict[str, Any]:
    inner: dict[str, Any] = {"slug": {"eq": "a"}}
    for _ in range(levels):
        inner = {"and": [inner, inner]} if levels < 3 else {"not": {"or": [inner] * 2}}
    return inner
