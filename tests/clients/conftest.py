"""A server behind TLS, as the outside sees it, with one person and the clients they use."""

import json
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.clients.browsing import Person
from tests.clients.tls import Authority, tls_front
from tests.conftest import SECRET
from tests.serving import Server, free_port, rolebook, running_server

PASSWORD = "correct horse battery staple"
REDIRECT_URI = "https://client.example.org/callback"


@dataclass
class Outside:
    """A server as its clients see it: an address, an authority to trust, and who works there."""

    url: str
    server: Server
    settings: Mapping[str, str]
    authority: Authority

    @property
    def resource(self) -> str:
        """What tokens are for."""
        return f"{self.url}/editor/graphql"

    def command(self, *arguments: str) -> Any:
        """What a `rolebook` command prints as JSON."""
        result = rolebook(*arguments, "--json", settings=self.settings)
        assert result.returncode == 0, result.stderr
        return json.loads(result.stdout)

    def http(self) -> httpx.Client:
        """A client that trusts the server."""
        return httpx.Client(verify=self.authority.client_context(), timeout=30)

    def person(self, email: str, *, role: str) -> Person:
        """Somebody who was invited as that and has chosen a password."""
        link = self.command("user", "add", email, "--role", role)["link"]
        newcomer = Person(self.http(), email, PASSWORD)
        newcomer.browse(link)
        return Person(self.http(), email, PASSWORD)


_STARTED = count(1)
Serve = Callable[..., Outside]


@pytest.fixture(scope="module")
def serve(mongodb_uri: str, database: str) -> Iterator[Serve]:
    """Starts servers, each behind TLS with a database of its own and some settings."""
    with ExitStack() as stack:

        def starting(**more: str) -> Outside:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            authority = Authority(folder)
            port = free_port()
            settings = {
                "ROLEBOOK_MONGODB_URI": mongodb_uri,
                "ROLEBOOK_DATABASE": f"{database}_out{next(_STARTED)}"[-38:],
                "ROLEBOOK_SECRET_KEY": SECRET,
                "ROLEBOOK_PUBLIC_URL": f"https://localhost:{port}",
                **more,
            }
            server = stack.enter_context(running_server(settings))
            behind = int(server.url.rpartition(":")[2])
            url = stack.enter_context(tls_front(port, behind, authority))
            return Outside(url, server, settings, authority)

        yield starting


@pytest.fixture(scope="module")
def outside(serve: Serve) -> Outside:
    """A server behind TLS."""
    return serve()


@pytest.fixture(scope="module")
def publisher(outside: Outside) -> Person:
    """Somebody who may publish."""
    return outside.person("publisher@example.org", role="publisher")
