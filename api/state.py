"""What the lifespan opened, for whoever handles a request."""

from starlette.requests import HTTPConnection

from api.load import Load
from api.rate_limits import RateLimits
from api.settings import Settings
from auth.directory import Directory


def directory_of(connection: HTTPConnection) -> Directory:
    """The accounts, clients and keys of this server."""
    opened: Directory = connection.app.state.directory
    return opened


def load_of(connection: HTTPConnection) -> Load:
    """What this process allows itself."""
    load: Load = connection.app.state.load
    return load


def settings_of(connection: HTTPConnection) -> Settings:
    """What the operator set."""
    settings: Settings = connection.app.state.settings
    return settings


def rate_limits_of(connection: HTTPConnection) -> RateLimits:
    """How often callers may have operations run."""
    limits: RateLimits = connection.app.state.rate_limits
    return limits
