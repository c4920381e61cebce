"""The delivery schema, and its SDL."""

from typing import Any

from strawberry.schema.config import StrawberryConfig
from strawberry.utils.str_converters import to_camel_case

from schema.delivery.context import Info
from schema.delivery.query import Query
from schema.delivery.reference import Competency, Organization
from schema.delivery.scalars import SCALARS
from schema.delivery.snippet import Snippet
from schema.execution import ReadableSchema
from schema.limits import Limits
from schema.within_limits import within_limits


class _Names(dict[str, str]):
    """GraphQL field names by Python ones, each worked out once."""

    def __missing__(self, name: str) -> str:
        return self.setdefault(name, to_camel_case(name))


_NAMES = _Names()


def read_field(source: Any, name: str) -> Any:
    """A field of a stored object, whose keys are GraphQL names, or of one of our own values."""
    if isinstance(source, dict):
        return source.get(_NAMES[name])
    return getattr(source, name)


LIMITS = Limits()

schema = ReadableSchema(
    query=Query,
    types=[Snippet, Organization, Competency],
    extensions=[within_limits(LIMITS)],
    config=StrawberryConfig(default_resolver=read_field, info_class=Info, scalar_map=SCALARS),
)


def sdl() -> str:
    """The schema as `schema/delivery.graphql` has it."""
    return f"{schema.as_str()}\n"
