"""The doer and the target of plain sentences."""

from __future__ import annotations

import pytest

from pipeline.tag.claims.speakers import only_speaks
from tests.evals.tag_probes import Probe, failure


@pytest.mark.parametrize(
    ("text", "doer", "target"),
    [
        (
            "Israeli warplanes launched raids on Rafah in Gaza on Tuesday, killing six people.",
            "Military of Israel",
            None,
        ),
        ("Police in Quetta, Pakistan, said gunmen killed six villagers on Tuesday.", "Unidentified", "Civilians"),
        (
            "An attack in Maiduguri, Nigeria, that killed six soldiers was blamed on Boko Haram.",
            "Boko Haram",
            "Military",
        ),
        (
            "Six soldiers died in an ambush near Maiduguri, Nigeria. The army blamed Boko Haram.",
            "Boko Haram",
            "Military",
        ),
        ("Six policemen were killed in a Taliban attack in Kunduz, Afghanistan.", "Taliban", "Police"),
        ("The district of Chardara in Kunduz, Afghanistan, fell to the Taliban on Tuesday.", "Taliban", None),
        ("A government air strike killed six people in Douma, Syria, on Tuesday.", "Military of Syria", "Civilians"),
        ("Troops loyal to President Bashar al-Assad shelled Homs, Syria, killing six.", "Military of Syria", None),
        (
            "Six Palestinians were shot dead by Israeli soldiers near Nablus in the West Bank.",
            "Military of Israel",
            "Civilians",
        ),
    ],
)
def test_who_did_it_to_whom(text: str, doer: str, target: str | None) -> None:
    expected = {"actor1": doer} | ({"actor2": target} if target else {})
    assert failure(Probe("who", text, "", text, "2015-06-17", expected)) == ""


@pytest.mark.parametrize(
    ("text", "actor", "speaks"),
    [
        ("Police in Quetta, Pakistan, said gunmen killed six.", "Police", True),
        ("Police said gunmen killed six.", "gunmen", False),
        ("Ukraine said its forces had retaken the town.", "forces", False),
        ("Six died, said police chief Ali Dasti.", "police", True),
        ("Soldiers were blamed for the deaths.", "Soldiers", False),
        ("Soldiers near Jaffna, Sri Lanka, on Tuesday, medics said.", "Soldiers", False),
    ],
)
def test_who_only_speaks(text: str, actor: str, *, speaks: bool) -> None:
    start = text.index(actor)
    assert only_speaks(text, start, start + len(actor)) is speaks
