"""The sources of a draft once it is known which entities its parts are."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from content.rules import order_keys
from content.values.sources import JobDescription, Role, RolePage
from seed.articles.composing.draft import BlockDraft, Draft

Ids = Mapping[str, str]
"""Entity id by part key."""

OldKeys = Mapping[str, str]
"""Order key by block id or use id: what stood where before."""


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


def job_source(
    draft: Draft, role: str, ids: Ids, use_ids: Ids, old: OldKeys | None = None
) -> JobDescription:
    """The job description; the draft must have one."""
    assert draft.job is not None
    job, locale = draft.job, draft.locale
    return JobDescription.model_validate(
        {
            "role": role,
            "title": _local(job.title, locale),
            "location": _local(job.location, locale),
            "overview": _local(job.overview, locale),
            "blocks": _blocks(job.blocks, locale, ids, use_ids, "", old or {}),
            "variables": draft.names.variables(locale),
        }
    )


def page_source(
    draft: Draft,
    slug: str,
    role: str,
    job: str,
    ids: Ids,
    use_ids: Ids,
    old: OldKeys | None = None,
) -> RolePage:
    """The page; `job` is the job description's id, "" when the article has none."""
    locale = draft.locale
    return RolePage.model_validate(
        {
            "role": role,
            "slug": {locale: slug},
            "title": {locale: draft.title},
            "intro": _local(draft.intro, locale),
            "blocks": _blocks(draft.blocks, locale, ids, use_ids, job, old or {}),
        }
    )


def _local(text: str, locale: str) -> dict[str, str]:
    return {locale: text} if text else {}


def _blocks(
    blocks: Sequence[BlockDraft], locale: str, ids: Ids, use_ids: Ids, job: str, old: OldKeys
) -> list[dict[str, Any]]:
    taken: set[str] = set()

    def use_id(key: str) -> str:
        wanted = use_ids.get(key, key)
        found, number = wanted, 2
        while found in taken:
            found, number = f"{wanted}-{number}", number + 1
        taken.add(found)
        return found

    placed = ordered([block.block_id for block in blocks], old)
    return [
        {
            "block_id": block.block_id,
            "order_key": placed[block.block_id],
            "heading": _local(block.heading, locale),
            "intro": _local(block.intro, locale),
            "outro": _local(block.outro, locale),
            **_content(block, locale, ids, use_id, job, old),
        }
        for block in blocks
    ]


def _content(
    block: BlockDraft,
    locale: str,
    ids: Ids,
    use_id: Callable[[str], str],
    job: str,
    old: OldKeys,
) -> dict[str, Any]:
    named = [(use_id(use.key), use) for use in block.uses]
    placed = ordered([name for name, _ in named], old)
    uses = [
        {
            "use_id": name,
            "target": ids[use.key],
            "order_key": placed[name],
            "overrides": [{"field": "sample_answer", "locale": locale, "value": use.answer}]
            if use.answer
            else [],
        }
        for name, use in named
    ]
    match block.type:
        case "PROSE":
            return {"type": "PROSE", "body": {locale: block.body}}
        case "STATEMENT_LIST":
            return {"type": "STATEMENT_LIST", "kind": block.kind, "items": uses}
        case "QUESTION_LIST":
            return {"type": "QUESTION_LIST", "items": uses}
        case "SNIPPET_USE":
            return {"type": "SNIPPET_USE", "use": uses[0]}
        case "JOB_DESCRIPTION_USE":
            use = {"use_id": use_id("job-description"), "target": job, "order_key": "0001"}
            return {"type": "JOB_DESCRIPTION_USE", "use": use}
        case _:
            return {"type": "FAQ", "pairs": _pairs(block, locale, use_id, old)}


def _pairs(
    block: BlockDraft, locale: str, use_id: Callable[[str], str], old: OldKeys
) -> list[dict[str, Any]]:
    names = [use_id(f"pair-{number}") for number in range(1, len(block.pairs) + 1)]
    placed = ordered(names, old)
    return [
        {
            "pair_id": name,
            "order_key": placed[name],
            "question": {locale: question},
            "answer": {locale: answer},
        }
        for name, (question, answer) in zip(names, block.pairs, strict=True)
    ]


def ordered(names: Sequence[str], old: OldKeys) -> dict[str, str]:
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
