"""Publish: outbox rows are sent in their order and deleted once acknowledged; a resend is byte-identical."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from pipeline.errors import InvalidRecord
from pipeline.model.dead_letter import DeadLetter
from pipeline.records import encode, published, schema_json
from pipeline.state import Count, OutboxMessage, PendingMessage, State, Tally, add_counts, delete_sent, pending
from pipeline.stream import DEAD_LETTERS, Message, SchemaTopic, Stream
from pipeline.wiring.collect.options import Clock

BATCH = 500
BATCH_BYTES = 8_000_000

OUTBOX_TOPIC = "outbox"
"""Where a message stood that no topic would take."""


class Publisher:
    """Sends what waits in the outbox.

    Attributes:
        sent: what was acknowledged so far, by topic.

    Args:
        stream: answered when asked for; asking may raise StreamUnavailable again and again, and nothing is lost.
        code_version: for dead letters.
    """

    def __init__(self, state: State, stream: Callable[[], Stream], clock: Clock, code_version: str) -> None:
        self._state, self._open, self._clock, self._code_version = state, stream, clock, code_version
        self._stream: Stream | None = None
        self.sent: Counter[str] = Counter()

    def step(self) -> int:
        """Send the next batch; answers how many messages were acknowledged, 0 when none waits.

        Raises:
            StreamUnavailable: the rows wait, and come again byte for byte.
            StateUnavailable: what was sent comes again byte for byte.
        """
        with self._state.read() as connection:
            waiting = pending(connection, BATCH, BATCH_BYTES)
        if not waiting:
            return 0
        self._send(self._ready_stream(), waiting)
        with self._state.write() as connection:
            add_counts(connection, _tally(delete_sent(connection, waiting)))
        self.sent.update(one.message.topic for one in waiting)
        return len(waiting)

    def _ready_stream(self) -> Stream:
        """The stream with its topics made and our schemas on it."""
        if self._stream is None:
            stream = self._open()
            stream.ensure_topics()
            schemas = {schema.fingerprint: schema_json(schema) for schema in published()}
            SchemaTopic(stream).publish(schemas, self._clock())
            self._stream = stream
        return self._stream

    def _send(self, stream: Stream, waiting: Sequence[PendingMessage]) -> None:
        try:
            stream.produce([_as_message(one.message) for one in waiting])
        except InvalidRecord:
            for one in waiting:
                self._send_alone(stream, one)

    def _send_alone(self, stream: Stream, one: PendingMessage) -> None:
        """A message that its topic refuses goes to the dead letters whole: it must not hold up the others."""
        try:
            stream.produce([_as_message(one.message)])
        except InvalidRecord as e:
            message = one.message
            letter = DeadLetter(
                topic=OUTBOX_TOPIC,
                partition=0,
                offset=one.id,
                key=message.key,
                value=message.value,
                timestamp=message.timestamp,
                reason=f"{message.topic}: {e}",
                kind=type(e).__name__,
                code_version=self._code_version,
            )
            stream.produce([Message(DEAD_LETTERS, message.key, encode(letter), self._clock())])


def _as_message(message: OutboxMessage) -> Message:
    return Message(
        topic=message.topic,
        key=message.key,
        value=message.value,
        timestamp=message.timestamp,
        headers=message.headers,
    )


def _tally(sent: Sequence[PendingMessage]) -> Tally:
    return Counter((one.message.run_id, Count.PUBLISHED, one.message.topic) for one in sent)
