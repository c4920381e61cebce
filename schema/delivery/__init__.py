"""The delivery API: published content for everyone, read from resolved documents."""

from schema.delivery.context import Context
from schema.delivery.schema import schema, sdl

__all__ = ["Context", "schema", "sdl"]
