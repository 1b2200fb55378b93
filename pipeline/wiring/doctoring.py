"""What is wrong with an installation, and how to mend it: checks that change nothing of what is stored."""

from __future__ import annotations

import importlib.util
import shutil
import socket
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from pipeline.errors import ConflictwireError, SettingsError
from pipeline.model.words import Outcome
from pipeline.settings import Settings, prepared
from pipeline.wiring.opening import state_of, stream_of, utc_now, warehouse_of
from pipeline.wiring.placing import use_gazetteer_of

_LEAST_FREE_BYTES = 1_000_000_000
_EXTRAS = (("kafka", "kafka", "the stream kafka://…"), ("postgres", "psycopg", "postgresql:// URLs"),
           ("airflow", "airflow", "the DAGs"), ("parquet", "pyarrow", "sql --format parquet"))  # fmt: skip


class Health(StrEnum):
    """How a check ended. A `WARN` keeps nothing from running."""

    GOOD = "ok"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: what was looked at, how it is, and, unless it is good, how to mend it."""

    health: Health
    what: str
    found: str
    mend: str = ""


def examine(settings: Settings) -> Iterator[Finding]:
    """Run all checks, each on its own: a failed one does not hide the others."""
    yield _python()
    yield _home(settings)
    yield _guarded("state", lambda: _state(settings), "see CONFLICTWIRE_STATE; ./run.sh up starts a PostgreSQL")
    yield _guarded("stream", lambda: _stream(settings), "see CONFLICTWIRE_STREAM; ./run.sh up starts a Kafka")
    yield _guarded("warehouse", lambda: _warehouse(settings), "see CONFLICTWIRE_WAREHOUSE; is the database up?")
    yield _guarded(
        "extractor", _extractor, "reinstall trafilatura and lxml: pip install --force-reinstall conflictwire"
    )
    yield _guarded("gazetteer", lambda: _gazetteer(settings), "make one: conflictwire gazetteer build DUMP FILE")
    yield _guarded("tagger", _tagger, "reinstall the package: its assets are missing or damaged")
    yield from (_extra(*extra) for extra in _EXTRAS)
    yield _guard(settings)
    yield _resolver()


def _guarded(what: str, check: Callable[[], str], mend: str) -> Finding:
    try:
        return Finding(Health.GOOD, what, check())
    except (ConflictwireError, ImportError) as error:
        return Finding(Health.BAD, what, str(error), mend)
    except OSError as error:
        said = f"{error.filename}: {error.strerror}" if error.filename else str(error)
        return Finding(Health.BAD, what, said, mend)


def _python() -> Finding:
    found = ".".join(map(str, sys.version_info[:3]))
    return Finding(Health.GOOD, "python", found)


def _home(settings: Settings) -> Finding:
    home = settings.home
    probe = home / ".doctor"
    try:
        prepared(settings)
        probe.write_text("writable", encoding="utf-8")
        probe.unlink()
    except (OSError, SettingsError) as error:
        reason = f"{home}: {error.strerror}" if isinstance(error, OSError) else str(error)
        return Finding(Health.BAD, "home", reason, "choose another folder with CONFLICTWIRE_HOME or --home")
    free = shutil.disk_usage(home).free
    if free < _LEAST_FREE_BYTES:
        return Finding(
            Health.WARN, "home", f"{home}: {free // 1_000_000} MB free", "make room: a full disk stops all stages"
        )
    return Finding(Health.GOOD, "home", f"{home}: writable, {free // 1_000_000_000} GB free")


def _state(settings: Settings) -> str:
    with state_of(settings) as state, state.write():
        return "opens, tables up to date, writable"


def _stream(settings: Settings) -> str:
    with stream_of(settings) as stream:
        ends = stream.end_offsets(["news.articles"])
    return f"opens, topics made, {sum(ends.values())} records on news.articles"


def _warehouse(settings: Settings) -> str:
    with warehouse_of(settings) as warehouse:
        return f"opens, schema {warehouse.schema_version()}"


def _extractor() -> str:
    from pipeline.extract import EXTRACTION, Page, extract  # noqa: PLC0415 -- a part that is missing is a finding

    html = (
        b"<html><body><article><h1>A bridge</h1><p>"
        + b"The bridge over the river has been opened. " * 9
        + b"</p></article></body></html>"
    )
    found = extract(Page("https://doctor.example/", html, "text/html", utc_now()))
    if found.outcome is not Outcome.OK:
        raise OSError(f"a plain page came out as {found.outcome}")
    return EXTRACTION


def _gazetteer(settings: Settings) -> str:
    from pipeline.tag.places.gazetteer import gazetteer_in_use  # noqa: PLC0415 -- loads its file

    use_gazetteer_of(settings)
    places = len(gazetteer_in_use())
    return f"{settings.gazetteer or 'the shipped one'}, {places} places"


def _tagger() -> str:
    from pipeline.tag import code, tagger_version  # noqa: PLC0415 -- loads its assets

    coded = code("Army retakes Aleppo from rebels", "The Syrian army retook Aleppo from rebels on Monday.", utc_now())
    if not coded.claims:
        raise OSError("a plain sentence was not coded")
    return f"version {tagger_version()}"


def _extra(name: str, module: str, wanted_for: str) -> Finding:
    if importlib.util.find_spec(module):
        return Finding(Health.GOOD, f"extra {name}", "installed")
    return Finding(
        Health.WARN, f"extra {name}", "not installed", f"for {wanted_for}: pip install 'conflictwire[{name}]'"
    )


def _guard(settings: Settings) -> Finding:
    if settings.allow_hosts:
        listed = ", ".join(settings.allow_hosts)
        return Finding(
            Health.WARN, "address guard", f"lets through: {listed}", "empty CONFLICTWIRE_ALLOW_HOSTS in production"
        )
    return Finding(Health.GOOD, "address guard", "private addresses are refused")


def _resolver() -> Finding:
    try:
        socket.getaddrinfo("example.com", 443)
    except OSError as error:
        return Finding(
            Health.WARN,
            "name resolution",
            f"example.com: {error.strerror or error}",
            "feeds need DNS: see /etc/resolv.conf",
        )
    return Finding(Health.GOOD, "name resolution", "works")
