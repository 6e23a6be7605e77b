"""Chinese titles, after a surname and before or after a full name: 孙会长, 国家主席习近平."""

from __future__ import annotations

import re

from workflow.languages import titles
from workflow.languages.titles import Rank, RankWords

_STATE = re.compile("总统|总理|州长|省长|国家主席|部长|议员")
_COMPANY = re.compile("总裁|社长|董事长")
_HAN = r"[\u3400-\u9fff]{0,6}$"


class ChineseTitles(titles.Titles):
    """The titles of Chinese."""

    words = (
        "(?:前|副|总)?(?:主席|总统|总理|首相|部长|外长|防长|财长|会长|社长|总裁|董事长|委员长|议长"
        "|议员|大使|代表|书记|省长|市长|州长|教授|博士|院长|局长|发言人|先生|女士)"
    )
    polite = "先生|女士"
    body_gap = "的?(?:一?[位名个])?"
    was = "^(?:前|原)"
    precede = True
    of_companies = frozenset({"社长", "副社长", "总裁", "副总裁", "总经理", "副总经理"})
    ranks = {  # noqa: RUF012 — read, never written
        Rank.DEPUTY: RankWords(loose=re.compile("副$"), before=re.compile("副$")),
        Rank.FORMER: RankWords(
            loose=re.compile(f"(?:前|原|时任|已故){_HAN}"), before=re.compile("(?:前任?|原)$")
        ),
        Rank.HONORARY: RankWords(
            loose=re.compile("(?:名誉|荣誉)$"), before=re.compile("(?:名誉|荣誉)$")
        ),
        Rank.ACTING: RankWords(
            loose=re.compile(f"(?:代|署理|临时){_HAN}"),
            before=re.compile("(?:代理|署理|临时)$"),
        ),
    }

    def note_state(self, note: str) -> bool:
        """Tell whether a note on a person names an office of a state."""
        return _STATE.search(note) is not None

    def names_company_office(self, note: str) -> bool:
        """Tell whether a note on a person names an office in a company."""
        return _COMPANY.search(note) is not None
