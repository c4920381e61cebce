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


def json_ld(body: Node, clean: dict[int, str], locale: str) -> Node:
    """The JSON-LD graph of a role page; `clean` holds the label-free text of each RichText."""
    url = body["url"]
    page: Node = {
        "@type": "WebPage",
        "@id": url,
        "url": url,
        "name": body["seo"]["title"],
        "inLanguage": locale,
        "datePublished": body["firstPublishedAt"],
        "dateModified": body["updatedAt"],
        "mainEntity": {"@id": f"{url}#occupation"},
        "breadcrumb": {"@id": f"{url}#breadcrumb"},
    }
    if body["seo"]["description"]:
        page["description"] = body["seo"]["description"]
    graph = [page, _breadcrumb(body, url), _occupation(body, clean, url)]
    return {"@context": "https://schema.org", "@graph": graph}


def _breadcrumb(body: Node, url: str) -> Node:
    names = [(body["role"]["family"] or {}).get("name"), body["role"]["title"]]
    items = [name for name in names if name]
    elements: list[Node] = [
        {"@type": "ListItem", "position": position, "name": name}
        for position, name in enumerate(items, 1)
    ]
    elements[-1]["item"] = url
    return {"@type": "BreadcrumbList", "@id": f"{url}#breadcrumb", "itemListElement": elements}


def _occupation(body: Node, clean: dict[int, str], url: str) -> Node:
    role = body["role"]
    occupation: Node = {"@type": "Occupation", "@id": f"{url}#occupation", "name": role["title"]}
    summary = role["summary"]
    described = clean.get(id(summary), "") if summary else body["seo"]["description"]
    if described:
        occupation["description"] = described
    if role["aliases"]:
        occupation["alternateName"] = role["aliases"]
    skills = [row["skill"]["name"] for row in role["skills"]]
    if skills:
        occupation["skills"] = skills
    listed: dict[str, dict[str, None]] = {}
    for item in statements(body["blocks"]):
        name = _LISTED.get(item["__typename"])
        text = clean.get(id(item["text"]), "")
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


def without_lists(graph: Node) -> Node:
    """The graph without what was gathered from parts, for a page that awaits a withdrawal."""
    kept = [
        {name: value for name, value in item.items() if name not in _LISTED.values()}
        for item in graph["@graph"]
    ]
    return {**graph, "@graph": kept}
