"""`rolebook doctor`."""

from functools import partial
from typing import TYPE_CHECKING, Annotated, Final

import typer

from api.cli.opening import AsJson, DataDir, joined_database, run, settings_for
from api.cli.reporting import out, progress, say_json

if TYPE_CHECKING:
    from api.settings import Settings
    from content.store.diagnosis import Finding

_SHOWN: Final = 20
_MARKS: Final = {True: "[green]ok  [/]", False: "[red]FAIL[/]", None: "[yellow]?   [/]"}


def doctor(
    content: Annotated[
        bool, typer.Option("--content", help="Resolve everything afresh and compare")
    ] = False,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Check the database and, if asked, all published content; exit code 1 if a check fails."""
    settings = settings_for(data_dir=data_dir)
    with joined_database(settings, "doctor") as found:
        results = run(_examine(found, content))
    healthy = all(finding.ok is not False for finding in results)
    if as_json:
        say_json({"ok": healthy, "findings": [each.model_dump() for each in results]})
    else:
        for finding in results:
            out.print(_MARKS[finding.ok], end=" ")
            out.print(f"{finding.name}: {finding.detail}", markup=False)
    if not healthy:
        raise typer.Exit(1)


async def _examine(settings: "Settings", content: bool) -> "list[Finding]":
    from content.diagnosing import findings
    from content.rules.resolution import ResolveConfig
    from content.store import connect

    assert settings.mongodb_uri is not None  # joined_database has seen to it
    store = await connect(settings.mongodb_uri.get_secret_value(), settings.database)
    try:
        config = ResolveConfig(locales=settings.locales, page_url=settings.page_template)
        found = [finding async for finding in findings(store, config)]
    finally:
        await store.close()
    if content:
        found.append(await _compare(settings))
    return found


async def _compare(settings: "Settings") -> "Finding":
    """Whether every resolved document equals a fresh resolution."""
    from api.opening import opened
    from content.checking import check
    from content.store.diagnosis import Finding

    async with opened(settings, side="editorial") as installation:
        with progress() as tell:
            differences = await check(installation, partial(tell, "comparing content"))
    shown = "; ".join(f"{each.document} {each.what}" for each in differences[:_SHOWN])
    more = f" and {len(differences) - _SHOWN} more" if len(differences) > _SHOWN else ""
    detail = f"{shown}{more}" if differences else "every document equals a fresh resolution"
    return Finding(name="content", ok=not differences, detail=detail)
