"""The five roles, and which scopes each may be given. Written by hand: nothing is inherited."""

from enum import StrEnum
from typing import Final

from auth.scopes import Scope


class Role(StrEnum):
    """What an account is for. An author changes what they made themselves, and no more."""

    VIEWER = "viewer"
    AUTHOR = "author"
    EDITOR = "editor"
    PUBLISHER = "publisher"
    ADMIN = "admin"


SCOPES_OF: Final[dict[Role, frozenset[Scope]]] = {
    Role.VIEWER: frozenset({Scope.CONTENT_READ}),
    Role.AUTHOR: frozenset({Scope.CONTENT_READ, Scope.CONTENT_WRITE, Scope.INTERVIEW_READ}),
    Role.EDITOR: frozenset({Scope.CONTENT_READ, Scope.CONTENT_WRITE, Scope.INTERVIEW_READ}),
    Role.PUBLISHER: frozenset(
        {
            Scope.CONTENT_READ,
            Scope.CONTENT_WRITE,
            Scope.CONTENT_PUBLISH,
            Scope.CONTENT_DELETE,
            Scope.INTERVIEW_READ,
        }
    ),
    Role.ADMIN: frozenset(Scope),
}
