"""A request for a simple form, read: which page, in which form and language, with which values."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl

from starlette.requests import Request

from api.delivery.asked import MISSED, fields_of
from api.delivery.cache import page_key
from api.delivery.encodings import Encoding, accepted
from api.graphql_over_http import LONGEST_URL, Refused
from content.values.locales import LocaleConfig

METHODS: Final = "GET, HEAD"
VARIABLE: Final = "var."
_MOST_PARAMETERS: Final = 60

Parameters = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Asking:
    """What is asked for, and how the answer is to be told."""

    request: Request
    raw_key: bytes
    encodings: tuple[Encoding, ...]
    if_none_match: bytes | None
    is_head: bool
    parameters: Parameters
    query: str
    """The query string as it came."""

    def one(self, name: str) -> str | None:
        """The value of a parameter; raises Refused if it is given twice."""
        values = [value for given, value in self.parameters if given == name]
        if len(values) > 1:
            raise Refused(400, "BAD_REQUEST", f"{name!r} is given twice.")
        return values[0] if values else None

    def locale(self, locales: LocaleConfig) -> str:
        """The locale that is asked for, else the default; raises Refused for another."""
        wanted = self.one("locale")
        if wanted is None:
            return locales.default
        if wanted not in locales.chains:
            known = ", ".join(locales.all)
            told = f"{wanted[:40]!r} is not a locale here. Use one of {known}."
            raise Refused(400, "BAD_USER_INPUT", told)
        return wanted

    @property
    def values(self) -> Parameters:
        """What is to be put into placeholders: names without `var.`, and values."""
        length = len(VARIABLE)
        return [
            (name[length:], value) for name, value in self.parameters if name.startswith(VARIABLE)
        ]


def asking(request: Request) -> Asking:
    """The reading of a request; raises Refused."""
    if request.method not in ("GET", "HEAD"):
        message = f"{request.method} is not a way to ask here. Use GET."
        raise Refused(405, "METHOD_NOT_ALLOWED", message, {"Allow": METHODS})
    query: bytes = request.scope["query_string"]
    path: bytes = request.scope.get("raw_path") or request.scope["path"].encode()
    if len(path) + len(query) > LONGEST_URL:
        raise Refused(414, "URL_TOO_LONG", f"The address is over {LONGEST_URL:,} bytes.")
    fields = fields_of(request.scope["headers"])
    encodings = accepted(fields.get(b"accept-encoding"))
    if not encodings:
        told = "Answers come as they are, in gzip or in br: none of these is accepted."
        raise Refused(406, "NOT_ACCEPTABLE", told)
    return Asking(
        request,
        request.scope.get(MISSED) or page_key(path, query),
        encodings,
        fields.get(b"if-none-match"),
        request.method == "HEAD",
        _parameters(query),
        query.decode("latin-1"),
    )


def _parameters(query: bytes) -> Parameters:
    try:
        return parse_qsl(
            query.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_MOST_PARAMETERS,
        )
    except ValueError as error:
        told = f"The query string is not UTF-8, or has over {_MOST_PARAMETERS} parameters."
        raise Refused(400, "BAD_REQUEST", told) from error
