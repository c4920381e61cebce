"""What validation finds wrong with a draft, and what it knows of its targets."""

from collections.abc import Iterable

from content.rules.shape import TargetFacts, shape_issues
from content.values.blocks import StatementKind
from content.values.ids import ContentType
from content.values.sources import Source
from tests.content.rules_editing.examples import (
    LOCALES,
    PAGE,
    PARENT,
    QUESTION,
    REQUIREMENT,
    ROLE,
    SKILL,
    SNIPPET,
    STATEMENT,
    TEMPLATE,
)

TARGETS = {
    ROLE: TargetFacts(type=ContentType.ROLE, key="baker"),
    STATEMENT: TargetFacts(
        type=ContentType.STATEMENT, key="bakes", kind=StatementKind.RESPONSIBILITY
    ),
    REQUIREMENT: TargetFacts(
        type=ContentType.STATEMENT, key="rises-early", kind=StatementKind.REQUIREMENT
    ),
    QUESTION: TargetFacts(type=ContentType.INTERVIEW_QUESTION, key="sourdough"),
    SNIPPET: TargetFacts(type=ContentType.SNIPPET, key="about"),
    TEMPLATE: TargetFacts(type=ContentType.JOB_DESCRIPTION, key="baker"),
    PARENT: TargetFacts(type=ContentType.ROLE_PAGE, key="bakers"),
    SKILL: TargetFacts(type=ContentType.SKILL, key="kneading"),
}


def found(
    source: Source,
    content_type: ContentType = ContentType.ROLE_PAGE,
    *,
    home: str | None = None,
    ancestors: Iterable[str] | None = None,
    targets: dict[str, TargetFacts] | None = None,
) -> list[tuple[str, str]]:
    """Code and path of every issue; each of them has a sentence."""
    issues = shape_issues(
        PAGE,
        content_type,
        source,
        home=home,
        targets=TARGETS if targets is None else targets,
        ancestors=None if ancestors is None else list(ancestors),
        locales=LOCALES,
    )
    assert all(len(issue.message) > 15 for issue in issues)
    return [(issue.code, issue.path) for issue in issues]
