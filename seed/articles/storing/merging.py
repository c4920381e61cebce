"""A changed article merged with what editors did since its last import."""

from collections.abc import Mapping
from typing import Any

from content import drafts, editing
from content.installation import Installation
from content.rules.diff import said
from content.rules.merge import merge
from content.store import Session
from content.values.ids import ContentType
from content.values.sources import Source, dump_source, parse_source
from seed.articles.problems import ArticleError
from seed.articles.storing.outcome import Outcome


async def merge_all(
    installation: Installation,
    before: Mapping[str, dict[str, Any]],
    versions_before: Mapping[str, int],
    ours: Mapping[str, Source],
    outcome: Outcome,
    *,
    by: str,
    session: Session,
) -> dict[str, int]:
    """Saves each entity that the article tells anew; the version of every one, by id.

    `before` is what the last import wrote, at `versions_before`: the version of what the
    article tells as before. Where an editor has changed the same text since, the editor's
    stays and `outcome.conflicts` names the place.
    """
    versions: dict[str, int] = {}
    entities = await drafts.get_all(installation, ours, session)
    for entity_id, source in ours.items():
        entity = entities.get(entity_id)
        if entity is None:
            raise ArticleError(f"{entity_id}, a part of its last import, is no longer there")
        current = dump_source(entity.source)
        mine = dump_source(source)
        if said(mine) == said(before[entity_id]):
            versions[entity_id] = versions_before[entity_id]
            continue
        merged = merge(before[entity_id], current, mine)
        outcome.conflicts += [f"{entity.key}: {path}" for path in merged.conflicts]
        versions[entity_id] = entity.version
        if merged.value == current:
            continue
        saved = await editing.save(
            installation,
            entity_id,
            parse_source(entity.type, merged.value),
            expected_version=entity.version,
            by=by,
            session=session,
        )
        versions[entity_id] = saved.entity.version
        if saved.entity.version != entity.version:
            outcome.updated.append(f"{_type_name(entity.type)} {entity.key}")
    return versions


def _type_name(content_type: ContentType) -> str:
    return content_type.value.lower().replace("_", " ")
