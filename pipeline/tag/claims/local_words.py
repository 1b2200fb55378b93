"""The words by which a text says that a name is a place: sorts of places, prepositions, distances."""

from __future__ import annotations

import re

_CAP = r"[A-ZÀ-ÖØ-ÞĀĆČĞĪĶŁŌŚŞŠŪŻŽİ]"
_WORD = rf"{_CAP}[^\W_]*(?:['-][^\W_]+)*"
_ARTICLE = r"(?:[Aa]l|[Ee]l|[Aa]sh|[Aa]s|[Aa]d|[Aa]r|[Aa]n|[Aa]t|[Aa]z|[Uu]l)"
_PARTICLE = (
    r"(?:(?:de la|de los|de las|de|del|la|las|los|da|do|dos|du|des|al|el|ash|ad|ar|az|ul|bin|wa|na|sur)[ -]"
    r"|(?:as|an|at)-)"
)
"""What stands between the words of a name; "as", "an" and "at" are words of English but for a hyphen."""
_NAME = rf"(?:{_ARTICLE}[- ])?{_WORD}(?: {_PARTICLE}?{_WORD}){{0,3}}"
_FIRST = _CAP[:-1] + "aeu]"
NAME = re.compile(
    rf"{_FIRST}(?<![\w'-]{_FIRST})"
    rf"(?:(?:(?:(?<=[Aa])(?:l|sh|d|r|z)|(?<=[EeUu])l)[- ]|(?<=[Aa])[snt]-|(?<=A)[snt] ){_WORD}"
    rf"|(?<={_CAP}){_WORD.removeprefix(_CAP)})(?: {_PARTICLE}?{_WORD}){{0,3}}(?![\w-])"
)
"""A run of capitalised words with the particles inside it: `_NAME`, written so that its first letter is sought."""

_SETTLEMENTS = (
    r"villages?|hamlets?|towns?|townships?|city|cities|settlements?|outposts?|localit(?:y|ies)|districts?"
    r"|sub-?districts?|count(?:y|ies)|sub-?count(?:y|ies)|wards?|parish(?:es)?|communes?|neighbou?rhoods?|quarters?"
    r"|suburbs?|areas?|municipalit(?:y|ies)|departments?|cercles?|circles?|cantons?|tehsils?|taluk[as]?|upazilas?"
    r"|barangays?|sitios?|wored?as?|wered?as?|kebeles?|raions?|payams?|bomas?|enclaves?|kibbutz|oas(?:is|es)"
    r"|slums?|shanty ?towns?|estates?|hometown|birthplace|stronghold|bastion|[\w-]+ cent(?:er|re)"
    r"|local government areas?|community|chiefdom|territory|sector|tambons?|kelurahan|veredas?|corregimientos?"
    r"|colonia|barrios?|ejidos?|hromadas?|rayons?|sub-?prefectures?|groupements?|fokontany|mahallas?|jamoats?|mouzas?"
)
_SITES = (
    r"hills?|hilltops?|ridges?|mountains?|massif|peaks?|highlands|heights|valleys?|gorges?|pass|forests?|bush|islands?"
    r"|islets?|lakes?|lagoon|swamps?|marsh(?:es)?|cape|(?:refugee |displacement |idp |army |training )?camps?"
    r"|(?:air ?|naval |army |military )?bases?|airbases?|airfields?|airstrips?|airport|garrisons?|barracks|checkpoints?"
    r"|check-?posts?|border posts?|(?:border )?crossings?|bridges?|causeway|dams?|(?:gold )?mines?|(?:oil|gas) ?fields?"
    r"|refinery|junctions?|intersections?|interchange|roundabouts?|crossroads|squares?|(?:cattle )?markets?|bazaars?"
    r"|(?:sea)?port|harbou?r|farms?|ranch|plantations?|prison|jail|monastery|temple|shrine|cemetery"
    r"|(?:displacement |gathering |mining |protest |rally )?site|reefs?|shoals?|strait"
    r"|reservoir|water intake|volcano|gorge|canyon|plateau|industrial zone"
)
_SORT = rf"(?:{_SETTLEMENTS}|{_SITES})"
_NAMED = r"(?:of|called|named|known as|known locally as)"

