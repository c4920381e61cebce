"""The sample library, loaded once into an installation that is still empty."""

import asyncio
import hashlib
from pathlib import Path
from typing import Final

from content import drafts, importing
from content.documents.work import ImportRecord
from content.installation import Installation
from content.values.ids import ContentType
from seed.exchange.importing import ImportSummary, import_library
from seed.exchange.progress import Progress, silent

BY: Final = "sample library"
_RECORD: Final = "library:sample"
_BEGUN: Final = "begun"


def sample_library_path() -> Path:
    """The folder of the sample library."""
    return Path(__file__).parent.parent / "library"


async def load_sample_library(
    installation: Installation, *, progress: Progress = silent
) -> ImportSummary | None:
    """Loads the sample library into an empty installation, or goes on where that was cut short.

    None when there is nothing to do: it was loaded before, whatever has become of it since, or
    the installation holds other content. Texts in locales that are not configured are left out.
    """
    if not await is_sample_library_due(installation):
        return None
    await _remember(installation, _BEGUN)
    path = sample_library_path()
    summary = await import_library(
        installation, path, by=BY, leave_out_locales=True, progress=progress
    )
    if not summary.refused:
        await _remember(installation, await asyncio.to_thread(_digest, path))
    return summary


async def is_sample_library_due(installation: Installation) -> bool:
    """Whether there is anything for `load_sample_library` to do."""
    known = await importing.last(installation, _RECORD)
    return known.digest == _BEGUN if known is not None else await _is_empty(installation)


async def _is_empty(installation: Installation) -> bool:
    for content_type in ContentType:
        async for _ in drafts.listing(installation, content_type):
            return False
    return True


async def _remember(installation: Installation, digest: str) -> None:
    record = ImportRecord(
        id=_RECORD, digest=digest, sources={}, versions={}, at=installation.clock()
    )
    await importing.remember(installation, record)


def _digest(path: Path) -> str:
    hashed = hashlib.sha256()
    for file in sorted(path.rglob("*.yaml")):
        hashed.update(file.read_bytes())
    return hashed.hexdigest()
