"""The optional encoder: the same face as the default opinion, absent or present. No network is loaded here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
import pytest

from pipeline.errors import SettingsError
from pipeline.model.words import KINDS
from pipeline.tag.kind import encoder, encoder_in_use, kind_scores, opinions, use_encoder
from pipeline.tag.kind.encoder import EncoderMeaning
from pipeline.tag.kind.known import opening_of
from pipeline.tag.kind.meaning import LinearHead, read_head, word_meaning
from pipeline.tag.version import tagger_version


class TwoAxes:
    """A network that knows floods from all else."""

    def encode(self, sentences: Sequence[str], *, show_progress_bar: bool) -> npt.NDArray[np.float32]:
        assert not show_progress_bar
        return np.array([[1.0, 0.0] if "flood" in text else [0.0, 1.0] for text in sentences], np.float32)


@pytest.fixture
def meaning() -> Iterator[EncoderMeaning]:
    weights = np.zeros((2, len(KINDS)), np.float32)
    weights[0, sorted(KINDS).index("NATURAL_DISASTER")] = 20.0
    yield EncoderMeaning(TwoAxes(), LinearHead(weights, np.zeros(len(KINDS), np.float32), 2.0))
    use_encoder("")


def test_it_judges_an_opening(meaning: EncoderMeaning) -> None:
    scores = meaning.log_scores(opening_of("a flood"))
    assert sorted(KINDS)[int(scores.argmax())] == "NATURAL_DISASTER"
    assert len(set(meaning.log_scores(opening_of("a drought")).tolist())) == 1
    assert not meaning.log_scores(opening_of("  ")).any()


def test_switched_in_it_is_asked(meaning: EncoderMeaning, monkeypatch: pytest.MonkeyPatch) -> None:
    known = {"": word_meaning, "minilm": lambda: meaning}
    monkeypatch.setattr(opinions, "_OPINIONS", known)
    before = kind_scores("", "The flood came at night.")["NATURAL_DISASTER"]
    use_encoder("minilm")
    assert encoder_in_use() == "minilm"
    assert kind_scores("", "The flood came at night.")["NATURAL_DISASTER"] > before


def test_an_absent_extra_or_an_unknown_name_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder, "PACKAGE", "no_such_package_of_weights")
    encoder.encoder_meaning.cache_clear()
    with pytest.raises(SettingsError, match=r"conflictwire\[encoder\]"):
        use_encoder("minilm")
    with pytest.raises(SettingsError, match="no encoder 'bert'"):
        use_encoder("bert")
    assert encoder_in_use() == ""


def test_the_version_tells_of_an_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    without = tagger_version()
    monkeypatch.setattr("pipeline.tag.version._ENCODER_LIBRARIES", ("numpy",))
    monkeypatch.setattr(opinions, "_in_use", ["minilm"])
    assert tagger_version() != without
    assert tagger_version().partition("+")[0] == without.partition("+")[0]


def test_the_shipped_head_fits_the_encoder_and_the_kinds() -> None:
    assert read_head(encoder.ASSET, 1.0).weights.shape == (384, len(KINDS))
