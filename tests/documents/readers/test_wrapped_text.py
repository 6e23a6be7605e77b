"""Text that was wrapped by hand or by a program: the same paragraphs as before it was."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Sequence
from random import Random

import pytest

from workflow.documents.readers import parse
from workflow.documents.segmenter import split
from workflow.model import Block, BlockKind

WORDS = (
    "the ministry said that trade between both countries had grown since last year and officials "
    "expect more talks about exports of steel to Busan before winter in Korea"
).split()
HANGUL = (
    "정부는 올해 두 나라의 교역이 크게 늘었다고 밝혔으며 다음 달에는 철강 수출을 논의하는 회의가 "
    "열릴 것으로 보인다고 관계자는 덧붙였다"
).split()
URL = "https://example.org/" + "a" * 110
POEM = """The harbor sleeps beneath the snow,
And every lantern burns alone;
The men who sailed so long ago
Are names upon a stone."""


def _read(text: str) -> tuple[Block, ...]:
    return parse(text.encode(), "seeds/a.txt")[0]


def _texts(text: str) -> list[str]:
    return [block.text for block in _read(text)]


def _article(seed: int, words: Sequence[str] = WORDS, end: str = ".") -> list[str]:
    """Paragraphs of sentences of any length, with a headline above."""
    chance = Random(seed)  # noqa: S311
    paragraphs = [
        " ".join(
            " ".join(chance.choices(words, k=chance.randint(6, 22))).capitalize() + end
            for _ in range(chance.randint(1, 5))
        )
        for _ in range(8)
    ]
    return ["Harbor Talks", *paragraphs]


def _filled(text: str, width: int) -> str:
    return textwrap.fill(text, width, break_long_words=False)


def _balanced(text: str) -> str:
    lines = len(textwrap.wrap(text, 72, break_long_words=False))
    width = next(
        each
        for each in range(20, 73)
        if len(textwrap.wrap(text, each, break_long_words=False)) <= lines
    )
    return _filled(text, width)


def _by_hand(text: str) -> str:
    chance, lines, line = Random(text), [], ""  # noqa: S311
    for word in text.split():
        if len(line) + len(word) > chance.randint(60, 74):
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return "\n".join([*lines, line])


def _mixed(text: str) -> str:
    return _filled(text, Random(text).randint(50, 90))  # noqa: S311


def _flowed(text: str) -> str:
    return " \n".join(textwrap.wrap(text, 70, break_long_words=False))


WRAPPERS: dict[str, Callable[[str], str]] = {
    "greedily": lambda text: _filled(text, 72),
    "balanced": _balanced, "by hand": _by_hand, "mixed": _mixed, "flowed": _flowed,
    "indented": lambda text: textwrap.indent(_filled(text, 66), "    "),
}  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("words", [WORDS, HANGUL], ids=["English", "Korean"])
@pytest.mark.parametrize("wrapper", WRAPPERS)
def test_wrapped_text_reads_like_the_text_before(
    wrapper: str, words: Sequence[str], seed: int
) -> None:
    """Whatever wrapped it; a long address among the lines, or a table, changes nothing."""
    paragraphs = _article(seed, words)
    table = "1992    2.7     3.7\n2005   38.6    61.9"
    paragraphs[4:4] = [URL, f"{paragraphs[1]} See {URL} for more."]
    wrapped = [WRAPPERS[wrapper](paragraph) for paragraph in paragraphs]
    plain, found = (
        _texts("\n\n".join([*each[:5], table, *each[5:]])) for each in (paragraphs, wrapped)
    )
    assert found == plain


@pytest.mark.parametrize("seed", range(3))
def test_quoted_mail_is_put_together(seed: int) -> None:
    """Marks of quotation part depths, not lines."""
    first, second, third = _article(seed)[1:4]
    quote = textwrap.indent(f"{textwrap.fill(first, 70)}\n\n{textwrap.fill(second, 70)}", "> ")
    older = textwrap.indent(textwrap.fill(third, 68), "> > ")
    blocks = _read(f"Hi Kim,\n\n{quote}\n{older}\n\nI agree with that.\n")
    quotes = [(block.text, block.level) for block in blocks if block.kind is BlockKind.QUOTE]
    assert quotes == [(first, 1), (second, 1), (third, 2)]


@pytest.mark.parametrize("indent", ["  ", "\t", "\u3000"])
@pytest.mark.parametrize("seed", range(3))
def test_an_indented_line_begins_a_paragraph(indent: str, seed: int) -> None:
    """Without blank lines, too."""
    paragraphs = _article(seed)[1:]
    lines = "\n".join(
        textwrap.fill(indent + paragraph, 72, expand_tabs=False) for paragraph in paragraphs
    )
    assert _texts(f"Talks\n\n{lines}\n")[1:] == paragraphs


def test_paragraphs_without_blank_lines() -> None:
    """A line that ends a sentence, and has room for the next word, ends a paragraph."""
    paragraphs = [text for text in _article(7)[1:] if len(text) % 73 < 60]
    lines = "\n".join(textwrap.fill(paragraph, 72) for paragraph in paragraphs)
    assert _texts(f"Talks\n\n{lines}\n")[1:] == paragraphs


def test_wrapped_chinese_is_joined_without_a_space_where_there_was_none() -> None:
    """Its full-width signs hold the space beside them themselves."""
    sentence = (
        "港口本周十分繁忙，Samsung的船只等待了三天，没有人知道原因，直到工人们打开了最后一道闸门。"
    )
    text = sentence * 6
    lines = "\n".join(text[start : start + 35] for start in range(0, len(text), 35))
    assert _texts(f"会谈重启\n\n{lines}") == ["会谈重启", text]


def test_each_sentence_knows_its_line() -> None:
    """The line of the file on which it begins, across the lines of a paragraph."""
    paragraphs = _article(3)
    text = "\n\n".join(textwrap.fill(paragraph, 60) for paragraph in paragraphs)
    lines = text.split("\n")
    for block in _read(text)[1:]:
        offset = 0
        for sentence in split(block.text, "en"):
            line = lines[block.line_at(offset) - 1]
            assert sentence.split()[0] in line.split()
            offset += len(sentence)


APART = {
    "verse": POEM,
    "verse in small letters": "did you ever see the harbor\nwhen the ships were gone\n"
    "i looked for you, so cold and white\nand all the lights were on\nit was the winter",
    "a stanza that is one sentence": "The tide is high,\nthe nets are dry,\nand no one knows\n"
    "the reason why.",
    "an address": "Harbor Board of Seoul\n12 Quay Street, Floor 3\nSeoul 04524\nRepublic of Korea",
    "a table": "Year     Korea    China\n1992       2.7      3.7\n2020     108.9    132.6",
    "columns": "Seoul ........ 12\nBusan ........ 14\nIncheon ...... 21",
    "bullets": "- ships that wait for the ice to melt in the harbor of the northern town\n"
    "- trucks that carry the goods of three companies to the south of the country\n- trains",
    "letters": "a) the first part of the agreement between the two governments on trade\n"
    "b) the second part of the agreement between the two governments on steel\nc) the end",
    "Roman numbers": "I. Ships that wait for the ice\nII. Trucks that carry the goods\nIII. Trains",
    "Korean numbers": "가. 항만 운영 시간을 늘리고 야간 하역을 허용하는 방안을 함께 검토한다\n"
    "나. 통관 절차를 줄인다\n다. 물류비를 지원한다",
    "Chinese numbers": "一、延长港口的开放时间，允许夜间装卸货物\n二、简化通关手续\n"
    "三、补贴物流费用",
    "circled numbers": "① 항만 운영 시간을 늘린다\n② 통관 절차를 줄인다\n③ 물류비를 지원한다",
    "a transcript": "MS. SEO: Thank you all for coming to the harbor this morning, and welcome.\n"
    "MR. KIM: When will the ships leave?\nMS. SEO: They leave tomorrow.\nMR. KIM: All of them?",
    "speech": "“When will the ships leave the port?” she asked.\n“Tomorrow.”\n“All of them?”\n"
    "“All that can.”",
    "Korean speech": "“배는 언제 떠납니까?”\n그가 물었다.\n“내일입니다.”\n“모두요?”",
    "sentences": "The harbor opened in March.\nShips left the port on the same day.\n"
    "Nobody knew why the ice had melted so early.\nThe mayor was pleased.",
    "code": "for ship in harbor:\n    ship.leave()\n    print(ship.name, ship.port)\nreturn None",
    "commands": "cd /srv/harbor\ngit pull --rebase origin main\nmake install && make test",
    "heads of a mail": "From: Min-a Seo\nTo: Harbor Board\nDate: 7 December 2021\nSubject: Ice",
    "one word a line": "apples\npears\nplums\ncherries",
    "a Chinese poem": "港口静静睡\n灯火夜夜明\n船去无消息\n石上有其名",
}  # fmt: skip


def test_verse_in_small_letters_stays_apart_from_little_prose() -> None:
    """Its own lines do not hide at which width the few others were wrapped."""
    stanza = [
        "O tide that comes by lantern light",
        "and takes the pier away,",
        "bring back to us by end of night",
        "the boats you took by day.",
    ]
    above, *below = _article(5)[1:4]
    wrapped = [textwrap.fill(each, 72) for each in below]
    verse = textwrap.indent("\n".join(stanza), "    ")
    text = "\n\n".join([textwrap.fill(above, 72), verse, *wrapped])
    assert _texts(text) == [above, *stanza, *below]


@pytest.mark.parametrize("kind", APART)
def test_lines_of_their_own_stay_apart(kind: str) -> None:
    """Between wrapped paragraphs, and in a file whose paragraphs have one line each."""
    paragraphs = _article(5)
    expected = [re.sub(r"\s+", " ", line).strip() for line in APART[kind].split("\n")]
    for wrap in (str, WRAPPERS["greedily"]):
        above, below = ("\n\n".join(map(wrap, each)) for each in (paragraphs[:5], paragraphs[5:]))
        blocks = _read(f"{above}\n\n{APART[kind]}\n\n{below}\n")
        first = above.count("\n") + 3
        found = [block for block in blocks if first <= block.line < first + len(expected)]
        assert [block.line - first for block in found] == list(range(len(expected)))
        assert all(block.text in line for block, line in zip(found, expected, strict=True))


def test_a_song_in_very_short_lines_stays_in_lines() -> None:
    """No prose is wrapped at twenty columns."""
    lines = ["The tide is high,", "the nets are dry,", "and no one knows", "the reason why."]
    stanza = "\n".join(lines)
    found = [block.text for block in _read(f"Song of the quay\n\n{stanza}\n\n{stanza}\n")]
    assert found == ["Song of the quay", *lines, *lines]


def test_a_number_at_the_line_start_may_belong_to_the_sentence() -> None:
    """It is an item's only where a list is."""
    text = (
        "The first ships had come to the harbor of the northern town in the year\n"
        "1992, and by the end of the next decade their number had grown to almost\n"
        "38. Nobody had expected that, and the harbor board built another quay in\n"
        "2005, which is still in use."
    )
    assert len(_read(f"Ships\n\n{text}\n")) == 2


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        # The file has the word without a hyphen, with one, or does not say.
        ("The de-\nvelopment of the port went on", "The development of the port went on"),
        ("They built a deep-\nsea port in the north", "They built a deep-sea port in the north"),
        ("It was a cross-\nborder matter of weight", "It was a cross-border matter of weight"),
        ("All of the pre-\nand post-war quays stand", "All of the pre- and post-war quays stand"),
    ],
)  # fmt: skip
def test_a_hyphen_at_the_line_end_goes_only_where_that_is_certain(lines: str, joined: str) -> None:
    """The rest of the file tells how a word is written."""
    others = "The development of a deep-sea port takes time."
    text = f"Ports\n\n{others}\n\n{lines}, and nobody\nknew why that was."
    assert _texts(text)[-1] == f"{joined}, and nobody knew why that was."


