"""What lists of drafts are narrowed to, and what that means for content."""

from collections.abc import Iterable
from typing import Any

import strawberry
from strawberry import UNSET

from content.drafts import LocaleState as State
from content.drafts import Wanted
from content.reading import BadArgument
from content.values.ids import is_id
from schema.editorial.context import Info
from schema.editorial.enums import QuestionKind, SnippetKind, StatementKind
from schema.editorial.scalars import Locale

MOST_VALUES = 100
LONGEST_KEY = 80


@strawberry.input(description="A state in one locale.")
class LocaleStateFilter:
    locale: Locale = strawberry.field(description="The locale.")
    state: State = strawberry.field(description="How the draft stands to what it publishes.")


@strawberry.input(description="Which drafts; all conditions that are given must hold.")
class DraftWhere:
    state: LocaleStateFilter | None = strawberry.field(
        default=UNSET, description="How they stand in a locale."
    )
    archived: bool | None = strawberry.field(
        default=False, description="Whether they are in the archive; null for both."
    )
    mine: bool | None = strawberry.field(
        default=UNSET, description="If true, only what the caller made or saved last."
    )
    ids: list[strawberry.ID] | None = strawberry.field(
        default=UNSET, description="Only these, at most 100."
    )
    keys: list[str] | None = strawberry.field(
        default=UNSET, description="Only those with these keys, at most 100."
    )


@strawberry.input(description="Which drafts; all conditions that are given must hold.")
class DraftOfRoleWhere(DraftWhere):
    family: str | None = strawberry.field(
        default=UNSET, description="The key of the job family they belong to, by their role."
    )


@strawberry.input(description="Which statements; all conditions that are given must hold.")
class StatementWhere(DraftWhere):
    home: strawberry.ID | None = strawberry.field(
        default=UNSET, description="The id of the page they belong to."
    )
    kind: StatementKind | None = strawberry.field(
        default=UNSET, description="What they say about a job."
    )


@strawberry.input(description="Which questions; all conditions that are given must hold.")
class InterviewQuestionWhere(DraftWhere):
    home: strawberry.ID | None = strawberry.field(
        default=UNSET, description="The id of the page they belong to."
    )
    kind: QuestionKind | None = strawberry.field(default=UNSET, description="How they probe.")


@strawberry.input(description="Which snippets; all conditions that are given must hold.")
class SnippetWhere(DraftWhere):
    kind: SnippetKind | None = strawberry.field(default=UNSET, description="What they are for.")


def wanted(info: Info, where: DraftWhere | None) -> Wanted:
    """What a `where` means; raises BadArgument for what cannot be."""
    if where is None or where is UNSET:
        return Wanted()
    given = {name: _given(where, name) for name in ("family", "home", "kind", "ids", "keys")}
    state, ids, keys = _given(where, "state"), given["ids"], given["keys"]
    kind = given["kind"]
    return Wanted(
        state=state.state if state else None,
        locale=info.locale(state.locale, "where.state.locale") if state else None,
        archived=where.archived,
        family=_key(given["family"], "where.family"),
        of=info.context.principal.name if _given(where, "mine") else None,
        ids=None if ids is None else tuple(_ids(ids, "where.ids")),
        keys=None if keys is None else tuple(_keys(keys, "where.keys")),
        home=None if given["home"] is None else next(iter(_ids([given["home"]], "where.home"))),
        kind=None if kind is None else kind.value,
    )


def _given(where: DraftWhere, name: str) -> Any:
    found = getattr(where, name, None)
    return None if found is UNSET else found


def _ids(ids: list[str], path: str) -> Iterable[str]:
    for each in _few(ids, path):
        if not is_id(each):
            raise BadArgument(path, f"{each[:40]!r} is not the id of an entity.")
        yield each


def _keys(keys: list[str], path: str) -> Iterable[str]:
    for each in _few(keys, path):
        yield _key(each, path) or ""


def _key(key: str | None, path: str) -> str | None:
    if key is not None and len(key) > LONGEST_KEY:
        raise BadArgument(path, f"A key has at most {LONGEST_KEY} characters.")
    return key


def _few(values: list[str], path: str) -> list[str]:
    if len(values) > MOST_VALUES:
        raise BadArgument(path, f"{len(values)} are given; at most {MOST_VALUES} are taken.")
    return values
