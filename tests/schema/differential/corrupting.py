"""Breaking stored bodies in every way that JSON allows."""

from copy import deepcopy
from random import Random
from typing import Any

JUNK: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    2**31,
    1.5,
    "",
    "x",
    "RolePage",
    "EN",
    [],
    [None],
    ["x", 1],
    {},
    {"__typename": "Faq"},
    {"__typename": None},
    {"__typename": ["RolePage"]},
    {"html": 1, "plain": None, "markdown": []},
    {"__typename": "Skill", "id": "x", "key": "y", "name": None},
)
TYPENAMES: tuple[Any, ...] = (
    "RolePage",
    "Responsibility",
    "Requirement",
    "Prose",
    "Callout",
    "Skill",
    "Statement",
    "Query",
    "Nothing",
    "",
    None,
    3,
    [],
)


def corrupted(random: Random, body: Any) -> Any:
    """The body with one to three things broken in it; it is changed in place."""
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        body = _broken(random, body)
    return body


def _broken(random: Random, body: Any) -> Any:
    holder, name = _place(random, body)
    if holder is None:
        return _junk(random)
    if isinstance(holder, dict) and "__typename" in holder and random.random() < 0.2:
        holder["__typename"] = random.choice(TYPENAMES)
    elif random.random() < 0.3:
        del holder[name]
    elif isinstance(holder, list) and random.random() < 0.3:
        holder.insert(name, _junk(random))
    elif isinstance(holder[name], list) and random.random() < 0.3:
        holder[name] = random.choice(
            (tuple(holder[name]), dict.fromkeys("ab", 1), holder[name][:1])
        )
    else:
        holder[name] = _junk(random)
    return body


def _junk(random: Random) -> Any:
    return deepcopy(random.choice(JUNK))


def _place(random: Random, body: Any) -> tuple[Any, Any]:
    """A place in the body: what holds it, and its key or index there; at times the body itself."""
    if not isinstance(body, dict | list) or not body or random.random() < 0.02:
        return None, None
    holder = body
    while True:
        keys = list(holder) if isinstance(holder, dict) else range(len(holder))
        name = random.choice(list(keys))
        inner = holder[name]
        if not isinstance(inner, dict | list) or not inner or random.random() < 0.2:
            return holder, name
        holder = inner
