"""The words by which `what` tells objects apart: persons from ground, weapons from crowds, rebels from troops."""

from __future__ import annotations

import re

from pipeline.tag.text.cues import AnyCase

PERSON = AnyCase(
    r"\b(?:observers?|monitors?|mediators?|journalists?|reporters?|soldiers?|servicem[ae]n|troops|officers?"
    r"|policem[ae]n|m[ae]n|wom[ae]n|people|civilians?|hostages?|students?"
    r"|girls?|boys?|children|passengers?|workers?|crew|priests?|nuns?|bishops?|commanders?|leaders?|(?:militants?|rebels?)(?!-)"
    r"|lieutenants?|deput(?:y|ies)|aides?|masterminds?|accomplices?"
    r"|fighters|pilots?|sailors|fisherm[ae]n|tourists?|aid workers?|teachers?"
    r"|engineers?|villagers|residents|mayor|officials?|delegation|mission|members?|captives?|detainees?|prisoners?"
    r"|personnel|bus carrying|families|foreigners?|nationals?|judge|editor|activists?|protesters?|colleagues"
    r"|relatives|another|him|her|them|trio|pair|couple|suspects?)\b",
)
SOME = AnyCase(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty|dozens|\d+)\b"
)
GROUND = AnyCase(
    r"\b(?:town|city|village|villages|towns|cities|district|province|area|areas|territory|neighbou?rhoods?|stronghold"
    r"|bastion|positions?|fortifications?|trench(?:es)?|front ?lines?|hill|hills|heights|ridge|crossing"
    r"|(?:border|army|military|guard|police) posts?"
    r"|airport|airfield|airbase|air base|bases?|barracks"
    r"|bridge|road|highway"
    r"|checkpoints?|headquarters|buildings?|town hall|city hall|police stations?|station|offices?|islands?|sites?"
    r"|port|dam|oil ?fields?|gas fields?|oil wells|refinery|complex|compound|camps?|prison|parts? of|swathes?"
    r"|swaths?|ground|region|suburbs?|quarter|enclave|citadel|castle|mountain|capital|control|installations?"
    r"|television|tower|square)\b",
)
WEAPONS = AnyCase(
    r"\b(?:weapons?|arms|ammunition|explosives|rifles|missiles?|rockets?|cache|munitions|ieds?|bombs?|drugs"
    r"|armou?red vehicles)\b",
)
CROWD = re.compile(r"\b(?:crowds?|mobs?|youths?|gangs?|residents|groups|fans|villagers|pro-\w+)\b", re.IGNORECASE)
NO_OBJECT = re.compile(
    r"^ ?(?:on\b(?! (?:mon|tues|wednes|thurs|fri|satur|sun)day)|upon\b|power\b|up\b|the (?:opportunity|moment"
    r"|initiative|chance|attention|imagination|spirit|mood|title|lead)|headlines|attention|on (?:video|film|camera)"
    r"|assets|victory|part\b|place\b|responsibility|steps?|action|notice|advantage|a (?:toll|stand|step|decision)"
    r"|office\b)",
    re.IGNORECASE,
)
REBELS = re.compile(
    r"\b(?:rebels?|militants?|insurgents?|gunmen|separatists?|fighters|guerr?illas?|jihadis\w*|terrorists?|militias?"
    r"|armed men|islamists?|taliban|isis|isil|islamic state|daesh|is\b(?= (?:fighters|militants))"
    r"|opposition fighters|masked men)",
    re.IGNORECASE,
)
TROOPS = re.compile(
    r"\b(?:army|troops|government forces|security forces|military|soldiers|police|special forces|regime forces"
    r"|national guard|government|\w+ forces)\b",
    re.IGNORECASE,
)
REBEL_HELD = re.compile(
    r"\b(?:rebel|militant|insurgent|separatist|isil|isis|is|taliban|jihadist|opposition)[\w-]* (?:stronghold|bastion"
    r"|-held|held|control)|(?:isil|isis|daesh|taliban|rebels?|militants?"
    r"|boko haram)(?:'s)? (?:\w+ ){0,4}(?:stronghold|bastion|capital)",
    re.IGNORECASE,
)
CIVIL_PROTEST = re.compile(
    r"\b(?:protest\w*|demonstrat\w*|rally|rallies|marchers|activists|supporters of|football|fans)\b", re.IGNORECASE
)
ARMED_VICTIM = re.compile(
    r"\b(?:soldiers?|troops?|policem[ae]n|police|officers?|servicem[ae]n|militants?|rebels?|insurgents?|fighters?"
    r"|guerrillas?|separatists?|terrorists?|gunmen|security personnel|paratroopers?|conscripts?|jihadists?"
    r"|attackers?|commander|peacekeepers?|gendarmes?|marines|commandos?|militiam[ae]n"
    r"|(?:border|prison|national) guards?|recruits|cadets)\b",
    re.IGNORECASE,
)
CARGO = re.compile(
    r"\b(?:civilians?|residents|families|people|patients|children|women|citizens|nationals|wounded|refugees"
    r"|foreigners|staff)\b",
    re.IGNORECASE,
)
SENT_HOME = re.compile(
    r"\b(?:troops?|forces?|soldiers?|tanks?|military|army|peacekeepers?|contingents?|battalions?|brigades?|marines)\b",
    re.IGNORECASE,
)
FROM_PLACE = AnyCase(r"\bfrom\b|\bout of\b|\bcheckpoint\b|\bcity\b|\btown\b")
THINGS = AnyCase(
    r"\b(?:report|statement|video|film|album|figures|details|photo\w*|footage|images?|results|names?|funds?|money"
    r"|documents?|list|book|song|data|information|aid)\b",
)
AGREED = re.compile(
    r"\b(?:agreed|signed|reached|ordered|announced|declared|brokered|took effect|came into (?:force|effect)|began"
    r"|accepted|struck|concluded|negotiated|under a|holds?|held|extended|violat\w+|collapse\w*|br(?:eak|oke|oken)\w*"
    r"|completed|implemented|finali[sz]ed)\b",
    re.IGNORECASE,
)
CAPTIVE = re.compile(r"\b(?:the|those|these|their|its|eight|seven|\w+ of the|all|of|over|\d+) $", re.IGNORECASE)
NOT_ARREST = re.compile(r"\b(?:drug|drunk|theft|fraud|murder|rape|corruption|tax)\b", re.IGNORECASE)
TAKEN_AND = re.compile(
    r"\b(?:expel|oust|evict|dislodg|drove|driv|push|retook|retak|recaptur|captur|seiz|took|tak|liberat|clear)\w* "
    r".*\band $",
    re.IGNORECASE | re.DOTALL,
)
TOLD_OF = re.compile(r"\b(?:was|were|been|be|being|are|is|had|has|have)\b")
LET_GO = re.compile(
    r" (?!(?:by|in|from|on|at|and|an?|the)\b)(?:[\w'-]+ ){1,4}?(?:(?:was|were|is|are|been|be|has|have|had|to) )*"
    r"(?:freed|released|rescued|let go|set free|freeing|return(?:s|ed)?|escap(?:es?|ed)|home|walk(?:s|ed)? free)\b",
    re.IGNORECASE,
)
NEXT_DEED = re.compile(r"[;:.]|,.*,|\b(?:and|then|but|before|later|until)\b", re.IGNORECASE | re.DOTALL)
"""A further deed of its own, not the one that a relative clause stands in."""
UNFOUGHT = AnyCase(
    r"\bwithout (?:a (?:single )?shot|firing|a fight|any fight|fighting|bloodshed|(?:any |much |meeting )?resistance)"
    r"|\b(?:not a|no) (?:single )?shots? (?:was|were|being|had been) fired"
    r"|\bpeaceful(?:ly)? (?:handover|handed|took|taken|entered|seized|occupied)"
    r"|\bunopposed\b|\bhand(?:ed|s|ing)? (?:[\w'-]+ ){0,4}?back\b",
)
"""What is taken so was given: the type tells of no fight."""
AGREED_ON = re.compile(r"\bagree(?:d|s)?(?: (?:on|to|upon))?(?: (?!withdr|pull)[\w'-]+){0,4} $", re.IGNORECASE)
"""What is only agreed is not done yet."""
HANDLED = AnyCase(
    r"\b(?:lift|clear|remov|withdr[ae]w|pull(?:ed|ing|s)? back|pull-?back|suppl(?:y|ied)|deliver|s[eo]ll|sold|bought"
    r"|stockpil|stor(?:e|ed|ing)|hid(?:den|ing)|transport|smuggl|brought with|handed (?:over|in)|surrender|ban\b|banned"
    r"|destruction|inspect|search\w* for)\w*(?: (?!and (?:the|a)\b)[\w,'-]+){0,9} ?$",
)
"""Weapons that are moved, kept or taken away are not used."""
SPOKE = AnyCase(r"\b(?:said|says?|told|reported|complained|according)\b")
CROWD_DOER = AnyCase(
    r"\b(?:mobs?|settlers|crowds?|youths?|villagers|mourners|rioters|protest(?:e|o)rs|demonstrators|supporters|students"
    r"|townspeople|neighbou?rs|vigilantes|young men|gangs of (?:youths|men)|(?:hundreds of|[\d,]+) people)\b",
)
OF_NEIGHBOURS = AnyCase(
    r"\b(?:\w+-owned|homes?|houses?|huts|shops?|stores|baker(?:y|ies)|villages?|villagers|famil(?:y|ies)|mosques?|temples?"
    r"|church(?:es)?|farms?|olive trees|neighbou?rhood|quarter|traders?|migrants|minorit(?:y|ies)|muslims?|christians?"
    r"|hindus?)\b",
)
OF_THE_STATE = AnyCase(
    r"\b(?:police|soldiers|troops|peacekeepers|army|security forces|government|ministry|party|parliament|governor\w*"
    r"|patrols?|jeeps?|town hall|city hall|courthouse|embassy|headquarters|barricades?)\b",
)
HANDLED_NEXT = AnyCase(
    r"[^;.]{0,60}?\b(?:(?:will|would|must|should|can|to|was|were|been|being|be|is|are)\b(?: (?:also|now|later|all))?)"
    r" (?:be |been )?(?:withdrawn|removed|pulled (?:back|out)|moved|handed (?:over|in)|surrendered|supplied|delivered"
    r"|transferred|sold|shipped|stored|banned|seized|found|recovered|confiscated)\b"
)
"""The same where what is done with them stands behind them: "tanks and mortars will be withdrawn"."""
ATTRIBUTE_BEFORE = re.compile(
    r"(?:-|\b(?:the|an?|in|of|from|near|inside|across|into|to|its|their|most|this|that|each|every|newly|recently|still"
    r"|largely|partly|illegally|\w+an|\w+ish|\w+i|all|some|\d+|two|three|four|five|six|seven|eight|nine"
    r"|ten|dozens of|sold|killed|executed|freed|released|beheaded|paraded|exchanged|tortured|rescued) )$",
    re.IGNORECASE,
)
ATTRIBUTE_NEXT = re.compile(
    r" (?!(?:by|the|an?|in|on|at|from|to|and|or|it|its|their|his|her|them|of|after|with)\b)[\w'-]",
    re.IGNORECASE,
)
"""A participle between an article and its noun says which one is meant: "the occupied town"."""
ONCE_TAKEN = re.compile(r" from\b")
FAILED = AnyCase(
    r"^[^;.]{0,50}\b(?:shatter|collaps|unravel|in tatters|in ruins|crumbl|falter|broken?\b|violat|breach|torn up"
    r"|f[ae]lls? apart|under (?:strain|threat)|jeopard|in doubt)"
)
"""A truce that is broken is no agreement."""
FIRED_FIRST = AnyCase(
    r"\b(?:assailants?|attackers?|gunm[ae]n|infiltrators?)\b"
    r"|\b(?:who|which|that|after|when) (?:had |have |has )?"
    r"(?:they |he |she |it |(?:the )?(?:\w+ )?(?:m[ae]n|suspects?) )?"
    r"(?:had |have )?(?:first |allegedly |reportedly )?(?:opened fire|fired (?:on|at|shots)|shot at|stabbed"
    r"|(?:tried|attempted) to stab|attacked|rammed|came at|pulled (?:out )?(?:a|an) )"
    r"|\bafter (?:coming|they came|being|he came) under (?:fire|attack)"
    r"|\b(?:(?:in|during|amid|exchanged?|exchange of) (?:[\w-]+ ){0,2}?gunfire|shoot-?out|exchanged? (?:of )?fire)\b",
)
"""Whoever is shot by police or troops when they fired or struck first has fought with them."""
FIRED_AT_FORCES = AnyCase(
    r"\b(?:after|when|as|who) (?:\w+ ){0,3}?(?:fir(?:ed|ing)|opened fire|opening fire|shooting|shot|attack(?:ed|ing)) "
    r"(?:(?:on|at|upon) )?(?:\w+ ){0,2}?(?:guards|police\w*|officers|soldiers|troops|security forces)\b"
)
BLAST = AnyCase(r"bomb|explo|blew|blast|detonat|vest\b|belt\b|\bcar\b|\btruck\b|ramm")
FILMED = re.compile(
    r"\b(?:videos?|footage|films?|pictures?|photo\w*|images?|movie|documentary|clips?)(?: \w+)? $", re.IGNORECASE
)
TAKEN = re.compile(r"captiv|captor|hostage|kidnap|abduct|held by", re.IGNORECASE)
HELD = re.compile(r"captiv|hostage|kidnap|abduct|prisoner|detain|observer|monitor", re.IGNORECASE)
BUSY_FIGHTING = AnyCase(
    r"\b(?:m[ae]n|wom[ae]n|volunteers?|fighters?|forces|troops|soldiers?|militias?|militiamen|groups?|rebels|insurgents"
    r"|units?|army|nationals?|citizens?|britons?|americans?|foreigners?|those|who"
    r"|(?:was|were|is|are|been|be) (?:\w+ )?)"
    r" ?$",
)
BUSY_WITH = re.compile(r" (?:alongside|for|with|against|to|[A-Z])")
"""Whom somebody is at war with or for is told to say who he is: "a student fighting alongside the rebels"."""

IN_WHICH = AnyCase(r"\b(?:in|during|by) which (?:(?!which\b)[\w,'-]+ ){0,8}$")
"""What is told of "the attack in which 21 people died" is its toll, not a killing of its own."""
