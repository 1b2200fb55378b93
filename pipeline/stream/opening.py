"""From a URL to a stream."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qsl

from pipeline.errors import SettingsError
from pipeline.stream.base import Stream, StreamOptions
from pipeline.stream.embedded import EmbeddedStream
from pipeline.stream.topology import TOPICS, Topology

_EMBEDDED = "sqlite:///"
_KAFKA = "kafka://"
_TIMES = ("session_timeout_s", "max_poll_interval_s", "connect_timeout_s")


def open_stream(url: str, topics: Topology = TOPICS) -> Stream:
    """Open the log that a URL names.

    ``sqlite:///relative/path`` and ``sqlite:////absolute/path`` give the embedded log, ``kafka://host:port,host:port``
    Kafka. After ``?`` may stand ``session_timeout_s``, ``max_poll_interval_s``, ``connect_timeout_s`` (see
    `StreamOptions`) and, for Kafka, ``prefix``: put before the names of topics and groups on the broker, so that
    several installations share one.

    Raises:
        StreamUnavailable: the broker does not answer within ``connect_timeout_s``, or the file cannot be opened; in
            one line.
        SettingsError: the URL is none of these, or the Kafka client is not installed.
    """
    address, _, options_text = url.partition("?")
    query = dict(parse_qsl(options_text))
    options = _options(url, query)
    prefix = query.pop("prefix", "") if address.startswith(_KAFKA) else ""
    if query:
        raise SettingsError(f"stream {url!r}: unknown option {sorted(query)[0]!r}")
    if path := _after(_EMBEDDED, address):
        return EmbeddedStream(Path(path), topics, options)
    if servers := _after(_KAFKA, address):
        return _open_kafka(servers.rstrip("/").split(","), topics, options, prefix)
    raise SettingsError(f"stream {url!r} is neither sqlite:///path nor kafka://host:port,…")


def _open_kafka(servers: list[str], topics: Topology, options: StreamOptions, prefix: str) -> Stream:
    try:
        from pipeline.stream.kafka_stream import KafkaStream  # noqa: PLC0415 -- the client is an extra
    except ModuleNotFoundError as e:
        raise SettingsError("kafka:// needs the Kafka client: pip install 'conflictwire[kafka]'") from e
    return KafkaStream(servers, topics, options, prefix)


def _after(scheme: str, address: str) -> str:
    return address.removeprefix(scheme) if address.startswith(scheme) else ""


def _options(url: str, query: dict[str, str]) -> StreamOptions:
    try:
        given = {name: float(query.pop(name)) for name in _TIMES if name in query}
    except ValueError as e:
        raise SettingsError(f"stream {url!r}: a time is no number of seconds") from e
    return replace(StreamOptions(), **given)
