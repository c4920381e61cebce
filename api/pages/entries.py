"""What every simple form has in common: an entry to be kept, or why there is none."""

import asyncio
from collections.abc import Coroutine
from typing import Any, Final

from api.delivery.answered import Answered
from api.delivery.entry import Entry, Headers
from api.delivery.fields import labels
from api.delivery.fingerprints import of_body
from api.graphql_over_http import Refused
from api.pages.forms import Form
from api.pages.problems import away, refused
from api.pages.texts import Texts
from content.reading import BadArgument, Reads
from content.store import NOT_NOW

MOST_SECONDS: Final = 10.0


def entry(body: bytes, own: Headers, fields: Headers, reads: Reads) -> Entry:
    """An answer that is fresh until something it read changes."""
    return Entry(
        # The frame around content changes with settings too, which no document tells of.
        fingerprint=of_body(body),
        headers=(*own, *fields, *labels(reads.tags, reads.carried)),
        body=body,
        tags=reads.tags,
        carried=reads.carried,
    )


async def in_time(
    work: Coroutine[Any, Any, Entry | Answered], form: Form, texts: Texts
) -> Entry | Answered:
    """What the work yields, or, in the form asked for, why it does not."""
    try:
        async with asyncio.timeout(MOST_SECONDS):
            return await work
    except BadArgument as error:
        return refused(Refused(400, error.code, str(error)), form, texts, error.path)
    except Refused as error:
        return refused(error, form, texts)
    except NOT_NOW:
        return away(form, texts)
    except TimeoutError:
        told = f"This took over {MOST_SECONDS:.0f} seconds. Try again in a moment."
        return refused(Refused(504, "TIME_LIMIT", told), form, texts)
