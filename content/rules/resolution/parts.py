"""Statements, interview questions and snippets, alone or in their use on a page."""

from collections.abc import Callable

from content.rules.resolution.context import Bindings, Context, Scope
from content.rules.resolution.nodes import (
    Node,
    Place,
    begin,
    finish,
    level_range,
    references,
    report_unpublished,
    speakers,
    suffix_of,
)
from content.values.blocks import StatementKind
from content.values.sources import (
    Audience,
    Importance,
    InterviewQuestion,
    Snippet,
    Statement,
)

EMPTY = {"markdown": "", "html": "", "plain": ""}


def statement(
    ctx: Context,
    entity_id: str,
    bindings: Bindings,
    *,
    place: Place | None = None,
    holder: Scope | None = None,
    path: str = "",
    kind: StatementKind | None = None,
) -> Node | None:
    """A statement as its own kind's type; None, and an issue, if it cannot stand here."""
    part = ctx.part(entity_id)
    with ctx.publications.frame() as latest:
        published = part.structure
        if published is None or not isinstance(published.source, Statement):
            report_unpublished(ctx, entity_id, path)
            return None
        source = published.source
        if kind is not None and source.kind is not kind:
            told = f"{published.key} is a {source.kind.lower()} in a list of another kind"
            ctx.report(path, "WRONG_KIND", told)
            return None
        scope = Scope([], holder, path)
        node = begin(ctx, part, published, suffix_of(place), scope)
        heading = ctx.say(scope, "heading", speakers(place, [part], "heading"))
        text = ctx.say(scope, "text", speakers(place, [part], "text"))
        node["heading"] = None
        if heading is not None:
            ctx.line(node, "heading", heading.value, bindings)
            ctx.search.append(ctx.clean_line(heading.value, bindings))
        node["text"] = ctx.rich(text.value, bindings) if text else dict(EMPTY)
        node["skills"] = references(ctx, source.skills, scope, "skills")
        node["levels"] = level_range(source.levels)
        if source.kind is StatementKind.REQUIREMENT:
            overridden = place.shared_override("importance") if place else None
            importance = overridden or source.importance or Importance.REQUIRED
            node["importance"] = str(importance)
    return finish(node, latest)


def question(
    ctx: Context,
    entity_id: str,
    bindings: Bindings,
    *,
    place: Place | None = None,
    holder: Scope | None = None,
    path: str = "",
    with_answer: bool = True,
) -> Node | None:
    """An interview question without anything that is for interviewers alone."""
    part = ctx.part(entity_id)
    with ctx.publications.frame() as latest:
        published = part.structure
        if published is None or not isinstance(published.source, InterviewQuestion):
            report_unpublished(ctx, entity_id, path)
            return None
        source = published.source
        scope = Scope([], holder, path)
        node = begin(ctx, part, published, suffix_of(place), scope)
        shared: Callable[[str], object] = place.shared_override if place else (lambda _name: None)
        prompt = ctx.say(scope, "prompt", speakers(place, [part], "prompt"))
        node["prompt"] = ctx.rich(prompt.value, bindings) if prompt else dict(EMPTY)
        node["kind"] = source.kind and source.kind.value
        node["difficulty"] = shared("difficulty") or source.difficulty
        node["levels"] = level_range(source.levels)
        node["minutes"] = shared("minutes") or source.minutes
        node["skills"] = references(ctx, source.skills, scope, "skills")
        node["competencies"] = references(ctx, source.competencies, scope, "competencies")
        node["sampleAnswer"] = (
            _public_answer(ctx, entity_id, source, bindings, place, scope) if with_answer else None
        )
    return finish(node, latest)


def _public_answer(
    ctx: Context,
    entity_id: str,
    source: InterviewQuestion,
    bindings: Bindings,
    place: Place | None,
    scope: Scope,
) -> Node | None:
    """The sample answer if both its own locale's revision and the structure call it public."""
    if source.audience is not Audience.PUBLIC:
        return None
    part = ctx.part(entity_id)

    def said_in_public(locale: str) -> object:
        published = part.published(locale)
        if published is None or getattr(published.source, "audience", None) != Audience.PUBLIC:
            return None
        return part.field("sample_answer")(locale)

    voices = [*(place.overrides("sample_answer") if place else ()), said_in_public]
    answer = ctx.say(scope, "sampleAnswer", voices)
    return ctx.rich(answer.value, bindings) if answer else None


def snippet(ctx: Context, entity_id: str, bindings: Bindings) -> Node | None:
    """A snippet as content of its own."""
    part = ctx.part(entity_id)
    with ctx.publications.frame() as latest:
        published = part.structure
        if published is None or not isinstance(published.source, Snippet):
            return None
        scope = Scope([])
        node = begin(ctx, part, published, "", scope)
        body = ctx.say(scope, "body", [part.field("body")])
        node["kind"] = published.source.kind.value
        node["body"] = ctx.rich(body.value, bindings) if body else dict(EMPTY)
    return finish(node, latest)
