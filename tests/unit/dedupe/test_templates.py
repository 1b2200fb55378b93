"""Forms that are filled in anew each day stay apart, however much text they share; retellings are joined."""

from __future__ import annotations

import pytest

from pipeline.dedupe.compare import relate
from pipeline.dedupe.profile import Profile
from pipeline.model.words import Decision

_BULLETIN = (
    "The ministry of defence said in its daily bulletin that {dead} soldiers were killed and {hurt} wounded in "
    "{place} province on {day} when their post was attacked by armed men, and that the attackers were driven back "
    "with losses. The situation in the other provinces was calm, the bulletin said. The ministry expressed its "
    "condolences to the families of the fallen and wished the wounded a speedy recovery."
)
_MARKET = (
    "{city} grain prices were {move} {when} on {volume} lots as traders weighed rain in the plains against export "
    "talk. May wheat stood at {may}, July at {july} and September at {september}. Brokers said locals were sellers "
    "and commission houses buyers. Traders expect little change before the crop report."
)
_WEATHER = (
    "{day} will be mostly {sky} in the capital with a high of {high} degrees and a low of {low}. Winds will be light "
    "from the west at {wind} km an hour. There is a {chance} per cent chance of rain in the hills. Pollen counts "
    "will be moderate. The outlook for the rest of the week is unsettled."
)

_LIVE = "This live page is updated all day. Write to us with questions. "
_BRIEF = "Good morning. Here is what you need to know today. {} Have a good day."

_ITEM = (
    "Magma Copper said it is lowering its copper cathode price by half a cent to 65.50 cents a pound, effective at "
    "once. The company had raised the price a week ago after its main rival did. Dealers said demand was slow."
)

_PAIRS = {
    "casualty bulletins of two days": (
        Profile(
            "Daily bulletin: three soldiers killed in Kunar",
            _BULLETIN.format(dead=3, hurt=7, place="Kunar", day="Monday"),
        ),
        Profile(
            "Daily bulletin: five soldiers killed in Herat",
            _BULLETIN.format(dead=5, hurt=9, place="Herat", day="Tuesday"),
        ),
    ),
    "a market at midday and at the close": (
        Profile(
            "Chicago wheat higher at midday",
            _MARKET.format(
                city="Chicago", move="higher", when="at midday", volume=410, may=284, july=280, september=277
            ),
        ),
        Profile(
            "Chicago wheat closes lower",
            _MARKET.format(
                city="Chicago", move="lower", when="at the close", volume=955, may=281, july=276, september=272
            ),
        ),
    ),
    "two weather reports": (
        Profile("Weather for Monday", _WEATHER.format(day="Monday", sky="cloudy", high=14, low=6, wind=12, chance=40)),
        Profile("Weather for Tuesday", _WEATHER.format(day="Tuesday", sky="sunny", high=19, low=8, wind=5, chance=10)),
    ),
    "two days of a live blog": (
        Profile(
            "Live updates: day 12 of the siege",
            _LIVE + "07:10 Shells fell on the port and four fishermen were hurt, the mayor said.",
        ),
        Profile(
            "Live updates: day 13 of the siege",
            _LIVE + "06:55 A convoy of 30 lorries reached the eastern gate under a white flag.",
        ),
    ),
    "two morning briefings": (
        Profile(
            "Morning briefing",
            _BRIEF.format("Parliament votes on the budget at ten. In sport, the cup final was drawn."),
        ),
        Profile(
            "Morning briefing",
            _BRIEF.format("A ferry with 90 people is missing off the coast. Teachers begin a strike."),
        ),
    ),
    "one dividend of two companies": (
        Profile("HOLMES CO SETS PAYOUT", "Qtly div 12-1/2 cts vs 12-1/2 cts prior Pay April 1 Record March 20"),
        Profile("VEECO SETS QUARTERLY", "Qtly div 12-1/2 cts vs 12-1/2 cts prior Pay April 1 Record March 20"),
    ),
    "an item and the roundup that holds it": (
        Profile("Magma lowers copper price", _ITEM),
        Profile("Commodity highlights at noon", f"{_MARKET} {_ITEM} {_WEATHER} {_MARKET}"),
    ),
    "two dividends of one form": (
        Profile("HOLMES CO SETS PAYOUT", "Qtly div 12-1/2 cts vs 12-1/2 cts prior Pay April 1 Record March 20"),
        Profile(
            "TRINITY INDUSTRIES SETS QUARTERLY", "Qtly div 12-1/2 cts vs 12-1/2 cts prior Pay April 30 Record April 15"
        ),
    ),
}


