"""A page as CommonMark: what its HTML shows, for pipelines, archives and language models."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from api.pages.headings import markdown_below
from api.pages.markdown_lists import Listing, joined, quoted
from api.pages.texts import Texts
from content.reading import Node
from content.rules.markdown import escape

_DEEPEST = 6
Chunks = Iterator[str | Listing]


def as_markdown(page: Node, texts: Texts) -> bytes:
    """The page; a text that fills a line in HTML does so here."""
    chunks = [f"# {_line(page['title'])}", _rich(page["intro"], 2), *_blocks(page, 2, texts)]
    return (joined(chunk for chunk in chunks if chunk) + "\n").encode()


def _blocks(holder: Node, level: int, texts: Texts) -> Chunks:
    for block in holder["blocks"]:
        inner = level
        if block["heading"]:
            inner = min(level + 1, _DEEPEST)
            yield _heading(level, block["heading"])
        yield _rich(block["intro"], inner)
        yield from _BLOCKS[block["__typename"]](block, inner, texts)
        yield _rich(block["outro"], inner)


def _prose(block: Node, level: int, _texts: Texts) -> Chunks:
    yield _rich(block["body"], level)


def _statements(block: Node, level: int, texts: Texts) -> Chunks:
    items = [_statement(item, level, texts) for item in block["items"]]
    yield Listing(items)


def _statement(item: Node, level: int, texts: Texts) -> str:
    text = _rich(item["text"], level)
    if item.get("importance") == "PREFERRED":
        text = f"{text}\n\n*{texts.importances['PREFERRED']}*"
    return f"**{_line(item['heading'])}**\n\n{text}" if item["heading"] else text


def _questions(block: Node, level: int, texts: Texts) -> Chunks:
    items = [_question(item, level, texts) for item in block["items"]]
    yield Listing(items, is_numbered=True)


def _question(item: Node, level: int, texts: Texts) -> str:
    facts = [_line(fact) for fact in facts_of(item, texts)]
    answer = _rich(item["sampleAnswer"], level)
    told = [_rich(item["prompt"], level), f"*{' · '.join(facts)}*" if facts else ""]
    if answer:
        told += [f"**{texts.sample_answer}**", answer]
    return "\n\n".join(filter(None, told))


def facts_of(question: Node, texts: Texts) -> list[str]:
    """What kind of question it is, in a few words each."""
    told = [texts.kinds[question["kind"]]] if question["kind"] else []
    if question["difficulty"]:
        told.append(texts.difficulty.format(difficulty=question["difficulty"]))
    if question["minutes"]:
        told.append(texts.minutes.format(minutes=question["minutes"]))
    return [*told, *(competency["name"] for competency in question["competencies"])]


def _job_description(block: Node, level: int, texts: Texts) -> Chunks:
    job = block["jobDescription"]
    yield _heading(level, job["title"])
    facts = [(texts.location, job["location"])]
    facts.append((texts.organization, (job["organization"] or {}).get("name")))
    told = [f"**{name}:** {_line(value)}" for name, value in facts if value]
    yield "\\\n".join(told)
    inner = min(level + 1, _DEEPEST)
    yield _rich(job["overview"], inner)
    yield from _blocks(job, inner, texts)


def _faq(block: Node, level: int, _texts: Texts) -> Chunks:
    for item in block["items"]:
        yield _heading(level, item["question"])
        yield _rich(item["answer"], min(level + 1, _DEEPEST))


def _skills(block: Node, _level: int, texts: Texts) -> Chunks:
    items = []
    for row in block["skills"]:
        skill, importance = row["skill"], texts.importances[row["importance"]]
        about = f" – {_line(skill['summary'])}" if skill["summary"] else ""
        items.append(f"**{_line(skill['name'])}** ({importance}){about}")
    yield Listing(items)


def _callout(block: Node, level: int, texts: Texts) -> Chunks:
    link = f"\n\n[{texts.more}](<{_target(block['url'])}>)" if block["url"] else ""
    yield quoted(_rich(block["text"], level) + link)


def _related(block: Node, _level: int, _texts: Texts) -> Chunks:
    items = [f"[{_line(card['title'])}](<{_target(card['url'])}>)" for card in block["items"]]
    yield Listing(items)


_BLOCKS: Final[Mapping[str, Callable[[Node, int, Texts], Chunks]]] = {
    "Prose": _prose,
    "SnippetUse": _prose,
    "StatementList": _statements,
    "QuestionList": _questions,
    "JobDescriptionUse": _job_description,
    "Faq": _faq,
    "SkillsTable": _skills,
    "Callout": _callout,
    "RelatedRoles": _related,
}


def _heading(level: int, text: str) -> str:
    return f"{'#' * level} {_line(text)}"


def _line(text: str) -> str:
    """Plain text as one line of CommonMark; a sign at its end would close a heading."""
    escaped = escape(" ".join(text.split()))
    return f"{escaped[:-1]}\\#" if escaped.endswith("#") else escaped


def _rich(text: Mapping[str, Any] | None, level: int) -> str:
    return markdown_below(_source(text), level)


def _source(text: Mapping[str, Any] | None) -> str:
    return text["markdown"] if text else ""


def _target(url: str) -> str:
    """An address as it may stand between angle brackets."""
    return url.replace("\\", "%5C").replace("<", "%3C").replace(">", "%3E").replace("\n", "%0A")
