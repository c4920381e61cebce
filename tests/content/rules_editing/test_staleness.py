"""Overrides and translations that were left behind."""

import pytest

from content.rules.bases import stale_issues, three_ways
from content.rules.hashing import short_digest
from content.rules.resolution import Snapshot
from content.values.problems import Severity
from content.values.sources import Source
from content.values.text import Base
from tests.content.rules_editing.examples import (
    CONFIG,
    PAGE,
    PARENT,
    QUESTION,
    ROLE,
    STATEMENT,
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
from tests.content.rules_editing.saving import saved

BAKES = {"kind": "RESPONSIBILITY", "heading": {"en": "Baking"}, "text": {"en": "Bakes bread."}}


def base(entity: str, value: object, revision: int = 1, locale: str | None = "en") -> Base:
    return Base(entity=entity, revision=revision, locale=locale, hash=short_digest(value))


OVERRIDDEN = page(statements(use(STATEMENT, override("text", "Bakes rolls."))))
PLACE = "blocks.list.items.u1.overrides"


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
