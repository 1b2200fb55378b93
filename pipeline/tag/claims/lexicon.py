"""The words that tell of conflict events, by what they prove.

Each rule is a pattern with the family it speaks for. A family is an event type where the words alone
settle it (the weapon, the means), or one of the families below where sides, objects or direction must be
looked at first. ``rank`` orders families within a clause: the means tells more than the deed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Family(StrEnum):
    """What a trigger proves before sides and objects are known."""

    SUICIDE = "SUICIDE_BOMB"
    CHEMICAL = "CHEMICAL_WEAPON"
    AIR = "AIR_STRIKE"
    SHELL = "SHELLING_ARTILLERY_MISSILE"
    BOMB = "REMOTE_EXPLOSIVE"
    GRENADE = "GRENADE"
    RAPE = "SEXUAL_VIOLENCE"
    DISRUPT = "DISRUPTED_WEAPONS_USE"
    AGREE = "AGREEMENT"
    LOOT = "LOOTING_PROPERTY_DESTRUCTION"
    BASE = "HQ_OR_BASE_ESTABLISHED"
    MOVE = "CHANGE_TO_GROUP_OR_TROOPS"
    ARREST = "ARREST"
    MOB = "MOB_VIOLENCE"
    RIOT = "VIOLENT_DEMONSTRATION"
    PROTEST = "PEACEFUL_PROTEST"
    POLICING = "PROTEST_WITH_INTERVENTION"
    FIRE_ON_PROTEST = "FORCE_AGAINST_PROTEST"
    CLASH = "ARMED_CLASH"
    ABDUCT = "ABDUCTION"
    OTHER = "OTHER"
    TAKE = "take"
    LEAVE = "leave"
    SEIZE = "seize"
    FREE = "free"
    KILL = "kill"
    ATTACK = "attack"


RANK: dict[Family, int] = {
    Family.SUICIDE: 9, Family.CHEMICAL: 9, Family.AIR: 8, Family.FIRE_ON_PROTEST: 8, Family.BOMB: 7, Family.SHELL: 7,
    Family.GRENADE: 7, Family.TAKE: 7, Family.SEIZE: 7, Family.ABDUCT: 7, Family.RAPE: 7, Family.FREE: 6, Family.LEAVE: 6,
    Family.MOB: 6, Family.POLICING: 6, Family.RIOT: 5, Family.CLASH: 5, Family.AGREE: 5, Family.DISRUPT: 5, Family.LOOT: 5,
    Family.OTHER: 5, Family.BASE: 4, Family.MOVE: 4, Family.ARREST: 4, Family.PROTEST: 3, Family.KILL: 2, Family.ATTACK: 1,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern of one family; ``noun`` says that it names the event rather than tells it by a verb."""

    family: Family
    pattern: re.Pattern[str]
    weight: float
    noun: bool


_PLANES = (
    r"(?:war ?planes?|(?:fighter |combat |military |israeli |government )?jets?|(?:military |combat |attack )?helicopters?"
    r"|(?:helicopter )?gunships?|aircraft|drones?|air ?force|bombers|planes|iaf)"
)
_HIT = r"(?:struck|hit|hits|bomb(?:ed|ing|s)?|attack(?:ed|ing|s)?|strik(?:e|es|ing)|target(?:ed|ing|s)?|pound(?:ed|ing|s)?|fired|fires?|firing|dropp(?:ed|ing)|launch(?:ed|es)|hammer(?:ed|s|ing)?|rocketed|raid(?:ed|s))"
_GAP = r"(?:(?!was |were |been |being )[\w'-]+ ){0,4}?"
_PEOPLE = (
    r"(?:protest(?:e|o)rs?|demonstrators?|marchers|rioters|supporters|crowds?|rall(?:y|ies)|march|activists|students)"
)
_COPS = r"(?:police(?:men)?|security (?:forces|personnel)|soldiers|troops|army|riot police|officers|gunmen|authorities)"