def test_dashes_keep_the_habit_of_the_file() -> None:
    """They are set without spaces in most books."""
    others = "The port--the old one--was closed--for good."
    text = f"Ports\n\n{others}\n\nNobody in the town knew that the ice--\nor the snow, would go."
    assert _texts(text)[-1] == "Nobody in the town knew that the ice--or the snow, would go."


@pytest.mark.parametrize(
    ("written", "space"), [("港口有12艘船和KEF的代表", ""), ("港口有 12 艘船和 KEF 的代表", " ")]
)
def test_latin_letters_among_chinese_ones_keep_the_habit_of_the_file(
    written: str, space: str
) -> None:
    """With a space beside them, or without."""
    line = "港口本周十分繁忙，船只等待了三天，没有人知道原因，直到工人们"
    text = f"会谈\n\n{written}。\n\n{line}\n38天之后打开了最后一道闸门，船只才离开。"
    assert _texts(text)[-1] == f"{line}{space}38天之后打开了最后一道闸门，船只才离开。"


def test_underlined_headings() -> None:
    """The rule goes; one that stands alone is kept."""
    blocks = _read(
        "Ships Wait\n==========\n\nThe port was busy. Nobody knew why.\n\nWhat happened\n"
        "-------------\nIt was cold.\n\n-----\n\nWe wait."
    )
    assert [(block.kind, block.level, block.text) for block in blocks] == [
        (BlockKind.HEADLINE, 0, "Ships Wait"),
        (BlockKind.PARAGRAPH, 0, "The port was busy. Nobody knew why."),
        (BlockKind.HEADING, 3, "What happened"),
        (BlockKind.PARAGRAPH, 0, "It was cold."),
        (BlockKind.PARAGRAPH, 0, "-----"),
        (BlockKind.PARAGRAPH, 0, "We wait."),
    ]


