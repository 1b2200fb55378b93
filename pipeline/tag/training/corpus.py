"""The texts that the models learn from: written for this project, sentences multiplied by the grammar."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.tag.training.grammar import Fillers, expand, read_fillers
from pipeline.tag.training.lexicon import read_lexicon

HERE = Path(__file__).parent
# types that are no armed conflict unless a line says so
_PEACEFUL = frozenset(
    "NONE BACKGROUND NATURAL_DISASTER ACCIDENT ORGANIZED_CRIME DIPLOMACY PEACEFUL_PROTEST "
    "PROTEST_WITH_INTERVENTION".split()
)
_EITHER = frozenset({"PEACEFUL_PROTEST", "PROTEST_WITH_INTERVENTION"})
"""Kinds of snippets of which some are part of a war and some are not."""
_KIND = {"CONTEXT": "", "BACKGROUND": "NONE"}
_VARIANTS = 10
_PLAIN = 4  # variants of a line that stand without a frame
_LEADS, _TAILS = 0.4, 0.6  # how often the others get what may stand before and after them
_LIST_WEIGHT = 0.25
_LISTS = 100  # sentences made of one peaceful domain's words alone, for each domain
_COMPANY = ("GPE", "NAT", "DAY", "PEOPLE", "GOVT")  # names and people stand among them
_TWO_EDGED = "ATTACKV SHOOT CLASH CAPTURE REPEL ADVANCE LAUNCH RETAKE TRANSFER AGREE DEPLOY JOIN WOUND BASEEST".split()
_DARING = 0.5  # how many lists hold a word that is war's and everybody's
_DOMAINS = (
    "SPORT SHOW BUSINESS TECH HEALTH ELECTION HISTORY ANALYSIS DRILL PROCURE DIPLO DISASTER ACCIDENT "
    "CRIME COURT".split()
)


@dataclass(frozen=True, slots=True)
class Example:
    """One training sentence, or the opening of a report.

    Attributes:
        template: which line it comes from: variants of one line count as one witness.
        kind: an event type or other kind; "" for sentences that teach only whether it is conflict.
        conflict: whether it tells of a current conflict action; None where it shall not teach that.
        weight: its share of its line.
    """

    text: str
    template: int
    kind: str
    conflict: bool | None
    weight: float


def examples(seed: int = 7) -> list[Example]:
    """All training sentences, always the same: `_VARIANTS` of each line, and domain lists.

    The lines are those of ``sentences/*.txt`` and then those of ``lookalikes/*.txt``: what is easily mistaken for war
    news, and war news in forms that are easily missed. The latter teach what one sentence tells, not what a report is
    mainly about, so they are no `openings`. Last come the snippets, each once.
    """
    found = _sentences(random.Random(seed))  # noqa: S311 - variety, no secret
    found += _lines(HERE / "lookalikes", found[-1].template, random.Random(seed))  # noqa: S311
    return found + _snippets(found[-1].template, random.Random(seed))  # noqa: S311


def openings(seed: int = 7) -> list[Example]:
    """What a second opinion on whole openings learns from: the sentences that have a kind, then the snippets.

    A snippet is the beginning of a report, of several sentences that do not all tell its kind.
    """
    chance = random.Random(seed)  # noqa: S311
    found = _sentences(chance)
    return [example for example in found if example.kind] + _snippets(found[-1].template, chance)


def _sentences(chance: random.Random) -> list[Example]:
    found = _lines(HERE / "sentences", 0, chance)
    return found + _domain_lists(found[-1].template, chance)


def _lines(folder: Path, number: int, chance: random.Random) -> list[Example]:
    """Variants of each line of a folder, numbered on from ``number``."""
    fillers = read_fillers(HERE / "fillers.txt")
    frames = read_frames(HERE / "frames.txt")
    found: list[Example] = []
    for path in sorted(folder.glob("*.txt")):
        name = path.stem.split("-")[0]
        for raw in path.read_text("utf-8").splitlines():
            if raw.strip() and not raw.startswith("#"):
                number += 1
                conflict = raw[0] == "+" or (raw[0] != "~" and name not in _PEACEFUL)
                tails = [*frames["TAIL"], *(frames["CONFLICT_TAIL"] if conflict else ())]
                texts = _variants(raw.lstrip("+~"), frames["LEAD"], tails, fillers, chance)
                found.extend(Example(text, number, _KIND.get(name, name), conflict, 1 / len(texts)) for text in texts)
    return found


def read_frames(path: Path) -> dict[str, list[str]]:
    """Read ``NAME: words`` lines: LEAD, TAIL, CONFLICT_TAIL."""
    found: dict[str, list[str]] = {}
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            name, _, frame = line.partition(": ")
            found.setdefault(name, []).append(frame)
    return found


def _variants(
    line: str, leads: Sequence[str], tails: Sequence[str], fillers: Fillers, chance: random.Random
) -> list[str]:
    texts = {expand(line, fillers, chance) for _ in range(_PLAIN)}
    for _ in range(_VARIANTS - _PLAIN):
        lead = chance.choice(leads) if chance.random() < _LEADS else ""
        tail = chance.choice(tails) if chance.random() < _TAILS else ""
        texts.add(expand(f"{lead} {line} {tail}", fillers, chance))
    return sorted(texts)


def _snippets(number: int, chance: random.Random) -> list[Example]:
    """Each line of ``snippets/*.txt`` once."""
    fillers = read_fillers(HERE / "fillers.txt")
    found = []
    for path in sorted((HERE / "snippets").glob("*.txt")):
        name = path.stem.split("-")[0]
        for raw in path.read_text("utf-8").splitlines():
            number += 1
            conflict = None if name in _EITHER else name not in _PEACEFUL
            found.append(Example(expand(raw, fillers, chance), number, name, conflict, 1.0))
    return found


def _domain_lists(number: int, chance: random.Random) -> list[Example]:
    """Bare lists of words of one peaceful domain: they teach that its words alone are no conflict."""
    names, phrases = read_lexicon(HERE / "lexicon")
    words_of: dict[str, list[str]] = {name: [] for name in names}
    for phrase, concepts in sorted(phrases.items()):
        words_of[concepts[0]].append(" ".join(phrase))
    found = []
    for domain in _DOMAINS:
        for _ in range(_LISTS):
            number += 1
            chosen = [chance.choice(words_of[domain]) for _ in range(chance.randint(3, 7))]
            chosen += [chance.choice(words_of[chance.choice(_COMPANY)]) for _ in range(2)] + ["7"] * chance.randint(
                0, 2
            )
            if chance.random() < _DARING:
                chosen.append(chance.choice(words_of[chance.choice(_TWO_EDGED)]))
            chance.shuffle(chosen)
            found.append(Example(" ".join(chosen), number, "", conflict=False, weight=_LIST_WEIGHT))
    return found
