"""What README and the editorial API's page show, done in that order on the sample library."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.editor_view import MOST_BODY_BYTES
from api.graphql_over_http import LONGEST_URL
from api.running_operations import MUTATION_SECONDS, QUERY_SECONDS
from auth.policy import SCOPE_FOR
from auth.roles import SCOPES_OF, Role
from auth.scopes import Scope
from content.reading.window import DEFAULT_ITEMS, MOST_ITEMS
from content.values.users_fate import UsersFate
from schema.editorial import sdl
from schema.editorial.problems import ProblemCode
from schema.editorial.schema import LIMITS
from schema.editorial.where import MOST_VALUES
from tests.conftest import SECRET
from tests.reading_docs import DOCS, README, fences, table
from tests.serving import REPOSITORY, Server, environment, rolebook, running_server

PAGE = DOCS / "editorial-api.md"
ID = re.compile(r"[a-z]{2,3}_[0-9A-Z]{26}")


@pytest.fixture
def settings(mongodb_uri: str, database: str, request: pytest.FixtureRequest) -> dict[str, str]:
    """A database of the test's own, with the sample library in it."""
    given = {
        "ROLEBOOK_MONGODB_URI": mongodb_uri,
        "ROLEBOOK_DATABASE": f"{database}_{request.node.name[5:20]}",
        "ROLEBOOK_SECRET_KEY": SECRET,
    }
    loaded = rolebook("seed", settings=given, seconds=180)
    assert loaded.returncode == 0, loaded.stderr
    return given


@pytest.fixture
def library(settings: dict[str, str]) -> Iterator[Server]:
    """A server of that library."""
    with running_server(settings) as running:
        settings["ROLEBOOK_PUBLIC_URL"] = running.url
        yield running


# README


def test_the_path_from_a_client_to_the_changed_page(
    library: Server, settings: dict[str, str]
) -> None:
    _, _, section = README.read_text().partition("\n## Change\n")
    add, ask, change, publish = re.findall(r"^```sh\n(.*?)^```$", section, re.M | re.S)[:4]
    shell = Shell(library, settings)
    client = dict(re.findall(r"^(client_id|client_secret) +(\S+)$", shell.run(add), re.M))
    shell.known |= {"CLIENT_ID": client["client_id"], "CLIENT_SECRET": client["client_secret"]}
    page = json.loads(shell.run(ask))["data"]["rolePage"]
    assert page["version"] == 1
    shell.known['"ID"'] = json.dumps(page["id"])
    # Each line of commands goes on in the shell that the one before has left.
    saved = shell.run(ask + change).splitlines()[-1]
    assert '{"data":{"updateRolePage":{"version":2}}}' in saved
    published = shell.run(ask + publish)
    assert '{"data":{"publish":{"items":[{"revision":2}]}}}' in published
    assert '{"data":{"rolePage":{"title":"What does a data analyst do?"}}}' in published


