"""Options that several commands share."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

import click

from pipeline.settings import Settings, prepared, read_settings

P = ParamSpec("P")
R = TypeVar("R")

_FLAGS = (
    ("home", "DIR", "Folder of all that is kept in files; ~/.conflictwire when not given."),
    ("state", "URL", "State store: sqlite:///FILE or postgresql://…; a file in the home when not given."),
    ("stream", "URL", "The log: sqlite:///FILE or kafka://HOST:PORT,…; a file in the home when not given."),
    ("warehouse", "URL", "Warehouse: sqlite:///FILE or postgresql://…; a file in the home when not given."),
    ("allow_hosts", "LIST", "Hosts, addresses or CIDRs that may be private, comma-separated."),
    ("host_delay_s", "SECONDS", "Least time between two requests to one host."),
    ("user_agent", "TEXT", "How we name ourselves to servers."),
    ("gazetteer", "FILE", "Where places are looked up (`conflictwire gazetteer build`); what ships when not given."),
    ("encoder", "NAME", "minilm: a sentence encoder judges kinds too (extra encoder)."),
)


def with_settings(command: Callable[Concatenate[Settings, P], R]) -> Callable[P, R]:
    """Give a command the settings as its first argument, their home made, and a flag for each of them."""

    def with_home(settings: Settings, /, *args: P.args, **kwargs: P.kwargs) -> R:
        return command(prepared(settings), *args, **kwargs)

    functools.update_wrapper(with_home, command)
    return with_bare_settings(with_home)


def with_bare_settings(command: Callable[Concatenate[Settings, P], R]) -> Callable[P, R]:
    """Do the same for a command that makes no home: it looks at one that may be unusable."""

    @functools.wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        flags = {name: _flag(kwargs.pop(name, None)) for name, _, _ in _FLAGS}
        return command(read_settings(flags), *args, **kwargs)

    for name, metavar, text in reversed(_FLAGS):
        wrapped = click.option(f"--{name.replace('_', '-')}", name, metavar=metavar, help=text)(wrapped)
    return wrapped


def _flag(value: object) -> str | None:
    return None if value is None else str(value)
