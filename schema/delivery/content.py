"""What every piece of content has: an id to be found by, and where it stands."""

from typing import Any

import strawberry

from schema.delivery.scalars import Locale, Timestamp


@strawberry.interface(description="Anything that can be fetched again by its id.")
class Node:
    id: strawberry.ID = strawberry.field(
        description="Opaque, and unique to this content as it reads here: the same text in another "
        "locale, in another page's use of it or with other variables bound has another id, so that "
        "a client may store objects by it."
    )

    @classmethod
    def is_type_of(cls, value: Any, _info: object) -> bool:
        """Whether a stored node is of this type: it says so itself."""
        return isinstance(value, dict) and value["__typename"] == cls.__name__


@strawberry.type(description="A locale in which the content is really published.")
class Translation:
    locale: Locale = strawberry.field(description="The locale.")
    slug: str | None = strawberry.field(description="The page's slug there; null for other types.")
    title: str | None = strawberry.field(description="The page's title there.")
    url: str | None = strawberry.field(description="The page's public address there.")


@strawberry.interface(description="What every piece of published content tells about itself.")
class Content(Node):
    entity_id: strawberry.ID = strawberry.field(
        description="The id of the entity itself, the same wherever and however it is used."
    )
    key: str = strawberry.field(
        description="A codename for people, unique per type and fixed once published."
    )
    requested_locale: Locale = strawberry.field(description="The locale that was asked for.")
    resolved_locale: Locale = strawberry.field(
        description="The locale that answered: the first published one of the asked one's chain."
    )
    fallback_paths: list[str] = strawberry.field(
        description="Paths of texts that came from a further locale of the chain."
    )
    translations: list[Translation] = strawberry.field(
        description="The locales in which this is really published, without any fallback."
    )
    published_at: Timestamp = strawberry.field(description="When this locale was last published.")
    first_published_at: Timestamp = strawberry.field(
        description="When this locale was first published."
    )
    revision: int = strawberry.field(description="The number of the revision that is published.")
    updated_at: Timestamp = strawberry.field(
        description="When this content, or anything it shows, was last published."
    )
