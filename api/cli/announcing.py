"""Telling the user that the server answers, once it really does."""

import http.client
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from api.cli.reporting import say

if TYPE_CHECKING:
    from api.settings import Settings

_POLL_SECONDS: Final = 0.05
_NOBODY_YET: Final = """
Nobody has an account yet. Set up the first one, an administrator's, with this link; it works
once, for a day, and the next start prints another while it was not used:

  {link}
"""
_QUERY: Final = "{ rolePages(first: 3) { totalCount nodes { title slug } } }"


@contextmanager
def announced_when_ready(settings: "Settings", link: str | None) -> Iterator[None]:
    """While the block runs the server, waits beside it for its first sign of readiness.

    `link` is where the first account is set up, while there is none.
    """
    ended = threading.Event()
    threading.Thread(target=_announce, args=(settings, link, ended), daemon=True).start()
    try:
        yield
    finally:
        ended.set()


def _announce(settings: "Settings", link: str | None, ended: threading.Event) -> None:
    while not ended.wait(_POLL_SECONDS):
        if _is_ready(settings):
            _say_how(settings, link)
            return


def _is_ready(settings: "Settings") -> bool:
    connection = http.client.HTTPConnection(settings.local_host, settings.port, timeout=2)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _say_how(settings: "Settings", link: str | None) -> None:
    address = settings.address
    body = json.dumps({"query": _QUERY})
    say(
        f"""
Rolebook is ready.

  GraphQL   {address}/graphql   (in a browser: GraphiQL)
  Try it    curl -s {address}/graphql -H 'content-type: application/json' -d '{body}'
  Sign in   {address}/account/sign-in
  Stop it   Ctrl-C
{_NOBODY_YET.format(link=link) if link else ""}"""
    )
