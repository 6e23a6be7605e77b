"""Decode the bytes of a seed to text: find the encoding, remove control characters."""

from __future__ import annotations

import codecs
import re
import unicodedata

from workflow.documents.readers.encoding_guess import by_letters, guess, valid
from workflow.errors import SourceError
from workflow.languages.characters import FILLER, FORBIDDEN, LINE_BREAK, MEANINGLESS
from workflow.languages.orthography.writing import EAST_ASIAN
from workflow.languages.scripts import weigh
from workflow.model import say

#: How UTF-8 sequences of two, three and four bytes look when encoded twice. A control character
#: (U+0080 to U+009F), which no text holds, must be among them to be certain.
_DOUBLED = re.compile("[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_CONTROL = re.compile("[\x80-\x84\x86-\x9f]")
#: Fewer such sequences are stray bytes.
_FEWEST = 3


def singly_encoded(text: str) -> str:
    """Decode a doubly encoded text; return any other text unchanged.

    It is one only if it has no letter above U+00FF, controls among the letters above U+007F, and
    each of these is part of a letter in UTF-8.

    >>> singly_encoded("It\u00e2\u0080\u0099s \u00e2\u0080\u009cthere\u00e2\u0080\u009d")
    'It’s “there”'
    >>> singly_encoded("caf\u00e9 \u00a9 2021")
    'café © 2021'
    """
    if not _CONTROL.search(text) or len(_DOUBLED.findall(text)) < _FEWEST:
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: First bytes of files that people mistake for text, and their kinds.
_MAGIC = (
    (b"%PDF", say("a PDF")),
    (b"PK\x03\x04", say("a ZIP archive or an office document (.docx, .hwpx, .odt)")),
    (b"\xd0\xcf\x11\xe0", say("an old office document (.doc, .hwp)")),
    (b"\x89PNG", say("an image")),
    (b"\xff\xd8\xff", say("an image")),
    (b"GIF8", say("an image")),
    (b"RIFF", say("an image or a sound")),
    (b"\x1f\x8b", say("compressed")),
    (b"{\\rtf", say("an RTF document")),
)
_META_CHARSET = re.compile(rb"<meta\b[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
#: How much of a page may be its head; browsers also heed declarations after the first 1,024 bytes.
_HEAD = 100_000
_XML_ENCODING = re.compile(rb"\s*<\?xml\b[^>]{0,150}?\bencoding\s*=\s*[\"']([\w.:-]+)")
#: How a mail and a book of Project Gutenberg name theirs.
_TEXT_ENCODING = re.compile(
    rb"^(?:Content-Type:[^\r\n]{0,200}?(?:\r?\n[ \t][^\r\n]{0,200}?)?\bcharset[ \t]*=[ \t]*\"?"
    rb"|Character set encoding:[ \t]*)([\w.:-]+)",
    re.IGNORECASE | re.MULTILINE,
)
_TEXT_HEAD = 10_000
#: Codecs of the web that read more than their name says (Encoding Standard, WHATWG): "iso-8859-1"
#: means windows-1252.
_WIDER = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "shift_jis": "cp932",
          "tis-620": "cp874", "iso8859-11": "cp874"}  # fmt: skip
#: Names of encodings on the web (the same standard) that Python does not know.
_WEB_NAMES = {
    "windows874": "cp874", "dos874": "cp874", "xsjis": "cp932", "windows31j": "cp932",
    "xeucjp": "euc_jp", "logical": "iso8859-8", "visual": "iso8859-8", "iso88598i": "iso8859-8",
    "iso88598e": "iso8859-8", "suneugreek": "iso8859-7", "koi": "koi8-r", "koi8": "koi8-r",
    "koi8ru": "koi8-u", "xmacroman": "mac-roman", "mac": "mac-roman",
    "xmaccyrillic": "mac-cyrillic", "xmacukrainian": "mac-cyrillic",
    **{f"xcp125{n}": f"cp125{n}" for n in range(9)},
}  # fmt: skip
#: What Python calls text encodings, and no page is in; some take a time with the square of a text.
_NOT_OF_THE_WEB = frozenset("idna punycode unicode-escape raw-unicode-escape utf-7".split())
#: Names under which each encoding is known, and the Python codec that reads all of it.
_LEGACY = {
    "cp949": (
        *("cp949", "euckr", "ksc56011987", "ksc56011989", "ksc5601", "uhc", "windows949", "johab"),
    ),
    "gb18030": ("gb18030", "gbk", "gb2312", "gb231280", "cp936", "xgbk", "hz"),
    "big5hkscs": ("big5hkscs", "big5", "cnbig5", "cp950", "xxbig5", "big5tw"),
}
#: The most frequent letters of running text in each: about half of a Korean text, a third of a
#: Chinese one. Read in a wrong encoding, hardly any letter of a text is among them.
_FREQUENT = {
    "cp949": frozenset(
        "이다에는의을를가은하고한지로서기사인도리대시자들었해나일그정부전어라국제년아수과원장"
    ),
    "gb18030": frozenset(
        "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同"
    ),
    "big5hkscs": frozenset(
        "的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出就分對成會可主發年動同"
    ),
}
#: Below this share of frequent letters, or with fewer letters, an old encoding is not certain.
_CERTAIN = 0.12
_FEWEST_LETTERS = 12
#: The replacement for a lost letter.
LOST = "\ufffd"
#: The share or the number of letters that may be lost (programs that cut texts to a length in bytes
#: damage the last one); how many right ones each needs; how many letters after one are examined.
_DAMAGED, _FEW, _RIGHT, _BEHIND = 0.005, 4, 20, 16
_DENSE_RUN = re.compile(r"[^\x00-\x7f]{0,80}")
_UTF8_HINT = say(
    "Save it as UTF-8, for example with: {command}.",
    command="iconv -f ENCODING -t UTF-8 FILE > NEW",
)
_EMPTY_HINT = say("Put the article's text into it, or delete it.")
_TEXT_HINT = say("Save its text as .txt, .md or .html.")


def clean(text: str) -> str:
    r"""Return ``text`` in NFC, lines ending in LF, without controls and invisible characters.

    >>> clean("a\r\nb\x1cc\u200bd")
    'a\nb cd'
    """
    text = FORBIDDEN.sub(" ", LINE_BREAK.sub("\n", text))
    return unicodedata.normalize("NFC", MEANINGLESS.sub("", FILLER.sub(" ", text)))


def decode(data: bytes, where: str) -> str:
    """Decode a seed's bytes and clean the text.

    Args:
        data: the whole file.
        where: the seed's path, for messages.

    Raises:
        SourceError: it is empty, holds only white space, is binary, or its encoding is unknown.
    """
    text = clean(decoded(data, where))
    if not text.strip():
        raise SourceError(where, say("holds only white space"), _EMPTY_HINT)
    return text


def decoded(data: bytes, where: str, label: str = "") -> str:
    """Decode a file's bytes without cleaning the text.

    Args:
        data: the whole file.
        where: its path or address, for messages.
        label: the encoding that whoever sent it names, if any.

    Raises:
        SourceError: it is empty, is binary, or its encoding is unknown.
    """
    if not data:
        raise SourceError(where, say("is empty"), _EMPTY_HINT)
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strictly(data[len(bom) :], encoding, where)
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise SourceError(where, say("is {kind}, not text", kind=kind), _TEXT_HINT)
    if b"\0" in data:
        return _utf16_without_bom(data, where)
    try:
        text = singly_encoded(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _legacy(data, where, error, label)
    if re.search(r"\x1b\$|~\{(?:[!-}][!-~])+?~\}", text):  # ~{\rm P} is of TeX
        raise SourceError(where, say("is in a 7-bit ISO 2022 or HZ encoding"), _UTF8_HINT)
    controls = len(FORBIDDEN.findall(LINE_BREAK.sub("\n", text[:10_000])))
    if controls > 0.1 * min(len(text), 10_000):
        raise SourceError(where, say("is binary, not text"), _TEXT_HINT)
    return text


def _strictly(data: bytes, encoding: str, where: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceError(
            where,
            say(
                "begins as {charset} but is not valid at byte {n}",
                charset=encoding.upper(),
                n=error.start,
            ),
            say("The file is damaged or cut off: get it again, or save it as UTF-8."),
        ) from None


def _utf16_without_bom(data: bytes, where: str) -> str:
    """Decode bytes with NUL among them as UTF-16, if just one byte order makes prose of them."""
    readings = [text for order in ("utf-16-le", "utf-16-be") if (text := _sensible(data, order))]
    if len(readings) == 1:
        return readings[0]
    raise SourceError(
        where,
        say("is binary, not text"),
        say("Save its text as UTF-8 in a .txt, .md or .html file."),
    )


def _sensible(data: bytes, encoding: str) -> str:
    """Return the decoded text if it reads as prose in this encoding; else nothing."""
    text = valid(data, encoding)
    sample = text[:10_000]
    junk = sum(
        unicodedata.category(char) in {"Cc", "Cn", "Co"} for char in re.sub(r"\s", "", sample)
    )
    common = set(weigh(sample)) <= {*EAST_ASIAN, "Latin", "Greek", "Cyrillic"}
    return text if not junk and common and re.search(r"\s", sample) else ""


def _legacy(data: bytes, where: str, error: UnicodeDecodeError, label: str) -> str:
    """Decode bytes in a certain old Korean, Chinese or Cyrillic encoding, or the declared one."""
    certain = {name: text for name in _LEGACY if (text := _confirmed(data, name))}
    for name in filter(None, (label, named_encoding(data))):
        if text := _as_declared(data, name, certain):
            return text
    if len(certain) == 1:
        ((name, text),) = certain.items()
        if _legacy_codec(guess(data)) in {name, ""}:
            return text
    named = codec(named_encoding(data))
    if not certain and (text := by_letters(data) or _slightly_damaged(data, named)):
        return text
    damaged = [text for name in _LEGACY if (text := _slightly_damaged(data, name, guessed=True))]
    if len(damaged) == 1:
        return damaged[0]
    line = data.count(b"\n", 0, error.start) + 1
    raise SourceError(
        f"{where}:{line}",
        say("is not valid UTF-8, and is in no other encoding for certain"),
        _UTF8_HINT,
    )


def _slightly_damaged(data: bytes, encoding: str, *, guessed: bool = False) -> str:
    """Decode as browsers do, with U+FFFD for letters that are lost; empty if that is not certain.

    Certain it is if hardly anything is lost; where the encoding is not named, what is left must be
    in it beyond doubt.
    """
    text = leniently(data, encoding)
    lost = len(re.findall(f"{LOST}+", text))
    if not text or lost > max(_FEW, _DAMAGED * len(text)):
        return ""
    if encoding in _FREQUENT:  # where a byte is missing, all up to the next ASCII may be wrong
        behind = (_DENSE_RUN.match(piece) for piece in text.split(LOST)[1:])
        runs = (found[0] for found in behind if found and len(found[0]) >= _BEHIND)
        sure = not guessed or _is_certain(text, encoding)
        return text if sure and all(_is_frequent(each, encoding) for each in runs) else ""
    return text if sum(char > "\x7f" for char in text) > _RIGHT * lost else ""


def leniently(data: bytes, encoding: str) -> str:
    """Decode bytes with a codec, with U+FFFD for invalid ones; empty without a codec."""
    if not encoding or b"\0" in data:
        return ""
    try:
        return data.decode(encoding, "replace")
    except (LookupError, UnicodeError):
        return ""


def named_encoding(data: bytes) -> str:
    """Return the encoding that a page, a file of XML, a mail or a book says it is in, if any."""
    declared = (
        _XML_ENCODING.match(data[:200])
        or _META_CHARSET.search(data[:_HEAD])
        or _TEXT_ENCODING.search(data[:_TEXT_HEAD])
    )
    return declared[1].decode("ascii", "replace") if declared else ""


def codec(name: str) -> str:
    """Return the Python codec for an encoding's name on the web; empty if there is none."""
    try:
        known = _legacy_codec(name) or codecs.lookup(_WEB_NAMES.get(_spelled(name), name)).name
    except (LookupError, UnicodeError):
        return ""
    return "" if known in _NOT_OF_THE_WEB else _WIDER.get(known, known)


def _as_declared(data: bytes, label: str, certain: dict[str, str]) -> str:
    """Decode with the encoding that the page names, unless that is Western and plainly wrong."""
    if certain:
        return certain.get(_legacy_codec(label), "")
    try:
        return data.decode(name) if (name := codec(label)) else ""
    except (LookupError, UnicodeError):
        return ""


def _legacy_codec(name: str) -> str:
    """Return the codec of ``_LEGACY`` that a name stands for; empty if none."""
    return next((codec for codec, names in _LEGACY.items() if _spelled(name) in names), "")


def _spelled(name: str) -> str:
    """Return a name without the characters in which names of encodings vary."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def likely_encoding(data: bytes) -> str:
    """Name the only old encoding that bytes are likely in, as iconv does; empty if unclear."""
    texts = {name: leniently(data, name) for name in _LEGACY}
    likely = [name for name, text in texts.items() if text and LOST not in text]
    likely = [name for name in likely if _is_frequent(texts[name], name)]
    return likely[0].replace("hkscs", "-hkscs").upper() if len(likely) == 1 else ""


def _confirmed(data: bytes, encoding: str) -> str:
    """Return the text if it is valid and its letters are those that the language uses most."""
    text = valid(data, encoding)
    return text if text and _is_certain(text, encoding) else ""


def _is_certain(text: str, encoding: str) -> bool:
    letters = sum(char.isalpha() and not char.isascii() for char in text[:50_000])
    return letters >= _FEWEST_LETTERS and _is_frequent(text, encoding)


def _is_frequent(text: str, encoding: str) -> bool:
    letters = [char for char in text[:50_000] if char.isalpha() and not char.isascii()]
    return sum(char in _FREQUENT[encoding] for char in letters) >= _CERTAIN * len(letters)
