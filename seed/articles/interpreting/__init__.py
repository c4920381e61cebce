"""Sections to an article: statements, questions, a job description, free text."""

from seed.articles.interpreting.whole import interpret

__all__ = ["interpret"]
