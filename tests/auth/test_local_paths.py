"""Where a sign-in may lead: nowhere but here, whatever a browser makes of it (row 47)."""

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from auth.signing_in.local_paths import local_path

HERE = "https://rolebook.example"


@pytest.mark.parametrize(
    "value",
    [
        None,
        "",
        "//evil.example",
        "///evil.example",
        "\\\\evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "https:evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "evil.example",
        "/%0d%0aSet-Cookie:a=b",
        "/\r\nSet-Cookie:a=b",
        "/%09/evil.example",
        "/%5cevil.example",
        "/%2f/evil.example",
        "/a//evil.example",
        "/..//evil.example",
        "/./",
        " /account/",
        "/account/ü",
        "/" + "a" * 8_000,
    ],
)
def test_what_leads_elsewhere_falls_to_the_root(value: str | None) -> None:
    assert local_path(value) == "/"


@pytest.mark.parametrize(
    "value",
    [
        "/",
        "/account/",
        "/account/device?user_code=WDJB-MJHT",
        "/oauth/authorize?redirect_uri=https%3A%2F%2Fclient.example%2Fcb&state=a%5Cb%0A",
        "/admin/pages/rp_1#blocks",
    ],
)
def test_what_leads_here_stays(value: str) -> None:
    assert local_path(value) == value


PIECES = ["/", "\\", ":", "@", ".", "?", "#", "%", "%2f", "%5c", "%0d%0a", "\t", "\n", "\r", "\0"]


@given(
    st.lists(st.one_of(st.sampled_from([*PIECES, "evil", "https", " "]), st.text())).map("".join)
)
@example("/\\/evil")
def test_no_parser_is_led_astray(value: str) -> None:
    path = local_path(value)
    assert path in ("/", value)
    # Browsers drop these and take a backslash for a slash before they look (WHATWG URL).
    browsers = path.replace("\t", "").replace("\n", "").replace("\r", "").replace("\\", "/")
    for form in (path, browsers):
        target = urlsplit(urljoin(HERE, form))
        assert (target.scheme, target.netloc) == ("https", "rolebook.example")
    assert path.isascii()
    assert path.isprintable()
