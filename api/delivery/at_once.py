"""Answers for which nothing has to be waited for: made by a front, without a task of their own.

All that they are made of is in this process. That is so of pages which were asked for before, in
any selection; whatever would wait, fail or be refused is left to the view, which tells why.
"""

import time
from collections.abc import Callable
from typing import Final, NamedTuple

from api.delivery.asked import media_type_of
from api.delivery.cache import ResponseCache
from api.delivery.computing import Computing, Work
from api.delivery.documents import Documents
from api.delivery.entry import Entry
from api.graphql_over_http import Refused, sent_in_body, sent_in_query
from api.load import Allowance
from api.metrics.measures import UNNAMED, Measures
from api.rate_limits import RateLimits
from schema.delivery.answering import Refusal
from schema.execution import NotAQuery

BEGUN: Final = "rolebook.begun"
"""Where a scope holds the work that was read of a request, and could not be done at once."""

_ROUTE: Final = "/graphql"


class Question(NamedTuple):
    """A request for which nothing is kept, as a front has it."""

    raw_key: bytes
    is_post: bool
    content: bytes
    """The body of a POST, else the query string."""
    media: bytes
    sender: Callable[[], str | None]
    """The address it comes from; None if nobody knows."""


class AtOnce:
    """Answers what can be answered at once, as the view would, and keeps it."""

    def __init__(
        self,
        computing: Computing,
        documents: Documents,
        responses: ResponseCache,
        limits: RateLimits,
        allowance: Allowance,
        measures: Measures,
    ) -> None:
        self._computing, self._documents = computing, documents
        self._responses, self._limits = responses, limits
        self._allowance, self._measures = allowance, measures

    def answer(self, question: Question) -> Entry | Work | None:
        """The answer; the work if there is some to be waited for; None if there may be none."""
        if not self._responses.is_verified or not self._allowance.has_time():
            return None
        begun_at = time.perf_counter()
        try:
            work = self._work(question)
        except (Refused, Refusal, NotAQuery):
            return None
        if work is None:
            return None
        responses = self._responses
        epoch = responses.epoch
        entry = responses.known(work.key)
        if entry is None:
            sender = question.sender()
            if sender is not None and not self._limits.may_ask(sender):
                return work
            entry = self._computing.make_at_once(work)
            if entry is None:
                return work
            if sender is not None:
                self._limits.from_address(sender)
            responses.counters.misses += 1
            name = work.operation.name or UNNAMED
            self._measures.operation(_ROUTE, name, time.perf_counter() - begun_at)
        responses.put(question.raw_key, work.key, entry, epoch)
        return entry

    def _work(self, question: Question) -> Work | None:
        """What is to be done, if its text was read before: to read one takes too long here."""
        documents = self._documents
        content = question.content
        sent = sent_in_body(content) if question.is_post else sent_in_query(content)
        text = documents.text_of(sent)
        prepared = documents.known(text)
        if prepared is None or documents.is_new(sent, text):
            return None
        operation = prepared.operation(sent.name, only_queries=not question.is_post)
        variables = operation.variables(sent.variables)
        return Work(operation, variables, media_type_of(question.media))
