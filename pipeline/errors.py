"""The error tree. An expected non-result is no error: it is a value with an outcome word.

    ConflictwireError            everything that we raise ourselves
      TransientError             back off and retry, pause, do not commit
        StreamUnavailable        the broker or the stream file is away
        StateUnavailable         the state store is away, locked too long or its disk is full
        WarehouseUnavailable     the warehouse is away
        LeaseLost                another process holds the lease, or ours was fenced
        UnknownFingerprint       a record's schema is not in this program nor in news.schemas
      TerminalError              no retry can mend it: dead letter, flush, then commit
        UndecodableRecord        the bytes are no record of any schema
        InvalidRecord            the bytes are a record, its values break the contract
      UsageError                 the caller asked for something that cannot be (exit code 2)
      SettingsError              a setting is missing or malformed (exit code 1)

Transient or terminal is the base class, the area is the name. Whatever is neither is our bug: say
where, dead-letter it, stop after several in a row.
"""

from __future__ import annotations


class ConflictwireError(Exception):
    """Base of all errors raised by conflictwire."""


class TransientError(ConflictwireError):
    """Back off and retry; pause; commit nothing."""


class TerminalError(ConflictwireError):
    """No retry can mend it: dead-letter the original bytes, flush, then commit."""


class StreamUnavailable(TransientError):
    """The broker or the stream file cannot be reached."""


class StateUnavailable(TransientError):
    """The state store cannot be reached or written."""


class WarehouseUnavailable(TransientError):
    """The warehouse cannot be reached or written."""


class LeaseLost(TransientError):
    """The lease expired or was taken over: what was done under it must not be stored."""


class UnknownFingerprint(TransientError):
    """The writer schema of a record is known neither here nor in ``news.schemas``.

    Attributes:
        fingerprint: the 8-byte CRC-64-AVRO fingerprint, in hex.
    """

    def __init__(self, fingerprint: str) -> None:
        super().__init__(f"no schema with fingerprint {fingerprint}: not shipped, not in news.schemas")
        self.fingerprint = fingerprint


class UndecodableRecord(TerminalError):
    """The bytes are no record of any schema."""


class InvalidRecord(TerminalError):
    """The record decodes, but a value breaks the contract."""


class UsageError(ConflictwireError):
    """The caller asked for something that cannot be."""


class SettingsError(ConflictwireError):
    """A setting is missing or malformed."""
