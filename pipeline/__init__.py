"""conflictwire: from news feeds to a SQL warehouse of armed-conflict events."""

from __future__ import annotations

__version__ = "0.1.0"
