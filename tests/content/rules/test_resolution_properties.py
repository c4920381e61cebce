"""What holds of every resolution, held on random worlds."""

import random
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.rules.hashing import digest
from content.rules.resolution import Published, Resolution, Withdrawn, resolve
from content.rules.resolution.listing import ROW_LEAVES_OUT
from content.rules.resolution.withdrawal import Withdrawal, without
from content.values.problems import Cycle, TooLarge
from content.values.sources import dump_source, parse_source
from tests.content.rules.random_worlds import LOCALES, token, world_of
from tests.content.rules.test_golden import CASES
from tests.content.rules.world import World

SEEDS = st.integers(min_value=0, max_value=199)
LIKE = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def resolutions(world: World) -> Iterator[Resolution]:
    """Everything the world publishes, resolved."""
    for entity, locale in list(world.snapshot):
        resolution = resolve(entity, locale, world.snapshot, world.config)
        if resolution is not None:
            yield resolution


def said(resolution: Resolution | None) -> bytes:
    """Everything a resolution says, as bytes."""
    return orjson.dumps(resolution and resolution.model_dump())


def nodes_in(value: Any) -> Iterator[dict[str, Any]]:
    """The nodes of a body, itself first."""
    if isinstance(value, dict):
        if "id" in value:
            yield value
        for inner in value.values():
            yield from nodes_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from nodes_in(inner)


def cards_in(body: dict[str, Any]) -> set[str]:
    """The pages that the body's blocks point at."""
    found = (block for block in body.get("blocks", ()) if block["__typename"] == "RelatedRoles")
    return {card["entityId"] for block in found for card in block["items"]}


def parents_in(world: World) -> set[str]:
    """What anything published extends."""
    published = (each for each in world.snapshot.values() if isinstance(each, Published))
    return {getattr(each.source, "extends", None) or "" for each in published}


@LIKE
@given(SEEDS)
def test_the_order_of_the_input_makes_no_difference(seed: int) -> None:
    world, shuffle = world_of(seed), random.Random(seed)
    items = list(world.snapshot.items())
    shuffle.shuffle(items)
    other = dict(items)
    for pair, found in items:
        if isinstance(found, Published):
            source = parse_source(found.type, _shuffled(dump_source(found.source), shuffle))
            other[pair] = found.model_copy(update={"source": source})
    for entity, locale in world.snapshot:
        before = resolve(entity, locale, world.snapshot, world.config)
        assert said(resolve(entity, locale, other, world.config)) == said(before)


def _shuffled(value: Any, shuffle: random.Random) -> Any:
    if isinstance(value, list):
        return [_shuffled(item, shuffle) for item in value]
    if not isinstance(value, dict):
        return value
    names = list(value)
    shuffle.shuffle(names)
    return {name: _shuffled(value[name], shuffle) for name in names}


@LIKE
@given(SEEDS)
def test_what_is_not_in_the_read_set_changes_nothing(seed: int) -> None:
    world = world_of(seed)
    for resolution in resolutions(world):
        _assert_reads_are_complete(world, resolution)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_the_read_set_of_each_golden_case_is_complete(case: Any) -> None:
    world = World.read(case)
    try:
        resolution = world.resolve()
    except (Cycle, TooLarge):
        return
    if resolution is not None:
        _assert_reads_are_complete(world, resolution)


def _assert_reads_are_complete(world: World, resolution: Resolution) -> None:
    read = {(entity, locale) for entity, locale, _ in resolution.reads}
    for entity, locale, seq in resolution.reads:
        found = world.snapshot.get((entity, locale))
        assert seq == (found.seq if found else 0)
    other = dict(world.snapshot)
    late = max(found.at for found in world.snapshot.values()) + timedelta(days=1)
    for entity in {entity for entity, _ in world.snapshot}:
        for locale in world.config.locales.all:
            if (entity, locale) not in read:
                other[entity, locale] = Withdrawn(entity=entity, locale=locale, seq=99, at=late)
    again = resolve(resolution.entity, resolution.locale, other, world.config)
    assert said(again) == said(resolution)
    only_read = {pair: found for pair, found in world.snapshot.items() if pair in read}
    again = resolve(resolution.entity, resolution.locale, only_read, world.config)
    assert said(again) == said(resolution)


@LIKE
@given(SEEDS)
def test_a_locale_changes_another_only_where_that_one_falls_back(seed: int) -> None:
    world, choice = world_of(seed), random.Random(seed)
    published = [each for each in world.snapshot.values() if isinstance(each, Published)]
    changed = choice.choice(published)
    late = max(each.at for each in world.snapshot.values()) + timedelta(days=1)
    data = orjson.loads(orjson.dumps(dump_source(changed.source)).replace(b"qz", b"qq"))
    renewed = changed.model_copy(
        update={"source": parse_source(changed.type, data), "at": late, "seq": changed.seq + 1}
    )
    other = {**world.snapshot, (changed.entity, changed.locale): renewed}
    for resolution in resolutions(world):
        if resolution.locale == changed.locale or resolution.body["fallbackPaths"]:
            continue
        again = resolve(resolution.entity, resolution.locale, other, world.config)
        assert again is not None
        assert not again.body["fallbackPaths"]
        assert _without_translations(again.body) == _without_translations(resolution.body)


