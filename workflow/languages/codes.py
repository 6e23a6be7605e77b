"""Know languages, and the codes that others use for them.

Inside the workflow a language is a BCP 47 tag (RFC 5646): ``en``, ``ko``, ``zh-Hans``. This is the
only module that knows langdetect's, Argos', gettext's and sacreBLEU's own codes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache

from workflow.errors import ConfigError
from workflow.model import Message, say

_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
#: Spellings of other tools, lower case with hyphens, and the tag we use.
_SYNONYMS = {
    "zh": "zh-Hans",
    "zh-cn": "zh-Hans",
    "zh-sg": "zh-Hans",
    "zh-hans-cn": "zh-Hans",
    "zt": "zh-Hant",
    "zh-tw": "zh-Hant",
    "zh-hk": "zh-Hant",
    "zh-mo": "zh-Hant",
    "zh-hant-tw": "zh-Hant",
    "zh-chs": "zh-Hans",
    "cmn": "zh-Hans",
    "zh-cht": "zh-Hant",
    "iw": "he",
    "in": "id",
    "no": "nb",
}
#: Common mistakes for the code of a language: codes of countries, and names.
_MISTAKEN = {
    "kr": "ko",
    "korean": "ko",
    "한국어": "ko",
    "cn": "zh-Hans",
    "ch": "zh-Hans",
    "chs": "zh-Hans",
    "chinese": "zh-Hans",
    "中文": "zh-Hans",
    "cht": "zh-Hant",
    "tw": "zh-Hant",
    "jp": "ja",
    "japanese": "ja",
    "日本語": "ja",
    "us": "en",
    "gb": "en",
    "english": "en",
    "cz": "cs",
    "dk": "da",
    "gr": "el",
    "ua": "uk",
    "vn": "vi",
    "german": "de",
    "french": "fr",
    "spanish": "es",
}
_GETTEXT = {"zh-Hans": "zh_CN", "zh-Hant": "zh_TW"}
_ARGOS = {"zh-Hans": "zh", "zh-Hant": "zt"}
#: CSV column prefixes of the glossary that differ from the tag in lower case.
_COLUMNS = {"zh-Hans": "zh"}


@dataclass(frozen=True, slots=True)
class Language:
    """A language and what the outside world calls it.

    Attributes:
        tag: BCP 47, ``zh-Hans``; used inside and in HTML.
        name: in English, ``Chinese (Simplified)``.
        autonym: in itself, ``简体中文``.
        gettext: the PO ``Language`` header and folder name, ``zh_CN``.
        argos: the Argos package code, ``zh``.
        column: the prefix of its glossary columns, ``zh``.
        slug: in URLs, ``zh-hans``.
        plural_forms: the PO ``Plural-Forms`` header.
        direction: ``ltr`` or ``rtl``.
    """

    tag: str
    name: str
    autonym: str
    gettext: str
    argos: str
    column: str
    slug: str
    plural_forms: str
    direction: str

    @property
    def locale(self) -> str:
        """The language with the country where most of it is read (CLDR, likely subtags).

        >>> any_language("ko").locale, any_language("zh-Hans").locale, any_language("eo").locale
        ('ko_KR', 'zh_CN', 'eo_001')
        """
        return _locale(self.tag)


@cache
def _locale(tag: str) -> str:
    from babel.core import get_global

    likely = get_global("likely_subtags")
    name = tag.replace("-", "_")
    spoken, *parts = (likely.get(name) or likely.get(name.partition("_")[0]) or name).split("_")
    return "_".join([spoken, *parts[-1:]])


def normalize(code: str) -> str:
    """Return the BCP 47 tag we use for a language code of any of the tools around us.

    >>> normalize("zh_CN"), normalize("ko-KR"), normalize("EN")
    ('zh-Hans', 'ko', 'en')

    Raises:
        ConfigError: ``code`` is not a well-formed language tag.
    """
    # A POSIX locale names an encoding, too: ko_KR.UTF-8.
    text = code.strip().partition(".")[0].replace("_", "-")
    if not _TAG.fullmatch(text) or text.lower() in _MISTAKEN:
        known = say("is not a known language")
        what = known if _TAG.fullmatch(text) else say("is not a language tag")
        raise ConfigError(f"language {code!r}", what, _advice(text))
    if synonym := _SYNONYMS.get(text.lower()):
        return synonym
    language, *rest = text.split("-")
    scripts = [part.title() for part in rest if len(part) == 4 and part.isalpha()]
    tag = "-".join([language.lower(), *scripts[:1]])
    return _SYNONYMS.get(tag.lower(), tag)


def meant_by(code: str) -> str:
    """Return the tag behind an unofficial code; empty if it is not known.

    >>> meant_by("kr"), meant_by("Korean"), meant_by("ko")
    ('ko', 'ko', '')
    """
    return _MISTAKEN.get(code.lower(), "")


def _advice(code: str) -> Message:
    """Return how to write a language that was written as ``code``."""
    if meant := meant_by(code):
        return say("Did you mean {tag}? Use a BCP 47 tag.", tag=meant)
    return say("Use a BCP 47 tag such as ko or zh-Hans.")


def sacrebleu_tokenizer(tag: str) -> str:
    """Return the name of sacreBLEU's tokenizer for a language.

    Where no space divides words, or as in Korean particles are written onto them, single characters
    compare better, and need no analyser (``ko-mecab``) whose dictionary would change the figures.

    >>> sacrebleu_tokenizer("ko"), sacrebleu_tokenizer("zh-Hans"), sacrebleu_tokenizer("de")
    ('char', 'zh', '13a')
    """
    from workflow.languages.packs import pack

    writing = pack(tag).writing
    if writing.scripts == ("Han",):
        return "zh"
    return "char" if writing.dense or not writing.spaced else "13a"


@cache
def language(code: str) -> Language:
    """Return a language with all its names, from any spelling of its code.

    Names and direction come from the Unicode CLDR (through Babel).

    Raises:
        ConfigError: the code is malformed or names no language CLDR knows.
    """
    tag = normalize(code)
    if tag in _KNOWN:
        return _KNOWN[tag]
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        raise ConfigError(
            f"language {code!r}",
            say("is not a known language"),
            _advice(tag),
        ) from None
    if len(tag.partition("-")[0]) > len(locale.language):
        parts = tag.split("-")[1:]
        return language("-".join([locale.language, *parts]))  # ISO 639-2: eng, kor, zho
    return Language(
        tag=tag,
        name=locale.get_display_name("en") or tag,
        autonym=locale.get_display_name() or tag,
        gettext=_GETTEXT.get(tag, tag.replace("-", "_")),
        argos=_ARGOS.get(tag, tag.split("-")[0]),
        column=_COLUMNS.get(tag, tag.lower()),
        slug=tag.lower(),
        plural_forms=_plural_forms(tag),
        direction="rtl" if locale.text_direction == "rtl" else "ltr",
    )


@cache
def any_language(tag: str) -> Language:
    """Return the facts about a language; for a tag that names none (``und``), the tag itself.

    >>> any_language("ko").autonym, any_language("tlh-x").autonym
    ('한국어', 'tlh-x')
    """
    try:
        return language(tag)
    except ConfigError:
        return Language(tag, tag, tag, tag, tag, tag, tag.lower(), "", "ltr")


def tags_of(codes: Iterable[str]) -> dict[str, str]:
    """Return our tag for each language code that a model has, by the code.

    A script is named only where it tells varieties apart. Codes of languages that CLDR does not
    know are left out, and of several codes for one tag all but the longest.

    >>> tags_of(["eng_Latn", "kor_Hang", "zho_Hans", "zho_Hant", "xx_simple"])
    {'eng_Latn': 'en', 'kor_Hang': 'ko', 'zho_Hans': 'zh-Hans', 'zho_Hant': 'zh-Hant'}
    >>> tags_of(["__en__", "zh", "ko_KR"])
    {'ko_KR': 'ko', 'zh': 'zh-Hans'}
    """
    from babel.core import get_global

    known: dict[str, str] = {}
    for code in codes:
        with suppress(ConfigError):
            known[code] = language(code).tag
    varieties = Counter(tag.partition("-")[0] for tag in known.values())
    likely = get_global("likely_subtags")
    tags: dict[str, str] = {}
    for code, tag in sorted(known.items(), key=lambda each: -len(each[0])):
        name, _, script = tag.partition("-")
        usual = script in likely.get(name, "").split("_") or varieties[name] == 1
        short = name if script and usual and language(name).tag == name else tag
        if short not in tags.values():
            tags[code] = short
    return tags


def name_in(tag: str, other: str) -> str:
    """Return the name of a language in another one; both are given by their tags.

    >>> name_in("ko", "zh-Hans"), name_in("zh-Hans", "en")
    ('韩语', 'Chinese (Simplified)')
    """
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(tag, sep="-").get_display_name(Locale.parse(other, sep="-")) or tag
    except (UnknownLocaleError, ValueError):
        return tag


def _plural_forms(tag: str) -> str:
    """Return the ``Plural-Forms`` of a language, as gettext's tools write it."""
    language = tag.partition("-")[0]
    rules = (rule for rule, languages in _PLURALS.items() if language in languages.split())
    return next(rules, _TWO_FORMS)


