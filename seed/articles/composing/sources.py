"""The sources of a draft once it is known which entities its parts are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from content.rules import order_keys
from content.values.sources import JobDescription, Role, RolePage
from seed.articles.composing.draft import BlockDraft, Draft, PartUse


@dataclass(frozen=True)
class Identities:
    """Which entities a draft's parts are, by part key, and what stood where before.

    `use_ids`: ids of uses that parts had already. `order`: order key by block id or use id.
    `answers`: the article's answers to questions that have another one of their own.
    """

    ids: Mapping[str, str]
    use_ids: Mapping[str, str] = field(default_factory=dict)
    order: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)


def role_source(draft: Draft) -> Role:
    """The role as the article tells it."""
    locale = draft.locale
    return Role.model_validate(
        {
            "title": {locale: draft.role_title},
            "plural_title": {locale: draft.role_plural} if draft.role_plural else {},
            "summary": {locale: draft.role_summary} if draft.role_summary else {},
        }
    )


def job_source(draft: Draft, role: str, known: Identities) -> JobDescription:
    """The job description; the draft must have one."""
    assert draft.job is not None
    job, locale = draft.job, draft.locale
    return JobDescription.model_validate(
        {
            "role": role,
            "title": _local(job.title, locale),
            "location": _local(job.location, locale),
            "overview": _local(job.overview, locale),
            "blocks": _Blocks(locale, known, "").write(job.blocks),
            "variables": draft.names.variables(locale),
        }
    )


def page_source(draft: Draft, slug: str, role: str, job: str, known: Identities) -> RolePage:
    """The page; `job` is the job description's id, "" when the article has none."""
    locale = draft.locale
    return RolePage.model_validate(
        {
            "role": role,
            "slug": {locale: slug},
            "title": {locale: draft.title},
            "intro": _local(draft.intro, locale),
            "blocks": _Blocks(locale, known, job).write(draft.blocks),
        }
    )


def _local(text: str, locale: str) -> dict[str, str]:
    return {locale: text} if text else {}


class _Blocks:
    """Writes the blocks of one entity; ids of uses are unique within it."""

    def __init__(self, locale: str, known: Identities, job: str) -> None:
        self._locale, self._known, self._job = locale, known, job
        self._taken: set[str] = set()

    def write(self, blocks: Sequence[BlockDraft]) -> list[dict[str, Any]]:
        """The blocks in order."""
        placed = ordered([block.block_id for block in blocks], self._known.order)
        return [
            {
                "block_id": block.block_id,
                "order_key": placed[block.block_id],
                "heading": _local(block.heading, self._locale),
                "intro": _local(block.intro, self._locale),
                "outro": _local(block.outro, self._locale),
                **self._content(block),
            }
            for block in blocks
        ]

    def _content(self, block: BlockDraft) -> dict[str, Any]:
        match block.type:
            case "PROSE":
                return {"type": "PROSE", "body": {self._locale: block.body}}
            case "STATEMENT_LIST":
                return {"type": block.type, "kind": block.kind, "items": self._uses(block)}
            case "QUESTION_LIST":
                return {"type": block.type, "items": self._uses(block)}
            case "SNIPPET_USE":
                return {"type": block.type, "use": self._uses(block)[0]}
            case "JOB_DESCRIPTION_USE":
                use_id = self._free("job-description")
                use = {"use_id": use_id, "target": self._job, "order_key": order_keys.at(0)}
                return {"type": block.type, "use": use}
            case _:
                return {"type": "FAQ", "pairs": self._pairs(block)}

    def _uses(self, block: BlockDraft) -> list[dict[str, Any]]:
        named = [(self._free(self._known.use_ids.get(use.key, use.key)), use) for use in block.uses]
        placed = ordered([name for name, _ in named], self._known.order)
        return [
            {
                "use_id": name,
                "target": self._known.ids[use.key],
                "order_key": placed[name],
                "overrides": self._overrides(use),
            }
            for name, use in named
        ]

    def _overrides(self, use: PartUse) -> list[dict[str, str]]:
        answer = use.answer or self._known.answers.get(use.key, "")
        if not answer:
            return []
        return [{"field": "sample_answer", "locale": self._locale, "value": answer}]

    def _pairs(self, block: BlockDraft) -> list[dict[str, Any]]:
        names = [self._free(f"pair-{number}") for number in range(1, len(block.pairs) + 1)]
        placed = ordered(names, self._known.order)
        return [
            {
                "pair_id": name,
                "order_key": placed[name],
                "question": {self._locale: question},
                "answer": {self._locale: answer},
            }
            for name, (question, answer) in zip(names, block.pairs, strict=True)
        ]

    def _free(self, wanted: str) -> str:
        found, number = wanted, 2
        while found in self._taken:
            found, number = f"{wanted}-{number}", number + 1
        self._taken.add(found)
        return found


def ordered(names: Sequence[str], old: Mapping[str, str]) -> dict[str, str]:
    """An order key for each name, ascending; old keys are kept where the order allows."""
    if not any(name in old for name in names):
        return {name: order_keys.at(at) for at, name in enumerate(names)}
    placed: dict[str, str] = {}
    last = ""
    for at, name in enumerate(names):
        if name in old and old[name] > last:
            placed[name] = last = old[name]
            continue
        ahead = [old[later] for later in names[at + 1 :] if old.get(later, "") > last]
        placed[name] = last = order_keys.between(last, min(ahead, default=""))
    return placed
