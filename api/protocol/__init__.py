"""The HTTP front of `serve`: what is kept is answered where the bytes of a request come in."""

import asyncio
import hashlib
from pathlib import Path
from typing import Final, Literal

import structlog
import uvicorn
from uvicorn.protocols.http import flow_control, httptools_impl

from api.protocol.front import RolebookProtocol

_log = structlog.stdlib.get_logger("rolebook.protocol")

_KNOWN: Final = {
    "ea814cf42e50628dba76b72e12900943da6801b4bcf097f11dff4ea2cdc99455",  # 0.54.0
}


def http_protocol(front: Literal["protocol", "asgi"]) -> type[asyncio.Protocol]:
    """The class that uvicorn makes of each connection.

    Ours knows the inside of uvicorn's: with a uvicorn whose class is another than it was written
    for, uvicorn's own is taken, and everything works but for the limits of a connection.
    """
    if front == "protocol":
        if is_as_known():
            return RolebookProtocol
        _log.warning(
            "this uvicorn is not one that ROLEBOOK_HTTP_FRONT=protocol was written for: "
            "asgi is used in its place",
            uvicorn=uvicorn.__version__,
        )
    return httptools_impl.HttpToolsProtocol


def is_as_known() -> bool:
    """Whether uvicorn's classes are, to the byte, those that ours was written for."""
    digest = hashlib.sha256()
    for module in (httptools_impl, flow_control):
        digest.update(Path(str(module.__file__)).read_bytes())
    return digest.hexdigest() in _KNOWN
