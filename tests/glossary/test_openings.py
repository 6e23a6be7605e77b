"""English words that are names as well: where they open a sentence, a quote or a headline."""

from __future__ import annotations

from tests.support.names import GOLD
from workflow.glossary import Glossary, table
from workflow.model import BlockKind, Document, Segment

_PEOPLE = (
    "Ann Rose, Martha Brown, Peter Green, Helen Price, Victoria Hope, Simon Grace, Andrew Case, "
    "Laura Banks, Henry March, Daniel Gates, Theresa May, Tom Young, Stephen King, George Bush, "
    "Sally Field, Emma Stone, Ron Wood, Tim Cook, Ken Bell, Ann Will, Jack Frost, Tom Waters, "
    "Mary Summers, Ian Fleet, Joe Drum, Al Sharp, Lee Cash, Paul Wolf, Ed Swift, Ray Light, "
    "Kate Bloom, Tim Best, Mark Joy, Sam Winter, Amy Wild, Tom Black, Ann White, Al Gray, John "
    "Hill, Ben Law, Dan Page, Pat Rice, Hal Power, Ted Loss"
).split(", ")
_ASIANS = (
    "Gong Tae-sik, Park Yong-jae, You Shengnan, He Lifeng, An Ruoxi, Long Zhihao, She Qiming, "
    "Fan Jing, Do Kyu-ri, No Hyun-seo, So Ji-hoon, Moon Ga-ram, Song Byung-hwa, Son Mi-rae, "
    "Bang Seok-ju, Ban Ki-moon, Sun Wei, Lei Tan, Pan Min, Ok Chan-woo, In Yo-han, On Ju-wan, "
    "Go Min-si, Bang Si-hyuk, Sung Han-bin, Sin Ji-ah, Din Min-ho"
).split(", ")
_BODIES = (
    "Target, Apple, Block, Square, Chase, Delta, Shell, Gap, Unity, Dove, Visa, Orange, Amazon, "
    "Meta, Sprint, Ford, Zoom, Slack, Oracle, Intel, Subway, Nature, Science, Time, Line, Puma, "
    "Jaguar, Tide, Dawn, Boss, Polo, Caterpillar, Discovery, Fox, Sky, Virgin, Next, Boots, "
    "Focus, Signal, Threads, Snap, Coach, Guess, Diesel, Ring, Echo, Windows, Word, Excel, "
    "Outlook, Teams, Galaxy, Pixel, Harmony"
).split(", ")


def _glossary() -> Glossary:
    rows = ["id,type,en,ko,zh"]
    rows += [f"p{n},person,{name},가 {name.split()[-1]}," for n, name in enumerate(_PEOPLE)]
    rows += [
        f"e{n},person,{name},{chr(0xAC00 + 588 * (n % 19))}길동," for n, name in enumerate(_ASIANS)
    ]
    rows += [f"o{n},org,{name},회사{name}," for n, name in enumerate(_BODIES)]
    rows += ["t1,title,Minister,장관,", "t2,title,Ambassador,대사,"]
    return Glossary(table.parse("\n".join(rows), "g.csv").terms)


def _is_found(known: Glossary, name: str, sentence: str, kind: BlockKind) -> bool:
    full = [person for person in (*_PEOPLE, *_ASIANS) if name in person.split()]
    texts = [*(f"{person} arrived on Monday." for person in full[:1]), sentence]
    segments = tuple(
        Segment(str(n), text, "", "a.txt", n + 1, n, 0,
                kind if text == sentence else BlockKind.PARAGRAPH, "en")
        for n, text in enumerate(texts)
    )  # fmt: skip
    document = Document("a.txt", "a", (), language="en", segments=segments)
    return any(name.lower() in use.source.lower() for use in known.uses(document, "ko")[-1])


def test_a_word_that_opens_a_sentence_is_a_name_only_where_that_is_sure() -> None:
    """Nouns in pairs, orders, months, colours, titles of songs and headlines name nobody.

    Each line has ``+`` or ``-`` (``H``: in a headline), the name and the sentence.
    """
    known = _glossary()
    wrong = []
    for line in (GOLD / "openings.tsv").read_text("utf-8").splitlines():
        mark, name, sentence = line.split("\t")
        kind = BlockKind.HEADLINE if mark.startswith("H") else BlockKind.PARAGRAPH
        if _is_found(known, name, sentence, kind) != mark.endswith("+"):
            wrong.append(line)
    assert wrong == []
