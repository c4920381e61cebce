"""Flattening as readers meet it: whatever they saw, they go on seeing."""

from typing import Any

import orjson
import pytest

from content import checking
from content.documents.resolved import Resolved
from content.installation import Installation
from content.values.ids import ContentType
from content.values.problems import ContentError
from tests.content.desk import Desk, override, statements
from tests.content.flattening import flatten, without_origin
from tests.seed.exchange.editors import Editors


async def test_a_job_description_that_extends_becomes_whole(installation: Installation) -> None:
    desk = Desk(installation)
    role = await desk.role({"en": "Baker", "de": "Bäcker"})
    part = await desk.statement({"en": "At {{company.name}}.", "de": "Bei {{company.name}}."})
    firm = await desk.create(ContentType.ORGANIZATION, {"name": {"en": "Crumb & Co"}})
    listed = statements(part)
    listed["items"][0]["overrides"] = [
        override("heading", "Here"),
        override("heading", "Hier", "de"),
    ]
    pairs = [
        {
            "pair_id": "p",
            "order_key": "0001",
            "question": {"en": "Why?", "de": "Warum?"},
            "answer": {"en": "Bread."},
        }
    ]
    faq = {"type": "FAQ", "block_id": "faq", "order_key": "0002", "pairs": pairs}
    parent = await desk.create(
        ContentType.JOB_DESCRIPTION,
        {
            "role": role.id,
            "organization": firm.id,
            "title": {"en": "Baker at {{organization.name}}"},
            "blocks": [listed, faq],
            "variables": [
                {"name": "company.name", "label": {"en": "Company", "de": "Firma"}},
                {"name": "city", "label": {"en": "City"}},
            ],
        },
    )
    silent = [{"field": field, "locale": "de", "inherit": True} for field in ("heading", "text")]
    delta = {
        "type": "INHERITED",
        "block_id": "list",
        "order_key": "0003",
        "items": [
            {
                "use_id": "u0",
                "overrides": [override("heading", "Mine"), override("text", "Mine."), *silent],
            }
        ],
    }
    child = await desk.create(
        ContentType.JOB_DESCRIPTION,
        {
            "role": role.id,
            "extends": parent.id,
            "overview": {"en": "In {{city}}.", "de": "In {{city}}."},
            "blocks": [delta],
            "variables": [{"name": "city", "label": {"en": "Town"}}],
        },
    )
    for locale in ("en", "de"):
        await desk.publish(parent, locale, include_unpublished=True)
        await desk.publish(part, locale)
        await desk.publish(child, locale, include_unpublished=True)
    before = {locale: await desk.body(child, locale) for locale in ("en", "de")}
    assert before["de"]["blocks"][1]["items"][0]["heading"] == "Hier"
    assert before["de"]["blocks"][1]["items"][0]["text"]["plain"] == "Bei [Firma]."
    await flatten(installation, parent)
    for locale in ("en", "de"):
        after = await desk.body(child, locale)
        assert without_origin(after) == without_origin(before[locale])
    assert await checking.check(installation) == []


@pytest.mark.parametrize("seed", range(4))
async def test_readers_of_what_was_flattened_see_what_they_saw(
    installation: Installation, seed: int
) -> None:
    editors = Editors(installation, seed)
    await editors.work(60)
    compared = 0
    for content_type in (ContentType.SNIPPET, ContentType.ROLE_PAGE, ContentType.JOB_DESCRIPTION):
        for target in editors.known[content_type]:
            before = await all_bodies()
            try:
                done = await flatten(installation, target)
            except ContentError:
                continue
            after = await all_bodies()
            # What embedded a job description has its blocks now, which is told elsewhere.
            for user in done.flattened if content_type is not ContentType.JOB_DESCRIPTION else ():
                for name in (name for name in before if name.startswith(user)):
                    assert without_origin(after[name]) == without_origin(before[name])
                    compared += 1
    assert compared
    assert await checking.check(installation) == []


async def all_bodies() -> dict[str, Any]:
    """What every locale of everything serves, a snippet told as the prose it is."""
    found = Resolved.find({"serves": {"$ne": []}})
    return {document.id: as_prose(orjson.loads(document.body)) async for document in found}


def as_prose(data: Any) -> Any:
    """A body with every snippet block in the form of free text."""
    if isinstance(data, list):
        return [as_prose(each) for each in data]
    if not isinstance(data, dict):
        return data
    told = {name: as_prose(value) for name, value in data.items() if name != "snippetKind"}
    return {**told, "__typename": "Prose"} if data.get("__typename") == "SnippetUse" else told
