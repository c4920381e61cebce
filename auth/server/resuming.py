"""A request for authorization on its way through our own pages and back.

What comes back is validated again as if it were new. It carries one thing of ours: when it was
first made, sealed to this very request, so that `prompt=login` is satisfied by a sign-in since
then, and neither asks for ever nor is satisfied by an older one.
"""

import base64
import binascii
import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Final
from urllib.parse import urlencode

from auth.directory import Directory
from auth.lifetimes import LOGIN_STATE
from auth.sealing import SealBroken
from auth.server.errors import invalid_request

PATH: Final = "/oauth/authorize"
LONGEST: Final = 6_000
_MARK: Final = "rolebook_asked"


def asked_at(directory: Directory, parameters: Mapping[str, str]) -> datetime:
    """When this request was first made: now, unless it says otherwise and says so truly."""
    now = directory.clock()
    mark = parameters.get(_MARK)
    if mark is None:
        return now
    try:
        sealed = base64.urlsafe_b64decode(mark)
        told = datetime.fromisoformat(directory.sealer.open(sealed, _purpose(parameters)).decode())
    except (SealBroken, binascii.Error, ValueError):
        return now
    return told if now - LOGIN_STATE < told <= now else now


def resumed(directory: Directory, parameters: Mapping[str, str]) -> str:
    """The path and query by which the request is made again.

    Raises OAuthRefusal for one that is too long to go through forms and addresses of ours.
    """
    told = asked_at(directory, parameters).isoformat().encode()
    mark = base64.urlsafe_b64encode(directory.sealer.seal(told, _purpose(parameters))).decode()
    query = urlencode({**parameters, _MARK: mark})
    if len(query) > LONGEST:
        raise invalid_request("The request is too long.")
    return f"{PATH}?{query}"


def _purpose(parameters: Mapping[str, str]) -> str:
    asked = sorted((name, value) for name, value in parameters.items() if name != _MARK)
    return f"authorize:{hashlib.sha256(urlencode(asked).encode()).hexdigest()}"
