"""What each override and translation was written against, and which ones were left behind."""

from content.rules.local_texts import Text, rebased, texts
from content.rules.resolution import Published, ResolveConfig, Snapshot
from content.rules.translations import base_of_translation, originals_among, translation_issues
from content.rules.upstream import Upstreams
from content.values.problems import Issue, Severity
from content.values.sources import Source
from content.values.text import Base
from content.values.value import Value


class ThreeWay(Value):
    """A STALE override: what it was written against, what is published now, what it says.

    The override is kept as it is by giving it `upstream_base` as its base.
    """

    path: str
    field: str
    locale: str | None
    base: Base
    upstream: str | int
    upstream_base: Base
    mine: str | int


def with_bases(
    entity_id: str,
    source: Source,
    previous: Source | None,
    snapshot: Snapshot,
    config: ResolveConfig,
) -> Source:
    """The source with the `base` of every override and translation filled in.

    A base is kept while its value is what it was in `previous`; one that differs from
    previous' was meant, and is kept too. None where nothing is published to be replaced.
    """
    default = config.locales.default
    upstreams = Upstreams(entity_id, source, snapshot, config)
    said, saying = texts(previous) if previous else [], texts(source)
    before = {_identity(text): text for text in said}
    current, former = (originals_among(some, default) for some in (saying, said))

    def base_of(text: Text) -> Base | None:
        known = before.get(_identity(text))
        kept = _kept(text, known)
        if kept is not None:
            return kept
        if text.place is not None:
            upstream = upstreams.behind(text) if text.value is not None else None
            return upstream.base if upstream else None
        if text.locale == default:
            return None
        unchanged = known is not None and _says_the_same(known, text)
        original = former.get(text.field) if unchanged else None
        return base_of_translation(original or current.get(text.field))

    if all(base_of(text) == text.base for text in saying):
        return source
    return rebased(source, base_of)


def wants_upstream(source: Source, previous: Source | None) -> bool:
    """Whether `with_bases` has to know what is published behind some override."""
    asking = [text for text in texts(source) if text.place is not None and text.value is not None]
    if not asking or previous is None:
        return bool(asking)
    before = {_identity(text): text for text in texts(previous)}
    return any(_kept(text, before.get(_identity(text))) is None for text in asking)


def _kept(text: Text, known: Text | None) -> Base | None:
    """The base a text goes on having: the one it was given, or the one it had."""
    if text.base is not None and (known is None or known.base != text.base):
        return text.base
    return known.base if known is not None and _says_the_same(known, text) else None


def _identity(text: Text) -> tuple[str | None, ...]:
    """What stays the same when a use moves to another block."""
    if text.place is not None and text.place.use is not None:
        return ("use", text.place.use.use_id, text.name, text.locale)
    return (text.path,)


def _says_the_same(one: Text, other: Text) -> bool:
    """Whether two texts say the same, and, as overrides, of the same target."""
    uses = [text.place.use if text.place else None for text in (one, other)]
    targets = [use.target if use else None for use in uses]
    return one.value == other.value and targets[0] == targets[1]


def three_ways(
    entity_id: str, source: Source, snapshot: Snapshot, config: ResolveConfig
) -> list[ThreeWay]:
    """The STALE overrides of a draft: what they replace is published differently now."""
    upstreams = Upstreams(entity_id, source, snapshot, config)
    found: list[ThreeWay] = []
    for text in texts(source):
        if text.place is None or text.base is None or not isinstance(text.value, str | int):
            continue
        upstream = upstreams.behind(text)
        if upstream is not None and upstream.base.hash != text.base.hash:
            stale = ThreeWay(
                path=text.path,
                field=text.name,
                locale=text.locale,
                base=text.base,
                upstream=upstream.value,
                upstream_base=upstream.base,
                mine=text.value,
            )
            found.append(stale)
    return found


def stale_issues(
    entity_id: str, source: Source, snapshot: Snapshot, config: ResolveConfig
) -> list[Issue]:
    """Warnings of a draft: STALE_OVERRIDE, OUTDATED_TRANSLATION and MISSING_TRANSLATION."""
    issues = [
        Issue(
            path=each.path,
            code="STALE_OVERRIDE",
            message=_told(each, snapshot),
            severity=Severity.WARNING,
            locale=each.locale,
        )
        for each in three_ways(entity_id, source, snapshot, config)
    ]
    published = {
        locale
        for (entity, locale), found in snapshot.items()
        if entity == entity_id and isinstance(found, Published)
    }
    return [*issues, *translation_issues(source, published, config.locales)]


def _told(stale: ThreeWay, snapshot: Snapshot) -> str:
    now, then = stale.upstream_base, stale.base
    known = (found for (entity, _), found in snapshot.items() if entity == now.entity)
    keys = {found.key for found in known if isinstance(found, Published)}
    name = next(iter(keys), now.entity)
    written = f"revision {then.revision}" if then.revision else "another text"
    if then.entity not in (None, now.entity):
        written += f" of {then.entity}"
    return (
        f"{name} has another {stale.field.replace('_', ' ')} since this was written against "
        f"{written}: revision {now.revision} is published"
    )
