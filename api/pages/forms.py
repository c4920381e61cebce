"""The forms in which a page is told."""

from enum import Enum


class Form(Enum):
    """What an address ends in, and the media type it answers."""

    JSON = ("json", "application/json", "JSON")
    HTML = ("html", "text/html; charset=utf-8", "HTML")
    MARKDOWN = ("md", "text/markdown; charset=utf-8", "Markdown")
    JSON_LD = ("jsonld", "application/ld+json", "JSON-LD")

    def __init__(self, suffix: str, media_type: str, label: str) -> None:
        self.suffix = suffix
        self.media_type = media_type
        self.label = label

    @property
    def essence(self) -> str:
        """The media type without its parameters."""
        return self.media_type.partition(";")[0]


FORMS = {form.suffix: form for form in Form}
