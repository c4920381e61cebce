"""Names and sentences for generated content: enough variety that no two texts are alike."""

from random import Random

GRADES = ("Junior", "", "Senior", "Lead", "Principal")
FIELDS = (
    "Payments", "Logistics", "Billing", "Identity", "Search", "Checkout", "Pricing", "Warehouse",
    "Claims", "Mobility", "Energy", "Clinical", "Ticketing", "Loyalty", "Fraud", "Messaging",
    "Catalogue", "Reporting", "Onboarding", "Compliance", "Routing", "Inventory", "Lending",
    "Media", "Telemetry",
)  # fmt: skip
CRAFTS = (
    "Backend Developer", "Frontend Developer", "Data Engineer", "Data Scientist", "QA Engineer",
    "Security Engineer", "Product Manager", "UX Designer",
)  # fmt: skip

_SUBJECTS = (
    "the person in this position", "whoever takes the job", "a good candidate", "this colleague",
    "the new hire", "someone with experience", "a careful specialist", "the team member",
)  # fmt: skip
_VERBS = (
    "reviews", "repairs", "measures", "documents", "simplifies", "replaces", "monitors", "explains",
    "automates", "prepares", "schedules", "questions",
)  # fmt: skip
_OBJECTS = (
    "the nightly import", "a slow report", "the release checklist", "the oldest service",
    "an unclear contract", "the alert that nobody reads", "the shared test data",
    "a backlog of complaints", "the hand-over notes", "the rota for weekends",
    "a supplier's interface", "the budget for hosting",
)  # fmt: skip
_CIRCUMSTANCES = (
    "before the quarter ends", "together with the support desk", "while customers keep working",
    "without stopping the warehouse", "in the first six months", "after every incident",
    "with figures that finance accepts", "and writes down what was learned",
    "when two departments disagree", "so that the next person can go on",
)  # fmt: skip


def title(number: int) -> str:
    """The number-th role's title; the first thousand differ."""
    grade = GRADES[number % len(GRADES)]
    field = FIELDS[number // len(GRADES) % len(FIELDS)]
    craft = CRAFTS[number // (len(GRADES) * len(FIELDS)) % len(CRAFTS)]
    return f"{grade} {field} {craft}".strip()


def slug(text: str) -> str:
    """A title as part of an address."""
    return "-".join(text.lower().split())


def sentence(random: Random) -> str:
    """One of some ten thousand sentences."""
    words = [random.choice(each) for each in (_SUBJECTS, _VERBS, _OBJECTS, _CIRCUMSTANCES)]
    text = " ".join(words)
    return f"{text[0].upper()}{text[1:]}."


def paragraph(random: Random, sentences: int) -> str:
    """Some sentences, and one with Markdown in it before them."""
    told = [sentence(random) for _ in range(sentences)]
    return " ".join([f"Start with **{random.choice(_OBJECTS)}**.", *told])
