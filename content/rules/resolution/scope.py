"""A node being built: where it stands, and which of its texts came from further locales."""

from dataclasses import dataclass, field


@dataclass
class Scope:
    """A node being built, its locale, and the node that holds it at `prefix`.

    A path of fallback is one whose text is neither in the reader's locale nor in the one
    that answered for the node: it is noted here and in every node around, as they see it.
    """

    locale: str
    parent: "Scope | None" = None
    prefix: str = ""
    fallbacks: list[str] = field(default_factory=list)

    def note(self, path: str, locale: str) -> None:
        """Records that the text at this path is in that locale, which is not the reader's."""
        if locale != self.locale and path not in self.fallbacks:
            self.fallbacks.append(path)
        if self.parent is not None:
            self.parent.note(f"{self.prefix}.{path}", locale)

    def at(self, path: str) -> str:
        """The path as the outermost node sees it."""
        inner = f"{self.prefix}.{path}" if self.prefix and path else self.prefix or path
        return self.parent.at(inner) if self.parent is not None else inner
