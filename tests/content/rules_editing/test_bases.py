"""What overrides and translations were written against, and which were left behind."""

from typing import Any

import pytest

from content.rules.bases import stale_issues, three_ways, with_bases
from content.rules.hashing import short_digest
from content.rules.local_texts import texts
from content.rules.resolution import Snapshot
from content.values.ids import ContentType
from content.values.problems import Severity
from content.values.sources import Source, dump_source, parse_source
from content.values.text import Base
from tests.content.rules_editing.examples import (
    CONFIG,
    GRANDPARENT,
    PAGE,
    PARENT,
    QUESTION,
    REQUIREMENT,
    ROLE,
    SNIPPET,
    STATEMENT,
    TEMPLATE,
    an_id,
    inherited,
    job_description,
    override,
    page,
    prose,
    publish,
    questions,
    snapshot,
    statements,
    use,
)

BAKES = {"kind": "RESPONSIBILITY", "heading": {"en": "Baking"}, "text": {"en": "Bakes bread."}}


def based(
    source: Source, published: Snapshot | None = None, previous: Source | None = None
) -> dict[str, Base | None]:
    """The base of each text and override, by path."""
    found = with_bases(PAGE, source, previous, published or {}, CONFIG)
    assert strip(found) == strip(source)
    return {text.path: text.base for text in texts(found)}


def saved(source: Source, published: Snapshot, previous: Source | None = None) -> Any:
    """The source as a save would store it."""
    return with_bases(PAGE, source, previous, published, CONFIG)


def strip(data: Any) -> Any:
    """Content without bookkeeping."""
    if isinstance(data, dict):
        return {name: strip(value) for name, value in data.items() if name != "base"}
    if isinstance(data, list | tuple):
        return [strip(value) for value in data]
    return strip(dump_source(data)) if hasattr(data, "model_dump") else data


def base(entity: str, value: object, revision: int = 1, locale: str | None = "en") -> Base:
    return Base(entity=entity, revision=revision, locale=locale, hash=short_digest(value))


OVERRIDDEN = page(statements(use(STATEMENT, override("text", "Bakes rolls."))))
PLACE = "blocks.list.items.u1.overrides"


def test_an_override_names_what_it_replaces() -> None:
    found = based(OVERRIDDEN, publish(STATEMENT, BAKES, revision=3))
    assert found == {f"{PLACE}.text.en": base(STATEMENT, "Bakes bread.", 3)}


def test_it_names_the_locale_that_readers_fall_back_to() -> None:
    german = page(statements(use(STATEMENT, override("text", "Backt Brötchen.", "de"))))
    english = publish(STATEMENT, BAKES)
    assert based(german, english)[f"{PLACE}.text.de"] == base(STATEMENT, "Bakes bread.")
    both = {**BAKES, "text": {"en": "Bakes bread.", "de": "Backt Brot."}}
    in_both = publish(STATEMENT, both, "en", "de")
    expected = base(STATEMENT, "Backt Brot.", locale="de")
    assert based(german, in_both)[f"{PLACE}.text.de"] == expected


def test_nothing_published_is_nothing_to_name() -> None:
    assert based(OVERRIDDEN) == {f"{PLACE}.text.en": None}
    silent = publish(STATEMENT, {"kind": "BENEFIT", "text": {}})
    assert based(OVERRIDDEN, silent) == {f"{PLACE}.text.en": None}


def test_inherit_replaces_nothing() -> None:
    source = page(statements(use(STATEMENT, override("text", None, "de"))))
    assert based(source, publish(STATEMENT, BAKES)) == {f"{PLACE}.text.de": None}


