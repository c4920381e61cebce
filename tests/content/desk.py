"""A small editor's desk for tests: content made and published in a line."""

from collections.abc import Sequence
from typing import Any

import orjson

from content import drafts, editing, publishing
from content.documents.resolved import Resolved
from content.installation import Installation
from content.rules import order_keys
from content.values.entity import Entity
from content.values.ids import ContentType
from content.values.sources import dump_source, parse_source

BY = "editor@example.org"


def use(target: Entity | str, position: int = 0, **fields: Any) -> dict[str, Any]:
    """A use of a part at a position."""
    target_id = target if isinstance(target, str) else target.id
    use_id = fields.pop("use_id", f"u{position}")
    return {
        "use_id": use_id,
        "target": target_id,
        "order_key": order_keys.at(position),
        **fields,
    }


def override(field: str, value: Any, locale: str | None = "en") -> dict[str, Any]:
    """An override of one field."""
    return {"field": field, "value": value, **({"locale": locale} if locale else {})}


def statements(
    *targets: Entity, kind: str = "RESPONSIBILITY", block_id: str = "list", position: int = 0
) -> dict[str, Any]:
    """A statement list of uses `u0`, `u1`, …."""
    return {
        "type": "STATEMENT_LIST",
        "block_id": block_id,
        "order_key": order_keys.at(position),
        "kind": kind,
        "items": [use(target, index) for index, target in enumerate(targets)],
    }


def prose(text: dict[str, str], block_id: str = "prose", position: int = 0) -> dict[str, Any]:
    """A prose block."""
    key = order_keys.at(position)
    return {"type": "PROSE", "block_id": block_id, "order_key": key, "body": text}


class Desk:
    """Creates, saves and publishes as one editor."""

    def __init__(self, installation: Installation) -> None:
        self.installation = installation
        self._count = 0

    async def create(
        self, content_type: ContentType, source: dict[str, Any], **fields: Any
    ) -> Entity:
        """An entity of that source; the key is made up when none is given."""
        self._count += 1
        key = fields.pop("key", f"{content_type.value.lower().replace('_', '-')}-{self._count}")
        new = editing.NewEntity(
            type=content_type, key=key, source=parse_source(content_type, source), **fields
        )
        return await editing.create(self.installation, new, by=BY)

    async def role(self, title: str | dict[str, str] = "Baker", **fields: Any) -> Entity:
        """A role."""
        texts = title if isinstance(title, dict) else {"en": title}
        return await self.create(ContentType.ROLE, {"title": texts, **fields})

    async def statement(self, text: str | dict[str, str], **fields: Any) -> Entity:
        """A responsibility, or another kind."""
        texts = text if isinstance(text, dict) else {"en": text}
        envelope = {name: fields.pop(name) for name in ("home", "key") if name in fields}
        source = {"kind": "RESPONSIBILITY", "text": texts, **fields}
        return await self.create(ContentType.STATEMENT, source, **envelope)

    async def question(self, prompt: str | dict[str, str], **fields: Any) -> Entity:
        """An interview question."""
        texts = prompt if isinstance(prompt, dict) else {"en": prompt}
        return await self.create(ContentType.INTERVIEW_QUESTION, {"prompt": texts, **fields})

    async def page(
        self, role: Entity, blocks: Sequence[dict[str, Any]] = (), **fields: Any
    ) -> Entity:
        """A role page; title and slug are made up where not given."""
        self._count += 1
        slug = fields.pop("slug", {"en": f"page-{self._count}"})
        title = fields.pop("title", {"en": f"Page {self._count}"})
        envelope = {name: fields.pop(name) for name in ("abstract", "key") if name in fields}
        source = {"role": role.id, "slug": slug, "title": title, "blocks": blocks, **fields}
        return await self.create(ContentType.ROLE_PAGE, source, **envelope)

    async def change(self, entity: Entity, **fields: Any) -> Entity:
        """The entity saved with some fields of its source replaced, on its newest version."""
        now = await self.get(entity)
        data = {**dump_source(now.source), **fields}
        source = parse_source(now.type, data)
        saved = await editing.save(
            self.installation, entity.id, source, expected_version=now.version, by=BY
        )
        return saved.entity

    async def get(self, entity: Entity) -> Entity:
        """The entity as it is now."""
        return await drafts.get(self.installation, entity.id)

    async def publish(
        self, entity: Entity, locale: str = "en", **options: Any
    ) -> publishing.Published:
        """Publishes the newest version."""
        now = await self.get(entity)
        return await publishing.publish(
            self.installation, entity.id, locale, now.version, by=BY, **options
        )

    async def body(self, entity: Entity, locale: str = "en") -> dict[str, Any]:
        """The finished body that locale publishes."""
        document = await Resolved.get(f"{entity.id}:{locale}")
        assert document is not None, f"{entity.key} is not published in {locale}"
        body: dict[str, Any] = orjson.loads(document.body)
        return body


def texts(body: dict[str, Any]) -> list[str]:
    """The plain texts of a page's statements, in reading order."""
    return [
        item["text"]["plain"]
        for block in body["blocks"]
        if block["__typename"] == "StatementList"
        for item in block["items"]
    ]