def _without_translations(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {name: inner for name, inner in value.items() if name != "translations"}
        return {name: _without_translations(inner) for name, inner in kept.items()}
    if isinstance(value, list):
        return [_without_translations(inner) for inner in value]
    return value


@LIKE
@given(SEEDS)
def test_nothing_for_interviewers_gets_out(seed: int) -> None:
    for resolution in resolutions(world_of(seed)):
        assert b"SECRET" not in said(resolution)


@LIKE
@given(SEEDS)
def test_no_label_gets_where_there_are_no_readers(seed: int) -> None:
    for resolution in resolutions(world_of(seed)):
        body = resolution.body
        assert "LABEL" not in resolution.title + repr(resolution.search) + repr(resolution.facets)
        assert "[" not in resolution.search["title"]
        for name in ("slug", "seo", "jsonLd", "url"):
            assert "LABEL" not in repr(body.get(name))
            assert "ufdd" not in repr(body.get(name))
        for node in nodes_in(body):
            assert "LABEL" not in repr(node["translations"])
        for block in body.get("blocks", ()):
            if block["__typename"] == "RelatedRoles":
                assert "LABEL" not in repr(block["items"])


@LIKE
@given(SEEDS)
def test_nodes_of_one_id_are_one_content(seed: int) -> None:
    world = world_of(seed)
    own = {(each.entity, each.locale): each.body for each in resolutions(world)}
    for body in own.values():
        known: dict[str, Any] = {}
        for node in nodes_in(body):
            assert known.setdefault(node["id"], node) == node
        for node_id, node in known.items():
            alone = own.get((node["entityId"], body["resolvedLocale"]))
            if "@" not in node_id and alone is not None:
                assert alone == node


@LIKE
@given(SEEDS)
def test_a_document_is_whole(seed: int) -> None:
    for resolution in resolutions(world_of(seed)):
        body = resolution.body
        assert resolution.hash == digest([body, resolution.templates])
        left_out = ROW_LEAVES_OUT.get(resolution.type)
        row = left_out and {name: body[name] for name in body if name not in left_out}
        assert resolution.row == row
        assert {node["entityId"] for node in nodes_in(body)} <= set(resolution.tags)
        assert set(resolution.tags) <= {entity for entity, _, _ in resolution.reads}
        for template in resolution.templates:
            place: Any = body
            for step in template["path"]:
                place = place[step]
            assert "\ufdd0" in template["template"]
            assert "\ufdd0" not in place
        for node in nodes_in(body):
            assert node["updatedAt"] >= node["publishedAt"] >= node["firstPublishedAt"]
            assert body["updatedAt"] >= node["updatedAt"]
        for block in body.get("blocks", ()):
            assert block.get("items") != []


@LIKE
@given(SEEDS)
def test_nothing_is_left_of_what_was_withdrawn(seed: int) -> None:
    world = world_of(seed)
    choice = random.Random(seed)
    for resolution in resolutions(world):
        body: dict[str, Any] = orjson.loads(orjson.dumps(resolution.body))
        for entity in resolution.tags:
            _assert_gone(world, resolution, body, entity, choice.choice(LOCALES))


def _assert_gone(
    world: World, resolution: Resolution, body: dict[str, Any], entity: str, locale: str
) -> None:
    if entity in cards_in(body) and entity in parents_in(world):
        # What a document extends and points at as well is taken for a card alone.
        return
    gone = Withdrawal(entity, locale)
    before = orjson.dumps(body)
    kept = without(body, [gone], resolution.tags)
    assert orjson.dumps(body) == before, "the given body is not touched"
    if kept is None:
        return
    mark = token(world.label(entity), locale).encode()
    assert mark not in orjson.dumps(kept)
    for node in nodes_in(kept):
        assert node["entityId"] != entity or node["resolvedLocale"] != locale


@LIKE
@given(SEEDS)
def test_a_withdrawn_answer_is_gone_and_nothing_else(seed: int) -> None:
    for resolution in resolutions(world_of(seed)):
        body: dict[str, Any] = orjson.loads(orjson.dumps(resolution.body))
        questions = [node for node in nodes_in(body) if node["__typename"] == "InterviewQuestion"]
        for question in questions:
            gone = Withdrawal(question["entityId"], question["resolvedLocale"], answer_only=True)
            kept = without(body, [gone], resolution.tags)
            assert kept is not None
            left = [node for node in nodes_in(kept) if node["entityId"] == question["entityId"]]
            assert [node["sampleAnswer"] for node in left] == [None] * len(left)
            assert len(list(nodes_in(kept))) == len(list(nodes_in(body)))


@LIKE
@given(SEEDS)
def test_a_withdrawal_of_something_else_changes_nothing(seed: int) -> None:
    for resolution in resolutions(world_of(seed)):
        gone = Withdrawal("sk_" + "9" * 26, resolution.locale)
        body: dict[str, Any] = orjson.loads(orjson.dumps(resolution.body))
        assert without(body, [gone], resolution.tags) == body
