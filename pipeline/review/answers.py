"""Reading a review file that a person has filled in: each answer is checked by itself, a wrong one told in place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from pipeline.errors import UsageError
from pipeline.review.base import FIELDS, Choices, Line
from pipeline.review.sheet import FORMAT
from pipeline.review.words import NONE, OK, Unclear, understood

_ITEM = re.compile(r"(?m)^- item:.*$")
_ANSWER = re.compile(rf"(?m)^( +(?:event|rest|{'|'.join(FIELDS)}|note): +)([^\s\"'#>|&*\[{{].*?)(?: +#.*)?$")
_NUMBERS = frozenset({"geoname_id", "precision", "low", "best", "high"})
_DEGREES = frozenset({"lat", "lon"})
_ANSWERS = frozenset({"event", "rest", *FIELDS, "note"})
_YES, _NO = frozenset({"yes", "y", "true", OK}), frozenset({"no", "n", "false"})


@dataclass(frozen=True, slots=True)
class Problem:
    """An answer that cannot be used; ``where`` names line, item and field."""

    where: str
    reason: str


@dataclass(frozen=True, slots=True)
class Answered:
    """One item that was answered.

    Attributes:
        claim_id: of the claim.
        article: title, text (the sentences that the claim rests on, no more), url, published and language: what the
            case is replayed from.
        quote, part: the sentence that tells the event, and where it stands.
        event: False when the words tell no event.
        expected: what each judged field must be, in the form of ``stage tag``; None for an empty field. Fields that
            nobody judged are absent.
        note: the person's.
    """

    claim_id: str
    article: Line
    quote: str
    part: str
    event: bool
    expected: Line
    note: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds: ``empty`` counts the items without an answer."""

    tagger: str
    answered: tuple[Answered, ...]
    empty: int
    problems: tuple[Problem, ...]


class _Plain(yaml.BaseLoader):
    """YAML in which every scalar is its own text (``no`` is no, not False), without aliases and repeated keys.

    Only a bare ``null`` is None; in quotation marks it is a text, as the name of an actor may be.
    """

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        if isinstance(node, yaml.ScalarNode) and node.style is None and node.value == "null":
            return None
        return super().construct_object(node, deep)

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.composer.ComposerError(problem="aliases are refused", problem_mark=self.get_mark())
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        names = [key.value for key, _ in node.value]
        for name in names:
            if names.count(name) > 1:
                raise yaml.constructor.ConstructorError(problem=f"{name!r} twice", problem_mark=node.start_mark)
        return super().construct_mapping(node, deep)


def read_sheet(text: str, name: str) -> Reading:
    """Read a review file. An item that cannot be read, and an answer that means nothing, are problems: the rest counts.

    Args:
        text: the whole file.
        name: of the file, for messages.

    Raises:
        UsageError: it is no review file of this program.
    """
    starts = [match.start() for match in _ITEM.finditer(text)]
    head = _loaded(text[: starts[0] if starts else len(text)], name, 0)
    if isinstance(head, Problem):
        raise UsageError(f"{head.where}: {head.reason}, so this is no review file: conflictwire review write makes one")
    if not isinstance(head, dict) or "review" not in head:
        raise UsageError(f"{name}: no review file: conflictwire review write makes one")
    if head["review"] != str(FORMAT):
        raise UsageError(f"{name}: a review file of format {head['review']}, this program reads {FORMAT}")
    answered: list[Answered] = []
    problems: list[Problem] = []
    empty = 0
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        read = _item(text[start:end], name, text.count("\n", 0, start))
        problems += [part for part in read if isinstance(part, Problem)]
        answered += [part for part in read if isinstance(part, Answered)]
        empty += not read
    return Reading(str(head.get("tagger", "")), tuple(answered), empty, tuple(problems))


def _loaded(text: str, name: str, lines_before: int) -> object:
    try:
        return yaml.load(text, Loader=_Plain)  # noqa: S506 - a BaseLoader: it makes strings, lists and mappings alone
    except yaml.YAMLError as e:
        mark = getattr(e, "problem_mark", None)
        line = lines_before + (mark.line if mark else 0) + 1
        return Problem(f"{name}, line {line}", f"no valid YAML ({getattr(e, 'problem', None) or 'unreadable'})")


