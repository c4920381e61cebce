"""Writing YAML: whatever is written is read again as it was, by anybody."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from seed.exchange.files.parsing import parse
from seed.exchange.files.styling import WIDTH, write
from seed.exchange.files.trees import Mapping, Node, Scalar, Sequence
from seed.exchange.problems import Complaint

AWKWARD = [
    "",
    " ",
    "\n",
    "a\n",
    "a\n\n\n",
    "\na",
    " leading",
    "trailing ",
    "hard break  \nnext",
    "a: b",
    "a #b",
    "# heading\n\ntext",
    "- a\n- b",
    "  indented\nnot",
    "not\n  indented\n\n    code\n",
    "yes",
    "No",
    "null",
    "~",
    "0001",
    "12:30",
    "2027-01-01",
    "2027-01-01 10:00:00",
    "1_000",
    ".5",
    "0x1F",
    "<<",
    "=",
    "'quoted' \"twice\"",
    "back\\slash",
    "tab\there",
    "\tleading tab\nnext",
    "{{company.name}}",
    "[City, State]",
    "*emphasis*",
    "&anchor",
    "!tag",
    "%directive",
    "@at",
    "`code`",
    "| pipe",
    "> quote\n> quote",
    "---",
    "...",
    "? key",
    "a\u00a0b",
    "a\u2028b",
    "\u0085",
    "\ufeffbom",
    "zero\u200dwidth",
    "emoji 🧑\u200d🍳",
    "long " * 60,
    ("long " * 60).strip(),
    "two  spaces " * 20 + "end",
    "x" * 300,
    ("word " * 40).strip() + "\n\n" + ("more " * 40).strip() + "\n",
    ("word " * 40).strip() + "\n- " + ("item " * 40).strip() + "\n  - nested",
]
TEXTS = st.one_of(
    st.sampled_from(AWKWARD),
    st.text(st.sampled_from("ab :#-\n\"'\\[]{},&*!|>%@`?.0~é\t\u2028\u00a0"), max_size=40),
    st.lists(st.sampled_from(["word", "a", "", "- x", "  y", "#", "é:"]), max_size=60).map(
        " ".join
    ),
    st.text(max_size=30).filter(lambda text: not any(0xD800 <= ord(c) < 0xE000 for c in text)),
)
NAMES = st.one_of(st.sampled_from(["en", "no", "de", "y", "text", "0"]), TEXTS)
VALUES = st.recursive(
    st.one_of(TEXTS, st.integers(0, 10_000), st.booleans()),
    lambda inner: st.one_of(
        st.lists(inner.filter(lambda value: not isinstance(value, list)), max_size=4),
        st.dictionaries(NAMES, inner, max_size=4),
    ),
    max_leaves=12,
)


def plain(node: Node | None) -> Any:
    """A tree as text, list and dict."""
    match node:
        case Scalar():
            return node.text
        case Sequence():
            return [plain(each) for each in node.items]
        case Mapping():
            return {name: plain(each) for name, each in node.entries.items()}
    return None


def as_text(value: Any) -> Any:
    """A value with its numbers and booleans as they are written."""
    match value:
        case bool():
            return str(value).lower()
        case int():
            return str(value)
        case list():
            return [as_text(each) for each in value]
        case dict():
            return {name: as_text(each) for name, each in value.items()}
    return value


@given(st.dictionaries(NAMES, VALUES, min_size=1, max_size=4))
def test_what_is_written_is_read_again(data: dict[str, Any]) -> None:
    written = write(data)
    assert yaml.load(written, yaml.SafeLoader) == data  # it is the safe one
    told: list[Complaint] = []
    assert plain(parse(written, Path("x.yaml"), told.append)) == as_text(data)
    assert told == []
    assert yaml.load(written, getattr(yaml, "CSafeLoader", yaml.SafeLoader)) == data  # noqa: S506


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_texts_are_read_again(text: str) -> None:
    for data in ({"a": text}, {"a": [text]}, {"a": {"b": [{"c": text, "d": "e"}]}}):
        assert yaml.load(write(data), yaml.SafeLoader) == data


def test_long_texts_are_folded_and_lines_kept() -> None:
    text = ("word " * 40).strip()
    written = write({"a": {"en": text, "de": f"{text}\n\n{text}"}})
    assert "  en: >-\n    word" in written
    assert max(map(len, written.splitlines())) <= WIDTH
    assert write({"a": "one\n- two\n"}) == "a: |\n  one\n  - two\n"


def test_short_lists_and_mappings_of_words_stand_on_one_line() -> None:
    levels = {"levels": {"min": "MID", "max": "LEAD"}, "minutes": {"value": 7, "no": True}}
    assert write(levels) == 'levels: {min: MID, max: LEAD}\nminutes: {value: 7, "no": true}\n'
    assert write({"a": {"en": "two words"}}) == "a:\n  en: two words\n"
    assert write({"publish": ["de", "en", "no"]}) == 'publish: [de, en, "no"]\n'
    assert write({"items": ["a b", "c"]}) == "items:\n  - a b\n  - c\n"
    assert write({"items": []}) == "items: []\n"
