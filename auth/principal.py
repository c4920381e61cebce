"""Who acts, and what their token and their role let them do."""

import getpass
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from auth.grants import Grant
from auth.roles import SCOPES_OF, Role


class Kind(StrEnum):
    """What acts: a person, a service account, or whoever runs a command on this machine."""

    USER = "user"
    CLIENT = "client"
    OPERATOR = "operator"


@dataclass(frozen=True)
class Principal:
    """Somebody, or something, that reads drafts and changes content.

    `name` is what history and audit keep: `user:usr_…`, `client:cli_…` or `operator:NAME`.
    `scopes` are the token's; `grants` narrow it, and none at all leave it unnarrowed.
    `signed_in_at` is when a person last proved who they are, None for a service account.
    """

    name: str
    kind: Kind = Kind.OPERATOR
    role: Role = Role.VIEWER
    scopes: frozenset[str] = frozenset()
    grants: tuple[Grant, ...] = ()
    client_id: str | None = None
    token_id: str | None = None
    signed_in_at: datetime | None = None

    @property
    def id(self) -> str:
        """The account's id: the name without its kind."""
        return self.name.partition(":")[2]

    @property
    def effective_scopes(self) -> frozenset[str]:
        """What both the role and the token hold."""
        return self.scopes & {scope.value for scope in SCOPES_OF[self.role]}


def local_operator() -> Principal:
    """Whoever runs a command on this machine: `operator:NAME`, as the operating system knows them.

    A command reaches the database itself, so there is nothing more to prove.
    """
    try:
        name = getpass.getuser()
    except (OSError, KeyError):  # no name for this user id, as in many containers
        name = "unknown"
    scopes = frozenset(scope.value for scope in SCOPES_OF[Role.ADMIN])
    return Principal(f"operator:{name}", Kind.OPERATOR, Role.ADMIN, scopes)
