"""The words that the grammar of tolls turns on."""

from __future__ import annotations

KILLED = frozenset(
    "killed slain massacred slaughtered executed beheaded murdered assassinated martyred lynched neutralized "
    "neutralised eliminated liquidated drowned suffocated asphyxiated incinerated".split()
)
DIED = frozenset("dead died perished succumbed die dies".split())
KILLING = frozenset(
    "killing kills kill murdering murders slaying beheading behead beheads execute executes executing assassinating "
    "assassinates massacring slaughtering lynch lynches lynching massacre massacres slaughter slaughters murder "
    "murders assassinate".split()
)
WOUNDED = frozenset("wounded injured hurt maimed hospitalised hospitalized bruised".split())
WOUNDING = frozenset("wounding wounds injuring injures wound injure hurting maiming".split())
FATALLY = frozenset({"fatally", "mortally"})
SUFFERED = frozenset("suffered sustained received suffering sustaining receiving".split())
WOUNDS = frozenset("injury injuries wounds burns fractures concussions".split())
DEATHS = frozenset("deaths fatalities".split())
HARMED = KILLED | DIED | WOUNDED

BE = frozenset("was were been be being is are get got gets".split())
AUXILIARY = BE | frozenset(
    "have has had also both all reportedly allegedly since reported feared believed confirmed said thought to presumed "
    "found lay left then later still apparently immediately already instantly either are fell now known".split()
)
BREAK = frozenset([";", ":", ".", "(", ")", "—", "!", "?", '"', "“", "”", "â"])
"""Where no noun phrase goes on."""
NO_OBJECT = frozenset(
    "in by as when , . ; : and or at after near on during while for from with since before over outside inside around "
    "amid but if because where who despite ahead amid - – — ( ) monday tuesday wednesday thursday friday saturday "
    "sunday yesterday today this last late early overnight dead off up down along alongside".split()
)
"""After these a participle stands for a passive: "four killed in", "killed Sunday"."""
PARTS = frozenset("including includes among aged of".split())
PREPOSITIONS = frozenset(
    "in at on after during from near with within into for under against around than by about".split()
)
FINITE = frozenset(
    "said says was were had has took fell hit began came went ran stormed struck opened fired attacked told exploded "
    "erupted is are blew triggered caused left killed wounded injured died clashed lost suffered sustained".split()
)
"""Verbs that begin another statement between a subject and a verb of harm."""
NEGATIONS = frozenset("no nobody none without zero".split())
DETERMINERS = frozenset("a an the one his her its their another our my".split())
GROUPS = frozenset("family group total squad team unit gang cell crew patrol band party".split())
"""Of these there may be a number: "a squad of four gunmen"."""
LED = frozenset("shot beaten stabbed hacked burnt taken ambushed stoned bound blindfolded run hit".split())
"""Participles that a verb of harm may follow: "were shot and killed"; those in -ed need no list."""
SUBJECT_LEADS = frozenset("said says that when while where which after before as and but because".split())
"""Behind these a subject begins."""
JOINS = (("along", "with"), ("together", "with"), ("as", "well", "as"), ("alongside",), ("as", "were"), ("as", "was"))


def is_adverb(word: str) -> bool:
    """Whether a word may stand between an auxiliary and its participle for its ending: "fatally", but no "family"."""
    return word.endswith("ly") and word not in ("family", "italy", "july")
