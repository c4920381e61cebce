"""Some hundred published documents, made up: every value present, absent, alone and in company."""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import orjson

START = datetime(2026, 1, 1, tzinfo=UTC)
TYPENAMES = ("RolePage", "Requirement", "InterviewQuestion")
LEVELS = ("JUNIOR", "MID", "SENIOR")
SKILLS = ("go", "python", "sql")
FAMILIES = ("design", "engineering")
_ENGLISH = """
bakers bake bread loaves collapsing collapsed collapse oven ovens kneads kneading dough frontend
developer developers React testing tests café naïve résumé the of will not Python isn't o'clock
C++ well-known working_hours 2026 night
"""
_GERMAN = """
Bäcker backen Brote Brot Öfen Ofen kneten Teig Entwicklerin Entwickler prüfen Prüfung die und
nicht über größer Straße Python Nacht Nächte arbeiten gearbeitet
"""
WORDS = {"en": tuple(_ENGLISH.split()), "de": tuple(_GERMAN.split())}


def document(number: int, random: Random, stamp: int = 1) -> dict[str, Any]:
    """A document of `resolved`; the same number is the same document, made anew."""
    locale = ("en", "de")[number % 5 == 0]
    serves = random.choice((["en"], ["en", "de"])) if locale == "en" else ["de"]
    key = f"key-{number}"
    title = " ".join(random.choices(WORDS[locale], k=random.randint(1, 3)))
    text = " ".join(random.choices(WORDS[locale], k=random.randint(0, 12)))
    return {
        "_id": f"e{number:04}:{locale}",
        "entity": f"e{number:04}",
        "typename": TYPENAMES[number % 3],
        "key": key,
        "locale": locale,
        "serves": serves,
        "listed": random.random() > 0.05,
        "slug": f"slug-{number}" if number % 3 == 0 else None,
        "body": orjson.dumps({"entityId": f"e{number:04}", "id": f"e{number:04}", "key": key}),
        "row": None,
        "tags": [f"e{number:04}"],
        "sort": {"title": random.choice(("alpha", "beta", "ärger", "zeta", "")), "key": key},
        "published_at": START + timedelta(hours=random.randrange(40)),
        "updated_at": START + timedelta(milliseconds=random.randrange(20)),
        "facets": {
            "family": random.choice((None, *FAMILIES)),
            "level": random.choice((None, *LEVELS)),
            "role": random.choice((None, "baker", "cook")),
            "kind": random.choice((None, "TECHNICAL", "CODING")),
            "difficulty": random.choice((None, 1, 2, 3, 4, 5)),
            "minutes": random.choice((None, 5, 10, 90)),
            "importance": random.choice((None, "REQUIRED", "PREFERRED")),
            "skills": random.sample(SKILLS, random.randrange(4)),
            "competencies": random.sample(("care", "trust"), random.randrange(3)),
            "levels": random.sample(LEVELS, random.randrange(4)),
        },
        "search": {"title": title, "names": "", "text": text},
        "language": {"en": "english", "de": "german"}[locale],
        "hash": f"{number}.{stamp}",
        "stamp": stamp,
    }
