"""Normalise, compare and shorten web addresses, and make file names of articles.

What is shown or kept of an address holds no password and no token: front matter is published with
the project, and messages end up in logs. File names are readable in any script, and valid on every
file system.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

from workflow.errors import FetchError
from workflow.model import say

_PORTS = {"http": 80, "https": 443}
_LONGEST = 2_000
#: Characters of an address that are sent unquoted; existing quotes stay.
_IN_PATH, _IN_QUERY = "%/:@!$&'()*+,;=~-._", "%/:@!$&'()*+,;=~-._?[]"
#: A host with this ending is a number to some programs: 0x7f.1, 017700000001, 2130706433.
_NUMERIC = re.compile(r"(?:.*\.)?(?:\d+|0x[0-9a-f]*)", re.IGNORECASE)
_FOUR_NUMBERS = re.compile(r"(?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2})")
#: Names in a query whose values grant access.
_SECRET = re.compile(
    r"(?:access|auth|id|refresh|csrf|xsrf|api)?[-_]?token|.*[-_]token|auth\w*|pass(?:wd|word)?|pwd"
    r"|secret|.*[-_]secret|sig|signature|hmac|.*api[-_]?key|access[-_]?key\w*|.*sess(?:ion)?[-_]?id"
    r"|sid|session|jwt|ticket|bearer|unlocked_article_code|credential\w*|x-(?:amz|goog)-\w[\w-]*"
    r"|otp|email|e-mail",
    re.IGNORECASE,
)
#: A session in the path of an address (RFC 3986, section 3.3: parameters of a segment).
_SESSION = re.compile(r";\w*sess(?:ion)?[-_]?id=[^/;]*", re.IGNORECASE)
#: Values that nobody types: keys and signatures, by their length and mixture; not dates, numbers.
_KEY_LIKE = re.compile(r"(?=.*[a-zA-Z])(?=.*\d)[\w.+/=~-]{24,}|eyJ[\w-]{8,}\..*")
#: Parameters that tell a site's statistics where a reader came from.
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|igshid|mc_[ce]id|_hs\w+|_ga|ref_src"
    r"|at_(?:medium|campaign|custom\d)|cmpid|ocid|spm|scm",
    re.IGNORECASE,
)


def address(text: str) -> str:
    """Return a web address in normal form, as it is used for requests.

    >>> address("HTTPS://Example.org:443/뉴스 1?a=1#top")
    'https://example.org/%EB%89%B4%EC%8A%A4%201?a=1'

    Raises:
        FetchError: it is none, is not http or https, or holds a name or password.
    """
    text = text.strip()
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise _refusal(text, say("is not a web address")) from None
    if parts.scheme not in _PORTS:
        raise _refusal(text, say("is not an address that begins with https:// or http://"))
    if "@" in parts.netloc or "\\" in text or re.search(r"[\x00-\x1f\x7f]", text):
        what = say("holds a name, a password or a character that no address has")
        raise FetchError(shown(text), what, say("Copy the address from the browser."))
    if len(text) > _LONGEST:
        raise _refusal(text, say("is not a web address"))
    host = _host(parts.hostname or "", text)
    place = host if port in (None, _PORTS[parts.scheme]) else f"{host}:{port}"
    path, query = quote(parts.path, safe=_IN_PATH), quote(parts.query, safe=_IN_QUERY)
    return urlunsplit((parts.scheme, place, path or "/", query, ""))


def _host(name: str, text: str) -> str:
    """Return a host name in ASCII (IDNA), an IPv6 address in brackets."""
    if ":" in name:
        if "%" in name:
            raise _refusal(text, say("is not a web address"))
        return f"[{name}]"
    name = name.rstrip(".")
    odd = _NUMERIC.fullmatch(name) and not _FOUR_NUMBERS.fullmatch(name)
    try:
        name = name if name.isascii() else name.encode("idna").decode()
    except UnicodeError:
        odd = True
    if odd or not re.fullmatch(r"[\w-]+(?:\.[\w-]+)*", name, re.ASCII):
        raise _refusal(text, say("is not a web address"))
    return name.lower()


def _refusal(text: str, what: str) -> FetchError:
    return FetchError(shown(text), what, say("Write it as {example}.", example="https://host/path"))


#: The parameter for the second page of an article, and the end of its path.
_SECOND = re.compile(r"(?:page|p|pg|pageno|paged|page_no|pagina|seite|pn)=2", re.IGNORECASE)
_BEHIND = re.compile(r"(?:[-_,/]|/page/|/page-|/seite-|-page-)2")


def joined(base: str, link: str) -> str:
    """Return the absolute address of a link; empty if it is not a web address.

    >>> joined("https://example.org/a/b", "../c?x=1"), joined("https://example.org/", "mailto:a@b")
    ('https://example.org/c?x=1', '')
    """
    if not link.strip():
        return ""
    try:
        return address(urljoin(base, link.strip()))
    except (FetchError, ValueError):
        return ""


def host(url: str) -> str:
    """Return scheme, host and port of an address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def shown(text: str) -> str:
    """Return an address without password, token and fragment, to be shown or stored.

    >>> shown("https://me:pw@example.org/a?id=3&token=abc#x")
    'https://example.org/a?id=3'
    """
    try:
        parts = urlsplit(text)
    except ValueError:
        return re.sub(r"//[^/]*@|[?#].*", "", text)[:_LONGEST]
    place = parts.netloc.rpartition("@")[2]
    pairs = [pair for pair in parts.query.split("&") if pair and not _is_secret(pair)]
    path = _SESSION.sub("", parts.path)
    return urlunsplit((parts.scheme, place, path, "&".join(pairs), ""))[:_LONGEST]


