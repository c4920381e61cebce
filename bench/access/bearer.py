"""Checking the bearer token of an editorial request, beside the signature check alone."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Final

from joserfc import jwt
from pymongo import monitoring

from api.opening import opened_directory
from api.settings import read_settings
from auth.directory import Directory
from auth.secret_key import SecretKey
from auth.tokens.bearer import principal_of
from auth.tokens.revocations import follow_revocations
from bench.measuring import Side, alternate
from bench.opening import SECRET, opened
from bench.plan import Plan
from bench.report import Chapter, Fact
from bench.tokens import publishers_token
from bench.writing.recording import Recorder

DATABASE: Final = "bench_access"


async def commands_of_a_check(uri: str) -> int:
    """How many commands one check of a token sends, in a process that is not measured."""
    recorder = Recorder()
    monitoring.register(recorder)
    async with _directory(uri) as directory:
        token = await publishers_token(directory)
        with recorder.recording() as recording:
            await principal_of(directory, token)
        return recording.commands


async def checks_of_tokens(uri: str, commands: int, plan: Plan) -> Chapter:
    """A token seen before, and one seen for the first time."""
    chapter = Chapter("Checking a bearer token, in process")
    async with _directory(uri) as directory:
        key = await directory.keys.signing(directory)
        turns, warm_ups = plan.reads, plan.warm_ups
        tokens = await _issued(directory, turns + warm_ups)
        same = tokens[0]
        await principal_of(directory, same)
        known = Side("Rolebook", lambda _turn: principal_of(directory, same))
        new = Side("Rolebook", lambda turn: principal_of(directory, tokens[turn]))

        async def bare(turn: int) -> object:
            return jwt.decode(tokens[turn], key, ["ES256"])

        reference = Side("joserfc: the signature and nothing else", bare)
        for what, ours in (("token seen before", known), ("token seen first", new)):
            sides = [ours, reference]
            figures = await alternate(
                sides, turns=turns, warm_ups=warm_ups, seconds=min(plan.seconds, 4)
            )
            chapter.add(what, sides, figures)
    chapter.facts.append(Fact("commands that one check sends to MongoDB", commands, "", "aim: 0"))
    chapter.remarks.append("Aim: 250 µs of CPU at most.")
    return chapter


@asynccontextmanager
async def _directory(uri: str) -> AsyncIterator[Directory]:
    """Accounts and keys as a server has them open."""
    async with opened(uri, DATABASE) as installation:
        settings = read_settings(secret_key=SECRET)
        directory = await opened_directory(installation, settings, SecretKey(SECRET.encode()))
        following = asyncio.create_task(follow_revocations(directory))
        try:
            await directory.revocations.read(directory)
            yield directory
        finally:
            following.cancel()
            await asyncio.gather(following, return_exceptions=True)


async def _issued(directory: Directory, count: int) -> Sequence[str]:
    return [await publishers_token(directory) for _ in range(count)]
