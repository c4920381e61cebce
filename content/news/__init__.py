"""News: what changed in the published documents, told to whoever keeps something made of them."""

from content.news.facts import FIELDS, Change, Facts, Listener, facts_of
from content.news.news import News

__all__ = ["FIELDS", "Change", "Facts", "Listener", "News", "facts_of"]
