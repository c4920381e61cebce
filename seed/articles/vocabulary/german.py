"""German headings and labels."""

from seed.articles.topics import Topic
from seed.articles.words import words

_CALLED_FOR = (
    r"(?:einstellen|brauchen|braucht|benötigen|lohnt|beschäftigen|anstellen|engagieren"
    r"|wichtig|sinnvoll)"
)
_YOU = r"(?:dich|sie|ihnen|dir|euch)"

FIRST: list[tuple[Topic, str]] = [
    (Topic.FAQ, r"häufige?(?:r|n)?(?: gestellte[rn]?)? fragen|oft gefragt|häufig gefragt"),
    (Topic.QUESTIONS, r"(?:interview|bewerbungs|beispiel|vorstellungs)fragen"),
    (Topic.QUESTIONS, r"^fragen(?: und antworten)?$"),
    (
        Topic.QUESTIONS,
        r"(?:\w+ )?fragen (?:im|in|für|fürs|beim|zum|aus|bei) (?:das |dem |den |ein |einem )?"
        r"(?:\w*gespräch\w*|interview\w*)",
    ),
    (Topic.QUESTIONS, r"(?:vorstellungs|bewerbungs|einstellungs)gespräche?s?(?:[ :–-]+fragen)?"),
    (Topic.QUESTIONS, r"^fragen (?:an|für)\b"),
    (Topic.WHY, rf"warum (?P<x>.*?){_CALLED_FOR}(?: (?:sollten?|ist|sind|sich))?"),
    (Topic.WHY, r"(?:gründe|argumente) (?:für|,|warum|zur)(?P<x>.*)"),
    (Topic.WHY, r"vorteile? (?:einer|eines|von|der|des|durch)\b"),
    (Topic.WHY, r"darum lohnt(?: sich)?"),
    (
        Topic.JOB,
        r"(?:muster|beispiel|vorlage)?(?: für die | einer )?-?(?:stellen(?:beschreibung"
        r"|anzeige|ausschreibung|profil|angebot|inserat)"
        r"|job(?:beschreibung|profil|anzeige)|arbeitsplatzbeschreibung)(?:en)?",
    ),
    (Topic.JOB, r"^(?:ausschreibungstext|ausschreibung|anzeigentext)$"),
]