@pytest.mark.parametrize("words", [WORDS, HANGUL], ids=["English", "Korean"])
@pytest.mark.parametrize("seed", range(2))
def test_lines_that_are_cut_off_amid_words(words: Sequence[str], seed: int) -> None:
    """Spaces at the ends of some of them show where none is to be put."""
    paragraphs = _article(seed, words)
    cut = ("\n".join(each[at : at + 60] for at in range(0, len(each), 60)) for each in paragraphs)
    assert _texts("\n\n".join(cut)) == paragraphs


def test_nothing_is_glued_to_an_address() -> None:
    """Though the file sets no space between scripts."""
    line = "港口本周十分繁忙，船只等待了三天，没有人知道原因，详情请见KEF的网站"
    text = f"会谈\n\n港口有12艘船。\n\n{line}\nhttps://example.org/{'a' * 60}\n或者打电话询问。"
    assert _texts(text)[-1] == f"{line} https://example.org/{'a' * 60} 或者打电话询问。"


@pytest.mark.parametrize("head", ["第一章 港口", "1. 港口", "港口"])
@pytest.mark.parametrize("indent", ["", "\u3000\u3000"])
def test_a_chinese_novel_of_one_paragraph_a_line(indent: str, head: str) -> None:
    """Some lines are short, some longer than any that is wrapped, and a few end no sentence."""
    chance = Random(3)  # noqa: S311
    parts = [
        "他走到码头上",
        "看见KEF的船",
        "“船什么时候开”",
        "没有人回答",
        "雪下了 12 天",
        "灯一盏盏亮了",
    ]
    lines = [
        "，".join(chance.choices(parts, k=chance.randint(1, 20))) + ("。" if number % 6 else "：")
        for number in range(60)
    ]
    text = "\n".join([head, *(indent + line for line in lines)])
    assert len(_read(text)) == 1 + len(lines)


