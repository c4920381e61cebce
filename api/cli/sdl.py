"""`rolebook sdl`."""

import sys


def delivery() -> None:
    """Print the delivery API's schema in GraphQL's schema definition language."""
    from schema.delivery import sdl

    sys.stdout.write(sdl())


def editorial() -> None:
    """Print the editorial API's schema in GraphQL's schema definition language."""
    from schema.editorial import sdl

    sys.stdout.write(sdl())
