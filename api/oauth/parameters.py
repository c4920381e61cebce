"""Reading the parameters of OAuth endpoints strictly: each once, from one place, bounded."""

import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import parse_qsl

from starlette.requests import Request

from api.bodies import BodyTooLarge, body_of
from auth.server.errors import OAuthRefusal, invalid_request

LARGEST_BYTES: Final = 16 * 1024
MOST: Final = 64
_FORM: Final = "application/x-www-form-urlencoded"
# RFC 6749 appendix A leaves no control characters; they would end up in headers and logs.
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")
_ESCAPE: Final = re.compile(rb"%(?![0-9A-Fa-f]{2})")


def query_of(request: Request) -> Mapping[str, str]:
    """The query's parameters by name; raises OAuthRefusal."""
    return parameters(request.scope["query_string"])


async def form_of(request: Request) -> Mapping[str, str]:
    """The form's parameters by name; raises OAuthRefusal, also when the query has any."""
    if request.scope["query_string"]:
        raise invalid_request("Parameters belong in the body, not in the address.")
    if _media_type(request) != _FORM:
        raise invalid_request(f"The body must be {_FORM}.")
    try:
        body = await body_of(request, LARGEST_BYTES)
    except BodyTooLarge as error:
        raise OAuthRefusal("invalid_request", "The body is too large.", 413) from error
    return parameters(body)


def parameters(encoded: bytes) -> Mapping[str, str]:
    """Form-encoded parameters by name; those without a value count as left out (section 3.1).

    Raises OAuthRefusal for one that is there twice, and for what is not valid UTF-8.
    """
    if len(encoded) > LARGEST_BYTES:
        raise invalid_request("The request is too large.")
    if _ESCAPE.search(encoded):
        raise invalid_request("The parameters are not form-encoded.")
    try:
        pairs = parse_qsl(
            encoded.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=MOST,
        )
    except ValueError:
        raise invalid_request("The parameters are not form-encoded UTF-8.") from None
    names = [name for name, _ in pairs]
    if len(set(names)) < len(names):
        raise invalid_request("A parameter is repeated.")
    if any(_CONTROL.search(text) for pair in pairs for text in pair):
        raise invalid_request("A parameter has a control character in it.")
    return {name: value for name, value in pairs if value}


def _media_type(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()
