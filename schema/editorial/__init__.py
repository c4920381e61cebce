"""The editorial API: content as its editors see and change it, each field behind a scope."""

from schema.editorial.context import EditorialContext
from schema.editorial.schema import editorial_schema, sdl

__all__ = ["EditorialContext", "editorial_schema", "sdl"]
