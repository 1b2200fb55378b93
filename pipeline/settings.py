"""Settings: the one module that reads the environment. A flag of the same name wins.

Each setting remembers where it came from, so that ``conflictwire doctor`` can say so. Credentials
stand in URLs only; `redacted` takes them out of anything that is printed.
"""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline import __version__
from pipeline.errors import SettingsError

PREFIX = "CONFLICTWIRE_"
NAMES = (
    "home", "state", "warehouse", "stream", "allow_hosts", "host_delay_s", "user_agent", "archive", "gazetteer",
    "encoder", "require",
)  # fmt: skip
"""Every setting, in the order of the documentation; the variable is the upper-case name after the prefix."""

BACKENDS = frozenset({"kafka", "postgres"})
ENCODERS = frozenset({"", "minilm"})
_POSTGRES = re.compile(
    r"^postgresql(\+psycopg)?://"
    r"([^\s:/@]*(:[^\s:/@]*)?@)?"  # login
    r"(\[[0-9A-Fa-f:.]+\]|[^\s:/@\[\]?]*)(:\d{1,5})?(/[^\s/?]*)?(\?\S*)?$"  # host, port, database, options
)
# all of a store's URL up to the last @ is its login: a password with a raw @, : or / in it must not be printed either.
# Bounded where they begin: an error can quote a whole body without a blank (40,000 characters took ten seconds)
_STORE_LOGIN = re.compile(r"(\b(?!https?:)[a-z][a-z0-9+.-]{0,30}://[^\s:/@'\"]*:)[^\s'\"]*(?=@)", re.IGNORECASE)
_PAGE_LOGIN = re.compile(r"(\bhttps?://[^\s:/@]*:)[^\s/?#]*(?=@)", re.IGNORECASE)
_BARE_LOGIN = re.compile(r"((?<![\w.+%-])[\w.+%-]+:)[^\s:/@]+(?=@[\w\[])")
_NAMED_SECRET = re.compile(r"((?:password|passwd|passfile|secret|token|api_?key)=)[^&\s'\"]+", re.IGNORECASE)
_HOST = re.compile(r"^[\w.*-]+(?::\d{1,5})?$")


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, resolved.

    Attributes:
        home: folder of all embedded state.
        state, warehouse: SQLAlchemy URLs.
        stream: ``sqlite:///…`` or ``kafka://host:port,…``.
        allow_hosts: names, addresses or CIDRs that the guard against private addresses lets through.
        host_delay_s: least time between two requests to one host.
        archive: fsspec URL of the archive of raw pages, "" for none.
        gazetteer: file of `conflictwire gazetteer build` that places are looked up in, "" for the shipped one.
        encoder: the sentence encoder that helps to judge the kind: ``minilm`` of conflictwire[encoder], "" for none.
        require: test backends that must not be skipped.
        origin: where each came from: ``flag``, ``environment`` or ``default``.
    """

    home: Path
    state: str
    warehouse: str
    stream: str
    allow_hosts: tuple[str, ...]
    host_delay_s: float
    user_agent: str
    archive: str
    gazetteer: str
    require: frozenset[str]
    encoder: str = ""
    origin: Mapping[str, str] = field(default_factory=dict)

    def shown(self) -> list[tuple[str, str, str]]:
        """(variable, value without credentials, origin) of every setting."""
        return [
            (PREFIX + name.upper(), redacted(_text(getattr(self, name))), self.origin.get(name, "default"))
            for name in NAMES
        ]


def read_settings(flags: Mapping[str, str | None] | None = None, environ: Mapping[str, str] | None = None) -> Settings:
    """Resolve the settings: flags that are not None, then the environment, then the defaults.

    Raises:
        SettingsError: a value is malformed; the message names the variable and the reason.
    """
    given = {name: value for name, value in (flags or {}).items() if value is not None}
    environ = os.environ if environ is None else environ
    known = {name: environ[PREFIX + name.upper()] for name in NAMES if environ.get(PREFIX + name.upper())}
    origin = {name: "flag" if name in given else "environment" if name in known else "default" for name in NAMES}
    raw = {**known, **given}
    home = Path(raw.get("home", "~/.conflictwire")).expanduser().absolute()
    return Settings(
        home=home,
        state=_database("state", raw.get("state", f"sqlite:///{home / 'state.db'}")),
        warehouse=_database("warehouse", raw.get("warehouse", f"sqlite:///{home / 'warehouse.db'}")),
        stream=_stream(raw.get("stream", f"sqlite:///{home / 'stream.db'}")),
        allow_hosts=_hosts(raw.get("allow_hosts", "")),
        host_delay_s=_seconds("host_delay_s", raw.get("host_delay_s", "1.0")),
        user_agent=_header("user_agent", raw.get("user_agent", f"conflictwire/{__version__}")),
        archive=raw.get("archive", ""),
        gazetteer=str(Path(raw["gazetteer"]).expanduser().absolute()) if raw.get("gazetteer") else "",
        encoder=_encoder(raw.get("encoder", "")),
        require=_backends(raw.get("require", "")),
        origin=origin,
    )


def redacted(text: str) -> str:
    """The text with every password in it replaced by ``***``: in a login before a host, or named in a query."""
    for pattern in (_STORE_LOGIN, _PAGE_LOGIN, _BARE_LOGIN, _NAMED_SECRET):
        text = pattern.sub(r"\1***", text)
    return text


def prepared(settings: Settings) -> Settings:
    """Make the home folder; return the settings.

    Raises:
        SettingsError: the folder cannot be made or written.
    """
    try:
        settings.home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(f"{PREFIX}HOME: cannot make {settings.home}: {error.strerror}") from error
    return settings


def _text(value: object) -> str:
    return (
        ",".join(sorted(value) if isinstance(value, frozenset) else value)
        if isinstance(value, tuple | frozenset)
        else str(value)
    )


def _wrong(name: str, reason: str) -> SettingsError:
    return SettingsError(f"{PREFIX}{name.upper()}: {reason}")


def _database(name: str, url: str) -> str:
    if url.startswith("sqlite:///") and url.partition("?")[0] not in ("sqlite:///", "sqlite:///:memory:"):
        return url
    if _POSTGRES.match(url):
        # postgresql:// alone means the driver that we ship for
        return url.replace("postgresql://", "postgresql+psycopg://", 1)
    if url.startswith(("postgresql://", "postgresql+psycopg://")):
        raise _wrong(
            name,
            f"{redacted(url)!r} cannot be read as postgresql://USER:PASSWORD@HOST:PORT/DATABASE: in a user or a "
            "password write @ as %40, : as %3A, / as %2F",
        )
    raise _wrong(name, f"{redacted(url)!r} is neither sqlite:///FILE nor postgresql://USER:PASSWORD@HOST:PORT/DATABASE")


def _stream(url: str) -> str:
    if url.startswith(("sqlite:///", "kafka://")):
        return url
    raise _wrong("stream", f"{redacted(url)!r} is neither sqlite:///FILE nor kafka://HOST:PORT[,HOST:PORT…]")


def _hosts(raw: str) -> tuple[str, ...]:
    hosts = tuple(part.strip().lower() for part in raw.split(",") if part.strip())
    for host in hosts:
        if not _HOST.match(host) and not _is_network(host):
            raise _wrong("allow_hosts", f"{host!r} is no host name, address or CIDR")
    return hosts


def _is_network(host: str) -> bool:
    try:
        ipaddress.ip_network(host.strip("[]"), strict=False)
    except ValueError:
        return False
    return True


def _seconds(name: str, raw: str) -> float:
    try:
        seconds = float(raw)
    except ValueError as error:
        raise _wrong(name, f"{raw!r} is no number of seconds") from error
    if not 0 <= seconds <= 86_400:  # noqa: PLR2004 -- a day; also refuses nan
        raise _wrong(name, f"{raw!r} is not between 0 and 86400 seconds")
    return seconds


def _header(name: str, raw: str) -> str:
    if not raw.isprintable() or len(raw) > 300:  # noqa: PLR2004
        raise _wrong(name, "must be one printable line of at most 300 characters")
    return raw


def _encoder(raw: str) -> str:
    if raw not in ENCODERS:
        raise _wrong("encoder", f"unknown encoder {raw!r}, known: minilm")
    return raw


def _backends(raw: str) -> frozenset[str]:
    wanted = frozenset(part.strip() for part in raw.split(",") if part.strip())
    if wanted - BACKENDS:
        raise _wrong("require", f"unknown backend {sorted(wanted - BACKENDS)[0]!r}, known: kafka, postgres")
    return wanted
