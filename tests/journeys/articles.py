"""Articles as a hiring site publishes them, as many as a journey needs, no two alike."""

from pathlib import Path

_TRADES = (
    "Glassblower",
    "Bookbinder",
    "Sailmaker",
    "Farrier",
    "Cooper",
    "Luthier",
    "Thatcher",
    "Stonemason",
    "Beekeeper",
    "Clockmaker",
    "Saddler",
    "Weaver",
    "Potter",
    "Engraver",
)


def write(folder: Path, number: int) -> Path:
    """The file of article `number`; its slug is the trade's name in lower case."""
    trade = _TRADES[number % len(_TRADES)]
    file = folder / f"{trade.lower()}.md"
    file.write_text(f"""# What is a {trade}?

A {trade.lower()} works by hand at bench {number} and knows the tools there by their weight.

## Why hire a {trade}?

1. **Repair beats replacement {number}:** What is mended lasts {number + 11} more years.
2. **Short ways {number}:** Questions about the piece are answered {number + 3} steps away.

## {trade} responsibilities

1. **Keep bench {number} ready:** Sharpen, oil and put away everything before the light goes.
2. **Judge material {number}:** Refuse a delivery that is wet, cracked or {number + 2} grams short.

## {trade} job description

**Title:** {trade}

**Location:** [City, State]

### Overview

[Company Name] looks for a {trade.lower()} to take over bench {number} from spring.

### Requirements

- {number + 4} years at a bench of one's own
- A steady hand after {number + 5} hours

## {trade} interview questions

1. Which tool would a {trade.lower()} carry out of a fire, and why number {number}?
   - The one I made myself {number + 6} winters ago, since nobody sells it.
""")
    return file
