"""The lexicon: the words by which a report says who speaks, asks or offers, and how firmly.

Words of the trade in general; no city, no person and no newspaper stands here.
Not here: the words that name what a figure measures (`measure_words`).
"""

from __future__ import annotations

import re

UNION = (
    r"teachers['’]? (?:union|association|guild|league|federation)s?|guild|education association|federation"
    r"|unions?|association|locals? president|local \d+"
    r"|local(?=['’]s\b|,? (?:says?|said|represents|has|had|wants?|voted|also)\b)|united (?:teachers|educators)"
    r"|bargaining team|organi[sz]ers?|stewards?|labor leaders|rank and file"
    r"|(?:an?|one) (?:[A-Z]\w+ )?teacher(?= (?:\w+ )?(?:said|told))|(?:kindergarten|art|music|math|science|history"
    r"|\w+[- ]grade|high school|elementary) teacher"
)
STAFF = r"teachers|educators|members|instructors|paraprofessionals|nurses"
EMPLOYER = (
    r"(?:school |unified )?districts?|(?:school |education )?boards?(?: of education)?|school committee"
    r"|(?<=according to the )committee|committee(?= (?:chair\w*|says?|said|voted|offers|offered|proposed|(?:has|had) \w+ed)\b)"
    r"|committee(?=['’]s (?:\w+ )?(?:offer|plan|proposal))"
    r"|(?:deputy )?(?:superintendents?|supt)"
    r"|(?:school|schools|city|county|district|board|education|budget)['’]?s? (?:officials?|leaders"
    r"|negotiators?|administrators?|spokes\w+)|officials"
    r"|mayor|city hall|(?<=by the )(?:city|county)\b|(?<=according to the )(?:city|county|town)\b|(?:city"
    r"|county)(?=(?:, \w+,)? (?:(?:is|was|has|had|also|would|will|now"
    r"|initially|later) ){0,2}(?:says?|said|values?"
    r"|puts?|offer\w*"
    r"|propos\w*|estimat\w*|pegs?|pegged|reckons?|warn\w*|claim\w*|insist\w*|pledg\w*|promis\w*|wants?|agreed"
    r"|budget\w*|plans?)\b)"
    r"|(?:city|county|town)(?=['’]s (?:own |latest |last )?(?:proposal|figures?|numbers?|math|estimates?|shows?|offer)\b)"
    r"|management(?! (?:positions?|jobs?"
    r"|posts?|fees?|staff|salaries|costs))"
    r"|(?:school|schools) (?:CEO|chief|chancellor|system|administration)|chancellor"
    r"|public schools|unified|administration|(?<!federal )(?<!state )(?<!local )(?:provincial )?government|province"
    r"|education (?:minister|ministry|secretary|department)|premier"
    r"|administrators|trustees?|(?:city |town |county )?council members?|city council|employer|(?:finance|budget|labor"
    r"|personnel|operations"
    r"|human resources) (?:chief|director|officer|office)"
    r"|chief (?:financial|operating|academic|executive) officer|business (?:manager|official)s?|comptroller"
    r"|chief executive|treasurer|schools(?= (?:says?|said|warn\w*|estimat\w*|signal\w*|offered|proposed|officials)\b)"
)
NEUTRAL = (
    r"neutral panelist|gov\.(?= [A-Z])|fact[- ]?finders?(?:['’]s report)?|fact-?finding report|(?:state|independent"
    r"|outside) (?:audit"
    r"|report|review"
    r"|analysis)|arbitrators?|(?:arbitration|fact-?finding|neutral|independent) panel|commission"
    r"|state (?:education )?department|mediators?|analysts?|economists?|polls?|state auditor|governor|lawmakers"
    r"|legislature|both sides|both parties|judge|think tank|watchdog|(?:civic|policy|research) (?:bureau"
    r"|institute|council|federation)"
)
ACRONYMS = {
    "union": r"(?:[A-Z]{1,3}(?:TU|TA|EA|FT|FE|TF|AT|EU)|UT[A-Z]{1,3}|SEIU|AFSCME)",
    "employer": r"(?:(?:[A-Z][a-z]+ )+Schools\b|[A-Z]{1,4}PS|[A-Z]{1,4}(?:USD|ISD|CSD|SD)|DOE)",
}
SAYS = (
    r"sees(?= (?:an? |one |only ))|"
    r"(?<=['’]s )shows?|ma(?:de|kes) (?:it )?clear|blast(?:s|ed)|slam(?:s|med)|critici[sz](?:es|ed)|denounc(?:es|ed)"
    r"|decr(?:ies|ied)|points? out|pointed out|blam(?:es|ed)|"
    r"sa(?:id|ys?)(?! (?:yes|no)\b)|told|tells?|claim(?:s|ed)?|argu(?:es?|ed)|insist(?:s|ed)?|warn(?:s|ed)?"
    r"|not(?:es?|ed)|add(?:s|ed)(?=\s*[,.:;\"”]|\s*$|\s(?:that|it)\b)|(?<!an )(?<!and )estimat(?:es?|ed)|pric(?:es?"
    r"|ed)(?= (?:it|that|at|the))"
    r"|saying|peg(?:s|ged)?"
    r"|figure[sd]|reckon(?:s|ed)?|calculat(?:es?|ed)|announc(?:es?|ed)|contend(?:s|ed)?|assert(?:s|ed)?"
    r"|explain(?:s|ed)?|stat(?:es|ed)|(?<!following )(?<!news )(?<!after )report(?:s|ed)(?! (?:for|to) )"
    r"|maintain(?:s|ed)?|guess(?:es|ed)|answer(?:s|ed)?|project(?:s|ed)?|believes?|acknowledg(?:es?|ed)"
    r"|conced(?:es?|ed)|points? to|pointed to"
    r"|counter(?:s|ed) that|assum(?:es?|ed)|observ(?:es|ed)|threaten(?:s|ed)|continued|caution(?:s|ed)"
    r"|charg(?:es|ed)(?= that|\.|,|$)"
    r"|alleg(?:es?"
    r"|ed)|cit(?:es?|ed)|suggest(?:s|ed)?|signal(?:s|ed)"
    r"|pledg(?:es|ed)|vow(?:s|ed)|promis(?:es|ed)|repeat(?:s|ed)|reiterat(?:es|ed)|admit(?:s|ted)|den(?:ies"
    r"|ied)|assur(?:es|ed)|expects?|(?<!than )expected|anticipat(?:es?|ed)|agrees? that"
    r"|foresees?|forecasts?|tall(?:ies|ied)|describ(?:es|ed)|accus(?:es|ed)|tweeted|posted|(?:survey|poll"
    r"|study|report|analysis|memo|website|web ?site|deck|budget book|spreadsheet|fact sheet"
    r"|bulletin) (?:[\w,]+ ){0,4}?(?:found|finds|show(?:s|ed)|says|said"
    r"|estimates|lists?|puts)|(?:data|figures|records|documents|slides|filings) (?:show|indicate|say|list|put)(?:s|ed)?"
    r"|respond(?:s|ed)|repli(?:es|ed)|wr(?:ites|ote)|testif(?:ies|ied)|declare[sd]|emphasi[sz]e[sd]"
    r"|stress(?:es|ed)|reminds?"
    r"|sh(?:oots|ot) back|call(?:s|ed) the|call(?:s|ed)?(?= (?:it |that |this |the \w+ )?(?:an? )?[\"“]?\$)|puts?|values?"
    r"|valued"
    r"|recommend(?:s|ed)|disput(?:es|ed)"
    r"|dispute(?= (?:that"
    r"|the|this|those)\b)|confirm(?:s"
    r"|ed)|predict(?:s|ed)|complain(?:s|ed)"
)
INVERTED = (
    r"sa(?:id|ys?)|insist(?:s|ed)?|warn(?:s|ed)?|adds|added|argu(?:es|ed)|answer(?:s|ed)|repli(?:es|ed)"
    r"|not(?:es|ed)|estimat(?:es|ed)|reckons?|calculat(?:es|ed)|contends?|maintains?"
    r"|claim(?:s|ed)?|announced|according to|recall(?:s|ed)|counter(?:s|ed)|retort(?:s|ed)|scoff(?:s|ed)"
    r"|quipp(?:s|ed)|conced(?:es|ed)|continue(?:s|d)|explain(?:s|ed)|complain(?:s|ed)|observ(?:es|ed)"
)
ASKS = (
    r"(?:press|push|hold)(?:es|s|ed|ing)? (?:out )?for|"
    r"call(?:s|ed|ing)? for|offer(?:s|ed|ing)?|propos(?:es?|ed|ing)|ask(?:s|ed|ing)?|wants?|wanted|seek(?:s|ing)?"
    r"|sought|demand(?:s"
    r"|ed|ing)?|counter(?:s|ed)?|request(?:s|ed|ing)?"
    r"|needs?|budget(?:s|ed)|plan(?:s|ned)? to|pledge[sd]|promise[sd]|commit(?:s|ted) to"
    r"|agree[sd]? (?:on [A-Z]\w+ )?to (?:pay|provide|give"
    r"|spend|raise|add|hire|cut|reduce|lower)"
)
ACTS = (
    r"offer(?:s|ed|ing)?|propos(?:es?|ed|ing)|ask(?:s|ed|ing)?|wants?|wanted|seek(?:s|ing)?|sought|demand(?:s"
    r"|ed|ing)?|counter(?:s|ed)?|request(?:s|ed|ing)?"
    r"|approve[sd](?! (?:an?|the) (?:[\w-]+ ){0,4}?(?:contract|agreement|deal|pact|settlement|package)\b)|adopt(?:s"
    r"|ed)|vot(?:ed|es) (?:[\w-]+ ){0,3}?to (?:approve|adopt|pass|cut|give|spend|raise|reject|eliminate|close"
    r"|lay|hire|end)|spends?|spent"
    r"|budget(?:s|ed)|fac(?:es?|ed|ing)|rais(?:es?|ed) its|dropped|lowered"
    r"|mov(?:es?|ed)|cuts?|needs?|lacks?|trim(?:s|med)|owes?|lists?"
    r"|would|will|must|pushed|agreed|set aside|plans?|planned|has|have|had|is|are|hopes?|stands?|stood|held"
    r"|secured|won"
    r"|produced|unveiled|presented|submitted|floated|put forward"
)
ASKED = (
    r"recommendation|position|floor|bottom line|request|demand|ask|proposal|offer|plan|package|counteroffer"
    r"|counterproposal|call for|bid"
)

