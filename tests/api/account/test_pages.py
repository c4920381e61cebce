"""What holds for every account page: headers, language, accessibility, forged forms."""

import re
from collections.abc import Callable
from dataclasses import asdict

import httpx
import pytest
from jinja2 import Environment, nodes
from starlette.applications import Starlette

from api.account import page as page_module
from api.account import routes
from api.account.texts import LANGUAGES
from api.settings import read_settings
from auth.directory import Directory
from auth.roles import Role
from auth.scopes import ALL_SCOPES
from auth.signing_in import tickets
from tests.api.account.pages import Browser, Page
from tests.auth.people import PASSWORD, make_user
from tests.conftest import SECRET

OPEN_TO_ALL = [
    "/account/sign-in?next=/account/",
    "/account/forgot",
    "/account/reset",
    "/account/first-owner",
]
SIGNED_IN = ["/account/", "/account/sign-out", "/account/password", "/account/device"]


@pytest.mark.parametrize("path", OPEN_TO_ALL + SIGNED_IN)
async def test_headers(accounts_of: Directory, browser: Browser, path: str) -> None:
    """Rows 49, 51 and 52."""
    await make_user(accounts_of)
    await browser.sign_in()
    page = await browser.open(path)
    headers = page.response.headers
    assert headers["cache-control"] == "no-store"
    policy = dict(
        part.strip().partition(" ")[::2] for part in headers["content-security-policy"].split(";")
    )
    assert policy == {
        "default-src": "'none'",
        "style-src": "'self'",
        "img-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "strict-transport-security" not in headers  # this one is reached by plain HTTP
    assert not page.all("script") + page.all("style")
    assert not any(name.startswith(("on", "style")) for _, each in page.elements for name in each)


async def test_redirects_are_not_kept_either(accounts_of: Directory, browser: Browser) -> None:
    await make_user(accounts_of)
    assert (await browser.sign_in()).response.headers["cache-control"] == "no-store"
    away = await browser.submit(await browser.open("/account/sign-out"))
    assert away.response.headers["cache-control"] == "no-store"


async def test_cookies(accounts_of: Directory, browser: Browser) -> None:
    """Row 48 over plain HTTP: everything but what needs HTTPS."""
    await make_user(accounts_of)
    first = await browser.open("/account/sign-in")
    assert _flags(first) == {"rolebook-form": {"HttpOnly", "Path=/", "SameSite=lax"}}
    done = await browser.submit(first, {"email": "ada@example.com", "password": PASSWORD})
    assert _flags(done) == {
        "rolebook-account": {"HttpOnly", "Path=/", "SameSite=lax"},
        "rolebook-device": {"HttpOnly", "Path=/", "SameSite=strict"},
    }


async def test_cookies_over_https(
    app: Starlette, accounts_of: Directory, browsers: Callable[..., Browser]
) -> None:
    """Row 48: the prefix that ties a cookie to this very host, and Secure."""
    app.state.settings = read_settings(secret_key=SECRET, public_url="https://rolebook.test")
    accounts_of.issuer = "https://rolebook.test"
    await make_user(accounts_of)
    browser = browsers()
    browser.http.base_url = httpx.URL("https://rolebook.test")
    done = await browser.sign_in()
    assert _flags(done) == {
        "__Host-rolebook-account": {"HttpOnly", "Path=/", "SameSite=lax", "Secure"},
        "__Host-rolebook-device": {"HttpOnly", "Path=/", "SameSite=strict", "Secure"},
    }
    assert await browser.is_signed_in()
    home = await browser.open("/account/")
    assert home.response.headers["strict-transport-security"].startswith("max-age=31536000")
    out = await browser.submit(home)
    assert "__Host-rolebook-account" not in browser.http.cookies
    assert _flags(out)["__Host-rolebook-account"] >= {"Secure", "Path=/"}


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("de", "de"),
        ("de-AT,de;q=0.9,en;q=0.8", "de"),
        ("en-GB,en;q=0.9,de;q=0.8", "en"),
        ("fr,de;q=0.3,en;q=0.2", "de"),
        ("fr", "en"),
        ("", "en"),
        ("de;q=nonsense,*", "en"),
        ("de;q=0", "en"),
    ],
)
async def test_the_language_is_the_browsers(browser: Browser, accepted: str, language: str) -> None:
    page = await browser.open("/account/sign-in", **{"accept-language": accepted})
    assert page.all("html") == [{"lang": language}]
    assert page.title.startswith(LANGUAGES[language].sign_in)