_ONE_FORM = "nplurals=1; plural=0;"
_TWO_FORMS = "nplurals=2; plural=(n != 1);"
#: Rules and their languages; all others have two forms. Those of msginit (GNU gettext manual,
#: "Plural forms"), and for languages it has none for, what Poedit and Weblate write. They are data
#: of our own because CLDR's change with its releases, and every PO file would change with them.
_PLURALS = {
    _ONE_FORM: "bo dz id ig ii ja jbo jv km ko lo ms my th to vi wo yo yue zh",
    "nplurals=2; plural=(n > 1);": "ak am br fil fr ln mg oc pa ti tl uz wa",
    "nplurals=2; plural=(n%10 != 1 || n%100 == 11);": "is mk",
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20)"
    " ? 1 : 2);": "be bs hr ru sh sr uk",
    "nplurals=3; plural=(n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2;": "cs sk",
    "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);": "pl",
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && (n%100<10 || n%100>=20) ? 1 : 2);":
    "lt",
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2);": "lv",
    "nplurals=3; plural=n==1 ? 0 : (n==0 || (n%100 > 0 && n%100 < 20)) ? 1 : 2;": "ro",
    "nplurals=3; plural=n==1 ? 0 : n==2 ? 1 : 2;": "ga",
    "nplurals=4; plural=(n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3);": "sl",
    "nplurals=4; plural=(n==1 ? 0 : n==0 || (n%100>1 && n%100<11) ? 1 : (n%100>10 && n%100<20) ? 2"
    " : 3);": "mt",
    "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4"
    " : 5);": "ar",
}  # fmt: skip
#: The languages of nearly every project, so that Babel need not be loaded for them.
_KNOWN = {
    known.tag: known
    for known in (
        Language("en", "English", "English", "en", "en", "en", "en",
                 _TWO_FORMS, "ltr"),
        Language("ko", "Korean", "한국어", "ko", "ko", "ko", "ko", _ONE_FORM, "ltr"),
        Language("zh-Hans", "Chinese (Simplified)", "简体中文", "zh_CN", "zh", "zh", "zh-hans",
                 _ONE_FORM, "ltr"),
    )
}  # fmt: skip
