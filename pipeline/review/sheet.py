"""Writing a review file: YAML that a person fills in with any editor."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

import yaml

from pipeline.model.words import EventType
from pipeline.review.base import FIELDS, Item, Line, Marked, Sheet
from pipeline.review.words import NONE, place_shown, shown

FORMAT = 1
_WIDTH = 112
_HEAD = """\
# Review of {count} of {edition}, coded by {tagger}, confidence below {below}.
#
# Each item shows the words of an article that a claim rests on, with the words of each field marked, what the tagger
# made of them, and an answer to fill. Judge by the words shown, not by what you know. Leave empty what you cannot tell:
# it is not tested. Save, then: conflictwire review read {file}
#
#   event    yes, or no: these words tell no event of an armed conflict that happened (a threat, a drill, background,
#            a metaphor, crime, an accident). After no, leave the other fields empty.
#   rest     ok: every field left empty is right as coded.
#   type     ok, or one of: {types}
#            (what they mean: conflictwire codebook)
#   actor1   who acted: ok, a number of the choices, a name, or none.        actor2: whom it was done to; the same.
#   place    ok, a number of the choices, NAME, COUNTRY (Hajin, SYR), or none.
#   date     ok, YYYY-MM-DD, YYYY-MM, YYYY, FROM/TO, or none: the words do not tell.
#   killed   in this event alone: ok, 18, 18-20, 18- (at least), 0 (nobody), or none: not stated.
#   note     anything that the next reader should know.
#
# Title and the sentences shown are all that a test case keeps of an article: its text belongs to its publisher.
"""


def render_sheet(sheet: Sheet, file: str) -> str:
    """The review file of a sheet; ``file`` is the name that its instructions mention."""
    types = textwrap.fill(" ".join(EventType), _WIDTH - 14).replace("\n", "\n#            ")
    count = len(sheet.items)
    head = _HEAD.format(
        count=f"{count} claim{'s' * (count != 1)}", edition=f"edition {sheet.edition}", tagger=sheet.tagger,
        below=sheet.below, file=file, types=types,
    )  # fmt: skip
    lines = [head, f"review: {FORMAT}", f"edition: {_text(sheet.edition)}", f"tagger: {_text(sheet.tagger)}", "items:"]
    for number, item in enumerate(sheet.items, 1):
        lines += _item(item, number, count)
    return "\n".join(lines) + "\n"


def _item(item: Item, number: int, count: int) -> Iterator[str]:
    yield ""
    yield f"# ---- {number} of {count} ---- confidence {item.coded['confidence']} ".ljust(_WIDTH, "-")
    yield from _comment(
        f"{item.article.get('url') or ''}  published {(item.article.get('published') or 'unknown')[:10]}"
    )
    for sentence in item.shown:
        yield "#"
        yield from _comment(marked(sentence))
    yield "#"
    yield f"- item: {number}"
    yield f"  claim: {item.claim_id}"
    for name in ("title", "text", "url", "published", "language"):
        yield f"  {name}: {_text(str(item.article.get(name) or ''))}"
    yield f"  quote: {_text(item.quote)}"
    yield f"  in: {item.part}"
    yield f"  confidence: {item.coded['confidence']}"
    yield "  coded:"
    yield from (f"    {name}: {_coded(item, name)}" for name in FIELDS)
    if item.alone is not None:
        yield from _alone(item)
    yield from _choices("places", item.choices.places)
    yield from _choices("actors", item.choices.actors)
    yield "  answer:"
    yield from (f"    {name}:" for name in ("event", "rest", *FIELDS, "note"))


def _coded(item: Item, name: str) -> str:
    value = item.coded.get(name)
    sure = item.choices.sure.get(name, "")
    plain = _flow(value) if isinstance(value, dict) else _text(str(value)) if value else NONE
    return plain + (f"  # {_one_line(sure)}" if sure else "")


def _alone(item: Item) -> Iterator[str]:
    told = (
        ", ".join(f"{name} {shown(name, item.alone.get(name))}" for name in FIELDS) if item.alone else "no such event"
    )
    yield from ("  " + line for line in _comment(f"the sentences alone are coded differently: {told}"))


def _choices(name: str, among: tuple[Line, ...]) -> Iterator[str]:
    yield f"  {name}:" + ("" if among else " []")
    for number, choice in enumerate(among, 1):
        told = place_shown(choice) if name == "places" else shown("actor1", choice)
        yield f"    - {_flow(choice)}  # {number}: {_one_line(told)}"


def marked(sentence: Marked) -> str:
    """The sentence with each field's words in brackets: ``[actor1: The army] [type: retook] [place: Hajin]``."""
    out, at = [], 0
    for start, end, name in sentence.words:
        out += [sentence.text[at:start], f"[{name}: {sentence.text[start:end]}]"]
        at = end
    return "".join([*out, sentence.text[at:]])


def _comment(text: str) -> list[str]:
    return [f"# {line}" for line in textwrap.wrap(_one_line(text), _WIDTH - 2, break_long_words=False)]


def _one_line(text: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def _text(value: str) -> str:
    """A string as one quoted YAML scalar on one line: exact, whatever characters it holds."""
    is_word = value.isascii() and value.replace("_", "a").replace("-", "a").isalnum() and value[0].isalpha()
    if is_word and value != "null":
        return value
    dumped: str = yaml.dump(value, default_style='"', allow_unicode=True, width=float("inf"))
    return dumped.rstrip("\n")


def _flow(value: Line) -> str:
    inside = ", ".join(f"{key}: {_scalar(item)}" for key, item in value.items())
    return "{" + inside + "}"


def _scalar(value: object) -> str:
    if value is None:
        return "null"
    return str(value) if isinstance(value, int | float) else _text(str(value))
