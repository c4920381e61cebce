"""Sending a request again: the first answer comes back, and nothing happens twice."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Annotated, Final, TypeVar

from pydantic import StringConstraints

from content.documents.work import Idempotency
from content.installation import Installation
from content.store import Session
from content.values.problems import KeyReused
from content.values.value import Value

KEPT: Final = timedelta(hours=24)

T = TypeVar("T", bound=Value)


class Once(Value):
    """A request that may come again: who sent it, under which key, and a hash of what it asks."""

    principal: str
    key: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    digest: str


def once_only(
    installation: Installation,
    once: Once | None,
    answer_type: type[T],
    work: Callable[[Session], Awaitable[T]],
) -> Callable[[Session], Awaitable[T]]:
    """`work` for a transaction, which stores its answer there; a repetition gets that answer.

    Only what took effect is remembered, for 24 hours: a refused request may be sent again.
    Raises KeyReused when the key came with another request.
    """
    if once is None:
        return work

    async def remembered(session: Session) -> T:
        name = f"{once.principal}:{once.key}"
        now = installation.clock()
        stored = await Idempotency.find_one({"_id": name}, session=session)
        if stored is not None and stored.at > now - KEPT:
            if stored.digest != once.digest:
                raise KeyReused("this idempotency key was used for another request")
            return answer_type.model_validate(stored.answer)
        answer = await work(session)
        told = answer.model_dump(mode="json")
        row = {"_id": name, "digest": once.digest, "answer": told, "at": now, "schema_version": 1}
        collection = Idempotency.get_motor_collection()
        await collection.replace_one({"_id": name}, row, upsert=True, session=session)
        return answer

    return remembered
