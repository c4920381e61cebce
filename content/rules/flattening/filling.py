"""What a job description's placeholders showed, written into its texts."""

import re

from content.rules import placeholders
from content.rules.flattening.view import Bind, View
from content.rules.resolution.precedence import Speaker
from content.values.sources import JobDescription, Role
from content.values.text import SUBSTITUTION_CLOSE, SUBSTITUTION_OPEN

_MARK = re.compile(f"{SUBSTITUTION_OPEN}([^{SUBSTITUTION_CLOSE}]*){SUBSTITUTION_CLOSE}")


def filler(view: View, entity_id: str, role_id: str) -> Bind:
    """Fills in what a reader was shown where nothing was bound: a default, or a label in brackets.

    The names of the role stay placeholders where the page, of `role_id`, binds them to the same.
    """
    known: dict[str, dict[str, str]] = {}

    def bind(text: str, locale: str, is_line: bool) -> str:
        if "{{" not in text:
            return text
        if locale not in known:
            known[locale] = _values(view, entity_id, role_id, locale)
        marked = (
            placeholders.mark(text, is_markdown=False) if is_line else placeholders.template(text)
        )
        told = placeholders.substitute(marked, "line" if is_line else "markdown", known[locale])
        return _MARK.sub(r"{{\1}}", told)

    return bind


def _values(view: View, entity_id: str, role_id: str, locale: str) -> dict[str, str]:
    values: dict[str, str] = {}
    levels = view.levels(entity_id, locale)
    sources = [part.structure.source for part in levels if part.structure]
    for source in reversed(sources):
        for variable in source.variables if isinstance(source, JobDescription) else ():
            name = variable.name
            label, default = (
                _said(view, [part.variable_field(name, field) for part in levels], locale)
                for field in ("label", "default")
            )
            shown = placeholders.bracketed(label or placeholders.label_of(name))
            values[name] = default or shown
    own = sources[0] if sources else None
    if isinstance(own, JobDescription):
        if own.role != role_id:
            values |= _of_role(view, own.role, locale)
        named = (each.organization for each in sources if isinstance(each, JobDescription))
        organization = next(filter(None, named), None)
        if organization and (called := _field(view, organization, "name", locale)):
            values["organization.name"] = called
    return values


def _of_role(view: View, role_id: str, locale: str) -> dict[str, str]:
    title = _field(view, role_id, "title", locale)
    published = view.part(role_id, locale).structure
    source = published.source if published else None
    family = source.family if isinstance(source, Role) else None
    told = {
        "role.title": title,
        "role.plural_title": _field(view, role_id, "plural_title", locale) or title,
        "role.family": _field(view, family, "name", locale) if family else None,
    }
    return {name: value for name, value in told.items() if value}


def _field(view: View, entity_id: str, name: str, locale: str) -> str | None:
    return _said(view, [view.part(entity_id, locale).field(name)], locale)


def _said(view: View, voices: list[Speaker], locale: str) -> str | None:
    spoken = view.spoken(lambda _: voices, locale)
    return str(spoken.value) if spoken else None
