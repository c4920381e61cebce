"""`rolebook token`: an access token from a running server, as any other client gets one."""

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from api.cli.opening import AsJson, settings_for
from api.cli.reporting import err, say, say_json

if TYPE_CHECKING:
    from httpx2 import Client as Http

    from api.cli.failing import CommandError

_CLI_CLIENT: Final = "rolebook-cli"
_DEVICE_CODE: Final = "urn:ietf:params:oauth:grant-type:device_code"
_SLOWER_BY_SECONDS: Final = 5
_TIMEOUT_SECONDS: Final = 10.0
_ENDINGS: Final = {
    "access_denied": "The request was denied.",
    "expired_token": "Nobody answered in time: run the command again.",
}


def token(
    scope: Annotated[
        list[str] | None, typer.Option(help="What it is for; by default all there is to have")
    ] = None,
    client: Annotated[
        str, typer.Option(help="The client that people let in, with --device registered")
    ] = _CLI_CLIENT,
    client_id: Annotated[
        str | None, typer.Option(help="A service account, in place of a person's sign-in")
    ] = None,
    client_secret: Annotated[
        str | None,
        typer.Option(
            envvar="ROLEBOOK_CLIENT_SECRET",
            show_envvar=True,
            help="Its secret; asked for when it is not given",
        ),
    ] = None,
    server: Annotated[
        str | None, typer.Option(help="The server's address [ROLEBOOK_PUBLIC_URL]")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Print an access token: of a person who signs in by browser, or of a service account."""
    from httpx2 import Client as Http

    if client_id is None and client_secret is not None:
        raise _failed("--client-secret needs --client-id.", bad_input=True)
    address = (server or settings_for().address).rstrip("/")
    wanted = {"scope": " ".join(scope)} if scope else {}
    with Http(base_url=address, timeout=_TIMEOUT_SECONDS) as http:
        if client_id is None:
            answer = _of_person(http, client, wanted)
        else:
            secret = client_secret or typer.prompt("Client secret", hide_input=True, err=True)
            answer = _of_service(http, client_id, secret, wanted)
    if as_json:
        say_json(answer)
    else:
        say(answer["access_token"])


def _of_service(
    http: "Http", client_id: str, secret: str, wanted: Mapping[str, str]
) -> dict[str, Any]:
    from urllib.parse import quote_plus

    form = {"grant_type": "client_credentials", **wanted}
    credentials = (quote_plus(client_id), quote_plus(secret))
    status, answer = _post(http, "/oauth/token", form, credentials)
    return _granted(status, answer)


def _of_person(http: "Http", client: str, wanted: Mapping[str, str]) -> dict[str, Any]:
    """The device grant (RFC 8628): a person approves in a browser while we ask again and again."""
    status, begun = _post(http, "/oauth/device_authorization", {"client_id": client, **wanted})
    if status != 200:
        raise _refused(status, begun)
    err.print(f"Open  {begun['verification_uri_complete']}", markup=False)
    err.print(f"and check that it shows the code  {begun['user_code']}", markup=False)
    form = {"grant_type": _DEVICE_CODE, "client_id": client, "device_code": begun["device_code"]}
    interval = begun.get("interval", _SLOWER_BY_SECONDS)
    deadline = time.monotonic() + begun["expires_in"]
    while time.monotonic() < deadline:
        time.sleep(interval)
        status, answer = _post(http, "/oauth/token", form)
        match answer.get("error"):
            case "authorization_pending":
                continue
            case "slow_down":
                interval += _SLOWER_BY_SECONDS
            case _:
                return _granted(status, answer)
    raise _failed(_ENDINGS["expired_token"])


def _granted(status: int, answer: dict[str, Any]) -> dict[str, Any]:
    if status != 200 or "access_token" not in answer:
        raise _refused(status, answer)
    return answer


def _post(
    http: "Http", path: str, form: Mapping[str, str], credentials: tuple[str, str] | None = None
) -> tuple[int, dict[str, Any]]:
    from httpx2 import BasicAuth, HTTPError

    try:
        signed = BasicAuth(*credentials) if credentials is not None else None
        response = http.send(http.build_request("POST", path, data=dict(form)), auth=signed)
        answer = response.json()
    except HTTPError as error:
        told = f"No server answers at {http.base_url}: start it, or name it with --server."
        raise _failed(told) from error
    except ValueError as error:
        raise _failed(f"{http.base_url} is not a Rolebook server.") from error
    return response.status_code, answer if isinstance(answer, dict) else {}


def _refused(status: int, answer: Mapping[str, Any]) -> "CommandError":
    code = answer.get("error")
    if not isinstance(code, str):
        return _failed(f"The server answered with status {status}.")
    told = _ENDINGS.get(code) or f"{answer.get('error_description', '')} ({code})"
    return _failed(told, bad_input=code not in _ENDINGS)


def _failed(message: str, *, bad_input: bool = False) -> "CommandError":
    from api.cli.failing import BAD_INPUT, FAILED, CommandError

    return CommandError(message, BAD_INPUT if bad_input else FAILED)
