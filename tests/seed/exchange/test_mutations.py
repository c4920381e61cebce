"""A library with anything wrong in it is refused with complaints, never with a crash."""

import random
import re
from pathlib import Path
from textwrap import dedent

import pytest

from seed.exchange import Complaint, LibraryError
from seed.exchange.reading import read_library
from tests.seed.exchange.shelf import BAKERY, LOCALES, put

MUTATIONS = 150
VALUES = [
    *("[]", "{}", "x", "~", '""', "12", "true", "[a, b]", "[[x]]", "[{a: b}]", "{en: x}"),
    *("{en: {value: x}}", "{en: [x]}", "{value: x, base: y}", "{en: {inherit: true}}"),
    *("{en: {value: x, base: {entity: foo}}}", "{en: {value: x, base: {entity: [a], hash: b}}}"),
    *("baker", "STATEMENT/opens", "{use: opens}"),
]


def mutated(invent: random.Random) -> dict[str, str]:
    """The small library with a few lines lost, doubled or given another value."""
    files = {name: dedent(text).lstrip("\n") for name, text in BAKERY.items()}
    for _ in range(invent.randint(1, 3)):
        name = invent.choice(list(files))
        lines = files[name].splitlines()
        at = invent.randrange(len(lines))
        match invent.choice(["lose", "double", "value", "value", "word", "item"]):
            case "lose":
                del lines[at]
            case "double":
                lines.insert(at, invent.choice(lines))
            case "value":
                lines[at] = lines[at].split(":", 1)[0] + ": " + invent.choice(VALUES)
            case "word":
                lines[at] = re.sub(
                    r"\w+", invent.choice(["opens", "type", "en"]), lines[at], count=1
                )
            case "item":
                lines[at] = lines[at].split("- ", 1)[0] + "- " + invent.choice(VALUES)
        files[name] = "\n".join(lines) + "\n"
    return files


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_wrong_is_told(tmp_path: Path, seed: int) -> None:
    invent = random.Random(seed)  # to be repeatable, not secret
    complaints: list[Complaint] = []
    for _ in range(MUTATIONS):
        put(tmp_path, mutated(invent))
        try:
            read_library(tmp_path, LOCALES)
        except LibraryError as error:
            complaints += error.complaints
    assert len(complaints) > MUTATIONS / 2
    assert all(each.line >= 1 and each.message for each in complaints)
