"""The page, the job description and the role of a draft: their keys, ids and sources."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from content import drafts
from content.installation import Installation
from content.store import Session
from content.values.blocks import Faq, InheritedBlock, uses_in
from content.values.entity import Entity
from content.values.ids import ContentType, new_id, type_of
from content.values.sources import JobDescription, Role, RolePage, Source, parse_source
from content.values.text import LineIn, MarkdownIn
from seed.articles.composing import Draft, Identities, job_source, page_source, role_source
from seed.articles.problems import ArticleError
from seed.articles.storing.parts import Known

MAX_SAME_NAMES = 50


@dataclass
class Whole:
    """Ids and sources of what an article owns; `keys` and sources by entity id."""

    page: str
    job: str
    role: str
    slug: str
    keys: dict[str, str] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)


async def assemble(
    installation: Installation,
    draft: Draft,
    known: Known,
    last: Mapping[str, dict[str, object]],
    role: Entity | None,
    page_key: str,
    session: Session,
) -> Whole:
    """The sources of the whole article, with the ids of its last import where it had one."""
    old = {type_of(entity): entity for entity in last if type_of(entity) in _OWNED}
    page_id = old.get(ContentType.ROLE_PAGE)
    job_id = old.get(ContentType.JOB_DESCRIPTION)
    whole = Whole(
        page=page_id or new_id(ContentType.ROLE_PAGE),
        job=(job_id or new_id(ContentType.JOB_DESCRIPTION)) if draft.job else "",
        role=role.id if role else old.get(ContentType.ROLE) or new_id(ContentType.ROLE),
        slug="",
    )
    before = _parsed(last)
    if page_id:
        page = before[page_id]
        assert isinstance(page, RolePage)
        whole.slug = page.slug[draft.locale].value if draft.locale in page.slug else page_key
    else:
        wanted = [ContentType.ROLE_PAGE]
        if draft.job and not job_id:
            wanted.append(ContentType.JOB_DESCRIPTION)
        whole.slug = await free_key(installation, wanted, page_key, draft.locale, session)
        whole.keys[whole.page] = whole.slug
    if draft.job and not job_id:
        taken = [ContentType.JOB_DESCRIPTION]
        key = whole.slug if not page_id else page_key
        whole.keys[whole.job] = await free_key(installation, taken, key, draft.locale, session)
    if role is None and ContentType.ROLE not in old:
        whole.keys[whole.role] = draft.key
    _add_sources(whole, draft, known, before, role)
    return whole


_OWNED = frozenset({ContentType.ROLE_PAGE, ContentType.JOB_DESCRIPTION, ContentType.ROLE})


def _parsed(last: Mapping[str, dict[str, object]]) -> dict[str, Source]:
    return {entity: parse_source(type_of(entity), dict(data)) for entity, data in last.items()}


def _add_sources(
    whole: Whole, draft: Draft, known: Known, before: Mapping[str, Source], role: Entity | None
) -> None:
    use_ids: dict[str, str] = {}
    order: dict[str, str] = {}
    targets = {entity: key for key, entity in known.ids.items()}
    for composed in before.values():
        if isinstance(composed, RolePage | JobDescription):
            order |= _order_keys(composed)
            for block in composed.blocks:
                for use in uses_in(block):
                    if use.target in targets:
                        use_ids.setdefault(targets[use.target], use.use_id)
    identities = Identities(known.ids, use_ids, order, known.answers)
    if whole.job:
        whole.sources[whole.job] = job_source(draft, whole.role, identities)
    whole.sources[whole.page] = page_source(draft, whole.slug, whole.role, whole.job, identities)
    if role is None:
        whole.sources[whole.role] = role_source(draft)


def _order_keys(composed: RolePage | JobDescription) -> dict[str, str]:
    found: dict[str, str] = {}
    for block in composed.blocks:
        if isinstance(block, InheritedBlock):
            continue
        found[block.block_id] = block.order_key
        for use in uses_in(block):
            if use.order_key is not None:
                found[use.use_id] = use.order_key
        if isinstance(block, Faq):
            found |= {pair.pair_id: pair.order_key for pair in block.pairs}
    return found


async def free_key(
    installation: Installation,
    types: list[ContentType],
    key: str,
    locale: str,
    session: Session,
) -> str:
    """The key, or the first free one made of it, for all those types at once."""
    names = [key]
    if locale != installation.locales.default:
        names.append(f"{key}-{locale.lower()}")
    names += [f"{key}-{number}" for number in range(2, MAX_SAME_NAMES)]
    taken: set[str] = set()
    for content_type in types:
        taken |= (await drafts.by_keys(installation, content_type, names, session)).keys()
    free = next((name for name in names if name not in taken), None)
    if free is None:
        raise ArticleError(f"there are {MAX_SAME_NAMES} pages called {key} already")
    return free


def filled(role: Role, draft: Draft) -> Role:
    """The role with what it does not say yet in the draft's locale; nothing is replaced."""
    locale = draft.locale
    changes: dict[str, object] = {}
    if locale not in role.title:
        changes["title"] = {**role.title, locale: LineIn(value=draft.role_title)}
        if draft.role_plural and locale not in role.plural_title:
            changes["plural_title"] = {
                **role.plural_title,
                locale: LineIn(value=draft.role_plural),
            }
    if draft.role_summary and locale not in role.summary:
        changes["summary"] = {**role.summary, locale: MarkdownIn(value=draft.role_summary)}
    return role.model_copy(update=changes) if changes else role
