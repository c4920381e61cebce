"""Duties, questions and answers for generated articles; hardly two of them alike."""

from random import Random

from bench.pages.wording import paragraph, sentence

_DEEDS = (
    "Plan", "Measure", "Repair", "Explain", "Review", "Prepare", "Compare", "Watch", "Rewrite",
    "Negotiate", "Test", "Archive", "Estimate", "Rehearse",
)  # fmt: skip
_THINGS = (
    "the weekly figures", "long-running imports", "customer complaints", "supplier contracts",
    "the release calendar", "old interfaces", "security findings", "training material",
    "the on-call rota", "hosting costs", "duplicate records", "design proposals", "data retention",
    "accessibility reports",
)  # fmt: skip
_OPENINGS = (
    "How would you", "When did you last have to", "What do you need before you can",
    "Tell me how you", "Which mistakes have you seen people make when they",
    "Who has to agree before you",
)  # fmt: skip
_OUTCOMES = (
    "it took three weeks and saved two", "nobody asked for the old way again",
    "support calls fell by a third", "we stopped after the first pilot",
    "finance signed it off in March", "the second attempt was the good one",
)  # fmt: skip


def duty(random: Random, name: str) -> str:
    """A numbered item as articles have it: a heading, a colon, a text about the role."""
    heading = f"{random.choice(_DEEDS)} {random.choice(_THINGS)}"
    year = random.randrange(1990, 2026)
    return f"{heading}: {sentence(random)} For a {name} that was already so in {year}."


def question(random: Random, name: str) -> str:
    """A question that a candidate for the role is asked."""
    deed, thing = random.choice(_DEEDS).lower(), random.choice(_THINGS)
    return f"{random.choice(_OPENINGS)} {deed} {thing} as a {name}?"


def answer(random: Random) -> str:
    """A sample answer's point."""
    months = random.randrange(2, 40)
    return f"After {months} months {random.choice(_OUTCOMES)}. {paragraph(random, 1)}"
