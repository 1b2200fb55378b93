"""What the sentence model tells of single sentences, beside the rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pipeline.model.words import Control, EventType
from pipeline.tag import code
from pipeline.tag.claims.base import Event, Hint, Scene, Telling
from pipeline.tag.claims.keeping import chance
from pipeline.tag.claims.lead import lead_of, share_of
from pipeline.tag.claims.lexicon import Family
from pipeline.tag.claims.ranking import rank
from pipeline.tag.claims.reading import Sentence
from pipeline.tag.claims.triggers import Status, Trigger
from pipeline.tag.claims.views import heed_view, is_ruled_out, told_by_view
from pipeline.tag.kind import View, read

PUBLISHED = date(2017, 11, 9)
TEXT = "The column moved in before dawn."


def scene(view: dict[str, float], triggers: tuple[Trigger, ...] = (), index: int = 1) -> Scene:
    """A sentence of the text with a judgement of the model and nothing else."""
    part = "title" if index == 0 else "text"
    return Scene(
        sentence=Sentence(index, part, 0, TEXT),
        triggers=triggers,
        parties=(),
        spots=(),
        dates=(),
        tolls=(),
        clauses=((0, len(TEXT)),),
        hint=Hint("NONE", 0.1, 0.9, View(tuple(view), tuple(view.values()))),
    )


def trigger(family: Family = Family.MOVE, status: Status = Status.ACTUAL) -> Trigger:
    return Trigger(4, 10, family, 1.0, passive=False, noun=False, status=status)


def telling(where: Scene, type_: EventType, *, generic: bool = False, family: Family = Family.MOVE) -> Telling:
    return Telling(
        where, trigger(family), type_, Control.NONE, weight=1.0, generic=generic, fresh=False, definite=False
    )


def test_only_the_first_sentences_that_tell_of_conflict_are_judged() -> None:
    war = "Rebels shelled the village of Kafr Zita on Tuesday, killing three soldiers. "
    views = read("Shops open late", war * 9).views()
    assert list(views) == [1, 2, 3, 4, 5, 6]
    assert all(abs(sum(view.values()) - 1) < 0.01 for view in views.values())
    assert read("", "").views() == {}


def test_a_view_answers_rounded_shares() -> None:
    view = View(("ATTACK", "BOMB", "CLASH"), (0.123449, 0.438276, 0.438311))
    assert dict(view) == {"ATTACK": 0.1234, "BOMB": 0.4383, "CLASH": 0.4383}
    assert view.get("NONE", 0.0) == 0.0
    assert View(("b", "a"), (0.43831, 0.43829)).likeliest() == ("a", 0.4383)  # equal when rounded: by name
    assert View(("a", "b"), (0.3, 0.7)).likeliest() == ("b", 0.7)
    assert View().likeliest() == ("", 0.0)


def test_a_sure_model_retypes_a_mere_deed() -> None:
    told = telling(scene({"SEXUAL_VIOLENCE": 0.7, "ATTACK": 0.2}), EventType.ATTACK, generic=True)
    heed_view(told.scene, [told])
    assert told.type is EventType.SEXUAL_VIOLENCE


def test_without_a_crowd_no_deed_is_that_of_a_mob() -> None:
    told = telling(scene({"MOB_VIOLENCE": 0.7, "ATTACK": 0.2}), EventType.ATTACK, generic=True)
    heed_view(told.scene, [told])
    assert told.type is EventType.ATTACK
    assert is_ruled_out("MOB_VIOLENCE", "A man was killed")
    assert not is_ruled_out("MOB_VIOLENCE", "A mob killed a man")


def test_talks_without_a_result_are_no_agreement() -> None:
    assert is_ruled_out("AGREEMENT", "Peace talks ended without agreement")
    assert not is_ruled_out("AGREEMENT", "Peace talks ended with an agreement")


def test_words_that_leave_no_doubt_stand() -> None:
    told = telling(scene({"ABDUCTION": 0.95, "ATTACK": 0.01}), EventType.ATTACK)
    told.sure = True
    heed_view(told.scene, [told])
    assert told.type is EventType.ATTACK


@pytest.mark.parametrize("view", [{"GRENADE": 0.5, "CHANGE_TO_GROUP_OR_TROOPS": 0.01},
                                  {"GRENADE": 0.9, "CHANGE_TO_GROUP_OR_TROOPS": 0.12},
                                  {"CHEMICAL_WEAPON": 0.99, "CHANGE_TO_GROUP_OR_TROOPS": 0.0},
                                  {"ACCIDENT": 0.99, "CHANGE_TO_GROUP_OR_TROOPS": 0.0}])  # fmt: skip
def test_an_unsure_model_leaves_words_of_the_means(view: dict[str, float]) -> None:
    told = telling(scene(view), EventType.CHANGE_TO_GROUP_OR_TROOPS)
    heed_view(told.scene, [told])
    assert told.type is EventType.CHANGE_TO_GROUP_OR_TROOPS


def test_who_took_ground_is_for_the_rules_to_say() -> None:
    view = {"NON_VIOLENT_TERRITORY_TRANSFER": 0.99, "GOV_REGAINS_TERRITORY": 0.0}
    told = telling(scene(view), EventType.GOV_REGAINS_TERRITORY, family=Family.TAKE)
    heed_view(told.scene, [told])
    assert told.type is EventType.GOV_REGAINS_TERRITORY


def test_a_sure_model_tells_where_the_rules_find_nothing() -> None:
    told = told_by_view(scene({"GOV_REGAINS_TERRITORY": 0.8}), PUBLISHED)
    assert told is not None
    assert (told.type, told.control) == ("GOV_REGAINS_TERRITORY", "government_regains")
    assert told_by_view(scene({"GOV_REGAINS_TERRITORY": 0.6}), PUBLISHED) is None
    assert told_by_view(scene({"CHEMICAL_WEAPON": 0.99}), PUBLISHED) is None
    assert told_by_view(scene({"SPORT": 0.99}), PUBLISHED) is None
    assert told_by_view(scene({}), PUBLISHED) is None


def test_what_a_sentence_denies_the_model_does_not_tell() -> None:
    denied = scene({"ATTACK": 0.9}, (trigger(Family.KILL, Status.NEGATED),))
    assert told_by_view(denied, PUBLISHED) is None


def test_the_kind_of_the_article_has_a_say_in_which_event_is_first() -> None:
    strike = Event([telling(scene({}), EventType.AIR_STRIKE)])
    deal = Event([telling(scene({}), EventType.AGREEMENT)])
    assert rank([strike, deal], {"AGREEMENT": 0.0, "AIR_STRIKE": 0.9})[0] is strike
    assert rank([strike, deal], {"AGREEMENT": 0.9, "AIR_STRIKE": 0.0})[0] is deal
    late = Event([telling(scene({}, index=9), EventType.AGREEMENT)])
    assert rank([strike, late], {"AGREEMENT": 0.9, "AIR_STRIKE": 0.0})[0] is strike


def test_all_ground_that_changes_hands_is_one_kind() -> None:
    kinds = {"GOV_REGAINS_TERRITORY": 0.2, "NON_VIOLENT_TERRITORY_TRANSFER": 0.5, "AIR_STRIKE": 0.1}
    assert share_of(EventType.GOV_REGAINS_TERRITORY, kinds) == pytest.approx(0.7)
    assert share_of(EventType.AIR_STRIKE, kinds) == pytest.approx(0.1)


@pytest.mark.parametrize(
    ("type_", "title", "text"),
    [
        ("HQ_OR_BASE_ESTABLISHED", "Army digs in at old school near Bambari",
         "Soldiers have turned a school near the town of Bambari in the Central African Republic into a permanent "
         "garrison with bunkers and a helipad, residents said on Tuesday."),
        ("GOV_REGAINS_TERRITORY", "Army units restore order in villages of Hama",
         "Army units on Tuesday restored security and stability to the villages of Kafr Nabudah and al-Habit in the "
         "countryside of Hama, Syria, after eliminating the last terrorist groups there."),
    ],
)  # fmt: skip
def test_sentences_without_words_of_the_rules(type_: str, title: str, text: str) -> None:
    coding = code(title, text, PUBLISHED)
    assert coding.claims
    assert coding.claims[0].type == type_
    assert all(proof.quote in f"{title}\n{text}" for proof in coding.claims[0].evidence)


def test_a_lesser_event_told_in_passing_gets_no_claim() -> None:
    strike = Event([telling(scene({}), EventType.AIR_STRIKE)])
    sure = replace(scene({}, index=9), hint=Hint("GRENADE", 0.9, 1.0))
    firm = Event([telling(sure, EventType.GRENADE)])
    faint = Event([telling(scene({}, index=9), EventType.ATTACK, generic=True)])
    faint.tellings[0].definite = True
    assert chance(faint, 2, {}) < chance(firm, 2, {})
    assert rank([strike, firm, faint], {}) == [strike, firm]


def test_the_model_tells_of_ground_by_who_took_it_and_not_of_what_had_been() -> None:
    text = (
        "The Syrian army took the town of Albu Kamal on Sunday, a spokesman said.\n\nResidents are coming home.\n\n"
        "Islamic State had won the border town back on Nov. 3."
    )
    claims = code("Army takes Albu Kamal", text, PUBLISHED).claims
    assert [claim.type for claim in claims] == ["GOV_REGAINS_TERRITORY"]


def test_the_text_says_what_crowd_burnt_the_shops_of_the_headline() -> None:
    burnt = Event([telling(scene({}, index=0), EventType.LOOTING_PROPERTY_DESTRUCTION, family=Family.LOOT)])
    burnt.tellings.append(telling(scene({}), EventType.MOB_VIOLENCE, generic=True))
    assert lead_of(burnt, {}).type is EventType.MOB_VIOLENCE
