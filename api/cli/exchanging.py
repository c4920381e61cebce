"""`rolebook import library` and `rolebook export library`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.opening import AsJson, DataDir, on_installation
from api.cli.reporting import progress, say, say_json

if TYPE_CHECKING:
    from content.installation import Installation
    from seed.exchange import ExportSummary, ImportSummary


def import_library(
    directory: Annotated[
        Path, typer.Argument(metavar="DIR", exists=True, file_okay=False, help="A library's folder")
    ],
    update: Annotated[
        bool, typer.Option(help="Save the library's text over what is there")
    ] = False,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Bring a library of YAML files in and publish what it says is published."""
    from auth.principal import local_operator
    from seed import exchange

    async def work(installation: "Installation") -> "ImportSummary":
        with progress() as tell:
            return await exchange.import_library(
                installation, directory, by=local_operator().name, update=update, progress=tell
            )

    summary = on_installation(work, command="import library", data_dir=data_dir)
    if as_json:
        say_json(summary.model_dump(mode="json"))
    else:
        tell_import(summary)
    if summary.refused:
        raise typer.Exit(1)


def export_library(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="Where to write it")],
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Write all content as YAML files, published and unpublished apart, as of one moment."""
    from seed import exchange

    async def work(installation: "Installation") -> "ExportSummary":
        with progress() as tell:
            return await exchange.export_library(installation, directory, progress=tell)

    summary = on_installation(work, command="export library", data_dir=data_dir)
    if as_json:
        say_json(summary.model_dump(mode="json"))
        return
    say(
        f"{summary.entities} entities: {summary.published} published texts, "
        f"{summary.drafts} drafts. Removed files of an earlier export: {summary.removed}."
    )
    for name in summary.archived:
        say(f"archived, not exported: {name}")


def tell_import(summary: "ImportSummary") -> None:
    """What an import did, in words."""
    say(
        f"{summary.created} created, {len(summary.updated)} updated, "
        f"{summary.unchanged} unchanged, {len(summary.kept)} kept as they are, "
        f"{summary.published} published."
    )
    for name in summary.kept:
        say(f"kept, because it differs from the library: {name}")
    for refusal in summary.refused:
        say(f"not published: {refusal.name} in {', '.join(refusal.locales)}: {refusal.reason}")
    if summary.left_out:
        say(f"left out, because not configured: {', '.join(summary.left_out)}")
