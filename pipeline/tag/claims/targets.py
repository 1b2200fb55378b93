"""The words by which `what` tells who or what was struck, and whether it came to that: buses, posts, truces."""

from __future__ import annotations

import re

from pipeline.tag.text.cues import AnyCase

_GROUPS = (
    "rebel|militant|insurgent|guerrilla|separatist|jihadist|islamist|terrorist|taliban|isis|isil|daesh|islamic state"
    "|boko haram|al-qaeda|al-shabaab|shabaab"
)
CAPTIVES = AnyCase(
    r"\b(?:hostages?|captives?"
    r"|(?<!and )(?<!or )(?:kidnapped|abducted|captured) (?!by\b|in\b|on\b|and\b)\w+)\b",
)
ONCE_TAKEN = AnyCase(r"\b(?:kidnapped|abducted|seized|captured|taken hostage|missing)\b")
"""Who is found dead after that was killed by who took them."""
BROKEN = AnyCase(
    r"\b(?:cease-?fire|truce)\b[^;.]{0,50}\b(?:broken|broke down|collaps|violat|breach|shatter"
    r"|in tatters|f[ae]lls? apart)"
)
"""A truce that is over is no agreement."""
CIVIL_TARGET = AnyCase(
    r"\b(?:civilians?|minibus\w*|bus|buses|coach|ambulances?|taxis?|passengers?|villagers?|traders?|farmers?|herders?"
    r"|journalists?|teachers?|doctors?|nurses?|(?:aid|health|relief|medical|humanitarian|road|polio) (?:\w+ )?"
    r"(?:convoys?|workers?|teams?|vehicles?|cars?|trucks?)|aid convoys?|pilgrims?|worshippers?|refugees|tourists?"
    r"|commuters|truckers|shoppers)\b",
)
"""Those who bear no arms, and what they travel in."""
UNDER_ATTACK = re.compile(
    r"([^,;.]{3,70})\b(?:came|come|comes|coming|was|were) under (?:[\w-]+ ){0,3}(?:attack|fire)\Z", re.IGNORECASE
)
BEFORE_IT_WENT_OFF = AnyCase(
    r"\bbefore (?:he|she|they|it|the \w+|his \w+|her \w+|their \w+) (?:could\b|w(?:as|ere) able|managed"
    r"|had (?:a chance|time)|reached)"
)
"""A bomber who is stopped has set off no bomb."""
AMONG_ARMS = AnyCase(
    r"\b(?:guns?|rifles?|gunfire|machine-? ?guns?|ak-?47s?|kalashnikovs?|automatic weapons|small arms|pistols|machetes"
    r"|knives|mortars)(?: fire)?(?:,| and| or) (?:[\w-]+ ){0,3}?(?:rocket[ -]propelled )?grenades?\b"
    r"|\bgrenades?(?:,| and| or) (?:[\w-]+ ){0,2}?(?:guns?|rifles?|gunfire|machine-? ?guns?|ak-?47s?|kalashnikovs?"
    r"|automatic weapons|assault|small arms|machetes|knives|mortars)\b"
)
HELPED_BY = AnyCase(
    r"\b(?:backed|supported|aided|assisted|covered|accompanied) by (?:[\w-]+,? ){0,4}?(?:helicopters?|gunships?"
    r"|choppers|aircraft|(?:war)?planes|jets|air ?power|air ?strikes?|drones|bombers|artillery|tanks|armou?r|mortars)\b"
)
IN_SPITE_OF = AnyCase(
    r"\b(?:despite|in (?:violation|breach|defiance|spite) of|violat(?:ed|es|ing|ions? of)|breach(?:ed|es|ing)?(?: of)?"
    r"|br(?:oke|eak|eaks|eaking|oken)|strain(?:ed|s|ing)|threaten(?:ed|s|ing)|undermin(?:ed|es|ing)|jeopardi[sz]\w+"
    r"|shatter(?:ed|s|ing)|collapse of|test(?:ed|s|ing)) (?:an? |the |their |its |this )?(?:[\w'-]+ ){0,3}$"
)
"""What breaks a truce, or is done in spite of it, is the news."""
FIGHTER = re.compile(
    rf"\b(?:{_GROUPS})(?:'s)? (?:[\w-]+ )?(?:lieutenants?"
    r"|deput(?:y|ies)|aides?|leaders?|commanders?|chiefs?|members?|fighters?"
    r"|financiers?|suspects?|bombers?|recruiters?|emirs?|operatives?|officials?)\b",
    re.IGNORECASE,
)
OF_REBELS = AnyCase(rf"\b(?:{_GROUPS}|militia)(?:'s|s')?[ -](?:\w+ )?\Z")
"""Whose weapons or ground is taken: "seized a rebel arms cache"."""
GOES_FROM = re.compile(
    r"(?:withdr[ae]ws?|withdrew|withdrawn|pull(?:s|ed)? (?:out|back)) (?:from|out of|of) (?:the )?"
    r"(?!(?:[\w-]+ ){0,3}?(?:talks|negotiations|treaty|deal|accord|pact|agreement|summit"
    r"|race|election|contest|council|court))",
    re.IGNORECASE,
)
EXPELLED = re.compile(r"(?:drove|driven|driving|oust|expel|push|forc|dislodg|evict)", re.IGNORECASE)
NOT_KEPT = AnyCase(
    r"\bbriefly\b|\bbefore (?:fleeing|withdrawing|retreating|escaping|leaving|melting"
    r"|being (?:driven|pushed|beaten|forced)|they (?:fled|withdrew|retreated|left|escaped)|(?:disappear|vanish)ing)"
)
"""A raid after which the attackers leave takes no ground."""
AGENT = re.compile(r"(?: of [^,;.]{3,40})?(?: on [^,;.]{3,40})? by\b", re.IGNORECASE)
ADVANCED = re.compile(r" (?:on|towards?|to within|against)\b")
BEATEN = re.compile(r"(?:ston|beat|hack|burn|lynch|stab)", re.IGNORECASE)
OF_CROWDS = AnyCase(
    r"\b(?:mobs?|crowds?|lynch\w*|riot\w*|protest\w*|demonstrat\w*|march\w*|rall(?:y|ies)|youths?|students?|villagers"
    r"|residents|settlers|mourners|vigilantes?|communal|ethnic|sectarian|religious|tribal|tribes?(?:m[ae]n)?|clans?"
    r"|herders|farmers|pastoralists|muslims?|christians?|hindus?|buddhists?|supporters|fans|gangs?"
    r"|street|strikers?|looters|stones?|barricades?|machetes?)\b"
)
NOT_YET = re.compile(r"\b(?:is|are|be|being)(?: \w+)? $", re.IGNORECASE)
ARMED_SITE = AnyCase(
    r"\b(?:(?:police|army|military|navy|security|government|rebel|border|troops'?|soldiers'?|their|militia|un"
    r"|peacekeeping) (?:[\w-]+ )?(?:stations?|bases?|posts?|camps?|checkpoints?|barracks|convoys?|patrols?|outposts?"
    r"|positions?|columns?|garrisons?)|garrison|barracks|checkpoints?|outposts?)\b"
)
"""Where armed men are: whoever attacks it fights them."""
SOFT_SITE = AnyCase(
    r"\b(?:villages?|hamlets?|markets?|hotels?|malls?|schools?|universit(?:y|ies)|colleges?|church(?:es)?|mosques?|temples?"
    r"|synagogues?|hospitals?|clinics?|restaurants?|caf[eé]s?|weddings?|farms?|mines?|homes?|houses?|buses|bus|resorts?"
    r"|(?:refugee|displace\w+) camps?|camps? for|newspaper|radio station|prayer|funerals?|beach)\b"
)
"""Where unarmed people are: whoever raids it attacks them."""
NO_RESULT = AnyCase(
    r"\b(?:(?:without|no|failed to reach|fail(?:ed|s)? to) (?:an? |any |reach(?:ing)? )?(?:\w+ )?"
    r"(?:agreement|deal|accord|breakthrough|result|progress|pact|truce|ceasefire)"
    r"|talks (?:\w+ ){0,4}?(?:fail|collaps|broke|stall|deadlock|founder)\w*|broke off (?:\w+ ){0,2}?talks"
    r"|(?:collapse|failure|breakdown) of (?:\w+ ){0,3}?(?:talks|truce|ceasefire))\b"
)
"""Talks that come to nothing are no agreement."""
UNRULY = re.compile(
    r"\b(?:protest(?:e|o)rs?|demonstrators?|supporters|students|youths|rioters|marchers|mourners|stone-throwers)\b",
    re.IGNORECASE,
)
WITH_FORCES = re.compile(
    r" (?:\w+ )?with (?:[\w.'-]+ ){0,6}?(?:police|troops|soldiers|forces|army|guards?|gendarmes|peacekeepers)\b",
    re.IGNORECASE,
)
WHOM_THEY_HOLD = AnyCase(
    r"\b(?:hostages?|captives?|prisoners|workers|journalists?|soldiers|engineers?|m[ae]n|wom[ae]n|girls|people)"
    r" (?:that |whom |who )?(?:they|he|it|the \w+) (?:were|was|are|is|had been|have been) $"
)
UNDONE = re.compile(r"\b(?:refus\w+|unable|not|never|will|would|must|should|could|want\w*|vow\w*|until|before)\b")
"""Who refuses to leave, or is to leave, is still there."""
LEFT_DEAD = re.compile(
    r" (?:[\w',-]+ ){1,6}?(?:dead|wounded|injured|hurt|homeless|trapped|stranded|missing)\b", re.IGNORECASE
)
"""What an attack left behind: nobody left."""
VICTIMS_END = re.compile(r" (?:in|to|from|at|during|near|after|when|while|with|on)\b|[,;]", re.IGNORECASE)
FAILED_RESCUE = re.compile(r"\b(?:failed|botched|abortive|attempted|(?:bid|attempt) to)(?: \w+)? $", re.IGNORECASE)
FRIENDS_OF = AnyCase(
    r"\b(?:(?:accus|suspect)\w+ of(?: \w+)?|helping|aiding|supporting|backing|sheltering|hiding|feeding"
    r"|(?:collaborat|cooperat|co-operat)\w+ with|spying (?:for|on)|inform\w+ (?:for|on|of)|loyal(?:ty)? to"
    r"|(?:giving|selling|supplying|passing|providing) (?:\w+ )?(?:[\w-]+ ){0,2}?(?:to|for)|support(?:ers)? (?:of|for)"
    r"|working (?:for|with)|(?:links?|ties) (?:to|with)|linked (?:to|with)|sympathetic to|sympathi[sz]\w+ (?:of|with))"
    r"(?: the| local)? $"
)
"""Whom the killed were said to help: they are not who was killed."""
