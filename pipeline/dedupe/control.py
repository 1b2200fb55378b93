"""Which way a place changed hands, as far as title and lead say it: a veto against joining two turns of one town.

This is no event coder: it has one use, to keep "army retakes X" and "rebels retake X" apart when all else is alike.
"""

from __future__ import annotations

from pipeline.model.words import Control

_GOVERNMENT = frozenset(
    "army armys troops government governments regime forces soldiers military police "
    "جيش الجيش قوات القوات الحكومه النظام للجيش армия армии войска войск правительственные силы".split()
)
_NON_STATE = frozenset(
    "isil isis is daesh rebels rebel militants militant insurgents jihadists jihadis taliban gunmen extremists "
    "islamist islamists separatists fighters terrorists caliphate "
    "داعش تنظيم التنظيم مسلحو مسلحون المسلحون المعارضه الفصائل иг игил даиш даеш боевики боевиков террористы "
    "террористов повстанцы джихадисты исламисты".split()
)
_GAIN = (
    "retak retook recaptur regain recover captur seiz take takes took taken taking liberat overr reconquer "
    "recover storm clear expel oust drive drove "
    "استعاد يستعيد تستعيد استعادت سيطر يسيطر تسيطر حرر يحرر تحرر طرد يطرد "
    "отбил отбила отбили освобод взял взяла взяли захват вернул вернула вернули занял выбил"
).split()
_WHOLE = frozenset({"take", "takes", "took", "taken", "taking", "взял", "взяла", "взяли", "حرر"})
_STEMS = tuple(stem for stem in _GAIN if stem not in _WHOLE)
_LOSS = frozenset("lose loses lost خسر يخسر تخسر فقد потеряли потеряла потеряло теряет".split())
_FROM = frozenset({"from", "من", "у", "от"})
_REACH = 9


def _named(tokens: list[str]) -> list[str]:
    """The words with the group's two-word names made one: "Islamic State", "Исламское государство"."""
    joined: list[str] = []
    for word in tokens:
        if joined and word.startswith(("state", "государств")) and joined[-1].startswith(("islamic", "исламск")):
            joined[-1] = "isis"
        else:
            joined.append(word)
    return joined


def direction(title: list[str], lead: list[str]) -> Control:
    """Say who gains by the first verb of gaining, the title before the lead; `Control.NONE` when unclear."""
    for tokens in (title, lead):
        found = _of(_named(tokens))
        if found is not Control.NONE:
            return found
    return Control.NONE


def _of(tokens: list[str]) -> Control:
    for i, word in enumerate(tokens):
        if _is_gain(word) or word in _LOSS:
            side = _subject(tokens, i)
            if side is not Control.NONE:
                return _other(side) if word in _LOSS else side
    return Control.NONE


def _is_gain(word: str) -> bool:
    return word in _WHOLE or word.startswith(_STEMS)


def _subject(tokens: list[str], verb: int) -> Control:
    """The nearest side before the verb; where the verb leads, as in Arabic, the first one after it."""
    for word in reversed(tokens[max(0, verb - _REACH) : verb]):
        side = _side(word)
        if side is not Control.NONE:
            return side
    after = tokens[verb + 1 : verb + 1 + _REACH]
    for i, word in enumerate(after):
        side = _side(word)
        if side is not Control.NONE:
            return _other(side) if _FROM.intersection(after[:i]) else side
    return Control.NONE


def _side(word: str) -> Control:
    if word in _GOVERNMENT:
        return Control.GOVERNMENT_REGAINS
    return Control.NON_STATE_GAINS if word in _NON_STATE else Control.NONE


def _other(side: Control) -> Control:
    return Control.NON_STATE_GAINS if side is Control.GOVERNMENT_REGAINS else Control.GOVERNMENT_REGAINS
