"""Libraries that cannot be read: every mistake is told, with file and line."""

from pathlib import Path
from textwrap import dedent

import pytest

from content.values.ids import ContentType
from seed.exchange.problems import ExchangeError, LibraryError
from seed.exchange.reading import read_library
from tests.seed.exchange.shelf import BAKERY, LOCALES, put, read


def complaints(folder: Path, text: str, **more: str) -> list[str]:
    """What is wrong with a library of one file (and others), without the folder's name."""
    files = {"a.yaml": text, **{f"{name}.yaml": each for name, each in more.items()}}
    with pytest.raises(LibraryError) as refused:
        read(folder, files)
    return [line.replace(f"{folder}/", "") for line in str(refused.value).splitlines()]


def test_every_mistake_of_a_run_is_told(tmp_path: Path) -> None:
    told = complaints(
        tmp_path,
        """
        - type: STATEMENT
          key: Opens
          kind: RESPONSIBILITY
          text: {en: Opens.}
        - type: STATEMENT
          key: bakes
          kind: DUTY
          txt: {en: Bakes.}
          skills: [flying]
          importance: REQUIRED
        - type: SOMETHING
          key: else
        - key: typeless
        """,
        b="a: [1",
    )
    assert told == [
        "a.yaml:2: Opens.key: 'Opens' is no key: lower-case letters and digits, joined by "
        "single hyphens, 80 at most",
        "a.yaml:5: bakes: `text` is missing",
        "a.yaml:7: bakes.kind: must be 'RESPONSIBILITY', 'REQUIREMENT', 'REASON' or 'BENEFIT', "
        "not 'DUTY'",
        "a.yaml:8: bakes.txt: unknown field",
        "a.yaml:9: bakes.skills.flying: there is no SKILL with the key 'flying'",
        "a.yaml:11: else.type: 'SOMETHING' is no content type; they are " + ", ".join(ContentType),
        "a.yaml:13: typeless: `type` is missing",
        "b.yaml:2: is not YAML: while parsing a flow sequence, did not find expected ',' or ']'",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("key: a\nkey: b\ntype: SKILL\nname: {en: x}", "2: a.key: is there twice, first in line 1"),
        ("type: SKILL\nkey: a\nname:\n  en:\n", "4: a.name.en: has no value"),
        ("type: SKILL\nkey: a\nname: &n {en: x}", "3: has the anchor &n"),
        ("type: SKILL\nkey: a\nname: *n", "3: has the alias *n"),
        ("type: SKILL\nkey: a\nname: !!python/name:os.system x", "3: has the tag"),
        ("type: SKILL\n---\ntype: SKILL", "2: holds a second document"),
        ("[" * 100, "1: is nested more than 40 levels deep"),
        ("- just text", "1: 0: is no entity"),
        ("", "1: is empty"),
        ("type: SKILL\nkey: a\nname: {English: x}", "3: a.name.English: 'English' is no locale"),
        ("type: SKILL\nkey: a\nname: {en: [x]}", "3: a.name.en: must be a text"),
        ("type: SKILL\nkey: a\nname: plain", "3: a.name: must have fields of its own"),
        ("type: SKILL\nkey: a\nname: {en: x}\npublish: en", "4: a.publish: must be a list"),
        ("type: SKILL\nkey: a\nname: {en: x}\npublish: [EN]", "4: a.publish.EN: 'EN' is no locale"),
        (
            "type: SKILL\nkey: a\nname: {en: x}\nabstract: yes",
            "4: a.abstract: must be true or false",
        ),
        ("type: SKILL\nkey: a\nname: {en: x}\nrevision: x", "4: a.revision: must be a whole"),
        ("type: SKILL\nkey: a\nname: {en: 'a\n\n  b'}", "3: a.name.en: name is a single line"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    (complaint,) = complaints(tmp_path, text)
    assert complaint.startswith(f"a.yaml:{told}")


@pytest.mark.parametrize(
    ("block", "told"),
    [
        (
            "{id: b, type: PROSE, text: {en: x}}",
            ["`body` is missing", "13: baker.blocks.b.text: unknown field"],
        ),
        ("{id: b, type: PROSE, body: {en: x}, block_id: c}", ["blocks.b.block_id: unknown field"]),
        ("{id: b, type: ESSAY}", ["must be one of PROSE, STATEMENT_LIST"]),
        ("{id: b}", ["13: baker.blocks.b: `type` is missing"]),
        ("{type: SKILLS_TABLE}", ["13: baker.blocks.1: `id` is missing"]),
        ("{inherited: b}", ["changes an inherited block, and nothing is inherited"]),
        ("{id: b, type: STATEMENT_LIST, kind: REASON, items: [opens]}", ["opens is a respons"]),
        ("{id: b, type: STATEMENT_LIST, kind: REASON, items: opens}", ["items: must be a list"]),
        (
            "{id: b, type: QUESTION_LIST, items: [opens]}",
            ["blocks.b.items.opens: there is no INTERVIEW_QUESTION with the key 'opens'"],
        ),
        (
            "{id: b, type: QUESTION_LIST, items: [{id: q}]}",
            ["blocks.b.items.q: `use` is missing", "blocks.b.items.q.id: unknown field"],
        ),
        (
            "{id: b, type: QUESTION_LIST, items: [{use: burnt, override: {minutes: long}}]}",
            ["blocks.b.items.burnt.override.minutes: must be a whole number, not 'long'"],
        ),
        (
            "{id: b, type: QUESTION_LIST, items: [{use: burnt, override: {minutes: 999}}]}",
            ["override.minutes: minutes is a whole number from 1 to 480"],
        ),
        (
            "{id: b, type: QUESTION_LIST, items: [{use: burnt, override: {audience: PUBLIC}}]}",
            ["override.audience: audience cannot be overridden here; only difficulty"],
        ),
        (
            "{id: b, type: QUESTION_LIST, items: [burnt, burnt]}",
            ["another item has the id burnt"],
        ),
    ],
)
def test_a_mistake_in_a_block_is_told_where_it_is(
    tmp_path: Path, block: str, told: list[str]
) -> None:
    page = f"""
        # a page
        type: ROLE_PAGE
        key: baker
        role: baker
        title: {{en: x}}
        slug:
          en: x
        blocks:
          - id: first
            type: PROSE
            body: {{en: x}}

          - {block}
    """
    rest = {name: text for name, text in BAKERY.items() if not name.startswith("pages")}
    put(tmp_path, rest)
    found = complaints(tmp_path, dedent(page).strip("\n"))
    assert len(found) == len(told), found
    for complaint, expected in zip(found, told, strict=True):
        assert complaint.startswith("a.yaml:1")
        assert expected in complaint


def test_an_entity_stands_in_a_library_once(tmp_path: Path) -> None:
    text = "{type: SKILL, key: a, name: {en: x}}"
    (told,) = complaints(tmp_path, text, b=text)
    assert told == "b.yaml:1: a: SKILL/a is there twice, first in a.yaml:1"


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"published/a@en.yaml": "", "published/a@de.yaml": ""}, "`publish` is missing"),
        (
            {"published/a@de.yaml": ", publish: [de]", "published/a@en.yaml": ", publish: [en]"},
            "`revision` must tell this text of SKILL/a from the one in ",
        ),
        (
            {"published/a@de.yaml": ", publish: [en]", "drafts/a.yaml": ", publish: [en]"},
            "a file under drafts/ is never published",
        ),
        (
            {
                "published/a@de.yaml": ", publish: [en], revision: 1",
                "published/a@en.yaml": ", publish: [en], revision: 2",
            },
            "en serves SKILL/a twice",
        ),
        (
            {"drafts/a@en.yaml": "", "drafts/a.yaml": ""},
            "`revision` must tell this text of SKILL/a from the one in ",
        ),
        (
            {"published/a.yaml": ", publish: [en], abstract: true", "drafts/a.yaml": ""},
            "`abstract` and `home` must be the same in every text",
        ),
    ],
)
def test_texts_that_do_not_fit_together_are_refused(
    tmp_path: Path, files: dict[str, str], told: str
) -> None:
    skill = "{type: SKILL, key: a, name: {en: x}%s}"
    with pytest.raises(LibraryError) as refused:
        read(tmp_path, {name: skill % more for name, more in files.items()})
    assert told in str(refused.value)


def test_a_folder_without_a_library_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ExchangeError, match=r"there is no \.yaml file in it"):
        read_library(tmp_path, LOCALES)
    with pytest.raises(ExchangeError, match="There is no library at"):
        read_library(tmp_path / "nowhere", LOCALES)


def test_what_is_not_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"type: \xff")
    with pytest.raises(LibraryError, match="is not UTF-8 text"):
        read_library(tmp_path, LOCALES)
