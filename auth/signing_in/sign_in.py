"""Signing in with a password, and what a browser holds afterwards."""

from contextlib import suppress
from typing import NamedTuple

from auth import accounts
from auth.directory import Deed, Directory
from auth.documents.accounts import User
from auth.documents.sessions import BrowserSession
from auth.signing_in import browser_sessions, devices, throttling
from auth.signing_in.ending import end_session, hand_over
from auth.signing_in.passwords import HashingBusy, readable
from auth.store import collection


class WrongCredentials(Exception):
    """No such account, not its password, or it may not sign in: never told which."""


class Entered(NamedTuple):
    """A browser that is signed in: what its two cookies hold, and its session."""

    cookie: str
    device: str
    session: BrowserSession


async def sign_in(
    directory: Directory, *, email: str, password: str, address: str | None, device: str | None
) -> User:
    """Whose password it is; `device` is the cookie of a browser that signed in before.

    Raises UnusablePassword, Throttled, HashingBusy or WrongCredentials. Every sign-in, right or
    wrong, of an account or of none, costs one hash.
    """
    normal = readable(password)
    user = await accounts.by_email(directory, email)
    known = None if user is None else devices.known(directory, device, user)
    if user is not None and known is not None:
        key, counted = throttling.device_key(known, user.id), None
    else:
        key, counted = throttling.account_key(email), throttling.address_key(address)
    async with directory.passwords.turn(key):
        await _count(directory, key, counted)
        try:
            verified = await directory.passwords.verify(user and user.password_hash, normal)
        except HashingBusy:
            await _uncount(key, counted)
            raise
        if user is None or user.disabled or not verified.matches:
            await _tell_refused(directory, user, address)
            raise WrongCredentials
        await throttling.forgive(key)
        if counted is not None:
            await throttling.take_back(counted)
    if verified.outdated:
        with suppress(HashingBusy):  # the next time, then
            hashed = await directory.passwords.hashed(normal)
            await accounts.rehash(directory, user, hashed)
    await directory.record(Deed("sign_in.succeeded", f"user:{user.id}", user.id))
    return user


async def enter(
    directory: Directory, user: User, *, before: str | None, device: str | None
) -> Entered:
    """A fresh session for somebody who has just proved who they are.

    `before` and `device` are the cookies the browser came with: its old session ends, and when it
    was the same user's, the new one takes over what was authorized in it.
    """
    cookie, session = await browser_sessions.begin(directory, user)
    previous = await browser_sessions.current(directory, before)
    if previous is not None and previous.user == user.id:
        await hand_over(previous, session)
        await browser_sessions.end(directory, previous.id)
    elif previous is not None:
        await end_session(directory, previous)
    signed_in = {"$set": {"signed_in_at": session.signed_in_at}}
    await collection(User).update_one({"_id": user.id}, signed_in)
    return Entered(cookie, devices.remembered(directory, device, user), session)


async def _count(directory: Directory, key: str, address: str | None) -> None:
    if address is not None:
        await throttling.count_for_address(directory, address)
    try:
        await throttling.count_for_account(directory, key)
    except throttling.Throttled:
        if address is not None:
            await throttling.take_back(address)
        raise


async def _uncount(key: str, address: str | None) -> None:
    await throttling.take_back(key)
    if address is not None:
        await throttling.take_back(address)


async def _tell_refused(directory: Directory, user: User | None, address: str | None) -> None:
    subject = "" if user is None else user.id
    details = {"address": address or "unknown"}
    await directory.record(Deed("sign_in.refused", "", subject, details))
