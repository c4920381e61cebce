"""Answers in place of a page: refusals, pages that are not there or are elsewhere now."""

import orjson

from api.delivery.answered import Answered, unkept
from api.errors import body
from api.graphql_over_http import Refused
from api.pages.as_html import CONTENT_SECURITY_POLICY, problem_page
from api.pages.forms import Form
from api.pages.texts import Texts
from content.rules.markdown import escape

RETRY_AFTER_SECONDS = 2


def refused(refusal: Refused, form: Form, texts: Texts, path: str | None = None) -> Answered:
    """Why a request cannot be answered, in the form that was asked for."""
    more = dict(refusal.headers)
    return _told(
        refusal.status, refusal.code, (texts.unusable, refusal.message), form, texts, more, path
    )


def not_found(slug: str, form: Form, texts: Texts) -> Answered:
    """There is no page at a slug."""
    lead = texts.not_found_lead.format(slug=slug[:80])
    return _told(404, "NOT_FOUND", (texts.not_found, lead), form, texts, {})


def away(form: Form, texts: Texts) -> Answered:
    """MongoDB cannot be reached."""
    more = {"Retry-After": str(RETRY_AFTER_SECONDS)}
    return _told(503, "UNAVAILABLE", (texts.away, texts.away_lead), form, texts, more)


def _told(
    status: int,
    code: str,
    words: tuple[str, str],
    form: Form,
    texts: Texts,
    more: dict[str, str],
    path: str | None = None,
) -> Answered:
    heading, lead = words
    match form:
        case Form.HTML:
            told = problem_page(texts, heading, lead)
            more["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
        case Form.MARKDOWN:
            told = f"# {escape(heading)}\n\n{escape(lead)}\n".encode()
        case _:
            told = orjson.dumps(body(lead, code, **({"path": path} if path else {})))
    media_type = "application/json" if form is Form.JSON_LD else form.media_type
    language = {} if form in (Form.JSON, Form.JSON_LD) else {"Content-Language": texts.language}
    return unkept(status, told, media_type, {**more, **language, "Vary": "Accept-Encoding"})
