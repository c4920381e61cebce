"""The gate: what keeps a revision from being published in one locale, and what only tells."""

from collections.abc import Iterable, Iterator

from content.rules.local_texts import Text, texts
from content.rules.placeholders import names_in
from content.rules.resolution import Resolution
from content.rules.resolution.variables import BUILT_IN_NAMES
from content.values.problems import Issue
from content.values.sources import (
    Composed,
    InterviewQuestion,
    JobDescription,
    Role,
    RolePage,
    Snippet,
    Source,
    Statement,
)


def publish_issues(
    source: Source, resolution: Resolution | None, locale: str, *, abstract: bool = False
) -> list[Issue]:
    """What is wrong with publishing a source in a locale; an ERROR keeps it from going live.

    `resolution` is what readers would get, None when the role is not published. `abstract`
    counts only then: a resolution knows.
    """
    issues = [*_main_text(source, resolution, locale)]
    if isinstance(source, RolePage) and not (resolution.abstract if resolution else abstract):
        issues += _slug(source, locale)
    if resolution is None:
        if isinstance(source, Composed):
            told = f"{source.role} is not published in {locale}, nor in what {locale} falls back to"
            issues.append(_error("role", "UNPUBLISHED_TARGET", told, locale))
        return issues
    unknown = _unknown_names(source, resolution, locale) if isinstance(source, Composed) else []
    for path, name in unknown:
        told = f"{{{{{name}}}}} is not a variable here: declare it or correct its name"
        issues.append(_error(path, "UNKNOWN_PLACEHOLDER", told, locale))
    return [*issues, *_resolved(resolution, {name for _, name in unknown})]


def _error(path: str, code: str, message: str, locale: str) -> Issue:
    return Issue(path=path, code=code, message=message, locale=locale)


def _main_field(source: Source) -> str | None:
    """The field without which there is nothing to read; a job description is named by its role."""
    match source:
        case JobDescription():
            return None
        case Role() | RolePage():
            return "title"
        case Statement():
            return "text"
        case InterviewQuestion():
            return "prompt"
        case Snippet():
            return "body"
        case _:
            return "name"


def _main_text(source: Source, resolution: Resolution | None, locale: str) -> Iterator[Issue]:
    name = _main_field(source)
    if name is None or _speaks(source, name, locale):
        return
    if isinstance(source, RolePage) and source.extends and _may_inherit(resolution):
        return
    told = f"there is no {name} in {locale}: write one before {locale} is published"
    yield _error(f"{name}.{locale}", "MISSING_TEXT", told, locale)


def _speaks(source: Source, name: str, locale: str) -> bool:
    entry = getattr(source, name).get(locale)
    return entry is not None and bool(entry.value.strip())


def _may_inherit(resolution: Resolution | None) -> bool:
    """Whether a page that extends another shows a title in that very locale, if that is known.

    Where no level has one the role's title is shown, perhaps in another locale.
    """
    if resolution is None:
        return True
    body = resolution.body
    is_the_roles = body["title"] == body["role"]["title"]
    fallbacks = body["fallbackPaths"]
    return "title" not in fallbacks and not (is_the_roles and "role.title" in fallbacks)


def _slug(page: RolePage, locale: str) -> Iterator[Issue]:
    if not _speaks(page, "slug", locale):
        told = f"there is no slug in {locale}: a page needs one of its own to be found by"
        yield _error(f"slug.{locale}", "MISSING_SLUG", told, locale)


def _unknown_names(source: Source, resolution: Resolution, locale: str) -> list[tuple[str, str]]:
    """Path and name of each placeholder in own texts of the locale that nobody declares."""
    known = BUILT_IN_NAMES | {variable["name"] for variable in resolution.variables}
    return [
        (text.path, name)
        for text in texts(source)
        if text.locale == locale and not text.field.startswith("variables.")
        for name in _names(text)
        if name not in known
    ]


def _names(text: Text) -> Iterable[str]:
    is_markdown = text.form == "markdown"
    return dict.fromkeys(name for each in text.lines for name in names_in(each, is_markdown))


def _resolved(resolution: Resolution, told: set[str]) -> Iterator[Issue]:
    """What resolution noticed, without its warnings of names that were told already."""
    for issue in resolution.issues:
        if issue.code != "UNKNOWN_PLACEHOLDER" or issue.path not in told:
            yield issue
