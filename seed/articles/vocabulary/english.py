"""English headings and labels."""

from seed.articles.topics import Topic
from seed.articles.words import words

_JOB = r"(?:job|role|position|post|opportunity|vacancy)"
_HIRE = (
    r"(?:hire|hires|hiring|employ|employs|employing|recruit|recruits|recruiting|need|needs|want"
    r"|wants|invest in|bring in|engage|appoint)"
)
_BUSINESS = r"(?:business|company|team|firm|organi[sz]ation|workplace)"
_LEARNT = r"(?:education|experience|knowledge|training|certifications?|licen[cs]es?)"
_EVERY_DAY = r"(?: (?:all day|every day|day to day|for (?:you|us)))?"

FIRST: list[tuple[Topic, str]] = [
    (Topic.FAQ, r"^(?:.* )?faqs?$|^faqs?\b(?P<x>.*)"),
    (Topic.FAQ, r"frequently asked(?: questions)?|people also ask"),
    (Topic.FAQ, r"^(?:other |more |common )questions about"),
    (Topic.QUESTIONS, r"(?:job )?interview(?:ing)? questions?(?: (?:and|with) \w* ?answers)?"),
    (Topic.QUESTIONS, r"^questions?(?: and answers?)?$|^q ?(?:and|/) ?a$|^interview$"),
    (
        Topic.QUESTIONS,
        r"questions (?:to ask|worth asking|that \w+|for (?:an? |the |your )?"
        r"(?:job )?interviews?|you (?:can|could|should|might) ask)",
    ),
    (Topic.QUESTIONS, r"what to ask|interview guide|interview kit|(?:at|in|for) the interview$"),
    (Topic.QUESTIONS, r"^(?:the |how to )?interview(?:ing)?(?: with)?\b"),
    (
        Topic.BENEFITS,
        r"why (?:you should |should you |you'll love |you will love )?"
        r"(?:join|working|work) (?:us|for us|with us|at|here|with)\b",
    ),
    (Topic.WHY, rf"why (?P<x>.*?)\b{_HIRE}\b"),
    (
        Topic.WHY,
        r"(?:^|\b\w+ )reasons? (?:to|for|why|you|that|companies|businesses)\b"
        rf"(?: (?:{_HIRE}|consider|have))?",
    ),
    (
        Topic.WHY,
        r"(?:benefits|advantages|value|importance|merits|upsides?|case|perks|pros) (?:of|for|in|to)"
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
        r"(?:what|how) (?!you\b|we\b|they\b)(?P<x>.+)"
        r" (?:brings?|adds?|gives?|contributes?|helps?|benefits?|improves?)\b"
        rf"(?: (?:to )?(?:your|the|a) {_BUSINESS})?",
    ),
    (Topic.WHY, r"why (?P<x>.+) (?:matters?|(?:is|are) (?:important|essential|worth\b.*))"),
    (
        Topic.JOB,
        r"(?:job|role|position|vacancy) (?:description|advertisement|advert|ad|posting|post"
        r"|specification|spec|profile|listing|announcement|template)s?\b"
        r"(?: (?:template|sample|example))?",
    ),
    (Topic.JOB, r"(?:sample|example|model) (?:posting|advertisement|advert|ad|vacancy)"),
]

