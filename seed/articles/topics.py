"""What a part of an article is about."""

from enum import StrEnum


class Topic(StrEnum):
    """The subjects of headings and labels in articles about a role."""

    WHAT = "WHAT"
    WHY = "WHY"
    DUTIES = "DUTIES"
    JOB = "JOB"
    TITLE = "TITLE"
    LOCATION = "LOCATION"
    OVERVIEW = "OVERVIEW"
    FACT = "FACT"
    REQUIREMENTS = "REQUIREMENTS"
    BENEFITS = "BENEFITS"
    EMPLOYER = "EMPLOYER"
    DISCLAIMER = "DISCLAIMER"
    QUESTIONS = "QUESTIONS"
    FAQ = "FAQ"
    PROSE = "PROSE"


STATEMENTS = frozenset({Topic.WHY, Topic.DUTIES, Topic.REQUIREMENTS, Topic.BENEFITS})
"""Topics whose text is a list of statements."""

OF_A_JOB = frozenset(
    {
        Topic.TITLE,
        Topic.LOCATION,
        Topic.OVERVIEW,
        Topic.FACT,
        Topic.DUTIES,
        Topic.REQUIREMENTS,
        Topic.BENEFITS,
        Topic.EMPLOYER,
        Topic.DISCLAIMER,
    }
)
"""Topics a job description has parts about."""

ENDS_A_JOB = frozenset({Topic.WHAT, Topic.WHY, Topic.QUESTIONS, Topic.FAQ})
"""Topics that are never part of a job description: it has ended before them."""

LABELS = frozenset(
    {Topic.TITLE, Topic.LOCATION, Topic.OVERVIEW, Topic.FACT, Topic.EMPLOYER, Topic.DISCLAIMER}
)
"""Topics that a label at the beginning of a line may name: `Location: Leeds`."""

SECTIONS = frozenset({Topic.WHY, Topic.DUTIES, Topic.JOB, Topic.QUESTIONS})
"""Topics of the great sections: a title that names two is about the whole article."""

GREAT = SECTIONS | {Topic.WHAT, Topic.FAQ}
"""Topics that hold an article together: lines of two of them show how its headings look."""
