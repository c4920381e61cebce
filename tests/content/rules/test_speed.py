"""How long a resolution takes: told with `pytest -s`, not asserted."""

import statistics
import time
from typing import Any

import orjson

from tests.content.rules.world import World

SENTENCE = "Keeps **services** small, measured and `boring`, whatever {{company.name}} asks for. "


def a_large_page() -> World:
    """A page of about 60 nested objects and more than 20 kB."""
    published: dict[str, Any] = {
        "role/r en": {"title": {"en": "R"}, "skills": [{"skill": "skill/s"}]},
        "skill/s en": {"name": {"en": "S"}},
        "description/d en": {
            "role": "role/r",
            "variables": [{"name": "company.name", "label": {"en": "Company Name"}}],
        },
    }
    for number in range(20):
        published[f"statement/{number} en"] = {
            "kind": "RESPONSIBILITY",
            "heading": {"en": f"Heading {number}"},
            "text": {"en": f"{number}: {SENTENCE * 2}"},
            "skills": ["skill/s"],
        }
        published[f"question/{number} en"] = {
            "prompt": {"en": f"What about {number}?"},
            "sample_answer": {"en": f"- {number}\n- {SENTENCE}"},
        }
    statements = [{"use_id": f"s{n}", "target": f"statement/{n}"} for n in range(20)]
    questions = [{"use_id": f"q{n}", "target": f"question/{n}"} for n in range(20)]
    job = {"use_id": "j", "target": "description/d"}
    published["page/p en"] = {
        "role": "role/r",
        "slug": {"en": "p"},
        "title": {"en": "P"},
        "blocks": [
            {"type": "JOB_DESCRIPTION_USE", "block_id": "job", "use": job},
            {
                "type": "STATEMENT_LIST",
                "block_id": "duties",
                "kind": "RESPONSIBILITY",
                "items": statements,
            },
            {"type": "QUESTION_LIST", "block_id": "ask", "items": questions},
        ],
    }
    return World({"published": published, "resolve": "page/p en"})


def test_a_large_page_resolves() -> None:
    world = a_large_page()
    times: list[float] = []
    for _ in range(30):
        begun = time.perf_counter()
        resolution = world.resolve()
        times.append(time.perf_counter() - begun)
    assert resolution is not None
    size = len(orjson.dumps(resolution.body))
    assert size > 20_000
    told = f"first {times[0] * 1e3:.1f} ms, then {statistics.median(times[1:]) * 1e3:.2f} ms"
    print(f"\n{size:,} bytes, {len(resolution.templates)} templates: {told}")  # noqa: T201
