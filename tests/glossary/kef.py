"""A small glossary and documents made by hand, for the tests of the termbase."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workflow.glossary import Glossary, table
from workflow.model import BlockKind, Document, Segment, TermUse

# ruff: noqa: E501 (rows of a table)
CSV = """\
id,type,en,en_aliases,ko,ko_later,ko_aliases,ko_reading,ko_forbidden,zh,zh_later,zh_aliases,zh_forbidden,match,status,note
p1,person,Xing Haiming,Haiming Xing,싱하이밍(邢海明),싱하이밍,,,형해명|씽하이밍,邢海明,,,行海明|星海明,case,approved,
p2,person,Sohn Kyung-shik,Kyung-shik Sohn,손경식,,,,손경시크,孙京植,,,孙庆植|孙敬植,case,approved,
p3,person,Lee In-yong,,이인용,,,,,李仁龙,,,,case,review,
p4,person,Kim Chang-beom,,김창범,,,,,金昌范,,,,case,approved,
p5,person,Kim Min-su,,김민수,,,,,金敏洙,,,,case,approved,
p6,person,Donald Trump,,도널드 트럼프,트럼프,,,도날드 트럼프,唐纳德·特朗普,特朗普,,川普,case,approved,
o1,org,Korea Employers Federation (KEF),Korea Enterprises Federation,한국경영자총협회(경총),경총,,,한국고용주연맹,韩国经营者总协会（韩国经总）,韩国经总,,韩国雇主联合会,nocase,approved,
o2,abbr,KEF,,경총,,,,,韩国经总,,,,case,approved,
o3,org,Samsung Electronics,,삼성전자,,,,삼성 일렉트로닉스,三星电子,,,,case,approved,
o4,org,Hanwha Solutions,,한화솔루션,,,,,韩华思路信,,,,case,approved,
o5,org,OPEC,,OPEC,,석유수출국기구,오펙,,欧佩克,,,,case,approved,
t1,title,Ambassador,Amb.,대사,,,,,大使,,,,case,approved,
t2,title,Chinese Ambassador to Korea,,주한 중국대사,,,,,中国驻韩国大使,,,,nocase,approved,
t3,title,Chairman,,회장,,,,의장,会长,,,主席,case,approved,
t4,title,Vice Chairman,,부회장,,,,,副会长,,,,case,approved,
t5,title,President,,사장,,,,,社长,,,,case,approved,
l1,place,Four Seasons Hotel in Seoul,,서울 포시즌스 호텔,,포시즌스 호텔,,,首尔四季酒店,,,,nocase,approved,
l2,place,Seoul,,서울,,,,,首尔,,,汉城,case,approved,
l3,place,Korea,South Korea,한국,,,,,韩国,,,南韩,case,approved,
l4,place,China,,중국,,,,,中国,,,,case,approved,
l5,place,Japan,,일본,,,,,日本,,,,case,approved,
x1,term,supply chain,,공급망,,,,공급 사슬,供应链,,,供给链,nocase,approved,
x2,term,urea,,요소,,,,,尿素,,,,nocase,approved,
x3,term,urea solution,,요소수,,,,,尿素溶液,,,,nocase,approved,
"""


def kef() -> Glossary:
    """The glossary of :data:`CSV`."""
    found = table.parse(CSV, "glossary/terms.csv")
    assert not found.errors
    return Glossary(found.terms)


def glossary(*rows: str, header: str = "id,type,en,ko,zh,match") -> Glossary:
    """A glossary of a few rows."""
    found = table.parse("\n".join([header, *rows]), "glossary/terms.csv")
    return Glossary(found.terms, found.errors)


def document(*sentences: str | tuple[BlockKind, str], language: str = "en") -> Document:
    """A document of one sentence a block, paragraphs unless a kind is given."""
    pairs = [one if isinstance(one, tuple) else (BlockKind.PARAGRAPH, one) for one in sentences]
    segments = tuple(
        Segment(f"k{number}", text, "", "seeds/a.txt", number + 1, number, 0, kind, language)
        for number, (kind, text) in enumerate(pairs)
    )
    return Document("seeds/a.txt", "a", (), language=language, segments=segments)


def targets(uses: Sequence[TermUse]) -> Mapping[str, str]:
    """What each mention must become."""
    return {use.source: use.rendering for use in uses}


def one(text: str, target: str, language: str = "en") -> tuple[TermUse, ...]:
    """The uses of a document of one sentence."""
    return kef().uses(document(text, language=language), target)[0]
