"""The order of speakers on a real mongod: every case of the table, created, published, read."""

from dataclasses import replace

import pytest

from content.installation import Installation
from content.values.ids import ContentType
from content.values.locales import LocaleConfig
from tests.content.desk import Desk, texts
from tests.content.rules import speakers


@pytest.mark.parametrize("case", speakers.CASES, ids=lambda case: case.name)
async def test_the_right_speaker_wins(case: speakers.Case, installation: Installation) -> None:
    desk = Desk(replace(installation, locales=LocaleConfig.parse(speakers.LOCALES)))
    page = ContentType.ROLE_PAGE
    role = await desk.create(ContentType.ROLE, speakers.role_source())
    statement = await desk.create(ContentType.STATEMENT, speakers.statement_source(case))
    root = await desk.create(page, speakers.root_source(case, role.id, statement.id))
    middle = await desk.create(page, speakers.heir_source("middle", case, role.id, root.id))
    leaf = await desk.create(page, speakers.heir_source("leaf", case, role.id, middle.id))
    named = {"role": role, "statement": statement, "root": root, "middle": middle, "leaf": leaf}
    for name, locale in speakers.publications(case):
        await desk.publish(named[name], locale)
    body = await desk.body(leaf, case.read)
    assert texts(body) == [case.expected]
    path = "blocks.duties.items.use.text"
    assert (path in body["fallbackPaths"]) == case.falls_back
