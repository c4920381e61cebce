"""Interview questions and a reader's questions: each prompt with the answer below it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from content.values.sources import QuestionKind
from seed.articles.article import Asked, Heading, Label, Part, Prose, Questions, Text
from seed.articles.asking import asks, is_answer_label, label, split_answer
from seed.articles.document import Hint, Kind, Piece
from seed.articles.inline import bold_lead, cut, is_bold, strip, unbold
from seed.articles.interpreting.closing import closes
from seed.articles.interpreting.headings import heading_text
from seed.articles.interpreting.statements import raised
from seed.articles.outlining import Look, look

_GROUP = re.compile(r"question|frage|technical|behaviou?ral|situational|fachlich|scenario", re.I)
_KINDS = [
    (QuestionKind.BEHAVIORAL, re.compile(r"behaviou?r|verhalten", re.I)),
    (QuestionKind.SITUATIONAL, re.compile(r"situation|scenario|szenario", re.I)),
    (QuestionKind.TECHNICAL, re.compile(r"technical|fachlich|technisch", re.I)),
    (QuestionKind.KNOWLEDGE, re.compile(r"knowledge|wissen", re.I)),
]
Style = tuple[object, ...]
MIN_PROMPTS = 3


def is_interview(body: Sequence[Piece]) -> bool:
    """Whether a section whose heading says nothing is a list of questions all the same."""
    prompts = [at for at, piece in enumerate(body) if asks(piece.text) and _is_set_off(piece)]
    return len(prompts) >= MIN_PROMPTS and len(body) >= 2 * len(prompts) - 1


def _is_set_off(piece: Piece) -> bool:
    return not piece.depth and (piece.kind is Kind.ITEM or look(piece) is not Look.NONE)


def questions(
    heading: Heading, body: Sequence[Piece], *, faq: bool
) -> tuple[list[Part], list[Label]]:
    """The parts a section of questions becomes, one a group; free text if nothing asks."""
    labels = [Label(p, "columns of the table") for p in body if p.hint is Hint.LABEL]
    pieces, dropped = _unlabelled([p for p in body if p.hint is not Hint.LABEL])
    labels += dropped
    parts: list[Part] = []
    asking = _prompts(pieces)
    prompts = {id(pieces[at]) for at in asking}
    for name, group in _groups(pieces, asking):
        own = (name.but(heading_text(name.inline)),) if name else ()
        parts.append(_group((*heading, *own), group, prompts, faq=faq))
        heading = ()
    return parts, labels


def _unlabelled(body: Sequence[Piece]) -> tuple[Text, list[Label]]:
    """The pieces without `Q:`, `Answer:` and their like, which become hints."""
    pieces: Text = []
    labels: list[Label] = []
    follows = ""
    for piece in body:
        if piece.hint is not Hint.NONE or piece.kind is Kind.CODE:
            pieces.append(piece)
            continue
        if is_answer_label(piece.text):
            labels.append(Label(piece, "sample answer"))
            follows = "answer"
            continue
        kind, length = label(piece.text)
        if kind:
            labels.append(Label(piece.but(cut(piece.inline, 0, length)), kind))
            hint = Hint.QUESTION if kind == "question" else Hint.ANSWER
            piece = replace(piece, inline=strip(cut(piece.inline, length)), hint=hint)
        elif follows:
            piece = replace(piece, hint=Hint.ANSWER)
        follows = ""
        pieces.append(piece)
    return pieces, labels


def _style(piece: Piece) -> Style:
    if piece.kind is Kind.HEADING:
        return (Kind.HEADING, piece.level)
    form = look(piece)
    bold = is_bold(piece.inline) or form is Look.CAPS or bold_lead(piece.inline) > 0
    return (piece.kind, piece.depth, piece.numbered, bold)


def _bold_question(piece: Piece) -> int:
    """How long the question is that a piece begins with in bold; 0 if it does not."""
    end = bold_lead(piece.inline)
    return end if end and asks(piece.text[:end]) else 0


def _asks(piece: Piece) -> bool:
    return asks(piece.text) or bool(_bold_question(piece)) or bool(split_answer(piece.text))


def _prompts(pieces: Sequence[Piece]) -> set[int]:
    """The indexes of the pieces that are prompts, told by labels, by their style, or by sense."""
    hinted = {at for at, piece in enumerate(pieces) if piece.hint is Hint.QUESTION}
    if hinted:
        return hinted
    answered = [p for p in pieces if p.hint is Hint.ANSWER]
    styles: dict[Style, list[int]] = {}
    for at, piece in enumerate(pieces):
        if piece.kind is not Kind.CODE and piece.hint is Hint.NONE:
            styles.setdefault(_style(piece), []).append(at)
    best: tuple[float, list[int]] = (0, [])
    for style, places in styles.items():
        scored = _scored(pieces, style, places)
        if scored[0] > best[0]:
            best = scored
    if best[1]:
        return set(best[1])
    if answered:
        return {at - 1 for at, p in enumerate(pieces) if p.hint is Hint.ANSWER and at} - {
            at for at, p in enumerate(pieces) if p.hint is Hint.ANSWER
        }
    return {at for at, piece in enumerate(pieces) if asks(piece.text) and not piece.depth}


def _scored(pieces: Sequence[Piece], style: Style, places: list[int]) -> tuple[float, list[int]]:
    """How well the pieces of a style do as prompts, and which of them are.

    In a style that stands out (headings, bold, numbers) a line need not ask to be a prompt.
    """
    asking = [at for at in places if _asks(pieces[at])]
    others = len(places) - len(asking)
    stands_out = style[0] is Kind.HEADING or style[-1] is True or style[2:3] == (True,)
    answered = [at for at in places if at + 1 < len(pieces) and at + 1 not in places]
    sure = stands_out and len(places) > 1 and 5 * len(asking) >= 3 * len(places)
    if stands_out and len(answered) == len(places) > 2:
        sure = sure or 3 * len(asking) >= len(places)
    if not sure and len(asking) <= others:
        return 0, []
    bonus = 0.5 if style[-1] is True else 0
    score = len(places) if sure else len(asking) - 0.5 * others
    return score + bonus, [at for at in places if at in asking or (sure and _may_ask(pieces, at))]


def _may_ask(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a line in the style of the questions can be one although it does not ask."""
    piece = pieces[at]
    return not _GROUP.search(piece.text) or len(piece.text.split()) > 8


