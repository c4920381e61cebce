"""A real server where nobody has an account yet, and commands on its database."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from subprocess import CompletedProcess

from tests.conftest import SECRET
from tests.serving import Server, rolebook, running_server


@dataclass
class Served:
    """The server, and the settings it shares with commands."""

    server: Server
    settings: dict[str, str]

    @property
    def url(self) -> str:
        """Where it answers."""
        return self.server.url

    def run(self, *arguments: str) -> CompletedProcess[str]:
        """A command beside it."""
        return rolebook(*arguments, settings={**self.settings, "ROLEBOOK_PUBLIC_URL": self.url})

    def first_owner_link(self) -> str:
        """What it printed for the first owner."""
        deadline = time.monotonic() + 20
        while "Ctrl-C" not in self.server.said():  # printed just after it is ready
            assert time.monotonic() < deadline, self.server.said()
            time.sleep(0.05)
        found = re.search(r"http\S+/account/first-owner\?ticket=\S+", self.server.said())
        assert found is not None, self.server.said()
        return found[0]


@contextmanager
def served(mongodb_uri: str, database: str) -> Iterator[Served]:
    """A first start on a database that nobody else uses."""
    settings = {
        "ROLEBOOK_MONGODB_URI": mongodb_uri,
        "ROLEBOOK_DATABASE": database,
        "ROLEBOOK_SECRET_KEY": SECRET,
        "ROLEBOOK_LOCALES": "en,de>en",
    }
    with running_server(settings) as server:
        yield Served(server, settings)
