"""schema.org data of a role page: WebPage, BreadcrumbList, Occupation. Never JobPosting.

A JobPosting belongs to a live opening with an employer, a place, dates and a way to apply.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from content.rules.resolution.nodes import Node

_SCHEME_NAMES = {"ONET_SOC": "O*NET-SOC", "ESCO": "ESCO", "ISCO": "ISCO-08"}
_LISTED = {
    "Responsibility": "responsibilities",
    "Requirement": "qualifications",
}


def json_ld(body: Node) -> Node:
    """The JSON-LD graph of a role page that was just made."""
    url = body["url"]
    page: Node = {
        "@type": "WebPage",
        "@id": url,
        "url": url,
        "name": body["seo"]["title"],
        "inLanguage": body["resolvedLocale"],
        "datePublished": body["firstPublishedAt"],
        "dateModified": body["updatedAt"],
        "mainEntity": {"@id": f"{url}#occupation"},
        "breadcrumb": {"@id": f"{url}#breadcrumb"},
    }
    if body["seo"]["description"]:
        page["description"] = body["seo"]["description"]
    graph = [page, _breadcrumb(body), _occupation(body)]
    return {"@context": "https://schema.org", "@graph": graph}


def _breadcrumb(body: Node) -> Node:
    names = [(body["role"]["family"] or {}).get("name"), body["role"]["title"]]
    items = [name for name in names if name]
    elements: list[Node] = [
        {"@type": "ListItem", "position": position, "name": name}
        for position, name in enumerate(items, 1)
    ]
    url = body["url"]
    elements[-1]["item"] = url
    return {"@type": "BreadcrumbList", "@id": f"{url}#breadcrumb", "itemListElement": elements}


def _occupation(body: Node) -> Node:
    role, url = body["role"], body["url"]
    occupation: Node = {"@type": "Occupation", "@id": f"{url}#occupation", "name": role["title"]}
    described = role["summary"].clean if role["summary"] else body["seo"]["description"]
    if described:
        occupation["description"] = described
    if role["aliases"]:
        occupation["alternateName"] = role["aliases"]
    skills = _skills(body)
    if skills:
        occupation["skills"] = skills
    listed: dict[str, dict[str, None]] = {}
    for item in statements(body["blocks"]):
        name = _LISTED.get(item["__typename"])
        text = item["text"].clean
        if name and text:
            listed.setdefault(name, {})[text] = None
    occupation.update({name: list(texts) for name, texts in listed.items()})
    codes = [
        {
            "@type": "CategoryCode",
            "codeValue": code["code"],
            "name": code["label"] or role["title"],
            "inCodeSet": {"@type": "CategoryCodeSet", "name": _SCHEME_NAMES[code["scheme"]]},
        }
        for code in role["occupationCodes"]
    ]
    if codes:
        occupation["occupationalCategory"] = codes
    return occupation


def _skills(body: Node) -> list[str]:
    return [row["skill"]["name"] for row in body["role"]["skills"]]


def statements(blocks: Iterable[Node]) -> Iterator[Node]:
    """The statements of blocks in order, then those of the job descriptions among them."""
    embedded: list[Any] = []
    for block in blocks:
        if block["__typename"] == "StatementList":
            yield from block["items"]
        elif block["__typename"] == "JobDescriptionUse":
            embedded.append(block["jobDescription"]["blocks"])
    for inner in embedded:
        yield from statements(inner)


def still_true(graph: Node, body: Node) -> Node:
    """The graph of a stored page with nothing that the page does not show any more.

    A listed text is kept where the page shows it as it is; one that had a placeholder
    cannot be told, and goes.
    """
    shown: dict[str, set[str]] = {}
    for item in statements(body["blocks"]):
        name = _LISTED.get(item["__typename"])
        if name:
            shown.setdefault(name, set()).add(item["text"]["plain"])
    page, _, occupation = graph["@graph"]
    kept = {name: value for name, value in occupation.items() if name not in _LISTED.values()}
    for name in _LISTED.values():
        texts = [text for text in occupation.get(name, ()) if text in shown.get(name, set())]
        if texts:
            kept[name] = texts
    role = body["role"]
    described = kept.pop("description", None) if role["summary"] else body["seo"]["description"]
    current = {
        "description": described,
        "alternateName": role["aliases"],
        "skills": _skills(body),
    }
    kept = {name: value for name, value in kept.items() if name not in current}
    kept.update({name: value for name, value in current.items() if value})
    page = {**page, "name": body["seo"]["title"]}
    page.pop("description", None)
    if body["seo"]["description"]:
        page["description"] = body["seo"]["description"]
    return {**graph, "@graph": [page, _breadcrumb(body), kept]}
