"""What people type finds what they mean: beginnings, slips of the finger, other names."""

from collections.abc import AsyncIterator

import pytest

from content import publishing, reading
from content.installation import Installation
from content.reading import CursorSeal, ListQuery, Reader
from content.reading.highlighting import Highlighter, is_like
from content.values.ids import ContentType
from tests.content.cataloguing import catalogued
from tests.content.desk import BY, Desk

SEAL = CursorSeal(b"k" * 32)


@pytest.fixture
async def desk(installation: Installation) -> AsyncIterator[Desk]:
    """An editor, and a catalogue that follows what is published."""
    async with catalogued(installation):
        yield Desk(installation)


async def found(
    desk: Desk, search: str, typename: str = "RolePage", locale: str = "en"
) -> list[str]:
    """The keys of what is found, best first."""
    query = ListQuery((typename,), locale, search=search)
    page = await reading.listing(Reader(desk.installation), query, reading.window(), SEAL)
    return [item.node["key"] for item in page.items]


async def page(desk: Desk, key: str, title: str, aliases: tuple[str, ...] = ()) -> None:
    """A published page of a role of its own."""
    source = {"title": {"en": title}, "aliases": {"en": list(aliases)}}
    role = await desk.create(ContentType.ROLE, source, key=key)
    made = await desk.page(role, key=key, slug={"en": key}, title={"en": f"What is a {title}?"})
    await desk.publish(made, include_unpublished=True)


async def test_a_beginning_a_slip_and_another_name_find_a_page(desk: Desk) -> None:
    await page(desk, "frontend", "Frontend Developer", ("React developer", "UI engineer"))
    await page(desk, "baker", "Baker")
    for search in ("front", "Fronten", "frontned", "Fröntend", "React dev", "reactt", "developers"):
        assert (await found(desk, search))[:1] == ["frontend"], search
    assert await found(desk, "bakr") == []  # four letters are too few to guess
    assert await found(desk, "bakers") == ["baker"]


async def test_what_was_published_is_found_at_once_and_what_was_not_is_not(desk: Desk) -> None:
    texts = ("Knead the dough.", "Sweep the floor.")
    duties = [await desk.statement(text) for text in texts]
    for duty in duties:
        await desk.publish(duty)
        assert await found(desk, "knead", "Responsibility") == [duties[0].key]
    await publishing.unpublish(desk.installation, duties[0].id, "en", by=BY)
    assert await found(desk, "knead", "Responsibility") == []


async def test_nothing_unpublished_is_shown_while_the_index_is_behind(desk: Desk) -> None:
    duty = await desk.statement("Knead the dough.")
    await desk.publish(duty)
    assert await found(desk, "knead", "Responsibility") == [duty.key]
    catalogue = desk.installation.catalogue
    query = ListQuery(("Responsibility",), "en", search="knead")
    catalogue.apply((), {f"{duty.id}:en"})
    hits = catalogue.search.found(query, None, 20, lambda one: catalogue.is_shown(one, query))
    assert hits == []


def test_one_edit_makes_one_word_of_another() -> None:
    for other in ("bakers", "aker", "baker", "bader", "abker", "bakre"):
        assert is_like("baker", other)
    for other in ("bak", "bakeries", "rekab", "bkaer2"):
        assert not is_like("baker", other)


def test_highlights_are_plain_text_in_parts(installation: Installation) -> None:
    query = ListQuery(("RolePage",), "en", search="cafe <b> kneading")
    text = "<b>The</b> Café, where one kneads & bakes. " + "Nothing else. " * 40 + "She kneaded."
    told = Highlighter(query, installation.locales).of({"title": "Baker", "text": text})
    assert [one.field for one in told] == ["text", "text"]
    marked = [[part.text for part in one.parts if part.is_match] for one in told]
    assert marked == [["b", "b", "Café", "kneads"], ["kneaded"]]
    assert "".join(part.text for part in told[0].parts) in " ".join(text.split())
