"""What a role page is called and where it is, told without resolving the page."""

from typing import Any, NamedTuple

from content.rules import placeholders
from content.rules.resolution.context import Context
from content.rules.resolution.levels import lineage
from content.rules.resolution.precedence import speak
from content.rules.resolution.showing import Bindings, line
from content.rules.resolution.speaking import Part
from content.values.sources import Role, RolePage


class PageName(NamedTuple):
    """A page's own title, label-free, and the locales its words are in."""

    title: str
    locales: tuple[str, ...]
    entities: tuple[str, ...]
    """The page, the ancestors and the role that were asked for it."""


def page_name(ctx: Context, page: Part, chain: tuple[str, ...]) -> PageName:
    """The title its own readers see: the page's or an ancestor's, else its role's.

    `role.*` is bound to the page's own role; variables that readers may bind are left out.
    """
    ancestors = lineage(page, chain, ctx.publications)
    spoken = speak((level.field("title") for level in ancestors), chain)
    title = spoken.value if spoken else "{{role.title}}"
    named = _RoleNames(ctx, page, chain)
    names = set(placeholders.names_in(title, is_markdown=False))
    values = {name: value for name in sorted(names) if (value := named.value(name))}
    return PageName(
        title=line(title, Bindings(built_ins=values)).clean,
        locales=((spoken.locale,) if spoken else ()) + tuple(named.locales),
        entities=(*(level.entity_id for level in ancestors), *named.entities),
    )


class _RoleNames:
    """The built-in names of a page's role, each looked up when it is asked for."""

    def __init__(self, ctx: Context, page: Part, chain: tuple[str, ...]) -> None:
        self._ctx = ctx
        self._chain = chain
        source = page.structure.source if page.structure else None
        self._role_id = source.role if isinstance(source, RolePage) else None
        self.locales: list[str] = []
        self.entities: list[str] = []

    def value(self, name: str) -> str | None:
        if not name.startswith("role.") or self._role_id is None:
            return None
        role = self._part(self._role_id)
        if role.structure is None:
            return None
        match name:
            case "role.title":
                return self._said(role, "title") or role.structure.key
            case "role.plural_title":
                return self._said(role, "plural_title") or self.value("role.title")
            case "role.family":
                source = role.structure.source
                family_id = source.family if isinstance(source, Role) else None
                family = self._part(family_id) if family_id else None
                if family is None or family.structure is None:
                    return None
                return self._said(family, "name") or family.structure.key
            case _:
                return None

    def _part(self, entity_id: str) -> Part:
        part = Part(entity_id, self._chain, self._ctx.publications)
        self._ctx.publications.count(part.missed_at)
        if part.structure is not None:
            self._ctx.publications.count(part.structure.at)
            self.entities.append(entity_id)
        return part

    def _said(self, part: Part, field: str) -> str | None:
        spoken: Any = speak([part.field(field)], self._chain)
        if spoken is None:
            return None
        self.locales.append(spoken.locale)
        return str(spoken.value)
