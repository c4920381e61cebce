"""Seniority, and how much something matters."""

from enum import StrEnum

from pydantic import model_validator

from content.values.value import Value


class Level(StrEnum):
    """Seniority, lowest first."""

    INTERN = "INTERN"
    JUNIOR = "JUNIOR"
    MID = "MID"
    SENIOR = "SENIOR"
    LEAD = "LEAD"
    PRINCIPAL = "PRINCIPAL"


LEVELS = tuple(Level)


class Importance(StrEnum):
    """How much a requirement or a skill matters."""

    REQUIRED = "REQUIRED"
    PREFERRED = "PREFERRED"


class LevelRange(Value):
    """From one level to another, both included."""

    min: Level
    max: Level

    @model_validator(mode="after")
    def _ascends(self) -> "LevelRange":
        if LEVELS.index(self.min) > LEVELS.index(self.max):
            raise ValueError("a level range goes from the lower level to the higher")
        return self