class Shell:
    """Runs what README tells to type, against another server, with `known` words filled in."""

    def __init__(self, server: Server, settings: dict[str, str]) -> None:
        self.known = {
            "http://127.0.0.1:8000": server.url,
            ".venv/bin/": f"{Path(sys.executable).parent}/",
        }
        self._settings = settings

    def run(self, script: str) -> str:
        """What the script prints."""
        for word, meant in self.known.items():
            script = script.replace(word, meant)
        done = subprocess.run(
            ["/bin/sh", "-euc", script],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            cwd=REPOSITORY,
            env=environment(self._settings),
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


# The examples


def examples() -> list[tuple[str, Any]]:
    """The operations of the page with the answers shown under them."""
    found = []
    for (language, text), (under, answer) in pairwise([*fences(PAGE), ("", "")]):
        if language == "graphql":
            assert under == "json", f"no answer is shown to {text}"
            found.append((text, json.loads(answer)))
    return found


def test_every_example_gives_the_answer_shown(library: Server, settings: dict[str, str]) -> None:
    added = rolebook(
        *("client", "add", "My script", "--service", "--role", "publisher", "--json"),
        settings=settings,
    )
    client = json.loads(added.stdout)
    credentials = (client["client_id"], client["client_secret"])
    form = {"grant_type": "client_credentials"}
    token = httpx.post(f"{library.url}/oauth/token", data=form, auth=credentials).json()
    bearer = {"Authorization": f"Bearer {token['access_token']}"}
    ids = Ids()
    for query, told in examples():
        ask = listened if query.startswith("subscription") else answered
        answer = ask(library, bearer, ids.ours(query))
        shown = json.dumps(answer, indent=2, ensure_ascii=False)
        assert ids.matches(answer, told), f"{query}\n{shown}"


def answered(library: Server, bearer: dict[str, str], query: str) -> Any:
    """The answer to a query or a mutation."""
    url = f"{library.url}/editor/graphql"
    return httpx.post(url, json={"query": query}, headers=bearer).json()


def listened(library: Server, bearer: dict[str, str], query: str) -> Any:
    """What a subscription tells of a save of the page that the examples are about."""
    asked = answered(library, bearer, '{ rolePage(key: "data-analyst") { id version } }')
    page = asked["data"]["rolePage"]
    change = f"""mutation {{ updateRolePage(id: "{page["id"]}", expectedVersion: {page["version"]},
      input: {{seo: {{description: [{{locale: "en", value: "Another."}}]}}}}) {{ __typename }} }}"""
    url, headers = f"{library.url}/editor/graphql", {**bearer, "Accept": "text/event-stream"}
    with httpx.stream("POST", url, json={"query": query}, headers=headers) as events:
        lines = events.iter_lines()
        assert next(lines) == ":"
        answered(library, bearer, change)
        return next(json.loads(line[5:]) for line in lines if line.startswith("data:"))


def test_the_close_codes_are_those_that_tests_meet() -> None:
    told = set(re.findall(r"^\| `(4\d{3})` \|", PAGE.read_text(), re.M))
    met = (REPOSITORY / "tests/api/subscriptions/test_socket.py").read_text()
    assert told == set(re.findall(r"\b44\d\d\b", met))


class Ids:
    """The ids of this installation behind those that the page shows."""

    def __init__(self) -> None:
        self._ours: dict[str, str] = {}

    def ours(self, query: str) -> str:
        """The query with ids that exist here; each was in an answer before."""
        return ID.sub(lambda found: self._ours[found[0]], query)

    def matches(self, given: Any, told: Any) -> bool:
        """Whether an answer is the one told; a last item … stands for more, an id for another."""
        match told:
            case str() if ID.fullmatch(told):
                return isinstance(given, str) and self._ours.setdefault(told, given) == given
            case dict():
                return list(given) == list(told) and all(
                    self.matches(given[name], told[name]) for name in told
                )
            case [*shown, "…"]:
                return len(given) > len(shown) and all(map(self.matches, given, shown))
            case list():
                return len(given) == len(told) and all(map(self.matches, given, told))
            case _:
                return bool(given == told)


def test_the_examples_do_each_operation_on_blocks() -> None:
    told = [name.strip("`") for name in table(PAGE, "## Blocks")]
    fields = re.search(r"^input BlockOperation @oneOf \{\n(.*?)^\}", sdl(), re.M | re.S)
    assert fields is not None
    assert told == re.findall(r"^  (\w+):", fields[1], re.M)
    done = " ".join(query for query, _ in examples() if "editBlocks" in query)
    assert all(re.search(rf"\{{\s*{name}:", done) for name in told)


# The tables


def test_scopes_of_roles_are_told() -> None:
    told = table(PAGE, "## Roles and scopes")
    assert told == {
        scope.value: [
            ", ".join(f"`{action}`" for action, needed in SCOPE_FOR.items() if needed is scope),
            *("yes" if scope in SCOPES_OF[role] else "no" for role in Role),
        ]
        for scope in (
            Scope.CONTENT_READ,
            Scope.CONTENT_WRITE,
            Scope.CONTENT_PUBLISH,
            Scope.CONTENT_DELETE,
            Scope.INTERVIEW_READ,
            Scope.USERS_MANAGE,
            Scope.CLIENTS_MANAGE,
            Scope.AUDIT_READ,
        )
    }
    assert set(told) == {scope.value for scope in Scope}


def test_every_problem_is_told() -> None:
    told = table(PAGE, "## Problems")
    types = re.findall(r"^type (\w+Problem) implements Problem \{(.*?)^\}", sdl(), re.M | re.S)
    fields = {name: set(re.findall(r"^  (\w+)", body, re.M)) for name, body in types}
    assert told.keys() == fields.keys()
    for name, (_code, more) in told.items():
        named = set(re.findall(r"`(\w+)`", more))
        known = fields[name] - {"message", "code"}
        assert known <= named, name
    assert {code.strip("`") for code, _ in told.values()} == set(ProblemCode)


def test_what_becomes_of_users_is_told() -> None:
    assert list(table(PAGE, "## Publishing")) == list(UsersFate)


def test_the_limits_of_editing_are_its_limits() -> None:
    rest = f"{LIMITS.fragments}; {LIMITS.directives}; {LIMITS.introspections}"
    assert list(table(PAGE, "## Limits").values()) == [
        [
            f"{MOST_BODY_BYTES // 1024:,} KB; {LONGEST_URL // 1024} KB; "
            f"{LIMITS.query_bytes // 1024} KB"
        ],
        [f"{LIMITS.tokens:,}; {LIMITS.depth}; {LIMITS.aliases}; {LIMITS.fields:,}"],
        [f"{LIMITS.mutations}; {LIMITS.root_fields}; {rest}"],
        [f"{MOST_ITEMS}, {DEFAULT_ITEMS} if absent; {MOST_VALUES}"],
        [f"{LIMITS.cost:,}"],
        [f"{QUERY_SECONDS:.0f}; {MUTATION_SECONDS:.0f}"],
    ]
