"""Scoreboard of plain sentences by what they ask of the tagger: ``./run.sh eval tag_probes [--errors] [NAME …]``.

After Ribeiro et al., "Beyond Accuracy: Behavioral Testing of NLP Models with CheckList" (ACL 2020): where a labelled
article tells that something went wrong, a probe tells what. ``tests/evals/probes/*.yaml`` holds groups of sentence
frames; every frame is filled with every form of every slot and with a row of facts in turn (`probes/facts.yaml`), and
the first claim must have the fields that the group names. All sentences are made for this project and easy for a
reader: a form that fails is a gap, and no share of right ones says how well the tagger does on real articles.
"""

from __future__ import annotations

import argparse
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle, product
from pathlib import Path
from typing import Any

import yaml

from pipeline.tag import stage_tag

FOLDER = Path(__file__).parent / "probes"
FIELDS = ("relevant", "type", "place", "country", "date", "killed", "injured", "actor1", "actor2", "claims")
PUBLISHED = "2015-06-17"
"""A Wednesday; a group may name another day as ``published``."""
HELD = 0.9
"""The share of a group that must be right, unless it is known to be out of reach."""
_SHOWN = 3
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Probe:
    """One text and what its first claim must say.

    Attributes:
        form: what failures are counted by.
        known: the group is known to be out of reach: it is shown, and no test asks for it.
    """

    group: str
    form: str
    title: str
    text: str
    published: str
    expected: Mapping[str, Any]
    known: bool = False


def main(argv: Sequence[str] | None = None) -> int:
    """Print how many probes of each group are right; 1 for a name of no file, or a group below `HELD`."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--errors", action="store_true", help="show the forms that fail, with examples")
    parser.add_argument("names", nargs="*", help="only files whose name holds one of these")
    options = parser.parse_args(argv)
    for name in options.names:
        if not files([name]):
            print(f"probes: no file {name!r}; there are: {', '.join(path.stem for path in files())}")
            return 1
    held = True
    for path in files(options.names):
        counted: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        wrong: dict[tuple[str, str], list[tuple[Probe, str]]] = defaultdict(list)
        known: set[str] = set()
        for probe in read_probes(path):
            said = failure(probe)
            counted[probe.group][0] += not said
            counted[probe.group][1] += 1
            known |= {probe.group} if probe.known else set()
            if said:
                wrong[probe.group, probe.form].append((probe, said))
        right, count = (sum(pair[number] for pair in counted.values()) for number in (0, 1))
        print(f"{path.stem}: {right} of {count} ({right / count:.3f})")
        for group, (good, total) in counted.items():
            fallen = group not in known and good < HELD * total
            held &= not fallen
            told = " (known to be out of reach)" if group in known else f"  MISSED, floor {HELD}" if fallen else ""
            print(f"   {group}: {good} of {total}{told}")
        if options.errors:
            _show(wrong)
    return int(not held)


def _show(wrong: Mapping[tuple[str, str], Sequence[tuple[Probe, str]]]) -> None:
    for (group, form), failures in sorted(wrong.items(), key=lambda item: -len(item[1])):
        print(f"#### {group} | {form} | {len(failures)}")
        for probe, said in failures[:_SHOWN]:
            print(f"     {said} | {probe.title + ' / ' if probe.title else ''}{probe.text}")


def files(names: Sequence[str] = ()) -> list[Path]:
    """The files of probes whose names hold one of ``names``; all without any."""
    found = [path for path in sorted(FOLDER.glob("*.yaml")) if path.stem != "facts"]
    return [path for path in found if not names or any(name in path.stem for name in names)]


def read_probes(path: Path) -> Iterator[Probe]:
    """Every probe of a file, in order."""
    facts = yaml.safe_load((FOLDER / "facts.yaml").read_text("utf-8"))
    for group in yaml.safe_load(path.read_text("utf-8"))["groups"]:
        yield from _probes(group, [_known(fact) for fact in facts])


def _known(fact: Row) -> Row:
    """A row of facts with the forms that frames ask for: ``Cs`` is the country as an owner."""
    return fact | {"Cs": fact["C"] + ("'" if fact["C"].endswith("s") else "'s")}


def _probes(group: Row, facts: Sequence[Row]) -> Iterator[Probe]:
    """Every frame with every form; the rows of facts are dealt out in turn, ``rows`` of them to each pair."""
    slots: dict[str, list[Any]] = group.get("slots", {})
    dealt = cycle(facts)
    for frame in group["frames"]:
        own = frame if isinstance(frame, dict) else {"text": frame}
        for forms in product(*slots.values()):
            filled = dict(zip(slots, forms, strict=True))
            for _ in range(group.get("rows", 2)):
                yield _probe(group, own, filled, next(dealt))


def _probe(group: Row, frame: Row, forms: Row, fact: Row) -> Probe:
    """A form may be a text or a row of its own: ``{form: "in {T}", expect: {place: "{T}"}}``."""
    own = {name: form if isinstance(form, dict) else {"form": form} for name, form in forms.items()}
    words = {name: str(row["form"]).format_map(fact) for name, row in own.items()}
    expected: Row = dict(group.get("expect", {}))
    for row in (frame, *own.values()):
        expected |= row.get("expect", {})
    texts = [_filled(frame.get(part, ""), words | fact) for part in ("title", "text")]
    told = {name: value.format_map(fact) if isinstance(value, str) else value for name, value in expected.items()}
    form = " + ".join(str(row["form"]) for row in own.values()) or frame["text"]
    published, known = group.get("published", PUBLISHED), group.get("known", False)
    return Probe(group["name"], form, texts[0], texts[1], published, told, known)


def _filled(frame: str, words: Mapping[str, Any]) -> str:
    text = frame.format_map(words)
    return text[:1].upper() + text[1:]


def failure(probe: Probe) -> str:
    """What the first claim says otherwise than expected; "" when all is right.

    ValueError for a field that no probe can name.
    """
    line = {"id": "probe", "title": probe.title or None, "text": probe.text, "published": probe.published, "url": None}
    answer = stage_tag(line)
    if unknown := set(probe.expected) - set(FIELDS):
        raise ValueError(f"{probe.group}: no field {', '.join(sorted(unknown))}")
    claim = answer["claims"][0] if answer["claims"] else {}
    return "; ".join(
        f"{name} {said!r}, not {wanted!r}"
        for name, wanted in probe.expected.items()
        if not _agrees(name, said := _said(name, answer, claim), wanted)
    )


def _said(name: str, answer: Row, claim: Row) -> Any:
    if name == "relevant":
        return answer["relevant"]
    if name == "claims":
        return len(answer["claims"])
    if not claim:
        return "no claim"
    value = claim["place"] if name == "country" else claim[name]
    if name == "type" or value is None:
        return value
    if name in ("killed", "injured"):
        return next((value[part] for part in ("best", "low", "high") if value[part] is not None), None)
    return value[{"place": "name", "country": "country", "date": "start"}.get(name, "name")]


def _agrees(name: str, said: Any, wanted: Any) -> bool:
    if said == wanted or said is None or wanted is None:
        return bool(said == wanted)
    if name in ("place", "actor1", "actor2"):
        mine, other = _fold(str(said)), [_fold(form) for form in str(wanted).split("|")]
        return any(mine in form or form in mine for form in other)
    return str(said) in str(wanted).split("|") if isinstance(said, str) else False


def _fold(name: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", name).lower() if char.isalnum())


if __name__ == "__main__":
    sys.exit(main())
