"""Grants narrow an account to some content types, some locales, or both."""

from pydantic import BaseModel, ConfigDict


class Grant(BaseModel):
    """Types (`ROLE_PAGE`) and locales (`de`) somebody may change; None stands for all.

    Auth knows neither what a type nor what a locale is; whoever stores a grant has checked both.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    types: tuple[str, ...] | None = None
    locales: tuple[str, ...] | None = None

    def covers(self, content_type: str | None, locale: str | None) -> bool:
        """Whether it holds for a type in a locale; None asks about no particular one."""
        of_type = content_type is None or self.types is None or content_type in self.types
        in_locale = locale is None or self.locales is None or locale in self.locales
        return of_type and in_locale
