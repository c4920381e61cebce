"""Stores one article, or finds that it is stored already, or that it has changed."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from content import drafts, editing, importing, publishing
from content.documents.work import ImportRecord
from content.installation import Installation
from content.store import Session
from content.values.entity import Entity
from content.values.ids import ContentType, type_of
from content.values.sources import Role, RolePage, Source, dump_source
from seed.articles.parsing import Parsed
from seed.articles.problems import ArticleError
from seed.articles.storing.differing import differences, title_of
from seed.articles.storing.merging import merge_all
from seed.articles.storing.outcome import Outcome, Reuse, Status
from seed.articles.storing.parts import Known, know
from seed.articles.storing.whole import Whole, assemble, filled


@dataclass(frozen=True)
class Wanted:
    """How to import. `role` and `page` are keys that replace those made of the role's title."""

    by: str
    publish: bool = False
    update: bool = False
    role: str | None = None
    page: str | None = None


async def store(installation: Installation, parsed: Parsed, wanted: Wanted) -> Outcome:
    """What is stored now, all of it or nothing; raises what content's operations raise."""

    async def work(session: Session) -> Outcome:
        return await _Storing(installation, parsed, wanted, session).run()

    return await installation.store.transaction(work)


class _Storing:
    def __init__(
        self, installation: Installation, parsed: Parsed, wanted: Wanted, session: Session
    ) -> None:
        self.installation, self.session = installation, session
        self.draft, self.digest, self.wanted = parsed.draft, parsed.digest, wanted
        self.page_key = wanted.page or self.draft.key
        self.name = f"{self.page_key}:{self.draft.locale}"

    async def run(self) -> Outcome:
        """The whole import within the session's transaction."""
        last = await importing.last(self.installation, self.name, self.session)
        if last is not None and last.digest == self.digest:
            outcome = await self._unchanged(last)
        elif last is not None and not self.wanted.update:
            return await self._refused(last)
        else:
            outcome = await self._write(last)
        return outcome

    async def _role(self) -> Entity | None:
        """The role to reuse, if there is one."""
        key = self.wanted.role or self.draft.key
        role = await drafts.by_key(self.installation, ContentType.ROLE, key, self.session)
        if role is None and self.wanted.role:
            raise ArticleError(f"there is no role with the key {key!r}")
        if role is not None and role.archived:
            raise ArticleError(f"the role {key!r} is archived: restore it, or name another")
        return role

    async def _assembled(
        self, last: Mapping[str, dict[str, Any]]
    ) -> tuple[Known, Whole, Entity | None]:
        role = await self._role()
        if role is not None and role.id in last:
            role = None  # the article's own role, merged like the rest
        known = await know(self.installation, self.draft, last, self.session)
        whole = await assemble(
            self.installation, self.draft, known, last, role, self.page_key, self.session
        )
        return known, whole, role

    async def _refused(self, last: ImportRecord) -> Outcome:
        known, whole, _ = await self._assembled(last.sources)
        diff = await differences(
            self.installation, self.draft, last.sources, known, whole, self.session
        )
        return Outcome(Status.CHANGED, self.page_key, diff=diff)

    async def _unchanged(self, last: ImportRecord) -> Outcome:
        page = _of_type(last.sources, ContentType.ROLE_PAGE)
        outcome = Outcome(Status.UNCHANGED, self.page_key)
        entity = await drafts.get(self.installation, page, self.session)
        outcome.page = entity.key
        outcome.slug = _slug(entity.source, self.draft.locale)
        if self.wanted.publish:
            await self._publish(last.versions)
            outcome.published = True
        return outcome

    async def _write(self, last: ImportRecord | None) -> Outcome:
        before = last.sources if last else {}
        known, whole, role = await self._assembled(before)
        status = Status.UPDATED if last else Status.CREATED
        outcome = Outcome(status, whole.keys.get(whole.page, self.page_key), whole.slug)
        outcome.role = role.key if role else whole.keys.get(whole.role, self.draft.key)
        outcome.role_reused = role is not None
        outcome.job_description = whole.keys.get(whole.job, "")
        filled_role = await self._fill(role) if role is not None else {}
        stored = await self._create(known, whole, outcome)
        ours: dict[str, Source] = {}
        ours |= {
            known.old[k]: part.source for k, part in self.draft.parts.items() if k in known.old
        }
        ours |= {entity: source for entity, source in whole.sources.items() if entity in before}
        merged = await merge_all(
            self.installation,
            before,
            last.versions if last else {},
            ours,
            outcome,
            by=self.wanted.by,
            session=self.session,
        )
        self._tell_reuse(known, outcome)
        await self._tell_unused(before, ours, outcome)
        versions = {**{e.id: e.version for e in stored}, **merged}
        sources = {e.id: dump_source(e.source) for e in stored}
        sources |= {entity: dump_source(source) for entity, source in ours.items()}
        record = ImportRecord(
            id=self.name,
            digest=self.digest,
            sources=sources,
            versions=versions,
            at=self.installation.clock(),
        )
        await importing.remember(self.installation, record, self.session)
        if self.wanted.publish:
            await self._publish({**versions, **filled_role})
            outcome.published = True
        return outcome

    async def _fill(self, role: Entity) -> dict[str, int]:
        """Gives a reused role what it lacks; its new version if readers have none of it yet."""
        source = role.source
        assert isinstance(source, Role)
        fuller = filled(source, self.draft)
        if fuller is source:
            return {}
        saved = await editing.save(
            self.installation,
            role.id,
            fuller,
            expected_version=role.version,
            by=self.wanted.by,
            session=self.session,
        )
        served = role.is_published(self.draft.locale)
        return {} if served else {role.id: saved.entity.version}

    async def _create(self, known: Known, whole: Whole, outcome: Outcome) -> list[Entity]:
        news = [
            editing.NewEntity(
                type=part.type, key=known.new[key], source=part.source, id=known.ids[key]
            )
            for key, part in self.draft.parts.items()
            if key in known.new
        ]
        news += [
            editing.NewEntity(
                type=type_of(entity), key=whole.keys[entity], source=source, id=entity
            )
            for entity, source in whole.sources.items()
            if entity in whole.keys
        ]
        outcome.created = dict(Counter(new.type.value for new in news))
        return await editing.create_all(
            self.installation, news, by=self.wanted.by, session=self.session
        )

    def _tell_reuse(self, known: Known, outcome: Outcome) -> None:
        overridden = {
            use.key
            for blocks in (self.draft.blocks, self.draft.job.blocks if self.draft.job else ())
            for block in blocks
            for use in block.uses
            if use.answer
        }
        for key, entity in known.reused.items():
            source = self.draft.parts[key].source
            outcome.reused.append(
                Reuse(
                    entity.type.value,
                    entity.key,
                    title_of(source, self.draft.locale),
                    key in known.answers or key in overridden,
                )
            )

    async def _tell_unused(
        self, before: Mapping[str, Any], ours: Mapping[str, Source], outcome: Outcome
    ) -> None:
        gone = [entity for entity in before if entity not in ours]
        entities = await drafts.get_all(self.installation, gone, self.session)
        outcome.unused = sorted(entity.key for entity in entities.values())

    async def _publish(self, versions: Mapping[str, int]) -> None:
        locale = self.draft.locale
        entities = await drafts.get_all(self.installation, versions, self.session)
        targets = [
            publishing.Target(entity_id=entity, locale=locale, revision=version)
            for entity, version in versions.items()
            if entity in entities and _is_newer(entities[entity], locale, version)
        ]
        await publishing.publish_all(
            self.installation,
            targets,
            include_unpublished=True,
            by=self.wanted.by,
            session=self.session,
        )


def _is_newer(entity: Entity, locale: str, version: int) -> bool:
    publication = entity.published.get(locale)
    served = publication.revision if publication else None
    return not entity.archived and (served is None or served < version)


def _of_type(sources: Mapping[str, Any], content_type: ContentType) -> str:
    return next(entity for entity in sources if type_of(entity) is content_type)


def _slug(source: Source, locale: str) -> str:
    slug = source.slug.get(locale) if isinstance(source, RolePage) else None
    return slug.value if slug else ""
