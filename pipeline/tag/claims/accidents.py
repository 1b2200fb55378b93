"""Accidents and disasters worded like attacks: gas, coal, fireworks, fuel, fire and flood, where nobody fights."""

from __future__ import annotations

import re

_WORKS = re.compile(
    r"\b(?:gas (?:cylinder|canister|leak|main|pipe|explosion|blast|tank|heater|stove)s?"
    r"|(?:cooking|natural|propane|methane) gas|cylinder (?:blast|explosion)|boilers?|generators?|transformer"
    r"|coal ?mine\w*|coal|collier\w+|miners?|pit|gold mine|at (?:an? |the )?(?:[\w'-]+ ){0,3}?mine(?! blast| explosion)"
    r"|fireworks?|fire ?crackers?|pressure cooker|short[ -]circuit"
    r"|(?:factory|plant|mill|warehouse|workshop|nightclub|apartment|building|hotel|hospital|market|ferry|train) fire"
    r"|(?:chemical|fertili[sz]er|steel|power|petrochemical|cement|sugar|fireworks?) (?:factory|plant|mill|works)"
    r"|factory (?:blast|explosion)|(?:fuel|oil|petrol|gasoline|gas) (?:tanker|truck|station|depot)s?"
    r"|tanker (?:blast|explosion|fire)|crash(?:es|ed)?|derail\w*|collaps\w+|landslides?|avalanche"
    r"|earth ?quakes?|quake|floods?|flooding|hurricane|cyclone|typhoon|tornado|cholera|lightning"
    r"|(?:fire|blaze) (?:at|in|kills|guts|destroys|sweeps|rips))\b",
    re.IGNORECASE,
)
_FIGHT = re.compile(
    r"\b(?:attack\w*|bomb\w*|shell\w*|rockets?|missiles?|mortars?|artillery|drones?|air ?strikes?|air ?raids?|strikes"
    r"|warplanes?|jets?|helicopters?|grenades?|ieds?|suicide|gunm[ae]n|gun\w*|shot|shoot\w*|militants?|rebels?"
    r"|insurgents?|separatists?|fighters?|fighting|clash\w*|troops|soldiers?|army|military|forces|militia\w*|terror\w*"
    r"|taliban|isis|isil|daesh|al-qaeda|islamic state|boko haram|al-?shabaab|siege|war|captur\w+|seiz\w+|kidnap\w*"
    r"|abduct\w*|booby|land ?mines?|sabotage|(?-i:IS|SDF|PKK|FARC|ELN|LRA|M23|RSF|YPG|HTS))\b",
    re.IGNORECASE,
)


def is_accident(text: str) -> bool:
    """Whether a line speaks of works, a crash or a disaster and of nobody who fights: a blast there was no bomb."""
    return bool(_WORKS.search(text)) and not _FIGHT.search(text)