THEN: list[tuple[Topic, str]] = [
    (Topic.PROSE, r"^(?:fazit|schlusswort|zum schluss|schlussbemerkung|ausblick)\b(?P<x>.*)"),
    (
        Topic.PROSE,
        r"^(?:ausbildung|weiterbildung|karriere|gehalt|tipps|unterschied|arbeitsumfeld"
        r"|was verdien)\w*\b(?P<x>.+)|^(?:wie|wo|wann|woran)\b(?P<y>.+)",
    ),
    (
        Topic.DISCLAIMER,
        r"^(?:(?:rechtlicher )?hinweise?|haftungsausschluss|chancengleichheit|gleichstellung"
        r"|vielfalt)$",
    ),
    (
        Topic.EMPLOYER,
        r"^(?:über uns|(?:das|unser) unternehmen|wer wir sind"
        r"|unternehmens(?:profil|beschreibung))$",
    ),
    (
        Topic.OVERVIEW,
        r"^(?:(?:kurzer )?überblick|übersicht|zusammenfassung|kurzbeschreibung|beschreibung"
        r"|einleitung|einführung|stellenüberblick|(?:über )?die (?:stelle|rolle|position))$",
    ),
    (
        Topic.TITLE,
        r"^(?:(?:stellen|job|positions)?(?:titel|bezeichnung)|berufsbezeichnung|stelle|funktion"
        r"|gesucht)$",
    ),
    (Topic.LOCATION, r"^(?:arbeits|einsatz|dienst|stand)?ort$"),
    (
        Topic.FACT,
        r"^(?:abteilung|bereich|gehalt(?:sspanne|srahmen)?|vergütung|lohn|entgelt(?:gruppe)?"
        r"|arbeitszeit(?:en)?|arbeitsbeginn|beginn|eintritts?(?:datum|termin)?|startdatum"
        r"|(?:vertrags|beschäftigungs|anstellungs)art|befristung|berichtet an|vorgesetzte[r]?"
        r"|ansprechpartner(?:in)?|pensum|umfang|arbeitsmodell|unternehmen|firma|arbeitgeber"
        r"|(?:ihre )?bewerbung|urlaub|probezeit|schicht|kontakt|bewerbungsfrist)$",
    ),
    (
        Topic.BENEFITS,
        rf"^(?:(?:was |das |dafür )?(?:wir bieten|bieten wir)(?: {_YOU})?|unser angebot"
        rf"|was wir(?: {_YOU})? bieten|(?:unsere )?leistungen"
        rf"|(?:(?:deine|ihre|eure|unsere) )?vorteile|das erwartet {_YOU} bei uns"
        r"|(?:deine|ihre|eure|unsere) benefits)$",
    ),
    (Topic.DUTIES, r"^(?:das|was) (?:macht|tut|erledigt) (?P<x>.+)$|^was (?P<y>.+) (?:macht|tut)$"),
    (Topic.DUTIES, r"^wofür (?P<x>.+) (?:zuständig|verantwortlich) (?:ist|sind)$"),
    (Topic.DUTIES, r"^was (?:macht|machen|tut|tun)(?: eigentlich)? (?P<x>.+)"),
    (
        Topic.DUTIES,
        r"\b(?:aufgaben(?:bereiche?|gebiete?|spektrum)?|haupt(?:aufgaben|tätigkeiten)"
        r"|tätigkeit(?:en|sbereiche?|sfelder)?|verantwortung(?:sbereiche?)?"
        r"|verantwortlichkeiten|zuständigkeiten?|pflichten|arbeitsalltag)"
        r"(?: und (?:aufgaben|pflichten|verantwortung|tätigkeiten))?\b",
    ),
    (
        Topic.DUTIES,
        rf"^(?:das erwartet {_YOU}|was {_YOU} erwartet|was (?:du|sie) (?:tust|tun)"
        r"|das (?:machst du|tun sie|ist zu tun))$",
    ),
    (
        Topic.REQUIREMENTS,
        r"^(?:.*\b)?(?:anforderungen|anforderungsprofil|qualifikation(?:en)?"
        r"|voraussetzungen|kompetenzen|kenntnisse|fähigkeiten|eigenschaften)"
        r"(?: und (?:kenntnisse|fähigkeiten|erfahrung|qualifikationen|kompetenzen"
        r"|voraussetzungen))?\b(?P<x>.*)",
    ),
    (
        Topic.REQUIREMENTS,
        r"^(?:(?:ihr|dein|das|unser|gesuchtes) )?profil$|^(?:das|was) (?:bringst du"
        r"|bringen sie|du mitbringst|sie mitbringen|wir erwarten|wir suchen)"
        r"(?: mit)?$|^wen wir suchen$|^(?:von vorteil|wünschenswert|erwünscht"
        r"|zwingend|muss|kann)$",
    ),
    (Topic.WHAT, r"^(?:was|wer) (?:ist|sind)(?: eigentlich)? (?P<x>.+)"),
    (Topic.WHAT, r"^(?:berufsbild|über den beruf|der beruf)\b(?P<x>.*)"),
]

FILLERS = words(
    """der die das den dem des ein eine einen einem einer eines und oder für von im in am zu zum zur
    mit an auf als wichtigste wichtigsten typische typischen zentrale häufige gute guten haupt ihre
    ihr deine unsere zwei drei vier fünf sechs sieben acht neun zehn warum wir sie beispiel muster
    vorlage sollten sich man kurz eigentlich fragen antworten was"""
)
