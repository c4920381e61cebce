"""`rolebook token` beside a running server, as an editor and as a script use it."""

import json
import re
import subprocess
import sys
from collections.abc import AsyncIterator

import httpx
import pytest

from api.cli import main
from api.opening import opened_directory
from api.settings import read_settings
from auth.directory import Directory
from auth.roles import Role
from auth.secret_key import SecretKey
from auth.server.device import approve, deny
from auth.signing_in import browser_sessions
from content.installation import open_installation
from content.store import connect
from content.values.locales import LocaleConfig
from tests.auth.people import make_user
from tests.conftest import LOCALES, PAGE_URL, SECRET
from tests.serving import REPOSITORY, ROLEBOOK, Server, environment, free_port, rolebook


@pytest.fixture
def settings(mongodb_uri: str, database: str, server: Server) -> dict[str, str]:
    """The settings of whoever runs commands beside the server."""
    return {
        "ROLEBOOK_MONGODB_URI": mongodb_uri,
        "ROLEBOOK_DATABASE": f"{database}_served",
        "ROLEBOOK_SECRET_KEY": SECRET,
        "ROLEBOOK_PUBLIC_URL": server.url,
    }


@pytest.fixture
async def directory(
    settings: dict[str, str], mongodb_uri: str, server: Server
) -> AsyncIterator[Directory]:
    """The server's accounts and clients, reached beside it."""
    store = await connect(mongodb_uri, settings["ROLEBOOK_DATABASE"])
    await store.database["users"].delete_many({})
    installation = await open_installation(store, LocaleConfig.parse(LOCALES), PAGE_URL)
    given = read_settings(secret_key=SECRET, public_url=server.url)
    yield await opened_directory(installation, given, SecretKey(SECRET.encode()))
    await store.close()


def started(settings: dict[str, str], *arguments: str) -> subprocess.Popen[str]:
    """`rolebook token`, running."""
    return subprocess.Popen(
        [ROLEBOOK, "token", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=REPOSITORY,
        env=environment(settings),
    )


def user_code_of(command: subprocess.Popen[str], server: Server) -> str:
    """The code it shows, once it shows one."""
    assert command.stderr is not None
    first, second = command.stderr.readline(), command.stderr.readline()
    found = re.search(r"[B-Z]{4}-[B-Z]{4}$", second.strip())
    assert found is not None, first + second
    assert f"{server.url}/account/device?user_code={found[0]}" in first
    return found[0]


async def test_a_person_approves(
    settings: dict[str, str], directory: Directory, server: Server
) -> None:
    user = await make_user(directory, Role.EDITOR)
    _, session = await browser_sessions.begin(directory, user)
    with started(settings, "--scope", "openid", "--scope", "content:read") as command:
        assert await approve(directory, user_code_of(command, server), user, session)
        out, err = command.communicate(timeout=30)
    assert command.returncode == 0, err
    headers = {"Authorization": f"Bearer {out.strip()}"}
    async with httpx.AsyncClient(base_url=server.url, headers=headers) as http:
        answered = await http.get("/oauth/userinfo")
    assert answered.json() == {"sub": user.id}
    # The log knows neither the codes nor the token.
    assert out.strip() not in server.said()


async def test_a_person_denies(
    settings: dict[str, str], directory: Directory, server: Server
) -> None:
    user = await make_user(directory, Role.EDITOR)
    with started(settings, "--server", f"{server.url}/") as command:
        assert await deny(directory, user_code_of(command, server), user)
        out, err = command.communicate(timeout=30)
    assert (command.returncode, out, err) == (1, "", "rolebook: The request was denied.\n")


def test_a_service_account(settings: dict[str, str], server: Server) -> None:
    add = ("client", "add", "Importer", "--service", "--role", "publisher", "--json")
    importer = json.loads(rolebook(*add, settings=settings).stdout)
    client_id, secret = importer["client_id"], importer["client_secret"]
    given = ("token", "--client-id", client_id, "--scope", "content:read")
    plain = rolebook(*given, settings=settings | {"ROLEBOOK_CLIENT_SECRET": secret})
    assert plain.returncode == 0, plain.stderr
    assert plain.stdout.count("\n") == 1
    asked = httpx.post(
        f"{server.url}/oauth/introspect",
        data={"token": plain.stdout.strip()},
        auth=(client_id, secret),
    )
    assert (asked.json()["active"], asked.json()["scope"]) == (True, "content:read")
    full = rolebook(*given, "--client-secret", secret, "--json", settings=settings)
    assert json.loads(full.stdout)["expires_in"] == 600
    assert secret not in server.said()

    # What another process revokes is void here within five seconds; its secret at once.
    assert rolebook("client", "revoke", client_id, settings=settings).returncode == 0
    refused = rolebook(*given, "--client-secret", secret, settings=settings)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "(invalid_client)" in refused.stderr
    assert refused.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "code", "complaint"),
    [
        (("--client", "cli_nobody"), 2, "(invalid_client)"),
        (("--scope", "no:such"), 2, "(invalid_scope)"),
        (("--client-secret", "x"), 2, "--client-secret needs --client-id"),
        (("--client-id", "cli_nobody", "--client-secret", "x"), 2, "(invalid_client)"),
        (("--server", f"http://127.0.0.1:{free_port()}"), 1, "No server answers at"),
    ],
)
def test_what_goes_wrong_is_one_line(
    settings: dict[str, str],
    arguments: tuple[str, ...],
    code: int,
    complaint: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "argv", ["rolebook", "token", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    out, err = capsys.readouterr()
    assert (ended.value.code, out) == (code, ""), err
    assert complaint in err
    assert err.count("\n") == 1
