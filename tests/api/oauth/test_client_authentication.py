"""Who a client is: one registered method, a secret that is compared in constant time."""

import hmac
from typing import Any

import httpx
import pytest

from auth import clients
from auth.directory import Directory
from auth.documents.clients import AuthMethod, Client
from auth.sealing import hashed
from auth.store import collection
from content.documents.work import Audit
from tests.api.oauth.callers import basic, post, service, terminal, web_app

FORM = {"grant_type": "client_credentials"}


def assert_unknown(answered: httpx.Response) -> None:
    """The one answer to a client that is not who it says."""
    assert answered.status_code == 401
    assert answered.json()["error"] == "invalid_client"
    assert answered.headers["WWW-Authenticate"].startswith("Basic ")
    assert answered.headers["Cache-Control"] == "no-store"
    assert answered.headers["Pragma"] == "no-cache"


async def test_the_right_secret_and_a_wrong_one(
    client: httpx.AsyncClient, directory: Directory
) -> None:
    importer = await service(directory)
    assert (await post(client, "token", FORM, importer)).status_code == 200
    for secret in ("wrong", f"{importer.secret}x", hashed(importer.secret or ""), " "):
        headers = basic(importer.client.id, secret)
        assert_unknown(await client.post("/oauth/token", data=FORM, headers=headers))
    assert_unknown(
        await client.post("/oauth/token", data=FORM, headers=basic("cli_nobody", "wrong"))
    )


@pytest.mark.parametrize(
    "header",
    [
        "Basic",
        "Basic !!!",
        "Basic Y2xp",
        "Basic OnNlY3JldA==",
        "Basic gICA",
        "Bearer abc",
        "Digest username=x",
        f"Basic {'QUFB' * 2_000}",
    ],
)
async def test_malformed_credentials(client: httpx.AsyncClient, header: str) -> None:
    headers = {"Authorization": header}
    assert_unknown(await client.post("/oauth/token", data=FORM, headers=headers))


async def test_no_client_at_all(client: httpx.AsyncClient) -> None:
    assert_unknown(await post(client, "token", FORM))
    assert_unknown(await post(client, "token", {**FORM, "client_id": "' OR 1=1"}))


async def test_two_methods_at_once(client: httpx.AsyncClient, directory: Directory) -> None:
    importer = await service(directory)
    assert importer.secret is not None
    headers = basic(importer.client.id, importer.secret)
    twice: list[dict[str, Any]] = [
        {"client_secret": importer.secret},
        {"client_secret": "wrong"},
        {"client_assertion": "x", "client_assertion_type": "y"},
        {"client_assertion_type": "y"},
    ]
    for more in twice:
        answered = await client.post("/oauth/token", data=FORM | more, headers=headers)
        assert (answered.status_code, answered.json()["error"]) == (400, "invalid_request")
    both = {"client_secret": importer.secret, "client_assertion": "x"}
    answered = await post(client, "token", FORM | both)
    assert (answered.status_code, answered.json()["error"]) == (400, "invalid_request")
    repeated = [("Authorization", headers["Authorization"])] * 2
    answered = await client.post("/oauth/token", data=FORM, headers=repeated)
    assert (answered.status_code, answered.json()["error"]) == (400, "invalid_request")


async def test_only_the_registered_method(client: httpx.AsyncClient, directory: Directory) -> None:
    importer, device = await service(directory), await terminal(directory)
    assert importer.secret is not None
    in_body = {"client_id": importer.client.id, "client_secret": importer.secret}
    assert_unknown(await post(client, "token", FORM | in_body))
    assert_unknown(await post(client, "token", FORM | {"client_id": importer.client.id}))
    headers = basic(device.client.id, "anything")
    assert_unknown(await client.post("/oauth/token", data=FORM, headers=headers))
    # A public client has no secret, so whoever sends one is not it.
    made_up = {"client_id": device.client.id, "client_secret": "x", "token": "x"}
    assert_unknown(await post(client, "revoke", made_up))


async def test_the_body_may_name_the_same_client_and_no_other(
    client: httpx.AsyncClient, directory: Directory
) -> None:
    importer, other = await service(directory), await service(directory)
    headers = basic(importer.client.id, importer.secret)
    form = FORM | {"client_id": importer.client.id}
    assert (await client.post("/oauth/token", data=form, headers=headers)).status_code == 200
    form = FORM | {"client_id": other.client.id}
    answered = await client.post("/oauth/token", data=form, headers=headers)
    assert (answered.status_code, answered.json()["error"]) == (400, "invalid_request")


async def test_a_revoked_client_and_a_rotated_secret(
    client: httpx.AsyncClient, directory: Directory
) -> None:
    importer, other = await service(directory), await web_app(directory)
    rotated = await clients.rotate(directory, importer.client.id, by="operator:tests")
    assert_unknown(await post(client, "token", FORM, importer))
    assert (await post(client, "token", FORM, rotated)).status_code == 200
    await clients.revoke(directory, importer.client.id, by="operator:tests")
    assert_unknown(await post(client, "token", FORM, rotated))
    await clients.revoke(directory, other.client.id, by="operator:tests")
    assert_unknown(await post(client, "revoke", {"token": "x"}, other))


async def test_secrets_are_compared_in_constant_time(
    client: httpx.AsyncClient, directory: Directory, monkeypatch: pytest.MonkeyPatch
) -> None:
    importer, public = await service(directory), await terminal(directory)
    compared: list[tuple[Any, Any]] = []

    def spy(one: Any, other: Any) -> bool:
        compared.append((one, other))
        return False

    monkeypatch.setattr(hmac, "compare_digest", spy)
    # The right secret of a client, of one that does not exist, and of one that has none:
    # the comparison alone decides, and is made for all of them.
    for client_id in (importer.client.id, "cli_nobody", public.client.id):
        headers = basic(client_id, importer.secret)
        assert_unknown(await client.post("/oauth/token", data=FORM, headers=headers))
    assert len(compared) == 3
    assert compared[0] == (hashed(importer.secret or ""),) * 2
    assert {len(one) for one, _ in compared} == {64}


async def test_a_secret_is_stored_as_its_hash_and_audited_by_nobody(
    client: httpx.AsyncClient,
    directory: Directory,
) -> None:
    importer = await service(directory)
    assert importer.secret is not None
    assert len(importer.secret) >= 43
    wrong = basic(importer.client.id, f"{importer.secret}-wrong")
    await client.post("/oauth/token", data=FORM, headers=wrong)
    stored = await collection(Client).find_one({"_id": importer.client.id})
    audited = await Audit.get_motor_collection().find({}).to_list(None)
    assert importer.secret not in f"{stored}{audited}"
    assert [row["action"] for row in audited] == ["client.created", "token.refused"]
    assert audited[-1]["entity"] == importer.client.id
    assert importer.client.auth_method is AuthMethod.CLIENT_SECRET_BASIC


async def test_a_stranger_cannot_fill_the_audit_log(
    client: httpx.AsyncClient, directory: Directory
) -> None:
    importer = await service(directory)
    headers = basic(importer.client.id, "wrong")
    for _ in range(25):
        await client.post("/oauth/token", data=FORM, headers=headers)
    refused = await Audit.get_motor_collection().count_documents({"action": "token.refused"})
    assert refused == 20
    # And whoever has the secret is let in all the same.
    assert (await post(client, "token", FORM, importer)).status_code == 200
