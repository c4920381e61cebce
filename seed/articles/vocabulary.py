"""The words by which headings name their topic, in English and German.

Patterns are searched in order in a normalised heading: casefolded, without marks at its ends.
What named groups take, and what lies outside the match, counts as words of the heading's
own: a line that is not set off as a heading may have none but the role's name and FILLERS.
"""

import re

from seed.articles.topics import Topic
from seed.articles.words import words

_JOB_NOUN = r"job|role|position|post|work|stelle"

_PATTERNS: list[tuple[Topic, str]] = [
    (Topic.FAQ, r"^(?:.* )?faqs?$|^faqs?\b(?P<x>.*)"),
    (Topic.FAQ, r"frequently asked(?: questions)?|people also ask"),
    (Topic.FAQ, r"^(?:other |more |common )questions about"),
    (Topic.FAQ, r"häufige?(?:r|n)?(?: gestellte[rn]?)? fragen|oft gefragt|häufig gefragt"),
    (Topic.QUESTIONS, r"(?:job )?interview(?:ing)? questions?(?: (?:and|with) \w* ?answers)?"),
    (Topic.QUESTIONS, r"^questions?(?: and answers?)?$|^q ?(?:and|/) ?a$|^interview$"),
    (
        Topic.QUESTIONS,
        r"questions (?:to ask|worth asking|that \w+|for (?:an? |the |your )?"
        r"(?:job )?interviews?|you (?:can|could|should|might) ask)",
    ),
    (Topic.QUESTIONS, r"(?:what to ask|interview guide|interview kit|at the interview$)"),
    (Topic.QUESTIONS, r"^(?:the |how to )?interview(?:ing)?(?: with)?\b"),
    (Topic.QUESTIONS, r"(?:interview|bewerbungs|beispiel|vorstellungs)fragen"),
    (Topic.QUESTIONS, r"^fragen(?: und antworten)?$"),
    (
        Topic.QUESTIONS,
        r"(?:\w+ )?fragen (?:im|in|für|fürs|beim|zum|aus|bei) (?:das |dem |den |ein |einem )?"
        r"(?:\w*gespräch\w*|interview\w*)",
    ),
    (Topic.QUESTIONS, r"(?:vorstellungs|bewerbungs|einstellungs)gespräche?s?(?:[ :–-]+fragen)?"),
    (Topic.QUESTIONS, r"^fragen (?:an|für)\b"),
    (
        Topic.BENEFITS,
        r"why (?:you should |should you |you'll love |you will love )?"
        r"(?:join|working|work) (?:us|for us|with us|at|here|with)\b",
    ),
    (
        Topic.WHY,
        r"why (?P<x>.*?)\b(?:hire|hires|hiring|employ|employing|recruit|need|needs|want"
        r"|wants|invest in|bring in|engage)\b",
    ),
    (
        Topic.WHY,
        r"(?:^|\b\w+ )reasons? (?:to|for|why|you|that|companies|businesses)\b"
        r"(?: (?:hire|hiring|employ|employing|recruit|recruiting|need|consider|have))?",
    ),
    (
        Topic.WHY,
        r"(?:benefits|advantages|value|importance|merits|upsides?|case|perks) (?:of|for|in|to)"
        r" (?:hiring|employing|having|recruiting|working with|bringing|an?\b)",
    ),
    (Topic.WHY, r"^(?:the )?(?:benefits|advantages|value|importance) of\b"),
    (
        Topic.REQUIREMENTS,
        r"^what (?P<x>.*)\b(?:should|must|has to|have to)\b"
        r"(?: (?:\w+ )?(?:know|bring|have|be able to do|offer))?$",
    ),
    (
        Topic.WHY,
        r"(?:what|how) (?!you\b|we\b|they\b)(?P<x>.+) (?:brings?|adds?|gives?|contributes?|helps?)\b"
        r"(?: (?:to )?(?:your|the|a) (?:business|company|team|firm|organi[sz]ation))?",
    ),
    (Topic.WHY, r"why (?P<x>.+) (?:matters?|(?:is|are) (?:important|essential|worth\b.*))"),
    (
        Topic.WHY,
        r"warum (?P<x>.*?)(?:einstellen|brauchen|braucht|benötigen|lohnt|beschäftigen"
        r"|anstellen|engagieren|wichtig|sinnvoll)(?: (?:sollten?|ist|sind|sich))?",
    ),
    (Topic.WHY, r"(?:gründe|argumente) (?:für|,|warum|zur)(?P<x>.*)"),
    (Topic.WHY, r"vorteile? (?:einer|eines|von|der|des|durch)\b"),
    (Topic.WHY, r"darum lohnt(?: sich)?"),
    (
        Topic.JOB,
        r"(?:job|role|position|vacancy) (?:description|advertisement|advert|ad|posting|post"
        r"|specification|spec|profile|listing|announcement|template)s?\b"
        r"(?: (?:template|sample|example))?",
    ),
    (Topic.JOB, r"(?:sample|example|model) (?:posting|advertisement|advert|ad|vacancy)"),
    (
        Topic.JOB,
        r"(?:muster|beispiel|vorlage)?(?: für die | einer )?-?(?:stellen(?:beschreibung"
        r"|anzeige|ausschreibung|profil|angebot|inserat)"
        r"|job(?:beschreibung|profil|anzeige)|arbeitsplatzbeschreibung)(?:en)?",
    ),
    (Topic.JOB, r"^(?:ausschreibungstext|ausschreibung|anzeigentext)$"),
    (
        Topic.PROSE,
        r"^(?:how much|how to|how do|how does|how is|how are|where to|where do|when to"
        r"|when do|when should|when is|where)\b(?P<x>.+)",
    ),
    (
        Topic.PROSE,
        r"^what (?:does|do|can|is|are) (?P<x>.+?) (?:earn|make|cost|get paid|paid)(?: .*)?$",
    ),
    (Topic.PROSE, r"^what (?:it|the job|they) (?:pays?|costs?|earns?)$|^was verdien\w* (?P<x>.+)"),
    (
        Topic.PROSE,
        r"^(?:difference|differences|types?|kinds?|history|common mistakes?|mistakes"
        r"|red flags?|tools?|tips|related|working conditions|work environment"
        r"|career|salary (?:of|for|expectations|range and)|outlook|training and)\b(?P<x>.*)",
    ),
    (
        Topic.PROSE,
        r"^(?:conclusions?|final thoughts|closing thoughts|a (?:final|last|closing)"
        r" (?:word|note|thought)|last words|(?:to )?wrap(?:ping)?[ -]?up|takeaways?"
        r"|key takeaways|next steps|the bottom line|in (?:short|closing|summary))\b(?P<x>.*)",
    ),
    (
        Topic.PROSE,
        r"\b(?:salary|earnings|career path|pay) (?:expectations?|outlook|guide)"
        r"|\bcareer path|\bvs\b",
    ),
    (Topic.PROSE, r"^(?:fazit|schlusswort|zum schluss|schlussbemerkung|ausblick)\b(?P<x>.*)"),
    (
        Topic.PROSE,
        r"^(?:ausbildung|weiterbildung|karriere|gehalt|tipps|unterschied|arbeitsumfeld"
        r"|was verdien)\w*\b(?P<x>.+)|^(?:wie|wo|wann|woran)\b(?P<y>.+)",
    ),
    (
        Topic.DISCLAIMER,
        r"^(?:disclaimer|(?:please )?note|equal (?:opportunit(?:y|ies)|employment)\b.*"
        r"|eeo(?: statement)?|diversity(?: and inclusion)?(?: statement)?"
        r"|legal (?:notice|note)|(?:rechtlicher )?hinweise?|haftungsausschluss"
        r"|chancengleichheit|gleichstellung|vielfalt)$",
    ),
    (
        Topic.EMPLOYER,
        r"^(?:about (?:us|the (?:company|employer|team|business|organi[sz]ation)|our \w+"
        r"|\[.+\])|who we are|our (?:company|story|team)|(?:company|employer)"
        r" (?:description|overview|profile)|über uns|(?:das|unser) unternehmen"
        r"|wer wir sind|unternehmens(?:profil|beschreibung))$",
    ),
    (
        Topic.OVERVIEW,
        rf"^(?:(?:{_JOB_NOUN}|general|short) )?(?:overview|summary|brief|purpose"
        rf"|introduction|intro|description|objective)(?: of the (?:{_JOB_NOUN}))?$",
    ),
    (Topic.OVERVIEW, rf"^(?:about )?(?:the|this) (?:{_JOB_NOUN}|opportunity)(?: in brief)?$"),
    (
        Topic.OVERVIEW,
        r"^(?:(?:kurzer )?überblick|übersicht|zusammenfassung|kurzbeschreibung"
        r"|beschreibung|einleitung|einführung|stellenüberblick"
        r"|(?:über )?die (?:stelle|rolle|position))$",
    ),
    (
        Topic.TITLE,
        r"^(?:(?:job|position|role) ?(?:title|name)|title|position|role|job|vacancy"
        r"|(?:stellen|job|positions)?(?:titel|bezeichnung)|berufsbezeichnung"
        r"|stelle|funktion|gesucht)$",
    ),
    (
        Topic.LOCATION,
        r"^(?:(?:job |work |office )?location|place(?: of (?:work|employment))?"
        r"|workplace|based (?:in|at)|office|site|where|work site"
        r"|(?:arbeits|einsatz|dienst|stand)?ort)$",
    ),
    (
        Topic.FACT,
        r"^(?:report(?:s|ing) (?:to|line)|department|team|salary(?: range)?|pay(?: range)?"
        r"|compensation|wages?|hourly rate|hours|working (?:hours|time)|schedule|shifts?"
        r"|(?:employment|job|contract) type|type(?: of (?:employment|contract))?|contract"
        r"|start(?:ing)? date|start|duration|(?:closing|application) (?:date|deadline)"
        r"|deadline|(?:experience )?level|seniority|industry|company|employer|remote|travel"
        r"|contact|reference(?: number)?|(?:how to )?apply|to apply|how to apply"
        r"|probation(?: period)?|grade|date posted|posted)$",
    ),
    (
        Topic.FACT,
        r"^(?:abteilung|bereich|gehalt(?:sspanne|srahmen)?|vergütung|lohn|entgelt(?:gruppe)?"
        r"|arbeitszeit(?:en)?|arbeitsbeginn|beginn|eintritts?(?:datum|termin)?|startdatum"
        r"|start|(?:vertrags|beschäftigungs|anstellungs)art|befristung|berichtet an"
        r"|vorgesetzte[r]?|ansprechpartner(?:in)?|pensum|umfang|arbeitsmodell"
        r"|unternehmen|firma|arbeitgeber|(?:ihre )?bewerbung|urlaub|probezeit|schicht"
        r"|kontakt|bewerbungsfrist)$",
    ),
    (
        Topic.BENEFITS,
        r"^(?:(?:our|company|employee|your|job|staff|the) )?(?:benefits|perks|rewards"
        r"|extras)(?: and (?:benefits|perks|pay|conditions))?(?: (?:include|offered|package))?$",
    ),
    (
        Topic.BENEFITS,
        r"^what (?:we|the company|\[.+\])(?:'ll| will| can)?"
        r" (?:offer|give|provide)s?(?: you)?$",
    ),
    (
        Topic.BENEFITS,
        r"^(?:what you(?:'ll| will| can)? (?:get|receive|gain)|we offer|our offer"
        r"|in return|what's in it for you|on offer|(?:compensation|pay|salary)"
        r" and (?:benefits|perks))$",
    ),
    (
        Topic.BENEFITS,
        r"^(?:(?:was |das |dafür )?(?:wir bieten|bieten wir)(?: ihnen| dir| euch)?"
        r"|unser angebot|was wir(?: ihnen| dir| euch)? bieten|unsere leistungen"
        r"|leistungen|benefits|(?:deine|ihre|eure|unsere) (?:vorteile|benefits)"
        r"|vorteile|das erwartet (?:dich|sie) bei uns)$",
    ),
    (
        Topic.DUTIES,
        r"(?:responsibilit(?:y|ies)|accountabilities|duties|duty)(?: and (?:duties"
        r"|responsibilities|tasks))?",
    ),
    (
        Topic.DUTIES,
        r"^what (?P<x>.+) (?:(?:is|are) (?:responsible for|in charge of)|looks? after"
        r"|works? on|takes? care of)$|^what (?:the|this) (?:job|role|work|position)"
        r" (?:involves?|includes?|consists? of|is like|looks like)$",
    ),
    (Topic.DUTIES, r"^(?:das|was) (?:macht|tut|erledigt) (?P<x>.+)$|^was (?P<y>.+) (?:macht|tut)$"),
    (Topic.DUTIES, r"^wofür (?P<x>.+) (?:zuständig|verantwortlich) (?:ist|sind)$"),
    (
        Topic.DUTIES,
        r"^(?:(?:your|the|their|daily|main|key|typical|core|regular|everyday) )*(?:tasks?"
        r"|mission|activities|job functions|essential functions|day to day|day-to-day"
        r"|workload|work)(?: and activities)?\b",
    ),
    (Topic.DUTIES, r"\btasks (?:of|for)\b|\btasks$"),
    (
        Topic.DUTIES,
        r"^what (?:you|they|he|she)(?:'ll| will)? (?:do|be doing|be responsible for)"
        r"(?: (?:all day|every day|day to day))?$",
    ),
    (
        Topic.DUTIES,
        r"^what (?:does|do) (?P<x>.+?)(?: actually)? do(?: (?:all day|every day|day to day))?$",
    ),
    (Topic.DUTIES, r"^was (?:macht|machen|tut|tun)(?: eigentlich)? (?P<x>.+)"),
    (
        Topic.DUTIES,
        r"^what (?P<x>.+?) (?:will )?(?:does|do)(?: (?:all day|every day|day to day|for (?:you|us)))?$",
    ),
    (Topic.DUTIES, r"^(?:a )?(?:typical )?day in the life\b"),
    (
        Topic.DUTIES,
        r"\b(?:aufgaben(?:bereiche?|gebiete?|spektrum)?|haupt(?:aufgaben|tätigkeiten)"
        r"|tätigkeit(?:en|sbereiche?|sfelder)?|verantwortung(?:sbereiche?)?"
        r"|verantwortlichkeiten|zuständigkeiten?|pflichten|arbeitsalltag)"
        r"(?: und (?:aufgaben|pflichten|verantwortung|tätigkeiten))?\b",
    ),
    (
        Topic.DUTIES,
        r"^(?:das erwartet (?:dich|sie)|was (?:dich|sie) erwartet|was (?:du|sie) (?:tust|tun)"
        r"|das (?:machst du|tun sie|ist zu tun))$",
    ),
    (
        Topic.REQUIREMENTS,
        r"(?:requirements?|qualifications?|prerequisites)"
        r"(?: and (?:skills|experience|qualifications|requirements))?",
    ),
    (
        Topic.REQUIREMENTS,
        r"(?:essential|desirable|selection|minimum|person) (?:criteria|specification)",
    ),
    (
        Topic.REQUIREMENTS,
        r"\b(?:skills|skill set|competenc(?:y|ies)|abilities|qualities|traits"
        r"|attributes)(?: and (?:\w+ )?(?:skills|experience|knowledge|qualities|abilities"
        r"|traits|qualifications))?(?: (?:needed|required|to look for))?",
    ),
    (
        Topic.REQUIREMENTS,
        r"^(?:what|who) (?:you|we)(?:'ll|'re|'ve| will| are)? ?(?:bring|need|are"
        r"|should have|have|look for|looking for|expect|hope for|want)"
        r"(?: (?:from you|in you|to have))?$|^who you are$",
    ),
    (
        Topic.REQUIREMENTS,
        r"^what (?P<x>.+) (?:needs?|requires?|must have|should (?:have|know|bring))$",
    ),
    (
        Topic.REQUIREMENTS,
        r"^(?:must[- ]haves?|nice[- ]to[- ]haves?|(?:also )?(?:required|preferred"
        r"|desirable|essential|a bonus|bonus(?: points)?|a plus)|about you"
        r"|(?:your|candidate|ideal candidate|the ideal candidate|our ideal)"
        r" ?(?:profile|background|candidate)?|you (?:have|bring|are|will need))$",
    ),
    (
        Topic.REQUIREMENTS,
        r"^(?:education|experience|knowledge|training|certifications?|licen[cs]es?)"
        r"(?: and (?:education|experience|knowledge|training|certifications?"
        r"|qualifications))?$",
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
    (Topic.WHAT, r"^(?:what|who)(?:'s| is| are) (?P<x>.+)"),
    (Topic.WHAT, r"^(?:definition|meet|understanding|introducing)\b(?P<x>.*)"),
    (Topic.WHAT, r"^(?:the )?(?P<x>.*) (?:at a glance|in a nutshell|explained|defined|in brief)$"),
    (Topic.WHAT, r"^(?:about )?(?:the )?(?:profession|occupation|trade|craft)(?: of)?\b(?P<x>.*)"),
    (Topic.WHAT, r"^(?:was|wer) (?:ist|sind)(?: eigentlich)? (?P<x>.+)"),
    (Topic.WHAT, r"^(?:berufsbild|definition|über den beruf|der beruf)\b(?P<x>.*)"),
]
PATTERNS = [(topic, re.compile(pattern)) for topic, pattern in _PATTERNS]

FILLERS = words(
    """a an the of for to your our their his her its and or in on at as is are be with by from what
    who how key main core typical top best sample common essential primary important most
    general list template example examples full complete short brief detailed job role position
    hiring hire employ recruit here below good great right some day daily everyday when while
    some ask asked asking should you can could questions answers two three four five six seven
    eight nine ten eleven twelve fifteen twenty work major other further technical needed
    required new more der die das den dem des ein eine einen einem einer eines und oder für von
    im in am zu zum zur mit an auf als wichtigste wichtigsten typische typischen zentrale die
    häufige gute guten trade haupt ihre ihr deine unsere zwei drei vier fünf sechs sieben acht
    neun zehn warum wir sie beispiel muster vorlage sollten sich man kurz eigentlich fragen
    antworten was"""
)
