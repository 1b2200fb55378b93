"""What pyproject.toml asks for is enough, whichever installer reads it."""

from __future__ import annotations

import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = Path(__file__).parents[2] / "pyproject.toml"


def asked_for(name: str, extra: str = "") -> list[Requirement]:
    """The requirements of an installed distribution, on this machine."""
    try:
        told = distribution(name).requires or []
    except PackageNotFoundError:
        return []
    read = [Requirement(line) for line in told]
    return [one for one in read if one.marker is None or one.marker.evaluate({"extra": extra})]


def test_what_stands_behind_a_misspelt_extra_is_asked_for_by_ourselves() -> None:
    """Older pips compare extras to the letter: lxml[html_clean] brings nothing where lxml calls it html-clean."""
    own = [Requirement(line) for line in tomllib.loads(PROJECT.read_text("utf-8"))["project"]["dependencies"]]
    named = {canonicalize_name(one.name) for one in own}
    waiting, seen = list(own), set(named)
    while waiting:
        one = waiting.pop()
        for extra in one.extras:
            spelt = distribution(one.name).metadata.get_all("Provides-Extra") or []
            right = [word for word in spelt if canonicalize_name(word) == canonicalize_name(extra)]
            if right and extra not in spelt:
                behind = {canonicalize_name(r.name) for r in asked_for(one.name, right[0])}
                behind -= {canonicalize_name(r.name) for r in asked_for(one.name)}
                assert behind <= named, f"{one} brings {behind} with newer pips only"
        for further in asked_for(one.name):
            name = canonicalize_name(further.name)
            if name not in seen or further.extras:
                seen.add(name)
                waiting.append(further)
