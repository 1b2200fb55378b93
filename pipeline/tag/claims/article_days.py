"""The days that an article names for what it is about: in its first sentences and in its title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.tag.claims.base import Told, words_alone
from pipeline.tag.claims.reading import Sentence
from pipeline.tag.claims.scenes import dates_of
from pipeline.tag.claims.triggers import find_triggers
from pipeline.tag.claims.when import is_of_charge, is_planned, when_spoken
from pipeline.tag.dates import DateMention
from pipeline.tag.dates.calendar import MONTH, last_day

_YEAR = re.compile(r"\d{4}|\d{1,2} \w+\.? \d{2}$")
_SINCE = re.compile(r"\bsince\b[^,;.]{3,}$", re.IGNORECASE)
"""Since "the fighting erupted on Sunday" is a span, whatever happened then."""
_SINCE_CHARS = 90
_ANY_SENTENCES, _DEED_SENTENCES = 3, 5
_LATE_SENTENCES = 20
_NEWS_DAYS = 14


@dataclass(frozen=True, slots=True)
class ArticleDays:
    """Days for events whose own sentences name none.

    Attributes:
        deed: the first day of a deed in the first sentences of the text: of the main event.
        mentioned: the first day of whatever kind in fewer of them: it may be that of a statement.
        title: the day that the title names: of whatever the article tells.
        sentences: of the article.
        reference: the day that relative dates count from.
    """

    deed: Told[DateMention] | None
    mentioned: Told[DateMention] | None
    title: Told[DateMention] | None
    sentences: Sequence[Sentence] = ()
    reference: date | None = None

    def otherwise(self) -> Told[DateMention] | None:
        """The weekend, week or month that the first sentences name, else the day, else the month, of a later deed."""
        rows = [s for s in self.sentences if s.part == "text"]
        early = next((pair for pair in self._dates(rows[:_DEED_SENTENCES]) if self._is_span(pair[1])), None)
        if early is not None:
            return _told(*early)
        late = [pair for pair in self._dates(rows[_DEED_SENTENCES:_LATE_SENTENCES]) if find_triggers(pair[0].text)]
        days = (pair for pair in late if _is_newsday(*pair, self.reference))
        found = next(days, None) or next((pair for pair in late if self._is_span(pair[1])), None)
        return _told(*found) if found else None

    def _dates(self, rows: Sequence[Sentence]) -> Iterator[tuple[Sentence, DateMention]]:
        """The dates of deeds that are not to come and do not run up to now."""
        for row in rows:
            for mention in dates_of(row, self.reference, self.sentences):
                over = not (mention.future or mention.open or is_planned(row.text, mention))
                over = over and not is_of_charge(row.text, mention)
                if over and not when_spoken(row.text, mention):
                    yield row, mention

    def _is_span(self, mention: DateMention) -> bool:
        over = self.reference is None or last_day(mention.date) < self.reference or mention.date.precision == MONTH
        return 1 < mention.date.precision <= MONTH and over and not _is_far(mention, self.reference)


def _told(row: Sentence, mention: DateMention) -> Told[DateMention]:
    return Told(mention, words_alone(row), mention.start, mention.end)


def read_days(sentences: Sequence[Sentence], reference: date | None) -> ArticleDays:
    """Read the days of an article; relative ones count from ``reference``."""
    deed, any_day = _newsdays(sentences, reference)
    return ArticleDays(deed, any_day, _titleday(sentences, reference), sentences, reference)


def _newsdays(
    sentences: Sequence[Sentence], reference: date | None
) -> tuple[Told[DateMention] | None, Told[DateMention] | None]:
    """The first day of a deed in the first sentences, and the first of whatever kind in fewer of them.

    Dates with a year stand in captions and are left out, days to come and old ones too.
    """
    any_day: Told[DateMention] | None = None
    for number, sentence in enumerate([s for s in sentences if s.part == "text"][:_DEED_SENTENCES]):
        for mention in dates_of(sentence, reference, sentences):
            if not _is_newsday(sentence, mention, reference) or is_of_charge(sentence.text, mention):
                continue
            told = Told(mention, words_alone(sentence), mention.start, mention.end)
            if any_day is None and number < _ANY_SENTENCES:
                any_day = told
            if not when_spoken(sentence.text, mention):
                return told, any_day
    return None, any_day


def _titleday(sentences: Sequence[Sentence], reference: date | None) -> Told[DateMention] | None:
    """The day that a title names: of all that a digest tells ("Developments in Iraq on Wednesday")."""
    title = next((s for s in sentences if s.part == "title"), None)
    days = [m for m in dates_of(title, reference) if _is_newsday(title, m, reference) and not m.open] if title else []
    return Told(days[0], words_alone(title), days[0].start, days[0].end) if title and days else None


def _is_newsday(sentence: Sentence, mention: DateMention, reference: date | None) -> bool:
    plain = mention.date.precision == 1 and not mention.future
    if not plain or _YEAR.search(sentence.text[mention.start : mention.end]):
        return False
    if _SINCE.search(sentence.text, max(0, mention.start - _SINCE_CHARS), mention.start):
        return False
    return not is_planned(sentence.text, mention) and not _is_far(mention, reference)


def _is_far(mention: DateMention, reference: date | None) -> bool:
    """Whether a day lies further back than the news of a first paragraph."""
    return reference is not None and (reference - last_day(mention.date)).days > _NEWS_DAYS
