"""A page's structured data, by itself and inside its HTML."""

from typing import Final

import orjson
from markupsafe import Markup

from content.reading import Node

_ESCAPES: Final = str.maketrans(
    {"<": r"\u003c", ">": r"\u003e", "&": r"\u0026", "\u2028": r"\u2028", "\u2029": r"\u2029"}
)


def as_structured_data(page: Node) -> bytes:
    """The JSON-LD of a page."""
    return orjson.dumps(page["jsonLd"])


def for_script(page: Node) -> Markup:
    """The JSON-LD of a page with nothing in it that could end the script element around it."""
    # Inside script, HTML knows no entities: JSON's own escapes say the same.
    return Markup(orjson.dumps(page["jsonLd"]).decode().translate(_ESCAPES))  # noqa: S704
