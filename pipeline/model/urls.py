"""Canonical URLs and registered domains: the identity of an article rests on them (DESIGN 5).

Nothing here touches the network. A canonical URL still leads to the page (scheme and ``www.`` are
kept); `url_key` goes further and is only for comparing.
"""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache
from urllib.parse import quote, unquote_to_bytes, urlsplit, urlunsplit

from tld import get_tld
from tld.utils import Result

DEFAULT_PORTS = {"http": 80, "https": 443}

_TRACKING_PREFIXES = tuple("utm_ at_ ns_ mtm_ pk_ piwik_ hsa_ _hs __hs trk_ wt_ wt. vero_ oly_ mkt_".split())
_TRACKING_NAMES = frozenset(
    "fbclid gclid gclsrc dclid wbraid gbraid msclkid yclid ymclid twclid ttclid igshid igsh li_fat_id mc_cid "
    "mc_eid _ga _gl ocid ncid cmpid cmp smid smtyp xtor mod_reader sr_share spm scid s_cid icid intcid iid "
    "rss_id ftag taid __twitter_impression guccounter guce_referrer guce_referrer_sig __cft__ __tn__ feedtype "
    "feedname rsspage ftcamp srnd smprod partner_id echobox ito fb_action_ids fb_action_types fb_source fb_ref "
    "action_object_map gs_l mibextid traffic_source".split()
)
# Ambiguous names: they may choose the content, so only these values are known to be tracking.
_MAYBE_TRACKING_NAMES = frozenset(
    "ref source src from partner emc via feed rss cid referrer referer cmp_id ref_src share mbid xid".split()
)
_TRACKING_VALUES = frozenset(
    "rss feed feeds rss1 rss2 rss-feed rssfeed atom feedburner feedproxy twitter facebook fb whatsapp linkedin "
    "newsletter email social share sharing ifttt reddit telegram instagram googlenews google flipboard "
    "apple_news 1 true".split()
)
_AMP_PARAMS = frozenset({"amp", "amp_js_v", "usqp", "amp_gsa", "outputtype", "isamp"})
_VARIANT_LABELS = frozenset({"m", "mobile", "amp", "mobil", "movil", "wap"})
_AMP_PATH_END = re.compile(r"(?:/amp/?|[./]amp\.html?|\.amp|/amp/index\.html?)$", re.IGNORECASE)
_UNRESERVED_SAFE = "!$&'()*+,;=:@/~-._%"
_HOST_CHARS = re.compile(r"^[a-z0-9._-]+$")
_MAX_URL_CHARS = 4096


@lru_cache(maxsize=20_000)
def canonical_url(url: str) -> str:
    """Fold the variants of one page's address into one that still leads to the page.

    Lower-case scheme and host (IDNA), no user, no default port, no fragment, dot segments resolved,
    percent-encoding normalized, tracking parameters off, AMP and mobile variants folded, the other
    parameters kept in order. Idempotent. The line asks for each address six times: what it asked last is remembered.

    Raises:
        ValueError: not an absolute http(s) URL, or its host or port is malformed.
    """
    scheme, host, port, path, query = _split(url)
    path = _without_amp(_normal_path(path))
    return urlunsplit((scheme, _netloc(_without_variant(host), port), path, _kept_params(query), ""))


def url_key(url: str) -> str:
    """Answer a key under which http/https, ``www.`` and trailing-slash flips of one URL are equal.

    Raises:
        ValueError: as `canonical_url`.
    """
    parts = urlsplit(canonical_url(url))
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.netloc.removeprefix('www.')}{parts.path.rstrip('/')}{query}"


@lru_cache(maxsize=20_000)
def registered_domain(url_or_host: str) -> str:
    """Answer the registered domain (public suffix and one label), the name of an outlet.

    An IP address or ``localhost`` answers itself with its port; ``www.outlet.example.localhost:80``
    (how the test web imitates a host) answers ``outlet.example.localhost``. A host without a known
    suffix answers its last two labels.

    Raises:
        ValueError: there is no host in it.
    """
    netloc = _netloc_of(url_or_host)
    host, port = _host_and_port(netloc)
    if _is_address(host) or host == "localhost" or "." not in host:
        return _netloc(host, port)
    if host.endswith(".localhost"):
        return _registered(host.removesuffix(".localhost")) + ".localhost"
    return _registered(host)