def bare(url: str) -> str:
    """Return an address as :func:`shown` does, without tracking parameters too.

    >>> bare("https://example.org/a?id=3&utm_source=rss")
    'https://example.org/a?id=3'
    """
    parts = urlsplit(shown(url))
    pairs = [each for each in parts.query.split("&") if not _TRACKING.fullmatch(each.split("=")[0])]
    return urlunsplit(parts._replace(query="&".join(pairs)))


def _is_secret(pair: str) -> bool:
    """Tell whether a part of a query, or of one with semicolons, is a password or token."""
    for each in pair.split(";"):
        name, _, value = each.partition("=")
        name = unquote(name).partition("[")[0]
        if _SECRET.fullmatch(name) or _KEY_LIKE.fullmatch(unquote(value)):
            return True
    return False


def key(url: str) -> str:
    """Return a key that is equal for different addresses of one article.

    >>> key("http://example.org/a/?utm_source=x") == key("https://EXAMPLE.org/a")
    True
    """
    parts = urlsplit(bare(url))
    name = (parts.hostname or "").removeprefix("www.")
    port = "" if _standard(parts.netloc) else parts.netloc.rpartition(":")[1:]
    path = unquote(parts.path).rstrip("/") or "/"
    query = "&".join(sorted(filter(None, parts.query.split("&"))))
    return f"{name}{''.join(port)}{path}{'?' if query else ''}{query}"


def _standard(place: str) -> bool:
    return not re.search(r":\d+$", place) or place.endswith((":80", ":443"))


def goes_on(url: str, following: str) -> bool:
    """Tell whether an address is that of the second page of an article.

    That is the same one with a 2 behind it, or in its query; the next article has another name.

    >>> goes_on("https://example.org/a.html", "https://example.org/a_2.html")
    True
    >>> goes_on("https://example.org/a?id=3", "https://example.org/a?id=3&page=2")
    True
    >>> goes_on("https://example.org/posts/1", "https://example.org/posts/2")
    False
    """
    one, other = urlsplit(bare(url)), urlsplit(bare(following))
    if key(f"https://{one.netloc}/") != key(f"https://{other.netloc}/"):
        return False
    parts = set(other.query.split("&")) - set(one.query.split("&")) - {""}
    name, dot, ending = one.path.rstrip("/").rpartition(".")
    stem, ending = (name, dot + ending) if dot and "/" not in ending else (one.path.rstrip("/"), "")
    added = other.path.rstrip("/").removeprefix(stem).removesuffix(ending)
    if other.path.rstrip("/") == one.path.rstrip("/"):
        return len(parts) == 1 and bool(_SECOND.fullmatch(parts.pop()))
    return len(stem) > 1 and not parts and bool(_BEHIND.fullmatch(added))


