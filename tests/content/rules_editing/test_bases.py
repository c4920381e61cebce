"""What overrides and translations were written against, and which were left behind."""

from content.rules.hashing import short_digest
from content.values.ids import ContentType
from content.values.text import Base
from tests.content.rules_editing.examples import (
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
    override,
    page,
    prose,
    publish,
    questions,
    snapshot,
    statements,
    use,
)
from tests.content.rules_editing.saving import based, saved

BAKES = {"kind": "RESPONSIBILITY", "heading": {"en": "Baking"}, "text": {"en": "Bakes bread."}}


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
