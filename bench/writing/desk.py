"""An editor at work on generated pages: saves a page, publishes it, publishes what many use."""

from bench.opening import BY
from content import drafts
from content.editing import save
from content.installation import Installation
from content.publishing import Published, publish
from content.values.entity import Entity
from content.values.ids import ContentType
from content.values.sources import dump_source, parse_source


class Desk:
    """One editor; knows the newest version of what was worked on."""

    def __init__(self, installation: Installation) -> None:
        self._installation = installation
        self._known: dict[str, Entity] = {}

    async def open(self, entity: str) -> None:
        """Reads the entity, so that a later save need not."""
        self._known[entity] = await drafts.get(self._installation, entity)

    async def save(self, entity: str, turn: int) -> None:
        """Saves it with one sentence changed."""
        now = self._known[entity]
        source = dump_source(now.source)
        field = "intro" if now.type is ContentType.ROLE_PAGE else "text"
        text = source[field]["en"]["value"].partition(" Changed")[0]
        source[field]["en"] = {"value": f"{text} Changed for the {turn + 1}. time."}
        saved = await save(
            self._installation,
            entity,
            parse_source(now.type, source),
            expected_version=now.version,
            by=BY,
        )
        self._known[entity] = saved.entity

    async def publish(self, entity: str) -> Published:
        """Publishes what was saved last, and settles as far as a publisher does."""
        version = self._known[entity].version
        return await publish(self._installation, entity, "en", version, by=BY)
