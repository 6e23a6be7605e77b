"""Korean titles, after a surname or a name: 손 회장, 시 주석, 박 씨."""

from __future__ import annotations

import re

from workflow.languages import titles
from workflow.languages.titles import Rank, RankWords

_STATE = re.compile("대통령|총리|주지사|지사|국가주석|장관|국회의원")
_COMPANY = re.compile("사장|회장")


class KoreanTitles(titles.Titles):
    """The titles of Korean."""

    words = (
        "(?:수석)?부?(?:대통령|총리|주석|위원장|회장|의장|사장|총재|장관|총장|시장|대표|지사|대사|실장|국장"
        "|원장|교수|감독)|차관|의원|박사|전무|상무|이사|후보|대변인|특사|서기|총서기"
        "|검사|판사|변호사|기자|선수|코치|장군|목사|신부|추기경|교황|씨|여사"
    )
    polite = "씨|여사"
    gap = " ?(?:전 |신임 )?"
    body_gap = r"(?:의)?\s?"
    outside = "(?<![가-힣])"
    of_companies = frozenset({"사장", "부사장"})
    ranks = {  # noqa: RUF012 — read, never written
        Rank.DEPUTY: RankWords(
            loose=re.compile(r"(?:부|차석)\s?$"),
            before=re.compile(r"(?<![가-힣])(?:수석)?부\s?$|수석부$"),
        ),
        Rank.FORMER: RankWords(
            loose=re.compile("(?:전|前|전임|직전) ?(?:[가-힣A-Z]+ ){0,3}$"),
            before=re.compile(r"(?<![가-힣])(?:전|前|전임|직전)\s?$"),
        ),
        Rank.HONORARY: RankWords(loose=re.compile(r"명예\s?$"), before=re.compile(r"명예\s?$")),
        Rank.ACTING: RankWords(after=re.compile(r"\s?(?:직무|권한)?\s?(?:대행|대리|서리)")),
    }

    def note_state(self, note: str) -> bool:
        """Tell whether a note on a person names an office of a state."""
        return _STATE.search(note) is not None

    def names_company_office(self, note: str) -> bool:
        """Tell whether a note on a person names an office in a company."""
        return _COMPANY.search(note) is not None
