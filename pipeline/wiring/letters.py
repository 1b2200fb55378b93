"""Reading the dead letters back from their topic."""

from __future__ import annotations

from pipeline.model.dead_letter import DeadLetter
from pipeline.records import decode
from pipeline.settings import Settings
from pipeline.stream import DEAD_LETTERS, SchemaTopic
from pipeline.wiring.opening import stream_of


def read_letters(settings: Settings) -> list[DeadLetter]:
    """All dead letters, each original position once (a crash may have sent one twice), the oldest first."""
    found: dict[tuple[str, int, int], DeadLetter] = {}
    with stream_of(settings) as stream:
        schemas = SchemaTopic(stream)
        for tp, end in sorted(stream.end_offsets([DEAD_LETTERS]).items()):
            for record in stream.read(tp, 0, end):
                letter = decode(record.value, schemas.lookup)
                if isinstance(letter, DeadLetter):
                    found.setdefault((letter.topic, letter.partition, letter.offset), letter)
    return list(found.values())
