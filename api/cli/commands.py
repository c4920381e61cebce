"""Every command, group by group."""

from typing import Final

import typer

from api.cli import checking, exchanging, importing, publishing, resolving, sdl, seeding, serving

app: Final = typer.Typer(
    name="rolebook",
    help="A headless CMS for careers content.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

app.command()(serving.serve)
app.command()(serving.worker)
app.command()(seeding.seed)
app.command()(publishing.publish)
app.command()(resolving.reresolve)
app.command()(checking.doctor)

imports = typer.Typer(help="Bring content in.", no_args_is_help=True)
imports.command("article")(importing.article)
imports.command("library")(exchanging.import_library)
app.add_typer(imports, name="import")

exports = typer.Typer(help="Take content out.", no_args_is_help=True)
exports.command("library")(exchanging.export_library)
app.add_typer(exports, name="export")

printing = typer.Typer(help="Print a GraphQL schema.", no_args_is_help=True)
printing.command("delivery")(sdl.delivery)
app.add_typer(printing, name="sdl")
