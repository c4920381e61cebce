"""The closed lists of values, as the content model names them."""

import strawberry

from content.values.blocks import Show, StatementKind
from content.values.ids import ContentType
from content.values.sources import (
    Importance,
    Level,
    OccupationScheme,
    QuestionKind,
    Robots,
    SnippetKind,
    VariableType,
)

_DESCRIPTIONS = {
    ContentType: "The kinds of content.",
    StatementKind: "What a statement says about a job.",
    Show: "Whether a question list shows sample answers.",
    Importance: "How much a requirement or a skill matters.",
    Level: "Seniority, lowest first.",
    OccupationScheme: "Public classifications of occupations.",
    QuestionKind: "How an interview question probes.",
    Robots: "What a page asks of search engines.",
    SnippetKind: "What a snippet is for.",
    VariableType: "What the value of a variable must be.",
}
for _enum, _description in _DESCRIPTIONS.items():
    strawberry.enum(_enum, description=_description)

__all__ = [
    "ContentType",
    "Importance",
    "Level",
    "OccupationScheme",
    "QuestionKind",
    "Robots",
    "Show",
    "SnippetKind",
    "StatementKind",
    "VariableType",
]
