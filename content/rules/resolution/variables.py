"""The variables in force in a composed entity: its built-ins and its declared ones."""

from collections.abc import Mapping
from typing import Any

from content.rules.placeholders import bracketed, label_of
from content.rules.resolution.context import Context
from content.rules.resolution.nodes import Node
from content.rules.resolution.precedence import Spoken, speak
from content.rules.resolution.scope import Scope
from content.rules.resolution.showing import Bindings
from content.rules.resolution.speaking import Part
from content.values.problems import Severity
from content.values.sources import JobDescription, Variable

BUILT_IN_NAMES = frozenset({"role.title", "role.plural_title", "role.family", "organization.name"})


def built_ins(role: Node | None, organization: str | None) -> dict[str, str]:
    """The values no reader can bind: the role's and the organisation's."""
    values: dict[str, str | None] = {"organization.name": organization}
    if role is not None:
        values["role.title"] = role["title"]
        values["role.plural_title"] = role["pluralTitle"] or role["title"]
        values["role.family"] = role["family"] and role["family"]["name"]
    return {name: value for name, value in values.items() if value}


class Declared:
    """Variables gathered from job descriptions, with what each shows unbound."""

    def __init__(self) -> None:
        self.variables: dict[str, Variable] = {}
        self.labels: dict[str, str] = {}
        self.defaults: dict[str, str] = {}

    def add(self, ctx: Context, parts: list[Part], path: str, scope: Scope | None = None) -> None:
        """Adds what a job description and its ancestors declare; the leaf wins by name.

        A name that another one declares differently to this locale's readers is an ERROR
        issue, and stays as it was declared first. Fallbacks are noted in the scope.
        """
        for name, variable in _declared_by(parts).items():
            label = _say(ctx, scope, parts, name, "label")
            default = _say(ctx, scope, parts, name, "default")
            shown = str(label.value) if label else label_of(name)
            filled = str(default.value) if default else None
            known = self.variables.get(name)
            if known is None:
                self.variables[name] = variable
                self.labels[name] = shown
                if filled is not None:
                    self.defaults[name] = filled
            elif (known.type, self.labels[name], self.defaults.get(name)) != (
                variable.type,
                shown,
                filled,
            ):
                told = f"two job descriptions declare {{{{{name}}}}} differently"
                at = f"{path}.variables.{name}"
                ctx.report(at, "CONFLICTING_VARIABLES", told, Severity.ERROR)

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


def _say(
    ctx: Context, scope: Scope | None, parts: list[Part], name: str, field: str
) -> Spoken | None:
    voices = [part.variable_field(name, field) for part in parts]
    if scope is None:
        return speak(voices, ctx.chain)
    return ctx.say(scope, f"variables.{name}.{field}", voices)
