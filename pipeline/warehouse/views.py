"""The views that tools are built on: names, columns and their order are a promise (columns may be added).

They are made anew after each migration, from this text, on SQLite and PostgreSQL alike. Unless a view says
otherwise it shows the current edition and the newest version of each article.
"""

from __future__ import annotations

from sqlalchemy import Connection, text

# The edition that the pointer names; one row, so both databases evaluate it once.
_CURRENT = "(SELECT edition FROM edition_pointer WHERE id = 1)"

# An article may have been extracted more than once (extraction is a second axis). Shown is the extraction that
# the current edition coded; before it coded any, the one that the live lane brought, then the newest name.
_VERSIONS = f"""
SELECT a.article_id, a.version, a.url, a.source, a.title, x.text, a.language, a.published_at, a.first_seen_at,
       a.fetched_at, a.story_id, t.relevant, t.kind
FROM article_record a
JOIN article_text x ON x.article_id = a.article_id AND x.version = a.version AND x.extraction = a.extraction
LEFT JOIN tagging_record t ON t.edition = {_CURRENT} AND t.article_id = a.article_id AND t.version = a.version
     AND t.extraction = a.extraction AND t.recorded_to IS NULL
WHERE a.decision IN ('new', 'revised', 'update')
  AND NOT EXISTS (SELECT 1 FROM retraction r WHERE r.article_id = a.article_id)
  AND a.extraction = COALESCE(
      (SELECT MAX(k.extraction) FROM tagging_record k WHERE k.edition = {_CURRENT} AND k.article_id = a.article_id
       AND k.version = a.version AND k.recorded_to IS NULL
       AND EXISTS (SELECT 1 FROM article_record h WHERE h.article_id = k.article_id AND h.version = k.version
                   AND h.extraction = k.extraction)),
      (SELECT b.extraction FROM article_record b WHERE b.article_id = a.article_id AND b.version = a.version
       AND b.decision IN ('new', 'revised', 'update') ORDER BY b.lane, b.extraction DESC LIMIT 1))
"""  # noqa: S608 - no value from outside is in it

# A copy is no claim of its own: its outlet counts for the article that it repeats, unless it withdrew the copy.
_WITHDRAWN = "EXISTS (SELECT 1 FROM retraction w WHERE w.article_id = k.article_id)"
_MEMBERS = """event_member m
JOIN claim_record c ON c.edition = m.edition AND c.claim_id = m.claim_id AND c.recorded_to IS NULL"""
_OF_EVENT = "m.edition = e.edition AND m.event_id = e.event_id AND m.recorded_to IS NULL"
_OUTLETS = f"""
SELECT c.source FROM {_MEMBERS} WHERE {_OF_EVENT}
UNION SELECT k.source FROM {_MEMBERS}
JOIN article_record k ON k."of" = c.article_id AND k.decision = 'copy' WHERE {_OF_EVENT} AND NOT {_WITHDRAWN}
"""  # noqa: S608

