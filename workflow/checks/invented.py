"""Addresses, contacts and markup in a translation that its source lacks.

Only what is certain counts, however it is written: ``hxxp``, ``evil[.]example``, full-width and
invisible characters are undone first. What the source has in another form is not invented: a
shorter address of the same host, a number with the country's code.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from workflow import markup

#: HTML elements: in angle brackets, another word may be the title of a film.
_ELEMENTS = (
    "a abbr audio b base blockquote body br button canvas center code div em embed font footer form"
    " frame h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins label li link main map"
    " marquee math meta nav object ol option p picture pre q s script section select small span"
    " strong style sub summary sup svg table tbody td template textarea th thead title tr u ul var"
    " video"
).replace(" ", "|")
MARKUP = re.compile(
    rf"</?(?:{_ELEMENTS})(?:[\s/][^<>]*)?>|<[A-Za-z][\w-]{{0,40}}\s[^<>=]{{0,200}}=[^<>]*>|<!--|-->|<\?(?:php|xml)\b"
    r"|&(?:[a-z]{2,8}|#\d{2,5}|#x[0-9a-f]{2,5});|\]\(|```|\*\*|\{\{|\}\}|\{%"
    r"|(?<![\w_])__(?=[^\s_])|(?<=[^\s_])__(?![\w_])"
    r"|\[/?(?:url|img)\b[^\[\]]*\]",
    re.IGNORECASE,
)
_MAY_MARK = re.compile(r"[<&`*_{}\[\]＜＆［＊]|-->")

#: Top-level domains, besides those of countries: these in any case, others in lower case, since a
#: word may follow a full stop without a space.
_GENERIC = "com|net|org|info|biz|gov|edu"
_OTHERS = (
    "mil int app dev xyz top site online shop store club news blog tech cloud link click icu vip"
    " website space mobi asia jobs tel travel museum aero coop arpa onion example invalid test"
    " localhost email chat digital agency company wiki download stream support host press page bank"
    " finance loan casino bet group world zone"
).replace(" ", "|")
_COUNTRIES = (
    "ac ad ae af ag ai al am ao ar as at au aw az ba bb bd be bf bg bh bi bj bm bn bo br bs bt"
    " bw by bz ca cc cd cf cg ch ci cl cm cn co cr cu cv cx cy cz de dj dk dm do dz ec ee eg es"
    " et eu fi fj fm fo fr ga gd ge gg gh gi gl gm gn gr gt gy hk hn hr ht hu id ie il im in io"
    " iq ir is it je jm jo jp ke kg kh ki kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc"
    " md me mg mk ml mm mn mo mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om"
    " pa pe pf pg ph pk pl pm pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sk sl sm"
    " sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us"
    " uy uz va vc ve vg vn vu wf ws ye yt za zm zw"
).replace(" ", "|")
#: What an address goes on with.
_REST = r"[^\s<>\"'`，。、；）」』】》()\[\]{}]*"
_SCHEME = rf"(?:h\s?[tx]{{2}}\s?p\s?s?|[a-z][a-z0-9+.-]{{1,15}})\s?:\s?[/\\⁄∕]{{2}}\s?{_REST}"
_ACTIVE = (
    r"(?<![a-z])(?:javascript|vbscript)\s?:\S+|(?<![a-z])data:[a-z]+/[a-z0-9.+-]+[;,]\S*"
    r"|(?<![a-z])(?:mailto|sms|callto|skype|whatsapp|tg|weixin|kakaotalk):[^\s]+"
)
_MAIL = r"[a-z0-9._%+-]{1,64}\s?@\s?(?:[a-z0-9-]{1,63}\.)+[a-z]{2,24}"
_HANDLE = r"(?<![\w@.])@[a-z][a-z0-9_.]{2,31}"
_HOST = (
    r"(?<![A-Za-z0-9_.@-])(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})\.){0,8}"
    r"(?:[A-Za-z0-9-]{0,62}[A-Za-z][A-Za-z0-9-]{1,62}|[a-z](?=\.[a-z]{2,6}/))\."
    rf"(?:(?i:{_GENERIC})|(?:{_OTHERS})|(?:{_COUNTRIES})|(?:{_COUNTRIES.upper()})(?=/))"
    rf"(?![A-Za-z0-9-]|\.[A-Za-z0-9])(?::\d{{1,5}})?(?:[/?#]{_REST})?"
)
_IP = r"(?<![\w.-])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\w-]|\.\d)"
_ADDRESS = re.compile(
    rf"(?i:{_SCHEME}|{_ACTIVE}|www\.[a-z0-9]{_REST}|{_MAIL}|{_HANDLE})|{_HOST}|{_IP}", re.ASCII
)
_NOT_ASCII = re.compile(r"[^\x20-\x7e].*", re.DOTALL)
_MAY_LINK = re.compile(r"\.[A-Za-z0-9]|[@:]")
#: Text in ASCII without any of these has no contact in it.
_MAY_CONTACT = re.compile(r"[.@:\d]|\bdot\b", re.IGNORECASE)
#: Characters of the category Cf, which show nothing.
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
_DOTTED = re.compile(r"\s?[\[({<]\s?(?:\.|dot|점|닷|点)\s?[\])}>]\s?", re.IGNORECASE)
_SPOKEN = re.compile(
    r"(?<=[A-Za-z0-9])\s+(?:dot|\.)\s*(?=(?:com|net|org|info|example)\b)", re.IGNORECASE
)
_IDEOGRAPHIC = re.compile(r"(?<=[A-Za-z0-9])(?:[。｡](?=[A-Za-z0-9])|\s?[。｡]\s?(?=com|net|org))")
_AT = re.compile(r"\s?[\[({<]\s?(?:@|at|앳|골뱅이|艾特)\s?[\])}>]\s?", re.IGNORECASE)
_COLON = re.compile(r"\[:\]|\(:\)")

#: Groups of digits, with what stands between those of a telephone number.
_NUMBER = re.compile(r"(?<![\w.,])\+?\(?\+?\d[\d()\s.·/–—‑‐-]{4,24}\d(?!\w|[.,]\d)", re.ASCII)
_CALL = re.compile(
    r"(?:\btel(?:ephone)?\b|\bphone\b|\bcall(?:\sus)?\b|\bdial\b|\bfax\b|\bhotline\b|whatsapp"
    r"|wechat|telegram|kakao ?talk|\bqq\b|\bline id\b"
    r"|전화|연락처|문의|콜센터|핫라인|고객센터|휴대폰|핸드폰|팩스|카카오톡|카톡|텔레그램|위챗|电话|電話|热线|熱線|拨打|致电|手机|传真|微信|加群|客服)"
    r"[^\d+]{0,12}$",
    re.IGNORECASE,
)
_SEPARATED = re.compile(r"\d+")
_YEARS = range(1000, 2101)


def contacts(text: str, known: Iterable[str]) -> tuple[str, ...]:
    """Addresses and telephone numbers in a text that are not in what is known.

    >>> contacts("evil[.]example/login 또는 02-123-4567", ["Log in at example.org."])
    ('evil.example/login', '02-123-4567')
    >>> contacts("example.org에서 (+82-2-123-4567)", ["https://www.example.org/a, 02-123-4567"])
    ()
    """
    if text.isascii() and not _MAY_CONTACT.search(text):
        return ()
    shown = _open(text)
    addresses, numbers = list(_addresses(shown)), list(_numbers(shown))
    if not addresses and not numbers:
        return ()
    opened = "\n".join(map(_open, known))
    theirs = {_compared(each) for each in _addresses(opened)}
    hosts = {_host(each) for each in theirs}
    digits = "".join(_SEPARATED.findall(opened))
    found = [
        each
        for each in addresses
        if (plain := _compared(each)) not in theirs and not (plain == _host(plain) in hosts)
    ]
    found += [each for each in numbers if "".join(_SEPARATED.findall(each))[-7:] not in digits]
    return tuple(dict.fromkeys(found))


def marks(text: str, source: str) -> tuple[str, ...]:
    """Markup in a translation that its source does not have: HTML, Markdown, placeholders.

    >>> marks("<b>굵게</b> &amp; <기생충>", "bold"), marks("<g2>x</g2>", "<g1>x</g1>")
    (('<b>', '</b>', '&amp;'), ('<g2>', '</g2>'))
    """
    if not _MAY_MARK.search(text):
        return ()
    there = {match[0] for match in markup.PLACEHOLDER.finditer(source)}
    found = [match[0] for match in markup.PLACEHOLDER.finditer(text) if match[0] not in there]
    written = set(MARKUP.findall(markup.plain(source)))
    shown = unicodedata.normalize("NFKC", markup.plain(text))
    found += [each for each in MARKUP.findall(shown) if each not in written]
    return tuple(dict.fromkeys(found))


def _open(text: str) -> str:
    """A text without what hides an address in it."""
    if text.isascii() and not re.search(r"[\[({<]|\s(?:dot|\.)\s", text, re.IGNORECASE):
        return text
    text = _IDEOGRAPHIC.sub(".", text)
    text = unicodedata.normalize("NFKC", text)
    text = _INVISIBLE.sub("", text)
    text = _COLON.sub(":", _AT.sub("@", _DOTTED.sub(".", text)))
    return _SPOKEN.sub(".", text)


def _addresses(text: str) -> Iterator[str]:
    if _MAY_LINK.search(text):
        for match in _ADDRESS.finditer(text):
            ascii_only = _NOT_ASCII.sub("", match[0])  # what follows may be a particle
            whole = ascii_only if re.search(r"\w[.@]\w", ascii_only) else match[0]
            yield whole.rstrip(".,;:!?…·*_~-")


def _compared(address: str) -> str:
    """An address without what makes no other of it: its scheme, ``www.``, a slash at its end."""
    plain = re.sub(r"^h\s?[tx]{2}\s?p\s?s?\s?:\s?[/\\⁄∕]{2}\s?", "", address, flags=re.IGNORECASE)
    plain = re.sub(r"^(?:mailto:|www\.)", "", plain.lower())
    return re.sub(r"\s", "", plain).rstrip("/.,;:!?")


def _host(address: str) -> str:
    return re.split(r"[/?#:]", address, maxsplit=1)[0]


def _numbers(text: str) -> Iterator[str]:
    """Telephone numbers by their form, or after a word that announces one."""
    for match in _NUMBER.finditer(text):
        number = match[0].strip()
        announced = bool(_CALL.search(text, max(0, match.start() - 24), match.start()))
        if _is_telephone(number, announced=announced):
            yield number


def _is_telephone(number: str, *, announced: bool) -> bool:
    groups = _SEPARATED.findall(number)
    digits = "".join(groups)
    if not 7 <= len(digits) <= 15 or _is_date(groups) or _is_span(groups):
        return False
    if announced or number.lstrip("(").startswith("+"):
        return True
    if len(groups) == 1:  # a mobile number of China or Korea
        return bool(re.fullmatch(r"1[3-9]\d{9}|01\d{8,9}", digits))
    decimal = len(groups) == 2 and "." in number
    trunk = digits[0] == "0" and 9 <= len(digits) <= 12 and not decimal
    return (trunk and not _is_figure(groups)) or _is_national(groups, number)


def _is_national(groups: list[str], number: str) -> bool:
    """Whether the groups are those of 800-555-0100, 400-8888-8888, 1-800-555-0100, 1588-1234."""
    dashed = bool(re.search(r"[.·–—‑‐-]", number)) and "/" not in number
    shape = tuple(map(len, groups))
    if shape == (4, 4):
        return dashed and bool(re.match("1[568]", groups[0]))
    if shape == (1, 3, 3, 4):
        return dashed and groups[0] == "1"
    return dashed and shape in {(3, 3, 4), (3, 4, 4)} and groups[0][0] != "1"


def _is_date(groups: list[str]) -> bool:
    """Whether the groups are year, month and day, in an order that people use."""
    if len(groups) != 3:
        return False
    year, *rest = groups if len(groups[0]) == 4 else reversed(groups)
    return len(year) == 4 and all(len(each) <= 2 and int(each) <= 31 for each in rest)


def _is_span(groups: list[str]) -> bool:
    """Whether two numbers may be years, the first and the last of something."""
    return (
        len(groups) == 2 and all(int(each) in _YEARS for each in groups) and groups[0] < groups[1]
    )


def _is_figure(groups: list[str]) -> bool:
    """Whether the groups are thousands."""
    return all(len(each) == 3 for each in groups[1:]) and len(groups[0]) <= 3 and len(groups) > 3
