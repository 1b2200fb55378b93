"""The closed enums: the same words in code, metrics, ledger, topics and logs.

An item gets exactly one `Decision` or one terminal `Outcome`; attempts are counted apart.
"""

from __future__ import annotations

from enum import StrEnum


class Decision(StrEnum):
    """What the decider says of an extracted article (DESIGN 5)."""

    NEW = "new"
    UNCHANGED = "unchanged"
    REVISED = "revised"
    UPDATE = "update"
    COPY = "copy"

    @property
    def is_coded(self) -> bool:
        """Whether the tagger codes an article with this decision."""
        return self in (Decision.NEW, Decision.REVISED, Decision.UPDATE)


class Stage(StrEnum):
    """Where an outcome was met."""

    POLL = "poll"
    FETCH = "fetch"
    EXTRACT = "extract"
    GATE = "gate"
    DECIDE = "decide"
    PUBLISH = "publish"
    TAG = "tag"
    LOAD = "load"
    MERGE = "merge"


class Outcome(StrEnum):
    """How a poll, an item or a tagging ended. `OK` and `NOT_MODIFIED` are no failures."""

    OK = "ok"
    NOT_MODIFIED = "not-modified"
    # the address
    BAD_URL = "bad-url"
    PRIVATE_ADDRESS = "private-address"
    ROBOTS_DENIED = "robots-denied"
    # the wire
    GAVE_UP_TIMEOUT = "gave-up-timeout"
    GAVE_UP_UNREACHABLE = "gave-up-unreachable"
    GAVE_UP_SERVER_ERROR = "gave-up-server-error"
    RATE_LIMITED = "rate-limited"
    TLS_ERROR = "tls-error"
    TOO_MANY_REDIRECTS = "too-many-redirects"
    TOO_LARGE = "too-large"
    BAD_CONTENT_ENCODING = "bad-content-encoding"
    NOT_FOUND = "not-found"
    GONE = "gone"
    ACCESS_DENIED = "access-denied"
    HTTP_ERROR = "http-error"
    # the feed
    NOT_A_FEED = "not-a-feed"
    # the page
    NOT_HTML = "not-html"
    EMPTY_PAGE = "empty-page"
    FEED_AS_PAGE = "feed-as-page"
    EXTRACTOR_TIMEOUT = "extractor-timeout"
    EXTRACTOR_CRASH = "extractor-crash"
    NO_TEXT = "no-text"
    CONSENT_WALL = "consent-wall"
    BOT_CHALLENGE = "bot-challenge"
    PAYWALL_STUB = "paywall-stub"
    NOT_AN_ARTICLE = "not-an-article"
    # the tagger
    LANGUAGE_NOT_CODED = "language-not-coded"
    # our own fault: said, counted, kept
    INTERNAL_ERROR = "internal-error"


class How(StrEnum):
    """How a time on an article was obtained."""

    FEED = "feed"
    PAGE = "page"
    HTTP = "http"
    CLOCK = "clock"
    NONE = "none"


class Control(StrEnum):
    """Direction of territorial control."""

    GOVERNMENT_REGAINS = "government_regains"
    NON_STATE_GAINS = "non_state_gains"
    NONE = "none"


class EventType(StrEnum):
    """The event types of DESIGN 8, ACLED-style sub-types."""

    ARMED_CLASH = "ARMED_CLASH"
    GOV_REGAINS_TERRITORY = "GOV_REGAINS_TERRITORY"
    NON_STATE_OVERTAKES_TERRITORY = "NON_STATE_OVERTAKES_TERRITORY"
    NON_VIOLENT_TERRITORY_TRANSFER = "NON_VIOLENT_TERRITORY_TRANSFER"
    AIR_STRIKE = "AIR_STRIKE"
    SHELLING_ARTILLERY_MISSILE = "SHELLING_ARTILLERY_MISSILE"
    SUICIDE_BOMB = "SUICIDE_BOMB"
    REMOTE_EXPLOSIVE = "REMOTE_EXPLOSIVE"
    GRENADE = "GRENADE"
    CHEMICAL_WEAPON = "CHEMICAL_WEAPON"
    ATTACK = "ATTACK"
    ABDUCTION = "ABDUCTION"
    SEXUAL_VIOLENCE = "SEXUAL_VIOLENCE"
    FORCE_AGAINST_PROTEST = "FORCE_AGAINST_PROTEST"
    VIOLENT_DEMONSTRATION = "VIOLENT_DEMONSTRATION"
    MOB_VIOLENCE = "MOB_VIOLENCE"
    PEACEFUL_PROTEST = "PEACEFUL_PROTEST"
    PROTEST_WITH_INTERVENTION = "PROTEST_WITH_INTERVENTION"
    ARREST = "ARREST"
    AGREEMENT = "AGREEMENT"
    DISRUPTED_WEAPONS_USE = "DISRUPTED_WEAPONS_USE"
    LOOTING_PROPERTY_DESTRUCTION = "LOOTING_PROPERTY_DESTRUCTION"
    HQ_OR_BASE_ESTABLISHED = "HQ_OR_BASE_ESTABLISHED"
    CHANGE_TO_GROUP_OR_TROOPS = "CHANGE_TO_GROUP_OR_TROOPS"
    OTHER = "OTHER"


class NonConflictKind(StrEnum):
    """What an article can mainly be about when it is no conflict (the rest of `kind`)."""

    NATURAL_DISASTER = "NATURAL_DISASTER"
    ACCIDENT = "ACCIDENT"
    ORGANIZED_CRIME = "ORGANIZED_CRIME"
    DIPLOMACY = "DIPLOMACY"
    ATTRIBUTION = "ATTRIBUTION"
    NONE = "NONE"


KINDS: frozenset[str] = frozenset(EventType) | frozenset(NonConflictKind)
"""Every word that the ``kind`` of a tagging may be."""
