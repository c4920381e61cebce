"""An outline to sections: which piece belongs under which heading, and what that is about."""

from seed.articles.sectioning.divide import divide
from seed.articles.sectioning.sections import Section, Sections

__all__ = ["Section", "Sections", "divide"]
