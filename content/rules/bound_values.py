"""A reader's value inside Markdown: it reads as the text it is, whatever stands around it."""

import re

_ALWAYS = re.compile(r"[\\*_\[\]<>~|]|&(?=[#A-Za-z0-9]|$)|(?<!\S)#")
_IN_ADDRESS = re.compile(r"[()\"']")
_LINE_BEGIN = re.compile(r"[ \t]*(?:(?:[>*+-]|\d{1,9}[.)])[ \t]*)*[#+\-=~*_]*(?P<digits>\d*)")
_ORDERED = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_OPEN_ENTITY = re.compile(r"&[#A-Za-z0-9]*$")
_ENTITY_END = re.compile(r"([#A-Za-z0-9]*);")


def escape_value(value: str, before: str, after: str) -> str:
    """Markdown of one line that renders as the value between what stands around it."""
    if not value:
        # Nothing at all could let what stands around it meet and mean something else.
        return "&#8203;"
    text = re.sub(r"\s", " ", value)
    escaped = _ALWAYS.sub(_backslash, text).replace("`", "&#96;")
    if "]" in before:
        escaped = _IN_ADDRESS.sub(_backslash, escaped)
        escaped = f"\\{escaped}" if escaped.startswith(":") else escaped
    if text.endswith("!") and after.startswith("["):
        escaped = f"{escaped[:-1]}\\!"
    if _OPEN_ENTITY.search(before) and (end := _ENTITY_END.match(escaped)):
        escaped = f"{end[1]}\\;{escaped[end.end() :]}"
    line = _LINE_BEGIN.fullmatch(before.rpartition("\n")[2])
    if line is not None:
        escaped = _at_line_begin(escaped, line["digits"], after)
    return _with_edges(escaped)


def _backslash(match: re.Match[str]) -> str:
    return f"\\{match[0]}"


def _at_line_begin(escaped: str, digits: str, after: str) -> str:
    """Keeps the value from opening a list, a heading or a rule."""
    if escaped[:1] in ("+", "-", "=") or (digits and escaped[:1] in (".", ")")):
        return f"\\{escaped}"
    if re.fullmatch(r"\d{1,9}", escaped) and after[:1] in (".", ")"):
        return f"&#{ord(escaped[0])};{escaped[1:]}"
    return _ORDERED.sub(r"\1\\\2", escaped, count=1) if _ORDERED.match(escaped) else escaped


def _with_edges(escaped: str) -> str:
    """Spaces at the ends belong to the value: no renderer takes them for indentation."""
    if escaped.startswith(" "):
        escaped = f"&#32;{escaped[1:]}"
    return f"{escaped[:-1]}&#32;" if escaped.endswith(" ") else escaped
