"""The best matches and the facets of a search, told without looking at every match."""

from collections import Counter
from itertools import product
from random import Random

import pytest

from content.catalogue import ListQuery
from content.catalogue.matching import matching
from content.catalogue.searching import Search
from content.catalogue.shelf import FACETS
from content.catalogue.texts import Text, Texts
from content.news.facts import Facts, facts_of
from content.values.locales import LocaleConfig
from content.values.predicate import MANY_VALUED, And, Field, OneOf, Predicate
from tests.conftest import LOCALES
from tests.content.catalogue.corpus import TYPENAMES, document

SEARCHES = (
    "bake",
    "kneading dough",
    "frontend develop",
    "testing tests night",
    '"the oven"',
    "zzz",
)


class Shop:
    """Some hundred documents that can be searched, without a database."""

    def __init__(self) -> None:
        self.locales = LocaleConfig.parse(LOCALES)
        self.texts = Texts(self.locales)
        random = Random(7)
        stored = [document(number, random) for number in range(600)]
        self.facts: dict[str, Facts] = {one["_id"]: facts_of(one) for one in stored}
        self.texts.write(
            (
                self.facts[one["_id"]],
                Text(one["search"]["title"], one["search"]["text"], one["language"]),
            )
            for one in stored
        )
        self.texts.commit()
        self.search = Search(self.locales)
        self.search._texts = self.texts
        self.search.end(self.texts)

    def is_shown(self, document: str, query: ListQuery) -> bool:
        """Whether a document is of the list."""
        facts = self.facts[document]
        return facts.typename in query.typenames and query.locale in facts.serves

    def all_of(self, query: ListQuery) -> list[tuple[str, float]]:
        """The whole list, best first, every match of it looked at."""
        wanted = matching(self.texts, query, self.search._words(query))
        return self.texts.hits(wanted, len(self.facts))


@pytest.fixture(scope="module")
def shop() -> Shop:
    return Shop()


@pytest.mark.parametrize(("words", "locale"), list(product(SEARCHES, ("en", "de"))))
@pytest.mark.parametrize("typenames", [TYPENAMES, TYPENAMES[:2], TYPENAMES[:1]])
def test_the_best_are_the_first_of_all(
    shop: Shop, words: str, locale: str, typenames: tuple[str, ...]
) -> None:
    query = ListQuery(typenames, locale, search=words)
    every = shop.all_of(query)
    for limit in (1, 7, 200):
        best = shop.search.found(query, None, limit, lambda one: shop.is_shown(one, query))
        assert [one for one, _ in best] == [one for one, _ in every[:limit]]
        assert [score for _, score in best] == pytest.approx([score for _, score in every[:limit]])


def test_they_go_on_where_they_ended(shop: Shop) -> None:
    query = ListQuery(TYPENAMES[:2], "en", search="bake bread oven")
    every = [one for one, _ in shop.all_of(query)]
    assert len(every) > 100
    read: list[str] = []
    place = None
    while found := shop.search.found(query, place, 30, lambda one: shop.is_shown(one, query)):
        read += [one for one, _ in found]
        place = (found[-1][1], found[-1][0].partition(":")[0])
    assert read == every


@pytest.mark.parametrize("words", SEARCHES)
@pytest.mark.parametrize("where", [And(), OneOf(field=Field.FAMILY, values=("design",))])
def test_facets_count_what_is_found(shop: Shop, words: str, where: Predicate) -> None:
    query = ListQuery(TYPENAMES[1:], "en", where, search=words)
    found = [shop.facts[document].facets for document, _ in shop.all_of(query)]
    counted = shop.search.counts(query, tuple(FACETS), 2)
    for (field, name), some in zip(FACETS.items(), counted, strict=True):
        held = [each[name] for each in found if each.get(name) is not None]
        several = (one if field in MANY_VALUED else [one] for one in held)
        counts = Counter(value for values in several for value in values)
        assert some == sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:2]
