"""Articles about roles that the sample library does not have, as somebody may bring them."""

from pathlib import Path

SHARED = "Write the log before the shift ends, so that nobody has to guess what the night was like."

KEEPER = f"""# What is a Lighthouse Keeper?

A lighthouse keeper looks after a light that 3 < 4 ships a night still steer by, and after the
house around it. Never type `<script>alert("not a script")</script>` into the log.

## Why hire a Lighthouse Keeper?

1. **Automation fails in the storm:** The sensor of the lamp is on the mast that the storm takes.
2. **Somebody answers:** A voice at 3 a.m. costs less than a hull & its cargo.

## Lighthouse Keeper responsibilities

1. **Keep the lens clean:** Wash salt off every pane with `pH < 7` soap, twice a week.
2. **Keep the log:** {SHARED}
3. **Test the horn:** Sound it on Mondays, when the village expects it.

## Lighthouse Keeper job description

**Title:** Lighthouse Keeper

**Location:** [Island, County]

### Overview

[Company Name] looks for a keeper for [Name of the Light] from [Start Date]. The boat comes on
Thursdays.

### Requirements

- Two winters alone, in good spirits
- A radio licence

[Company Name] pays for the boat.

## Lighthouse Keeper interview questions

1. The lamp is out and so is the telephone. What do you do first?
   - I hang the hand lamp in the gallery, since ships do not care how the light is made.

2. What do you read in a week without a boat?
   - Whatever is about somewhere else.
"""

WARDEN = f"""# What is a Night Warden?

A night warden walks the same corridors at different hours, which is harder than it sounds.

## Night Warden responsibilities

1. **Keep the log:** {SHARED}
2. **Walk without a pattern:** Draw lots for the route, every night anew.

## Night Warden job description

**Title:** Night Warden

### Overview

[Company Name] needs somebody awake in [Building] when nobody else is.

### Requirements

- Eyes that get used to the dark within supercalifragilisticexpialidociously{"long" * 20} nights

## Night Warden interview questions

1. Which door would you try last, and why that one?
   - The one that is always locked, as it was yesterday.
"""

BAKER = """# What is a Ship's Baker?

A ship's baker has flour, water and a floor that moves.

## Ship's Baker responsibilities

1. **Bake before the weather:** Look at the barometer first, and at the oven second.

## Ship's Baker interview questions

1. How do you let dough rise at eight knots?
   - In a hammock.
"""

KEEPER_IN_GERMAN = """# Was macht ein Leuchtturmwärter?

Ein Leuchtturmwärter sorgt für ein Licht, nach dem noch immer Schiffe steuern.

## Aufgaben eines Leuchtturmwärters

1. **Die Linse putzen:** Zweimal in der Woche das Salz von jeder Scheibe waschen.

## Stellenbeschreibung Leuchtturmwärter

**Titel:** Leuchtturmwärter

**Ort:** [Insel, Kreis]

### Überblick

[Firma] sucht zum Frühjahr jemanden für den großen Turm.

## Fragen im Vorstellungsgespräch

1. Die Lampe ist aus, und das Telefon auch. Was tun Sie zuerst?
   - Ich hänge die Handlampe auf den Umgang.
"""

ENGLISH = {"lighthouse-keeper": KEEPER, "night-warden": WARDEN, "ships-baker": BAKER}


def write_english(folder: Path) -> list[str]:
    """The files of the English ones."""
    files = []
    for name, text in ENGLISH.items():
        file = folder / f"{name}.md"
        file.write_text(text)
        files.append(str(file))
    return files
