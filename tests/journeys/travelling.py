"""What journeys need: servers on a data folder of their own, readers, and ways to die."""

import contextlib
import os
import re
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from tests.serving import Server, rolebook, running_server

PAGE = """
query ($slug: String!) {
  rolePage(slug: $slug) {
    title
    intro { ...All }
    role { title }
    blocks {
      __typename
      ... on Prose { ...Head body { ...All } }
      ... on StatementList { ...SHead items { heading text { ...All } } }
      ... on QuestionList { ...QHead items { prompt { ...All } sampleAnswer { ...All } } }
      ... on SnippetUse { ...NHead body { ...All } }
      ... on Callout { ...CHead text { ...All } }
      ... on Faq { ...FHead faqs: items { question answer { ...All } } }
      ... on JobDescriptionUse {
        ...JHead
        jobDescription {
          title
          location
          overview { ...All }
          blocks {
            ... on Prose { ...Head body { ...All } }
            ... on StatementList { ...SHead items { heading text { ...All } } }
            ... on QuestionList { ...QHead items { prompt { ...All } sampleAnswer { ...All } } }
            ... on SnippetUse { ...NHead body { ...All } }
            ... on Callout { ...CHead text { ...All } }
          }
        }
      }
    }
  }
}
fragment All on RichText { plain }
fragment Head on Prose { heading intro { ...All } outro { ...All } }
fragment SHead on StatementList { heading intro { ...All } outro { ...All } }
fragment QHead on QuestionList { heading intro { ...All } outro { ...All } }
fragment NHead on SnippetUse { heading intro { ...All } outro { ...All } }
fragment CHead on Callout { heading intro { ...All } outro { ...All } }
fragment FHead on Faq { heading intro { ...All } outro { ...All } }
fragment JHead on JobDescriptionUse { heading intro { ...All } outro { ...All } }
"""


@contextmanager
def serving(folder: Path, **settings: str) -> Iterator[Server]:
    """A server with its own MongoDB on that data folder, ready."""
    named = {f"ROLEBOOK_{name.upper()}": value for name, value in settings.items()}
    with running_server({"ROLEBOOK_DATA_DIR": str(folder), **named}) as server:
        yield server


def ask(server: Server, query: str, **variables: Any) -> dict[str, Any]:
    """The data of an answer without errors."""
    body = {"query": query, "variables": variables}
    answer = httpx.post(f"{server.url}/graphql", json=body, timeout=10).json()
    assert "errors" not in answer, answer["errors"]
    data: dict[str, Any] = answer["data"]
    return data


def words(text: str) -> str:
    """Text with single spaces between its words."""
    return " ".join(text.split())


def texts_of(value: Any) -> Iterator[str]:
    """Every text in an answer."""
    if isinstance(value, str):
        yield words(value)
    for inner in value.values() if isinstance(value, dict) else value or ():
        if not isinstance(value, str):
            yield from texts_of(inner)


def page(server: Server, slug: str) -> str:
    """All that a role page says, text after text."""
    found = ask(server, PAGE, slug=slug)["rolePage"]
    assert found is not None, f"there is no page {slug}"
    return "\n".join(texts_of(found))


def sentences(markdown: str) -> list[str]:
    """What an article says, as a person would copy it from the screen."""
    found = []
    for line in filter(None, map(str.strip, markdown.splitlines())):
        text = re.sub(r"^(?:#+|[-*]|\d+\.)\s+", "", line)
        heading, _, rest = re.sub(r"[*`]", "", text).partition(": ")
        if "**" not in text:
            heading, rest = re.sub(r"[*`]", "", text), ""
        found += [each for each in (heading, rest) if each]
    return found


def data_of(folder: Path) -> Path:
    """Where the embedded MongoDB keeps its files."""
    return folder / "mongod"


def kill_mongod(folder: Path) -> None:
    """Kills the MongoDB of a data folder as nothing else can."""
    os.kill(int((data_of(folder) / "mongod.lock").read_text()), signal.SIGKILL)


def kill(server: Server) -> None:
    """Kills a server as nothing else can."""
    server.process.kill()
    server.process.wait()


def eventually(server: Server, path: str = "/readyz", seconds: float = 20) -> None:
    """Returns when the server answers with 200 again."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with contextlib.suppress(httpx.TransportError):
            if httpx.get(f"{server.url}{path}", timeout=5).status_code == 200:
                return
        time.sleep(0.1)
    raise AssertionError(f"{path} did not recover within {seconds} s: {server.said()}")


def healthy(folder: Path) -> None:
    """Fails unless `doctor --content` finds nothing wrong."""
    done = rolebook("doctor", "--content", "--data-dir", str(folder))
    assert done.returncode == 0, done.stdout + done.stderr
