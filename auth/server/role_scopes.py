"""Which of the scopes that were asked for a role may have at all."""

from collections.abc import Iterable

from auth.roles import SCOPES_OF, Role
from auth.scopes import IDENTITY_SCOPES


def within_role(scopes: Iterable[str], role: Role) -> tuple[str, ...]:
    """Those the role holds, in their order; what it does not hold is dropped."""
    held = IDENTITY_SCOPES | {scope.value for scope in SCOPES_OF[role]}
    return tuple(scope for scope in scopes if scope in held)
