"""The full-text index: what stands in titles and texts, kept by tantivy beside the catalogue."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Final

from tantivy import Document, Index, Query, Schema, SchemaBuilder, Searcher

from content.catalogue.languages import PLAIN, analyzer, languages_of
from content.catalogue.shelf import FACETS
from content.news.facts import Facts
from content.values.locales import LocaleConfig
from content.values.predicate import Field, Scalar

NUMBERS: Final = ("facets.difficulty", "facets.minutes", "published_at", "updated_at")
"""What can be compared with bounds."""

_MOST_VALUES: Final = 16_000
"""Of a field; tantivy tells at most 65,000 for all fields together."""
_HEAP_BYTES: Final = 15_000_000


@dataclass(frozen=True, slots=True)
class Text:
    """What is looked into: the title with other names, and the running text, in a language."""

    title: str
    text: str
    language: str


class Texts:
    """An index of listed documents, in memory: on a disk every publish would wait for its sync.

    Writing blocks: it is done in threads, by one at a time. Searching may go on meanwhile.
    """

    def __init__(self, locales: LocaleConfig) -> None:
        self.languages = languages_of(locales.all)
        self.schema = _schema(self.languages)
        self._index = Index(self.schema)
        for language in (PLAIN, *self.languages):
            self._index.register_tokenizer(language, analyzer(language))
        self._writer = self._index.writer(heap_size=_HEAP_BYTES, num_threads=1)
        self._numbers: dict[str, int] = {}
        self._documents: list[str] = []
        self.searcher: Searcher = self._index.searcher()

    def replace(self, texts: Iterable[tuple[Facts, Text]], gone: Collection[str]) -> None:
        """Puts documents in place of what was there of them, removes others, and commits."""
        for document in gone:
            if document in self._numbers:
                self._writer.delete_documents_by_term("number", self._numbers[document])
        self.write(texts)
        self.commit()

    def write(self, texts: Iterable[tuple[Facts, Text]]) -> None:
        """Puts documents in place of what was there of them."""
        for facts, text in texts:
            number = self._numbers.get(facts.document)
            if number is None:
                number = self._numbers[facts.document] = len(self._documents)
                self._documents.append(facts.document)
            else:
                self._writer.delete_documents_by_term("number", number)
            self._writer.add_document(self._row(number, facts, text))

    def commit(self) -> None:
        """From now on searches see what was written."""
        self._writer.commit()
        self._index.reload()
        self.searcher = self._index.searcher()

    def hits(self, query: Query, limit: int) -> list[tuple[str, float]]:
        """The best matches first: their documents and scores."""
        searcher = self.searcher
        if not limit or not searcher.num_docs:
            return []
        hits: list[tuple[float, Any]] = searcher.search(query, limit, count=False).hits
        numbers = searcher.fast_field_values("number", [address for _, address in hits])
        return [
            (self._documents[int(number or 0)], score)
            for (score, _), number in zip(hits, numbers, strict=True)
        ]

    def count(self, query: Query) -> int:
        """How many documents match."""
        return int(self.searcher.search(query, 1, count=True).count or 0)  # type: ignore[attr-defined]  # its stub leaves it out

    def counts(self, query: Query, fields: Iterable[Field]) -> list[list[tuple[Scalar, int]]]:
        """For each field, how many matches have each value; of very many values, the commonest."""
        # Each segment tells all that it has: the rarest of one may be the commonest of all.
        bounds = {"size": _MOST_VALUES, "segment_size": max(_MOST_VALUES, self.searcher.num_docs)}
        wanted = {field.value: {"terms": {"field": field.value, **bounds}} for field in fields}
        told = self.searcher.aggregate(query, wanted)
        return [
            [(bucket["key"], bucket["doc_count"]) for bucket in told[field.value]["buckets"]]
            for field in fields
        ]

    def _row(self, number: int, facts: Facts, text: Text) -> Document:
        row: dict[str, Any] = {
            "number": number,
            "is": list(terms_of(facts)),
            "published_at": facts.published_at,
            "updated_at": facts.updated_at,
            f"title_{PLAIN}": text.title,
            f"text_{PLAIN}": text.text,
        }
        for name in ("difficulty", "minutes"):
            if facts.facets.get(name) is not None:
                row[f"facets.{name}"] = facts.facets[name]
        for field, name in FACETS.items():
            if field.value not in NUMBERS and (values := _values(facts, name)):
                row[field.value] = values
        if text.language in self.languages:
            row[f"title_{text.language}"] = text.title
            row[f"text_{text.language}"] = text.text
        return Document.from_dict(row, self.schema)


def terms_of(facts: Facts) -> Iterable[str]:
    """What is true of a document, as terms to narrow a search by."""
    yield f"typename:{facts.typename}"
    yield from (f"serves:{locale}" for locale in facts.serves)
    yield f"entity:{facts.entity}"
    yield f"key:{facts.key}"
    for field, name in FACETS.items():
        values = _values(facts, name)
        yield from (f"{field.value}:{value}" for value in values)
        if values:
            yield field.value


def _values(facts: Facts, name: str) -> list[Scalar]:
    held = facts.facets.get(name)
    several = held if isinstance(held, (list, tuple)) else [] if held is None else [held]
    return list(dict.fromkeys(several))


def _schema(languages: Iterable[str]) -> Schema:
    builder = SchemaBuilder()
    # Signed, because deleting by term takes every number for a signed one.
    builder.add_integer_field("number", indexed=True, fast=True)
    builder.add_text_field("is", tokenizer_name="raw", index_option="basic")
    for field in FACETS:
        if field.value not in NUMBERS:
            builder.add_text_field(
                field.value, tokenizer_name="raw", index_option="basic", fast=True
            )
    for name in NUMBERS:
        builder.add_integer_field(name, indexed=True, fast=True)
    for language in (PLAIN, *languages):
        # Phrases are looked for word by word as they are written, all else by how often it occurs.
        option: Any = "position" if language == PLAIN else "freq"
        builder.add_text_field(f"title_{language}", tokenizer_name=language, index_option=option)
        builder.add_text_field(f"text_{language}", tokenizer_name=language, index_option=option)
    return builder.build()
