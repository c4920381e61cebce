"""A mutation as a request that may come again: known by its name and its arguments."""

import hashlib
from typing import Any

import orjson
from graphql import value_from_ast_untyped
from pydantic import ValidationError
from strawberry import UNSET

from content.idempotency import Once
from content.values.problems import Issue, ValidationFailed
from schema.editorial.context import Info

_KEY = "idempotencyKey"


def once(info: Info, key: str | None) -> Once | None:
    """The request that this field is; None when it has no key.

    What else the operation asks, and what it selects of the answer, is no part of it. Raises
    ValidationFailed for a key that is too long or empty.
    """
    if key is None or key is UNSET:
        return None
    field, variables = info._raw_info.field_nodes[0], dict(info.variable_values)
    given = {
        each.name.value: each.value for each in field.arguments or () if each.name.value != _KEY
    }
    values = {name: value_from_ast_untyped(each, variables) for name, each in given.items()}
    told = [field.name.value, values]
    written = orjson.dumps(told, default=_written, option=orjson.OPT_SORT_KEYS)
    digest = hashlib.sha256(written).hexdigest()
    try:
        return Once(principal=info.context.principal.name, key=key, digest=digest)
    except ValidationError as error:
        issue = Issue(path=_KEY, code="INVALID", message="a key has 1 to 200 characters")
        raise ValidationFailed([issue]) from error


def _written(value: Any) -> str:
    """What JSON has no form for: a variable that was left out."""
    return str(value)
