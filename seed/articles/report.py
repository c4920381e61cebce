"""The report of one import: for people in 80 columns, for machines as JSON."""

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from seed.articles.accounting import Account
from seed.articles.storing import Outcome, Status

_SHOWN = 60


@dataclass
class ArticleReport:
    """What became of one file. `problem` is a sentence when it was refused.

    `outcome` is None after a dry run. `seconds` is the time it took.
    """

    path: Path
    role: str = ""
    locale: str = ""
    account: Account | None = None
    outcome: Outcome | None = None
    problem: str = ""
    notes: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def to_json(self) -> dict[str, Any]:
        """Everything, ready for `json.dumps`."""
        account = None
        if self.account is not None:
            account = {
                "percent": self.account.percent,
                "entries": [asdict(entry) for entry in self.account.entries],
            }
        return {
            "file": str(self.path),
            "role": self.role,
            "locale": self.locale,
            "problem": self.problem or None,
            "outcome": asdict(self.outcome) if self.outcome else None,
            "account": account,
            "notes": self.notes,
            "seconds": round(self.seconds, 3),
        }


def render(report: ArticleReport) -> RenderableType:
    """The account and the outcome, to print."""
    if report.problem:
        parts: list[RenderableType] = [Text(f"{report.path}: {report.problem}", style="red")]
        if report.outcome is not None:
            parts.append(_diff(report.outcome))
        return Group(*parts)
    parts = [Text(f"{report.path}: {report.role} ({report.locale})", style="bold")]
    if report.account is not None:
        parts.append(_account(report.account))
        count = len(report.account.entries)
        parts.append(Text(f"{report.account.percent} % of {count} pieces placed"))
    parts += [Text(f"note: {note}", style="yellow") for note in report.notes]
    if report.outcome is not None:
        parts += _outcome(report.outcome)
    return Group(*parts)


def _account(account: Account) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 1, 0, 0), expand=False)
    table.add_column("from", style="dim", no_wrap=True, max_width=14, overflow="ellipsis")
    table.add_column("text", no_wrap=True, max_width=26, overflow="ellipsis")
    table.add_column("to", style="cyan", overflow="fold", max_width=36)
    for entry in account.entries:
        text = Text(" ".join(entry.text.split()))
        table.add_row(entry.position, text, Text("; ".join(entry.fields)))
    return table


def _outcome(outcome: Outcome) -> list[RenderableType]:
    said = {
        Status.CREATED: f"created the page {outcome.page}",
        Status.UPDATED: f"updated the page {outcome.page}",
        Status.UNCHANGED: f"the page {outcome.page} is as it was imported: nothing changed",
        Status.CHANGED: "changed",
    }
    lines = [said[outcome.status] + (", published" if outcome.published else "")]
    if outcome.created:
        made = ", ".join(f"{n} {_name(kind, n)}" for kind, n in outcome.created.items())
        lines.append(f"new: {made}")
    if outcome.role_reused:
        lines.append(f"reused the role {outcome.role}")
    for reuse in outcome.reused:
        how = " with another answer here" if reuse.overridden else ""
        lines.append(f"reused {_name(reuse.type, 1)} “{reuse.text}”{how}")
    lines += [f"updated {key}" for key in outcome.updated]
    lines += [f"kept the editor's text of {place}" for place in outcome.conflicts]
    lines += [f"no longer used by the article: {key}" for key in outcome.unused]
    return [Text(line) for line in lines]


def _name(kind: str, count: int) -> str:
    return kind.lower().replace("_", " ") + ("s" if count != 1 else "")


def _diff(outcome: Outcome) -> Text:
    styles = {"+": "green", "-": "red", "@": "dim"}
    text = Text()
    for line in outcome.diff[:_SHOWN]:
        text.append(f"  {line}\n", style=styles.get(line[:1], ""))
    if len(outcome.diff) > _SHOWN:
        text.append(f"  … {len(outcome.diff) - _SHOWN} more lines\n")
    return text
