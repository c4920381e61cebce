"""What a search finds, told to tantivy: words by stem, beginning and likeness, and conditions."""

import re
from collections.abc import Iterator

from tantivy import FieldType, Occur, Query

from content.catalogue.languages import PLAIN
from content.catalogue.query import ListQuery
from content.catalogue.shelf import FACETS, milliseconds
from content.catalogue.texts import NUMBERS, Texts
from content.catalogue.words import SHORTEST_BEGINNING, SHORTEST_TYPO, Word, Words
from content.values.predicate import AllOf, And, Between, Field, Not, OneOf, Or, Predicate

TITLE, BEGINNING, LIKENESS = 10.0, 0.3, 0.1
"""How much a match in a title weighs, and one that is no whole word, or only like one."""
MOST_CONTINUATIONS = 12
"""How many of the commonest words that begin like one are looked for in its place."""

_LEAST, _MOST = -(2**63), 2**63 - 1


def matching(texts: Texts, query: ListQuery, words: Words) -> Query:
    """What finds the whole list; with conditions, whatever order it is read in."""
    parts = [(Occur.Must, _worded(texts, words))]
    parts += [(Occur.Must, _silent(part)) for part in _narrowed(texts, query)]
    return Query.boolean_query(parts)


def likely(texts: Texts, query: ListQuery, words: Words) -> Query:
    """What finds the best of the list soonest: with the same scores, and maybe more than the list.

    Most of what it finds is of the list, as far as one can tell beforehand.
    """
    # Words alone can be looked for without scoring every document; joined to a condition, not.
    if query.where == And() and not words.phrases and _are_most(texts, query):
        return _worded(texts, words)
    return matching(texts, query, words)


def _are_most(texts: Texts, query: ListQuery) -> bool:
    searcher = texts.searcher
    of_these = sum(searcher.doc_freq("is", f"typename:{name}") for name in query.typenames)
    served = searcher.doc_freq("is", f"serves:{query.locale}")
    return 2 * min(of_these, served) > searcher.num_docs


def _worded(texts: Texts, words: Words) -> Query:
    either = _any_of([query for word in words.words for query in _alternatives(texts, word)])
    if not words.phrases:
        return either
    phrases = [(Occur.Must, _phrase(texts, phrase)) for phrase in words.phrases]
    return Query.boolean_query([*phrases, (Occur.Should, either)])


def _alternatives(texts: Texts, word: Word) -> Iterator[Query]:
    exact = [(PLAIN, word.plain), *word.stems]
    is_known = False
    for language, term in exact:
        for part, weight in (("title", TITLE), ("text", 1.0)):
            if texts.searcher.doc_freq(f"{part}_{language}", term):
                is_known = True
                yield _term(texts, f"{part}_{language}", term, weight / len(exact))
    if len(word.plain) >= SHORTEST_BEGINNING:
        for part, weight in (("title", TITLE), ("text", 1.0)):
            for term in _continuations(texts, f"{part}_{PLAIN}", word.plain):
                is_known = True
                yield _term(texts, f"{part}_{PLAIN}", term, weight * BEGINNING)
    if not is_known and len(word.plain) >= SHORTEST_TYPO:
        for part, weight in (("title", TITLE), ("text", 1.0)):
            like = Query.fuzzy_term_query(texts.schema, f"{part}_{PLAIN}", word.plain, distance=1)
            yield Query.boost_query(like, weight * LIKENESS)


def _continuations(texts: Texts, field: str, beginning: str) -> list[str]:
    found = texts.searcher.terms_with_prefix(field, beginning, limit=MOST_CONTINUATIONS + 1)
    return [term for term, _ in found if term != beginning]


def _phrase(texts: Texts, phrase: tuple[str, ...]) -> Query:
    fields = (f"title_{PLAIN}", f"text_{PLAIN}")
    # A phrase may end within a word, as it may in MongoDB.
    if len(phrase) == 1:
        beginning = f"{re.escape(phrase[0])}.*"
        return _any_of([Query.regex_query(texts.schema, field, beginning) for field in fields])
    return _any_of([_in_order(texts, field, phrase) for field in fields])


def _in_order(texts: Texts, field: str, phrase: tuple[str, ...]) -> Query:
    if _continuations(texts, field, phrase[-1]):
        return Query.phrase_prefix_query(texts.schema, field, list(phrase))
    return Query.phrase_query(texts.schema, field, list(phrase))


def _term(texts: Texts, field: str, term: str, weight: float) -> Query:
    return Query.boost_query(Query.term_query(texts.schema, field, term, "freq"), weight)


def _narrowed(texts: Texts, query: ListQuery) -> Iterator[Query]:
    yield _any_is(texts, [f"typename:{typename}" for typename in query.typenames])
    yield _any_is(texts, [f"serves:{query.locale}"])
    if query.where != And():
        yield _fulfilling(texts, query.where)


def _fulfilling(texts: Texts, where: Predicate) -> Query:
    match where:
        case And(parts=parts):
            return _all_of([_fulfilling(texts, part) for part in parts])
        case Or(parts=parts):
            return _any_of([_fulfilling(texts, part) for part in parts])
        case Not(part=part):
            return Query.boolean_query(
                [(Occur.Must, Query.all_query()), (Occur.MustNot, _fulfilling(texts, part))]
            )
        case OneOf(field=field, values=values) if field.value in NUMBERS[2:]:
            return _any_of([_exactly(texts, field, milliseconds(value)) for value in values])
        case OneOf(field=field, values=values):
            return _any_is(texts, [f"{field.value}:{value}" for value in values])
        case AllOf(field=field, values=values):
            return _all_of([_any_is(texts, [f"{field.value}:{value}"]) for value in values])
        case Between():
            return _within(texts, where)


def _within(texts: Texts, bounds: Between) -> Query:
    given = (bounds.gt, bounds.gte, bounds.lt, bounds.lte)
    if all(bound is None for bound in given):
        is_facet = bounds.field in FACETS
        return _any_is(texts, [bounds.field.value]) if is_facet else Query.all_query()
    if bounds.field.value not in NUMBERS:
        return Query.empty_query()
    gt, gte, lt, lte = (None if bound is None else milliseconds(bound) for bound in given)
    lower = max(_LEAST if gt is None else gt + 1, _LEAST if gte is None else gte)
    upper = min(_MOST if lt is None else lt - 1, _MOST if lte is None else lte)
    return _between(texts, bounds.field, lower, upper)


def _exactly(texts: Texts, field: Field, value: int) -> Query:
    return _between(texts, field, value, value)


def _between(texts: Texts, field: Field, lower: int, upper: int) -> Query:
    if lower > upper:
        return Query.empty_query()
    return Query.range_query(texts.schema, field.value, FieldType.Integer, lower, upper)


def _any_is(texts: Texts, terms: list[str]) -> Query:
    if len(terms) > 20:
        return Query.term_set_query(texts.schema, "is", terms)
    return _any_of([Query.term_query(texts.schema, "is", term, "basic") for term in terms])


def _any_of(queries: list[Query]) -> Query:
    if not queries:
        return Query.empty_query()
    if len(queries) == 1:
        return queries[0]
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def _all_of(queries: list[Query]) -> Query:
    if not queries:
        return Query.all_query()
    return Query.boolean_query([(Occur.Must, query) for query in queries])


def _silent(query: Query) -> Query:
    """The same without a say in the score."""
    return Query.const_score_query(query, 0.0)
