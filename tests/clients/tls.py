"""TLS before a server, with an authority made for the occasion."""

import asyncio
import contextlib
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import trustme


class Authority:
    """An authority nobody else knows, and its certificate as a file."""

    def __init__(self, folder: Path) -> None:
        self._made = trustme.CA()
        self.file = folder / "authority.pem"
        self._made.cert_pem.write_to_path(self.file)

    def server_context(self) -> ssl.SSLContext:
        """What a server at localhost shows."""
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        self._made.issue_cert("localhost", "127.0.0.1").configure_cert(context)
        return context

    def client_context(self) -> ssl.SSLContext:
        """What a client that trusts this authority alone uses."""
        return ssl.create_default_context(cafile=self.file)


@contextmanager
def tls_front(port: int, behind: int, authority: Authority) -> Iterator[str]:
    """`https://localhost:PORT`, passing bytes on to a port of this machine."""
    loop = asyncio.new_event_loop()
    started = threading.Event()

    async def serve() -> None:
        server = await asyncio.start_server(
            pass_on, "127.0.0.1", port, ssl=authority.server_context()
        )
        started.set()
        async with server:
            await server.serve_forever()

    async def pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        back_reader, back_writer = await asyncio.open_connection("127.0.0.1", behind)
        both = _copy(reader, back_writer), _copy(back_reader, writer)
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.gather(*both)

    def run() -> None:
        asyncio.set_event_loop(loop)
        task = loop.create_task(serve())
        stop.append(lambda: loop.call_soon_threadsafe(task.cancel))
        try:
            loop.run_until_complete(task)
        except asyncio.CancelledError:
            pass
        finally:
            left = asyncio.all_tasks(loop)
            for each in left:
                each.cancel()
            loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
            loop.close()

    stop: list[object] = []
    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert started.wait(10)
    try:
        yield f"https://localhost:{port}"
    finally:
        end = stop[0]
        assert callable(end)
        end()
        thread.join(10)


async def _copy(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    try:
        while data := await source.read(65_536):
            sink.write(data)
            await sink.drain()
    except (ConnectionError, ssl.SSLError):
        return
    finally:
        sink.close()