def test_an_unlocalised_field_names_its_shared_value() -> None:
    source = page(
        questions(use(QUESTION, override("minutes", 5, None), override("difficulty", 2, None))),
        statements(
            use(REQUIREMENT, override("importance", "PREFERRED", None), use_id="u2"),
            kind="REQUIREMENT",
        ),
    )
    published = snapshot(
        publish(QUESTION, {"prompt": {"en": "Why?"}, "minutes": 10}),
        publish(REQUIREMENT, {"kind": "REQUIREMENT", "text": {"en": "Rises early"}}),
    )
    assert based(source, published) == {
        "blocks.questions.items.u1.overrides.minutes": base(QUESTION, 10, locale=None),
        "blocks.questions.items.u1.overrides.difficulty": None,
        "blocks.list.items.u2.overrides.importance": base(REQUIREMENT, "REQUIRED", locale=None),
    }


PARENTS = {
    "role": ROLE,
    "blocks": [
        {**prose("why", en="Because."), "order_key": "1", "heading": {"en": "Why"}},
        {
            **statements(use(STATEMENT, override("heading", "Baking here"))),
            "order_key": "2",
        },
    ],
}
HEIR = page(
    inherited(block_id="why", overrides=[override("heading", "Why here")]),
    inherited(use(None, override("heading", "Baking there"), override("text", "Bakes rolls."))),
    extends=PARENT,
)


def test_behind_an_inherited_item_speak_the_ancestors_then_the_target() -> None:
    published = snapshot(publish(STATEMENT, BAKES), publish(PARENT, PARENTS, revision=4))
    assert based(HEIR, published) == {
        "blocks.why.overrides.heading.en": base(PARENT, "Why", 4),
        f"{PLACE}.heading.en": base(PARENT, "Baking here", 4),
        f"{PLACE}.text.en": base(STATEMENT, "Bakes bread."),
    }


def test_behind_a_silent_parent_speaks_its_own() -> None:
    published = snapshot(
        publish(STATEMENT, BAKES),
        publish(PARENT, {"role": ROLE, "extends": GRANDPARENT}),
        publish(GRANDPARENT, PARENTS, revision=2),
    )
    assert based(HEIR, published)[f"{PLACE}.heading.en"] == base(GRANDPARENT, "Baking here", 2)


def test_an_embedded_job_description_speaks_with_what_it_extends() -> None:
    other = an_id(ContentType.JOB_DESCRIPTION, 2)
    source = page(
        {
            "type": "JOB_DESCRIPTION_USE",
            "block_id": "list",
            "use": use(TEMPLATE, override("title", "Our baker"), override("location", "Here")),
        }
    )
    published = snapshot(
        publish(TEMPLATE, {"role": ROLE, "extends": other, "title": {"en": "Baker"}}),
        publish(other, {"role": ROLE, "location": {"en": "{{location}}"}}, revision=7),
    )
    assert based(source, published) == {
        f"{PLACE}.title.en": base(TEMPLATE, "Baker"),
        f"{PLACE}.location.en": base(other, "{{location}}", 7),
    }


def test_a_snippet_and_a_page_may_be_what_is_replaced() -> None:
    source = page(
        {"type": "SNIPPET_USE", "block_id": "s", "use": use(SNIPPET, override("body", "x"))},
        {
            "type": "RELATED_ROLES",
            "block_id": "r",
            "picks": [use(PARENT, override("title", "y"), use_id="u2")],
        },
    )
    published = snapshot(
        publish(SNIPPET, {"kind": "ABOUT", "body": {"en": "About us"}}),
        publish(PARENT, {"role": ROLE, "title": {"en": "Bakers"}}),
    )
    assert based(source, published) == {
        "blocks.s.items.u1.overrides.body.en": base(SNIPPET, "About us"),
        "blocks.r.items.u2.overrides.title.en": base(PARENT, "Bakers"),
    }


def test_published_cycles_and_strange_fields_are_survived() -> None:
    strange = page(
        statements(
            use(STATEMENT, override("model_fields", "x"), override("text", "x", "fr")),
            use(None, override("text", "x"), use_id="u2"),
        ),
        extends=PARENT,
    )
    looped = publish(PARENT, {"role": ROLE, "extends": PAGE, "title": {"en": "x"}})
    itself = publish(PAGE, {"role": ROLE, "extends": PARENT})
    found = based(strange, snapshot(looped, itself, publish(STATEMENT, BAKES)))
    assert set(found.values()) == {None}


