"""What the pages of a sign-in at an issuer say."""

from typing import Final

_ENGLISH: Final = {
    "heading": "You are not signed in",
    "foreign": "This sign-in was begun in another browser, took too long, or was used before.",
    "refused": "The sign-in was not completed there.",
    "disbelieved": "The answer to this sign-in could not be believed.",
    "away": "The place you sign in at cannot be reached now. Try again in a moment.",
    "unknown": "There is no such place to sign in at.",
    "no_account": "No account here is linked to the one you signed in with, or it may not be "
    "used. Ask an administrator.",
}
_GERMAN: Final = {
    "heading": "Sie sind nicht angemeldet",
    "foreign": "Diese Anmeldung wurde in einem anderen Browser begonnen, hat zu lange gedauert "
    "oder wurde schon verwendet.",
    "refused": "Die Anmeldung wurde dort nicht abgeschlossen.",
    "disbelieved": "Der Antwort auf diese Anmeldung kann nicht geglaubt werden.",
    "away": "Die Anmeldestelle ist gerade nicht erreichbar. Versuchen Sie es gleich noch einmal.",
    "unknown": "Diese Anmeldestelle gibt es nicht.",
    "no_account": "Mit dem Konto, mit dem Sie sich angemeldet haben, ist hier keines verbunden, "
    "oder es darf nicht verwendet werden. Fragen Sie jemanden aus der Verwaltung.",
}
_LANGUAGES: Final = {"en": _ENGLISH, "de": _GERMAN}


def text(language: str, name: str) -> str:
    """The sentence of that name."""
    return _LANGUAGES.get(language, _ENGLISH)[name]
