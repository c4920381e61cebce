"""What a library leaves unsaid about what its texts were written against."""

from content.rules.local_texts import Text, rebased, texts
from content.rules.translations import base_of_translation, originals
from content.values.sources import Source
from content.values.text import Base


def with_current_translations(source: Source, default: str) -> Source:
    """The source where every translation without a base was made from the text beside it."""
    made_from = originals(source, default)

    def base_of(text: Text) -> Base | None:
        if text.base is not None or text.place is not None or text.locale == default:
            return text.base
        return base_of_translation(made_from.get(text.field))

    return rebased(source, base_of)


def has_overrides(source: Source) -> bool:
    """Whether it tells anything differently that is told elsewhere."""
    return any(text.place is not None for text in texts(source))
