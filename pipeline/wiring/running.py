"""The whole way in one process: poll, publish, tag and load; once, or again and again."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

from pipeline.errors import TransientError
from pipeline.extract import ExtractorPool
from pipeline.feeds import FeedSource
from pipeline.model.words import Outcome
from pipeline.settings import Settings, redacted
from pipeline.state import State
from pipeline.stream import Stream
from pipeline.wiring.collect import Progress, Revisit, RunCounts, collect
from pipeline.wiring.collect.options import CollectOptions, Extractor
from pipeline.wiring.loading import LoadCounts, drain_load
from pipeline.wiring.opening import state_of, stream_of, utc_now, warehouse_of
from pipeline.wiring.options import collect_options
from pipeline.wiring.placing import use_gazetteer_of
from pipeline.wiring.tagging import TagCounts, drain_tag

WATCH_GAP_S = 30.0
"""How long ``--watch`` rests between two looks at the schedule; each feed has its own gap beyond that."""

PASS_S = 600.0
"""How long a pass of ``--watch`` goes on with pages once its feeds are polled; the next pass goes on with the rest."""

_ALL_PRIVATE = (
    "every feed stands at a private address, and those are refused: if they are your own, name their hosts in "
    "--allow-hosts (CONFLICTWIRE_ALLOW_HOSTS)"
)

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class RunReport:
    """What a run did, station by station; None where a station could not be reached."""

    collected: RunCounts
    tagged: TagCounts | None
    loaded: LoadCounts | None
    notes: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Ears:
    """Who is told: ``progress`` what is going on now, ``note`` what stays."""

    progress: Say
    note: Say


def new_run_id(now: datetime) -> str:
    """A name for a run that no other has: its start and six random hex digits."""
    return f"{now:%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"


def run_once(
    settings: Settings, sources: Sequence[FeedSource], ears: Ears, stop: threading.Event, revisit: Revisit = "all"
) -> RunReport:
    """One pass over the feeds, all the way to the warehouse.

    A log or a warehouse that is away costs its station only: what was decided waits in the outbox, what is on the
    topics waits there, and a note says so.

    Raises:
        StateUnavailable: without the state nothing can be collected.
        SettingsError: the gazetteer of the settings cannot be read.
    """
    use_gazetteer_of(settings)
    with state_of(settings) as state, _extractor(settings) as extractor:
        return _pass(collect_options(settings), settings, state, sources, ears, stop, revisit, extractor)


def watch(settings: Settings, sources: Sequence[FeedSource], ears: Ears, stop: threading.Event) -> Iterator[RunReport]:
    """Passes by the schedule until stopped; yields the report of each pass that did something."""
    use_gazetteer_of(settings)
    options = replace(collect_options(settings), pass_s=PASS_S)
    with state_of(settings) as state, _extractor(settings) as extractor:
        while not stop.is_set():
            done = _pass(options, settings, state, sources, ears, stop, "due", extractor)
            if _did_something(done.collected) or done.notes:
                yield done
            ears.progress("resting")
            stop.wait(WATCH_GAP_S)


def watch_collect(
    settings: Settings, sources: Sequence[FeedSource], ears: Ears, stop: threading.Event, *, once: bool = False
) -> Iterator[RunCounts]:
    """Collect by the schedule until stopped, tag and load nothing; yields the counts of each pass that did something.

    With ``once`` a single pass, to its end.
    """
    options = replace(collect_options(settings), pass_s=None if once else PASS_S)
    with state_of(settings) as state, _extractor(settings) as extractor:
        while not stop.is_set():
            counts = collect_with(options, settings, state, sources, ears, stop, "due", extractor)
            if once or _did_something(counts):
                yield counts
            if once:
                return
            ears.progress("resting")
            stop.wait(WATCH_GAP_S)


def _did_something(counts: RunCounts) -> bool:
    """Whether it polled, or sent what an earlier pass left open: those items count for the pass that admitted them."""
    return bool(counts.polled or counts.sent or counts.notes)


@contextmanager
def _extractor(settings: Settings) -> Iterator[ExtractorPool]:
    with ExtractorPool(collect_options(settings).workers) as pool:
        yield pool


def _pass(
    options: CollectOptions,
    settings: Settings,
    state: State,
    sources: Sequence[FeedSource],
    ears: Ears,
    stop: threading.Event,
    revisit: Revisit,
    extractor: Extractor,
) -> RunReport:
    collected = collect_with(options, settings, state, sources, ears, stop, revisit, extractor)
    try:
        tagged, loaded = _downstream(settings, ears, stop)
    except TransientError as error:
        note = redacted(str(error))
        if any(note in said for said in collected.notes):
            return RunReport(collected, None, None, collected.notes)
        ears.note(note)
        return RunReport(collected, None, None, (*collected.notes, note))
    return RunReport(collected, tagged, loaded, collected.notes)


def collect_with(
    options: CollectOptions,
    settings: Settings,
    state: State,
    sources: Sequence[FeedSource],
    ears: Ears,
    stop: threading.Event,
    revisit: Revisit,
    extractor: Extractor | None = None,
) -> RunCounts:
    """Collect with the log of the settings, opened when there is something to send."""

    def told(progress: Progress) -> None:
        if progress.note:
            ears.note(redacted(progress.note))
        ears.progress(one_line(progress.counts))

    with _lazy_stream(settings) as stream:
        counts = collect(
            options,
            sources,
            stream,
            state,
            run_id=new_run_id(utc_now()),
            clock=utc_now,
            revisit=revisit,
            progress=told,
            stop=stop,
            extractor=extractor,
        )
    if set(counts.polled) == {Outcome.PRIVATE_ADDRESS}:
        ears.note(_ALL_PRIVATE)
    return counts


def one_line(counts: RunCounts) -> str:
    """The counts of a pass that is under way, in one line."""
    done = sum(counts.decisions.values()) + sum(counts.outcomes.values())
    sent = sum(counts.published.values())
    return f"{sum(counts.polled.values())} feeds polled, {done} of {counts.items} items done, {sent} records published"


def _downstream(settings: Settings, ears: Ears, stop: threading.Event) -> tuple[TagCounts, LoadCounts]:
    with stream_of(settings) as stream, warehouse_of(settings) as warehouse:
        ears.progress("tagging")
        tagged = drain_tag(stream, say=ears.note, stop=stop.is_set)
        ears.progress(f"{tagged.tagged} articles tagged, loading")
        return tagged, drain_load(stream, warehouse, say=ears.note, stop=stop.is_set)


@contextmanager
def _lazy_stream(settings: Settings) -> Iterator[Callable[[], Stream]]:
    """Opens the log at the first call, and again after a failure; closed at the end."""
    with ExitStack() as stack:
        opened: list[Stream] = []

        def stream() -> Stream:
            if not opened:
                opened.append(stack.enter_context(stream_of(settings)))
            return opened[0]

        yield stream