@pytest.mark.parametrize("mark", ["- ", "* ", "• ", "1. ", "(a) ", "+ "])
def test_lines_that_hang_below_the_text_of_an_item_belong_to_it(mark: str) -> None:
    """In a list of several items, the last of which is short."""
    first = f"{mark}who signs the contract with the dredging company, given that the"
    hanging = " " * len(mark)
    texts = _texts(
        f"Points for the meeting.\n\n{first}\n{hanging}chairman is away until April\n"
        f"{mark.replace('1', '2').replace('a', 'b')}whether the insurance covers boats that\n"
        f"{hanging}lie in the outer basin\n{mark.replace('1', '3').replace('a', 'c')}parking\n"
    )
    assert [text.split()[-1] for text in texts[1:]] == ["April", "basin", "parking"]


def test_what_hangs_below_an_item_and_is_no_sentence_stays_apart() -> None:
    """Commands, what follows a colon, an address, items of its own."""
    assert _texts(
        "What to do.\n\n- run this:\n  make install\n- Northern Ropes\n  Whitby\n"
        "- the tool that builds packages from their sources in one go\n  * and another\n"
    )[1:] == [
        "run this:", "make install", "Northern Ropes", "Whitby",
        "the tool that builds packages from their sources in one go", "and another",
    ]  # fmt: skip