HEDGES = (
    (
        "at least",
        r"at least|no less than|no fewer than|a minimum of|not less than",
    ),
    (
        "up to",
        r"(?<!add )(?<!adds )(?<!added )(?<!adding )up to|as much as|as many as|as high as|no more than|at most"
        r"|a maximum of"
        r"|a ceiling of|capped at",
    ),
    (
        "more than",
        r"more than|over(?! the )|upwards? of|in excess of|exceed(?:s|ed|ing)?|above|just over|topp?(?:s|ed|ing)?|north of"
        r"|anything above|greater than",
    ),
    (
        "less than",
        r"less than|under|fewer than|below|just under|just below|(?<!fell )(?<!falls )(?<!fall )short of|shy of",
    ),
    (
        "nearly",
        r"nearly|almost|close on|approaching|not quite",
    ),
    (
        "about",
        r"(?<!talking )(?<!talk )(?<!talks )about|around|roughly|approximately|some|an? estimated|estimated at"
        r"|closer to|close to"
        r"|in the (?:neighborhood|range|vicinity) of|more like|or so|on the order of|somewhere near",
    ),
)
HEDGES_AFTER = (
    (
        "up to",
        r"tops|at (?:the )?most|or less",
    ),
    (
        "at least",
        r"or more|at (?:the very )?least|and up",
    ),
    (
        "about",
        r"or so|or thereabouts|give or take",
    ),
)


def words(pattern: str) -> re.Pattern[str]:
    """A pattern of whole words, in capitals or not."""
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)
