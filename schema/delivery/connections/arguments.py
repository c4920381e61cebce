"""The arguments that lists share, described once."""

from typing import Annotated

import strawberry

from schema.delivery.scalars import Locale as LocaleTag

_FORWARD = "How many to read from the start, or after `after`: 0 to 100, 20 if absent."
_BACKWARD = "How many to read from the end, or before `before`: 0 to 100."

Locale = Annotated[
    LocaleTag | None,
    strawberry.argument(description="The reader's locale; the configured default if absent."),
]
Search = Annotated[
    str | None,
    strawberry.argument(
        description="Words to look for in titles and texts, at most 200 characters. Any form "
        "of a word is found, longer words that begin with it, and, if it stands nowhere, words "
        "that differ in one letter. Quotation marks make a phrase, which must be there."
    ),
]
First = Annotated[int | None, strawberry.argument(description=_FORWARD)]
After = Annotated[
    str | None, strawberry.argument(description="Read on after this cursor of the same list.")
]
Last = Annotated[int | None, strawberry.argument(description=_BACKWARD)]
Before = Annotated[
    str | None, strawberry.argument(description="Read what comes before this cursor.")
]
Key = Annotated[str, strawberry.argument(description="Its key, or its entity id.")]