VIEWS: dict[str, str] = {
    "article_versions": _VERSIONS,
    "articles": f"""
{_VERSIONS} AND NOT EXISTS (SELECT 1 FROM article_record n WHERE n.article_id = a.article_id AND n.version > a.version
                            AND n.decision IN ('new', 'revised', 'update'))""",  # noqa: S608
    "decisions": """
SELECT article_id, version, url, title, decision, "of", reason, similarity, decided_at FROM decision_record d
WHERE d.decision NOT IN ('copy', 'update') OR NOT EXISTS (
    SELECT 1 FROM decision_record u
    WHERE u.article_id = d.article_id AND u.version = d.version AND u.reason = 'join undone')""",
    "outcomes": """
SELECT run_id, url, stage, outcome, detail, at FROM ledger_record
WHERE kind = 'outcome' OR (kind = 'poll' AND outcome NOT IN ('ok', 'not-modified'))""",
    "polls": """
SELECT item_id AS poll_id, run_id, feed_id, url, outcome, detail, at, attempts FROM ledger_record
WHERE kind = 'poll'""",
    "claims": f"""
SELECT c.claim_id, c.edition, c.article_id, c.version, m.event_id, c.type,
       c.actor1_id, c.actor1, c.actor2_id, c.actor2,
       c.place_name, c.geoname_id, c.admin1, c.country, c.lat, c.lon, c.place_precision,
       c.date_start, c.date_end, c.date_precision, c.killed_low, c.killed_best, c.killed_high,
       c.injured_low, c.injured_best, c.injured_high, c.control, c.attribution, c.confidence
FROM claim_record c
LEFT JOIN event_member m ON m.edition = c.edition AND m.claim_id = c.claim_id AND m.recorded_to IS NULL
WHERE c.edition = {_CURRENT} AND c.recorded_to IS NULL""",  # noqa: S608
    "evidence": f"""
SELECT v.claim_id, v.field, v.quote, v.part, v.start_offset, v.end_offset
FROM evidence_record v
JOIN claim_record c ON c.edition = v.edition AND c.claim_id = v.claim_id
WHERE v.edition = {_CURRENT} AND c.recorded_to IS NULL""",  # noqa: S608
    "events": f"""
SELECT e.event_id, e.edition, e.type, e.actor1, e.actor2, e.place_name, e.geoname_id, e.admin1, e.country, e.lat, e.lon,
       e.date_start, e.date_end, e.killed_low, e.killed_best, e.killed_high,
       (SELECT COUNT(DISTINCT c.article_id) FROM {_MEMBERS} WHERE {_OF_EVENT}) AS articles,
       (SELECT COUNT(*) FROM ({_OUTLETS}) outlets) AS sources,
       e.first_reported_at
FROM event_record e
WHERE e.edition = {_CURRENT} AND e.recorded_to IS NULL""",  # noqa: S608
    "mentions": f"""
SELECT k."of" AS article_id, k.article_id AS copy_id, k.source, k.url, k.title, k.published_at, k.first_seen_at
FROM article_record k WHERE k.decision = 'copy' AND NOT {_WITHDRAWN}""",  # noqa: S608
    "event_members": f"""
SELECT m.event_id, m.claim_id, m.role, m.reason FROM event_member m
WHERE m.edition = {_CURRENT} AND m.recorded_to IS NULL""",  # noqa: S608
    "event_aliases": f"""
SELECT m.claim_id AS alias, m.event_id FROM event_member m
WHERE m.edition = {_CURRENT} AND m.recorded_to IS NULL AND m.claim_id <> m.event_id""",  # noqa: S608
    "corrections": """
SELECT u.correction_id, u.kind, u.article_id, u."of", u."into" AS into_story, u.url, u.note, u.at AS undone_at,
       r.at AS revoked_at, r.note AS revoked_note
FROM correction_record u
LEFT JOIN correction_record r ON r.correction_id = u.correction_id AND NOT r.standing
     AND r.at = (SELECT MIN(n.at) FROM correction_record n WHERE n.correction_id = u.correction_id AND n.at > u.at)
WHERE u.standing""",
    "promotions": "SELECT edition, promoted_at FROM promotion",
    "editions": """
SELECT e.edition, e.extraction, e.tagger, e.merge_rule, e.created_at, e.note,
       CASE WHEN p.edition IS NULL THEN 0 ELSE 1 END AS is_current
FROM edition e LEFT JOIN edition_pointer p ON p.edition = e.edition""",
}
"""View → its SELECT. ``event_aliases``: an event's id is the id of a claim, so each id that an event ever
had is the id of a member; when events join, the others' ids live on here, and when one is parted again by an undo, its
id is an event's again and leaves this view. ``corrections`` has a row for each undo; one that stands has no revoked_at.
``promotions`` tells which edition was current from when on. ``decisions`` shows what stands: a join that was undone
stays in ``decision_record`` alone."""


def drop_views(connection: Connection) -> None:
    """Drop the views, so that a migration may change the tables under them."""
    for name in reversed(VIEWS):
        connection.execute(text(f"DROP VIEW IF EXISTS {name}"))


def create_views(connection: Connection) -> None:
    """Make the views anew."""
    for name, select in VIEWS.items():
        connection.execute(text(f"CREATE VIEW {name} AS {select}"))
