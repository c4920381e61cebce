"""A source as a library writes it: the reverse of `unfolding`, in one normal form."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from content.rules.hashing import digest, is_localized, short_digest
from content.values.ids import ContentType, type_of
from content.values.sources import Source, dump_source
from content.values.uses import UNLOCALISED
from seed.exchange.notation.names import Name, NameOf
from seed.exchange.notation.unfolding_blocks import added_order, own_order

_INHERITED_TEXTS: Final = ("heading", "intro", "body", "text", "outro")
_BLOCK_FIELDS: Final = ("kind", "show", "heading", "intro", "body", "text", "url")


class Folding:
    """Writes sources with names for ids.

    Parts that have no name, or that are not `is_wanted`, are left out of the lists they are in.
    Without an `original` locale bases stay out; with it, those of translations that are up to
    date do, for whoever reads them again fills them in.
    """

    def __init__(
        self,
        name_of: NameOf,
        is_wanted: Callable[[str], bool] = lambda _: True,
        *,
        original: str | None,
    ) -> None:
        self._name_of = name_of
        self._is_wanted = is_wanted
        self._original = original

    def fold(self, content_type: ContentType, source: Source) -> dict[str, Any]:
        """The fields of an entity, in the model's order, absent ones left out.

        Raises LookupError with the id of a parent or a role that has no name.
        """
        data = dump_source(source)
        extends = "extends" in data
        document: dict[str, Any] = {}
        for name, value in data.items():
            match name:
                case "extends" | "role":
                    document[name] = self._required(value)
                case "organization" | "family":
                    document[name] = self._key(value)
                case "skills" if content_type is ContentType.ROLE:
                    document[name] = list(self._role_skills(value))
                case "skills" | "competencies":
                    document[name] = [key for key in map(self._key, value) if key]
                case "blocks":
                    document[name] = self._blocks(value, extends)
                case _:
                    document[name] = self._plain(value)
        return {name: value for name, value in document.items() if value not in (None, [])}

    def _name(self, target: str) -> Name | None:
        return self._name_of(target) if self._is_wanted(target) else None

    def _key(self, target: str) -> str | None:
        name = self._name(target)
        return name.key if name else None

    def _required(self, target: str) -> str:
        name = self._name_of(target)
        if name is None:
            raise LookupError(target)
        return name.key

    def _role_skills(self, skills: Iterable[Mapping[str, Any]]) -> Iterable[dict[str, Any]]:
        for each in skills:
            if key := self._key(each["skill"]):
                yield {**each, "skill": key}

    def _plain(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._plain(each) for each in value]
        if not isinstance(value, dict):
            return value
        if is_localized(value):
            original = value.get(self._original or "")
            current = short_digest(original["value"]) if original else ""
            return {locale: self._text(entry, current) for locale, entry in sorted(value.items())}
        return {name: self._plain(each) for name, each in value.items()}

    def _text(self, entry: Mapping[str, Any], current: str) -> Any:
        base = self._base(entry)
        is_current = base == {"locale": self._original, "hash": current}
        return (
            {"value": entry["value"], "base": base} if base and not is_current else entry["value"]
        )

    def _base(self, entry: Mapping[str, Any]) -> dict[str, Any] | None:
        if self._original is None or "base" not in entry:
            return None
        told: Mapping[str, str] = entry["base"]
        base = {name: told[name] for name in ("locale", "hash") if name in told}
        name = self._name_of(told["entity"]) if "entity" in told else None
        return {"entity": str(name), **base} if name else base

    def _blocks(self, blocks: Iterable[Mapping[str, Any]], extends: bool) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for block in sorted(blocks, key=_block_place):
            is_own = block["type"] != "INHERITED"
            fallback = (added_order if extends else own_order)(len(found))
            folded = {"id": block["block_id"], "type": block["type"]}
            if not is_own:
                folded, fallback = {"inherited": block["block_id"]}, ""
            folded |= _placing(block, fallback)
            for name in _BLOCK_FIELDS:
                if name in block:
                    folded[name] = self._plain(block[name])
            folded |= self._texts_told(block.get("overrides", ()))
            for name in ("items", "picks"):
                if name in block:
                    folded[name] = self._uses(block[name], is_own)
            if "use" in block:
                use = self._use(block["use"], own_order(0), True)
                if use is None:
                    continue
                folded["use"] = use
            if "pairs" in block:
                folded["pairs"] = self._pairs(block["pairs"])
            if "outro" in block:
                folded["outro"] = self._plain(block["outro"])
            found.append({name: value for name, value in folded.items() if value != []})
        return found

    def _texts_told(self, overrides: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
        told = self._overrides(overrides)
        return {name: told[name] for name in _INHERITED_TEXTS if name in told}

    def _uses(self, uses: Iterable[Mapping[str, Any]], is_own: bool) -> list[Any]:
        found: list[Any] = []
        for use in sorted(uses, key=_use_place):
            fallback = (own_order if is_own else added_order)(len(found))
            folded = self._use(use, fallback, is_own)
            if folded is not None:
                found.append(folded)
        return found

    def _use(self, use: Mapping[str, Any], fallback: str, is_own: bool) -> Any:
        """A use as a bare name where that says it all; None when its target is left out."""
        folded: dict[str, Any] = {}
        if "target" in use:
            name = self._name(use["target"])
            if name is None:
                return None
            folded["use"] = name.key if is_own else str(name)
            if name.key != use["use_id"]:
                folded["id"] = use["use_id"]
        else:
            folded["inherited"], fallback = use["use_id"], ""
        folded |= _placing(use, fallback)
        if override := self._overrides(use.get("overrides", ())):
            folded["override"] = override
        return folded["use"] if folded.keys() == {"use"} else folded

    def _pairs(self, pairs: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
        placed = sorted(pairs, key=lambda pair: (pair["order_key"], pair["pair_id"]))
        return [
            {
                "id": pair["pair_id"],
                **_placing(pair, own_order(position)),
                "question": self._plain(pair["question"]),
                "answer": self._plain(pair["answer"]),
            }
            for position, pair in enumerate(placed)
        ]

    def _overrides(self, overrides: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
        told: dict[str, Any] = {}
        for each in sorted(overrides, key=lambda each: (each["field"], each.get("locale", ""))):
            base = self._base(each)
            said: Any = {"inherit": True} if each.get("inherit") else {"value": each["value"]}
            if base:
                said["base"] = base
            elif "value" in said:
                said = said["value"]
            if each["field"] in UNLOCALISED:
                told[each["field"]] = said
            else:
                told.setdefault(each["field"], {})[each["locale"]] = said
        return told


Place = tuple[bool, str, str]


def _block_place(block: Mapping[str, Any]) -> Place:
    """What is inherited comes first, as it was stored; then own blocks as readers see them."""
    if block["type"] == "INHERITED":
        return (False, "", "")
    return (True, block["order_key"], block["block_id"])


def _use_place(use: Mapping[str, Any]) -> Place:
    """As for blocks: changes to inherited uses first."""
    if "target" not in use:
        return (False, "", "")
    return (True, use["order_key"], use["use_id"])


def _placing(item: Mapping[str, Any], fallback: str) -> dict[str, Any]:
    placing: dict[str, Any] = {}
    if item.get("order_key", fallback) != fallback:
        placing["order"] = item["order_key"]
    if "hidden" in item:
        placing["hidden"] = item["hidden"]
    return placing


def content_digest(content_type: ContentType, source: Source) -> str:
    """A hash of what a source says: bookkeeping and the order things are stored in left out."""
    named_by_id = Folding(lambda target: Name(type_of(target), target), original=None)
    return digest(named_by_id.fold(content_type, source))
