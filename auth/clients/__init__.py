"""Programs that ask for tokens: registered, found, changed."""

from auth.clients.registry import (
    ADMIN_CLIENT,
    BUILT_IN,
    CLI_CLIENT,
    Registered,
    create,
    ensure_built_in_clients,
    find,
    listed,
    revoke,
    rotate,
)

__all__ = [
    "ADMIN_CLIENT",
    "BUILT_IN",
    "CLI_CLIENT",
    "Registered",
    "create",
    "ensure_built_in_clients",
    "find",
    "listed",
    "revoke",
    "rotate",
]
