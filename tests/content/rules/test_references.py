"""What a source refers to, where, and what becomes of it without the target."""

from content.rules.references import Bond, card_references, references
from content.values.sources import Source
from tests.content.rules.world import World

WORLD = World(
    {
        "published": {
            "role/baker en": {
                "title": {"en": "Baker"},
                "family": "family/food",
                "skills": [{"skill": "skill/sums"}],
            },
            "statement/opens en": {
                "kind": "BENEFIT",
                "text": {"en": "x"},
                "skills": ["skill/sums"],
            },
            "question/dough en": {
                "prompt": {"en": "x"},
                "skills": ["skill/sums"],
                "competencies": ["competency/calm"],
            },
            "description/baker en": {
                "extends": "description/trade",
                "role": "role/baker",
                "organization": "organization/mill",
                "blocks": [
                    {
                        "type": "SNIPPET_USE",
                        "block_id": "about",
                        "use": {"use_id": "s", "target": "snippet/about"},
                    }
                ],
            },
            "page/baker en": {
                "extends": "page/trade",
                "role": "role/baker",
                "blocks": [
                    {
                        "type": "INHERITED",
                        "block_id": "duties",
                        "items": [
                            {"use_id": "a", "target": "statement/opens", "hidden": True},
                            {"use_id": "b", "hidden": True},
                            {"use_id": "c", "target": "page/miller"},
                        ],
                    },
                    {
                        "type": "JOB_DESCRIPTION_USE",
                        "block_id": "job",
                        "use": {"use_id": "d", "target": "description/baker"},
                    },
                    {
                        "type": "RELATED_ROLES",
                        "block_id": "related",
                        "picks": [{"use_id": "e", "target": "page/miller"}],
                    },
                    {"type": "SKILLS_TABLE", "block_id": "skills"},
                ],
            },
        }
    }
)


def source(label: str) -> Source:
    """The published source of that label."""
    published = WORLD.snapshot[WORLD.id(label), "en"]
    found: Source = published.source  # type: ignore[union-attr]
    return found


def told(label: str) -> list[tuple[str, str, Bond]]:
    """The references of a source: target, path, bond."""
    return [(WORLD.label(each.target), each.path, each.bond) for each in references(source(label))]


def test_tags_are_left_out_when_their_target_is_gone() -> None:
    assert told("role/baker") == [
        ("family/food", "family", Bond.ITEM),
        ("skill/sums", "skills.0", Bond.ITEM),
    ]
    assert told("statement/opens") == [("skill/sums", "skills.0", Bond.ITEM)]
    assert told("question/dough") == [
        ("skill/sums", "skills.0", Bond.ITEM),
        ("competency/calm", "competencies.0", Bond.ITEM),
    ]


def test_role_parent_and_one_target_blocks_restrict() -> None:
    assert told("description/baker") == [
        ("description/trade", "extends", Bond.RESTRICT),
        ("role/baker", "role", Bond.RESTRICT),
        ("organization/mill", "organization", Bond.ITEM),
        ("snippet/about", "blocks.about.items.s", Bond.RESTRICT),
    ]
    assert told("page/baker") == [
        ("page/trade", "extends", Bond.RESTRICT),
        ("role/baker", "role", Bond.RESTRICT),
        ("statement/opens", "blocks.duties.items.a", Bond.ITEM),
        ("page/miller", "blocks.duties.items.c", Bond.CARD),
        ("description/baker", "blocks.job.items.d", Bond.RESTRICT),
        ("page/miller", "blocks.related.items.e", Bond.CARD),
    ]


def test_a_card_needs_its_pages_parent_and_role_and_the_roles_family() -> None:
    page = [WORLD.label(each.target) for each in card_references(source("page/baker"))]
    role = [WORLD.label(each.target) for each in card_references(source("role/baker"))]
    assert (page, role) == (["page/trade", "role/baker"], ["family/food"])
    assert list(card_references(source("statement/opens"))) == []
