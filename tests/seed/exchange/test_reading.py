"""Reading a library: what is understood."""

from pathlib import Path

import pytest

from content.values.blocks import InheritedBlock, QuestionList, StatementList
from content.values.ids import ContentType
from content.values.sources import InterviewQuestion, RolePage, Source
from seed.exchange.notation.names import Name
from seed.exchange.problems import LibraryError
from tests.seed.exchange.shelf import BAKERY, read


def source_of(folder: Path, files: dict[str, str], name: str) -> Source:
    """The only text of one entity."""
    (text,) = read(folder, files)[name].texts
    return text.source


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


def test_names_of_a_library_are_typed() -> None:
    assert str(Name(ContentType.SKILL, "go")) == "SKILL/go"