def canonical(stated: str, final: str) -> str:
    """Return the canonical address that a page states, if it can be believed.

    Only one of the same site is: another's would let a page pass for somebody else's article. Many
    sites name their front page on every page by mistake.

    >>> canonical("https://www.example.org/a", "https://m.example.org/a?x=1")
    'https://www.example.org/a'
    >>> canonical("https://example.org/", "https://example.org/a")
    'https://example.org/a'
    """
    own = joined(final, stated) if stated else ""
    if not own or not _same_site(own, final):
        return final
    if urlsplit(own).path == "/" and not urlsplit(own).query and key(own) != key(final):
        return final
    return own


def _same_site(one: str, other: str) -> bool:
    names = [urlsplit(each).hostname or "" for each in (one, other)]
    bare = [re.sub(r"^(?:www\d?|m|mobile|amp)\.", "", name) for name in names]
    return bare[0] == bare[1]


#: Bytes of a name without its ending; PO files, pages and e-books add to it.
LONGEST_SEED_NAME = 120
#: Device names of Windows, with any ending; and names that no seed may have.
_TAKEN = re.compile(r"con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|readme|index", re.IGNORECASE)


def seed_name(date: str, title: str, url: str) -> str:
    """Return a file name for an article, without extension.

    >>> seed_name("2021-12-07T10:00:00+09:00", "Xing Haiming: “Trade grows!”", "https://example.org/1")
    '2021-12-07-xing-haiming-trade-grows'
    >>> seed_name("", "!!!", "https://example.org/news/port-of-busan.html")
    'port-of-busan'

    Args:
        date: of the article, ISO 8601; may be empty.
        title: of the article; may be empty.
        url: its address, for an article without a title.
    """
    path = unquote(urlsplit(url).path).rstrip("/").rpartition("/")[2]
    words = seed_words(title) or seed_words(re.sub(r"\.\w{1,5}$", "", path)) or "article"
    day = date[:10] if re.match(r"\d{4}-\d\d-\d\d", date) else ""
    found = _shortened(f"{day}-{words}" if day else words)
    return f"{found}-1" if _TAKEN.fullmatch(found) else found


def seed_words(text: str) -> str:
    """Return a text as a part of a file name: letters and digits of any script, with hyphens.

    >>> seed_words("경총 회장, 싱하이밍과 “오찬”"), seed_words("हिन्दी में"), seed_words("CON/../..")
    ('경총-회장-싱하이밍과-오찬', 'हिन्दी-में', 'con')
    """
    text = unicodedata.normalize("NFC", text[:1_000]).lower()
    text = re.sub("['’]", "", text)
    kept = (char if _is_kept(char) else " " for char in text if unicodedata.category(char) != "Cf")
    return unicodedata.normalize("NFC", "-".join("".join(kept).split()))


def _is_kept(char: str) -> bool:
    return unicodedata.category(char)[0] in "LMN" and char != "\ufffd"


def _shortened(words: str) -> str:
    """Cut a name to the greatest length, between words if most of it remains."""
    if len(words.encode()) <= LONGEST_SEED_NAME:
        return words
    cut = words.encode()[:LONGEST_SEED_NAME].decode("utf-8", "ignore")
    while unicodedata.category(words[len(cut)])[0] == "M":  # a letter keeps its marks
        cut = cut[:-1]
    whole = cut.rpartition("-")[0]
    return whole if len(whole.encode()) > LONGEST_SEED_NAME // 2 else cut.strip("-")


def free_seed_name(wanted: str, taken: Collection[str]) -> str:
    """Return a name that no file has, upper and lower case counting as the same.

    >>> free_seed_name("visit", {"visit", "visit-2"})
    'visit-3'

    Args:
        wanted: the name.
        taken: names that are taken, as :func:`compared_seed_name` has them.
    """
    number, found = 1, wanted
    while compared_seed_name(found) in taken:
        number += 1
        found = f"{wanted}-{number}"
    return found


def compared_seed_name(stem: str) -> str:
    """Fold a name as file systems compare it: in case and Unicode form."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", stem).casefold())
