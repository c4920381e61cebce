"""Random worlds: everything the model allows, in small numbers, with every text traceable.

The token of a text, `zst2deqz`, names the entity and the locale whose revision says it. Texts
for interviewers hold `SECRET`, labels of variables `LABEL`. Names that are bound into other
texts, and become a part of those, hold `name-` in place of the first letter.
"""

import random
from functools import lru_cache
from typing import Any

from tests.content.rules.world import World

LOCALES = ("en", "de", "de-AT")
CONFIG = "en,de>en,de-AT>de>en"
VARIABLES = ("company.name", "location", "pay")
_NAMES = (*VARIABLES, "role.title", "role.plural_title", "role.family", "organization.name")


def token(label: str, locale: str) -> str:
    """What every text of the entity's revision for that locale holds."""
    return f"z{label.replace('/', '').replace('-', '')}{locale.replace('-', '').lower()}qz"


class Maker:
    """Makes one world of a seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # reproducible, not secret
        self.published: dict[str, Any] = {}
        self._label = ""

    def world(self) -> World:
        """The world; pages and job descriptions extend only earlier ones."""
        for name, fields in (
            *((f"skill/{n}", self._reference) for n in range(3)),
            *((f"family/{n}", self._reference) for n in range(2)),
            ("organization/0", self._reference),
            ("competency/0", self._reference),
            *((f"role/{n}", self._role) for n in range(3)),
            *((f"statement/{n}", self._statement) for n in range(5)),
            *((f"question/{n}", self._question) for n in range(3)),
            *((f"snippet/{n}", self._snippet) for n in range(2)),
            *((f"description/{n}", self._description) for n in range(3)),
            *((f"page/{n}", self._page) for n in range(4)),
        ):
            self._publish(name, fields)
        data = {"locales": CONFIG, "published": self.published}
        data["abstract"] = ["page/0"] if self._random.random() < 0.3 else []
        world = World(data)
        for (entity, locale), _ in list(world.snapshot.items()):
            if self._random.random() < 0.05:
                world.withdraw(world.label(entity), locale)
        return world

    def _publish(self, label: str, fields: Any) -> None:
        locales = [locale for locale in LOCALES if self._random.random() < 0.75]
        while locales:
            self._label = label
            together = [locale for locale in locales if self._random.random() < 0.6] or locales[:1]
            locales = [locale for locale in locales if locale not in together]
            for locale in together:
                self.published[f"{label} {locale}"] = fields(label)

    def _some(self, pool: str, count: int, most: int) -> list[str]:
        numbers = self._random.sample(range(count), self._random.randint(0, most))
        return [f"{pool}/{number}" for number in numbers]

    def _text(self, *, rich: bool = True, placeholders: bool = True, extra: str = "") -> Any:
        texts = {}
        for locale in LOCALES:
            if self._random.random() < 0.6:
                words = [f"{extra}{token(self._label, locale)}", f"w{self._random.randrange(999)}"]
                if rich:
                    words.append(
                        self._random.choice(["*soft*", "**hard**", "`{{pay}}`", "\\{{pay}}"])
                    )
                if placeholders and self._random.random() < 0.5:
                    words.append(f"{{{{{self._random.choice(_NAMES)}}}}}")
                texts[locale] = " ".join(words)
        return texts

    def _line(self) -> Any:
        return self._text(rich=False)

    def _name(self) -> Any:
        return self._text(rich=False, placeholders=False)

    def _bound_name(self) -> Any:
        return {locale: f"name-{text[1:]}" for locale, text in self._name().items()}

    def _reference(self, label: str) -> dict[str, Any]:
        is_bound = label.startswith(("family", "organization"))
        name = self._bound_name() if is_bound else self._name()
        return {"name": name, "summary": self._name()}

    def _role(self, _: str) -> dict[str, Any]:
        return {
            "title": self._bound_name(),
            "plural_title": self._bound_name(),
            "summary": self._text(placeholders=False),
            "family": self._random.choice([None, "family/0", "family/1"]),
            "skills": [
                {"skill": skill, "importance": self._random.choice(["REQUIRED", "PREFERRED"])}
                for skill in self._some("skill", 3, 2)
            ],
        }

    def _statement(self, label: str) -> dict[str, Any]:
        kinds = ("RESPONSIBILITY", "REQUIREMENT")
        return {
            "kind": kinds[int(label[-1]) % 2],
            "heading": self._line(),
            "text": self._text(),
            "skills": self._some("skill", 3, 2),
        }

    def _question(self, _: str) -> dict[str, Any]:
        audience = self._random.choice(["PUBLIC", "PUBLIC", "INTERVIEWER"])
        secret = "SECRET" if audience == "INTERVIEWER" else ""
        return {
            "prompt": self._text(),
            "sample_answer": self._text(extra=secret),
            "audience": audience,
            "look_for": self._text(extra="SECRET"),
            "red_flags": self._text(extra="SECRET"),
            "follow_ups": self._text(extra="SECRET"),
            "rubric": [{"score": 3, "anchor": self._text(extra="SECRET")}],
            "minutes": self._random.choice([None, 5, 20]),
            "skills": self._some("skill", 3, 1),
            "competencies": self._some("competency", 1, 1),
        }

    def _snippet(self, _: str) -> dict[str, Any]:
        return {"kind": "ABOUT", "body": self._text()}

    def _description(self, label: str) -> dict[str, Any]:
        number = int(label[-1])
        return {
            "extends": f"description/{number - 1}"
            if number and self._random.random() < 0.5
            else None,
            "role": f"role/{self._random.randrange(3)}",
            "organization": self._random.choice([None, "organization/0"]),
            "title": self._line(),
            "location": self._line(),
            "overview": self._text(),
            "variables": [
                {"name": name, "label": self._labels(), "default": self._default()}
                for name in VARIABLES
                if self._random.random() < 0.6
            ],
            "blocks": self._blocks(number, "description"),
        }

    def _labels(self) -> dict[str, str]:
        return {locale: f"LABEL {self._label} {locale}" for locale in LOCALES[:2]}

    def _default(self) -> dict[str, str]:
        texts = {locale: f"default {self._label} {locale}" for locale in LOCALES}
        return {locale: text for locale, text in texts.items() if self._random.random() < 0.3}

    def _page(self, label: str) -> dict[str, Any]:
        number = int(label[-1])
        return {
            "extends": f"page/{number - 1}" if number and self._random.random() < 0.6 else None,
            "role": f"role/{self._random.randrange(3)}",
            "slug": {locale: f"{token(self._label, locale)}" for locale in LOCALES},
            "title": self._line(),
            "intro": self._text(),
            "seo": {"title": self._line(), "description": self._line()},
            "blocks": self._blocks(number, "page"),
        }

    def _blocks(self, number: int, owner: str) -> list[dict[str, Any]]:
        made = [
            self._list("STATEMENT_LIST", "statement", 5, {"kind": "RESPONSIBILITY"}),
            self._list("QUESTION_LIST", "question", 3, {"show": self._show()}),
            {"type": "PROSE", "body": self._text()},
            {"type": "CALLOUT", "text": self._text(), "url": "https://example.org"},
            {"type": "SNIPPET_USE", "use": self._use("snippet", 2, "s")},
            {"type": "SKILLS_TABLE"},
            {
                "type": "FAQ",
                "pairs": [{"pair_id": "p", "question": self._line(), "answer": self._text()}],
            },
        ]
        if owner == "page":
            made.append({"type": "JOB_DESCRIPTION_USE", "use": self._use("description", 3, "j")})
            made.append({"type": "RELATED_ROLES", "picks": [self._use("page", 4, "r")]})
        chosen = self._random.sample(made, self._random.randint(1, len(made)))
        own = [
            {
                **block,
                "block_id": f"b{number}{index}",
                "heading": self._line(),
                "intro": self._text(),
            }
            for index, block in enumerate(chosen)
        ]
        return [*own, *(self._delta(number) for _ in range(self._random.randint(0, 1)))]

    def _show(self) -> str:
        return self._random.choice(["WITH_ANSWER", "PROMPT_ONLY"])

    def _list(self, kind: str, pool: str, count: int, more: dict[str, Any]) -> dict[str, Any]:
        uses = [
            self._use(pool, count, f"u{number}") for number in range(self._random.randint(0, 3))
        ]
        return {"type": kind, "items": uses, **more}

    def _use(self, pool: str, count: int, use_id: str) -> dict[str, Any]:
        return {
            "use_id": use_id,
            "target": f"{pool}/{self._random.randrange(count)}",
            "overrides": self._overrides(pool),
            "hidden": self._random.choice([None, None, None, True]),
        }

    def _overrides(self, pool: str) -> list[dict[str, Any]]:
        fields = {
            "statement": ("heading", "text"),
            "question": ("prompt", "sample_answer"),
            "snippet": ("body",),
            "description": ("title", "overview"),
            "page": ("title",),
        }[pool]
        made = []
        for field in fields:
            for locale, text in self._text(rich=field not in ("heading", "title")).items():
                if self._random.random() < 0.3:
                    said = {"inherit": True} if self._random.random() < 0.3 else {"value": text}
                    made.append({"field": field, "locale": locale, **said})
        return made

    def _delta(self, number: int) -> dict[str, Any]:
        pool = self._random.choice(["statement", "question"])
        changed = {
            "use_id": f"u{self._random.randrange(3)}",
            "overrides": self._overrides(pool),
            "hidden": self._random.choice([None, True, False]),
        }
        return {
            "type": "INHERITED",
            "block_id": f"b{max(number - 1, 0)}{self._random.randrange(3)}",
            "hidden": self._random.choice([None, None, True, False]),
            "items": [changed, {**self._use(pool, 3, f"own{number}")}],
        }


@lru_cache(maxsize=200)
def world_of(seed: int) -> World:
    """The world of a seed, always the same; nobody changes it."""
    return Maker(seed).world()
