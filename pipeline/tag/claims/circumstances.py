"""What a sentence tells around a deed: who did it to whom, where, when, and by whose word."""

from __future__ import annotations

from datetime import date
from functools import partial

from pipeline.tag.claims.base import Scene, Telling, Told
from pipeline.tag.claims.kinds import Kind
from pipeline.tag.claims.says import find_source
from pipeline.tag.claims.triggers import Trigger
from pipeline.tag.claims.when import is_old, when_spoken
from pipeline.tag.claims.where import find_place
from pipeline.tag.claims.who import Sides
from pipeline.tag.dates import DateMention


def tell(
    scene: Scene,
    trigger: Trigger,
    kind: Kind,
    sides: Sides,
    when: Told[DateMention] | None,
    reference: date | None,
) -> Telling:
    """The telling of what a trigger tells, with its place, day and source; it has no tolls yet.

    Args:
        scene: the sentence.
        trigger: the words that tell it.
        kind: what they tell.
        sides: who did it to whom.
        when: the date nearest to the words: it may be that of a statement; an old one is left out, and that beside a
            mere reference to an event.
        reference: the day that relative dates count from.
    """
    day = None if when and (kind.reference or is_old(when, reference)) else when
    spoken = day is not None and when_spoken(scene.text, day.value)
    return Telling(
        scene=scene,
        trigger=trigger,
        type=kind.type,
        control=kind.control,
        weight=kind.weight,
        generic=kind.generic,
        fresh=False,
        definite=False,
        actor1=sides.actor1,
        actor2=sides.actor2,
        place=find_place(scene, trigger),
        date=None if spoken else day,
        said=day if spoken else None,
        hear=partial(find_source, scene, trigger.start),
        sure=kind.sure,
    )
