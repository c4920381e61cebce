"""A patch of a source: what is given is checked, what is not is kept as it is."""

import pytest

from content.values.ids import ContentType, new_id
from content.values.problems import ValidationFailed
from content.values.sources import dump_source, parse_source
from schema.editorial.inputs.patching import changed_source
from schema.editorial.inputs.reading import Given, Texts

SOURCE = parse_source(
    ContentType.ROLE_PAGE,
    {
        "role": new_id(ContentType.ROLE),
        "slug": {"en": "baker"},
        "title": {"en": "Baker", "de": "Bäcker"},
        "intro": {"en": "Old."},
        "blocks": [
            {"type": "PROSE", "block_id": "b", "order_key": "V", "body": {"en": "Text."}},
        ],
        "seo": {"title": {"en": "Bakers"}, "robots": "NOINDEX"},
    },
)


def test_only_what_is_given_changes() -> None:
    given = Given(intro=Texts(en="New."), seo=Given(description=Texts(en="All.")), extends=None)
    changed = changed_source(SOURCE, given)
    wanted = dump_source(SOURCE)
    wanted["intro"]["en"] = {"value": "New."}
    wanted["seo"]["description"] = {"en": {"value": "All."}}
    assert changed == parse_source(ContentType.ROLE_PAGE, wanted)
    assert dump_source(changed) == wanted
    assert all(
        kept is before
        for kept, before in zip(vars(changed)["blocks"], vars(SOURCE)["blocks"], strict=True)
    )


def test_what_is_given_is_checked() -> None:
    with pytest.raises(ValidationFailed) as refused:
        changed_source(SOURCE, Given(title=Texts(de="x" * 301)))
    assert [issue.path for issue in refused.value.issues] == ["title.de"]
