"""The Relay compiler: from what a site asks for to documents and their manifest."""

import json
import re
import shutil
import subprocess
from pathlib import Path

from tests.clients.node import NODE, SCRIPTS
from tests.serving import REPOSITORY

MANIFEST = "documents.json"


def compiled(folder: Path) -> dict[str, str]:
    """The ids of a site's operations by name; the manifest is in the folder."""
    sources = folder / "src"
    sources.mkdir()
    shutil.copy(SCRIPTS / "relay" / "Site.js", sources)
    shutil.copy(REPOSITORY / "schema" / "delivery.graphql", folder)
    config = {
        "src": "./src",
        "schema": "./delivery.graphql",
        "language": "javascript",
        "persistConfig": {"file": f"./{MANIFEST}", "algorithm": "SHA256"},
    }
    (folder / "relay.config.json").write_text(json.dumps(config))
    (folder / MANIFEST).write_text("{}")
    (folder / "package.json").write_text("{}")
    compiler = SCRIPTS / "node_modules" / "relay-compiler" / "cli.js"
    done = subprocess.run(
        [NODE, compiler, "relay.config.json"],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    documents = json.loads((folder / MANIFEST).read_text())
    names = {id: re.search(r"^query (\w+)", text, re.M) for id, text in documents.items()}
    return {name[1]: id for id, name in names.items() if name}
