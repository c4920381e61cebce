"""External issuers as an operator writes them in the settings."""

import pytest

from auth.issuers.trusted import RoleMap, WrongIssuers, parsed
from auth.roles import Role


def test_issuers_of_the_settings() -> None:
    (one,) = parsed(
        '[{"name": "acme", "issuer": "https://a.test", "client_id": "x", "client_secret": "hush",'
        ' "roles": {"claim": "r", "map": {"w": "editor"}}, "create_accounts": "viewer"}]'
    )
    assert (one.scopes, one.shown) == (("openid", "profile", "email"), "acme")
    assert one.roles == RoleMap(claim="r", map={"w": Role.EDITOR})
    assert "hush" not in repr(one)


BASE = '"name": "acme", "issuer": "https://a.test", "client_id": "x"'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "JSON list"),
        ("{}", "tuple"),
        ('[{"name": "acme"}]', "0.issuer"),
        ("[{" + BASE.replace("acme", "rolebook") + "}]", "other than 'rolebook'"),
        ("[{" + BASE.replace("https://a.test", "a.test") + "}]", "not an address"),
        ("[{" + BASE + ', "scopes": ["email"]}]', "they must hold openid"),
        ("[{" + BASE + ', "audience": "x"}]', "audience"),
        ("[{" + BASE + ', "create_accounts": "admin"}]', "create_accounts"),
        ("[{" + BASE + ', "allowed_domains": ["@a"]}]', "not a domain"),
        ("[{" + BASE + ', "roles": {"claim": "r", "map": {"a": "owner"}}}]', "roles.map.a"),
        ("[{" + BASE + ', "verify": false}]', "verify"),
        ("[{" + BASE + "},{" + BASE + "}]", "the same name"),
    ],
)
def test_issuers_that_cannot_be_meant(text: str, said: str) -> None:
    with pytest.raises(WrongIssuers, match=said):
        parsed(text)
