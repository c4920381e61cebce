"""Writes an article's draft: the page, its job description, the parts both use."""

from collections.abc import Sequence

from seed.articles.article import Article, Job, Prose
from seed.articles.composing.blocks import Blocks
from seed.articles.composing.draft import Draft, JobDraft
from seed.articles.composing.fields import Fields, as_text
from seed.articles.document import Document, Kind, Piece
from seed.articles.inline import Span, text_of
from seed.articles.marking import to_markdown
from seed.articles.naming import RoleName
from seed.articles.placeholders import Names, find, slug
from seed.articles.problems import ArticleError

MAX_SUMMARY = 400
_KEY_LENGTH = 60


def compose(article: Article, document: Document, locale: str) -> Draft:
    """The article as content in a locale, and where each of its pieces went."""
    key = slug(article.role.title)[:_KEY_LENGTH].strip("-")
    if not key:
        raise ArticleError(f"the role's name {article.role.title!r} holds no Latin letter or digit")
    job = next((part for part in article.parts if isinstance(part, Job)), None)
    draft = Draft(key, locale, article.role.title, role_plural=_plural(article.role))
    pieces = document.pieces()
    if job is not None:
        location = job.location.text if job.location else ""
        draft.names.declare((piece.text for piece in pieces), location)
    elif any(find(piece.text) for piece in pieces):
        draft.notes.append("placeholders stay as text: no job description declares them")
    fields = Fields(draft)
    _page(article, draft, fields)
    for label in article.labels:
        fields.label(label.piece, f"label of {label.names}")
    draft.role_summary = _summary(article)
    return draft


def _page(article: Article, draft: Draft, fields: Fields) -> None:
    intro = list(article.intro)
    title = [article.title] if article.title else []
    if fields.fits(title):
        draft.title = fields.line(title, "page: title")
    else:
        intro = [*as_text(title), *intro]
    draft.title = draft.title or draft.role_title
    draft.intro = fields.rich(intro, "page: intro")
    blocks = Blocks(draft, fields, "page")
    for part in article.parts:
        if isinstance(part, Job):
            _job(part, draft, fields, blocks)
        else:
            blocks.add(part)
    draft.blocks = blocks.blocks


def _job(job: Job, draft: Draft, fields: Fields, page: Blocks) -> None:
    page.job(job.heading, job.intro)
    own = JobDraft()
    overview = list(job.overview)
    for piece, name in ((job.title, "title"), (job.location, "location")):
        if piece is None:
            continue
        if fields.fits([piece]):
            setattr(own, name, fields.line([piece], f"job description: {name}"))
        else:
            overview.insert(0, piece)
    own.overview = fields.rich(overview, "job description: overview")
    blocks = Blocks(draft, fields, "job description")
    for part in job.parts:
        blocks.add(part)
    own.blocks = blocks.blocks
    draft.job = own


def _plural(role: RoleName) -> str:
    for form in role.forms:
        if form.casefold() != role.title.casefold() and form.casefold().endswith("s"):
            return " ".join(
                own if own.casefold() == word.casefold() else word[0].upper() + word[1:]
                for own, word in zip(role.title.split(), form.split(), strict=False)
            )
    return ""


def _summary(article: Article) -> str:
    """The first paragraph about the role, or its first sentence if that is too long."""
    texts: list[Sequence[Piece]] = [p.body for p in article.parts if isinstance(p, Prose)]
    for text in [*texts, article.intro]:
        first = next((p for p in text if p.kind in (Kind.PARAGRAPH, Kind.ITEM)), None)
        if first is None:
            continue
        plain = text_of(first.inline)
        if find(plain):
            continue
        if len(plain) > MAX_SUMMARY:
            end = plain.find(". ")
            plain = plain[: end + 1] if 0 < end < MAX_SUMMARY else ""
        if plain:
            return to_markdown((Span(plain),), Names())
    return ""
