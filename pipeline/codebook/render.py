"""The codebook in the forms that people and programs read: text, Markdown, CSV, JSON."""

from __future__ import annotations

import csv
import io
import json
import textwrap
from collections.abc import Iterator
from dataclasses import asdict
from importlib.resources import files

from pipeline.codebook.book import Entry, Example, entries
from pipeline.model.words import Control

FIELDS_CODED = ("actor1", "actor2", "place", "date", "killed")
_COLUMNS = (
    "type", "control", "acled_event", "acled_sub_event", "ucdp_type_of_violence", "plover_event", "plover_mode",
    "definition",
)  # fmt: skip
_WIDTH = 110


def as_csv(shown: tuple[Entry, ...]) -> str:
    """The mapping as CSV, one line for each type; several UCDP types are joined by ``|``."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(_COLUMNS)
    for one in shown:
        ucdp = "|".join(map(str, one.ucdp))
        table.writerow(
            (one.type, one.control, one.acled_event, one.acled_sub_event, ucdp, one.plover_event, one.plover_mode,
             one.definition)
        )  # fmt: skip
    return out.getvalue()


def as_json(shown: tuple[Entry, ...]) -> str:
    """Everything, examples included."""
    return json.dumps([asdict(one) for one in shown], ensure_ascii=False, indent=1) + "\n"


def as_text(one: Entry) -> str:
    """One type for the terminal."""
    lines = [str(one.type), *_wrapped("", one.definition), ""]
    lines += [*_wrapped("includes  ", one.includes), *_wrapped("excludes  ", one.excludes), ""]
    lines += [f"{name:<9} {told}" for name, told in _mapping(one)]
    for example in one.examples:
        lines += ["", *_wrapped("example   ", example.text)]
        lines += _wrapped("          ", _coding(one, example))
    return "\n".join(lines) + "\n"


def _wrapped(head: str, text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=head, subsequent_indent=" " * len(head), break_on_hyphens=False)


def _mapping(one: Entry) -> Iterator[tuple[str, str]]:
    yield "ACLED", f"{one.acled_event} / {one.acled_sub_event}"
    yield "UCDP", " or ".join(map(str, one.ucdp)) if one.ucdp else "not in GED"
    yield "PLOVER", f"{one.plover_event} / {one.plover_mode}" if one.plover_mode else one.plover_event
    if one.control is not Control.NONE:
        yield "control", str(one.control)


def _coding(one: Entry, example: Example) -> str:
    told = [f"{name} {value}" for name in FIELDS_CODED if (value := getattr(example, name)) not in ("", None)]
    known = f" (the tagger does not see {', '.join(example.wrong_today)} yet)" if example.wrong_today else ""
    return f"{one.type}: {'; '.join(told)}{known}"


def as_markdown() -> str:
    """The whole codebook, as it stands in CODEBOOK.md."""
    head, foot = _page("fields_before.md"), _page("fields_after.md")
    rows = [
        f"| [{one.type}](#{str(one.type).lower()}) | {mapped['ACLED']} | {mapped['UCDP']} | {mapped['PLOVER']} |"
        for one in entries() for mapped in [dict(_mapping(one))]
    ]  # fmt: skip
    table = ["| type | ACLED event / sub-event | UCDP | PLOVER event / mode |", "|---|---|---|---|", *rows]
    return "\n".join([head, *table, "", *(line for one in entries() for line in _section(one)), foot])


def _section(one: Entry) -> Iterator[str]:
    yield from (f"### {one.type}", "", one.definition, "")
    yield from (f"* Includes: {one.includes}", f"* Excludes: {one.excludes}")
    yield "* " + " · ".join(f"{name}: {told}" for name, told in _mapping(one))
    yield ""
    for example in one.examples:
        yield from (f"> {example.text}", ">", f"> *{_coding(one, example)}*", "")


def _page(name: str) -> str:
    return files("pipeline.codebook").joinpath(name).read_text(encoding="utf-8")
