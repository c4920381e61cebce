"""Writing YAML: one style for one content, so that equal exports are equal bytes.

Long texts are folded blocks (`>-`), texts of several lines literal ones (`|-`), lists and
mappings of bare words stand on one line; whatever another reader might take for a number, a date
or a yes is quoted. Written by hand because PyYAML's two emitters differ.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

WIDTH: Final = 100
_STEP: Final = "  "
_WORD: Final = re.compile(r"\w[\w./-]*")
_PLAIN: Final = re.compile(r"[^\W_][^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]*")
_TAKEN: Final = re.compile(r"(?i)y|n|yes|no|on|off|true|false|null|[0-9]\S*|[0-9][0-9:. tz+-]*")
_UNFIT_FOR_BLOCKS: Final = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]| (?=\n|$)"
)
_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
_ESCAPED: Final = re.compile(r'["\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]')


def write(data: Mapping[str, Any]) -> str:
    """The YAML text of a mapping of texts, numbers, booleans, lists and mappings."""
    return "\n".join(_mapping(data, "")) + "\n"


def _mapping(data: Mapping[str, Any], indent: str) -> Iterator[str]:
    for name, value in data.items():
        yield from _entry(f"{indent}{_inline(name)}:", value, indent)


def _entry(start: str, value: Any, indent: str) -> Iterator[str]:
    """A value behind its name, on the same line where it fits there."""
    inner = indent + _STEP
    match value:
        case str():
            yield from _text(f"{start} ", value, inner)
        case Mapping() if value and not _fits(value, start):
            yield start
            yield from _mapping(value, inner)
        case Sequence() if value and not _fits(value, start):
            yield start
            for item in value:
                yield from _item(item, inner)
        case _:
            yield f"{start} {_inline(value)}"


def _item(value: Any, indent: str) -> Iterator[str]:
    inner = indent + _STEP
    if isinstance(value, Mapping) and value and not _fits(value, indent):
        lines = _mapping(value, inner)
        yield f"{indent}- {next(lines).removeprefix(inner)}"
        yield from lines
    elif isinstance(value, str):
        yield from _text(f"{indent}- ", value, inner)
    else:
        yield f"{indent}- {_inline(value)}"


def _fits(value: Mapping[str, Any] | Sequence[Any], start: str) -> bool:
    """Whether it is all bare words and short enough for one line."""
    parts = [*value, *value.values()] if isinstance(value, Mapping) else value
    return all(map(_is_word, parts)) and len(start) + len(_inline(value)) < WIDTH


def _is_word(value: Any) -> bool:
    return isinstance(value, int) or (isinstance(value, str) and bool(_WORD.fullmatch(value)))


def _inline(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case str():
            return value if _is_plain(value) else _quoted(value)
        case Mapping():
            return f"{{{', '.join(f'{_inline(k)}: {_inline(v)}' for k, v in value.items())}}}"
        case _:
            return f"[{', '.join(map(_inline, value))}]"


def _is_plain(text: str) -> bool:
    return (
        _PLAIN.fullmatch(text) is not None
        and not text.endswith((" ", ":"))
        and not any(mark in text for mark in (": ", " #", "{", "}", "[", "]", ","))
        and _TAKEN.fullmatch(text) is None
    )


def _quoted(text: str) -> str:
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    return _ESCAPES.get(character) or f"\\u{ord(character):04x}"


def _text(start: str, text: str, indent: str) -> Iterator[str]:
    if "\n" not in text and len(start) + len(text) <= WIDTH:
        yield start + _inline(text)
    elif _UNFIT_FOR_BLOCKS.search(text) or not text.strip("\n") or text[0] in " \n":
        yield start + _quoted(text)
    else:
        yield from _block(start, text, indent)


def _block(start: str, text: str, indent: str) -> Iterator[str]:
    """A folded block where long lines allow it, else a literal one."""
    lines = text.rstrip("\n").split("\n")
    longest = WIDTH - len(indent)
    folds = max(map(len, lines)) > longest and not any(line.startswith(" ") for line in lines)
    ending = len(text) - len(text.rstrip("\n"))
    yield start + (">" if folds else "|") + ("-", "", "+")[min(ending, 2)]
    for number, line in enumerate(lines):
        if folds and number and line:
            yield ""
        if folds:
            yield from (indent + part if part else "" for part in _folded(line, indent))
        else:
            yield indent + line if line else ""
    yield from [""] * (ending - 1)


def _folded(line: str, indent: str) -> Iterator[str]:
    """The line broken at single spaces; every part ends and begins with another character."""
    width = max(WIDTH - len(indent), 40)
    while len(line) > width:
        at = _break(line, width)
        if at is None:
            break
        yield line[:at]
        line = line[at + 1 :]
    yield line


def _break(line: str, width: int) -> int | None:
    """Where a single space may become a line break, at best the last that fits."""
    spaces = [match.start() for match in re.finditer(r"(?<=[^ ]) (?=[^ ])", line)]
    fitting = [at for at in spaces if at <= width]
    return fitting[-1] if fitting else spaces[0] if spaces else None