#: Articles of a language that is written without spaces, with words of Latin letters among them.
CHINESE = (
    "港口本周十分繁忙，Samsung的船只等待了三天，没有人知道原因，直到工人们打开了最后一道闸门。",
    "委员会周二宣布，两个港口将比原计划提前一周开放。去年的货运量增长了12.4%，达到310万箱。",
    "船长说，他从来没有见过这样的冬天；工人们则说，LG的货物也会在春天到来之前离开港口。",
)


@pytest.mark.parametrize("width", [14, 18, 20])
def test_narrow_columns_are_put_together(width: int) -> None:
    """Lines of 28 columns, too, if nearly all of them are as full as they can be."""
    paragraphs = ["".join(CHINESE[at % 3 :]) for at in range(6)]
    wrapped = [
        "\n".join(text[at : at + width] for at in range(0, len(text), width)) for text in paragraphs
    ]
    assert _texts("\n\n".join(["会谈", *wrapped]))[1:] == paragraphs
    articles = _article(2, HANGUL)
    narrow = [_filled(text, width + 4) for text in articles]
    assert _texts("\n\n".join(narrow)) == articles


def test_poems_of_even_lines_stay_apart() -> None:
    """Lines of one length are cut off only where sentences go on over their end."""
    poem = "床前明月光，\n疑是地上霜。\n举头望明月，\n低头思故乡。"
    assert len(_texts(f"静夜思\n\n{poem}\n\n{poem}\n")) == 9
    ballad = "海边的小山上有座旧灯塔，\n远去的船只再也没有回来，\n只有风声独自在夜里歌唱。"
    for stanza in (ballad, re.sub("[，。]", "", ballad), re.sub("[，。]", "呀呀", ballad)):
        assert len(_texts("灯塔\n" + f"\n{stanza}\n" * 4)) == 13


@pytest.mark.parametrize("number", ["", "- 12 -\n\n"])
def test_a_paragraph_runs_over_the_end_of_a_page(number: str) -> None:
    """Behind a form feed, or the number of a page, which then follows it."""
    paragraphs = _article(11)[1:]
    lines = "\n\n".join(_filled(text, 72) for text in paragraphs).split("\n")
    at = next(
        place for place in range(9, len(lines))
        if lines[place] and lines[place - 1] and ". " in lines[place - 1]
        and not lines[place - 1].endswith(".") and lines[place][0].islower()
    )  # fmt: skip
    page = "\n".join(lines[:at])
    other = f"\n\n{number and '- 13 -'}" if number else ""
    text = f"{page}\n\f\n{number}" + "\n".join(lines[at:]) + other
    assert [each for each in _texts(text) if len(each) > len("- 12 -")] == paragraphs


def test_a_heading_is_no_half_of_a_paragraph() -> None:
    """However full its line may be."""
    title = "mpsc channels are faster for the many who need them and for all others"
    body = _filled(" ".join(_article(4)[1:]), len(title))
    assert _texts(f"Talks\n\n{body}\n\n{title}\n\nrustc is slower now.\n")[-2] == title


HEAD = """From: =?utf-8?Q?Min-a_Seo?= <seo@example.org>
To: harbor@example.org
Date: Tue, 07 Dec 2021 09:30:00 +0900
Subject: Ice melts in both
 ports
Content-Type: text/plain; format=flowed
"""


def test_a_mail_is_read_as_it_says_itself() -> None:
    """A space at the end of a line says that it goes on; one before it is none of the text."""
    body = (
        "Hi all,\n\n> Ships have waited for \n> three days.\n>> Steel \n>> too.\n\n"
        "Nobody knew that. \n > is no quotation, and\nThis is a line.\n\n-- \nMin-a Seo\nHarbor\n"
    )
    blocks, metadata = parse(f"{HEAD}\n{body}".encode(), "seeds/a.txt")
    assert [(block.kind, block.text, block.level) for block in blocks] == [
        (BlockKind.HEADLINE, "Ice melts in both ports", 0),
        (BlockKind.NOTICE, "To: harbor@example.org", 0),
        (BlockKind.PARAGRAPH, "Hi all,", 0),
        (BlockKind.QUOTE, "Ships have waited for three days.", 1),
        (BlockKind.QUOTE, "Steel too.", 2),
        (BlockKind.PARAGRAPH, "Nobody knew that. > is no quotation, and", 0),
        (BlockKind.PARAGRAPH, "This is a line.", 0),
        (BlockKind.PARAGRAPH, "Min-a Seo", 0),
        (BlockKind.PARAGRAPH, "Harbor", 0),
    ]
    assert (metadata.author, metadata.date) == ("Min-a Seo", "2021-12-07")