def _groups(pieces: Text, asking: set[int]) -> list[tuple[Piece | None, Text]]:
    """The pieces cut at headings of groups: `Technical questions`."""
    cuts = [
        at for at, piece in enumerate(pieces) if at not in asking and _is_group(pieces, at, asking)
    ]
    if not cuts:
        return [(None, pieces)]
    if cuts[0] and look(pieces[0]) is look(pieces[cuts[0]]) and _GROUP.search(pieces[0].text):
        cuts.insert(0, 0)
    found: list[tuple[Piece | None, Text]] = [(None, pieces[: cuts[0]])] if cuts[0] else []
    for at, end in zip(cuts, [*cuts[1:], len(pieces)], strict=True):
        found.append((pieces[at], pieces[at + 1 : end]))
    return found


def _is_group(pieces: Sequence[Piece], at: int, asking: set[int]) -> bool:
    piece = pieces[at]
    form = look(piece)
    if form is Look.NONE or piece.hint is not Hint.NONE or asks(piece.text):
        return False
    if form is Look.COLON and at == 0:
        return False
    follows = at + 1 in asking or (at + 2 in asking and look(pieces[at + 1]) is Look.NONE)
    if form is Look.REAL:
        return True
    return follows and (bool(_GROUP.search(piece.text)) or form in (Look.BOLD, Look.CAPS))


def _group(heading: Heading, pieces: Text, prompts: set[int], *, faq: bool) -> Part:
    starts = [at for at, piece in enumerate(pieces) if id(piece) in prompts]
    if not starts:  # this group's questions look unlike the others'
        starts = sorted(_prompts(pieces))
    if not starts:
        return Prose(heading, pieces)
    told = " ".join(piece.text for piece in heading)
    kind = next((kind for kind, pattern in _KINDS if pattern.search(told)), None)
    part = Questions(heading, pieces[: starts[0]], kind=kind, faq=faq)
    ends = [*starts[1:], len(pieces)]
    part.items = [_asked(pieces[at:end]) for at, end in zip(starts, ends, strict=True)]
    last = part.items[-1]
    own = _own_answer(last, part.items[:-1])
    last.answer, part.outro = last.answer[:own], last.answer[own:]
    for asked in part.items:
        asked.answer = raised(asked.answer)
    return part


def _asked(pieces: Text) -> Asked:
    """A prompt and its answer, which may begin on the prompt's own line."""
    prompt, answer = pieces[0], list(pieces[1:])
    end = bold_lead(prompt.inline)
    if end and asks(prompt.text) and not asks(prompt.text[:end]):
        end = 0  # a word in bold within the question
    end = end or (0 if answer else split_answer(prompt.text))
    if end and prompt.text[end:].strip():
        tail = replace(
            prompt,
            kind=Kind.PARAGRAPH,
            inline=strip(cut(prompt.inline, end)),
            depth=prompt.depth + 1,
            hint=Hint.ANSWER,
        )
        prompt, answer = prompt.but(strip(cut(prompt.inline, 0, end))), [tail, *answer]
    if is_bold(prompt.inline):
        prompt = prompt.but(unbold(prompt.inline))
    return Asked(replace(prompt, kind=Kind.PARAGRAPH, depth=0), answer)


def _own_answer(last: Asked, others: list[Asked]) -> int:
    """How many pieces of the last answer are its own and not the section's closing."""
    pieces = last.answer
    loose = [
        at
        for at, p in enumerate(pieces)
        if p.kind is Kind.PARAGRAPH and not p.depth and p.hint is Hint.NONE
    ]
    if not loose:
        return len(pieces)
    answered_in_lists = others and not any(_is_loose(p) for o in others for p in o.answer)
    if answered_in_lists and (any(o.answer for o in others) or loose[0] or closes(pieces[0])):
        return loose[0]
    most = max((sum(map(_is_loose, other.answer)) for other in others), default=len(loose))
    at = loose[-1]
    if len(loose) > most or closes(pieces[at]):
        first = loose[most] if len(loose) > most else at
        return first if first or not others else len(pieces)
    return len(pieces)


def _is_loose(piece: Piece) -> bool:
    return piece.kind is Kind.PARAGRAPH and not piece.depth and piece.hint is Hint.NONE
