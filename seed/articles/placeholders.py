"""Brackets an employer fills in, such as `[Company Name]`, and the variables they become."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from content.values.sources import Variable, VariableType
from seed.articles.words import words

_BRACKETS = re.compile(r"(?<![\w\]\[\\!])\[([^\[\]\n]{2,80})\](?![\[\](\w]|: ?https?:)")
_WORD = re.compile(r"[^\W\d_]+")
_EDITORIAL = words("""sic edit note citation footnote image video audio table figure todo""")
_BLANKS = words(
    """company employer organization organisation business name location city state town country
    region address date salary amount number team department manager title role position
    industry product email phone website url link currency range benefits skills tool tools
    language years hours days level unternehmen unternehmensname firma firmenname ort stadt land
    datum gehalt betrag zahl anzahl abteilung name titel position branche produkt telefon
    adresse bundesland sprache"""
)
_TYPES = (
    (
        VariableType.MONEY,
        re.compile(r"salar|\bpay|wage|compensation|\bbudget|gehalt|lohn|vergütung"),
    ),
    (VariableType.DATE, re.compile(r"\bdate\b|deadline|datum|eintrittstermin")),
    (VariableType.NUMBER, re.compile(r"^(?:number|anzahl|zahl)\b|\bnumber of\b")),
)
_NAMED = {
    "company name": "company.name",
    "company": "company.name",
    "name of company": "company.name",
    "name of the company": "company.name",
    "name des unternehmens": "company.name",
    "unternehmensname": "company.name",
    "firmenname": "company.name",
}


def find(text: str) -> list[tuple[int, int, str]]:
    """Each placeholder of a text: where it begins and ends, and its label."""
    return [
        (match.start(), match.end(), match[1].strip())
        for match in _BRACKETS.finditer(text)
        if _is_blank(match[1].strip())
    ]


def _is_blank(label: str) -> bool:
    words = _WORD.findall(label)
    if label[:1] in "$€£" and any(c.isdigit() for c in label):
        return True
    if not words or len(label.split()) > 8 or sum(map(len, words)) < 2:
        return False
    if re.search(r"[.!?;]\s|[.!?;]$|^[\^@#/\\<]|https?:|=|\{|\|", label):
        return False
    first = words[0].casefold()
    if first in _EDITORIAL or (not label[0].isalpha() and label[0] not in "$€£"):
        return False
    if len(words) == 1 and label.islower():
        return first in _BLANKS
    return True


def slug(text: str, separator: str = "-") -> str:
    """Lower-case ASCII words of a text: `Köchin, Leitung` becomes `koechin-leitung`."""
    text = text.casefold()
    for letters, ascii_letters in (
        ("ä", "ae"),
        ("ö", "oe"),
        ("ü", "ue"),
        ("ß", "ss"),
        ("&", " and "),
    ):
        text = text.replace(letters, ascii_letters)
    text = unicodedata.normalize("NFKD", text.replace("'", "").replace("’", ""))
    text = "".join(c for c in text if c.isascii())
    return separator.join(re.findall(r"[a-z0-9]+", text))


@dataclass
class Names:
    """The variables of one article, by label: the same label is the same variable."""

    names: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)

    def declare(self, texts: Iterable[str], location: str = "") -> None:
        """Names every placeholder in the texts; the first in `location` is `location`."""
        for _, _, label in find(location)[:1]:
            self._add(label, "location")
        for text in texts:
            for _, _, label in find(text):
                self._add(label, _NAMED.get(label.casefold(), ""))

    def _add(self, label: str, wanted: str) -> None:
        if label.casefold() in self.names:
            return
        name = wanted if wanted and wanted not in self.labels else _name(label)
        stem, number = name, 2
        while name in self.labels:
            name, number = f"{stem[:36]}_{number}", number + 1
        self.names[label.casefold()] = name
        self.labels[name] = label

    def of(self, label: str) -> str | None:
        """The variable a label stands for, if it was declared."""
        return self.names.get(label.casefold())

    def shown(self, text: str) -> str:
        """A text with `{{name}}` read back as its label in brackets."""
        for name, label in self.labels.items():
            text = text.replace("{{" + name + "}}", f"[{label}]")
        return text

    def variables(self, locale: str) -> tuple[Variable, ...]:
        """The declarations, in the order of the article."""
        return tuple(
            Variable.model_validate({"name": name, "type": _type(label), "label": {locale: label}})
            for name, label in self.labels.items()
        )


def _name(label: str) -> str:
    name = slug(label, "_")[:40].strip("_")
    if not name:
        return "v_" + hashlib.sha256(label.encode()).hexdigest()[:8]
    if not name[0].isalpha():
        name = f"v_{name}"[:40].strip("_")
    return f"the_{name}" if name in ("role", "organization") else name


def _type(label: str) -> VariableType:
    text = label.casefold()
    return next((kind for kind, pattern in _TYPES if pattern.search(text)), VariableType.TEXT)
