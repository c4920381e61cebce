"""Interview questions, alone or in their use on a page: what everybody may read of them."""

from typing import Any

from content.rules.resolution.context import Context
from content.rules.resolution.nodes import Node, begin, finish, level_range, report_unpublished
from content.rules.resolution.precedence import Speaker
from content.rules.resolution.references import references
from content.rules.resolution.scope import Scope
from content.rules.resolution.showing import Bindings, RichText, empty
from content.rules.resolution.speaking import Part
from content.rules.resolution.uses import Place, say, suffix_of, whole_number
from content.values.sources import Audience, InterviewQuestion

_MOST_MINUTES = 480
_HARDEST = 5


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
    published = part.structure
    if published is None or not isinstance(published.source, InterviewQuestion):
        report_unpublished(ctx, entity_id, holder.at(path) if holder else path)
        return None
    source = published.source
    with ctx.publications.frame() as latest:
        scope = Scope(published.locale, holder, path)
        node = begin(ctx, part, published, scope, suffix_of(place))
        prompt = say(ctx, scope, "prompt", [part.field("prompt")], place)
        node["prompt"] = ctx.rich(prompt.value, bindings) if prompt else empty()
        node["kind"] = source.kind and source.kind.value
        node["difficulty"] = whole_number(place, "difficulty", source.difficulty, _HARDEST)
        node["levels"] = level_range(source.levels)
        node["minutes"] = whole_number(place, "minutes", source.minutes, _MOST_MINUTES)
        node["skills"] = references(ctx, source.skills, scope, "skills")
        node["competencies"] = references(ctx, source.competencies, scope, "competencies")
        node["sampleAnswer"] = None
        if with_answer and source.audience is Audience.PUBLIC:
            node["sampleAnswer"] = _public_answer(ctx, part, bindings, place, scope)
    return finish(node, latest)


def _public_answer(
    ctx: Context, part: Part, bindings: Bindings, place: Place | None, scope: Scope
) -> RichText | None:
    """The sample answer in words of locales whose revision of the question calls it public.

    That holds for overrides too: the audience is the question's, never the page's.
    """
    voices = [part.field("sample_answer")]
    overrides = list(place.overrides("sample_answer")) if place else []
    public = [_in_public(part, voice) for voice in (*overrides, *voices)]
    answer = ctx.say(scope, "sampleAnswer", public)
    if answer is None:
        return None
    if place is not None and answer.speaker < len(overrides):
        place.overriding.add(answer.speaker)
    return ctx.rich(answer.value, bindings)


def _in_public(part: Part, voice: Speaker) -> Speaker:
    """The voice, silent in a locale whose revision of the question says INTERVIEWER."""

    def say_in_public(locale: str) -> Any:
        published = part.published(locale)
        source = published.source if published else None
        if isinstance(source, InterviewQuestion) and source.audience is not Audience.PUBLIC:
            return None
        return voice(locale)

    return say_in_public
