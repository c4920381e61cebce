"""Editors at work, at random: they create, save, publish, withdraw and share in any order."""

from typing import Any

from content import drafts, editing, publishing, sharing
from content.installation import Installation
from content.values.entity import Entity
from content.values.ids import ContentType
from content.values.problems import ContentError
from content.values.sources import dump_source, parse_source
from tests.seed.exchange.invention import LOCALES, Invention

BY = "editor@example.org"
DEEDS = ("save", "retell", "retell", "publish", "publish", "publish", "unpublish")
FIRST = [
    ContentType.SKILL,
    ContentType.COMPETENCY,
    ContentType.JOB_FAMILY,
    ContentType.ORGANIZATION,
    ContentType.ROLE,
    ContentType.STATEMENT,
    ContentType.INTERVIEW_QUESTION,
    ContentType.SNIPPET,
]
LAST = [ContentType.JOB_DESCRIPTION, ContentType.ROLE_PAGE]


class Editors:
    """Many editors at once: whatever they try and is refused is forgotten."""

    def __init__(self, installation: Installation, seed: int) -> None:
        self.installation = installation
        self.invention = Invention(seed)
        self.random = self.invention.random
        self.known = self.invention.known

    async def attempt(
        self, content_type: ContentType, data: dict[str, Any] | None = None, **envelope: Any
    ) -> None:
        """Creates an entity, if that is allowed."""
        source = parse_source(content_type, data or self.invention.source(content_type))
        key = f"{content_type.value.lower().replace('_', '-')}-{self.invention.unique()}"
        new = editing.NewEntity(type=content_type, key=key, source=source, **envelope)
        try:
            created = await editing.create(self.installation, new, by=BY)
        except ContentError:
            return
        self.known[content_type].append(created)

    async def edit(self) -> None:
        """Does something to an entity, if that is allowed."""
        content_type = self.random.choice([each for each in ContentType if self.known[each]])
        chosen = self.random.choice(self.known[content_type])
        now = await drafts.get(self.installation, chosen.id)
        locale = self.random.choice(LOCALES)
        is_homed = now.home is not None
        deeds = ["save", "retell", "share"] if is_homed else [*DEEDS]
        try:
            match self.random.choice(deeds):
                case "save":
                    data = {
                        **dump_source(now.source),
                        **self.invention.maybe(self.invention.source(content_type)),
                    }
                    data |= {"text": self.invention.both()} if is_homed else {}
                    await self._save(now, data)
                case "retell":
                    await self._save(now, self.invention.retold(dump_source(now.source)))
                case "publish":
                    await publishing.publish(
                        self.installation,
                        now.id,
                        locale,
                        self.random.randint(1, now.version),
                        include_unpublished=self.random.random() < 0.8,
                        by=BY,
                    )
                case "unpublish" if self.random.random() < 0.4:
                    await publishing.unpublish(self.installation, now.id, locale, by=BY)
                case "share":
                    await sharing.share(
                        self.installation, now.id, expected_version=now.version, by=BY
                    )
        except (ContentError, ValueError):
            return

    async def _save(self, now: Entity, data: dict[str, Any]) -> None:
        source = parse_source(now.type, data)
        await editing.save(self.installation, now.id, source, expected_version=now.version, by=BY)

    async def work(self, edits: int) -> None:
        """Fills the installation."""
        for content_type in [*FIRST, *LAST]:
            for _ in range(4):
                await self.attempt(content_type)
                await self.edit()
        for page in list(self.known[ContentType.ROLE_PAGE]):
            await self._at_home(page)
        await self.attempt(ContentType.ROLE_PAGE, abstract=True)
        for _ in range(edits):
            await self.edit()

    async def _at_home(self, page: Entity) -> None:
        """A statement written for one page, and the page with it."""
        before = len(self.known[ContentType.STATEMENT])
        source = {"kind": "REASON", "text": self.invention.both()}
        await self.attempt(ContentType.STATEMENT, source, home=page.id)
        for own in self.known[ContentType.STATEMENT][before:]:
            items = self.invention.uses([own.id], ["text"], {})
            block = self.invention.block("STATEMENT_LIST", 9, {"kind": "REASON", "items": items})
            now = await drafts.get(self.installation, page.id)
            data = dump_source(now.source)
            data["blocks"] = [*data.get("blocks", ()), block]
            await self._save(now, data)
