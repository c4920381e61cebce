"""A use places a shared part in a list; its overrides say what differs here."""

from typing import Annotated

from pydantic import StringConstraints, model_validator

from content.values.ids import ContentType, EntityId, ItemId
from content.values.locales import Locale
from content.values.text import Base, Markdown
from content.values.value import Value

OrderKey = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z]{1,64}$")]
"""A position among siblings, compared as text; ties sort by id."""

OVERRIDABLE: dict[ContentType, frozenset[str]] = {
    ContentType.STATEMENT: frozenset({"heading", "text", "importance"}),
    ContentType.INTERVIEW_QUESTION: frozenset({"prompt", "sample_answer", "minutes", "difficulty"}),
    ContentType.JOB_DESCRIPTION: frozenset({"title", "location", "overview"}),
    ContentType.SNIPPET: frozenset({"body"}),
    ContentType.ROLE_PAGE: frozenset({"title"}),
}
"""The fields a use may override, per target type. The audience of an answer never is."""

UNLOCALISED = frozenset({"importance", "minutes", "difficulty"})


class Override(Value):
    """One field told differently in one place.

    `inherit` with a locale says: in this locale, this speaker is silent.
    `locale` is absent for unlocalised fields alone.
    """

    field: str
    locale: Locale | None = None
    value: Markdown | int | None = None
    inherit: bool = False
    base: Base | None = None

    @model_validator(mode="after")
    def _says_one_thing(self) -> "Override":
        if self.inherit == (self.value is not None):
            raise ValueError("an override has either a value or `inherit`")
        return self


class Use(Value):
    """A part used in a list, or, with no `target`, a change to an inherited use."""

    use_id: ItemId
    target: EntityId | None = None
    overrides: tuple[Override, ...] = ()
    hidden: bool | None = None
    order_key: OrderKey | None = None

    @model_validator(mode="after")
    def _own_uses_are_placed(self) -> "Use":
        if self.target is not None and self.order_key is None:
            raise ValueError("a use with a target needs an order key")
        places = [(override.field, override.locale) for override in self.overrides]
        if len(set(places)) != len(places):
            raise ValueError("one field is overridden twice for the same locale")
        return self
