"""The gate: keep, or drop with a named reason. Walls and stubs answer 200 and pass a length check."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.extract.metadata import Head
from pipeline.model.words import Outcome


@dataclass(frozen=True, slots=True)
class GateConfig:
    """Thresholds, in characters of extracted text; Chinese, Japanese and Korean ones count two and a half times.

    ``min_text``: below it there is no article. ``wall_text``: consent and bot walls are shorter than
    this. ``stub_text``: what a paywall leaves is shorter than this.
    """

    min_text: int = 60
    wall_text: int = 1500
    stub_text: int = 600


_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]")
_FEED = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<\?[^>]*>\s*)*<(?:rss|feed|rdf:RDF|opml|sitemapindex|urlset)[\s>]",
    re.DOTALL,
)
_MAGIC = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"PK\x03\x04", "ZIP"),
    (b"RIFF", "RIFF"),
    (b"\x1f\x8b", "gzip"),
    (b"\x00\x00\x00", "media"),
    (b"ID3", "MP3"),
)
_HTML_TYPES = ("text/", "application/xhtml", "application/xml", "application/octet-stream", "application/html")

_BOT_TITLE = re.compile(
    r"just a moment|attention required|access denied|are you (?:a )?(?:human|robot)|"
    r"verify(?:ing)? (?:that )?you are|robot check|"
    r"pardon our interruption|security check|ddos.guard|checking your browser|bot verification|captcha|"
    r"403 forbidden|request (?:blocked|rejected)|un instante|einen moment|проверка браузера",
    re.IGNORECASE,
)
_BOT_TEXT = re.compile(
    r"enable javascript and cookies to continue|checking (?:if the site connection is secure|your browser)|"
    r"verify(?:ing)? (?:that )?you are (?:not a (?:ro)?bot|(?:a )?human)|unusual (?:traffic|activity) from your|"
    r"performance (?:&|and) security by cloudflare|cloudflare ray id|complete the (?:captcha|security check)|"
    r"you have been blocked|"
    r"press (?:&|and) hold to confirm",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"before you continue to|we (?:and our (?:\d+ )?partners )?(?:use|store|value) (?:cookies|your privacy)|"
    r"accept (?:all )?(?:cookies|and continue)|"
    r"manage (?:your )?(?:cookie|privacy|consent)|cookie[- ](?:einstellungen|richtlinie|consent|settings|policy)|"
    r"(?:alle )?cookies? (?:akzeptieren|zulassen|zustimmen|accepteren)|"
    r"mit werbung (?:und tracking )?(?:weiterlesen|nutzen|lesen)|"
    r"accepter (?:et (?:fermer|continuer)|les cookies)|tout accepter|gestion des cookies|continuer sans accepter|"
    r"acepta(?:r|s)? (?:todas )?las cookies|utilizamos cookies|accetta (?:tutti )?i cookie|werbe-?tracking|"
    r"zustimmung (?:widerrufen|erteilen)|"
    r"wir und unsere (?:\d+ )?partner|nos partenaires|nuestros socios|i nostri partner|your privacy choices|"
    r"privacy-?instellingen|akceptuj(?:ę|esz)? .{0,30}cookies|godta(?:r)? .{0,20}cookies|"
    r"souhlas(?:ím)? .{0,30}cookies",
    re.IGNORECASE,
)
_PAYWALL = re.compile(
    r"subscribe (?:now )?(?:to|for) (?:continue|read|unlimited|full|access)|subscribers? only|"
    r"already a subscriber|to continue reading|"
    r"this (?:article|content|story) is (?:for|reserved|only|exclusive)|sign in to (?:read|continue)|"
    r"register (?:now )?to (?:read|continue)|unlock this (?:article|story)|"
    r"(?:jetzt|weiter)lesen mit|nur für abonnenten|für abonnenten|abo (?:abschließen|testen)|jetzt abonnieren|"
    r"réservé (?:à nos|aux) abonnés|abonnez-vous|déjà abonné|il vous reste .{1,12}% de cet article|"
    r"exclusivo para su(?:s)?criptores|suscr[ií]bete|contenuto riservato|abbonati|per continuare a leggere|"
    r"материал доступен (?:только )?(?:по подписке|подписчикам)|оформите подписку|za(?:loguj|prenumeruj)",
    re.IGNORECASE,
)


def refuse_bytes(body: bytes, content_type: str) -> tuple[Outcome, str] | None:
    """Refuse what must not reach the HTML parser at all; None lets it through."""
    if not body.strip():
        return Outcome.EMPTY_PAGE, "the page has no bytes"
    if _FEED.match(body[:2000]):
        return Outcome.FEED_AS_PAGE, "a feed or sitemap stands where an article page should"
    name = next((name for magic, name in _MAGIC if body.startswith(magic)), "")
    media = content_type.split(";", maxsplit=1)[0].strip().lower()
    if name or (media and not media.startswith(_HTML_TYPES)):
        return Outcome.NOT_HTML, f"not HTML: {name or media[:60]}"
    return None


def refuse_text(title: str, text: str, head: Head, config: GateConfig = GateConfig()) -> tuple[Outcome, str] | None:
    """Refuse walls, stubs and pages without an article; None lets the page through."""
    length = _latin_chars(text)
    if length < config.wall_text:
        wall = _wall(title, text, length)
        if wall:
            return wall
    if length < config.stub_text and (_PAYWALL.search(text) or _not_free(head)):
        return Outcome.PAYWALL_STUB, f"{len(text)} characters before a paywall"
    if length < config.min_text:
        return Outcome.NO_TEXT, f"{len(text)} characters of text, at least {config.min_text} wanted"
    return None


def _latin_chars(text: str) -> int:
    """The length of a text as if it were in letters: an ideograph or a syllable sign says as much as two to three."""
    return len(text) + int(1.5 * len(_DENSE.findall(text)))


def _wall(title: str, text: str, length: int) -> tuple[Outcome, str] | None:
    if _BOT_TEXT.search(text) or (_BOT_TITLE.search(title) and length < 800):  # noqa: PLR2004 -- a real story may be titled "Access denied"
        return Outcome.BOT_CHALLENGE, f"a challenge for robots: {title[:60]!r}"
    hits = len(_CONSENT.findall(text)) + 2 * bool(_CONSENT.search(title))
    # One mention may be an article about cookies or a footer; a wall has little else.
    if hits * 400 > max(length, 300):
        return Outcome.CONSENT_WALL, f"{hits} consent phrases in {length} characters"
    return None


def _not_free(head: Head) -> bool:
    values = [node.get("isAccessibleForFree") for node in head.ld]
    return any(str(value).strip().lower() == "false" for value in values if value is not None)
