"""Measure words: the words of a report that name what a figure measures; # stands for the number.

Words of the trade in general; no city, no person and no newspaper stands here.
"""

from __future__ import annotations

from commonground.claims import lexicon

NO_MONEY_CUT = (
    r"(?!\s(?:[\w’'-]+ ){0,3}?(?:class(?:es)?|class(?:room)? sizes?|caseloads?|workloads?|test(?:s|ing)|paperwork"
    r"|instruction"
    r"|teaching|prep\w*|time|hours|days|turnover|crowding|vacancies|(?:the|its|their) gap)\b)"
)
MEASURES = (
    (
        "gap",
        r"at odds over|\bat issue\b|apart|distance between|(?<!budget )(?<!funding )\bgap\b|differences?|differ\b"
        r"|separat\w+|\bdivide[sd]?\b"
        r"|overstat\w+|understat\w+|off by"
        r"|too (?:high|low)|away from (?:a|an|each|agree)|fight comes down to|chasm|gulf|canyon|\bwithin\s+(?:[.,;]|$)",
    ),
    (
        "saving",
        rf"\bsav(?:e|es|ed|ing|ings)\b|\b(?:trim(?:s|med|ming)?|cut(?:s|ting)?|reduc\w+|slash\w*)\b{NO_MONEY_CUT}"
        r"|concessions?|\bgive[- ]?backs?",
    ),
    (
        "budget",
        r"(?<!to the )(?<!to its )budget(?! (?:gap|deficit|shortfall|hole))|\bborrow\w*|on hand|in the bank"
        r"|reserves?|surplus|revenues?|federal (?:relief|aid)|rainy[- ]day"
        r"|\b(?:emergency|state|federal) (?:funding|funds|money)\b|fund balance|state(?:['’]s)? (?:share|aid)\b"
        r"|pension payment"
        r"|debt|bond|proposed for schools|the money is there|in relief|found|sitting on|hoard\w*|unspent|underspen\w+"
        r"|carry-?over|\bbring in\b|\bbrings in\b|\bgenerat\w+\b",
    ),
    (
        "deficit",
        r"deficits?|(?:budget|funding) gap|shortfalls?|\bholes?\b|in(?:to)? the red\b",
    ),
    (
        "pay",
        r"salar(?:y|ies)|\bearn\w*|\bbase rate\b|\btop of the scale\b|\bpay\b|\bpaid\b|\bpays (?:her|him|them)\b"
        r"|\bwages?\b|stipends?|incentives?|bonus\w*"
        r"|payments? for"
        r"|(?<=\s{3})each\b|starting"
        r"|start at|\bnets?\b|a head|per (?:teacher|member|person|employee|FTE)|paychecks?|minimum|\bextra\b|take[- ]home"
        r"|top(?:s"
        r"|ped)? out|\bchecks?\b"
        r"|payments|\b(?:teachers?|educators?|aides?|nurses?|members?|employees?|workers?) (?:\w+ )?(?:makes?|making)\b"
        r"|\b(?:they|who|she|he) (?:\w+ )?(?:makes?|made|making) (?:\w+ ){0,3}(?=\s*(?:#|$))",
    ),
)
APART = r"\bapart\b(?! from)|(?<!pay )(?<!wage )(?<!budget )(?<!funding )(?<!salary )\bgap\b"
SIDES = r"(?:us|them|both sides|the (?:two |bargaining )?(?:sides|parties))"
BETWEEN = (
    r"\bwithin\s(?:\w+\s){0,2}#\s(?:of|from) (?:each other|one another|a deal|an agreement)\b|"
    r"\b(?:pay|salar(?:y|ies)|wages?)\s(?:is|are|was|were)\s(?:\w+\s){0,2}#\s(?:higher|lower|less|more)\b|"
    r"\b(?:trail(?:s|ed)?|lag(?:s|ged)?|tops?|topped|exceed(?:s|ed)?)\b[^#]{0,40}\bby\s(?:\w+\s){0,2}#|"
    r"\b(?:over|under)(?:stat|estimat)\w+\b[^#]{0,40}\bby\s(?:\w+\s){0,2}#|"
    r"\b(?:offer|proposal|package|plan|demand)s?\b[^#]{0,20}\bexceed\w*\s[^#]{0,30}['’]s?(?: \w+)? by\s(?:\w+\s){0,2}#|"
    r"#\s(?:over|above|beyond|more than|below|short of)\swhat\b(?! (?:is|was|it|they) (?:\w+ )?(?:budgeted|planned|set aside))|"
    r"#\s(?:more|less|higher|lower|above|below)\s(?:than\s)?(?:what\s)?(?:the\s)?(?:[\w’']+\s){1,3}"
    r"(?:demand|offer|proposal|wants|asked|sought|claim|says\b|said|estimate)"
    rf"|#\s*(?:(?:now |still )?(?:stands?|lies?|remains?|is|are|left)\s)?between {SIDES}\b"
    rf"|^\W*between {SIDES} (?:now |still )?(?:stands?|lies?|remains?|is|are)\b"
)
ENTRY = (
    r"(?:starting|beginning|new|first[- ]year|entry[- ]level) (?:\w+ )?(?:teachers?|educators?|salar(?:y|ies)|pay|wages?)"
    r"|starting at|start at|entry[- ]level"
)
RAISES_PAY = (
    r"\b(?:increas|rais|boost|lift|bump)\w* (?:[\w'’-]+ ){0,3}?(?:pay|salar(?:y|ies)|wages?|earnings|paychecks?)"
    r"(?: [\w'’-]+){0,3}? by\s+(?:\w+\s+){0,2}#"
)
PAY_MOVED = (
    r"\b(?:pay|salar(?:y|ies)|wages?|earnings)\b[^#]{0,24}\b(?:fallen|fell|dropped|gone up|risen|rose|grown|down"
    r"|(?:is|are|was|were) up)(?: by)?\s+(?:(?!to\b|at\b|from\b)\w+\s)?#"
)
RAISED_BY = (
    r"#\sto (?:every|each|the|an?|their) (?:[\w-]+(?:['’]s)? ){0,2}?(?:salar(?:y|ies)|pay|paychecks?|base)\b|"
    r"\b(?:paid|offered|get|receive)\w*\s[^#,;]{0,24}#\s(?:more|extra)\b(?!\s(?:than|for))|"
    r"\b(?:offer|proposal|raises?|increase)\b[^#]{0,20}\b(?:works? out to|amounts? to|comes? (?:out )?to"
    r"|equals?)\s(?:\w+\s){0,3}#\s(?:more )?"
    r"(?:a|per) (?:week|month|paycheck|hour)\b|"
    r"#\s(?:(?!percent|million)[\w-]+\s){0,2}?increase\b(?! in (?:\w+ )?(?:fund|spend|cost|expens|budget|premium|rent"
    r"|tax))|"
    r"#\s(?:hike|bump)\b|#[\s-](?:an?|per)[\s-](?:hour|day)(?:\s[\w-]+){0,2}?\s(?:increase|raise|adjustment|bump)\b|"
    r"\b(?:increase|rise|raise|grow|go up|raised)[sd]? (?:by|of)\s*(?:\w+\s)?#"
    r"|\b(?:raises?|increases?|bumps?|hikes?|pay cuts?) (?:of|worth|averaging|totall?ing)\s(?:\w+\s){0,2}#"
    r"|\badd(?:s|ed|ing)?\s+(?:\w+\s){0,2}\s*#[^#]{0,12}\bto (?:[\w’'-]+\s){0,3}(?:salar(?:y|ies)|pay|base|paychecks?"
    r"|schedule|cell)\b"
    r"|\braise\b[^#]{0,50}\bworth\s+(?:\w+\s)?\s*#"
    r"|#\s*(?:[\w-]+\s){0,2}?(?:raise|pay (?:hike|increase|raise|bump|cut)|(?:salary|wage) increase)s?\b"
    rf"|{PAY_MOVED}"
)
COSTS = (
    r"\bpayroll\b|"
    r"\b(?:would|could|will|to) mean\b|\binvest(?:s|ed|ing|ment)?\b|\bfines?\b|\bcosts?(?:ing)?\b(?![- ]of[- ]living)"
    r"|\bprice\b|\bspen(?:d\w*|t)\b"
    r"|\bworth\b|\bloses?\b|\blost\b|\bback pay\b|\badds?\b|\badding\b"
    r"|\bloss(?:es)? of\b|\bconsum(?:e|es|ed|ing)\b|\bswallow\w*|\bexpens\w+|(?<=would )take\b|(?<=will )take\b"
    r"|\bbill (?:for|of|to|comes|would)\b"
    r"|\bfoot\w* the bill\b"
)
BUYS = (
    rf"{COSTS}|\bgo (?:above|beyond|past|over)\b|price\w*|spent|offer\w*|propos\w*|\bdeal\b|\bpackages?\b|\bplans?\b"
    rf"|\bcontract\b|\braises?\b"
    rf"|demands?\b|agreement"
    r"|\bpact\b|\basks?\b|\basked\b|\basking\b|\bpay\w*|\bpaid\b|\blost\b|\bowes?\b|\bwants?\b|\bseek\w*|\bneeds?\b"
    r"|\bset aside\b"
    r"|settlement|increases?\b|\btotal(?:s|ing|ling)?\b|\b(?:would|will) take\b|overtime|\binvest\w*|\bafford\b"
    r"|\bmoney for\b|\bfunds?\b|\bfunding\b|\bfinanc\w+|\bvalue[sd]?\b"
    r"|#\s*(?:more\s)?(?:for|on|toward|to (?:reduce|hire|add|pay|fund|lower|expand|cover))\b|\bon the table\b"
    r"|\bcontribut\w+|\bmoved?\b|\bruns?\s|\blive with\b|\bin the offer\b"
)
FOR_THINGS = (
    r"\b(?:requests?|demands?|proposals?|asks?|wish list)\b[^#]{0,20}\b(?:total|amount|add|com|cost)\w*\b[^#]{0,20}#|"
    r"#\s*(?:more\s)?(?:for|toward) (?:[\w-]+\s){0,2}?"
    r"(?:raises|salaries|pay|nurses|counsell?ors|librarians|class(?:es)?|repairs|aides|social workers)\b"
)
GAINED = r"\bgains?\s*(?:\w+\s)?#"
RECEIVED = (
    r"\b(?:payments?|bonus(?:es)?|stipends?) of (?:\w+ )?#|"
    r"\bgiv(?:e|es|ing) (?:\w+ ){0,2}?(?:teachers|members|employees|staff|educators|aides)\s#"
    r"|\b(?:raised|lifted|increased|boosted|brought) (?:up )?to\s(?:\w+\s){0,2}#"
    r"|\b(?:makes?|making|made)\s(?:\w+\s){0,2}#|\b(?:receives?|gets?|got|received)\b[^#,;]{0,12}#"
)
PAY_TO = (
    r"\b(?:pay|salar(?:y|ies)|wages?|base)\b[^#]{0,60}\b(?:increas\w+|ris(?:e|es|ing)|rose|rais\w+|climb\w*|grow\w*|go(?:es)?)"
    r"(?: up)? to\s(?:\w+\s){0,2}#"
    r"|\b(?:br(?:ing|ought)|rais|lift|boost|increas)\w*\s[^#,;]{0,40}\b(?:pay|salar(?:y|ies)"
    r"|wages?)\b[^#,;]{0,40} to\s(?:\w+\s){0,2}#"
)
COMPARED = (
    r"\b(?:that|it|which|figure|amount)\s(?:would|will|could)\s(?:rise|increase|grow|climb|go|jump|fall|drop)\s(?:up\s"
    r"|down\s)?to\s(?:\w+\s){0,2}$|\b(?:up|down) from (?:\w+\s)?$|\b(?:compared (?:with|to)|versus|instead of|rather than"
    r"|against)\s(?:the\s|about\s)?$"
)
GRANTED = (
    r"\bhold(?:s|ing)\s(?:\w+\s){0,2}#|"
    r"#\s(?:(?:operating|school|annual|city|district)\s)?(?:spending plan|budget)\b(?! (?:cut|gap|deficit|shortfall"
    r"|hole|reduction))|"
    r"\b(?:state|legislature|lawmakers|governor|congress|county)\b[^#]{0,40}"
    r"\b(?:send\w*|sent|added|approv\w+|appropriat\w+|propos\w+|provid\w+|allocat\w+)\b[^#]{0,16}#|\bin (?:its|the"
    r"|their) (?:[\w-]+\s){0,2}fund\b|\bwith the\s*#"
    r"|#\s(?:that\s)?(?:the\s)?(?:state|legislature|lawmakers|governor|congress|county)\s(?:has\s|had\s)?"
    r"(?:sent|approved|appropriated|provided|allocated|gave)\b|#\s*from (?:its|the) (?:[\w-]+\s){0,2}(?:funds?"
    r"|reserves?)\b|\brais(?:e|es|ed|ing)\s(?:(?:about|roughly|nearly|an estimated|up to|over|more than|some)\s)?\s*#"
    r"|\brestor(?:e|ed|es|ing|ation)(?: of)?\s(?:\w+\s){0,2}\s*#"
)
BY_THE_DAY = r"#\s*(?:more\s)?(?:a|an|per) (?:day|hour)\b|\bgives?\b[^#]{0,40}#\s*(?:more\s)?(?:a|per) (?:week|month)\b"
OWN_NOUN = (
    (
        "gap",
        r"(?<!budget )(?<!funding )\b(?:gap|difference|distance)\b(?: between (?:[\w’'-]+ ){1,6}?)?\s?(?:is|was|of"
        r"|stands at|comes to"
        r"|amounts to)\s(?:\w+\s){0,3}#",
    ),
    (
        "cost",
        r"#\s(?:that\s)?(?:it|they|the \w+)\s(?:now\s|already\s)?(?:spends?|spent|pays?|paid)\b|"
        r"\bcost(?:s|ing)?\s(?:(?:an?|about|nearly|up to|at least|more than|as much as|roughly|around|almost|some|another"
        r"|additional|extra|the|district|city)\s){0,4}#|"
        r"\badd(?:s|ed|ing)?\s(?:\w+\s){0,2}#\s(?:a year\s)?to (?:an?|the|its|their) (?:[\w-]+\s){0,3}?"
        r"(?:deficit|shortfall|gap|hole)\b",
    ),
    (
        "deficit",
        r"\bshort\s(?:\w+\s)?#|#\sshort\b(?! of)|\bfac\w*\s(?:[\w-]+\s){0,3}?gaps?\s(?:of\s)?(?:\w+\s){0,2}#"
        r"|#\s(?:[\w-]+\s){0,2}?(?:deficit|shortfall"
        r"|(?:budget|funding) (?:gap|hole)|hole)\b"
        r"|\b(?:clos|plug|fill)\w*\s(?:an?\s|the\s|its\s)?(?:[\w-]+\s){0,2}#\s(?:gap|hole)\b",
    ),
    (
        "saving",
        r"\bg[ia]v\w+ (?:up|back)\s(?:\w+\s){0,2}#"
        r"|\bsav(?:e|es|ed|ing)\s(?:[\w’']+\s){0,3}?#|#\s(?:[\w-]+\s){0,2}?(?:saved|savings|in savings)\b",
    ),
    (
        "budget",
        r"#\s(?:[\w-]+\s){0,2}?(?:reserves?|surplus|fund balance|(?:rainy[- ]day|emergency) fund)\b"
        r"|#\s(?:increase|boost|cut|reduction) (?:in|to) (?:[\w-]+\s){0,2}?(?:education|school|state) (?:funding|spending"
        r"|aid|budgets?)\b"
        r"|\b(?:strike|reserve|general|emergency|contingency) fund of\s(?:\w+\s){0,2}#"
        r"|\b(?:aid|relief|funding)\s(?:total\w*|of|worth)\s(?:\w+\s){0,2}#"
        r"|^(?!.*\b(?:los(?:e|es|s|ing|t)|cost(?:s|ing)?)\b).*#\s(?:in|of) (?:[\w-]+\s){0,3}?(?:aid|relief|relief funds"
        r"|grants"
        r"|reserves"
        r"|(?:state |school |education |new )?funding(?! (?:gap|cuts?))|revenue|federal funds|state funding)\b",
    ),
    (
        "cost",
        r"\b(?:pledged|promised|contribut\w+|kick\w* in)\s(?:\w+\s){0,2}#|#\s(?:estimate|price tag|cost|tab|bill|package"
        r"|deal|contract|settlement)\b"
        r"|#\sin (?:[\w-]+\s){0,3}?(?:costs|expenses|spending|raises"
        r"|overtime|back pay|contributions|(?:salary|pay|wage) increases|(?:new|more|additional|extra) (?:pay|salary|wages))\b"
        r"(?!\s(?:cuts|reductions))",
    ),
)
CUT_BY = (
    r"#\s(?:more\s)?(?:in|of|worth of)\s(?:[\w-]+\s){0,3}?(?:cuts|cutbacks|reductions|savings|concessions)\b"
    r"|\b(?:reduc|cut|trim|slash|lower|shr[iau]nk)\w* (?:[\w’'-]+\s){1,5}by\s+(?:\w+\s){0,2}\s*#"
)
A_YEAR = (
    r"^\s(?:(?:more|a year|each year|annually)\s?)?(?:,\s)?(?:over|for|across|in each of"
    r"|spread over)\s(?:the\s)?(?:life|term|next|[\w]+[\s-]y(?:ea)?rs?\b)"
    r"|^\s(?:a|each|per|every) year\b"
)
BORNE = (
    r"\bcost(?!s?[- ]of[- ]living)|\bpay(?:s|ing)? (?!would|will|is|was"
    r"|could|of)(?:[\w]+\s){0,4}?\s*#[^#,;]{0,24}\bfor\b(?! (?:each|every|a"
    r"|their)\b)|\bpay (?:between"
    r"|about|more|an extra|an additional|an? (?:minimum|maximum|total) of|at least|up to|as much as|nearly|roughly"
    r"|almost)?\s*#|\bpay between|(?<!after )\bpremiums?\b|\bdeductibles?\b|\bdeductions?\b|\bco-?pays?\b"
    r"|\bcontribut\w+\s+(?:\w+\s)?\s*#|\b(?:per|for each|for every|on each) (?:pupil|student|child)\b|\b(?:of"
    r"|from) (?:their|his|her|our|your) own\b"
    r"|\bspen(?:d\w*|t)\b|\bfine[ds]?\b"
)
AID_LOST = (
    r"^(?=.*\b(?:aid|revenues?|grants?)\b).*\b(?:los(?:e|es|ing|t)|falls?|fell|fallen|dropp\w*|declin\w*|shr[aiu]nk)\b"
)
OF_HEALTH = (
    r"^(?!.*\b(?:raises?|salar(?:y|ies)|wages?)\b).*\b(?:premiums?|(?:health|medical|insurance)(?:[- ]care)? (?:\w+ )?costs?"
    r"|deductibles?|co-?pays?|their (?:own )?share)\b[^#]*#"
)
BUDGET_GAP = r"#[^#]{0,12}\b(?:gap|hole) in (?:[\w’'-]+\s){1,4}(?:budget|spending plan|finances)\b"
VOTED = r"\bvot(?:e|es|ed|ers|ing)\b|\bballots?\b|in favou?r|turnout|said yes|took part|membership"
DECIDED = r"\b(?:approv|reject|ratif|authori[sz]|turn(?:ed)? down|declin|support|back)(?:\w*)"
OF_DECIDERS = rf"#[^#]{{0,40}}(?:{DECIDED})|(?:{DECIDED})[^#]{{0,60}}(?:\bby|,)\s(?:\w+\s){{0,2}}#"
OF_WHOLE = r"of (?!(?:(?:a|the|that|this) )?(?:raise|increase|wage increase|salary increase|pay increase))"
OR_PERCENT = (
    r"\b(?:members|teachers|educators|employees|workers|students|schools|voters|votes|people)\b[^;]*,\s(?:or"
    r"|which is)\s(?:\w+\s){0,2}$"
)
PROPORTION = r"\b(?:percentage|share|proportion|portion) of\b[^#]*#"
OF_BUDGET = (
    r"\sof (?:the|its|their|all|our|that)? ?(?:[\w’'$.-]+ ){0,4}?"
    r"(?:budgets?|fund|spending|expenditures|costs?|premiums?|revenues?)\b"
)
OF_WHICH = r"\bof (?:which|whom|those|them),?\s(?:only\s|about\s|some\s|nearly\s)?$"
RAISE_OF = (
    r"\b(?:paid|earn|make)\s(?:\w+\s){0,2}#\smore\b(?!\sthan)|"
    r"\b(?:offer|proposal)s? of (?:\w+\s){0,2}#(?!\s(?:of|in)\b)|\b(?:to offer|offer(?:ed|ing"
    r"|s))\s(?:\w+\s){0,2}#(?!\s(?:of|in)\b)|"
    r"\b(?:asks?|asked|asking|calls?|called|calling|holding out) for (?:\w+\s){0,2}#(?!\s(?:of|more|less|fewer)\b)|"
    r"\b(?:wants?|wanted|seeks|seeking|sought|demand(?:s|ed|ing)|propos(?:es|ed|ing)) (?:(?:an?|about|up to|at least"
    r"|nearly|only"
    r"|roughly|just) ){0,2}#(?!\s(?:of|more|less|fewer)\b)|#\s(?:deal|settlement|offer)\b|"
    r"#\s(?:[\w-]+\s){0,2}?(?:pay|salary|wage|cost[- ]of[- ]living|inflation(?:ary)?)\s(?:increase|adjustment|raise"
    r"|bump|hike)s?\b|"
    r"\b(?:raises?|pay (?:hikes?|increases?|cuts?)|(?:salary|wage) (?:hikes?|increases?)|bumps?|cost[- ]of[- ]living"
    r" (?:increases?|raises?|adjustments?)|COLAs?) (?:of|worth|to|at|totall?ing|averaging)\s(?:\w+\s){0,2}#"
)
RAISED = (
    r"\braises?\b|\brises?\b|\brose\b|increas\w+|\bhikes?\b|\bpay\b(?! for)|\bCOLA\b|\bcost[- ]of[- ]living (?:adjust"
    r"|increase|raise)\w*"
)
OTHER_RISES = (
    r"(?:insurance|health|health[- ]care|overall|total|labor) costs?\b|\bfund balance\b|"
    r"\bcontributions?\b|\bclass(?:room)? sizes\b|\b(?:health[- ]?care|health|medical|dental|insurance) (?:benefits?"
    r"|coverage)\b"
    r"|\b(?:funded|covered) at\b|\bwork\w* (?:an average of|about|roughly)\b|premium"
    r"|\benrol\w+|\brevenues?\b|\btax\w*"
    r"|\blevy\b|\brents?\b|\bcost of living\b(?! (?:adjust|increase|raise))"
    r"|\binflation\b|\babsen\w+|\battendance\b|\bturnover\b|\bvacanc\w+"
    r"|\b\w+ rates?\b|\breserves?\b|\bpoverty\b|\bproficien\w+|\bcapacity\b|\baccounts? for\b|\bgoes to\b|\bgo to\b"
    r"|\bmakes? up\b"
)
HELD_OUT = (
    r"\bwent from\b|\b(?:opened|holding|came in) at\b|\b(?:is|are) now at\b|\bgo(?:es|ing)? (?:above|beyond|past|over)\b"
    r"|\bsettled on\b|\bno (?:higher|more) than\b|\bafford\b"
    r"|\b(?:contract|deal|pact|agreement|settlement)\b[^#]{0,40}"
    r"\b(?:gives?|gave|provides? for|contains?|calls for)\b|"
    rf"\b(?:{lexicon.ASKS})\b|\bhold(?:s|ing)? out for\b|\bsettled?(?: \w+){{0,3}} for\b|\bgo (?:as high as|to|up to"
    rf"|back for)\b|\bcomes? back (?:with|at)\b|\bcame back (?:with|at)\b|\bat the table\b"
    r"|\bposition\b|\bmoved\b|\bcame (?:up|down)\b|\bget\b|\bgets\b|\bgot\b|\bagreed\b|\baccept\w*|\brecommend\w*"
    r"|\baward\w*"
)
BORNE_SHARE = (
    r"\bturnout\b|\bthem to (?:pay|contribute) (?:\w+\s)?#|"
    r"\bpay(?:s|ing)? (?:(?:only|about|up to|as much as|nearly) )?#\s(?:of|towards?|into)\b|"
    r"\b(?:contribut|chip|cover|shoulder|absorb|pick)\w* (?:(?:in|up|more|than|the|an?|additional|another|only|about"
    r"|just|scrawny|mere) ){0,5}#"
    r"|#\s(?:(?:that|which)\s)?(?:they|teachers|members|employees|workers)\s(?:now\s)?(?:pay|contribute)\b"
    r"|#\s(?:(?!raise|increase)[\w’'-]+\s){0,2}?(?:contribution|pick-?up|match)\b"
)
SHARED = (
    r"premiums?|turnout|of .{0,20}budget|\bpolls?\b|inflation"
    r"|cost[- ]of[- ]living(?! (?:increase|raise|adjust\w*))|reported to work|interest|of classes|attendance"
    r"|graduat\w+|enrol\w+"
)
RAISES = (
    r"\braises?\b|increas\w+|\bhikes?\b|\bpay\b|\bsalar\w+|\bwages?\b|\boffer\w*|\bpropos\w+|compound\w*"
    r"|\bstipend|\bdeal gives|\bsteps?\b|schedule|demand"
)
