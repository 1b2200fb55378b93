"""kill -9 of `tag` and `load` at random moments: ``./run.sh bench kills_downstream [--times N] [--backend real]``."""

from __future__ import annotations

from tests.flow.load.killing import main

if __name__ == "__main__":
    main()
