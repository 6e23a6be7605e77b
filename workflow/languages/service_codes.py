"""Translate language tags into the codes of translation services: DeepL, Google, Qwen-MT."""

from __future__ import annotations

#: The languages that DeepL knows (its API reference, "Languages supported"), in our tags, and what
#: it calls those as targets for which it wants a variant.
_DEEPL = frozenset(
    "ar bg cs da de el en es et fi fr he hu id it ja ko lt lv nb nl pl pt ro ru sk sl sv th tr uk "
    "vi zh-Hans zh-Hant".split()
)
_DEEPL_INTO = {"en": "EN-US", "pt": "PT-PT", "zh-Hans": "ZH-HANS", "zh-Hant": "ZH-HANT"}
#: The languages that Google Cloud Translation knows ("Language support", general model), in our
#: tags, and those that it calls otherwise.
_GOOGLE = frozenset(
    "af am ar az be bg bn bs ca ceb co cs cy da de el en eo es et eu fa fi fil fr fy ga gd gl "
    "gu ha haw he hi hmn hr ht hu hy id ig is it ja jv ka kk km kn ko ku ky la lb lo lt lv mg "
    "mi mk ml mn mr ms mt my nb ne nl ny or pa pl ps pt ro ru rw sd si sk sl sm sn so sq sr st "
    "su sv sw ta te tg th tk tr tt ug uk ur uz vi xh yi yo zh-Hans zh-Hant zu".split()
)
_GOOGLE_NAMES = {"nb": "no", "zh-Hans": "zh-CN", "zh-Hant": "zh-TW"}


def google_code(tag: str) -> str:
    """Return Google's code of a language; empty for one that it does not know.

    >>> google_code("zh-Hans"), google_code("ko"), google_code("tlh")
    ('zh-CN', 'ko', '')
    """
    return _GOOGLE_NAMES.get(tag, tag) if tag in _GOOGLE else ""


def qwen_mt_code(tag: str) -> str:
    """Return the code of a language at Qwen-MT, as its list of languages has them.

    Source: Alibaba Cloud, Model Studio, "Machine translation (Qwen-MT)": supported languages.

    >>> qwen_mt_code("zh-Hans"), qwen_mt_code("zh-Hant"), qwen_mt_code("ko")
    ('zh', 'zh_tw', 'ko')
    """
    return "zh_tw" if tag.startswith("zh-Hant") else tag.partition("-")[0]


def deepl_code(tag: str, *, into: bool = False) -> str:
    """Return DeepL's code of a language; empty for one that it does not know.

    Args:
        tag: BCP 47.
        into: as the target of a translation, where some languages need a variant.

    >>> deepl_code("zh-Hans"), deepl_code("zh-Hans", into=True), deepl_code("tlh")
    ('ZH', 'ZH-HANS', '')
    """
    if tag not in _DEEPL:
        return ""
    return _DEEPL_INTO.get(tag, tag.upper()) if into else tag.partition("-")[0].upper()
