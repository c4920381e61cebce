"""The description of the format is right: its examples are a library."""

import re
from pathlib import Path

from content.values.sources import RolePage
from seed.exchange import sample_library_path
from seed.exchange.reading import read_library
from tests.seed.exchange.shelf import LOCALES, put


def test_the_examples_of_the_description_are_a_library(tmp_path: Path) -> None:
    text = (sample_library_path() / "README.md").read_text(encoding="utf-8")
    examples = re.findall(r"```yaml\n(.*?)```", text, flags=re.DOTALL)
    files = {f"{number}.yaml": example for number, example in enumerate(examples)}
    entities = read_library(put(tmp_path, files), LOCALES)
    assert [str(entity.name) for entity in entities] == [
        "SKILL/kneading",
        "STATEMENT/opens-up",
        "ROLE/baker",
        "ROLE_PAGE/baker",
        "ROLE_PAGE/head-baker",
    ]
    head = entities[-1].texts[-1].source
    assert isinstance(head, RolePage)
    assert head.extends == entities[3].id