@pytest.mark.parametrize(
    ("head", "to"),
    [
        ("보낸 사람: {0}\n날짜: 2021-12-07 09:30\n받는 사람: {1}\n제목: {2}", "받는 사람"),
        ("发件人：{0}\n发送时间：2021年12月7日 9:30\n收件人：{1}\n主题：{2}", "收件人"),
        ("寄件者: {0}\n寄件日期: 2021/12/07 9:30\n收件者: {1}\n主旨: {2}", "收件者"),
        ("差出人: {0}\n送信日時: 2021年12月7日 9:30\n宛先: {1}\n件名: {2}", "宛先"),
    ],
)
def test_a_mail_may_name_its_fields_in_other_languages(head: str, to: str) -> None:
    """As the programs of those who read it do; what is shown keeps their words."""
    told = head.format("서민아 <seo@example.org>", "harbor@example.org", "Ice: 冰")
    blocks, metadata = parse(f"{told}\n\nIt melts.\n".encode(), "seeds/a.txt")
    assert [(block.kind, block.text, block.line) for block in blocks] == [
        (BlockKind.HEADLINE, "Ice: 冰", 4),
        (BlockKind.NOTICE, f"{to}: harbor@example.org", 3),
        (BlockKind.PARAGRAPH, "It melts.", 6),
    ]
    assert (metadata.author, metadata.date) == ("서민아", "2021-12-07")


def test_lines_that_only_look_like_a_head_are_text() -> None:
    """Without a sender, a subject, and what only mail has, nothing is one."""
    for head in (
        "From: the harbor\nTo: the town",
        "From: Seoul\nTo: Busan\nSubject: Train 101\nLeaves: 9:00",
        "From: 1 May 2021\nTo: 31 May 2021\nSubject: Port of Busan",
    ):
        assert _texts(f"{head}\n\nThey went home.") == [*head.split("\n"), "They went home."]
    notice = "主题：港口\n日期：2021年12月7日\n地点：釜山"
    assert _texts(f"{notice}\n\n他们回家了。") == [*notice.split("\n"), "他们回家了。"]
    memo = "FROM: Min-a Seo\nDATE: 7 December 2021\nSUBJECT: Ice\n\nIt melts.\n"
    assert _texts(memo) == ["Ice", "It melts."]


@pytest.mark.parametrize("gaps", [(" ", " "), ("  ", ""), (" ", "")])
def test_spaces_at_the_end_of_verse_say_nothing(gaps: tuple[str, str]) -> None:
    """Programs leave one, on lines that go on, whose lengths are no chance."""
    lines = [
        "바다가 보이는 작은 언덕 위에", "오래된 등대 하나가 서 있네",
        "떠나간 배들은 돌아오지 않고", "바람만 홀로 남아 노래하네",
    ]  # fmt: skip
    stanza = f"{gaps[0]}\n".join(lines) + gaps[1]
    assert _texts("등대\n\n" + "\n\n".join([stanza] * 3)) == ["등대", *lines * 3]


@pytest.mark.parametrize(
    "form",
    [
        "Bus {0} leaves the old town at {0}:15 and returns",
        "2021-12-{0} 12:00 The crane was started again at the port",
        "김철수 서울특별시 강남구 역삼동 {0}번지",
        "第{0}号船今天停在釜山港等候装货并且开往上海",
    ],
)
def test_lines_of_one_form_are_as_even_as_wrapped_ones(form: str) -> None:
    """A timetable, a log, a list."""
    lines = [form.format(number) for number in range(10, 25)]
    assert _texts("\n".join(lines)) == lines
    assert _texts("Ice\n\nThey left the port.\n\n" + "\n".join(lines))[2:] == lines


