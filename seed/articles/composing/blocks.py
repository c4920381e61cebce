"""Parts of an article to blocks, and the statements, questions and snippets they use."""

import hashlib

from content.values.blocks import StatementKind
from content.values.ids import ContentType
from content.values.sources import InterviewQuestion, QuestionKind, Snippet, Statement
from seed.articles.article import Heading, Item, Notice, Part, Prose, Questions, Statements, Text
from seed.articles.composing.draft import BlockDraft, Draft, PartUse
from seed.articles.composing.draft import Part as ContentPart
from seed.articles.composing.fields import MAX_MARKDOWN, Fields, as_text
from seed.articles.document import Piece
from seed.articles.placeholders import slug

_NAMES = {
    StatementKind.REASON: "why-hire",
    StatementKind.RESPONSIBILITY: "responsibilities",
    StatementKind.REQUIREMENT: "requirements",
    StatementKind.BENEFIT: "benefits",
}
_SPLIT = MAX_MARKDOWN // 2


class Blocks:
    """Collects the blocks of a page or of a job description (`owner` names it)."""

    def __init__(self, draft: Draft, fields: Fields, owner: str) -> None:
        self.blocks: list[BlockDraft] = []
        self._draft, self._fields, self._owner = draft, fields, owner

    def add(self, part: Part) -> None:
        """Adds what a part of the article becomes."""
        match part:
            case Prose():
                self._prose(part)
            case Statements():
                self._statements(part)
            case Questions() if part.faq:
                self._faq(part)
            case Questions():
                self._questions(part)
            case Notice():
                self._notice(part)

    def job(self, heading: Heading, intro: Text) -> None:
        """Adds the block that embeds the job description."""
        self._begin("job-description", "JOB_DESCRIPTION_USE", heading, intro)

    def _begin(self, name: str, kind: str, heading: Heading, intro: Text) -> BlockDraft:
        taken = {block.block_id for block in self.blocks}
        block_id, number = name, 2
        while block_id in taken:
            block_id, number = f"{name}-{number}", number + 1
        block = BlockDraft(block_id, kind)
        if self._fields.fits(heading):
            block.heading = self._fields.line(heading, self._at(block, "heading"))
        else:
            intro = [*as_text(heading), *intro]
        block.intro = self._fields.rich(intro, self._at(block, "intro"))
        self.blocks.append(block)
        return block

    def _at(self, block: BlockDraft, name: str) -> str:
        return f"{self._owner}: {block.block_id}: {name}"

    def _prose(self, part: Prose) -> None:
        name = slug(part.heading[0].text)[:40].strip("-") if part.heading else ""
        heading, body = part.heading, list(part.body)
        if not body and not heading:
            return
        if not body:
            heading, body = (), as_text(part.heading)
        elif not self._fields.fits(heading):
            heading, body = (), [*as_text(heading), *body]
        for chunk in _chunks(body):
            block = self._begin(name or "text", "PROSE", heading, [])
            block.body = self._fields.rich(chunk, self._at(block, "body"))
            heading = ()

    def _statements(self, part: Statements) -> None:
        block = self._begin(_NAMES[part.kind], "STATEMENT_LIST", part.heading, part.intro)
        block.kind = part.kind
        for number, item in enumerate(part.items, 1):
            at = self._at(block, f"{part.kind.value.lower()} {number}")
            block.uses.append(PartUse(self._statement(part, item, at)))
        block.outro = self._fields.rich(part.outro, self._at(block, "outro"))

    def _statement(self, part: Statements, item: Item, at: str) -> str:
        heading, text = item.heading, item.text
        if heading is not None and not (text and self._fields.fits([heading])):
            text = [*as_text([heading]), *text] if text else [heading]
            heading = None
        locale = self._draft.locale
        line = self._fields.line([heading], f"{at}: heading") if heading else ""
        markdown = self._fields.rich(text, f"{at}: text")
        source = Statement.model_validate(
            {
                "kind": part.kind,
                "heading": {locale: line} if line else {},
                "text": {locale: markdown},
                "importance": part.importance,
            }
        )
        seed = heading.text if heading else text[0].text
        return self._part(ContentType.STATEMENT, seed, f"{part.kind}|{line}|{markdown}", source)

    def _part(
        self,
        content_type: ContentType,
        seed: str,
        identity: str,
        source: Statement | InterviewQuestion | Snippet,
    ) -> str:
        """The key of a part, added unless the article already has the same one."""
        digest = hashlib.sha256(f"{self._draft.locale}|{identity}".encode()).hexdigest()[:8]
        words = "-".join(slug(seed).split("-")[:8])[:50].strip("-")
        key = f"{words}-{digest}" if words else digest
        self._draft.parts.setdefault(key, ContentPart(content_type, key, source))
        return key

    def _questions(self, part: Questions) -> None:
        block = self._begin("interview-questions", "QUESTION_LIST", part.heading, part.intro)
        for number, asked in enumerate(part.items, 1):
            at = self._at(block, f"question {number}")
            prompt = self._fields.rich([asked.prompt], f"{at}: prompt")
            answer = self._fields.rich(asked.answer, f"{at}: sample answer")
            block.uses.append(self._question(asked.prompt, prompt, answer, part.kind))
        block.outro = self._fields.rich(part.outro, self._at(block, "outro"))

    def _question(
        self, piece: Piece, prompt: str, answer: str, kind: QuestionKind | None
    ) -> PartUse:
        locale = self._draft.locale
        source = InterviewQuestion.model_validate(
            {
                "prompt": {locale: prompt},
                "sample_answer": {locale: answer} if answer else {},
                "kind": kind,
            }
        )
        key = self._part(ContentType.INTERVIEW_QUESTION, piece.text, prompt, source)
        first = self._draft.parts[key].source
        assert isinstance(first, InterviewQuestion)
        known = first.sample_answer.get(locale)
        differs = answer and (known is None or known.value != answer)
        return PartUse(key, answer if differs else "")

    def _faq(self, part: Questions) -> None:
        answered = all(asked.answer and self._fields.fits([asked.prompt]) for asked in part.items)
        if not answered:
            text = [*part.intro]
            for asked in part.items:
                text += [*as_text([asked.prompt]), *asked.answer]
            self._prose(Prose(part.heading, [*text, *part.outro]))
            return
        block = self._begin("faq", "FAQ", part.heading, part.intro)
        for number, asked in enumerate(part.items, 1):
            at = self._at(block, f"pair {number}")
            question = self._fields.line([asked.prompt], f"{at}: question")
            block.pairs.append((question, self._fields.rich(asked.answer, f"{at}: answer")))
        block.outro = self._fields.rich(part.outro, self._at(block, "outro"))

    def _notice(self, part: Notice) -> None:
        name = part.kind.value.lower().replace("_", "-")
        block = self._begin(name, "SNIPPET_USE", part.heading, [])
        body = self._fields.rich(part.text, self._at(block, "body"))
        source = Snippet.model_validate({"kind": part.kind, "body": {self._draft.locale: body}})
        key = self._part(ContentType.SNIPPET, name, f"{part.kind}|{body}", source)
        block.uses.append(PartUse(key))


def _chunks(body: Text) -> list[Text]:
    """A long text in parts that each fit a field, cut between pieces."""
    chunks: list[Text] = [[]]
    length = 0
    for piece in body:
        if length + len(piece.text) > _SPLIT and chunks[-1] and not piece.depth:
            chunks.append([])
            length = 0
        chunks[-1].append(piece)
        length += len(piece.text)
    return chunks
