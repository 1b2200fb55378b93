"""One text, prepared for comparison. Cheap parts at once, the facts only when a candidate is near."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from pipeline.dedupe import facts, sketch
from pipeline.dedupe.control import direction
from pipeline.dedupe.story_terms import Terms, terms_of
from pipeline.dedupe.words import words
from pipeline.model.words import Control

LEAD_WORDS = 60
MAX_CHARS = 100_000
"""What lies beyond is not compared: no article is longer, a page gone wrong may be."""
TIME_LINE_WORDS = 6
_NO_CONTENT = facts.EMPTY_WORDS | facts.CORRECTION_WORDS


@dataclass(frozen=True)
class Profile:
    """A title and a text with what comparisons need of them. Not slotted: the parts are computed once, on demand."""

    title: str
    text: str

    @cached_property
    def tokens(self) -> list[str]:
        """The folded words of the text; of the title where there is no text."""
        return words(self.text[:MAX_CHARS]) or words(self.title[:MAX_CHARS])

    @cached_property
    def text_words(self) -> int:
        """How many words the text has, without the title."""
        return len(self.tokens) if self.text.strip() else 0

    @cached_property
    def title_words(self) -> list[str]:
        """The folded words of the title."""
        return words(self.title[:MAX_CHARS])

    @cached_property
    def title_content(self) -> frozenset[str]:
        """The title's words but for figures, words that carry nothing and the word that it is a correction."""
        return frozenset(word for word in self.title_words if word not in _NO_CONTENT and not word[0].isdigit())

    @cached_property
    def subject(self) -> str:
        """The title's first word that carries something, "" if there is none."""
        return next((word for word in self.title_words if word in self.title_content), "")

    @cached_property
    def editions(self) -> frozenset[str]:
        """What the title, or the time line of a table, says of the edition: part of the day, weekday, number, trend."""
        return facts.editions(self.title_words) | facts.time_line(self.tokens[:TIME_LINE_WORDS])

    @cached_property
    def corrects(self) -> bool:
        """Whether it calls itself a correction."""
        return bool(facts.CORRECTION_WORDS.intersection([*self.title_words[:4], *self.tokens[:4]]))

    @cached_property
    def in_order(self) -> sketch.Hashes:
        """The shingle hashes in order of the text."""
        return sketch.shingles(sketch.word_hashes(self.tokens))

    @cached_property
    def shingles(self) -> frozenset[int]:
        """The distinct shingle hashes."""
        return frozenset(self.in_order.tolist())

    @cached_property
    def keys(self) -> tuple[int, ...]:
        """The index keys."""
        return sketch.keys(self.in_order, self.title_words)

    @cached_property
    def terms(self) -> Terms:
        """The weighted terms that stories compare."""
        return terms_of(self.title_words, self.tokens)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """All words of title and text."""
        return frozenset(self.tokens) | frozenset(self.title_words)

    @cached_property
    def clean_text(self) -> str:
        """The text without lines that tell of the outlet."""
        return facts.without_boilerplate(self.text[:MAX_CHARS])

    @cached_property
    def figures(self) -> frozenset[str]:
        """The figures of title and text."""
        return facts.figures(f"{self.title}\n{self.clean_text}")

    @cached_property
    def digits(self) -> frozenset[str]:
        """All words of title and text that begin with a digit, days and years among them."""
        return frozenset(word for word in self.vocabulary if word[0].isdigit())

    @cached_property
    def names(self) -> frozenset[str]:
        """The names inside the text's sentences."""
        return facts.names(self.clean_text)

    @cached_property
    def lead_days(self) -> frozenset[tuple[int, int]]:
        """The calendar days named in the title and the first `LEAD_WORDS` words."""
        return facts.days(self.title_words) | facts.days(self.tokens[:LEAD_WORDS])

    @cached_property
    def control(self) -> Control:
        """The direction of control that title and lead report."""
        return direction(self.title_words, self.tokens[:LEAD_WORDS])
