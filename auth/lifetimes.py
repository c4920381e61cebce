"""How long everything lasts. MongoDB tidies up after these; every query tests them too."""

from datetime import timedelta
from typing import Final

CODE: Final = timedelta(seconds=60)
ACCESS_TOKEN: Final = timedelta(minutes=10)
LEEWAY: Final = timedelta(seconds=30)
REFRESH_IDLE: Final = timedelta(days=14)
FAMILY: Final = timedelta(days=90)
REFRESH_GRACE: Final = timedelta(seconds=10)
"""How long the immediate predecessor of a refresh token still gets the same successor."""
DEVICE_CODE: Final = timedelta(minutes=10)
SESSION_IDLE: Final = timedelta(hours=8)
SESSION: Final = timedelta(days=7)
LOGIN_STATE: Final = timedelta(minutes=10)
INVITATION: Final = timedelta(days=7)
RESET: Final = timedelta(hours=1)
KEY_PUBLISHED_BEFORE_USE: Final = timedelta(hours=24)
KEY_IN_USE: Final = timedelta(days=30)
KEY_PUBLISHED_AFTER_USE: Final = timedelta(hours=24)
REVOCATIONS_STALE: Final = timedelta(seconds=5)
"""How old the cached revocation state may be before a token is not believed."""
