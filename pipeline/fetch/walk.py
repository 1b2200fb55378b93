"""The way of one try through its redirects: which hop may be made next, and what is known when it ends."""

from __future__ import annotations

from dataclasses import replace

from yarl import URL

from pipeline.fetch.base import Fetched, Request, without_credentials
from pipeline.fetch.guard import AddressGuard
from pipeline.model.words import Outcome

_PERMANENT = frozenset({301, 308})
_MAX_URL_CHARS = 8_000
_MAX_VALIDATOR_CHARS = 2_000


class Walk:
    """The way of one try through its redirects."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.redirects: list[str] = []
        self._written = request.url
        self._problem = ""
        self._permanent = True
        self._seen: set[str] = set()
        self._hops = 0
        self._spent_s = 0.0
        self._hop_at: float | None = None
        self.url = self._parsed(request.url)

    def _parsed(self, written: str) -> URL:
        try:
            url = URL(written.strip())
            if url.scheme not in ("http", "https"):
                self._problem = "only http and https are fetched"
            elif not url.host or url.port is None or len(written) > _MAX_URL_CHARS:
                self._problem = "no valid host or port, or too long"
        except ValueError:
            url, self._problem = URL("http://invalid/"), "not a URL"
        return url

    def refusal(self, guard: AddressGuard) -> Fetched | None:
        """Answer the end of the walk when the next hop may not be made."""
        if self._problem:
            return self.fetched(Outcome.BAD_URL, f"{self._problem}: {without_credentials(self._written)[:120]}")
        if reason := guard.refusal(self.url.host or "", self.url.port or 0):
            return self.fetched(Outcome.PRIVATE_ADDRESS, reason)
        key = str(self.url.with_fragment(None))
        if key in self._seen:
            return self.fetched(Outcome.TOO_MANY_REDIRECTS, "the redirects run in a circle")
        self._seen.add(key)
        return None

    def headers(self) -> dict[str, str]:
        """Answer the validators as headers."""
        written = {"If-None-Match": self.request.etag, "If-Modified-Since": self.request.last_modified}
        return {name: value for name, value in written.items() if validator(value)}

    def redirected(self, location: str, status: int) -> None:
        """Take the next hop from a ``Location`` header; credentials stay behind."""
        self._permanent = self._permanent and status in _PERMANENT
        self._written = location
        target = self._parsed(location if "://" in location[:12] else self._joined(location))
        if not self._problem:
            self.url = target.with_user(None).with_fragment(None)
        self.redirects.append(without_credentials(str(self.url) if not self._problem else location)[:2_000])

    def _joined(self, location: str) -> str:
        try:
            return str(self.url.join(URL(location.strip())))
        except ValueError:
            return location

    def time_left_s(self, total_s: float) -> float:
        """Answer what is left of the try's time; waiting for a host's turn costs nothing."""
        return max(0.001, total_s - self._spent_s)

    def hop_started(self, now: float) -> None:
        """A request goes out."""
        self._hops += 1
        self._hop_at = now

    def hop_ended(self, now: float) -> None:
        """The request ended, however it did."""
        if self._hop_at is not None:
            self._spent_s += now - self._hop_at
            self._hop_at = None

    def resting(self, rest_s: float) -> Fetched:
        """Answer the walk so far, ended because the next host asked for quiet: no try is made."""
        refused = self.fetched(Outcome.RATE_LIMITED, f"{self.url.host} asked for quiet for {rest_s:.0f} s more")
        return replace(refused, retry_after_s=rest_s)

    def fetched(self, outcome: Outcome, detail: str = "") -> Fetched:
        """Answer the walk so far with this outcome."""
        final = (
            without_credentials(str(self.url))
            if not self._problem or self.redirects
            else without_credentials(self.request.url)
        )
        moved = bool(self.redirects) and self._permanent and outcome in (Outcome.OK, Outcome.NOT_MODIFIED)
        return Fetched(
            url=self.request.url,
            final_url=final,
            outcome=outcome,
            detail=detail,
            redirects=tuple(self.redirects),
            permanent_url=final if moved else "",
            attempts=self._hops,
        )


def validator(header: str) -> str:
    """Answer a validator as written; one that could break the header line, or is no text, is none.

    It could not be sent back as it was.
    """
    return header if header.isprintable() and len(header) <= _MAX_VALIDATOR_CHARS else ""
