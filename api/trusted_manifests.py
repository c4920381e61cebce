"""Manifests of trusted documents, as the builds of Relay and Apollo write them."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import orjson

_APOLLO: Final = "apollo-persisted-query-manifest"


class WrongManifest(ValueError):
    """A manifest cannot be used; the message says which, and why."""


def read_manifests(path: Path) -> Mapping[str, str]:
    """The texts of a file, or of every .json file of a folder, by the ids clients send.

    Relay: an object of texts by id. Apollo: `operations` with `id` and `body`, in an object whose
    format is `apollo-persisted-query-manifest`. Raises WrongManifest.
    """
    documents: dict[str, str] = {}
    for file in sorted(path.glob("*.json")) if path.is_dir() else [path]:
        for name, text in _documents(file):
            if documents.setdefault(name, text) != text:
                raise WrongManifest(f"{file} has another text for {name[:80]!r} than before")
    if not documents:
        raise WrongManifest(f"there is no document in {path}")
    return documents


def _documents(file: Path) -> Iterator[tuple[str, str]]:
    try:
        manifest = orjson.loads(file.read_bytes())
    except OSError as error:
        raise WrongManifest(f"{file} cannot be read ({error.strerror})") from error
    except ValueError as error:
        raise WrongManifest(f"{file} is not JSON ({error})") from error
    if not isinstance(manifest, dict):
        raise WrongManifest(f"{file} must hold an object of texts by id")
    pairs = _of_apollo(file, manifest) if "format" in manifest else manifest.items()
    for name, text in pairs:
        if not isinstance(name, str) or not isinstance(text, str) or not text.strip():
            raise WrongManifest(f"{file} has no text for {str(name)[:80]!r}")
        yield name, text


def _of_apollo(file: Path, manifest: Mapping[str, Any]) -> Iterator[tuple[Any, Any]]:
    operations = manifest.get("operations")
    if manifest["format"] != _APOLLO or manifest.get("version") != 1:
        raise WrongManifest(f"{file} is neither {_APOLLO} version 1 nor texts by id")
    if not isinstance(operations, list):
        raise WrongManifest(f"{file} must have a list of operations")
    for operation in operations:
        if not isinstance(operation, dict):
            raise WrongManifest(f"{file} has an operation that is no object")
        yield operation.get("id"), operation.get("body")
