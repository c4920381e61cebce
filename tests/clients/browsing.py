"""Somebody at a browser: pages read, forms filled in, redirects followed to where they leave."""

from dataclasses import dataclass, field
from urllib.parse import urljoin

import httpx
from bs4 import BeautifulSoup, Tag

MOST_STEPS = 12
HOME = "/account/"
"""Where somebody is who has nowhere to go on to; its forms sign out."""


@dataclass
class Person:
    """A person with an account; `allows` is what they answer when asked for consent.

    `visits` are other servers whose pages they go through, such as somebody else's issuer.
    """

    http: httpx.Client
    email: str
    password: str
    allows: bool = True
    visits: tuple[str, ...] = ()
    seen: list[str] = field(default_factory=list)

    def browse(self, url: str) -> str:
        """Where an address leads in the end: the first one outside the servers they go through."""
        known = {_origin(url), *self.visits}
        response = self.http.get(url)
        for _ in range(MOST_STEPS):
            if response.is_redirect:
                there = urljoin(str(response.url), response.headers["Location"])
                if _origin(there) not in known:
                    return there
                response = self.http.get(there)
                continue
            assert response.status_code == 200, f"{response.url}: {response.text[:2000]}"
            self.seen.append(response.url.path)
            page = BeautifulSoup(response.text, "lxml")
            form = page.select_one("main form") or page.select_one("form")
            if form is None or response.url.path == HOME:
                return str(response.url)
            response = self._submitted(str(response.url), form)
        raise AssertionError(f"still not done after {self.seen}")

    def _submitted(self, page: str, form: Tag) -> httpx.Response:
        filled = {
            str(each["name"]): str(each.get("value") or "")
            for each in form.select("input[name]")
            if each.get("type") not in ("checkbox", "submit")
        }
        known = dict.fromkeys(("email", "login"), self.email) | dict.fromkeys(
            ("password", "new", "repeat"), self.password
        )
        filled |= {name: value for name, value in known.items() if name in filled}
        choice = "allow" if self.allows else "deny"
        button = form.select_one(f"button[value={choice}]")
        if button is not None and button.get("name"):
            filled[str(button["name"])] = choice
        outside = page_of(form).select_one(f"button[form='{form.get('id')}'][name]")
        if outside is not None:
            filled[str(outside["name"])] = str(outside.get("value") or "")
        action = urljoin(page, str(form.get("action") or ""))
        return self.http.post(action, data=filled, headers={"Origin": _origin(page)})


def page_of(form: Tag) -> Tag:
    """The whole page: a button may stand outside the form that it submits."""
    return list(form.parents)[-1]


def _origin(page: str) -> str:
    url = httpx.URL(page)
    port = f":{url.port}" if url.port else ""
    return f"{url.scheme}://{url.host}{port}"