def translated(german: Any, english: str = "Baker") -> Source:
    return page(title={"en": english, "de": german})


def against(text: str) -> Base:
    return Base(locale="en", hash=short_digest(text))


def test_a_translation_names_the_text_it_was_made_from() -> None:
    source = page(
        prose(en="Because.", de="Darum."),
        title={"en": "Baker", "de": "Bäcker", "pt": "Padeiro"},
        slug={"en": "baker", "de": "baecker"},
        seo={"title": {"de": "Bäcker werden"}},
    )
    assert based(source) == {
        "slug.en": None,
        "slug.de": None,
        "title.en": None,
        "title.de": against("Baker"),
        "title.pt": against("Baker"),
        "blocks.why.body.en": None,
        "blocks.why.body.de": against("Because."),
        "seo.title.de": None,
    }


def test_lists_are_translated_too() -> None:
    data = {"title": {"en": "B"}, "aliases": {"en": ["A", "B"], "de": ["C"]}}
    found = based(parse_source(ContentType.ROLE, data))
    assert found["aliases.de"] == Base(locale="en", hash=short_digest(["A", "B"]))


def test_a_base_is_kept_while_its_value_is() -> None:
    first = saved(translated("Bäcker"), {})
    again = based(translated("Bäcker", "Head Baker"), previous=first)
    assert again["title.de"] == against("Baker")
    anew = based(translated("Chefbäcker", "Head Baker"), previous=first)
    assert anew["title.de"] == against("Head Baker")


def test_a_base_sent_along_with_a_new_value_is_not_taken_for_its_own() -> None:
    first = saved(translated("Bäcker"), {})
    echoed = {"value": "Chefbäcker", "base": first.title["de"].base.model_dump()}
    found = based(translated(echoed, "Head Baker"), previous=first)
    assert found["title.de"] == against("Head Baker")


def test_an_explicit_base_is_kept() -> None:
    told = {"value": "Bäcker", "base": against("Another").model_dump()}
    assert based(translated(told))["title.de"] == against("Another")
    first = saved(translated("Bäcker"), {})
    assert based(translated(told), previous=first)["title.de"] == against("Another")
    assert based(translated("Bäcker"), previous=saved(translated(told), {}))["title.de"] == against(
        "Another"
    )


def test_a_first_base_names_what_the_text_stood_beside() -> None:
    before = translated("Bäcker")  # stored by something that kept no bases
    found = based(translated("Bäcker", "Head Baker"), previous=before)
    assert found["title.de"] == against("Baker")


def test_an_override_keeps_its_base_until_it_is_written_anew() -> None:
    first = saved(OVERRIDDEN, publish(STATEMENT, BAKES))
    moved_on = publish(STATEMENT, {**BAKES, "text": {"en": "Bakes cakes."}}, revision=2)
    kept = based(OVERRIDDEN, moved_on, first)
    assert kept == {f"{PLACE}.text.en": base(STATEMENT, "Bakes bread.")}
    rewritten = page(statements(use(STATEMENT, override("text", "Bakes tarts."))))
    assert based(rewritten, moved_on, first) == {
        f"{PLACE}.text.en": base(STATEMENT, "Bakes cakes.", 2)
    }


def test_a_moved_use_keeps_its_bases() -> None:
    first = saved(OVERRIDDEN, publish(STATEMENT, BAKES))
    moved_on = publish(STATEMENT, {**BAKES, "text": {"en": "Bakes cakes."}}, revision=2)
    told = override("text", "Bakes rolls.")
    elsewhere = page(statements(use(STATEMENT, told), block_id="other"))
    found = based(elsewhere, moved_on, first)
    assert found == {"blocks.other.items.u1.overrides.text.en": base(STATEMENT, "Bakes bread.")}


