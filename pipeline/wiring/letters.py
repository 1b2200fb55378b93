"""Reading the dead letters back from their topic."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.errors import UndecodableRecord, UnknownFingerprint
from pipeline.model.dead_letter import DeadLetter
from pipeline.records import decode
from pipeline.settings import Settings
from pipeline.stream import DEAD_LETTERS, SchemaTopic
from pipeline.wiring.opening import stream_of


def read_letters(settings: Settings, report: Callable[[str], None]) -> list[DeadLetter]:
    """All dead letters, each original position once (a crash may have sent one twice), the oldest first.

    A record of the topic that is itself no letter is reported in one line, with where it stands; the rest goes on.
    """
    found: dict[tuple[str, int, int], DeadLetter] = {}
    with stream_of(settings) as stream:
        schemas = SchemaTopic(stream)
        for tp, end in sorted(stream.end_offsets([DEAD_LETTERS]).items()):
            for record in stream.read(tp, 0, end):
                try:
                    letter = decode(record.value, schemas.lookup)
                except (UndecodableRecord, UnknownFingerprint) as error:
                    report(f"{record.topic}/{record.partition}/{record.offset}: no dead letter: {error}")
                    continue
                if isinstance(letter, DeadLetter):
                    found.setdefault((letter.topic, letter.partition, letter.offset), letter)
    return list(found.values())
