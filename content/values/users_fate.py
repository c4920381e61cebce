"""What becomes of those who cannot do without something that is taken away."""

from enum import StrEnum


class UsersFate(StrEnum):
    """REFUSE: it stays, its users are named. WITHDRAW: they are unpublished with it.

    FLATTEN: their use of it gives way to own copies of what it showed.
    """

    REFUSE = "REFUSE"
    WITHDRAW = "WITHDRAW"
    FLATTEN = "FLATTEN"
