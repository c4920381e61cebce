"""Lists in CommonMark, each of them a list of its own whatever stands around it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from content.rules.markdown import tokens

_BULLETS: Final = ("-", "*", "+")
_DELIMITERS: Final = (".", ")")


@dataclass(frozen=True)
class Listing:
    """A list of items, whose signs are chosen when it is known what stands around it."""

    items: Sequence[str]
    is_numbered: bool = False

    def written(self, before: str, after: str) -> str:
        """The list between two texts that may begin or end with one."""
        taken = {_sign(before, -1, "close"), _sign(after, 0, "open")}
        signs = _DELIMITERS if self.is_numbered else _BULLETS
        # There are but two ways to number: between lists of both, the one before is told apart.
        sign = next((each for each in signs if each not in taken), None)
        sign = sign or next(each for each in signs if each != _sign(before, -1, "close"))
        lines = (
            _item(f"{number}{sign} " if self.is_numbered else f"{sign} ", item)
            for number, item in enumerate(self.items, 1)
        )
        # Where one item has several paragraphs, all stand apart.
        return ("\n\n" if any("\n\n" in item for item in self.items) else "\n").join(lines)


def joined(chunks: Iterable[str | Listing]) -> str:
    """Texts and lists one below the other."""
    waiting = list(chunks)
    written: list[str] = []
    for chunk, following in zip(waiting, [*waiting[1:], ""], strict=True):
        if isinstance(chunk, Listing):
            after = following if isinstance(following, str) else ""
            chunk = chunk.written(written[-1] if written else "", after)
        written.append(chunk)
    return "\n\n".join(written)


def quoted(text: str) -> str:
    """A quotation of a text."""
    return "\n".join(f"> {line}" if line else ">" for line in text.split("\n"))


def _item(sign: str, text: str) -> str:
    first, *lines = text.split("\n")
    indent = " " * len(sign)
    return "\n".join([f"{sign}{first}", *(f"{indent}{line}" if line else "" for line in lines)])


def _sign(text: str, place: int, end: str) -> str | None:
    """The sign of the list that a text begins or ends with."""
    parsed = tokens(text)
    lists = (f"bullet_list_{end}", f"ordered_list_{end}")
    return parsed[place].markup if parsed and parsed[place].type in lists else None