THEN: list[tuple[Topic, str]] = [
    (
        Topic.PROSE,
        r"^(?:how much|how to|how do|how does|how is|how are|how long|where to|where do|when to"
        r"|when do|when should|when is)\b(?P<x>.+)",
    ),
    (
        Topic.PROSE,
        r"^what (?:does|do|can|is|are) (?P<x>.+?) (?:earn|make|cost|get paid|paid)(?: .*)?$"
        r"|^what (?:it|the job|they) (?:pays?|costs?|earns?)$",
    ),
    (
        Topic.PROSE,
        r"^(?:differences?|types?|kinds?|history|common mistakes?|mistakes|red flags?|tools?"
        r"|tips|related|working conditions|work environment|career|outlook|training and"
        r"|salary (?:of|for|expectations|range and))\b(?P<x>.*)",
    ),
    (
        Topic.PROSE,
        r"^(?:conclusions?|(?:a |some )?(?:final|closing|last) (?:thoughts?|words?|notes?|remarks?)"
        r"|(?:to )?wrap(?:ping)?[ -]?up|(?:key )?takeaways?"
        r"|next steps|the bottom line|in (?:short|closing|summary|conclusion))\b(?P<x>.*)",
    ),
    (
        Topic.PROSE,
        r"\b(?:salary|earnings|career path|pay) (?:expectations?|outlook|guide)"
        r"|\bcareer path|\bvs\b",
    ),
    (
        Topic.DISCLAIMER,
        r"^(?:disclaimer|(?:please )?note|equal (?:opportunit(?:y|ies)|employment)\b.*"
        r"|eeo(?: statement)?|diversity(?: and inclusion)?(?: statement)?|legal (?:notice|note))$",
    ),
    (
        Topic.EMPLOYER,
        r"^(?:about (?:us|the (?:company|employer|team|business|organi[sz]ation)|our \w+|\[.+\])"
        r"|who we are|our (?:company|story|team)"
        r"|(?:company|employer) (?:description|overview|profile))$",
    ),
    (
        Topic.OVERVIEW,
        rf"^(?:(?:{_JOB}|general|short) )?(?:overview|summary|brief|purpose|introduction|intro"
        rf"|description|objective)(?: of the {_JOB})?$",
    ),
    (Topic.OVERVIEW, rf"^(?:about )?(?:the|this) {_JOB}(?: in brief)?$"),
    (
        Topic.TITLE,
        r"^(?:(?:job|position|role) ?(?:title|name)|title|position|role|job|vacancy)$",
    ),
    (
        Topic.LOCATION,
        r"^(?:(?:job |work |office )?locations?|place(?: of (?:work|employment))?|workplace"
        r"|based (?:in|at)|office|site|where|work ?site|where you(?:'ll| will)? work)$",
    ),
    (
        Topic.FACT,
        r"^(?:report(?:s|ing) (?:to|line)|department|team|salary(?: range)?|pay(?: range)?"
        r"|compensation|wages?|hourly rate|hours|working (?:hours|time)|schedule|shifts?"
        r"|(?:employment|job|contract) type|type(?: of (?:employment|contract))?|contract"
        r"|start(?:ing)? date|start|duration|(?:closing|application) (?:date|deadline)"
        r"|deadline|(?:experience )?level|seniority|industry|company|employer|remote|travel"
        r"|contact|reference(?: number)?|(?:how to |to )?apply|probation(?: period)?|grade"
        r"|date posted|posted)$",
    ),
    (
        Topic.BENEFITS,
        r"^(?:(?:our|company|employee|your|job|staff|the) )?(?:benefits|perks|rewards"
        r"|extras)(?: and (?:benefits|perks|pay|conditions))?(?: (?:include|offered|package))?$",
    ),
    (
        Topic.BENEFITS,
        r"^what (?:we|the company|\[.+\])(?:'ll| will| can)? (?:offer|give|provide)s?(?: you)?$",
    ),
    (
        Topic.BENEFITS,
        r"^(?:what you(?:'ll| will| can)? (?:get|receive|gain)|we offer|our offer|in return"
        r"|what's in it for you|on offer|(?:compensation|pay|salary) and (?:benefits|perks))$",
    ),
    (
        Topic.DUTIES,
        r"(?:responsibilit(?:y|ies)|accountabilities|duties|duty)"
        r"(?: and (?:duties|responsibilities|tasks))?",
    ),
    (
        Topic.DUTIES,
        r"^what (?P<x>.+) (?:(?:is|are) (?:responsible for|in charge of)|looks? after"
        r"|works? on|takes? care of)$",
    ),
    (
        Topic.DUTIES,
        r"^what (?:the|this) (?:job|role|work|position)"
        r" (?:involves?|includes?|consists? of|is like|looks like)$",
    ),
    (
        Topic.DUTIES,
        r"^(?:(?:your|the|their|daily|main|key|typical|core|regular|everyday) )*(?:tasks?|mission"
        r"|activities|job functions|essential functions|day to day|day-to-day|workload|work)"
        r"(?: and activities)?\b",
    ),
    (Topic.DUTIES, r"\btasks (?:of|for)\b|\btasks$"),
    (
        Topic.DUTIES,
        r"^what (?:you|they|he|she)(?:'ll| will)? (?:do|be doing|be responsible for)"
        + _EVERY_DAY
        + "$",
    ),
    (Topic.DUTIES, r"^what (?:does|do) (?P<x>.+?)(?: actually)? do" + _EVERY_DAY + "$"),
    (Topic.DUTIES, r"^what (?P<x>.+?) (?:will )?(?:does|do)" + _EVERY_DAY + "$"),
    (Topic.DUTIES, r"^(?:a )?(?:typical )?day in the life\b"),
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
        r"\b(?:skills|skill set|competenc(?:y|ies)|abilities|qualities|traits|attributes)"
        r"(?: and (?:\w+ )?(?:skills|experience|knowledge|qualities|abilities|traits"
        r"|qualifications))?(?: (?:needed|required|to look for))?",
    ),
    (
        Topic.REQUIREMENTS,
        r"^(?:what|who) (?:you|we)(?:'ll|'re|'ve| will| are)? ?(?:bring|need|are|should have|have"
        r"|look for|looking for|expect|hope for|want)(?: (?:from you|in you|to have))?$",
    ),
    (
        Topic.REQUIREMENTS,
        r"^what (?P<x>.+) (?:needs?|requires?|must have|should (?:have|know|bring))$",
    ),
    (
        Topic.REQUIREMENTS,
        r"^(?:must[- ]haves?|nice[- ]to[- ]haves?|(?:also )?(?:required|preferred|desirable"
        r"|essential|a bonus|bonus(?: points)?|a plus)|about you"
        r"|(?:your|candidate|ideal candidate|the ideal candidate|our ideal)"
        r" ?(?:profile|background|candidate)?|you (?:have|bring|are|(?:will |may )?need"
        r"|should (?:have|be|bring)|must (?:have|be)))$",
    ),
    (Topic.REQUIREMENTS, rf"^{_LEARNT}(?: and (?:{_LEARNT}|qualifications))?$"),
    (Topic.WHAT, r"^(?:what|who)(?:'s| is| are) (?P<x>.+)"),
    (Topic.WHAT, r"^(?:definition|meet|understanding|introducing)\b(?P<x>.*)"),
    (Topic.WHAT, r"^(?:the )?(?P<x>.*) (?:at a glance|in a nutshell|explained|defined|in brief)$"),
    (Topic.WHAT, r"^(?:about )?(?:the )?(?:profession|occupation|trade|craft)(?: of)?\b(?P<x>.*)"),
]

FILLERS = words(
    """a an the of for to your our their his her its and or in on at as is are be with by from what
    who how key main core typical top best sample common essential primary important most general
    list template example examples full complete short brief detailed job role position hiring hire
    employ recruit here below good great right some day daily everyday when while ask asked asking
    should you can could questions answers two three four five six seven eight nine ten eleven
    twelve fifteen twenty work major other further technical needed required new more trade will
    include includes including following minimum preferred desired basic ideal physical
    professional personal academic formal additional specific summary overview"""
)
