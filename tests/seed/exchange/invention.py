"""Sources made at random: every feature of the model, and texts that are awkward to write down."""

import random
from typing import Any

from content.rules import order_keys
from content.values.entity import Entity
from content.values.ids import ContentType
from content.values.sources import dump_source

LINES = [
    "Plain",
    " leading and trailing ",
    "colon: inside",
    "hash #tag",
    "# first",
    "no",
    "0001",
    "12:30",
    "2027-01-01",
    "“quotes” 'single' \"double\"",
    "back\\slash",
    "emoji 🧑\u200d🍳 and no-break\u00a0space",
    "ends with colon:",
    "- dash",
    "{brace}",
    "[City, State]",
    "a\u2028b",
    "{{role.title}} here",
    "a very long line " * 15,
]
MARKDOWN = [
    *LINES,
    "",
    "one\ntwo",
    "trailing newlines\n\n\n",
    "\nleading newline",
    "hard break  \nnext",
    "    code block\n\ttab",
    "- a\n  - b\n\n- c\n",
    "word " * 80,
    ("paragraph " * 30).strip() + "\n\n" + ("another " * 30).strip() + "\n",
    "# Heading\n\n1. one\n2. two\n\n> quote",
]
LOCALES = ("en", "de")
LEVELS = {"min": "JUNIOR", "max": "LEAD"}


