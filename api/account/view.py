"""What every account page does when something is in the way."""

from collections.abc import Awaitable, Callable
from functools import wraps
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from api.account.forms import FormExpired, FormUnreadable
from api.account.visitor import Visitor
from auth.signing_in.passwords import HashingBusy
from auth.signing_in.tickets import TicketVoid
from content.store import Unavailable, told_as_unavailable

Page = Callable[[Visitor], Awaitable[Response]]
View = Callable[[Request], Awaitable[Response]]


def view(page: Page) -> View:
    """The page as Starlette calls it; what it cannot do it says in the visitor's language."""

    @wraps(page)
    async def answer(request: Request) -> Response:
        visitor = Visitor.unknown(request)
        try:
            with told_as_unavailable():
                await visitor.recognise()
                return await page(visitor)
        except FormUnreadable:
            return problem(visitor, "unreadable", 400)
        except FormExpired:
            return problem(visitor, "expired", 403)
        except TicketVoid:
            return problem(visitor, "void", 400)
        except (HashingBusy, Unavailable):
            response = problem(visitor, "busy", 503)
            response.headers["Retry-After"] = str(HashingBusy.retry_after_seconds)
            return response

    return answer


def problem(visitor: Visitor, name: str, status: int) -> Response:
    """A page that says what is wrong: a heading and a sentence of that name."""
    return visitor.shown(
        "problem",
        status=status,
        heading=getattr(visitor.texts, name),
        lead=getattr(visitor.texts, f"{name}_lead"),
        again=None if name in ("void", "not_found") else visitor.request.url.path,
    )


def signed_in_only(page: Page) -> Page:
    """The page for whoever is signed in; everybody else signs in first and is led back."""

    @wraps(page)
    async def answer(visitor: Visitor) -> Response:
        if visitor.signed_in is None:
            url = visitor.request.url
            wanted = f"{url.path}?{url.query}" if url.query else url.path
            return visitor.led(f"/account/sign-in?{urlencode({'next': wanted})}")
        return await page(visitor)

    return answer
