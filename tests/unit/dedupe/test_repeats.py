from __future__ import annotations

from pathlib import Path

from pipeline.dedupe import Candidate, Decided, Decider, DedupeConfig
from pipeline.model.words import Decision
from tests.unit.dedupe.candidates import ALBU_KAMAL, candidate, database
from tests.unit.dedupe.test_identity import OTHER


def _stream() -> list[Candidate]:
    cut = ALBU_KAMAL[: ALBU_KAMAL.index("Engineers")]
    texts = [ALBU_KAMAL, OTHER, ALBU_KAMAL, ALBU_KAMAL.replace("12", "19"), cut, OTHER.replace("four", "nine"), OTHER]
    return [candidate(n, text=text, hours=float(n)) for n, text in enumerate(texts)]


def _decide(stream: list[Candidate]) -> list[Decided]:
    with database() as connection:
        decider = Decider.open(connection)
        return [decider.decide(connection, each) for each in stream]


def test_copies_updates_and_cut_reissues() -> None:
    made = _decide(_stream())
    first, other = made[0].article_id, made[1].article_id
    assert [d.verdict.decision.value for d in made] == ["new", "new", "copy", "update", "copy", "update", "copy"]
    assert [d.verdict.of for d in made] == ["", "", first, first, first, other, other]
    assert "19" in made[3].verdict.changes
    assert len({d.article_id for d in made}) == len(made)
    assert made[2].verdict.story_id == made[3].verdict.story_id == made[0].verdict.story_id


def test_a_decider_reopened_after_every_article_decides_the_same(tmp_path: Path) -> None:
    made = []
    for each in _stream():
        with database(tmp_path / "state.db") as connection:
            made.append(Decider.open(connection).decide(connection, each))
            connection.commit()
    assert made == _decide(_stream())


def test_a_rollback_leaves_nothing(tmp_path: Path) -> None:
    stream = _stream()
    with database(tmp_path / "state.db") as connection:
        decider = Decider.open(connection)
        decider.decide(connection, stream[0])
        connection.commit()
        decider.decide(connection, stream[1])
        connection.rollback()
        made = [Decider.open(connection).decide(connection, stream[1])]
    assert made == _decide(stream)[1:2]


def test_a_copy_that_is_revised_into_the_same_as_the_revised_original_stays_a_copy() -> None:
    later = ALBU_KAMAL.replace("gave no date", "named Sunday").replace("12", "20")
    stream = [
        candidate(1, url="https://a.example/1"),
        candidate(2, url="https://b.example/2"),
        candidate(3, url="https://a.example/1", text=later),
        candidate(4, url="https://b.example/2", text=later),
    ]
    made = _decide(stream)
    assert [d.verdict.decision for d in made] == [Decision.NEW, Decision.COPY, Decision.REVISED, Decision.COPY]
    assert made[3].version == 2


def test_what_left_the_window_is_no_longer_repeated_but_keeps_its_identity() -> None:
    config = DedupeConfig(max_versions=300)
    with database() as connection:
        decider = Decider.open(connection, config)
        first = decider.decide(connection, candidate(0))
        for n in range(1, 600):
            decider.decide(connection, candidate(n, text=f"Report {n} of a day on which {n * 7} things were {n * 11}."))
        copied = decider.decide(connection, candidate(1000))
        again = decider.decide(connection, candidate(1001, url=candidate(0).url))
    assert copied.verdict.decision is Decision.NEW
    assert (again.article_id, again.verdict.decision) == (first.article_id, Decision.UNCHANGED)


def test_a_copy_names_the_agency_by_its_own_dateline_or_by_the_body_that_it_repeats() -> None:
    wire = f"BEIRUT (AP) — {ALBU_KAMAL}"
    made = _decide([candidate(1, text=wire), candidate(2, text=ALBU_KAMAL), candidate(3, text=wire)])
    assert made[1].verdict.reason.endswith("from ap by body")
    assert made[2].verdict.reason.endswith("from ap by dateline")
