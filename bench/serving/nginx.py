"""nginx with one worker, serving the files of a folder."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from bench.delivery.load import CannotLoad
from bench.serving.server import Server, free_port, running

_CONFIGURATION: Final = """
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  default_type application/json;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 100000000;
  open_file_cache max=10000 inactive=60s;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port};
    root {root};
    location = / {{ return 200; }}
  }}
}}
"""


@contextmanager
def nginx(root: Path) -> Iterator[Server]:
    """Debian's nginx as it comes, but without an access log and with files kept open.

    Raises CannotLoad if it is not installed.
    """
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if found is None:
        raise CannotLoad("nginx is not installed: on Debian, apt-get install nginx-light.")
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="rolebook-nginx-") as folder:
        # Started by root, its worker runs as another user and must be let in.
        Path(folder).chmod(0o755)
        file = Path(folder) / "nginx.conf"
        file.write_text(_CONFIGURATION.format(folder=folder, port=port, root=root))
        with running(
            [found, "-c", str(file), "-e", f"{folder}/error.log"], port, {}, "/"
        ) as server:
            yield server
