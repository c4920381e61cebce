"""What the lifespan opened, for whoever handles a request."""

from starlette.requests import HTTPConnection

from api.settings import Settings
from auth.directory import Directory


def directory_of(connection: HTTPConnection) -> Directory:
    """The accounts, clients and keys of this server."""
    opened: Directory = connection.app.state.directory
    return opened


def settings_of(connection: HTTPConnection) -> Settings:
    """What the operator set."""
    settings: Settings = connection.app.state.settings
    return settings
