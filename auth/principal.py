"""Who acts: the name that revisions and audit rows carry."""

import getpass
from dataclasses import dataclass


@dataclass(frozen=True)
class Principal:
    """Somebody, or something, that changes content; `name` is what history shows."""

    name: str


def local_operator() -> Principal:
    """Whoever runs a command on this machine: `operator:NAME`, as the operating system knows them.

    A command reaches the database itself, so there is nothing more to prove.
    """
    try:
        name = getpass.getuser()
    except (OSError, KeyError):  # no name for this user id, as in many containers
        name = "unknown"
    return Principal(f"operator:{name}")