def _split(url: str) -> tuple[str, str, str, str, str]:
    text = "".join(url.split()) if any(c in url for c in "\r\n\t") else url.strip()
    if len(text) > _MAX_URL_CHARS:
        raise ValueError(f"URL of {len(text)} characters, at most {_MAX_URL_CHARS}")
    parts = urlsplit(text)
    scheme = parts.scheme.lower()
    if scheme not in DEFAULT_PORTS:
        raise ValueError(f"not an http(s) URL: {text[:80]!r}")
    host = ascii_host(parts.hostname or "")
    port = "" if parts.port in (None, DEFAULT_PORTS[scheme]) else f":{parts.port}"
    return scheme, host, port, parts.path, parts.query


def ascii_host(host: str) -> str:
    """Answer the host lower-case, in IDNA ASCII form, without a trailing dot.

    Raises:
        ValueError: empty, or with characters that no host has.
    """
    name = host.strip().lower().rstrip(".")
    if ":" in name:
        return str(ipaddress.IPv6Address(name.split("%")[0]))
    if not name.isascii():
        try:
            name = name.encode("idna").decode("ascii").lower()
        except UnicodeError as e:
            raise ValueError(f"host cannot be written in ASCII: {host[:80]!r}") from e
    if not name or not _HOST_CHARS.match(name) or ".." in name:
        raise ValueError(f"no valid host: {host[:80]!r}")
    return name


def _netloc(host: str, port: str) -> str:
    return (f"[{host}]" if ":" in host else host) + port


def _normal_path(path: str) -> str:
    # Decode and encode again: one spelling for %7E and ~, %c3 and %C3, é and %C3%A9; reserved ones stay.
    pieces = [quote(_unquote_unreserved(piece), safe=_UNRESERVED_SAFE) for piece in path.split("/")]
    kept: list[str] = []
    for piece in pieces[1:] if path.startswith("/") else pieces:
        if piece == "..":
            if kept:
                kept.pop()
        elif piece != ".":
            kept.append(piece)
    if pieces[-1] in (".", ".."):
        kept.append("")
    return "/" + "/".join(kept)


def _unquote_unreserved(piece: str) -> str:
    return re.sub(r"(?:%[0-9a-fA-F]{2})+", lambda m: _unquote_run(m.group()), piece)


def _unquote_run(run: str) -> str:
    out = []
    for byte in unquote_to_bytes(run):
        char = chr(byte)
        out.append(char if char.isascii() and (char.isalnum() or char in "-._~") else f"%{byte:02X}")
    return "".join(out)


def _without_amp(path: str) -> str:
    found = _AMP_PATH_END.search(path)
    if found and found.start() > 0:
        ending = ".html" if found.group().lower().endswith(".amp.html") else ""
        return path[: found.start()] + ending
    if path.startswith("/amp/") and len(path) > len("/amp/"):
        return path[len("/amp") :]
    return path


def _without_variant(host: str) -> str:
    labels = host.split(".")
    if _is_address(host) or len(labels) <= 2 or labels[0] not in _VARIANT_LABELS:  # noqa: PLR2004 - m.uk is a site
        return ".".join(labels[:1] + labels[2:]) if _is_wiki_mobile(labels) else host
    rest = ".".join(labels[1:])
    return f"www.{rest}" if rest == registered_domain(rest) else rest


def _is_wiki_mobile(labels: list[str]) -> bool:
    return len(labels) == 4 and labels[1] == "m" and labels[2].startswith("wiki")  # noqa: PLR2004 - en.m.wikipedia.org


def _kept_params(query: str) -> str:
    kept = "&".join(part for part in query.split("&") if part and not _is_tracking(part))
    return quote(kept, safe=_UNRESERVED_SAFE + "?[]|{}")


def _is_tracking(param: str) -> bool:
    name, _, value = param.partition("=")
    name, value = name.lower(), value.lower()
    if name in _TRACKING_NAMES or name.startswith(_TRACKING_PREFIXES):
        return True
    if name in _AMP_PARAMS:
        return value in ("", "1", "true", "amp") or name.startswith(("amp_", "usqp"))
    return name in _MAYBE_TRACKING_NAMES and value in _TRACKING_VALUES


def _netloc_of(url_or_host: str) -> str:
    text = url_or_host.strip()
    netloc = urlsplit(text if "//" in text else f"//{text}").netloc.rpartition("@")[2]
    if not netloc:
        raise ValueError(f"no host in {text[:80]!r}")
    return netloc.lower()


def _host_and_port(netloc: str) -> tuple[str, str]:
    parts = urlsplit(f"//{netloc}")
    host = parts.hostname or ""
    if not host:
        raise ValueError(f"no host in {netloc[:80]!r}")
    return ascii_host(host), f":{parts.port}" if parts.port is not None else ""


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _registered(host: str) -> str:
    found = get_tld(f"http://{host}/", as_object=True, fail_silently=True)
    if isinstance(found, Result) and found.fld:
        return str(found.fld)
    return ".".join(host.split(".")[-2:])