async def test_every_page_is_labelled(accounts_of: Directory, browser: Browser) -> None:
    link = await tickets.first_owner_link(accounts_of)
    assert link is not None
    pages = [await browser.open(link)]
    user = await make_user(accounts_of)
    invitation = await tickets.invitation_link(accounts_of, user, by="operator:tests")
    await browser.sign_in()
    for path in ("/account/sign-in?next=/account/", "/account/password", invitation, *SIGNED_IN):
        pages.append(await browser.open(path))
    wanted = {
        "email": "username",
        "name": "name",
        "password": "current-password",
        "current": "current-password",
        "new": "new-password",
        "repeat": "new-password",
        "user_code": "off",
    }
    for page in pages:
        assert page.status == 200
        assert len(page.all("h1")) == len(page.all("main")) == 1
        assert re.fullmatch(r".+ – Rolebook", page.title)
        labels = {each["for"] for each in page.all("label")}
        ids = [each["id"] for _, each in page.elements if "id" in each]
        assert len(ids) == len(set(ids))
        for each in page.all("input"):
            if each.get("type") == "hidden":
                continue
            assert each["id"] in labels
            assert each["autocomplete"] == wanted[each["name"]]
            assert set(each.get("aria-describedby", "").split()) <= set(ids)
        assert all("alt" in each for each in page.all("img"))
        assert "maximum-scale" not in str(page.all("meta"))


def test_every_language_says_everything() -> None:
    english = asdict(LANGUAGES["en"])
    for texts in map(asdict, LANGUAGES.values()):
        assert set(texts["roles"]) == set(Role)
        assert set(texts["scopes"]) == ALL_SCOPES
        for name, text in texts.items():
            if isinstance(text, str):
                assert text.strip()
                placeholders = re.findall(r"{\w+}", text)
                assert sorted(placeholders) == sorted(re.findall(r"{\w+}", english[name])), name


def test_templates_say_only_what_every_language_has() -> None:
    pages: Environment = page_module._PAGES
    known = set(asdict(LANGUAGES["en"]))
    used: set[str] = set()
    for name in pages.list_templates():
        source, _, _ = pages.loader.get_source(pages, name)  # type: ignore[union-attr]
        for each in pages.parse(source).find_all(nodes.Getattr):
            if isinstance(each.node, nodes.Name) and each.node.name == "t":
                used.add(each.attr)
    assert used <= known


async def test_files_of_the_pages_are_kept_by_browsers(browser: Browser) -> None:
    page = await browser.open("/account/sign-in")
    addresses = {each["href"] for each in page.all("link")}
    assert len(addresses) == 2
    for address in addresses:
        file = await browser.http.get(address)
        assert file.status_code == 200
        assert "immutable" in file.headers["cache-control"]
        assert file.headers["content-type"].startswith(("text/css", "image/svg+xml"))


async def test_other_methods_are_refused(browser: Browser) -> None:
    for route in routes:
        path: str = route.path  # type: ignore[attr-defined]
        assert (await browser.http.put(path)).status_code == 405


def _flags(page: Page) -> dict[str, set[str]]:
    found = {}
    for header in page.response.headers.get_list("set-cookie"):
        value, *flags = header.split("; ")
        kept = {flag for flag in flags if not flag.startswith(("Max-Age", "expires"))}
        found[value.partition("=")[0]] = kept
    return found
