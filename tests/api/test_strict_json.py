"""Bodies: a name given twice is refused, wherever it is and however it is written."""

import orjson
import pytest

from api.graphql_over_http import Refused, sent_in_body

QUERY = '{ a(b: "x:y") { c: d } }'


@pytest.mark.parametrize(
    "body",
    [
        b'{"query": "{a}", "query": "{b}"}',
        b'{"query" : "{a}", "qu\\u0065ry" : "{b}"}',
        b'{"query": "{a}", "variables": {"x": 1, "x": 2}}',
        b'{"query": "{a}", "variables": {"x": [{"y": {"z": 1, "z": "a:b"}}]}}',
        b'{"query": "{a}", "variables": {"x": "\\u003a", "y": 1, "y": 2}}',
        b'{"query": "{a}", "variables": {"x": "\\u003A:", "y": "::", "y": 2}}',
    ],
)
def test_a_name_given_twice_is_refused(body: bytes) -> None:
    with pytest.raises(Refused) as refused:
        sent_in_body(body)
    assert "twice" in refused.value.message


def test_colons_anywhere_else_are_no_names() -> None:
    variables = {"a:b": ":::", "c": [{"d": "\\u003a:"}, {"d": 'x":1,"x'}], "e": "\u003a"}
    sent = sent_in_body(orjson.dumps({"query": QUERY, "variables": variables}))
    assert (sent.query, sent.variables) == (QUERY, variables)


def test_deep_bodies_are_refused() -> None:
    for deep in (40, 600, 5_000):
        with pytest.raises(Refused) as refused:
            sent_in_body(b'{"variables": ' + b"[" * deep + b"]" * deep + b"}")
        assert refused.value.status == 400
