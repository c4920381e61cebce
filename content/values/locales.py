"""The configured locales and the chains a reader falls back along."""

import hashlib
import re
from typing import Annotated

from pydantic import StringConstraints, model_validator

from content.values.value import Value

LOCALE_PATTERN = r"^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?$"
Locale = Annotated[str, StringConstraints(pattern=LOCALE_PATTERN)]
"""A BCP 47 language tag in its canonical case: `en`, `pt-BR`, `zh-Hant-TW`."""


class LocaleConfig(Value):
    """Every configured locale with its fallback chain; the first one is the default."""

    chains: dict[Locale, tuple[Locale, ...]]
    default: Locale

    @model_validator(mode="after")
    def _chains_start_at_themselves(self) -> "LocaleConfig":
        if self.default not in self.chains:
            raise ValueError(f"the default locale {self.default!r} is not configured")
        for locale, chain in self.chains.items():
            if chain[:1] != (locale,) or len(set(chain)) != len(chain):
                raise ValueError(f"the chain of {locale!r} must start with it and not repeat")
            if unknown := set(chain) - set(self.chains):
                raise ValueError(f"{locale!r} falls back to unknown {sorted(unknown)}")
        return self

    @classmethod
    def parse(cls, text: str) -> "LocaleConfig":
        """Reads `en,de>en,pt-BR>pt>en,pt>en`: comma-separated chains, the first is the default.

        Raises ValueError with a sentence naming the part that does not fit.
        """
        chains: dict[str, tuple[str, ...]] = {}
        for part in filter(None, (part.strip() for part in text.split(","))):
            chain = tuple(tag.strip() for tag in part.split(">"))
            for tag in chain:
                if not re.match(LOCALE_PATTERN, tag):
                    raise ValueError(f"{tag!r} is not a locale such as en or pt-BR")
            if chain[0] in chains:
                raise ValueError(f"{chain[0]!r} is configured twice")
            chains[chain[0]] = chain
        if not chains:
            raise ValueError("at least one locale is needed")
        return cls(chains=chains, default=next(iter(chains)))

    @property
    def all(self) -> tuple[str, ...]:
        """All configured locales, the default first."""
        return tuple(self.chains)

    def chain(self, locale: str) -> tuple[str, ...]:
        """The locales tried for a reader of `locale`, most wanted first."""
        return self.chains[locale]

    def digest(self) -> str:
        """A short hash that changes when a chain or the default does."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:16]


ENGLISH_ONLY = LocaleConfig.parse("en")
