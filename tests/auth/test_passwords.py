"""Which passwords are taken, and that hashing them holds nobody up."""

import asyncio
import threading
import time
import unicodedata

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.low_level import Type

from auth.signing_in.passwords import (
    HashingBusy,
    Passwords,
    Unusable,
    UnusablePassword,
    acceptable,
    readable,
)
from tests.auth.people import hash_of


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("eleven char", Unusable.TOO_SHORT),
        ("ﷺ", None),  # eighteen characters once it is normal
        ("x" * 257, Unusable.TOO_LONG),
        ("ä" * 256, None),
        ("€" * 342, Unusable.TOO_LONG),  # over a kilobyte before it is looked at
        ("x" * 1_000_000, Unusable.TOO_LONG),
        ("a password with a \0 in it", Unusable.NOT_TEXT),
        ("a password with a \ud800 in it", Unusable.NOT_TEXT),
        ("correct horse battery staple", None),
    ],
)
def test_which_passwords_are_taken(password: str, reason: Unusable | None) -> None:
    if reason is None:
        assert acceptable(password) == unicodedata.normalize("NFKC", password)
        return
    with pytest.raises(UnusablePassword) as refused:
        acceptable(password)
    assert refused.value.reason is reason


def test_a_short_password_is_only_wrong_at_sign_in() -> None:
    assert readable("short") == "short"


async def test_one_spelling_of_a_letter_is_as_good_as_another() -> None:
    passwords = Passwords()
    stored = await passwords.hashed(acceptable("u\u0308ber die Brücke gehen"))
    assert (await passwords.verify(stored, readable("über die Brücke gehen"))).matches
    assert not (await passwords.verify(stored, readable("uber die Brücke gehen"))).matches


async def test_the_parameters_are_those_of_owasp() -> None:
    parameters = extract_parameters(await Passwords().hashed("correct horse battery staple"))
    assert parameters.type is Type.ID
    assert (parameters.memory_cost, parameters.time_cost, parameters.parallelism) == (19_456, 2, 1)


async def test_an_older_hash_is_recognised() -> None:
    passwords = Passwords()
    assert await passwords.verify(hash_of("an old password"), "an old password") == (True, True)
    fresh = await passwords.hashed("an old password")
    assert await passwords.verify(fresh, "an old password") == (True, False)
    assert await passwords.verify(fresh, "another password") == (False, False)


async def test_nobody_costs_as_much_as_somebody(monkeypatch: pytest.MonkeyPatch) -> None:
    """The hash that is compared with in place of a missing one has the parameters of today."""
    verified: list[str] = []
    verify = PasswordHasher.verify

    def watched(self: PasswordHasher, stored: str, password: str) -> bool:
        verified.append(stored)
        return verify(self, stored, password)

    monkeypatch.setattr(PasswordHasher, "verify", watched)
    passwords = Passwords()
    assert await passwords.verify(None, "whatever it is") == (False, False)
    assert extract_parameters(verified[0]) == extract_parameters(await passwords.hashed("x" * 12))
    assert await passwords.verify("not a hash at all", "whatever it is") == (False, False)


async def test_hashing_has_a_thread_and_a_queue_that_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    threads: set[int] = set()
    go_on = threading.Event()

    def slow(_self: PasswordHasher, _password: str) -> str:
        threads.add(threading.get_ident())
        go_on.wait(20)
        return "hashed"

    monkeypatch.setattr(PasswordHasher, "hash", slow)
    passwords = Passwords()
    waiting = [asyncio.create_task(passwords.hashed("x" * 12)) for _ in range(64)]
    await asyncio.sleep(0)
    started = time.monotonic()
    with pytest.raises(HashingBusy):
        await passwords.hashed("x" * 12)
    assert time.monotonic() - started < 1
    go_on.set()
    assert await asyncio.gather(*waiting) == ["hashed"] * 64
    assert await passwords.hashed("x" * 12) == "hashed"
    assert len(threads) == 1
    assert threading.get_ident() not in threads


async def test_turns_are_taken_one_after_another_and_not_for_ever() -> None:
    passwords = Passwords()
    inside = most = 0

    async def take() -> None:
        nonlocal inside, most
        async with passwords.turn("ada"):
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0)
            inside -= 1

    results = await asyncio.gather(*(take() for _ in range(40)), return_exceptions=True)
    assert most == 1
    assert sum(isinstance(each, HashingBusy) for each in results) == 8
    async with passwords.turn("ada"), passwords.turn("grace"):
        pass
