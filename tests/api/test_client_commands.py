"""`rolebook client`, run as an operator runs it."""

import json
import sys
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from joserfc.jwk import ECKey

from api.cli import main
from content.store import connect
from tests.serving import rolebook

CALLBACK = "https://app.example.com/callback"


@pytest.fixture
def settings(mongodb_uri: str, database: str, tmp_path: Path) -> dict[str, str]:
    """A database and a data folder for commands."""
    return {
        "ROLEBOOK_MONGODB_URI": mongodb_uri,
        "ROLEBOOK_DATABASE": f"{database}_clients",
        "ROLEBOOK_DATA_DIR": str(tmp_path / "data"),
        "ROLEBOOK_LOCALES": "en,de>en",
    }


def told(finished: CompletedProcess[str]) -> Any:
    """The JSON a command printed."""
    assert finished.returncode == 0, finished.stderr
    return json.loads(finished.stdout)


async def test_from_adding_to_revoking(settings: dict[str, str], mongodb_uri: str) -> None:
    def run(*arguments: str) -> CompletedProcess[str]:
        return rolebook("client", *arguments, settings=settings)

    website = told(run("add", "Careers", "--redirect-uri", CALLBACK, "--json"))
    assert website["token_endpoint_auth_method"] == "client_secret_basic"
    assert website["grant_types"] == ["authorization_code", "refresh_token"]
    assert "users:manage" not in website["scope"]
    grant = ("--grant", "ROLE_PAGE:de", "--grant", "*:en")
    importer = told(run("add", "Importer", "--service", "--role", "publisher", *grant, "--json"))
    assert importer["role"] == "publisher"
    assert importer["grants"] == [
        {"types": ["ROLE_PAGE"], "locales": ["de"]},
        {"types": None, "locales": ["en"]},
    ]
    shown = run("add", "Terminal", "--device", "--public")
    assert shown.returncode == 0, shown.stderr
    assert "client_secret" not in shown.stdout
    shown = run("add", "Reader [1]", "--service", "--scope", "content:read")
    assert "Reader [1]: content:read" in shown.stdout
    secret = shown.stdout.partition("client_secret")[2].split()[0]
    assert len(secret) >= 43

    rotated = told(run("rotate", website["client_id"], "--json"))
    assert rotated["client_secret"] != website["client_secret"]
    assert run("revoke", importer["client_id"]).returncode == 0
    listed = run("list", "--json")
    names = [each["client_name"] for each in told(listed)]
    assert names == ["Careers", "Importer", "Terminal", "Reader [1]"]
    assert [each["revoked"] for each in told(listed)] == [False, True, False, False]
    plainly = run("list")
    assert "revoked" in plainly.stdout

    secrets = [secret, website["client_secret"], rotated["client_secret"]]
    store = await connect(mongodb_uri, settings["ROLEBOOK_DATABASE"])
    try:
        kept = [
            await store.database[name].find({}).to_list(None)
            for name in await store.database.list_collection_names()
        ]
    finally:
        await store.close()
    for each in secrets:
        assert each not in listed.stdout + plainly.stdout + str(kept)


def test_a_client_that_signs(settings: dict[str, str], tmp_path: Path) -> None:
    key = ECKey.generate_key("P-256", {"kid": "mine"})
    file = tmp_path / "jwks.json"
    file.write_text(json.dumps({"keys": [key.as_dict(private=False)]}))
    add = ("client", "add", "Signer", "--service", "--keys", str(file), "--json")
    signer = told(rolebook(*add, settings=settings))
    assert signer["token_endpoint_auth_method"] == "private_key_jwt"
    assert "client_secret" not in signer
    file.write_text(json.dumps(key.as_dict(private=True)))
    refused = rolebook(*add, settings=settings)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "private key never leaves you" in refused.stderr
    rotated = rolebook("client", "rotate", signer["client_id"], settings=settings)
    assert (rotated.returncode, "has no secret" in rotated.stderr) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("add", "X"), "--redirect-uri, --device or --service"),
        (("add", "X", "--redirect-uri", "http://app.example.com/"), "must be https"),
        (("add", "X", "--redirect-uri", "com.example.app:/"), "only a public client"),
        (("add", "X", "--redirect-uri", CALLBACK, "--role", "admin"), "--role is for a service"),
        (("add", "X", "--redirect-uri", CALLBACK, "--grant", "*:de"), "--grant is for a service"),
        (("add", "X", "--redirect-uri", CALLBACK, "--service"), "a client of its own"),
        (("add", "X", "--service", "--public"), "cannot be public"),
        (("add", "X", "--service", "--role", "owner"), "owner"),
        (("add", "X", "--service", "--scope", "users:manage"), "may never hold users:manage"),
        (("add", "X", "--service", "--scope", "no:such"), "There is no scope 'no:such'"),
        (("add", "X", "--service", "--grant", "PAGE:de"), "the type is one of"),
        (("add", "X", "--service", "--grant", "ROLE_PAGE:fr"), "the locale is one of en, de"),
        (("add", "X", "--service", "--grant", "ROLE_PAGE"), "the locale is one of en, de"),
        (("add", "", "--service"), "A name is 1 to 100 characters"),
        (("add", "X", "--service", "--keys", "pyproject.toml"), "cannot be read as JSON"),
        (("revoke", "cli_nobody"), "There is no client 'cli_nobody'"),
        (("revoke", "rolebook-cli"), "is built in"),
        (("rotate", "rolebook-admin"), "is built in"),
    ],
)
def test_bad_input_is_one_line(
    settings: dict[str, str],
    arguments: tuple[str, ...],
    complaint: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "argv", ["rolebook", "client", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    out, err = capsys.readouterr()
    assert (ended.value.code, out) == (2, ""), err
    assert complaint in err
    assert err.count("\n") == 1
