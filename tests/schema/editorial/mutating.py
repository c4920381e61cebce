"""Mutations as an editor's client sends them: variables typed by the schema, answers by type."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from beanie import Document

from content.documents.heads import HEADS
from content.documents.revisions import RevisionDocument
from content.documents.work import Audit, Event
from schema.editorial import editorial_schema
from tests.schema.editorial.conftest import AskAs

LONG = "word " * 4_001
NOBODY = "ro_00000000000000000000000000"

_SAVED = "... on Saved { version mergedPaths entity { __typename id key version archived } }"
_CONSEQUENCES = """... on Consequences {
  parts hiddenUsers withdrawn { entityId locale } needing { key locale needsIt }
  draftUsers { key } resolvedAgain { entityId locale } }"""
_USER = "user { id email name role state grants { types locales } }"
_CLIENT = "client { id name scopes role disabled grantTypes authMethod grants { types locales } }"
_ANSWERS = {
    "UserResult": f"... on UserChanged {{ {_USER} }}",
    "UserLinkResult": f"... on UserLink {{ link expiresAt {_USER} }}",
    "ClientSecretResult": f"... on ClientSecret {{ secret {_CLIENT} }}",
    "RevokeClientResult": f"... on ClientRevoked {{ {_CLIENT} }}",
    "SaveResult": _SAVED,
    "PublishResult": """... on Published {
      items { entityId locale revision sequence entity { key } }
      changedTargets stillCarrying warnings { path code } }
      ... on UnpublishedTargetsProblem { targets { entityId key entity { key } } }""",
    "UnpublishResult": f"... on Unpublished {{ items {{ entityId locale }} stillCarrying }} "
    f"{_CONSEQUENCES}",
    "ArchiveResult": f"""... on Archived {{
      entity {{ id archived }} parts restorableUntil draftUsers {{ key }} }} {_CONSEQUENCES}""",
    "DeleteResult": f"... on Deleted {{ entityId parts }} {_CONSEQUENCES}",
}
_PROBLEMS = {
    "ValidationProblem": "issues { path code message severity locale }",
    "ConflictProblem": "base current yours conflictingPaths currentVersion changedBy { id kind }",
    "ForbiddenProblem": "reason paths",
    "RestrictedProblem": "users { entityId name entity { key } }",
    "TooLargeProblem": "path",
}


@cache
def operation(name: str, given: frozenset[str]) -> str:
    """The operation of one mutation with those arguments, asking for all it may answer."""
    schema = editorial_schema()._schema
    assert schema.mutation_type is not None
    field = schema.mutation_type.fields[name]
    result = str(field.type).removesuffix("!")
    variables = ", ".join(f"${each}: {field.args[each].type}" for each in sorted(given))
    arguments = ", ".join(f"{each}: ${each}" for each in sorted(given))
    members = {each.name for each in schema.type_map[result].types}  # type: ignore[attr-defined]
    problems = " ".join(
        f"... on {member} {{ {fields} }}"
        for member, fields in _PROBLEMS.items()
        if member in members
    )
    return (
        f"mutation({variables}) {{ {name}({arguments}) {{ __typename "
        f"... on Problem {{ message code }} {_ANSWERS[result]} {problems} }} }}"
    )


@dataclass(frozen=True)
class Editor:
    """Somebody who changes content over HTTP; `who` are arguments of `ask`."""

    ask: AskAs
    who: dict[str, Any]

    async def __call__(self, name: str, /, **arguments: Any) -> dict[str, Any]:
        """The answer of a mutation, whatever it is."""
        query = operation(name, frozenset(arguments))
        answer = await self.ask(query, **self.who, **arguments)
        found: dict[str, Any] = answer.data[name]
        return found

    async def done(self, name: str, /, **arguments: Any) -> dict[str, Any]:
        """The answer of a mutation that is no problem."""
        answer = await self(name, **arguments)
        assert "code" not in answer, answer
        return answer

    async def made(self, name: str, /, **fields: Any) -> str:
        """The id of something new."""
        answer = await self.done(name, input=fields)
        made: str = answer["entity"]["id"]
        return made

    async def refused(self, name: str, /, **arguments: Any) -> list[tuple[str, str]]:
        """The path and code of every issue of a mutation that is not valid."""
        answer = await self(name, **arguments)
        assert answer["__typename"] == "ValidationProblem", answer
        return [(issue["path"], issue["code"]) for issue in answer["issues"]]


def texts(**by_locale: str | None) -> list[dict[str, Any]]:
    """A localised text as it is sent: `texts(en="Baker", de=None)`."""
    return [{"locale": locale, "value": value} for locale, value in by_locale.items()]


async def stored() -> list[int]:
    """How many heads, saves, audit rows and events there are."""
    documents: list[type[Document]] = [*HEADS.values(), RevisionDocument, Audit, Event]
    counts = [await each.get_motor_collection().count_documents({}) for each in documents]
    return [sum(counts[: len(HEADS)]), *counts[len(HEADS) :]]


def insert(**block: Any) -> dict[str, Any]:
    """An operation that puts in a block."""
    return {"insert": {"block": block}}