class Invention:
    """Invents sources that refer to the entities it is told of; one seed, one invention."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # to be repeatable, not secret
        self.known: dict[ContentType, list[Entity]] = {each: [] for each in ContentType}
        self._count = 0

    def line(self) -> str:
        """A line of text."""
        return self.random.choice(LINES)

    def local(self, texts: list[str], *, always: bool = False) -> dict[str, Any]:
        """A text in some locales; English at least, if asked for."""
        return {
            locale: self.random.choice(texts)
            for locale in LOCALES
            if self.random.random() < 0.7 or (always and locale == "en")
        }

    def both(self) -> dict[str, Any]:
        """A text in every locale."""
        return {locale: self.random.choice(MARKDOWN[:-6]) for locale in LOCALES}

    def some(self, content_type: ContentType, most: int = 3) -> list[str]:
        """Ids of some entities of a type."""
        ids = [entity.id for entity in self.known[content_type]]
        return self.random.sample(ids, min(len(ids), self.random.randint(0, most)))

    def one(self, content_type: ContentType) -> str:
        """The id of an entity of a type."""
        return self.random.choice(self.known[content_type]).id

    def maybe(self, fields: dict[str, Any]) -> dict[str, Any]:
        """Some of the fields."""
        return {name: value for name, value in fields.items() if self.random.random() < 0.6}

    def order(self, position: int) -> str:
        """An order key, not always the one of the position."""
        keys = [order_keys.at(position), order_keys.at(position), "0001x5", f"z{position}", "V"]
        return self.random.choice(keys)

    def overrides(self, localised: list[str], shared: dict[str, Any]) -> list[dict[str, Any]]:
        """Some overrides of a use."""
        told: list[dict[str, Any]] = []
        for name in localised:
            texts = LINES if name in ("heading", "title", "location") else MARKDOWN
            for locale in LOCALES:
                if self.random.random() < 0.3:
                    value = {"value": self.random.choice(texts)}
                    told.append(
                        {
                            "field": name,
                            "locale": locale,
                            **self.random.choice([value, value, {"inherit": True}]),
                        }
                    )
        for name, value in self.maybe(shared).items():
            told.append({"field": name, "value": value})
        return told

    def uses(self, ids: list[str], localised: list[str], shared: dict[str, Any]) -> list[Any]:
        """Uses of parts, some of them told differently, hidden, or with an id of their own."""
        return [
            {
                "use_id": self.random.choice([f"u{position}-{self.unique()}", self._key(target)]),
                "target": target,
                "order_key": self.order(position),
                **self.maybe({"overrides": self.overrides(localised, shared)}),
                **self.random.choice([{}, {}, {"hidden": True}, {"hidden": False}]),
            }
            for position, target in enumerate(dict.fromkeys(ids))
        ]

    def unique(self) -> int:
        """A number that was not used before."""
        self._count += 1
        return self._count

    def _key(self, entity_id: str) -> str:
        return next(
            entity.key
            for entities in self.known.values()
            for entity in entities
            if entity.id == entity_id
        )

    def block(self, kind: str, position: int, fields: dict[str, Any]) -> dict[str, Any]:
        """A block with some of what every block may have."""
        return {
            "type": kind,
            "block_id": f"b{self.unique()}",
            "order_key": self.order(position),
            **self.maybe({"heading": self.local(LINES), "intro": self.local(MARKDOWN)}),
            **self.random.choice([{}, {}, {"hidden": True}]),
            **fields,
        }

    def blocks(self, *, is_page: bool) -> list[dict[str, Any]]:
        """Blocks of several types, each at most once."""
        statements = [
            entity.id
            for entity in self.known[ContentType.STATEMENT]
            if getattr(entity.source, "kind", "") == "REASON" and entity.home is None
        ]
        chosen = self.random.sample(statements, min(3, len(statements)))
        questions = self.some(ContentType.INTERVIEW_QUESTION)
        pairs = [
            {
                "pair_id": f"p{self.unique()}",
                "order_key": self.order(position),
                "question": self.local(LINES),
                "answer": self.local(MARKDOWN),
            }
            for position in range(2)
        ]
        minutes = {"minutes": 7, "difficulty": 2}
        made: list[tuple[str, dict[str, Any]]] = [
            ("PROSE", {"body": self.local(MARKDOWN), "outro": self.local(MARKDOWN)}),
            (
                "STATEMENT_LIST",
                {"kind": "REASON", "items": self.uses(chosen, ["heading", "text"], {})},
            ),
            (
                "QUESTION_LIST",
                {
                    "show": "PROMPT_ONLY",
                    "items": self.uses(questions, ["prompt", "sample_answer"], minutes),
                },
            ),
            ("FAQ", {"pairs": pairs}),
            ("SKILLS_TABLE", {}),
            ("CALLOUT", {"text": self.local(MARKDOWN), "url": "https://example.org/a?b=c#d"}),
            *(
                ("SNIPPET_USE", {"use": self.uses([each], ["body"], {})[0]})
                for each in self.some(ContentType.SNIPPET, 1)
            ),
        ]
        if is_page:
            cards = self.uses(self.some(ContentType.ROLE_PAGE), ["title"], {})
            made.append(("RELATED_ROLES", {"picks": cards}))
            made += [
                ("JOB_DESCRIPTION_USE", {"use": self.uses([each], ["title", "overview"], {})[0]})
                for each in self.some(ContentType.JOB_DESCRIPTION, 1)
            ]
        self.random.shuffle(made)
        return [
            self.block(kind, position, fields)
            for position, (kind, fields) in enumerate(made[: self.random.randint(0, len(made))])
        ]

    def deltas(self, parent: Entity) -> list[dict[str, Any]]:
        """Changes to inherited blocks."""
        found: list[dict[str, Any]] = []
        for block in dump_source(parent.source).get("blocks", ()):
            if self.random.random() < 0.5 or block["type"] == "INHERITED":
                continue
            items: list[dict[str, Any]] = [
                {"use_id": use["use_id"], **self.maybe({"hidden": True, "order_key": "0001a"})}
                for use in block.get("items", ())
            ]
            if block["type"] == "QUESTION_LIST":
                items += self.uses(self.some(ContentType.INTERVIEW_QUESTION, 2), ["prompt"], {})
            found.append(
                {
                    "type": "INHERITED",
                    "block_id": block["block_id"],
                    "items": items,
                    "overrides": self.overrides(["heading", "intro"], {}),
                    **self.maybe({"hidden": False, "order_key": "0002b"}),
                }
            )
        return found

    def source(self, content_type: ContentType) -> dict[str, Any]:
        """The data of a source of that type."""
        reference = {
            "name": self.local(LINES, always=True),
            **self.maybe({"aliases": {"en": ["no", "0001", "x: y"], "de": []}}),
            **self.maybe({"same_as": ["https://example.org/#x"]}),
        }
        match content_type:
            case ContentType.ROLE:
                return {
                    "title": self.local(LINES, always=True),
                    "skills": [{"skill": each} for each in self.some(ContentType.SKILL)],
                    "family": self.one(ContentType.JOB_FAMILY),
                    "occupation_codes": [{"scheme": "ISCO", "code": "2512", "label": "12:30"}],
                }
            case ContentType.STATEMENT:
                return {
                    "kind": "REASON",
                    "text": self.local(MARKDOWN, always=True),
                    "skills": self.some(ContentType.SKILL),
                    **self.maybe({"heading": self.local(LINES), "levels": LEVELS}),
                }
            case ContentType.INTERVIEW_QUESTION:
                anchors = [{"score": score, "anchor": self.local(MARKDOWN)} for score in (1, 3)]
                return {
                    "prompt": self.local(MARKDOWN, always=True),
                    "competencies": self.some(ContentType.COMPETENCY),
                    **self.maybe({"minutes": 10, "rubric": anchors, "audience": "INTERVIEWER"}),
                }
            case ContentType.SNIPPET:
                dated = self.maybe({"review_by": "2027-01-01", "owner": "no"})
                return {"kind": "ABOUT", "body": self.local(MARKDOWN, always=True), **dated}
            case ContentType.JOB_DESCRIPTION:
                variable = {"name": "company.name", "type": "TEXT", "label": {"en": "Company: #1"}}
                return {
                    "role": self.one(ContentType.ROLE),
                    "organization": self.one(ContentType.ORGANIZATION),
                    "blocks": self.blocks(is_page=False),
                    **self.maybe({"overview": self.local(MARKDOWN), "variables": [variable]}),
                }
            case ContentType.ROLE_PAGE:
                return self._page()
            case _:
                return reference

    def _page(self) -> dict[str, Any]:
        slug = {locale: f"page-{self.unique()}" for locale in LOCALES}
        data = {
            "role": self.one(ContentType.ROLE),
            "slug": slug,
            "title": {locale: self.line() for locale in LOCALES},
            "blocks": self.blocks(is_page=True),
            **self.maybe({"seo": {"title": self.local(LINES), "robots": "NOINDEX"}}),
        }
        if self.known[ContentType.ROLE_PAGE] and self.random.random() < 0.5:
            parent = self.random.choice(self.known[ContentType.ROLE_PAGE])
            data |= {"extends": parent.id, "blocks": [*data["blocks"], *self.deltas(parent)]}
        return data

    def retold(self, data: Any) -> Any:
        """Stored data with some texts replaced, and what they were written against kept."""
        if isinstance(data, list):
            return [self.retold(each) for each in data]
        if not isinstance(data, dict) or "label" in data:
            return data
        told = isinstance(data.get("value"), str) and data.keys() != {"name", "value"}
        if told and data.get("field") != "importance" and self.random.random() < 0.5:
            return {**data, "value": self.line()}
        return {name: self.retold(value) for name, value in data.items()}
