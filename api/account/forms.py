"""Reading what a form posts, and knowing that it is one of ours."""

import hmac
from collections.abc import Mapping
from typing import Final
from urllib.parse import parse_qsl

from starlette.requests import Request

from api.bodies import BodyTooLarge, body_of
from auth.directory import Directory

_LARGEST: Final = 16 * 1024
_MOST_FIELDS: Final = 24
_MEDIA_TYPE: Final = "application/x-www-form-urlencoded"

Form = Mapping[str, str]


class FormUnreadable(Exception):
    """Not a form, too large, not text, or a field twice."""


class FormExpired(Exception):
    """It was not sent by a page that this browser got from us."""


async def read_form(request: Request) -> Form:
    """The fields posted, each once; raises FormUnreadable."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _MEDIA_TYPE:
        raise FormUnreadable
    try:
        body = await body_of(request, _LARGEST)
        fields = parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            encoding="utf-8",
            errors="strict",
            max_num_fields=_MOST_FIELDS,
        )
    except (BodyTooLarge, ValueError) as error:  # UnicodeDecodeError is one
        raise FormUnreadable from error
    form = dict(fields)
    if len(form) != len(fields) or any("\0" in value for value in form.values()):
        raise FormUnreadable
    return form


def demand_ours(request: Request, directory: Directory, form: Form, token: str | None) -> None:
    """Raises FormExpired unless it carries this browser's token and comes from this site.

    `Origin: null` is no sign of anything: our own pages send it, having no referrer.
    """
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise FormExpired
    origin = request.headers.get("origin", "null")
    if origin != "null" and origin != directory.origin:
        raise FormExpired
    given = form.get("token", "").encode()
    if token is None or not hmac.compare_digest(given, token.encode()):
        raise FormExpired
