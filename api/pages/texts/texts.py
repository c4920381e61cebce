"""Every word of a page's frame; a language that lacks one does not type-check."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Texts:
    """One language. `{name}` in a text is filled in by the page; mappings are by enum value."""

    language: str
    months: tuple[str, ...]
    """January to December, as a date names them."""
    date: str
    """A date of `{day}`, `{month}` and `{year}`."""
    language_names: Mapping[str, str]

    skip: str
    languages: str
    contents: str
    not_yet: str
    aliases: str
    updated: str
    published: str
    more: str
    other_forms: str
    forms: str
    feed: str
    feed_subtitle: str
    role_pages: str

    levels: Mapping[str, str]
    skill: str
    skills: str
    importance: str
    importances: Mapping[str, str]
    location: str
    organization: str
    kinds: Mapping[str, str]
    difficulty: str
    minutes: str
    sample_answer: str
    to_question: str

    not_found: str
    not_found_lead: str
    unusable: str
    away: str
    away_lead: str
    home: str
    every_page: str
