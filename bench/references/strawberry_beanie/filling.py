"""Its collections, filled with what Rolebook answers for the same pages."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import orjson

Node = Mapping[str, Any]
Collections = dict[str, dict[str, dict[str, Any]]]


async def fill(database: Any, pages: Iterable[Node]) -> None:
    """Replaces what is there by the pages, each part stored once and referred to by its key."""
    collections: Collections = {
        name: {} for name in ("Family", "Skill", "Role", "Statement", "Question", "JobDescription")
    }
    collections["RolePage"] = {page["slug"]: _page(page, collections) for page in pages}
    for name, stored in collections.items():
        await database[name].drop()
        if name == "RolePage":
            # Before the documents: Beanie cannot index a filled collection of the embedded one.
            await database[name].create_index("slug", name="slug_1")
        await database[name].insert_many(list(stored.values()))


def _page(page: Node, collections: Collections) -> dict[str, Any]:
    return {
        "_id": page["key"],
        "slug": page["slug"],
        "url": page["url"],
        "title": page["title"],
        "locale": page["resolvedLocale"],
        "published_at": datetime.fromisoformat(page["publishedAt"]),
        "updated_at": datetime.fromisoformat(page["updatedAt"]),
        "translations": page["translations"],
        "role": _role(page["role"], page["key"], collections),
        "intro": page["intro"]["html"],
        "seo": {
            "title": page["seo"]["title"],
            "description": page["seo"]["description"],
            "canonical_url": page["seo"]["canonicalUrl"],
            "robots": page["seo"]["robots"],
        },
        "json_ld": page["jsonLd"],
        "blocks": [_block(block, page["key"], collections) for block in page["blocks"]],
    }


def _role(role: Node, key: str, collections: Collections) -> str:
    family = role["family"]
    collections["Family"][family["id"]] = {"_id": family["id"], "name": family["name"]}
    for row in role["skills"]:
        skill = row["skill"]
        collections["Skill"][skill["key"]] = {"_id": skill["key"], "name": skill["name"]}
    collections["Role"][key] = {
        "_id": key,
        "title": role["title"],
        "level": role["level"],
        "family": family["id"],
        "summary": role["summary"]["html"],
        "skills": [
            {"importance": row["importance"], "skill": row["skill"]["key"]}
            for row in role["skills"]
        ],
    }
    return key


def _block(block: Node, key: str, collections: Collections) -> dict[str, Any]:
    stored: dict[str, Any] = {"type": block["__typename"], "block_id": block["blockId"]}
    match block["__typename"]:
        case "Prose":
            return {**stored, "heading": block["heading"], "body": block["body"]["html"]}
        case "SnippetUse":
            return {**stored, "body": block["body"]["html"]}
        case "StatementList":
            intro = block.get("intro")
            return {
                **stored,
                "heading": block["heading"],
                "intro": intro and intro["html"],
                "items": [_statement(item, collections) for item in block["items"]],
            }
        case "QuestionList":
            return {**stored, "items": [_question(item, collections) for item in block["items"]]}
        case other:
            if other != "JobDescriptionUse":
                raise ValueError(f"the bench has no pages with a {other}")
            description = block["jobDescription"]
            collections["JobDescription"][key] = {
                "_id": key,
                "title": description["title"],
                "location": description["location"],
                "overview": description["overview"]["html"],
                "variables": description["variables"],
                "blocks": [_block(each, key, collections) for each in description["blocks"]],
            }
            return {**stored, "job_description": key}


def _statement(item: Node, collections: Collections) -> str:
    collections["Statement"][item["key"]] = {
        "_id": item["key"],
        "kind": item["__typename"],
        "heading": item["heading"],
        "text": item["text"]["html"],
    }
    key: str = item["key"]
    return key


def _question(item: Node, collections: Collections) -> str:
    answer = item["sampleAnswer"]
    collections["Question"][item["key"]] = {
        "_id": item["key"],
        "kind": item["kind"],
        "difficulty": item["difficulty"],
        "minutes": item["minutes"],
        "prompt": item["prompt"]["html"],
        "sample_answer": answer and answer["html"],
    }
    key: str = item["key"]
    return key


def page_of(answer: bytes) -> Node:
    """The page in an answer to the bench's page query."""
    found: Node = orjson.loads(answer)["data"]["rolePage"]
    return found