_BEFORE = re.compile(
    rf"\b{_SORT},? {_NAMED} (?:the )?['\"]?(?:{_NAME}(?:, |,? and |,? or )){{0,5}}$"
    rf"|\b(?:a|one) place (?:called|named|known as) ['\"]?$",
)
"""What may stand right before a name: "the villages of A, B and "."""
_NAMED_BEFORE = re.compile(rf" {_NAMED} ")
_NAMES_BEFORE = re.compile(rf"(?:the )?['\"]?(?:{_NAME}(?:, |,? and |,? or )){{0,5}}$")
"""The two ends of that: where only names stand behind such an "of", which is rare, the dear pattern is tried."""
BEFORE_ENDS = ("of ", "called ", "named ", "as ", "the ", "'", '"', ", ", "and ", "or ")
"""How all that ends: told faster than by the pattern."""
AFTER = re.compile(
    rf"['\"]? (?:(?:refugee|displaced|displacement|Refugee|border|[Ll]ocal [Gg]overnment|farming|fishing|mining) )?"
    rf"(?:{_SORT}|LGA|Village|Town|District|County|Subcounty|Sub-County|Parish|Ward|Camp|Hills?|Forest|Island|Bridge"
    rf"|Tehsil|Upazila|Barangay|Woreda|Neighborhood|Airport|Airbase|Causeway|Crossing|Junction|Square|Market)\b"
    rf"(?! (?:authorit|administrat|council|chief|police|commander|commissioner|officials?|officers?|court|leaders?"
    rf"|head|manager|residents|spokes))"
)
"""What may stand right behind one: " neighbourhood", " refugee camp"."""
ADJECTIVE = re.compile(
    r"\b(?:(?P<one>[Aa]n?)|[Tt]he) (?:(?:small|remote|largely|mainly|mostly|predominantly|nearby|poor|[a-z]+ern) )?$"
)
"""What stands before a name that is an adjective of the sort behind it: "an Andean hamlet"."""
OF_A_NAME = re.compile(
    rf" (?:villages?|towns?|city|cities|hamlets?|settlements?|port|enclave|stronghold|districts) of {_CAP}"
)
"""And behind it, where "the" stands before it: "the Ingush village of Surkhakhi"."""
UNIT_AFTER = re.compile(r"'? (?:[Ss]tate|[Pp]rovince|[Gg]overnorate|[Rr]egion|[Oo]blast|[Dd]epartment|[Pp]refecture)\b")
"""What stands behind the name of a first-level unit."""
_UNIT = (
    r"(?:province|governorate|district|county|state|region|department|prefecture|oblast|division|countryside|outskirts"
    r"|regency|highlands|suburbs|island|municipality|highway|road|valley|commune|cercle|circle|territory|chiefdom|sector"
    r"|parish|tehsil|upazila|woreda|raion|township|zone|peninsula|LGA)"
)
APPOSED = re.compile(
    rf", {_NAME} (?:{_UNIT}|corregimiento|vereda)\b|"
    rf",? (?:an?|the|one of the|another|capital of) (?:[\w'-]+ ){{0,4}}{_SORT}\b|,? capital of [A-Z]"
    rf"|,? in (?:the )?(?:[a-z]+ ){{0,2}}(?:{_UNIT}|{_SETTLEMENTS}) of {_CAP}"
    rf"|,? (?:in|on) (?:the )?(?:(?:[a-z]+ern|central|remote|rural|same) )?(?:{_WORD}[ -]){{0,3}}{_UNIT}\b"
)
"""An apposition, or what a name lies in: ", a town in", ", in Sanmatenga province", ", on the Lamu-Garsen road"."""
_FAR = r"\d[\d.,]* ?(?:-|to )?\d* ?(?:km|kms|kilomet(?:er|re)s?|miles?|mi|metres|meters)\b"
_SIDE = r"(?:north|south|east|west)(?:[ -]?(?:east|west))?(?:ern)?"
DISTANT = re.compile(
    rf",? \(?(?:(?:some|about|around|just|roughly|nearly|approximately|more than|less than|only) )*"
    rf"(?:{_FAR}|(?:to the )?{_SIDE} of |across the [a-z]+ from |a few (?:km|kilomet|miles)"
    rf"|(?:near|close to|outside|not far from) )"
)
"""How far from a known place a name lies: ", 40 km north of"."""
MEASURED = re.compile(rf",? \(?(?:(?:some|about|around|just|roughly|nearly|only) )*{_FAR}[^.;]{{0,25}}? (?:of|from) ")
"""The same with a number: it needs nothing before the name."""
LED = re.compile(
    r"(?:^|[ ('\"-])(?:[Ii]n|[Aa]t|[Nn]ear|[Aa]round|[Oo]utside|[Ii]nside|[Bb]etween|into|entered|entering|reached"
    r"|overran|retook|recaptured|shelled|bombed|besieged|stormed|towards?|called|capture of|fall of|loss of"
    r"|control of|centre of|center of|outskirts of|edge of|west of|east of|north of|south of|siege of|battle of"
    r"|battle for)"
    r" (?:(?:the )?(?:nearby|neighbou?ring|central|rural|besieged|remote|northern|southern|eastern|western) )?['\"]?$"
)
INSTITUTION = re.compile(
    r" (?:[Mm]edical|[Hh]ospital|[Cc]linic|[Mm]osque|[Cc]hurch|[Cc]athedral|[Ss]chool|[Cc]ollege|[Uu]niversity|[Hh]otel"
    r"|[Mm]useum|[Cc]ourt|[Ss]tadium|[Cc]ent(?:er|re)|[Ee]mergency|[Bb]ank|[Cc]lub|[Cc]onference|[Aa]ccords?|[Aa]greement)\b"
)
"""What a body bears in its name, which is no place to find."""
LED_LOOSELY = re.compile(
    r"\b(?:from|of|to|on|beyond|beside|behind|through|across|past|leaving|left|against|attacked|struck|hit|targeted|raided"
    r"|captured|seized|took|taken|held|and) (?:the )?['\"]?$"
)
"""What leads a place only where more words say that it is one."""
SPEAKS = re.compile(
    r"(?:,? (?:who|whose|said|says|told|added)\b|'s? (?:spokes|lawyer|family|son|wife|regime|government))"
)