def test_another_target_is_another_thing_to_replace() -> None:
    first = saved(OVERRIDDEN, publish(STATEMENT, BAKES))
    other = an_id(ContentType.STATEMENT, 5)
    published = publish(other, {**BAKES, "text": {"en": "Sells bread."}})
    retargeted = page(statements(use(other, override("text", "Bakes rolls."))))
    assert based(retargeted, published, first) == {f"{PLACE}.text.en": base(other, "Sells bread.")}


def test_a_base_is_filled_in_once_there_is_something_to_name() -> None:
    first = saved(OVERRIDDEN, {})
    assert based(OVERRIDDEN, publish(STATEMENT, BAKES), first) == {
        f"{PLACE}.text.en": base(STATEMENT, "Bakes bread.")
    }


def test_saving_what_is_there_changes_nothing() -> None:
    published = snapshot(publish(STATEMENT, BAKES), publish(PARENT, PARENTS))
    first = saved(HEIR, published)
    assert saved(first, published, first) == first
    assert saved(HEIR, published, first) == first


def issues(source: Source, published: Snapshot) -> list[tuple[str, str, str | None]]:
    """Code, path and locale of every warning."""
    found = stale_issues(PAGE, source, published, CONFIG)
    assert all(issue.severity is Severity.WARNING for issue in found)
    return [(issue.code, issue.path, issue.locale) for issue in found]


def test_an_override_is_stale_when_what_it_replaces_has_moved_on() -> None:
    source = saved(OVERRIDDEN, publish(STATEMENT, BAKES))
    assert issues(source, publish(STATEMENT, BAKES)) == []
    unrelated = publish(STATEMENT, {**BAKES, "heading": {"en": "New"}}, revision=2)
    assert issues(source, unrelated) == []
    changed = publish(STATEMENT, {**BAKES, "text": {"en": "Bakes cakes."}}, revision=2)
    assert issues(source, changed) == [("STALE_OVERRIDE", f"{PLACE}.text.en", "en")]
    told = stale_issues(PAGE, source, changed, CONFIG)[0].message
    assert told == (
        "statement-1 has another text since this was written against revision 1: "
        "revision 2 is published"
    )
    assert issues(source, {}) == []


def test_a_stale_override_has_three_sides() -> None:
    source = saved(OVERRIDDEN, publish(STATEMENT, BAKES))
    changed = publish(STATEMENT, {**BAKES, "text": {"en": "Bakes cakes."}}, revision=2)
    (stale,) = three_ways(PAGE, source, changed, CONFIG)
    assert (stale.path, stale.field, stale.locale) == (f"{PLACE}.text.en", "text", "en")
    assert stale.base == base(STATEMENT, "Bakes bread.")
    assert (stale.upstream, stale.mine) == ("Bakes cakes.", "Bakes rolls.")
    kept = override("text", "Bakes rolls.", base=stale.upstream_base.model_dump())
    settled = saved(page(statements(use(STATEMENT, kept))), changed, source)
    assert three_ways(PAGE, settled, changed, CONFIG) == []


def test_an_override_of_a_number_goes_stale() -> None:
    source = page(questions(use(QUESTION, override("minutes", 5, None))))
    old = publish(QUESTION, {"prompt": {"en": "?"}, "minutes": 10})
    new = publish(QUESTION, {"prompt": {"en": "?"}, "minutes": 20}, revision=2)
    (stale,) = three_ways(PAGE, saved(source, old), new, CONFIG)
    assert (stale.upstream, stale.mine, stale.locale) == (20, 5, None)


