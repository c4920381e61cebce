"""Who acts behind the command line."""

import getpass

import pytest

from auth.principal import local_operator


def test_the_operator_has_the_name_of_the_account(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "ada")
    assert local_operator().name == "operator:ada"


def test_an_account_without_a_name_acts_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise KeyError("uid not found")

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert local_operator().name == "operator:unknown"
