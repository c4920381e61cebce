"""An article's sections to its parts, in order."""

from seed.articles.article import Article, Job, Label, Part, Prose
from seed.articles.document import Hint, Piece
from seed.articles.interpreting.headings import heading_text
from seed.articles.interpreting.job import JobReader
from seed.articles.interpreting.questions import is_interview, questions
from seed.articles.interpreting.statements import statements
from seed.articles.naming import RoleName
from seed.articles.sectioning import Section, Sections
from seed.articles.topics import STATEMENTS, Topic


def interpret(sections: Sections, role: RoleName) -> Article:
    """What each piece of the article is."""
    title = sections.title
    article = Article(role, title and title.but(heading_text(title.inline)), sections.intro, [])
    rest = list(sections.sections)
    if not any(section.topic is Topic.QUESTIONS for section in rest):
        for section in rest:
            if section.topic is Topic.PROSE and not section.in_job and is_interview(section.body):
                section.topic = Topic.QUESTIONS
    while rest:
        section = rest.pop(0)
        if section.topic is Topic.JOB:
            own = []
            while rest and rest[0].in_job:
                own.append(rest.pop(0))
            _add_job(article, section, own)
        else:
            parts, labels = _parts(section)
            article.parts += parts
            article.labels += labels
    if sections.notes:
        article.parts.append(Prose((), sections.notes))
    return article


def _add_job(article: Article, opening: Section, sections: list[Section]) -> None:
    if any(isinstance(part, Job) for part in article.parts) or not (opening.body or sections):
        _add_prose(article, [opening, *sections])
        return
    reader = JobReader(opening)
    article.parts.append(reader.read(sections))
    article.labels += reader.labels


def _add_prose(article: Article, sections: list[Section]) -> None:
    for section in sections:
        if section.topic in STATEMENTS:
            parts, labels = _parts(section)
            article.parts += parts
            article.labels += labels
        else:
            body = [*([section.label] if section.label else []), *section.body]
            article.parts.append(Prose(_heading(section), body))


def _heading(section: Section) -> tuple[Piece, ...]:
    if section.heading is None:
        return ()
    return (section.heading.but(heading_text(section.heading.inline)),)


def _parts(section: Section) -> tuple[list[Part], list[Label]]:
    heading = _heading(section)
    if section.topic in STATEMENTS:
        return statements(heading, section.body, section.topic, in_job=False)
    if section.topic in (Topic.QUESTIONS, Topic.FAQ) or _is_asked(section.body):
        return questions(heading, section.body, faq=section.topic is Topic.FAQ)
    return [Prose(heading, section.body)], []


def _is_asked(body: list[Piece]) -> bool:
    return any(piece.hint is Hint.QUESTION for piece in body)
