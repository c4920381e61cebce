"""Which role an article is about, from its headings and its `Title:` line."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from seed.articles.problems import ArticleError
from seed.articles.vocabulary.naming import FROM_A_SECTION, LABEL, NAMING
from seed.articles.words import words

_TAIL = re.compile(
    r"\s*(?:\((?:[mwfdx](?:/[mwfdx*])+|all genders|alle)\)|(?::| [–—-]) .*|[?.]+$|,.*"
    r"| (?:job|role|position|template|sample|in|at|for|und|and|für|im|bei)$)",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s*\([^()]*\)")
_GENDER = re.compile(r"\s*\((?:[mwfdx](?:/[mwfdx*])+|all genders)\)", re.IGNORECASE)
_DETERMINERS = words(
    """your our this that these the a an my his her two three four five six seven eight nine ten"""
)
_ADJECTIVES = words(
    """key main core typical top daily common general good best sample other important essential
    everyday specific additional"""
)
"""Words before a role in "Key account manager duties" that may be the heading's, or the role's."""
_LEADING = _DETERMINERS | _ADJECTIVES
_NOT_A_ROLE = words(
    """you us we it they them i job role position their who what how company work technical
    behavioral behavioural situational and or sie wir uns du ihr personal such one someone here
    there candidate candidates employer applicant fachliche allgemeine typische"""
)
_PRONOUNS = words("""you we i they it he she sie wir du ihr er es man us""")


_SMALL = words("""and of the in for to on at with und der die das für im am von""")


@dataclass(frozen=True)
class RoleName:
    """The role's title as it will be stored, and every form the article uses."""

    title: str
    forms: tuple[str, ...]

    @property
    def words(self) -> str:
        """All words of all forms."""
        return " ".join(dict.fromkeys(" ".join(self.forms).split()))


def name_role(lines: Iterable[str], title: str | None, locale: str = "en") -> RoleName:
    """The role most headings name; `title` is the article's own first line, if it has one.

    Raises ArticleError when no line tells which role it is.
    """
    votes: Counter[str] = Counter()
    written: dict[str, list[tuple[int, str]]] = {}
    found = [candidate for line in lines if (candidate := _candidate(line))]
    # What "What is a General Manager?" says keeps its adjective in "General Manager duties" too.
    whole = {_stem(each.whole) for each in found if each.is_exact and each.whole}
    if title and (named := _tidied(title, _DETERMINERS)):
        whole.add(_stem(named))
    for each in found:
        is_whole = each.whole and _stem(each.whole) in whole
        name = each.whole if is_whole else each.bare
        if name:
            votes[_stem(name)] += each.weight
            written.setdefault(_stem(name), []).append((each.weight, name))
    if not votes:
        return _from_title(title, locale)
    # A name within another ("Chef" in "Pastry Chef") speaks for the longer one too, if
    # headings use the longer one at least as often.
    support = {
        stem: votes[stem]
        + sum(
            count
            for other, count in votes.items()
            if other != stem and f" {other} " in f" {stem} " and count <= 2 * votes[stem]
        )
        for stem in votes
    }
    best = max(votes, key=lambda stem: (support[stem], len(stem)))
    forms = [text for _, text in sorted(written[best], key=lambda pair: -pair[0])]
    return RoleName(_displayed(forms, locale), tuple(dict.fromkeys(forms)))


@dataclass(frozen=True)
class _Candidate:
    """What one line may name: all of it, and without an adjective before it."""

    weight: int
    whole: str
    bare: str

    @property
    def is_exact(self) -> bool:
        """Whether the line leaves no doubt about where the name begins."""
        return self.weight > FROM_A_SECTION or self.weight == LABEL


def _candidate(line: str) -> _Candidate | None:
    line = re.sub(r"^(?:(?!\.\w)[^\w\[(])+", "", line.strip(" *_#\t:")).strip()
    if not 2 < len(line) <= 120 or len(line.split()) > 14:
        return None
    for weight, pattern in NAMING:
        if match := pattern.match(line):
            whole, bare = _tidied(match[1], _DETERMINERS), _tidied(match[1], _LEADING)
            if whole or bare:
                return _Candidate(weight, whole, bare)
    return None


def _tidied(text: str, leading: frozenset[str]) -> str:
    text = _ASIDE.sub("", _GENDER.sub("", text)).strip(" \"'“”„*_[]")
    before = None
    while before != text:
        before, text = text, _TAIL.sub("", text).strip(" \"'“”„*_")
    words = text.split()
    while words and (words[0].casefold() in leading or words[0].isdigit()):
        words.pop(0)
    if not words or len(words) > 5 or not any(c.isalpha() for c in text):
        return ""
    folded = [word.casefold() for word in words]
    is_about_it = len(words) > 1 and words[0] == "IT"
    if folded[0] in _PRONOUNS and not is_about_it:
        return ""
    if all(w in _NOT_A_ROLE or w in _LEADING for w in folded):
        return ""
    return "" if any(word.isdigit() for word in words) else " ".join(words)


def _stem(name: str) -> str:
    """What the forms of a name have in common: no case, no plural or genitive ending."""
    words = name.casefold().split()
    last = words[-1]
    if last.endswith("ies") and len(last) > 4:
        last = last[:-3] + "y"
    elif last.endswith("s") and not last.endswith("ss") and len(last) > 3:
        last = last[:-1]
    return " ".join([*words[:-1], last])


def _displayed(forms: list[str], locale: str) -> str:
    """The best written form: singular, with capitals as a title in that language has them."""
    stem = _stem(forms[0])
    singular = [form for form in forms if form.casefold() == stem] or forms
    written = max(singular, key=lambda form: sum(word[0].isupper() for word in form.split()))
    words = (written.casefold() if written.isupper() and len(written) > 4 else written).split()
    if locale.startswith("de") and not written.isupper() and not written.islower():
        return written
    return " ".join(w[0].upper() + w[1:] if w.islower() and w not in _SMALL else w for w in words)


def _from_title(title: str | None, locale: str) -> RoleName:
    words = _tidied(title or "", _DETERMINERS)
    if not words or len(words.split()) > 5 or (title or "").rstrip().endswith((".", "!")):
        raise ArticleError("no line tells which role it is about (a title or “What is a …?”)")
    return RoleName(_displayed([words], locale), (words,))
