"""`rolebook publish`."""

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.opening import AsJson, DataDir, on_installation
from api.cli.reporting import say, say_json
from content.values.ids import ContentType, is_id

if TYPE_CHECKING:
    from content.installation import Installation
    from content.publishing import Published
    from content.values.entity import Entity


def publish(
    keys: Annotated[list[str], typer.Argument(metavar="KEY…", help="Keys or ids of entities")],
    content_type: Annotated[
        ContentType, typer.Option("--type", help="What the keys are keys of")
    ] = ContentType.ROLE_PAGE,
    locale: Annotated[
        list[str] | None, typer.Option(help="A locale to publish in; may be given again")
    ] = None,
    include_unpublished: Annotated[
        bool, typer.Option(help="Publish used parts that are not published yet, too")
    ] = False,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Publish the newest revision of entities: all of them, or none."""

    from api.cli.failing import BAD_INPUT, CommandError
    from auth.principal import local_operator
    from content.publishing import Target, publish_all

    async def work(installation: "Installation") -> "Published":
        locales = locale or [installation.locales.default]
        if unknown := set(locales) - set(installation.locales.all):
            known = ", ".join(installation.locales.all)
            raise CommandError(
                f"{sorted(unknown)[0]} is not one of the locales {known}.", BAD_INPUT
            )
        entities = [await _find(installation, content_type, key) for key in keys]
        return await publish_all(
            installation,
            [
                Target(entity_id=entity.id, locale=each, revision=entity.version)
                for entity in entities
                for each in locales
            ],
            include_unpublished=include_unpublished,
            by=local_operator().name,
        )

    published = on_installation(work, command="publish", data_dir=data_dir)
    if as_json:
        say_json(published.model_dump(mode="json"))
    else:
        _tell(published)


async def _find(installation: "Installation", content_type: ContentType, key: str) -> "Entity":
    from api.cli.failing import BAD_INPUT, CommandError
    from content import drafts

    if is_id(key):
        return await drafts.get(installation, key)
    entity = await drafts.by_key(installation, content_type, key)
    if entity is None:
        raise CommandError(f"There is no {content_type} with the key {key}.", BAD_INPUT)
    return entity


def _tell(published: "Published") -> None:
    if not published.items:
        say("Nothing to do: readers have the newest revision already.")
    for item in published.items:
        say(f"published {item.entity_id} in {item.locale}, revision {item.revision}")
    for key in published.changed_targets:
        say(f"note: {key} has unpublished edits; readers go on seeing its published text")
    for warning in published.warnings:
        say(f"warning: {warning.path}: {warning.message}")
    if published.still_carrying:
        say(f"{published.still_carrying} documents are still being settled by the worker")