@pytest.mark.parametrize("name", _PAIRS)
@pytest.mark.parametrize("gap_h", [None, 3.0, 24.0, 200.0])
def test_forms_stay_apart(name: str, gap_h: float | None) -> None:
    old, new = _PAIRS[name]
    assert relate(old, new, gap_h).decision is None
    assert relate(new, old, gap_h).decision is None


_BASE = (
    "At least 12 people were killed when a car bomb went off in a market in Kirkuk on Tuesday, police said. The blast "
    "tore through stalls near the main bridge shortly before noon, when the street was full of shoppers. Ambulances "
    "took 30 wounded to two hospitals. No group said it had planted the bomb. Brigadier Khalid Sabah said the driver "
    "had left the vehicle a few minutes earlier and that two men were being questioned in a nearby barracks."
)


@pytest.mark.parametrize(
    ("title", "text", "decision", "change"),
    [
        ("Car bomb kills 12 in Kirkuk", _BASE, Decision.COPY, ""),
        (
            "Car bomb kills 12 in Kirkuk",
            f"(Reuters) - {_BASE}\n\n© 2017 The Gulf Mail. All rights reserved.",
            Decision.COPY,
            "",
        ),
        ("Kirkuk bomb", _BASE[: _BASE.index("No group")], Decision.COPY, ""),
        ("Car bomb kills 12 in Kirkuk", _BASE.replace("12", "twelve"), Decision.COPY, ""),
        ("Car bomb kills 19 in Kirkuk", _BASE.replace("12", "19"), Decision.UPDATE, "19"),
        ("Car bomb kills 12 in Kirkuk", _BASE.replace("Khalid Sabah", "Omar Rashid"), Decision.UPDATE, "omar"),
        ("CORRECTED-Car bomb kills 12 in Kirkuk", _BASE.replace("a few minutes", "an hour"), Decision.UPDATE, ""),
        (
            "Car bomb kills 12 in Kirkuk",
            f"{_BASE} Later a second bomb killed six people in Tuz Khurmatu.",
            Decision.UPDATE,
            "khurmatu",
        ),
    ],
)
def test_retellings_are_joined(title: str, text: str, decision: Decision, change: str) -> None:
    found = relate(Profile("Car bomb kills 12 in Kirkuk", _BASE), Profile(title, text), 2.0)
    assert found.decision is decision
    assert change in found.changes


_PAYOUT = "Qtly div {} cts vs 17 cts prior Pay April 15 Record March 31"


@pytest.mark.parametrize(
    ("title", "gap_h", "decision"),
    [
        ("CORRECTED - Tamarack Mills <TMK> raises payout", 25.0, Decision.UPDATE),
        ("Tamarack Mills <TMK> raises payout", 25.0, None),
        ("CORRECTED - Orillia Steel <ORS> raises payout", 25.0, None),
        ("CORRECTED - Tamarack Mills <TMK> raises payout", 24.0 * 20, None),
    ],
)
def test_a_correction_is_joined_though_it_is_written_anew(title: str, gap_h: float, decision: Decision | None) -> None:
    old = Profile("Tamarack Mills Co <TMK> sets payout", _PAYOUT.format(17))
    text = f"{_PAYOUT.format(18)} NOTE: the item of March 17 had the headline and the dividend of last year"
    assert relate(old, Profile(title, text.replace(" prior Pay", " Pay")), gap_h).decision is decision


def test_the_other_side_taking_the_town_is_no_retelling() -> None:
    text = "{} have taken the town of Tal Rifaat after two days of fighting, residents said by telephone. " + _BASE
    old = Profile("Army takes Tal Rifaat", text.format("Army units"))
    new = Profile("Rebels take Tal Rifaat", text.format("The rebels"))
    assert relate(old, new, 3.0).reason == "control differs"
