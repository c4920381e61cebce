"""An article to content: parts to share, blocks that use them, and where each text went."""

from seed.articles.composing.compose import compose
from seed.articles.composing.draft import Draft
from seed.articles.composing.sources import Identities, job_source, page_source, role_source

__all__ = ["Draft", "Identities", "compose", "job_source", "page_source", "role_source"]
