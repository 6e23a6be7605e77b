"""The words of the pages themselves, in the page's language.

A label's name is its English text; a language without it shows the English. Plurals are avoided by
wording (``3 reviewed``), so one form serves every number.
"""

from __future__ import annotations

import datetime
from functools import cache

#: Status marks: name → (shape, label). Shape, word and colour each tell the status alone.
MARKS = {
    "reviewed": ("●", "reviewed"),
    "machine": ("○", "machine"),
    "pseudo": ("○", "pseudo-translation"),
    "memory": ("○", "from memory"),
    "draft": ("○", "draft"),
    "stale": ("◇", "source changed"),
    "empty": ("–", "not translated yet"),
}

#: Origins of a translation that are no engine: name in the catalog → label.
ORIGINS = {"person": "translator", "memory": "translation memory", "source": "carried over"}

_KO = {
    "reviewed": "검수 완료",
    "machine": "기계번역",
    "pseudo-translation": "모의 번역",
    "from memory": "기존 번역 활용",
    "draft": "초벌 번역",
    "source changed": "원문 변경",
    "not translated yet": "미번역",
    "{n} reviewed": "검수 완료 {n}",
    "{n} draft": "초벌 번역 {n}",
    "{n} source changed": "원문 변경 {n}",
    "{n} not translated yet": "미번역 {n}",
    "{n} of {total} reviewed": "{total}문장 중 {n}문장 검수 완료",
    "What changed in the source": "바뀐 원문 보기",
    "Skip to the text": "본문 바로가기",
    "Latest": "최신 기사",
    "Glossary": "용어집",
    "Status": "번역 현황",
    "Site": "사이트",
    "Read in": "언어 선택",
    "Reading options": "보기 설정",
    "Layout": "보기",
    "Side by side": "나란히",
    "Together": "함께",
    "Stacked": "위아래로",
    "Parallel text": "대역",
    "In three languages": "3개 언어 대역",
    "Original": "원문",
    "Translation": "번역",
    "Edition": "한국어판",
    "Link to sentence {n}": "{n}번째 문장 링크",
    "Image": "사진",
    "Table": "표",
    "Terms in this article": "이 기사에 나온 용어",
    "About this translation": "번역 정보",
    "Published": "보도일",
    "Author": "글쓴이",
    "Read the original": "원문 보기",
    "Rights": "저작권",
    "Drafted by": "초벌 번역",
    "Translated by": "옮김",
    "translator": "번역자",
    "translation memory": "번역 메모리",
    "carried over": "원문 그대로",
    "Reviewed by": "검수",
    "Date": "날짜",
    "{n} sentences": "총 {n}문장",
    "This translation has not been reviewed in full.": (
        "이 번역은 아직 전문 검수를 마치지 않았습니다."
    ),
    "This is a pseudo-translation, made to try the site out.": ("시험용으로 만든 모의 번역입니다."),
    "Every sentence beside its translation, with the state of its review.": (
        "문장마다 원문과 번역을 나란히 싣고 검수 상태를 밝힙니다."
    ),
    "No articles yet.": "아직 기사가 없습니다.",
    "Used in": "쓰인 기사",
    "later": "이후",
    "also": "이표기",
    "under review": "검토 중",
    "person": "인물",
    "org": "기관·기업",
    "abbr": "약칭",
    "place": "지명",
    "title": "직함",
    "product": "제품",
    "term": "용어",
    "Article": "기사",
    "All articles": "전체",
    "{n} times": "{n}회",
}
_ZH = {
    "reviewed": "已审校",
    "machine": "机器翻译",
    "pseudo-translation": "模拟译文",
    "from memory": "沿用旧译",
    "draft": "初译",
    "source changed": "原文有改动",
    "not translated yet": "尚未翻译",
    "{n} reviewed": "已审校 {n}",
    "{n} draft": "初译 {n}",
    "{n} source changed": "原文有改动 {n}",
    "{n} not translated yet": "尚未翻译 {n}",
    "{n} of {total} reviewed": "共 {total} 句，已审校 {n} 句",
    "What changed in the source": "查看原文改动",
    "Skip to the text": "跳至正文",
    "Latest": "最新文章",
    "Glossary": "术语表",
    "Status": "翻译进度",
    "Site": "网站",
    "Read in": "选择语言",
    "Reading options": "阅读设置",
    "Layout": "版式",
    "Side by side": "并排",
    "Together": "对照",
    "Stacked": "上下",
    "Parallel text": "双语对照",
    "In three languages": "三语对照",
    "Original": "原文",
    "Translation": "译文",
    "Edition": "中文版",
    "Link to sentence {n}": "第 {n} 句链接",
    "Image": "图片",
    "Table": "表格",
    "Terms in this article": "本文术语",
    "About this translation": "翻译说明",
    "Published": "发表日期",
    "Author": "作者",
    "Read the original": "查看原文",
    "Rights": "版权",
    "Drafted by": "初译",
    "Translated by": "翻译",
    "translator": "译者",
    "translation memory": "翻译记忆库",
    "carried over": "照录原文",
    "Reviewed by": "审校",
    "Date": "日期",
    "{n} sentences": "共 {n} 句",
    "This translation has not been reviewed in full.": "本译文尚未全部审校。",
    "This is a pseudo-translation, made to try the site out.": "本文为测试用的模拟译文。",
    "Every sentence beside its translation, with the state of its review.": (
        "原文与译文逐句对照，并标明每句的审校情况。"
    ),
    "No articles yet.": "暂无文章。",
    "Used in": "所见文章",
    "later": "再次出现",
    "also": "又作",
    "under review": "待定",
    "person": "人物",
    "org": "机构",
    "abbr": "简称",
    "place": "地名",
    "title": "职务",
    "product": "产品",
    "term": "术语",
    "Article": "文章",
    "All articles": "总计",
    "{n} times": "{n} 次",
}
_EN = {"Edition": "English edition", "org": "organisation", "abbr": "abbreviation"}
_TABLES = {"en": _EN, "ko": _KO, "zh-Hans": _ZH}


class Labels:
    """Words for pages in one language. Called with a label's name and the values in it.

    >>> Labels("ko")("{n} reviewed", n=3)
    '검수 완료 3'

    Attributes:
        language: the language the words are really in: the page's, or English.
    """

    def __init__(self, language: str) -> None:
        self.language = language if language in _TABLES else "en"
        self._table = _TABLES[self.language]

    def __call__(self, name: str, **values: object) -> str:
        """A label, its values filled in."""
        text = self._table.get(name, name)
        return text.format(**values) if values else text

    def origin(self, name: str) -> str:
        """Where a translation came from: a label, or the engine's own name."""
        return self(ORIGINS[name]) if name in ORIGINS else name

    def mark(self, name: str) -> tuple[str, str]:
        """The shape and the word of a status mark."""
        shape, label = MARKS[name]
        return shape, self(label)


@cache
def date(iso: str, language: str) -> str:
    """An ISO 8601 date as a language writes it (Unicode CLDR long form); other text as it is."""
    from babel import Locale, UnknownLocaleError
    from babel.dates import format_date

    try:
        day = datetime.date.fromisoformat(iso[:10])
        return format_date(day, "long", Locale.parse(language, sep="-"))
    except (ValueError, UnknownLocaleError):
        return iso


def machine_date(iso: str) -> str:
    """The date for ``datetime`` attributes and feeds; empty if it is none."""
    try:
        return datetime.date.fromisoformat(iso[:10]).isoformat()
    except ValueError:
        return ""
