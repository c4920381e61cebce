"""Where a browser may be led after signing in: this server's own pages, and nowhere else."""

import re
from typing import Final
from urllib.parse import unquote

_LONGEST: Final = 8_000
_VISIBLE: Final = re.compile(r"/[\x21-\x7e]*")


def local_path(value: str | None) -> str:
    """The value if every browser takes it for a path of this server, else `/`.

    Refused is what some parser takes for another host or another header line: `//host`, `\\host`,
    `/\\t/host`, `https:host`, line breaks, encoded or not (WHATWG URL, section 4.4).
    """
    if value is None or len(value) > _LONGEST or not _VISIBLE.fullmatch(value):
        return "/"
    path = unquote(re.split(r"[?#]", value, maxsplit=1)[0], errors="replace")
    if "//" in path or "\\" in path or not path.isprintable():
        return "/"
    if {".", ".."} & set(path.split("/")):
        return "/"
    return value