def test_a_rule_is_no_item() -> None:
    """Three stars are no item with two."""
    assert _texts("They met.\n\n* * *\n\nThey left.\n")[1] == "* * *"


@pytest.mark.parametrize("gap", ["", " "])
def test_a_break_beside_a_latin_word_hides_what_the_file_writes(gap: str) -> None:
    """A space, or none."""
    habit = f"港口有{gap}Samsung{gap}的船，还有{gap}LG{gap}的船。"
    lines = ["港口本周十分繁忙而且没有人知道原因等待的", "Samsung的船只也会在春天到来之前离开"]
    lines += ["港口的工人在春天到来之前没有见过这样的冬"] * 7
    text = _texts("\n".join(["会谈", "", habit, "", *lines]) + "天。")[-1]
    assert f"等待的{gap}Samsung的" in text


def test_an_address_in_brackets_is_put_together() -> None:
    """No space comes into it."""
    text = "See <https://example.org/news/2021/\nharbor/ice.html> for more.\n"
    assert _texts(f"Ice\n\n{text}")[-1] == text.replace("\n", "")


def test_a_sentence_that_begins_amid_a_line_is_wrapped() -> None:
    """However short the text is, and however narrow."""
    text = (
        "항만 위원회는 화요일에 두 항구를 예정보다 한 주 일찍 열겠다고 했다. 부산에서 온 배들이 "
        "밖에서 기다리고 있다. 얼음이 이렇게 빨리 녹을 줄은 아무도 몰랐다."
    )
    assert _texts("\n".join(textwrap.wrap(text, 20))) == [text]


def test_a_contact_says_nothing_of_how_prose_is_wrapped() -> None:
    """Of releases, which end with one; its own lines stay apart."""
    lines = [
        "The service will cost four million a year and carry up to 180 passengers a",
        "trip. About 35 percent of the money comes from the state.",
    ]
    contact = ["Media contact:", "Tom Okafor", "press@harbor.example", "+1 555 0100"]
    found = _texts("\n".join(["Night Ferry Opens", "", *lines, "", *contact]))
    assert found == ["Night Ferry Opens", " ".join(lines), *contact]


@pytest.mark.parametrize("number", ["+82 51 123 4567", "Tel. (02) 123-4567", "555-123-4567"])
def test_a_telephone_tells_a_contact_and_money_is_no_code(number: str) -> None:
    """Nor is a line of a list that ends with a semicolon."""
    lines = [
        "Three cranes arrived at the old quay on Friday, the port authority",
        "said. They will replace those that were built in 1876 by a firm of",
        "Bath, England, and lift twice as much. The cost is told to be $12.5",
        "million.",
    ]
    item = ["* the quay is made deeper, from 12 to 16 m, until the end of", "  the year;"]
    contact = ["Best regards,", "Min-a Seo", "Port of Busan", number]
    found = _texts("\n".join([*lines, "", *item, "", *contact]))
    assert found == [" ".join(lines), " ".join(map(str.strip, item))[2:], *contact]


def test_entries_of_a_list_of_words_stay_apart() -> None:
    """Each begins with a word and a dash; what goes on below one belongs to it."""
    lines = [
        "bollard – a short post to which a ship is tied",
        "fender – something soft hung between ship and quay",
        "gangway – the plank or bridge by which one goes aboard",
        "lighter – a flat boat that carries goods between ship and shore; it has no",
        "engine of its own",
    ]
    found = _texts("\n".join(["Words of the quay", "", *lines]))
    assert found == ["Words of the quay", *lines[:3], " ".join(lines[3:])]


@pytest.mark.parametrize("number", ["1.1   ", "(a)   "])
def test_spaces_behind_a_number_are_no_columns(number: str) -> None:
    lines = [f'{number}"Berth" means the berth of that number on the plan of this', "Agreement."]
    text = f"{lines[0]}\n{' ' * len(number)}{lines[1]}\n"
    assert _texts(text) == [" ".join(lines).replace(number, f"{number.strip()} ")]


def test_the_sign_of_a_parted_word_goes() -> None:
    """OCR programs write it for a hyphen at the end of a line."""
    text = (
        "The office moved three times and lost most of its pa¬\npers. All is in the coun¬\nty hall."
    )
    assert _texts(text) == [
        "The office moved three times and lost most of its papers. All is in the county hall."
    ]


