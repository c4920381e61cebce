"""Characters a reader cannot see, made ordinary or taken out."""

import re

_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_BREAKS = re.compile("\r\n|[\r\u0085\u2028\u2029\v]")
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff\ufff9-\ufffb]")
_JOINERS = re.compile(r"(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f])")
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_BULLETS = str.maketrans(dict.fromkeys("\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf0a8\uf02d", "•"))


def clean(text: str) -> str:
    """The text with every kind of space an ordinary one and every line break a `\\n`.

    Zero-width characters, control characters and noncharacters are gone; joiners stay
    between letters that join. Bullets of symbol fonts are `•`.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _BREAKS.sub("\n", text).replace("\f", "\n\n")
    text = _SPACES.sub(" ", text).translate(_BULLETS)
    text = _JOINERS.sub("", _INVISIBLE.sub("", text))
    return _FORBIDDEN.sub("", text)
