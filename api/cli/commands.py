"""Every command, group by group."""

from typing import Final

import typer

from api.cli import (
    auditing,
    checking,
    clients,
    exchanging,
    importing,
    publishing,
    resolving,
    sdl,
    seeding,
    serving,
    token,
    users,
)

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
app.command()(token.token)

imports = typer.Typer(help="Bring content in.", no_args_is_help=True)
imports.command("article")(importing.article)
imports.command("library")(exchanging.import_library)
app.add_typer(imports, name="import")

exports = typer.Typer(help="Take content out.", no_args_is_help=True)
exports.command("library")(exchanging.export_library)
app.add_typer(exports, name="export")

printing = typer.Typer(help="Print a GraphQL schema.", no_args_is_help=True)
printing.command("delivery")(sdl.delivery)
printing.command("editorial")(sdl.editorial)
app.add_typer(printing, name="sdl")

registry = typer.Typer(help="Programs that may ask for tokens.", no_args_is_help=True)
registry.command("add")(clients.add)
registry.command("list")(clients.list_clients)
registry.command("revoke")(clients.revoke)
registry.command("rotate")(clients.rotate)
app.add_typer(registry, name="client")

people = typer.Typer(help="Accounts of people.", no_args_is_help=True)
people.command("add")(users.add)
people.command("list")(users.list_users)
people.command("disable")(users.disable)
people.command("enable")(users.enable)
people.command("reset")(users.reset)
app.add_typer(people, name="user")

audit = typer.Typer(help="What was done, by whom.", no_args_is_help=True)
audit.command("verify")(auditing.verify)
app.add_typer(audit, name="audit")
