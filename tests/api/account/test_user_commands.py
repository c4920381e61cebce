"""`rolebook user …` and the link that the first start prints, as an operator meets them."""

import json
import re
from subprocess import CompletedProcess

import httpx
import pytest

from api.cli import main
from tests.api.account.pages import Page
from tests.api.account.serving import Served, served

NEW = "another battery, another horse"


def chooses(link: str, **fields: str) -> httpx.Response:
    """What comes of opening a link and choosing a password there."""
    with httpx.Client() as http:
        page = Page(http.get(link))
        action, values = page.forms[0]
        body = {**values, "new": NEW, "repeat": NEW, **fields}
        return http.post(httpx.URL(link).join(action["action"]), data=body)


def signs_in(server: Served, email: str, password: str = NEW) -> int:
    """The status of signing in."""
    with httpx.Client(base_url=server.url) as http:
        page = Page(http.get("/account/sign-in"))
        body = {**page.forms[0][1], "email": email, "password": password}
        return http.post("/account/sign-in", data=body).status_code


def test_from_the_first_start_to_a_team(mongodb_uri: str, database: str) -> None:
    with served(mongodb_uri, f"{database}_team") as server:
        _grow_a_team(server)


def _grow_a_team(server: Served) -> None:
    def run(*arguments: str) -> CompletedProcess[str]:
        return server.run("user", *arguments)

    def link_of(ran: CompletedProcess[str]) -> str:
        assert ran.returncode == 0, ran.stderr
        assert "No mail is sent" in ran.stdout
        return ran.stdout.splitlines()[-1]

    assert "No accounts yet" in run("list").stdout
    first = server.first_owner_link()
    assert first.startswith(f"{server.url}/account/first-owner?ticket=")
    assert f"{server.url}/account/sign-in" in server.server.said()
    assert chooses(first, name="Grace", email="grace@example.com").status_code == 303
    assert httpx.get(first).status_code == 404
    assert signs_in(server, "grace@example.com") == 303

    added = run("add", "Ada@example.com", "--role", "editor", "--grant", "ROLE_PAGE:de")
    invitation = link_of(added)
    assert "ada@example.com is invited as editor." in added.stdout
    listed = {each["email"]: each for each in json.loads(run("list", "--json").stdout)}
    assert listed["ada@example.com"]["state"] == "invited"
    assert listed["ada@example.com"]["grants"] == [{"types": ["ROLE_PAGE"], "locales": ["de"]}]
    assert listed["grace@example.com"]["role"] == "admin"
    assert "password" not in str(listed)
    assert chooses(invitation).status_code == 303
    assert re.search(r"editor +active +ada@example\.com +Ada\n", run("list").stdout)

    reset = link_of(run("reset", "ada@example.com"))
    assert reset.startswith(f"{server.url}/account/reset?ticket=")
    assert run("disable", "ADA@example.com").stdout == "ada@example.com is disabled.\n"
    assert signs_in(server, "ada@example.com") == 401
    assert httpx.get(reset).status_code == 400
    refused = run("reset", "ada@example.com")
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    assert run("enable", "ada@example.com").returncode == 0
    assert signs_in(server, "ada@example.com") == 303

    last = run("disable", "grace@example.com")
    assert last.returncode == 2
    assert "last admin" in last.stderr

    for arguments, said in (
        (("add", "ada@example.com", "--role", "viewer"), "There is an account"),
        (("add", "no address", "--role", "viewer"), "not an e-mail address"),
        (("add", "x@example.com", "--role", "viewer", "--grant", "PAGE:de"), "--grant PAGE:de"),
        (("disable", "nobody@example.com"), "There is no account for nobody@example.com."),
    ):
        bad = run(*arguments)
        assert (bad.returncode, bad.stderr.count("\n")) == (2, 1), bad.stderr
        assert said in bad.stderr

    # What was said and logged all the while holds no password and, but for the links, no secret.
    assert NEW not in server.server.said()
    assert invitation.partition("=")[2] not in server.server.said()


@pytest.mark.parametrize(
    "arguments", [("add", "ada@example.com"), ("add", "ada@example.com", "--role", "king")]
)
def test_a_role_is_named(
    arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["rolebook", "user", *arguments])
    with pytest.raises(SystemExit) as exited:
        main()
    assert exited.value.code == 2
    assert "--role" in capsys.readouterr().err