def test_a_translation_of_what_is_replaced_makes_its_override_stale() -> None:
    german = page(statements(use(STATEMENT, override("text", "Backt Brötchen.", "de"))))
    source = saved(german, publish(STATEMENT, BAKES))
    both = {**BAKES, "text": {"en": "Bakes bread.", "de": "Backt Brot."}}
    found = issues(source, publish(STATEMENT, both, "en", "de"))
    assert ("STALE_OVERRIDE", f"{PLACE}.text.de", "de") in found


def test_a_new_speaker_in_between_is_told_apart() -> None:
    bare = {**PARENTS, "blocks": [{**statements(use()), "order_key": "2"}]}
    published = snapshot(publish(STATEMENT, BAKES), publish(PARENT, bare))
    source = saved(HEIR, published)
    now = snapshot(publish(STATEMENT, BAKES), publish(PARENT, PARENTS, revision=2))
    found = stale_issues(PAGE, source, now, CONFIG)
    assert [issue.path for issue in found] == [f"{PLACE}.heading.en"]
    assert f"revision 1 of {STATEMENT}" in found[0].message


def test_outdated_and_missing_translations() -> None:
    first = saved(page(prose(en="Because."), title={"en": "Baker", "de": "Bäcker"}), {})
    source = first.model_copy(
        update={"title": {**first.title, "en": first.title["en"].model_copy(update={"value": "X"})}}
    )
    assert issues(source, {}) == [
        ("OUTDATED_TRANSLATION", "title.de", "de"),
        ("MISSING_TRANSLATION", "blocks.why.body.de", "de"),
    ]


def test_nothing_is_missing_in_a_locale_nobody_asked_for() -> None:
    assert issues(page(title={"en": "Baker"}), {}) == []
    own = publish(PAGE, {"role": ROLE}, "de")
    assert issues(page(title={"en": "Baker"}), own) == [("MISSING_TRANSLATION", "title.de", "de")]


@pytest.mark.parametrize(
    ("title", "missing"),
    [
        ({"en": "Baker", "pt-BR": "Padeiro"}, []),
        ({"en": "Baker", "pt": "Padeiro"}, []),
        ({"en": "Baker", "en-GB": "Baker"}, []),
        ({"de": "Bäcker"}, []),
        ({"en": " ", "de": "Bäcker"}, []),
        ({"en": "Baker", "de": " ", "pt": "Padeiro"}, []),
    ],
)
def test_relatives_of_a_locale_serve_it(title: dict[str, str], missing: list[str]) -> None:
    source = page(title=title)
    assert [path for _, path, _ in issues(source, {})] == missing


def test_a_regional_locale_is_served_by_its_language() -> None:
    source = page(title={"en": "A", "pt": "B"}, intro={"en": "C", "pt-BR": "D", "pt": "E"})
    assert issues(source, {}) == []
    source = page(title={"en": "A"}, intro={"en": "C", "pt-BR": "D", "en-GB": "E"})
    assert [path for _, path, _ in issues(source, {})] == ["title.pt-BR"]


def test_blank_is_missing() -> None:
    source = page(title={"en": "A", "de": " "}, intro={"en": "B", "de": "C"})
    assert issues(source, {}) == [("MISSING_TRANSLATION", "title.de", "de")]


def test_an_override_without_translation_hides_the_one_of_its_target() -> None:
    told = override("text", "Bakes rolls.")
    source = page(statements(use(STATEMENT, told)), title={"en": "Baker", "de": "Bäcker"})
    assert issues(source, {}) == [("MISSING_TRANSLATION", f"{PLACE}.text.de", "de")]
    silent = page(
        statements(use(STATEMENT, told, override("text", None, "de"))),
        title={"en": "Baker", "de": "Bäcker"},
    )
    assert issues(silent, {}) == []


def test_labels_of_variables_are_translated() -> None:
    declared = [{"name": "location", "label": {"en": "City"}}]
    source = job_description(variables=declared, overview={"en": "A", "de": "B"})
    assert issues(source, {}) == [("MISSING_TRANSLATION", "variables.location.label.de", "de")]
