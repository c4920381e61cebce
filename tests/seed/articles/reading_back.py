"""An article's draft as lines that a person can write by hand and compare."""

from content.rules.markdown import render
from content.values.ids import ContentType
from content.values.sources import InterviewQuestion, Snippet, Statement
from seed.articles.composing.draft import BlockDraft, Draft


def outline_of(draft: Draft) -> list[str]:
    """Every field of a draft in plain text, paragraphs joined by ` / `, one line each."""
    lines = [f"role: {draft.role_title}"]
    if draft.title != draft.role_title:
        lines.append(f"title: {_line(draft, draft.title)}")
    lines += _field(draft, "intro", draft.intro)
    for block in draft.blocks:
        lines += _block(draft, block)
        if block.type == "JOB_DESCRIPTION_USE":
            assert draft.job is not None
            lines += [f"  title: {_line(draft, draft.job.title)}"] if draft.job.title else []
            lines += (
                [f"  location: {_line(draft, draft.job.location)}"] if draft.job.location else []
            )
            lines += [f"  {line}" for line in _field(draft, "overview", draft.job.overview)]
            for own in draft.job.blocks:
                lines += [f"  {line}" for line in _block(draft, own)]
    return lines


def _block(draft: Draft, block: BlockDraft) -> list[str]:
    names = {"JOB_DESCRIPTION_USE": "JOB", "QUESTION_LIST": "QUESTIONS"}
    name = block.kind.value if block.kind else names.get(block.type, block.type)
    if block.type == "SNIPPET_USE":
        source = draft.parts[block.uses[0].key].source
        assert isinstance(source, Snippet)
        name = source.kind.value
    lines = [f"{name} {_line(draft, block.heading)}".rstrip()]
    lines += [f"  {line}" for line in _field(draft, "intro", block.intro)]
    lines += [f"  {line}" for line in _field(draft, "body", block.body)]
    for question, answer in block.pairs:
        lines.append(f"  ? {_line(draft, question)} | {_plain(draft, answer)}")
    for use in block.uses:
        lines.append("  " + _part(draft, use.key, use.answer))
    return [*lines, *(f"  {line}" for line in _field(draft, "outro", block.outro))]


def _part(draft: Draft, key: str, answer: str) -> str:
    part = draft.parts[key]
    source = part.source
    if isinstance(source, Statement):
        text = _plain(draft, source.text[draft.locale].value)
        heading = source.heading.get(draft.locale)
        return f"- {_line(draft, heading.value)} | {text}" if heading else f"- {text}"
    if isinstance(source, InterviewQuestion):
        prompt = _plain(draft, source.prompt[draft.locale].value)
        own = source.sample_answer.get(draft.locale)
        answer = answer or (own.value if own else "")
        return f"? {prompt} | {_plain(draft, answer)}" if answer else f"? {prompt}"
    assert part.type is ContentType.SNIPPET
    assert isinstance(source, Snippet)
    return f"body: {_plain(draft, source.body[draft.locale].value)}"


def _field(draft: Draft, name: str, markdown: str) -> list[str]:
    return [f"{name}: {_plain(draft, markdown)}"] if markdown else []


def _plain(draft: Draft, markdown: str) -> str:
    return " / ".join(draft.names.shown(render(markdown).plain).split("\n"))


def _line(draft: Draft, line: str) -> str:
    text = draft.names.shown(line)
    return text.replace("\\{", "{").replace("\\`", "`").replace("\\\\", "\\")


def agrees(expected: str, found: str) -> bool:
    """Whether a line is as expected; ` … ` stands for anything between its two ends."""
    start, gap, end = expected.partition(" … ")
    if not gap:
        return expected == found
    while " … " in end:
        middle, _, end = end.partition(" … ")
        if middle not in found:
            return False
    return found.startswith(start) and found.endswith(end) and len(found) > len(start) + len(end)
