"""`rolebook import article`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.opening import AsJson, DataDir, on_installation, settings_for
from api.cli.reporting import err, out, say_json

if TYPE_CHECKING:
    from content.installation import Installation
    from seed.articles.report import ArticleReport


def article(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH…", help="Text, Markdown, HTML or DOCX files")
    ],
    locale: Annotated[
        str | None, typer.Option(help="The articles' language; by default the first locale")
    ] = None,
    publish: Annotated[bool, typer.Option("--publish", help="Publish what was imported")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only tell which piece would go where")
    ] = False,
    update: Annotated[
        bool, typer.Option("--update", help="Merge an article that changed since its last import")
    ] = False,
    role: Annotated[
        str | None, typer.Option(help="The role's key, in place of one made of its title")
    ] = None,
    page: Annotated[
        str | None, typer.Option(help="The page's key, in place of one made of its title")
    ] = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Turn role articles into role pages, and tell where each of their sentences went."""
    from auth.principal import local_operator
    from seed.articles import command

    reports: list[dict[str, Any]] = []

    def report(told: "ArticleReport") -> None:
        if as_json:
            reports.append(told.to_json())
        else:
            _show(told)

    async def work(installation: "Installation") -> int:
        return await command.import_articles(
            installation,
            paths,
            locale=locale,
            publish=publish,
            update=update,
            role=role,
            page=page,
            by=local_operator().name,
            report=report,
        )

    if dry_run:
        chosen = _configured(locale, data_dir)
        code = command.dry_run(paths, chosen, report)
    else:
        code = on_installation(work, command="import article", data_dir=data_dir)
    if as_json:
        say_json(reports)
    if code:
        raise typer.Exit(code)


def _configured(locale: str | None, data_dir: Path | None) -> str:
    """The locale, or the default one; raises CommandError if it is not configured."""
    from api.cli.failing import BAD_INPUT, CommandError

    locales = settings_for(data_dir=data_dir).locales
    if locale is not None and locale not in locales.chains:
        known = ", ".join(locales.all)
        raise CommandError(f"{locale} is not one of the locales {known}.", BAD_INPUT)
    return locale or locales.default


def _show(told: "ArticleReport") -> None:
    from seed.articles.report import render

    if told.problem:
        err.print(render(told))
    else:
        out.print(render(told), soft_wrap=False)