PREFIXES = frozenset(
    "mount mt jabal jebel djebel lake camp fort fob wadi kibbutz moshav barangay sitio purok tambon kampung kampong "
    "desa douar haouch hassi khirbet khirbat deir vereda corregimiento colonia hacienda ejido barrio finca "
    "aldea".split()
)
"""Words that begin the name of a mountain, a lake or a camp and tell that it is one."""
NO_NAME = frozenset(
    "the a an this that these those his her its their our all some many each every one two three several christian "
    "shia shiite shi'ite sunni alawite kurdish kurd kurds jewish muslim islamic arab african european western "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december northern southern eastern central north south east west old new in at on "
    "near around outside inside between from into after before when while since during if as but and or for with by "
    "to of no not he she it they we you i there here what who how why operation parliament congress senate god "
    "ramadan easter christmas twitter facebook telegram whatsapp youtube internet government ministry army "
    "rohingya fulani peul hutu tutsi pashtun hazara baloch tuareg yazidi druze maronite coptic bedouin hausa dinka "
    "nuer masai turkmen tatar roma gypsy indigenous "
    "high hardline buddhist hindu sikh catholic protestant tamil english french russian arabic street avenue "
    "strip city capital valley gulf corridor delta basin region province district state border "
    "phase article resolution chapter section group brigade division battalion regiment corps unit company".split()
)
"""Words with a capital that begin no name of a place that has to be told."""
OPENERS = frozenset(
    "bab "
    "tell tall tal khan kafr kafar beit bait ain ayn bir umm deir dayr qalat qala wadi villa santa santo san puerto "
    "nueva nuevo cerro pozo palo boca los las el la "
    "pueblo velyka velyki mala novo nova stara staro".split()
)
"""Words that begin the names of many towns."""
ENDINGS = frozenset(
    "island islands village camp hills hill bridge forest valley crossing junction township ridge mountain mountains "
    "pass reef shoal airbase airfield barracks checkpoint farm ranch ward lga settlement".split()
)
"""Words with a capital that end the name of a place and tell that it is one."""
BODIES = frozenset(
    "complex centre center hospital university academy institute court committee council association agency command "
    "museum hotel stadium company bank party front movement forces church mosque school college conference summit war "
    "uprising revolution treaty day prize award".split()
)
"""Words that no place has in its name, but a body or a building may."""
_KEPT = re.compile(rf" (?:{_SITES}|(?:Camp|Hills?|Forest|Island|Bridge|Causeway|Crossing|Junction|Square|Market)\b)\b")


def kept_sort(after: str) -> str:
    """The word behind a name that belongs to it: " refugee camp", " bridge"; "" behind the name of a settlement."""
    match = _KEPT.match(after)
    return match.group() if match else ""


_LEADING = frozenset(
    "of called named as in at near around outside inside between into entered entering reached overran retook "
    "recaptured shelled bombed besieged stormed toward towards for on from to beyond beside behind through across "
    "past leaving left against attacked struck hit targeted raided captured seized took taken held and or the a "
    "nearby neighbouring neighboring central rural remote northern southern eastern western".split()
)
_LAST_WORD = re.compile(r"([A-Za-z]+)['\"]?\s+['\"]?$")
_LAST_CHARS = 20  # more than a word that leads a name has
_FOLLOWING = re.compile(
    rf"['\"]?,? (?:{_SORT}|[A-Z]|\(?\d|some|about|around|just|an? |the |in |on |one |near|north|south|east|west)"
)


def is_led_by_sort(before: str) -> bool:
    """Whether the words before a name are those of a sort of place, with other names between perhaps."""
    listed = any(_NAMES_BEFORE.match(before, named.end()) for named in _NAMED_BEFORE.finditer(before))
    return listed and _BEFORE.search(before) is not None


def may_be_led(before: str) -> bool:
    """Whether the word before a name is one that `LED` and `LED_LOOSELY` may end with: quicker told than by these."""
    last = _LAST_WORD.search(before, max(0, len(before) - _LAST_CHARS))
    return last is not None and last[1].lower() in _LEADING


def is_hinted(text: str, start: int, end: int) -> bool:
    """Whether the word before a name, or those behind it, let it be a place at all: most names fail this quick look."""
    before = text[max(0, start - 14) : start].rstrip(" '\"(")
    if before.endswith((",", "'s", "-")) or before.rpartition(" ")[2].lower() in _LEADING:
        return True
    return bool(_FOLLOWING.match(text, end)) or text[start:end].partition(" ")[0].lower() in PREFIXES
