"""The variables in force in a composed entity: its built-ins and its declared ones."""

from collections.abc import Mapping
from typing import Any

from content.rules.placeholders import bracketed, label_of
from content.rules.resolution.context import Bindings, Context
from content.rules.resolution.levels import levels
from content.rules.resolution.nodes import Node
from content.rules.resolution.speaking import Part, Speaker, speak
from content.values.problems import Severity
from content.values.sources import JobDescription, Variable

BUILT_IN_NAMES = frozenset({"role.title", "role.plural_title", "role.family", "organization.name"})


def built_ins(role: Node | None, organization: Node | None) -> dict[str, str]:
    """The values no reader can bind: the role's and the organisation's."""
    values: dict[str, str | None] = {}
    if role is not None:
        values["role.title"] = role["title"]
        values["role.plural_title"] = role["pluralTitle"] or role["title"]
        values["role.family"] = role["family"] and role["family"]["name"]
    if organization is not None:
        values["organization.name"] = organization["name"]
    return {name: value for name, value in values.items() if value}


class Declared:
    """Variables gathered from job descriptions, with what each shows unbound."""

    def __init__(self) -> None:
        self.variables: dict[str, Variable] = {}
        self.labels: dict[str, str] = {}
        self.defaults: dict[str, str] = {}

    def add(self, ctx: Context, parts: list[Part], path: str) -> None:
        """Adds what a job description and its ancestors declare; the leaf wins by name.

        A name already declared differently by another one is an ERROR issue.
        """
        for name, variable in _declared_by(parts).items():
            known = self.variables.get(name)
            if known is not None and _differ(known, variable):
                told = f"two job descriptions declare {{{{{name}}}}} differently"
                ctx.report(
                    f"{path}.variables.{name}", "CONFLICTING_VARIABLES", told, Severity.ERROR
                )
            self.variables[name] = variable
            label = speak([_variable_field(part, name, "label") for part in parts], ctx.chain)
            default = speak([_variable_field(part, name, "default") for part in parts], ctx.chain)
            self.labels[name] = label.value if label else label_of(name)
            if default is not None:
                self.defaults[name] = default.value

    def bindings(self, values: Mapping[str, str]) -> Bindings:
        """What texts are shown with."""
        shown = {name: bracketed(label) for name, label in self.labels.items()}
        return Bindings(
            built_ins=values,
            declared=self.variables,
            shown={**shown, **self.defaults},
            defaults=self.defaults,
            composed=True,
        )

    def rows(self) -> list[dict[str, Any]]:
        """The delivery form, by name."""
        return [
            {
                "name": name,
                "type": variable.type.value,
                "label": self.labels[name],
                "default": self.defaults.get(name),
            }
            for name, variable in sorted(self.variables.items())
        ]


def _declared_by(parts: list[Part]) -> dict[str, Variable]:
    declared: dict[str, Variable] = {}
    for part in reversed(parts):
        if part.structure and isinstance(part.structure.source, JobDescription):
            for variable in part.structure.source.variables:
                declared[variable.name] = variable
    return declared


def _differ(one: Variable, other: Variable) -> bool:
    def told(variable: Variable) -> tuple[Any, ...]:
        texts = (variable.label, variable.default)
        return (
            variable.type,
            *({key: entry.value for key, entry in text.items()} for text in texts),
        )

    return told(one) != told(other)


def _variable_field(part: Part, name: str, field: str) -> Speaker:
    def say(locale: str) -> Any:
        published = part.published(locale)
        source = published.source if published else None
        if not isinstance(source, JobDescription):
            return None
        for variable in source.variables:
            if variable.name == name:
                entry = getattr(variable, field).get(locale)
                return entry.value if entry else None
        return None

    return say


def job_description_levels(ctx: Context, entity_id: str) -> list[Part]:
    """A job description and its ancestors, leaf first; empty if it is not published."""
    part = ctx.part(entity_id)
    return levels(part, ctx.chain, ctx.publications) if part.structure else []
