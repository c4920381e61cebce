"""Reading README and docs: what stands in their fences, tables, code spans and links."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

from tests.serving import REPOSITORY

README = REPOSITORY / "README.md"
DOCS = REPOSITORY / "docs"
PAGES = [README, REPOSITORY / "CONTRIBUTING.md", *sorted(DOCS.glob("*.md"))]


def names(page: Path) -> str:
    """What a page is called in a test's name."""
    return str(page.relative_to(REPOSITORY))


def fences(page: Path) -> list[tuple[str, str]]:
    """The fenced blocks of a page in order: language, text."""
    found = re.findall(r"^```(\w*)[^\n]*\n(.*?)^```$", page.read_text(), re.M | re.S)
    return [(language, text) for language, text in found]


def prose(page: Path) -> str:
    """A page without its fenced blocks."""
    return re.sub(r"^```.*?^```$", "", page.read_text(), flags=re.M | re.S)


def code_spans(page: Path) -> list[str]:
    """What stands in backticks, outside fences."""
    return re.findall(r"`([^`\n]+)`", prose(page))


def lines_of_code(page: Path) -> list[str]:
    """Code spans, and the lines of fences that a person might type."""
    fenced = [text for language, text in fences(page) if language not in ("json", "graphql")]
    return [*(line for text in fenced for line in text.splitlines()), *code_spans(page)]


def table(page: Path, heading: str) -> dict[str, list[str]]:
    """The rows of the first table under a heading: first cell without backticks, other cells."""
    _, _, after = page.read_text().partition(f"\n{heading}\n")
    section = re.split(r"^#{1,6} ", after, maxsplit=1, flags=re.M)[0]
    lines = [line for line in section.splitlines() if line.startswith("|")][2:]
    cells = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]
    return {first.strip("`"): others for first, *others in cells}


def typed_commands(page: Path) -> Iterator[list[str]]:
    """The arguments of every `rolebook` command a page shows."""
    for line in lines_of_code(page):
        found = re.match(r"(?:\$ )?(?:\S+=\S+ )*(?:\.venv/bin/)?rolebook ([a-z].*)", line)
        if found:
            yield shlex.split(found[1], comments=True)


def sessions(page: Path) -> Iterator[tuple[list[str], str]]:
    """The commands shown with what they print: their arguments, and the output."""
    for language, text in fences(page):
        if language == "console":
            command, _, output = text.partition("\n")
            yield shlex.split(command.removeprefix("$ .venv/bin/rolebook ")), output


def links(page: Path) -> list[str]:
    """The targets of links and images that lead into the repository."""
    found = re.findall(r"\]\(([^)\s]+)\)", prose(page))
    return [target for target in found if "://" not in target]


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#{1,6} (.+)$", prose(page), re.M)
    plain = (re.sub(r"[^\w\s-]", "", heading).strip().lower() for heading in headings)
    return {text.replace(" ", "-") for text in plain}


def documented_sentences() -> list[re.Pattern[str]]:
    """What `docs/errors.md` says the command line says; … stands for anything."""
    rows = re.findall(r"^\| `(.+?)` \| ", (DOCS / "errors.md").read_text(), re.M)
    told = [row for row in rows if " " in row]
    return [re.compile(".+".join(map(re.escape, row.split("…")))) for row in told]