# (family, weight, is a noun, stems that must be in the sentence, pattern)
_TABLE: tuple[tuple[Family, float, bool, str, str], ...] = (
    (Family.SUICIDE, 1.0, True, "suic mart", r"suicide[ -](?:car[ -]|truck[ -])?(?:bomb\w*|attack\w*|blasts?|vests?|assault|explosion|mission)|martyrdom operation"),
    (Family.SUICIDE, 1.0, False, "blew blow deto expl", r"bl(?:ew|owing|own|ows?) (?:himself|herself|themselves|itself) up|(?:set off|detonated|detonating) (?:his|her|an|their) (?:explosives?|suicide|bomb)[ -](?:belt|vest|jacket)|explosives? (?:belt|vest)"),
    (Family.CHEMICAL, 1.0, True, "chlo sari must nerv pois toxi chem gas gass", r"(?:chlorine|sarin|mustard(?: gas)?|nerve agents?|poison(?:ous)? gas|toxic gas(?:es)?|chemical(?: weapons?)?|chemical arms|gas)(?: gas)?[ -](?:\w+ )?(?:attack|strike|bombardment|bombing|bombs?|shells?|barrel bomb)s?\b|(?:chlorine|sarin|mustard|poison|toxic|nerve|chemical)(?: gas| agents?| weapons?)? use\b|use of (?:\w+ ){0,2}(?:chlorine|sarin|mustard gas|chemical weapons|chemical arms|poison gas|toxic gas)"),
    (Family.CHEMICAL, 1.0, False, "chlo sari must nerv pois toxi chem gas gass", r"(?:us(?:e[ds]?|ing)|dropp(?:ed|ing)|fir(?:ed|ing)|containing|filled with|releas\w+)(?: of)? (?:[\w'-]+ ){0,5}?(?:chlorine|sarin|mustard gas|nerve agents?|poison(?:ous)? gas|toxic gas(?:es)?|chemical weapons|chemical arms|the gas\b)|(?:chlorine|sarin|mustard gas|toxic gas(?:es)?|gas|chemical weapons|chemical arms|nerve agents?)(?: gas)?(?:,[^,]{3,60},)? (?:has |have |had |was |were |being |been )+used|gassed"),
    (Family.AIR, 1.0, True, "air airs aira airb aeri stra dron bomb airp", r"air[ -]?(?:strike|raid|attack|assault|bombardment|bombing|campaign|offensive)s?\b|aerial (?:strike|bombardment|bombing|assault|attack|raid|operation|offensive|campaign)s?|drone (?:strike|attack)s?|strafed|strafing|barrel[ -]bomb(?:s|ed|ing)?|backed by air ?power"),
    (Family.AIR, 1.0, True, "stri", r"(?:israeli|u\.?s\.?|american|coalition|nato|russian|saudi(?:-led)?|turkish|french|iaf|idf|government|surgical|targeted) (?:\w+ )?strikes?\b(?! (?:team|group))|strikes? on (?:the |a )?(?:gaza|car carrying)"),
    (Family.AIR, 1.0, False, "warp jets jet heli guns airc dron air bomb plan iaf", rf"\b{_PLANES} {_GAP}{_HIT}\b|(?:bombed|attacked|struck|hit|targeted|killed|shot at) {_GAP}by {_GAP}{_PLANES}"),
    (Family.AIR, 0.9, False, "stru poun hamm", r"\b(?:israel|idf|iaf|nato|the coalition|u\.s\.|russia) (?:\w+ )?(?:struck|pound(?:ed|s)|hammer(?:ed|s))|operation pillar of defen[cs]e"),
    (Family.SHELL, 1.0, True, "mort shel arti rock miss tank grad katy bomb", r"shelling|shellfire|mortar[ -](?:shells?|rounds?|bombs?|fire|attacks?|strikes?|barrages?)|mortars|artillery(?: (?:fire|shell\w*|bombardment|strikes?|barrages?|attacks?))?|rocket[ -](?:fire|attacks?|barrages?|salvo\w*)|missile[ -](?:strike|attack|fire)s?|tank[ -](?:fire|shells?)|bombardments?"),
    (Family.SHELL, 1.0, False, "mort shel rock miss tank grad katy bomb moun", r"\bshell(?:ed|s)(?! compan)\b|(?:fir|launch|lobb|shoot)(?:ed|ing|es|s) (?:[\w'-]+ ){0,6}?(?:rockets?|missiles?|mortars?|shells)|(?:rockets?|missiles?|mortars?|shells|grads?) (?:[\w'-]+ ){0,3}?(?:were |was |have been )?(?:fired|launched|struck|hit|landed|slammed|fell|crashed)|hit by (?:[\w'-]+ ){0,3}?(?:rockets?|missiles?|rocket fire|mortars?|shells)|bombard(?:ed|ing|s)"),
    (Family.BOMB, 1.0, True, "bomb mine land ied ieds boob dyna expl blas", r"(?:car|truck|roadside|road-side|van|motorcycle|bicycle|bus|remote\w*|tunnel|parcel|home-?made|time|pipe|package|letter|twin|petrol) ?-?bomb(?:s|ing|ings)?\b|(?<!barrel )\bbombings?\b(?! campaign)|bomb[ -](?:attacks?|blasts?|explosions?)|land ?mines?|\bieds?\b|booby[- ]?trap\w*|explosive devices?|dynamite|car ?bombed"),
    (Family.BOMB, 0.9, True, "expl blas", r"\bexplosions?\b|\bblasts?\b"),
    (Family.BOMB, 1.0, False, "bomb deto blew blow blas expl mine plan", r"bombs?\b ?(?:[\w'-]+ ){0,3}?(?:exploded|went off|goes off|detonated|blew up|ripped|struck|hit|killed|kills|planted|explodes|explode)|(?:detonat|explod)(?:ed|es|ing)\b|\bbl(?:ew|own|owing|ows?) up\b|bombed\b|explosives"),
    (Family.GRENADE, 1.0, True, "gren", r"(?<!propelled )(?<!propelled-)(?:hand |stun )?grenades?(?: attack)?"),
    (Family.RAPE, 1.0, False, "rape sexu gang", r"\brap(?:ed|es|ing|e)\b|gang-rap\w+|sexual(?:ly)? (?:violence|assault\w*|abus\w*|slave\w*|enslav\w*)"),
    (Family.TAKE, 1.0, False, "reta retook reto reca recl rega libe reco over capt seiz took take taki wres", r"re-?t(?:ake|akes|ook|aken|aking)\b|re-?captur(?:e|es|ed|ing)|reclaim(?:s|ed|ing)?|regain(?:s|ed|ing)?(?: full)? control|liberat(?:e|es|ed|ing)|overr[au]n(?:ning|s)?|(?:seiz|captur)(?:e|es|ed|ing) (?:full |complete )?control|(?:t(?:ake|akes|ook|aken|aking)|gain(?:s|ed|ing)?|won|wrest(?:s|ed)?|assum(?:ed|es)|establish(?:ed|es)) (?:back )?(?:full |complete |total )?control|t(?:ake|akes|ook|aken|aking) over\b|t(?:ake|akes|ook|aken|aking) back\b|under (?:the )?(?:full )?control of"),
    (Family.TAKE, 1.0, True, "reca libe fall coll capt reta seiz take", r"(?:the )?(?:recapture|liberation|fall|capture|takeover|reconquest|retaking|seizure|loss) of|(?:fell|falls|fallen|falling) (?:in)?to (?:the |\w+ )*(?:rebels?|militants?|is\b|isis|isil|taliban|army|government|forces|insurgents|separatists|hands)|(?:(?:was|were|been) )?(?:cleared|purged) of (?:\w+ )?(?:isil|isis|is\b|daesh|militants|rebels|fighters|insurgents)"),
    (Family.TAKE, 0.8, False, "driv drov oust clea dislod expe push pull ente adva", r"dr(?:ove|ive|iven|iving) (?:[\w'-]+ ){1,4}?(?:out|from|back)|oust(?:ed|ing|s) (?:[\w'-]+ ){1,4}?from|expel(?:led|ling|s) (?:[\w'-]+ ){1,4}?from|push(?:ed|ing|es) (?:[\w'-]+ ){1,4}?(?:out of|from)|forc(?:ed|ing) (?:[\w'-]+ ){1,3}?(?:rebels|militants|separatists|fighters|insurgents) (?:from|out)"),
    (Family.SEIZE, 1.0, False, "seiz capt take took taki occu stor", r"seiz(?:e|es|ed|ing)\b(?! up)|captur(?:e|es|ed|ing)\b|(?:have|has|had) taken(?= (?-i:[A-Z]))|t(?:ook|akes|aking)(?= (?-i:[A-Z]))(?! (?:Place|Part)\b)|occup(?:ied|ies|ying|y)\b"),
    (Family.LEAVE, 1.0, False, "with pull evac retr surr hand", r"(?:withdr[ae]w(?:al|als|s|n|ing)?|withdrew|pull(?:ed|s|ing)?[ -]?(?:out|back)|pullback|evacuat(?:e|es|ed|ion|ions|ing)|retreat(?:s|ed|ing)?|surrender(?:s|ed|ing)?|hand(?:ed|ing|s)? over|handover|yield(?:ed|s|ing)?)\b"),
    (Family.LEAVE, 0.8, False, "left leav buse", r"(?:rebels?|fighters?|insurgents?|gunmen|militants?) (?:[\w'-]+ ){0,5}?(?:left|leaving|leave|depart\w*)|(?:had|have) left the city"),
    (Family.ABDUCT, 1.0, False, "kidn abdu host capt unde host", r"kidnap(?:s|ped|ping|pings)?\b|abduct(?:s|ed|ion|ions|ing)?\b|(?:took|taken|taking|take|held|holding|seized) (?:[\w'-]+ ){0,4}?(?:hostages?|captives?|prisoners?)\b|hostage[ -]taking"),
    (Family.ABDUCT, 0.8, False, "deta held hold bein cust", r"detain(?:s|ed|ing)?\b|detentions?\b|(?:observers?|monitors?|journalists?|soldiers?|men|people|officers?|team|nationals?|workers?|captives?|detainees?) (?:still )?held (?=in |by |captive|hostage|at |since|near )|(?:was|were|been|being|are|is) (?:also )?held\b(?! (?:in the|on|at|for talks))|holding\b"),
    (Family.FREE, 1.0, False, "free rele libe", r"\bfree(?:d|s|ing)?\b(?! (?:speech|trade|market|of|from|zone|to|election))|releas(?:e|es|ed|ing)\b|allowed to leave|permitted to leave|(?:prisoner|captive|hostage) (?:swap|exchange)"),
    (Family.FIRE_ON_PROTEST, 1.0, False, "fire shot open live bird kill shoo bull", rf"{_COPS} (?:[\w'-]+ ){{0,6}}?(?:fired|opened fire|shot|shooting|firing|killed|used birdshot|used live) (?:[\w'-]+ ){{0,7}}?{_PEOPLE}|(?:protest(?:e|o)rs?|demonstrators?) (?:[\w'-]+ ){{0,4}}?(?:shot|killed) (?:[\w'-]+ ){{0,3}}?by (?:[\w'-]+ ){{0,3}}?{_COPS}|police firing|birdshot|(?:fired|used) (?:live (?:rounds|ammunition|bullets)|bullets) (?:[\w'-]+ ){{0,6}}?{_PEOPLE}"),
    (Family.POLICING, 1.0, False, "tear bato cane wate disp lath crac", r"tear ?-?gas|baton[ -]charg\w+|batons|cane[ -]charg\w+|lathi\w*|water cannons?|rubber bullets|dispers(?:e|ed|ing|es) (?:[\w'-]+ ){0,4}?(?:protest\w*|demonstrat\w*|crowds?|rally|march\w*)"),
    (Family.RIOT, 0.9, False, "riot rock ston fire burn petr molo", r"\briot(?:s|ed|ing|ers)?\b(?! police| gear| shield)|(?:protest(?:e|o)rs|demonstrators|youths|crowds?|supporters) (?:[\w'-]+ ){0,3}?(?:threw|throwing|hurled|hurling|pelted|torched|burned|burnt|set fire|stormed|attacked|clashed)"),
    (Family.MOB, 1.0, False, "mob lync vigi crow stre acti prot demo club rall", r"\bmobs?\b|lynch(?:ed|ing|ings)?|vigilantes? (?:killed|beat|attacked)|angry crowd|street (?:battles|fights|fighting)|(?:activists|protesters|crowds?|men) (?:[\w'-]+ ){0,8}?(?:broke up|break up|attacked) (?:[\w'-]+ ){0,3}?(?:rally|demonstration|march)|clashes (?:[\w'-]+ ){0,5}?between (?:[\w'-]+ ){0,8}?(?:protesters|demonstrators|activists|supporters|residents|villagers)"),
    (Family.PROTEST, 0.6, False, "prot demo rall marc sit roadb stri", r"\bprotest(?:s|ed|ing|ers|ors)?\b|demonstrat(?:ion|ions|ed|ors|ing)\b|\brall(?:y|ies|ied)\b|\bmarch(?:ed|es|ing)\b|sit-ins?|roadblocks|took to the streets"),
    (Family.CLASH, 1.0, True, "clas fire gunb gunf gun skir exch batt comb figh foug ambu", r"clash(?:ed|es|ing)?\b|fire-?fights?|gun[ -]?(?:battles?|fights?)|skirmish(?:es|ed)?|exchang(?:e|es|ed|ing) (?:of )?(?:gun)?fire|ambush(?:ed|es|ing)?"),
    (Family.CLASH, 0.8, True, "batt comb figh foug", r"\bbattl(?:e|es|ed|ing)\b(?!field|ground| to (?:save|stay|survive)| for (?:his|her|life)| (?:the )?(?:blaze|flames|fires?|cancer|injur))|\bcombat\b(?! aircraft| helicopter)|(?<!for )\bfighting\b(?! to)|\bfought\b"),
    (Family.CLASH, 0.7, False, "offe assa stor raid repe adva oper camp inva pres push resu laun drov crus", r"\boffensives?\b|\bassault(?:ed|s|ing)?\b|storm(?:ed|ing|s)\b|\braid(?:ed|s|ing)?\b|repel(?:led|s|ling)|repuls(?:ed|es)|\badvanc(?:e|es|ed|ing)\b(?! copy)|\b(?:anti-terrorist|military|security|punitive) operations?\b|push(?:ed|ing)? (?:toward|into|deeper)|incursions?\b|invaded"),
    (Family.KILL, 1.0, False, "kill shot guns gunn mass slau murd exec behe assa slai slay sniper snip open shoo stab dead deat died poss", r"kill(?:s|ed|ing|ings)?\b|shot dead|\bshot\b(?! down)|shoot(?:s|ing|ings)?\b(?! down)|gunn?ed down|open(?:ed|s|ing)? fire|massacr(?:e|es|ed|ing)|slaughter(?:ed|ing)?|murder(?:s|ed|ing)?\b|execut(?:ed|ions|ing|ion)\b|behead(?:ed|ing|ings)?|assassinat(?:e|es|ed|ion|ions|ing)|slain|stabbed to death|\bdead\b|deaths?\b|\bdied\b"),
    (Family.ATTACK, 1.0, False, "atta targ stri stru hit viol", r"(?<!air )(?<!hunger )(?<!general )strikes?\b|attack(?:s|ed|ing|ers?)?\b(?! on (?:the )?(?:idea|policy|report|plan))|struck\b|(?:came|come) under fire"),
    (Family.AGREE, 1.0, True, "ceas truc peac agre deal arm pact cess", r"cease-?fires?|\btruces?\b|armistice|peace (?:deal|agreement|accord|pact)s?|cessation of hostilities|evacuation (?:deal|agreement)|signed (?:an? |the )?(?:[\w'-]+ ){0,2}(?:agreement|accord|deal|pact)"),
    (Family.DISRUPT, 1.0, False, "defu inte foil disc seiz dism thwa shot dive arms weap stoc", r"defus(?:ed|ing|es)|intercept(?:ed|s|ing) (?:[\w'-]+ ){0,5}?(?:rockets?|missiles?|drones?|shells)|(?:rockets?|missiles?|drones?) (?:[\w'-]+ ){0,3}?intercepted|(?:foil|thwart)(?:ed|s|ing) (?:[\w'-]+ ){0,4}?(?:attack|bomb\w*|plot)|(?:discover|seiz|found|confiscat)(?:ed|s|ing|es)? (?:[\w'-]+ ){0,5}?(?:weapons|arms|explosives|ammunition|cache|ieds?)|dismantl(?:ed|ing) (?:[\w'-]+ ){0,3}?(?:bomb|device|explosive|ieds?)"),
    (Family.LOOT, 1.0, False, "loot torc burn set rans vand demo raze bull", r"\bloot(?:ed|ing|s)\b|torch(?:ed|ing)|ransack(?:ed|ing)|vandali[sz](?:ed|ing)|(?:burn(?:ed|t|ing)?|raz(?:ed|ing)|bulldoz(?:ed|ing)) (?:[\w'-]+ ){0,3}?(?:houses?|homes?|villages?|churches|church|mosques?|shops|camp|property|buildings?)|set (?:fire to|[\w' -]{2,30} (?:on fire|ablaze|alight))"),
    (Family.BASE, 1.0, False, "base head outp camp", r"(?:establish(?:ed|es|ing)?|set(?:ting|s)? up|open(?:ed|s|ing)?|buil[dt](?:ing)?) (?:[\w'-]+ ){0,4}?(?:base|bases|headquarters|outposts?|training camp)\b"),
    (Family.MOVE, 1.0, False, "depl troo rein mobi rese mass moved send sent bloc chec fort cord sieg cont forc para warp pull", r"(?:re)?deploy(?:s|ed|ing|ment|ments)?\b|(?:sent|send|sends|sending|moved|moving|mov(?:e|es)|transferred|dispatch(?:ed|es)|mass(?:ed|ing|es)|airlift(?:ed|ing)) (?:[\w'-]+ ){0,5}?(?:troops|forces|soldiers|tanks|paratroopers|reinforcements|units?|battalions?|brigades?|warships?|armou?r|convoys?)|reinforcements|(?:call(?:ed|ing|s)? up|mobili[sz](?:ed|ing|es|ation of)) (?:[\w'-]+ ){0,3}?(?:reserv\w+|troops|army|soldiers|forces)|pull(?:ed|ing|s)? (?:[\w'-]+ ){0,4}?(?:troops|forces) (?:back|out)|reserve soldiers (?:have been )?called up|\bblockad(?:e|ed|ing)\b|(?:besieg|encircl|surround)(?:ed|ing)\b|(?:set(?:ting)? up|establish(?:ed|ing)|erect(?:ed|ing)) (?:[\w'-]+ ){0,5}?(?:checkpoints?|roadblocks?|barricades?)|checkpoints? (?:[\w'-]+ ){0,2}?(?:set up|established)|troop (?:build-?up|movements?|surge|withdrawal)|special forces (?:[\w'-]+ ){0,3}?(?:transferred|deployed|sent)"),
    (Family.ARREST, 0.8, False, "arre raid roun cust", r"\barrest(?:s|ed|ing)?\b|rounded up|taken into custody"),
    (Family.OTHER, 0.8, False, "aid conv huma food medi deli weap arms miss dead chem stoc disa supp nucl", r"(?:aid|humanitarian|food|relief|medic\w+|supplies) (?:[\w'-]+ ){0,6}?(?:blocked|prevented|denied|refused|reached|delivered|entered|allowed|turned back|obstructed)|(?:block(?:ed|ing)?|prevent(?:ed|ing)?|den(?:ied|ying)|refus(?:ed|ing)|deliver(?:ed|ing)?|obstruct(?:ed|ing)|allow(?:ed|ing)?) (?:[\w'-]+ ){0,8}?(?:aid|humanitarian|convoys?|food|relief|medic\w+|supplies|aid workers)\b|(?:receiv(?:ed|ing)|suppl(?:ied|ying)|deliver(?:ed|ing)|provid(?:ed|ing)|got|obtained) (?:[\w'-]+ ){0,8}?(?:weapons|missiles|arms|anti-tank|ammunition)\b|miss(?:ed|es|ing) (?:[\w'-]+ ){0,4}?deadlines?|(?:stockpiles?|chemicals|chemical (?:weapons|arms|materials|agents)) [^.;:]{0,110}?(?:delivered|removed|shipped|surrendered|handed over|destroyed)|hand(?:ed|ing|s)? over (?:[\w'-]+ ){0,8}?(?:chemical|stockpile|weapons|arms)"),
)  # fmt: skip


def _compile() -> dict[str, tuple[Rule, ...]]:
    index: dict[str, list[Rule]] = {}
    for family, weight, noun, stems, pattern in _TABLE:
        rule = Rule(family, re.compile(rf"\b(?:{pattern})(?!\w)", re.IGNORECASE), weight, noun)
        for stem in stems.split():
            index.setdefault(stem[:4], []).append(rule)
    return {stem: tuple(rules) for stem, rules in index.items()}


RULES_BY_STEM: dict[str, tuple[Rule, ...]] = _compile()
"""The rules that a word with these first four letters can fire."""