def _item(text: str, name: str, lines_before: int) -> list[Answered | Problem]:
    """One item: what was answered, or its problems; empty when nothing was answered."""
    where = f"{name}, line {lines_before + 1}"
    loaded = _loaded(_quoted(text), name, lines_before)
    if isinstance(loaded, Problem):
        return [loaded]
    item = loaded[0] if isinstance(loaded, list) and loaded else None
    if not isinstance(item, dict) or not isinstance(item.get("answer") or {}, dict):
        return [Problem(where, "no item with an answer: of form")]
    where = f"{name}, item {item['item']}"
    problems = [Problem(where, reason) for reason in _damage(item)]
    return list(problems) or _answered(item, where)


def _quoted(text: str) -> str:
    """The item with its answers in quotation marks: a person who types ``note: wrong: it was on Monday`` is right."""
    at = text.find("\n  answer:")
    if at < 0:
        return text
    return text[:at] + _ANSWER.sub(lambda match: match[1] + "'" + match[2].replace("'", "''") + "'", text[at:])


def _damage(item: dict[str, Any]) -> Iterator[str]:
    for key in ("claim", "title", "text", "quote", "in"):
        if not isinstance(item.get(key), str):
            yield f"{key} is missing: copy the item anew from the file that review write made"
            return
    if not item["claim"].isalnum():
        yield f"claim {item['claim']!r} is no id"
    if item["in"] not in ("title", "text") or item["quote"] not in item[item["in"]]:
        yield "the quote is not in the title or text any more: they must stay as written"
    for key in item.get("answer") or {}:
        if key not in _ANSWERS:
            yield f"answer has no field {key!r}; its fields are event, rest, {', '.join(FIELDS)}, note"


def _answered(item: dict[str, Any], where: str) -> list[Answered | Problem]:
    told = {key: value.strip() for key, value in (item.get("answer") or {}).items() if isinstance(value, str)}
    told = {key: value for key, value in told.items() if value}
    odd = [key for key, value in (item.get("answer") or {}).items() if not isinstance(value, str)]
    problems: list[Answered | Problem] = [Problem(f"{where}, {key}", "more than one line of text") for key in odd]
    if not set(told) - {"note"}:
        return problems
    event, wrong = _event(told)
    if wrong:
        return [*problems, Problem(f"{where}, {wrong[0]}", wrong[1])]
    expected: Line = {}
    choices = Choices(_among(item.get("places")), _among(item.get("actors")))
    coded = item.get("coded") if isinstance(item.get("coded"), dict) else {}
    for name in FIELDS if event else ():
        answer = told.get(name) or told.get("rest", "")
        if not answer:
            continue
        try:
            expected[name] = understood(name, answer, _value((coded or {}).get(name)), choices)
        except Unclear as e:
            problems.append(Problem(f"{where}, {name}", str(e)))
    if problems:  # half an item is no test case: it waits until all of it is clear
        return problems
    article = {key: item.get(key) or None for key in ("title", "text", "url", "published", "language")}
    return [Answered(item["claim"], article, item["quote"], item["in"], event, expected, told.get("note", ""))]


def _event(told: dict[str, str]) -> tuple[bool, tuple[str, str] | None]:
    word = told.get("event", "yes").lower()
    if told.get("rest", OK).lower() != OK:
        return True, ("rest", f"{told['rest']!r} is not ok: every field left empty is right, or nothing is said of it")
    if word not in _YES | _NO:
        return True, ("event", f"{told['event']!r} is neither yes nor no")
    filled = [name for name in (*FIELDS, "rest") if name in told]
    if word in _NO and filled:
        return False, (filled[0], "event is no: then the other fields stay empty")
    return word in _YES, None


def _among(value: object) -> tuple[Line, ...]:
    choices = [_value(choice) for choice in value] if isinstance(value, list) else []
    return tuple(choice for choice in choices if isinstance(choice, dict) and "name" in choice)


def _value(raw: object) -> object:
    """A field as it was written: numbers are numbers again, ``null`` and ``none`` are None."""
    if isinstance(raw, dict):
        return {key: _plain(key, value) for key, value in raw.items()}
    return None if raw in (NONE, "", None) else raw


def _plain(key: str, value: object) -> object:
    if not isinstance(value, str):
        return None
    if key in _NUMBERS and value.lstrip("-").isdecimal():
        return int(value)
    if key in _DEGREES:
        return None  # coordinates follow from the place: no answer is judged by them
    return value
