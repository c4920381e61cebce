"""What each type of variable takes."""

import pytest

from content.reading import BadArgument
from content.reading.variables import bind, check
from content.values.text import SUBSTITUTION_CLOSE, SUBSTITUTION_OPEN

TAKEN = {
    "TEXT": ["", "anything at all", "<b>"],
    "NUMBER": ["0", "-1.5", "+3", "1,500.5", "1.500,5", "1 500", "1'000", "1\u202f000"],
    "MONEY": [
        "85000",
        "$85,000",
        "70.000 €",
        "70.000\u00a0€",
        "EUR 70 000",
        "70000 EUR",
        "£5",
        "CHF 90'000",
        "US$ 10",
        "100 SEK",
    ],
    "DATE": ["2027-03-31", "2028-02-29"],
    "LIST": ["one", "one, two", "a,b,c"],
}
REFUSED = {
    "NUMBER": ["", "one", "1..5", "1,", "1e5", "0x10", "1 - 2", "NaN", "$5"],
    "MONEY": ["", "much", "$", "5 dollars", "$ 5 $ 6", "€€5", "5 eur"],
    "DATE": ["", "2027-02-30", "31.03.2027", "2027-3-1", "2027-03-31T00:00", "20270331", "today"],
    "LIST": ["", "a,,b", ",", "a, "],
}


def _bind(kind: str, value: str) -> str:
    template = f"<{SUBSTITUTION_OPEN}v{SUBSTITUTION_CLOSE}>"
    bound = bind(
        check([("v", value)]),
        [{"name": "v", "type": kind, "label": "V"}],
        [{"path": ["text"], "format": "line", "template": template}],
    )
    return bound.texts[0][1]


@pytest.mark.parametrize(
    ("kind", "value"), [(kind, value) for kind, values in TAKEN.items() for value in values]
)
def test_a_value_that_fits_is_put_in_as_it_is(kind: str, value: str) -> None:
    assert _bind(kind, value) == f"<{value}>"


@pytest.mark.parametrize(
    ("kind", "value"), [(kind, value) for kind, values in REFUSED.items() for value in values]
)
def test_a_value_of_another_type_is_refused_with_an_example(kind: str, value: str) -> None:
    with pytest.raises(BadArgument) as refused:
        _bind(kind, value)
    assert refused.value.path == "variables.0.value"
    assert kind in str(refused.value)
    assert "such as" in str(refused.value)


def test_a_declared_name_that_no_text_uses_is_unused() -> None:
    bound = bind(check([("v", "1")]), [{"name": "v", "type": "TEXT", "label": "V"}], [])
    assert (bound.texts, bound.unused, bound.digest) == ((), ("v",), "")


def test_the_digest_is_of_what_was_used_in_any_order() -> None:
    def digest(*pairs: tuple[str, str]) -> str:
        template = "".join(f"{SUBSTITUTION_OPEN}{n}{SUBSTITUTION_CLOSE}" for n in ("a", "b"))
        row = {"path": ["t"], "format": "plain", "template": template}
        return bind(check(pairs), [], [row]).digest

    assert digest(("a", "1"), ("b", "2")) == digest(("b", "2"), ("a", "1"), ("c", "3"))
    assert digest(("a", "1")) != digest(("b", "1"))
