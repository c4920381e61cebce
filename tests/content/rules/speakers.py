"""The order of speakers as a table: who says what, and what a reader gets.

Every case is one statement in one use: on a root page, a page that extends it, and a leaf that
extends that. `leaf`, `middle`, `root` are their overrides of its text, `target` is its own text,
each by locale; INHERIT stands for an override that says so. The table serves resolution alone
and a database alike: `sources` are what to publish, in `publications`' order.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

LOCALES = "en,de>en,de-AT>de>en"
ALL = ("en", "de", "de-AT")
INHERIT = "INHERIT"

Texts = Mapping[str, str]


@dataclass(frozen=True)
class Case:
    """What each speaker says by locale, and the text and the locale a reader of `read` gets.

    `published` names the locales that publish a speaker, where those are not all.
    """

    name: str
    read: str
    expected: str
    told_in: str
    target: Texts
    leaf: Texts = field(default_factory=dict)
    middle: Texts = field(default_factory=dict)
    root: Texts = field(default_factory=dict)
    published: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def falls_back(self) -> bool:
        """Whether the page tells a path of fallback."""
        return self.told_in != self.read


BOTH = {"en": "Target.", "de": "Ziel."}

CASES: tuple[Case, ...] = (
    Case("the target alone, in the reader's locale", "de", "Ziel.", "de", BOTH),
    Case("the target alone, in the next locale", "de-AT", "Ziel.", "de", BOTH),
    Case("the target alone, in the last locale", "de-AT", "Target.", "en", {"en": "Target."}),
    Case("the leaf before the target", "de", "Blatt.", "de", BOTH, leaf={"de": "Blatt."}),
    Case(
        "speaker before locale: the leaf's English before the target's German",
        *("de", "Leaf.", "en", BOTH),
        leaf={"en": "Leaf."},
    ),
    Case("the middle before the target", "de", "Mitte.", "de", BOTH, middle={"de": "Mitte."}),
    Case("the root before the target", "en", "Root.", "en", BOTH, root={"en": "Root."}),
    Case(
        "speaker before locale: the root's English before the target's German",
        *("de", "Root.", "en", BOTH),
        root={"en": "Root."},
    ),
    Case(
        "the leaf before the middle before the root",
        *("en", "Leaf.", "en", BOTH),
        leaf={"en": "Leaf."},
        middle={"en": "Middle."},
        root={"en": "Root."},
    ),
    Case(
        "the middle before the root",
        *("en", "Middle.", "en", BOTH),
        middle={"en": "Middle."},
        root={"en": "Root."},
    ),
    Case(
        "speaker before locale among the pages",
        *("de", "Leaf.", "en", BOTH),
        leaf={"en": "Leaf."},
        middle={"de": "Mitte."},
        root={"de": "Wurzel."},
    ),
    Case(
        "the chain is tried for each speaker: the leaf's own German before its English",
        *("de-AT", "Blatt.", "de", BOTH),
        leaf={"en": "Leaf.", "de": "Blatt."},
        middle={"de-AT": "Mittn."},
    ),
    Case(
        "an override for another locale says nothing",
        *("en", "Target.", "en", BOTH),
        leaf={"de": "Blatt."},
    ),
    Case(
        "INHERIT leaves the translation alone",
        *("de", "Ziel.", "de", BOTH),
        leaf={"en": "Leaf.", "de": INHERIT},
    ),
    Case(
        "INHERIT in German says nothing to the English",
        *("en", "Leaf.", "en", BOTH),
        leaf={"en": "Leaf.", "de": INHERIT},
    ),
    Case(
        "INHERIT passes the word to the next page",
        *("de", "Mitte.", "de", BOTH),
        leaf={"en": "Leaf.", "de": INHERIT},
        middle={"de": "Mitte."},
    ),
    Case(
        "INHERIT passes the word to the next page, whatever locale it speaks",
        *("de", "Middle.", "en", BOTH),
        leaf={"en": "Leaf.", "de": INHERIT},
        middle={"en": "Middle."},
    ),
    Case(
        "INHERIT holds for those who fall back to its locale",
        *("de-AT", "Ziel.", "de", BOTH),
        leaf={"en": "Leaf.", "de": INHERIT},
    ),
    Case(
        "a value before INHERIT in the chain is one",
        *("de-AT", "Blattl.", "de-AT", BOTH),
        leaf={"de-AT": "Blattl.", "de": INHERIT},
    ),
    Case(
        "INHERIT at every level",
        *("en", "Target.", "en", BOTH),
        leaf={"en": INHERIT},
        middle={"en": INHERIT},
        root={"en": INHERIT},
    ),
    Case(
        "a text in a locale that is not published is a draft",
        *("de", "Target.", "en", BOTH),
        published={"statement": ("en",)},
    ),
    Case(
        "an override in a locale the leaf does not publish is a draft",
        *("de-AT", "Ziel.", "de", BOTH),
        leaf={"de": "Blatt."},
        published={"leaf": ("en", "de-AT")},
    ),
    Case(
        "an override in a locale its page does not publish is a draft; its English is not",
        *("de", "Middle.", "en", BOTH),
        middle={"de": "Mitte.", "en": "Middle."},
        published={"middle": ("en",)},
    ),
)


def _overrides(texts: Texts) -> list[dict[str, Any]]:
    return [
        {"field": "text", "locale": locale, **({"inherit": True} if text == INHERIT else {})}
        | ({"value": text} if text != INHERIT else {})
        for locale, text in texts.items()
    ]


def role_source() -> dict[str, Any]:
    """The role of all three pages."""
    return {"title": {"en": "Baker", "de": "Bäcker", "de-AT": "Bäcker"}}


def statement_source(case: Case) -> dict[str, Any]:
    """The statement that is used."""
    return {"kind": "RESPONSIBILITY", "text": dict(case.target)}


def root_source(case: Case, role: str, statement: str) -> dict[str, Any]:
    """The page that uses it; `role` and `statement` are ids."""
    use = {"use_id": "use", "target": statement, "order_key": "1"}
    block = {"type": "STATEMENT_LIST", "block_id": "duties", "order_key": "1"}
    items = [{**use, "overrides": _overrides(case.root)}]
    return {**_page("root", role), "blocks": [{**block, "kind": "RESPONSIBILITY", "items": items}]}


def heir_source(name: str, case: Case, role: str, parent: str) -> dict[str, Any]:
    """The middle page, which extends the root, or the leaf, which extends the middle one."""
    texts = case.middle if name == "middle" else case.leaf
    item = {"use_id": "use", "overrides": _overrides(texts)}
    block = {"type": "INHERITED", "block_id": "duties", "items": [item]}
    return {**_page(name, role), "extends": parent, "blocks": [block] if texts else []}


def _page(name: str, role: str) -> dict[str, Any]:
    texts = {locale: f"{name}-{locale.lower()}" for locale in ALL}
    return {"role": role, "slug": texts, "title": texts}


def publications(case: Case) -> Iterator[tuple[str, str]]:
    """What to publish, in order: (speaker, locale); everything but `role` speaks."""
    for name in ("role", "statement", "root", "middle", "leaf"):
        locales = case.published.get(name, ALL)
        if name == "statement" and name not in case.published:
            locales = tuple(case.target)
        for locale in locales:
            yield name, locale