def test_the_last_row_of_a_table_above_its_rule_is_no_heading() -> None:
    rows = ["Busan      23,150    24,402", "Kiel        1,150     1,402"]
    text = "\n".join(["Ports grow", "", *rows, "-" * 27, "Source: the ports."])
    kinds = {block.text: block.kind for block in parse(text.encode(), "seeds/a.txt")[0]}
    assert kinds["Kiel 1,150 1,402"] is BlockKind.PARAGRAPH


def test_the_sender_of_a_mail_may_have_no_address() -> None:
    """Outlook prints names alone; both words of one are the author's."""
    head = (
        "From: Harriet Cole\nSent: 11 February 2026 10:22\nTo: Desk\nSubject: Ferries\n\nThanks.\n"
    )
    assert parse(head.encode(), "seeds/a.txt")[1].author == "Harriet Cole"


def test_what_hangs_below_a_time_belongs_to_it() -> None:
    lines = ["06:00 - Dockers walk out", "07:30 - A ferry is cancelled", "12:15 - Talks begin; all"]
    text = "\n".join([*lines, "        are hopeful"])
    assert _texts(text) == [*lines[:2], f"{lines[2]} are hopeful"]


def test_a_name_follows_its_form_of_address() -> None:
    lines = [
        "The council met on Monday to discuss the future of the old harbour, and Mr.",
        "Holm, who has chaired it since 2019, said that no decision would be taken",
        "before the summer.",
    ]
    assert _texts("\n".join(lines)) == [" ".join(lines)]


SYLLABLES = re.compile(r".{1,29}.(?![.,])")


def test_korean_broken_amid_words_has_its_spaces() -> None:
    """Where programs leave them at the ends of lines, and mostly where they take them away."""
    paragraphs = [f"{' '.join(HANGUL[at:] + HANGUL[:at])}." for at in range(0, len(HANGUL), 3)]
    kept = [SYLLABLES.findall(each) for each in paragraphs]
    assert _texts("\n\n".join(map("\n".join, kept))) == paragraphs
    taken = _texts("\n\n".join("\n".join(map(str.strip, each)) for each in kept))
    assert [each.replace(" ", "") for each in taken] == [p.replace(" ", "") for p in paragraphs]
    words = {word for each in paragraphs for word in each.split()}
    found = [word for each in taken for word in each.split()]
    assert sum(word in words for word in found) > 0.9 * len(found)


EVEN_WORDS = "정부는 무역을 비영리 기관은 회의를 내년에 비영리 열기로 배들은 강철을".split()


def test_korean_words_stay_apart_where_lines_are_even_by_chance() -> None:
    """Words of one length fill lines evenly, and so do songs."""
    text = " ".join([*EVEN_WORDS, "12월에", "갔고,"] * 6) + " 한다."
    assert _texts(_filled(text, 28)) == [text]
    song = ["동해물과 백두산이 마르고 닳도록 하느님이 보우하사 우리나라 만세"]
    song += ["무궁화 삼천리 화려강산 대한사람 대한으로 길이보전 하세우리나라"]
    assert "만세무궁화" not in "".join(_texts("\n".join(song * 4)))


def test_only_what_had_no_room_is_joined_to_broken_korean() -> None:
    """Words of English, and an address below a line, need a space or had one."""
    korean = [f"{' '.join(HANGUL[at:] + HANGUL[:at])}." for at in range(0, len(HANGUL), 3)]
    lines = ["\n".join(re.findall(r".{1,29}.(?![.,])", each)) for each in korean]
    english = f"{' '.join(WORDS)}."
    below = f"{'항구에 ' * 6}갔다\n{URL}"
    texts = _texts("\n\n".join([*lines, _filled(english, 59), below]))
    assert texts[-2:] == [english, below.replace("\n", " ")]


def test_an_address_that_a_program_cut_is_whole() -> None:
    """``fold -s`` keeps the space at each break, and cuts what is longer than a line."""
    paragraphs = [*_article(11), f"See {URL} for more of it.", URL, *_article(12)[1:]]
    fold = re.compile(r".{1,72}(?:(?<= )|$)|\S{72}")
    assert _texts("\n\n".join("\n".join(fold.findall(each)) for each in paragraphs)) == paragraphs
