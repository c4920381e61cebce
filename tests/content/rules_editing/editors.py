"""Editors who change a source at random, and an independent view of what they changed."""

import random
from copy import deepcopy
from typing import Any

from content.values.ids import ContentType, type_of
from content.values.sources import dump_source, parse_source
from tests.content.rules_editing.examples import PARENT, QUESTION, ROLE, SNIPPET, an_id

Data = dict[str, Any]

_LOCALES = ("en", "de")
_WORDS = ("bread", "rolls", "cake")


def normal(content_type: ContentType, data: Data) -> Data:
    """The form a source is stored in."""
    return dump_source(parse_source(content_type, data))


class Editor:
    """Random sources and random changes to them; the same seed does the same."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def page(self) -> Data:
        """A role page with a few blocks."""
        data: Data = {"role": ROLE, "blocks": []}
        for _ in range(self.random.randrange(5)):
            self._add_block(data)
        self.change(data, 4)
        return normal(ContentType.ROLE_PAGE, data)

    def changed(self, data: Data, times: int) -> Data:
        """The page with a few changes."""
        new = deepcopy(data)
        self.change(new, times)
        return normal(ContentType.ROLE_PAGE, new)

    def change(self, data: Data, times: int) -> None:
        """Makes so many changes to a page."""
        verbs = (
            self._write_title,
            self._write_seo,
            self._change_parent,
            self._add_block,
            self._remove_block,
            self._shuffle_blocks,
            self._move_block,
            self._write_heading,
            self._change_kind,
            self._add_use,
            self._remove_use,
            self._retarget,
            self._override,
            self._override,
            self._clear_override,
            self._note_base,
        )
        for _ in range(times):
            self.random.choice(verbs)(data)

    def _entry(self) -> Data:
        entry: Data = {"value": self.random.choice(_WORDS)}
        if self.random.random() < 0.5:
            entry["base"] = {"hash": self.random.choice(_WORDS)}
        return entry

    def _write(self, holder: Data, name: str) -> None:
        locale = self.random.choice(_LOCALES)
        entries = holder.setdefault(name, {})
        if self.random.random() < 0.3:
            entries.pop(locale, None)
        else:
            entries[locale] = self._entry()

    def _write_title(self, data: Data) -> None:
        self._write(data, "title")

    def _write_seo(self, data: Data) -> None:
        self._write(data.setdefault("seo", {}), self.random.choice(("title", "description")))

    def _change_parent(self, data: Data) -> None:
        if self.random.random() < 0.3:
            data["extends"] = self.random.choice([PARENT, an_id(ContentType.ROLE_PAGE, 9)])

    def _add_block(self, data: Data) -> None:
        block_id = f"b{self.random.randrange(6)}"
        blocks = data.setdefault("blocks", [])
        if any(block["block_id"] == block_id for block in blocks):
            return
        block: Data = self.random.choice(
            [
                {"type": "PROSE", "body": {"en": self._entry()}},
                {"type": "STATEMENT_LIST", "kind": self._kind(), "items": []},
                {"type": "QUESTION_LIST", "items": []},
                {"type": "SNIPPET_USE", "use": self._use(SNIPPET)},
                {"type": "INHERITED", "items": []},
                {"type": "FAQ", "pairs": [self._pair(index) for index in range(2)]},
            ]
        )
        if block["type"] != "INHERITED":
            block["order_key"] = self._order_key()
        blocks.insert(self.random.randint(0, len(blocks)), {**block, "block_id": block_id})

    def _pair(self, index: int) -> Data:
        texts = {"question": {"en": self._entry()}, "answer": {"en": self._entry()}}
        return {"pair_id": f"p{index}", "order_key": self._order_key(), **texts}

    def _kind(self) -> str:
        return self.random.choice(("RESPONSIBILITY", "REQUIREMENT", "BENEFIT"))

    def _order_key(self) -> str:
        return self.random.choice("123")

    def _use(self, target: str) -> Data:
        use_id = f"u{self.random.randrange(8)}"
        return {"use_id": use_id, "target": target, "order_key": self._order_key()}

    def _block(self, data: Data, *types: str) -> Data | None:
        blocks = [each for each in data.get("blocks", []) if not types or each["type"] in types]
        return self.random.choice(blocks) if blocks else None

    def _remove_block(self, data: Data) -> None:
        if block := self._block(data):
            data["blocks"].remove(block)

    def _shuffle_blocks(self, data: Data) -> None:
        self.random.shuffle(data.get("blocks", []))

    def _move_block(self, data: Data) -> None:
        if block := self._block(data):
            block["order_key"] = self._order_key()

    def _write_heading(self, data: Data) -> None:
        block = self._block(data)
        if block and block["type"] == "FAQ":
            self._write(self.random.choice(block["pairs"]), "question")
        elif block and block["type"] != "INHERITED":
            self._write(block, "heading")

    def _change_kind(self, data: Data) -> None:
        if block := self._block(data, "STATEMENT_LIST"):
            block["kind"] = self._kind()

    def _add_use(self, data: Data) -> None:
        block = self._block(data, "STATEMENT_LIST", "QUESTION_LIST", "INHERITED")
        if block is None:
            return
        new = self._use(an_id(ContentType.STATEMENT, self.random.randrange(3)))
        if block["type"] == "INHERITED" and self.random.random() < 0.5:
            del new["target"]
        if new["use_id"] not in {each["use_id"] for each in _uses(data)}:
            block.setdefault("items", []).append(new)

    def _remove_use(self, data: Data) -> None:
        block = self._block(data, "STATEMENT_LIST", "QUESTION_LIST", "INHERITED")
        if block and block.get("items"):
            block["items"].remove(self.random.choice(block["items"]))

    def _a_use(self, data: Data) -> Data | None:
        uses = _uses(data)
        return self.random.choice(uses) if uses else None

    def _retarget(self, data: Data) -> None:
        used = self._a_use(data)
        if used and used.get("target") and self.random.random() < 0.5:
            used["target"] = self.random.choice((QUESTION, SNIPPET))

    def _override(self, data: Data) -> None:
        if used := self._a_use(data):
            place = (self.random.choice(("text", "heading")), self.random.choice(_LOCALES))
            self._forget(used, place)
            told = {"field": place[0], "locale": place[1], **self._entry()}
            used.setdefault("overrides", []).append(told)

    def _clear_override(self, data: Data) -> None:
        if used := self._a_use(data):
            self._forget(used, (self.random.choice(("text", "heading")), "en"))

    @staticmethod
    def _forget(used: Data, place: tuple[str, str]) -> None:
        used["overrides"] = [
            each for each in used.get("overrides", []) if (each["field"], each["locale"]) != place
        ]

    def _note_base(self, data: Data) -> None:
        entries = list(data.get("title", {}).values())
        entries += [told for used in _uses(data) for told in used.get("overrides", [])]
        if entries:
            self.random.choice(entries)["base"] = {"hash": self.random.choice(_WORDS)}


def _uses(data: Data) -> list[Data]:
    uses = [each for block in data.get("blocks", []) for each in block.get("items", [])]
    return uses + [block["use"] for block in data.get("blocks", []) if "use" in block]


def leaves(data: Any, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], Any]:
    """Every single value by where it stands, items by their id; `base` as one value."""
    if isinstance(data, dict) and path[-1:] != ("base",):
        found: dict[tuple[str, ...], Any] = {}
        for name, inner in data.items():
            found |= leaves(inner, (*path, name))
        return found
    if isinstance(data, list) and data and isinstance(data[0], dict):
        found = {}
        for member in data:
            found |= leaves(member, (*path, _id_of(member)))
        return found
    return {} if data == [] else {path: data}


def _id_of(member: Data) -> str:
    for name in ("block_id", "use_id", "pair_id", "skill", "name", "score"):
        if name in member:
            return str(member[name])
    return f"{member['field']}|{member.get('locale')}"


def without_bases(found: dict[tuple[str, ...], Any]) -> dict[tuple[str, ...], Any]:
    """Leaves that are content, not bookkeeping."""
    return {path: value for path, value in found.items() if path[-1] != "base"}


def is_well_formed(data: Data) -> bool:
    """Whether it can be read back as what it is: raises nothing and loses nothing."""
    return leaves(normal(type_of(PARENT), data)) == leaves(data)
