"""What lists, filters and search need of a resolved document."""

from typing import Any

from content.rules.resolution.nodes import Node, levels_in
from content.rules.resolution.showing import PLAIN, Line, RichText, shortened
from content.values.ids import ContentType
from content.values.sources import InterviewQuestion, Source, Statement

ROW_LEAVES_OUT: dict[ContentType, frozenset[str]] = {
    ContentType.ROLE_PAGE: frozenset({"blocks", "intro", "jsonLd"}),
    ContentType.JOB_DESCRIPTION: frozenset({"blocks", "overview"}),
}
"""The fields a listing row does without, for the types whose body is large."""

MAX_SORT_TITLE = 200
MAX_SEARCH_TEXT = 100_000
LANGUAGES = {
    "da": "danish",
    "nl": "dutch",
    "en": "english",
    "fi": "finnish",
    "fr": "french",
    "de": "german",
    "hu": "hungarian",
    "it": "italian",
    "nb": "norwegian",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "es": "spanish",
    "sv": "swedish",
    "tr": "turkish",
}
"""The stemmers of MongoDB's text search, by primary language subtag."""


def language_of(locale: str) -> str:
    """The text-search language of a locale; `none` where there is no stemmer."""
    return LANGUAGES.get(locale.split("-")[0], "none")


def row(content_type: ContentType, body: Node) -> Node | None:
    """The listing row of a large body; None where the body itself is small."""
    left_out = ROW_LEAVES_OUT.get(content_type)
    if left_out is None:
        return None
    return {name: value for name, value in body.items() if name not in left_out}


def title(body: Node) -> str:
    """What the content is called, without labels: its title, name, heading or first words."""
    named = (body.get(name) for name in ("title", "name", "heading", "text", "prompt", "body"))
    found = next(filter(None, map(_clean, named)), str(body["key"]))
    return shortened(found, MAX_SORT_TITLE)


def _clean(value: Any) -> str:
    if isinstance(value, Line | RichText):
        return value.clean
    return value if isinstance(value, str) else ""


def facets(content_type: ContentType, source: Source, body: Node) -> Node:
    """What filters compare and facets count: keys and plain values."""
    role = body if content_type is ContentType.ROLE else body.get("role")
    found: dict[str, Any] = {
        "family": role and role["family"] and role["family"]["key"],
        "level": role and role["level"],
        "role": role and role["key"],
        "skills": [row["skill"]["key"] for row in role["skills"]] if role else [],
        "kind": body.get("kind"),
        "difficulty": body.get("difficulty"),
        "minutes": body.get("minutes"),
        "importance": body.get("importance"),
        "competencies": [node["key"] for node in body.get("competencies", ())],
        "levels": [],
    }
    if isinstance(source, Statement | InterviewQuestion):
        found["skills"] = [node["key"] for node in body["skills"]]
        found["levels"] = levels_in(source.levels)
    if isinstance(source, Statement):
        found["kind"] = source.kind.value
    return found


def search(body: Node, title_text: str) -> dict[str, str]:
    """What text search looks into: the title, other names for it, every text without its labels.

    Of a small thing its aliases and summary count; not of one that a text is tagged with. The
    names of a role are names of its page and job description too.
    """
    found: list[str] = [*body["aliases"], body["summary"] or ""] if "sameAs" in body else []
    _gather(body, found)
    text = "\n".join(dict.fromkeys(filter(None, found)))
    return {"title": title_text, "names": _names(body), "text": text[:MAX_SEARCH_TEXT]}


def _names(body: Node) -> str:
    role = body.get("role")
    found = [*body.get("aliases", ()), *([role["title"], *role["aliases"]] if role else ())]
    return "\n".join(dict.fromkeys(found))


def _gather(node: Node, found: list[str]) -> None:
    if node.get("__typename") == "Role":
        found += [node["title"], *node["aliases"]]
        found += [row["skill"]["name"] for row in node["skills"]]
    for value in node.values():
        if type(value) in PLAIN:
            continue
        if isinstance(value, Line | RichText):
            found.append(value.clean)
        elif isinstance(value, dict):
            _gather(value, found)
        elif isinstance(value, list):
            for item in value:
                if isinstance(item, dict):
                    _gather(item, found)
