"""Which gazetteer and encoder the tagger uses: what the settings say, in every process that tags."""

from __future__ import annotations

from pathlib import Path

from pipeline.settings import Settings


def use_gazetteer_of(settings: Settings) -> None:
    """Let this process look places up in the gazetteer of the settings, or in the shipped one, and use their encoder.

    The version of the tagger tells which are in use. Child processes of `TagPool` take over what their parent uses.

    Raises:
        SettingsError: the file is absent or is no gazetteer, or the encoder is not installed.
    """
    from pipeline.tag.places import gazetteer_path, use_gazetteer  # noqa: PLC0415 -- loads numpy
    from pipeline.tag.places.gazetteer import SHIPPED  # noqa: PLC0415

    wanted = Path(settings.gazetteer) if settings.gazetteer else SHIPPED
    if wanted != gazetteer_path():
        use_gazetteer(wanted)
    use_encoder_of(settings)


def use_encoder_of(settings: Settings) -> None:
    """Let this process judge kinds with the encoder of the settings, or without one.

    Raises:
        SettingsError: it is not installed.
    """
    from pipeline.tag.kind import encoder_in_use, use_encoder  # noqa: PLC0415 -- loads numpy

    if settings.encoder != encoder_in_use():
        use_encoder(settings.encoder)
