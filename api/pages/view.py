"""`/pages/…`, the sitemap and the feed: each from what is kept, or made once for all who ask."""

from dataclasses import replace
from hashlib import blake2b

from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from api.delivery.answered import Answered
from api.delivery.fields import kept_fields
from api.delivery.keeping import Keeping, Make
from api.graphql_over_http import Refused
from api.pages.asking import Asking, asking
from api.pages.feed import Feeds
from api.pages.forms import FORMS, Form
from api.pages.making import Making, Work
from api.pages.problems import refused
from api.pages.sitemap import Sitemaps, part_of
from api.pages.texts import texts_for
from api.running_operations import ClientGone
from api.settings import Settings
from content.installation import Installation
from content.reading import BadArgument, CursorSeal, check_variables

_NO_FORM = "A page ends in .html, .json, .md or .jsonld here."


class PagesApp:
    """The ASGI application of the simple forms."""

    def __init__(
        self, installation: Installation, keeping: Keeping, settings: Settings, seal: CursorSeal
    ) -> None:
        self._locales, self._keeping = installation.locales, keeping
        fields = kept_fields(settings, varies_by="Accept-Encoding")
        self._pages = Making(installation, fields)
        self._sitemaps = Sitemaps(installation, fields, settings.address)
        self._feeds = Feeds(installation, fields, settings.address, seal)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        try:
            answered = await self._answered(Request(scope, receive))
        except ClientGone:
            return
        await answered.send(send)

    async def _answered(self, request: Request) -> Answered:
        name = request.path_params.get("name")
        form = Form.JSON if name is None else FORMS.get(name.rpartition(".")[2], Form.JSON)
        language = texts_for(self._locales.default)
        try:
            asked = asking(request)
            kept = await self._keeping.kept(asked)
            if kept is not None:
                return kept
            if name is None:
                answer = await self._of_all(request.scope["path"], asked)
            else:
                language = texts_for(asked.locale(self._locales))
                answer = await self._of_one(name, asked)
        except Refused as error:
            answer = refused(error, form, language)
        except BadArgument as error:
            answer = refused(Refused(400, error.code, str(error)), form, language, error.path)
        return replace(answer, body=b"") if request.method == "HEAD" else answer

    async def _of_one(self, name: str, asked: Asking) -> Answered:
        slug, _, suffix = name.rpartition(".")
        if not slug or suffix not in FORMS:
            raise Refused(404, "NOT_FOUND", _NO_FORM)
        values = check_variables(asked.values, "var")
        work = Work(FORMS[suffix], slug, asked.locale(self._locales), values, asked.query)
        return await self._known_or_made(asked, work.key, lambda: self._pages.make(work))

    async def _of_all(self, path: str, asked: Asking) -> Answered:
        if path == "/sitemap.xml":
            part = part_of(asked.one("part"))
            key = _key(path, part)
            return await self._known_or_made(asked, key, lambda: self._sitemaps.make(part))
        locale = asked.locale(self._locales)
        key = _key(path, locale)
        return await self._known_or_made(asked, key, lambda: self._feeds.make(locale))

    async def _known_or_made(self, asked: Asking, key: bytes, make: Make) -> Answered:
        return await self._keeping.known(asked, key) or await self._keeping.made(asked, key, make)


def _key(path: str, about: str | int | None) -> bytes:
    return blake2b(f"{path} {about}".encode(), digest_size=32).digest()
