"""Hold the instructions to language models about Korean."""

from __future__ import annotations

from workflow.languages.language_models import Example, Instructions

INSTRUCTIONS = Instructions(
    style="Use the plain style of Korean newspapers: sentences end in -다, not -습니다 or -요. "
    "Write in Hangul: no Chinese characters, no English words.",
    headline="This one is a headline: brief, ending in a noun, without a full stop.",
    examples=(
        Example(
            "{}는 3월 선박 수출이 지난해 같은 달보다 12% 늘었다고 월요일 밝혔다.", "산업통상자원부"
        ),
        Example("이 회사의 최고경영자 {}는 “내년에 공장 두 곳을 더 열겠다”고 말했다.", "박민서"),
    ),
    label="번역문?",
    called="한국말|韩文|韓語|韓国語|(?-i:ko(?:[-_]KR)?)",  # in capitals it is a boxer's
    mention="번역|옮[긴김]",
    refusal=r"(?:죄송|미안)[^.]{0,50}(?:번역|도와|요청)[^.]{0,30}(?:수 없|수가 없|어렵|못)"
    r"|(?:해당|이|요청하신) (?:내용|요청|텍스트|문장)[은는] [^.]{0,30}번역해 (?:드릴|줄) 수 없"
    r"|(?:저는 )?AI(?: 언어)? ?(?:모델|어시스턴트)로서",
    wanting=r"(?:번역할|번역하실|번역이 필요한|번역을 원하(?:시)?는) ?"
    r"(?:문장|텍스트|글|내용|원문)[을를]? [^.]{0,20}"
    r"(?:제공|입력|알려|보내|공유)[^.]{0,10}(?:주세요|주십시오|주시)",
    sign=r"(?:기호|부호|표시|표|문자|키|글자)|(?:[은는이가을를와과로의]|으로)\s",
)
