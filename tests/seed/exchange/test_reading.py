"""Reading a library: what is understood, and what is refused with file and line."""

from pathlib import Path
from textwrap import dedent

import pytest

from content.values.blocks import InheritedBlock, QuestionList, StatementList
from content.values.ids import ContentType
from content.values.sources import InterviewQuestion, RolePage, Source
from seed.exchange.notation.names import Name
from seed.exchange.problems import ExchangeError, LibraryError
from seed.exchange.reading import LibraryEntity, read_library
from tests.seed.exchange.shelf import BAKERY, LOCALES, put


def read(folder: Path, files: dict[str, str]) -> dict[str, LibraryEntity]:
    """The entities of a library by `TYPE/key`."""
    return {str(entity.name): entity for entity in read_library(put(folder, files), LOCALES)}


def source_of(folder: Path, files: dict[str, str], name: str) -> Source:
    """The only text of one entity."""
    (text,) = read(folder, files)[name].texts
    return text.source


def complaints(folder: Path, text: str, **more: str) -> list[str]:
    """What is wrong with a library of one file (and others), without the folder's name."""
    files = {"a.yaml": text, **{f"{name}.yaml": each for name, each in more.items()}}
    with pytest.raises(LibraryError) as refused:
        read(folder, files)
    return [line.replace(f"{folder}/", "") for line in str(refused.value).splitlines()]


def test_uses_are_read_in_short_and_in_full(tmp_path: Path) -> None:
    library = read(tmp_path, BAKERY)
    page = library["ROLE_PAGE/baker"].texts[0].source
    assert isinstance(page, RolePage)
    duties, questions = page.blocks[0], page.blocks[1]
    assert isinstance(duties, StatementList)
    assert isinstance(questions, QuestionList)
    assert [(use.use_id, use.order_key) for use in duties.items] == [
        ("opens", "0001"),
        ("bakes", "0002"),
    ]
    assert duties.items[0].target == library["STATEMENT/opens"].id
    (told,) = duties.items[1].overrides
    assert (told.field, told.locale, told.value) == ("text", "en", "Bakes the bread before dawn.")
    (fire,) = questions.items
    assert fire.use_id == "fire"
    assert (fire.overrides[0].field, fire.overrides[0].value) == ("minutes", 15)


def test_an_inherited_block_holds_changes_and_adds_behind_what_is_there(tmp_path: Path) -> None:
    page = source_of(tmp_path, BAKERY, "ROLE_PAGE/head-baker")
    assert isinstance(page, RolePage)
    delta = page.blocks[0]
    assert isinstance(delta, InheritedBlock)
    assert delta.overrides[0].value == "More duties"
    hidden, added = delta.items
    assert (hidden.use_id, hidden.target, hidden.hidden) == ("opens", None, True)
    assert (added.use_id, added.order_key) == ("opens-again", "z0002")
    assert page.blocks[1].order_key == "z0002"


def test_scalars_are_what_their_field_says(tmp_path: Path) -> None:
    files = {
        "a.yaml": """
            type: ORGANIZATION
            key: no
            name: {en: no}
            aliases: {en: [0001, on, 12:30, 2027-01-01, "null"]}
        """
    }
    source = source_of(tmp_path, files, "ORGANIZATION/no")
    assert source.model_dump()["name"]["en"]["value"] == "no"
    aliases = source.model_dump()["aliases"]["en"]["value"]
    assert aliases == ("0001", "on", "12:30", "2027-01-01", "null")


def test_numbers_dates_and_switches_are_read(tmp_path: Path) -> None:
    question = source_of(tmp_path, BAKERY, "INTERVIEW_QUESTION/burnt")
    assert isinstance(question, InterviewQuestion)
    assert question.minutes == 10


def test_a_base_names_its_entity(tmp_path: Path) -> None:
    files = BAKERY | {
        "pages/baker.yaml": """
            type: ROLE_PAGE
            key: baker
            role: baker
            title:
              en: What is a Baker?
              de: {value: Was macht eine Bäckerei?, base: {locale: en, hash: abc}}
            blocks:
              - id: duties
                type: STATEMENT_LIST
                kind: RESPONSIBILITY
                items:
                  - use: bakes
                    override:
                      text:
                        en:
                          value: Told here.
                          base: {entity: STATEMENT/bakes, locale: en, hash: abc}
                        de: {inherit: true}
        """
    }
    library = read(tmp_path, files)
    page = library["ROLE_PAGE/baker"].texts[0].source
    assert isinstance(page, RolePage)
    base = page.title["de"].base
    assert base is not None
    assert (base.locale, base.hash) == ("en", "abc")
    assert isinstance(page.blocks[0], StatementList)
    told, silent = page.blocks[0].items[0].overrides
    assert told.base is not None
    assert told.base.entity == library["STATEMENT/bakes"].id
    assert silent.inherit


def test_a_translation_is_taken_to_be_of_the_text_beside_it(tmp_path: Path) -> None:
    source = source_of(tmp_path, BAKERY, "STATEMENT/opens")
    assert source.model_dump()["text"]["de"]["base"]["locale"] == "en"


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


def test_a_name_of_two_things_must_be_told_in_full(tmp_path: Path) -> None:
    page = BAKERY["pages/head-baker.yaml"]
    clash = """
        {type: INTERVIEW_QUESTION, key: opens, prompt: {en: When do you open?}}
    """
    files = BAKERY | {"clash.yaml": clash}
    with pytest.raises(LibraryError, match="'opens' may mean STATEMENT/opens or INTERVIEW_QUES"):
        read(tmp_path, files)
    full = page.replace("use: opens", "use: STATEMENT/opens")
    assert "STATEMENT/opens" in read(tmp_path, files | {"pages/head-baker.yaml": full})


def test_an_entity_stands_in_a_library_once(tmp_path: Path) -> None:
    text = "{type: SKILL, key: a, name: {en: x}}"
    (told,) = complaints(tmp_path, text, b=text)
    assert told == "b.yaml:1: a: SKILL/a is there twice, first in a.yaml:1"


def test_an_export_keeps_the_texts_of_an_entity_apart(tmp_path: Path) -> None:
    skill = "{type: SKILL, key: a, name: {en: x%s}%s}"
    library = read(
        tmp_path,
        {
            "published/skills/a@de.yaml": skill % (1, ", publish: [de], revision: 2"),
            "published/skills/a@en.yaml": skill % (2, ", publish: [en], revision: 1"),
        },
    )
    (entity,) = library.values()
    assert [text.publish for text in entity.texts] == [("en",), ("de",)]


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


def test_names_of_a_library_are_typed() -> None:
    assert str(Name(ContentType.SKILL, "go")) == "SKILL/go"
