"""Countries by their names in the Unicode Common Locale Data Repository (CLDR)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache


@cache
def names() -> Mapping[str, str]:
    """English names of countries and their ISO 3166 codes."""
    from babel import Locale

    return {
        name: code
        for code, name in Locale("en").territories.items()
        if len(code) == 2 and code not in ("EU", "EZ", "UN", "ZZ")
    }


def renderings(name: str) -> Mapping[str, str]:
    """A country's names in Korean and Chinese, by BCP 47 tag; nothing for anything else.

    >>> renderings("Vietnam")
    {'ko': '베트남', 'zh-Hans': '越南'}
    """
    from babel import Locale

    code = names().get(name)
    if code is None:
        return {}
    chinese = Locale("zh", script="Hans")
    return {"ko": Locale("ko").territories[code], "zh-Hans": chinese.territories[code]}
