"""The references: the same documents read with Motor alone, as well as one knows how.

No index hints, no GraphQL, no decoding of the JSON inside; the answer to each is what MongoDB
sent, as Python objects.
"""

from typing import Any

from bench.bare_motor import Database

_PAGES = {"typename": "RolePage", "serves": "en", "listed": True}
_NEWEST = [("published_at", -1), ("entity", -1)]
_BEST: list[tuple[str, Any]] = [("score", {"$meta": "textScore"}), ("entity", 1)]


class BareReads:
    """Reads of `resolved` through one bare Motor database."""

    def __init__(self, database: Database) -> None:
        self._resolved = database["resolved"]

    async def whole(self, document: str) -> Any:
        """One resolved document by its `_id`, every field of it."""
        return await self._resolved.find_one({"_id": document})

    async def body(self, document: str) -> Any:
        """One resolved document by its `_id`, its body alone."""
        return await self._resolved.find_one({"_id": document}, {"body": 1})

    async def newest(self) -> Any:
        """The rows of the twenty newest pages, and whether there is one more."""
        found = self._resolved.find(_PAGES, {"row": 1}).sort(_NEWEST).limit(21)
        return await found.to_list(None)

    async def best(self, words: str) -> Any:
        """The twenty best matches of a search with their texts, and whether there is one more."""
        found = self._resolved.find(
            {"$text": {"$search": words, "$language": "english"}, "serves": "en", "listed": True},
            {"score": {"$meta": "textScore"}, "body": 1, "search.text": 1},
        )
        return await found.sort(_BEST).limit(21).to_list(None)

    async def filtered(self, level: str, family: str) -> Any:
        """Twenty of the pages of a level or family, how many there are, and their facets."""
        wanted = {**_PAGES, "$or": [{"facets.level": level}, {"facets.family": family}]}
        rows = self._resolved.find(wanted, {"row": 1}).sort(_NEWEST).limit(21)
        return (
            await rows.to_list(None),
            await self._resolved.count_documents(wanted),
            await self._resolved.aggregate([{"$match": wanted}, _FACETS]).to_list(None),
        )


_FACETS = {
    "$facet": {
        "family": [{"$sortByCount": "$facets.family"}],
        "level": [{"$sortByCount": "$facets.level"}],
        "skill": [{"$unwind": "$facets.skills"}, {"$sortByCount": "$facets.skills"}],
    }
}
