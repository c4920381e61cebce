"""What every row stands on: the thousand pages, their answers as files and as documents."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from bench.bare_motor import bare
from bench.delivery.questions import persisted_path
from bench.opening import PAGES, opened
from bench.pages.filling import Page, published_pages
from bench.reading.queries import PAGE, request
from bench.references.strawberry_beanie import filling
from bench.serving.server import Server, rolebook_server

ANSWERS = "bench_answers"
"""The collection, and the database of the reference, that hold what was answered."""


@dataclass(frozen=True)
class Material:
    """The pages that are asked for, and what Rolebook answered for each, in the same order."""

    slugs: Sequence[str]
    answers: Sequence[bytes]
    folder: Path

    @property
    def variables(self) -> list[Mapping[str, Any]]:
        """The variables of the page query, a page each."""
        return [{"slug": slug} for slug in self.slugs]

    @property
    def persisted_paths(self) -> list[str]:
        """The paths that ask for the pages by GET; the query must be registered."""
        return [persisted_path(PAGE, each) for each in self.variables]

    @property
    def file_paths(self) -> list[str]:
        """The paths of the answers as files."""
        return [f"/{name}" for name in self.names]

    @property
    def names(self) -> list[str]:
        """The names of the files, and the ids of the documents, that hold the answers."""
        return [f"{place:05}.json" for place in range(len(self.slugs))]


async def pages_of(uri: str) -> list[Page]:
    """The published pages of the bench."""
    async with opened(uri, PAGES):
        return await published_pages()


async def prepare(uri: str, folder: Path) -> Material:
    """The answers of a running server, written down for the references."""
    slugs = [page.slug for page in await pages_of(uri)]
    with rolebook_server(uri, PAGES, RATE_LIMIT="off") as server:
        answers = [server.post("/graphql", request(PAGE, slug=slug)) for slug in slugs]
    material = Material(slugs, answers, folder)
    _write(material)
    async with bare(uri, PAGES) as database:
        await database[ANSWERS].drop()
        documents = zip(material.names, answers, strict=True)
        await database[ANSWERS].insert_many(
            [{"_id": name, "body": answer} for name, answer in documents]
        )
    async with bare(uri, ANSWERS) as database:
        await filling.fill(database, [filling.page_of(answer) for answer in answers])
    return material


def _write(material: Material) -> None:
    # nginx's worker runs as another user and must be let in.
    material.folder.chmod(0o755)
    for name, answer in zip(material.names, material.answers, strict=True):
        (material.folder / name).write_bytes(answer)


def register(server: Server, query: str) -> None:
    """Makes the server know the query, as a client's first request does."""
    digest = hashlib.sha256(query.encode()).hexdigest()
    extensions = {"persistedQuery": {"version": 1, "sha256Hash": digest}}
    body = {"query": query, "variables": {"slug": "-"}, "extensions": extensions}
    server.post("/graphql", orjson.dumps(body))
