"""News that a chance makes up, and an engine that translates them rightly in no time.

With it a benchmark measures everything but the engine on text that is what readers get: checks look
at Korean and Chinese sentences, and pages are set in them.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from workflow.languages import normalize
from workflow.model import Draft, Project, Request

#: Each part of a sentence as it stands in English, Korean and Chinese. ``~`` is its object.
_SUBJECTS = (
    ("The ambassador", "대사가", "大使"),
    ("Xing Haiming", "싱하이밍이", "邢海明"),
    ("The Korea Employers Federation (KEF)", "한국경영자총협회(경총)가", "韩国经营者总协会"),
    ("A spokesman", "대변인이", "一名发言人"),
    ("Sohn Kyung-shik", "손경식이", "孙京植"),
    ("The ministry", "그 부처가", "该部"),
    ("The central bank", "중앙은행이", "央行"),
    ("The delegation", "대표단이", "代表团"),
)
_VERBS = (
    ("praised ~", "~ 칭찬했다고", "称赞了~"),
    ("visited ~", "~ 방문했다고", "访问了~"),
    ("met ~", "~ 만났다고", "会见了~"),
    ("invited ~", "~ 초대했다고", "邀请了~"),
    ("thanked ~", "~ 언급하며 감사했다고", "感谢了~"),
    ("announced plans for ~", "~ 위한 계획을 발표했다고", "宣布了关于~的计划"),
)
_OBJECTS = (
    ("12 companies from both countries", "양국의 기업 12곳을", "来自两国的12家企业"),
    ("the port of Incheon", "인천항을", "仁川港"),
    ("a group of 30 investors", "투자자 30명으로 이뤄진 단체를", "由30名投资者组成的团体"),
    ("the new factory in Xi'an", "시안의 새 공장을", "西安的新工厂"),
    ("members of the press", "언론인들을", "新闻界人士"),
    ("the directors", "이사들을", "各位董事"),
)
_TIMES = (
    ("on Tuesday", "화요일에", "周二"),
    ("last week", "지난주에", "上周"),
    ("in December 2021", "2021년 12월에", "于2021年12月"),
    ("after long talks", "오랜 회담 끝에", "在长时间会谈后"),
    ("before the summer", "여름 전에", "在夏天之前"),
)
_PARTS = (_SUBJECTS, _VERBS, _OBJECTS, _TIMES)
_HEADLINE = "News of trade and industry, number {}"
_TITLES = {"ko": "무역과 산업 소식, 제{}호", "zh-Hans": "贸易与工业新闻，第{}号"}
_FORMS = {
    "ko": "{number}명은 {subject} {time} {clause} 말했다.",
    "zh-Hans": "{number}人说，{subject}{time}{clause}。",
}


def sentence(chance: random.Random) -> str:
    """Make a sentence of the kind that news are made of."""
    subject, verb, thing, time = (chance.choice(part)[0] for part in _PARTS)
    clause = verb.replace("~", thing)
    return f"{subject} {clause} {time}, {chance.randint(2, 999)} people said."


def headline(number: int) -> str:
    """Make the headline of an article with this number."""
    return _HEADLINE.format(number)


class NewsEngine:
    """Translates what :func:`sentence` and :func:`headline` make into Korean and Chinese."""

    name = "news"

    def __init__(self, project: Project) -> None:
        del project  # nothing to configure
        self._made = re.compile(_pattern())

    def signature(self, source: str, target: str) -> str:
        """Return ``news/1`` for every pair."""
        return "news/1"

    def serves(self, source: str, target: str) -> bool:
        """Tell whether a pair is from English into Korean or Simplified Chinese."""
        return normalize(source) == "en" and normalize(target) in _FORMS

    def translate(
        self, requests: Sequence[Request], source: str, target: str
    ) -> Iterator[tuple[int, Draft]]:
        """Yield one draft a request, in order; see :class:`workflow.protocols.Engine`."""
        language = 1 + list(_FORMS).index(normalize(target))
        words = {row[0]: row[language] for part in _PARTS for row in part}
        for at, request in enumerate(requests):
            yield at, Draft(self._translated(request.text, normalize(target), words), "news/1")

    def _translated(self, text: str, target: str, words: Mapping[str, str]) -> str:
        found = self._made.fullmatch(text)
        if not found:
            return _TITLES[target].format(text.rpartition(" ")[2])
        subject, verb, thing, time, number = found.groups()
        clause = words[f"{verb} ~"].replace("~", words[thing])
        return _FORMS[target].format(
            number=number, subject=words[subject], time=words[time], clause=clause
        )


def _pattern() -> str:
    subjects, verbs, things, times = (
        "|".join(re.escape(row[0].removesuffix(" ~")) for row in part) for part in _PARTS
    )
    return rf"({subjects}) ({verbs}) ({things}) ({times}), (\d+) people said\."


def install(folder: Path) -> None:
    """Register the engine in a folder that is to stand in ``PYTHONPATH``."""
    info = folder / "news-1.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: news\nVersion: 1\n")
    point = f"[workflow.engines]\nnews = {NewsEngine.__module__}:{NewsEngine.__name__}\n"
    (info / "entry_points.txt").write_text(point)
