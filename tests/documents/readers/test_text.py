"""Plain text: what each line is, and that nothing is lost."""

from __future__ import annotations

import re
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.documents.readers import parse
from workflow.markup import plain
from workflow.model import Block, BlockKind

KIND = {
    "H": BlockKind.HEADLINE, "D": BlockKind.DECK, "B": BlockKind.BYLINE, "P": BlockKind.PARAGRAPH,
    "T": BlockKind.HEADING, "L": BlockKind.LIST_ITEM, "Q": BlockKind.QUOTE,
    "C": BlockKind.CAPTION, "N": BlockKind.NOTICE,
}  # fmt: skip
NAME = {kind: letter for letter, kind in KIND.items()}
BODY = "The port was busy all week. Ships waited for three days, and nobody knew why."


def _read(text: str) -> tuple[Block, ...]:
    return parse(text.encode(), "seeds/a.txt")[0]


def _shown(text: str) -> list[str]:
    """The blocks as ``LETTER line text``."""
    return [f"{NAME[block.kind]} {block.line} {block.text}" for block in _read(text)]


def test_an_article_of_one_paragraph_a_line() -> None:
    """Headline, deck, byline inside the first paragraph, notice and stray image line."""
    assert _shown(
        "Harbor Talks Resume as Ice Melts\n"
        'Mayor: "Ships Will Sail Again... Spring Comes Early"\n'
        "[Harbor Daily Reporter Min-a Seo] The talks began at noon. They ended at one.\n"
        f"{BODY}\n"
        "© Harbor Daily(www.example.com). All rights reserved.\n"
        '![A "Frozen" Crane on the Quay [Photo Desk]](https://example.com/a_(1).jpg)\n'
    ) == [
        "H 1 Harbor Talks Resume as Ice Melts",
        'D 2 Mayor: "Ships Will Sail Again... Spring Comes Early"',
        "B 3 [Harbor Daily Reporter Min-a Seo]",
        "P 3 The talks began at noon. They ended at one.",
        f"P 4 {BODY}",
        "N 5 © Harbor Daily(www.example.com). All rights reserved.",
        'C 6 A "Frozen" Crane on the Quay [Photo Desk]',
    ]


def test_an_image_line_keeps_its_address() -> None:
    """The caption knows the image, brackets in its address included."""
    image = _read(f'{BODY}\n![A crane](https://example.com/a_(1).jpg "Title")')[-1]
    assert (image.kind, image.url) == (BlockKind.CAPTION, "https://example.com/a_(1).jpg")


@pytest.mark.parametrize(
    ("lead", "rest"),
    [
        ("[하버경제 서민아 기자]", "항구가 다시 열렸다."),
        ("(서울=하버뉴스) 서민아 기자 =", "항구가 다시 열렸다."),
        ("(Seoul=Yonhap)", "The port is open again."),
        ("【北京12月7日电】", "港口重新开放。"),
        ("新华社北京12月7日电（记者 王海）", "港口重新开放。"),
        ("本报讯（记者 王海）", "港口重新开放。"),
        ("SEOUL, Dec. 7 (Yonhap) --", "The port is open again."),
        ("[Harbor Daily Reporter Min-a Seo]", "The port is open again."),
    ],
)
def test_a_byline_before_the_first_sentence_stands_alone(lead: str, rest: str) -> None:
    """Bracketed reporters and datelines are bylines, the rest is the paragraph."""
    blocks = _read(f"Title\n\n{lead} {rest}\n\n{BODY}")
    assert [(block.kind, block.text) for block in blocks[1:3]] == [
        (BlockKind.BYLINE, lead),
        (BlockKind.PARAGRAPH, rest),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "By Min-a Seo", "By the Harbor News Desk", "By Min-a Seo, Staff Reporter",
        "서민아 기자", "서민아 기자 seo@example.com", "하버경제=서민아 기자", "글 서민아 기자",
        "记者 王海", "本报记者：王海 李明", "文/王海", "作者：王海", "Reporter Min-a Seo",
        "责任编辑：李明", "2022年03月12日 10:20 来源：长河网 作者：王琳",
        "입력 2022-03-10 09:12 | 수정 2022-03-10 10:00 | 서민아 기자", "기사입력 2022.03.10. 09:12",
    ],
)  # fmt: skip
def test_a_line_that_says_who_wrote_is_a_byline(line: str) -> None:
    """On a line of its own, below the headline or at the end."""
    assert _read(f"Title\n\n{line}\n\n{BODY}")[1].kind is BlockKind.BYLINE
    assert _read(f"Title\n\n{BODY}\n\n{line}")[-1].kind is BlockKind.BYLINE


@pytest.mark.parametrize(
    "line",
    [
        "By noon the port was open again.", "기자는 현장에 있었다.",
        "승인 2022.3.10 이후로는 배가 들어온다.", "2022年3月12日，港口开放。",
        "[단독] 항구가 열렸다.",
        "记者从港口了解到，冰已融化。", "By and large, the talks went well.",
        "[Exclusive] The port is open.", "The reporter left.",
    ],
)  # fmt: skip
def test_an_ordinary_sentence_is_no_byline(line: str) -> None:
    """Words that also stand in bylines do not make one."""
    assert [block.kind for block in _read(f"Title\n\n{line}\n\n{BODY}")[1:]] == [
        BlockKind.PARAGRAPH
    ] * 2


@pytest.mark.parametrize(
    "line",
    [
        "© Harbor Daily. All rights reserved.",
        "ⓒ 하버경제, 무단 전재 및 재배포 금지",
        "<저작권자 ⓒ 하버경제 무단전재 및 재배포 금지>",
        "Copyright 2021 Harbor Daily", "(c) 2021 Harbor",
        "版权所有 未经许可不得转载", "未经授权，禁止转载。",
        "저작권자(c) 하버통신, 무단 전재-재배포 금지",
    ],
)  # fmt: skip
def test_a_copyright_line_is_a_notice(line: str) -> None:
    """It is carried over, not translated."""
    assert _read(f"Title\n\n{BODY}\n\n{line}")[-1].kind is BlockKind.NOTICE


@pytest.mark.parametrize(
    "line",
    [
        "The court said that copyright protects the map.", "Copyright law changed in May.",
        "법원은 무단 전재를 금지한 조항이 유효하다고 봤다.",
        "他说，未经许可转载新闻是违法的，法院支持了这一点。",
    ],
)  # fmt: skip
def test_a_sentence_about_copyright_is_no_notice(line: str) -> None:
    """It is news and has to be translated."""
    assert _read(f"Title\n\n{BODY}\n\n{line}")[-1].kind is BlockKind.PARAGRAPH


def test_wrapped_text_is_put_together_again() -> None:
    """Lines broken at one width are joined, paragraphs stay apart, lines are counted."""
    text = "Talks Resume\n\n" + "\n\n".join(
        textwrap.fill(f"{BODY} {BODY} {word}.", 60) for word in ("One", "Two")
    )
    blocks = _read(text)
    assert [block.text for block in blocks[1:]] == [
        f"{BODY} {BODY} {word}." for word in ("One", "Two")
    ]
    place = blocks[1].text.index("nobody")
    assert "nobody" in text.split("\n")[blocks[1].line_at(place) - 1]


_GERMAN = """Das Ministerium teilte
mit: Busan bekommt einen
Kai. Große Schiffe,
Frachter und Tanker legen
dort an. Händler, Fischer
und Anwohner klagen.
Verkehr, Lärm und Kosten
nehmen zu."""
_KOREAN = """해양수산부는 월요일에 부산항에 더
큰 배를 위한 새 부두를 짓겠다고
밝혔다. 공사는 내년 봄에 시작된다.
어민들은 이를 반기지 않는다.
그들은 물고기가 줄어들 것이라고
걱정한다."""


@pytest.mark.parametrize("text", [_GERMAN, _KOREAN])
def test_a_short_narrow_text_is_wrapped_if_no_line_had_room(text: str) -> None:
    """However its lines begin and end; where each line is a sentence nothing is joined."""
    assert len(parse(text.encode(), "seeds/a.txt")[0]) == 1
    lines = text.replace("\n", " ").replace(". ", ".\n")
    assert len(parse(lines.encode(), "seeds/a.txt")[0]) == lines.count("\n") + 1


def test_wrapped_chinese_is_joined_without_a_space() -> None:
    """Chinese has no spaces between its letters."""
    sentence = "港口本周十分繁忙，船只等待了三天，没有人知道原因，直到工人们打开了最后一道闸门。"
    lines = "\n".join(textwrap.wrap(sentence * 3, 30))
    assert [block.text for block in _read(f"会谈重启\n\n{lines}")] == ["会谈重启", sentence * 3]


@pytest.mark.parametrize(
    "lead",
    [
        "The Harbor Board said on Tuesday that both ports would open at the\nHarbor Festival.",
        "항만위원회는 화요일 두 항구가 모두 축제가 시작되기 전에 다시 열릴 것이라고\n밝혔다.",
    ],
)
def test_one_wrapped_paragraph_among_others(lead: str) -> None:
    """A paragraph may be broken over lines where the others are not."""
    text = f"Talks Resume\n\n{lead}\n\n{BODY} {BODY}\n"
    assert [block.text for block in _read(text)] == [
        "Talks Resume", lead.replace("\n", " "), f"{BODY} {BODY}",
    ]  # fmt: skip


def test_a_lead_that_begins_the_text_may_be_wrapped() -> None:
    """Its next line goes on in small letters."""
    lead = "The Harbor Board said on Tuesday that both\nports would open again."
    assert [block.text for block in _read(lead)] == [lead.replace("\n", " ")]


@pytest.mark.parametrize(
    "titles",
    [
        ["Trade Talks Between Korea and China Begin in Seoul"],
        ["한중 통상장관 회담 서울에서 열려… 공급망 협력 논의"],
        ["Trade Talks Between Korea and China Begin in Seoul",
         "Ministers want chips and cars to move freely across the Yellow Sea"],
    ],
)  # fmt: skip
def test_titles_above_one_sentence_are_no_wrapped_text(titles: list[str]) -> None:
    """A headline does not end where the next word no longer fits; it just ends."""
    shown = _shown("\n".join([*titles, "Ministers met on Tuesday."]))
    assert [line.split()[0] for line in shown] == [*"HD"[: len(titles)], "P"]


def test_short_lines_that_are_sentences_stay_apart() -> None:
    """One paragraph a line is not taken for wrapped text, however short the lines."""
    lines = [
        f"Ship number {number} left the port at {number} o'clock in the morning."
        for number in range(1, 7)
    ]
    assert [block.text for block in _read("\n".join(lines))] == lines


def test_lists_quotes_and_headings() -> None:
    """Markers go, numbers and levels stay, neighbours share a group."""
    blocks = _read(
        f"Title\n\n{BODY}\n\nWhat happened\n\n{BODY}\n\n- one\n  - two\n- three\n\n"
        f"1. first\n2) second\n\n> We wait.\n\n{BODY}\n"
    )
    shown = [
        (NAME[b.kind], b.text, b.level, b.ordered, b.group) for b in blocks[2:] if b.text != BODY
    ]
    assert shown == [
        ("T", "What happened", 2, 0, 0),
        ("L", "one", 1, 0, 1),
        ("L", "two", 2, 0, 1),
        ("L", "three", 1, 0, 1),
        ("L", "first", 1, 1, 1),
        ("L", "second", 1, 2, 1),
        ("Q", "We wait.", 1, 0, 2),
    ]


def test_a_date_at_the_line_start_is_no_list() -> None:
    """Korean dates look like numbering."""
    assert _read(f"제목\n\n7. 12. 2021 회의가 열렸다.\n\n{BODY}")[1].kind is BlockKind.PARAGRAPH


def test_a_single_line_is_a_paragraph() -> None:
    """A headline needs something under it."""
    assert _shown("Just a line") == ["P 1 Just a line"]


def test_a_first_sentence_is_no_headline() -> None:
    """Text that begins with a sentence has no headline; one may end in an abbreviation."""
    assert _read(f"{BODY}\n\n{BODY}")[0].kind is BlockKind.PARAGRAPH
    assert _read(f"Harbor Opens Office in the U.S.\n\n{BODY}")[0].kind is BlockKind.HEADLINE


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Q: Is a merger off the table?", "A: I did not say that."),
        ("Q. Why so early?", "A. The talks ended."),
        ("문: 합병은 없습니까?", "답: 그렇게 말하지 않았습니다."),
        ("问：合并不谈了吗？", "答：我没有这么说。"),
    ],
)
def test_the_first_question_of_an_interview_is_no_deck(question: str, answer: str) -> None:
    """It stands where a second deck might, and ends with no full stop either."""
    turns = f"{question}\n{answer}\n\n{question}\n\n{answer}\n"
    found = _read(f"A talk with the chairman\n\n{turns}")
    assert [block.kind for block in found[1:]] == [BlockKind.PARAGRAPH] * 4


def test_text_that_looks_like_a_placeholder_is_kept() -> None:
    """A literal tag in the source comes back as it was."""
    block = _read(f"Title\n\nType <g1> and <x2/> here.\n\n{BODY}")[1]
    assert plain(block.text, block.markup) == "Type <g1> and <x2/> here."


WORD = st.text(st.sampled_from("abcXYZ가나다中文é.,!?\"'<>[]()©#*_-1"), min_size=1, max_size=8)
LINE = st.lists(WORD, max_size=14).map(" ".join)


@given(
    st.lists(
        LINE | st.sampled_from(["", "- item", "> quoted", "By Kim Lee", "![a](b)"]), max_size=12
    )
)
def test_nothing_is_dropped(lines: list[str]) -> None:
    """Every visible letter of the file is in some block, in order; only markers go."""
    text = "\n".join(lines)
    if not any(char.isalnum() for line in lines for char in line):
        return
    blocks = _read("Start here.\n" + text)
    shown = "".join(plain(block.text, block.markup) + block.url for block in blocks)
    wanted, found = (re.sub(r"[^a-zA-Zé가-힣\u4e00-\u9fff]", "", part) for part in (text, shown))
    assert found == "Starthere" + wanted


@pytest.mark.parametrize(
    "text",
    [
        "Song of the Ferry\n\nThe ferry goes,\n  it comes again,\nand then\n  it counts men.\n",
        "静夜思\n\n床前明月光，\n疑是地上霜。\n举头望明月，\n低头思故乡。\n",
        "Northern Rope Works\n\nUnit 4, Harbour Estate\nOld Quay\nWhitby YO22 4EU\nEngland\n",
    ],
)
def test_the_first_lines_of_a_poem_or_an_address_are_no_decks(text: str) -> None:
    """A blank line below the headline tells that decks, too, would end with one."""
    assert [line[0] for line in _shown(text)] == ["H", "P", "P", "P", "P"]


def test_decks_between_blank_lines_stay_decks() -> None:
    """One or two, or one right above a paragraph."""
    assert [line[0] for line in _shown(f"Ice Melts\n\nShips sail\nPort opens\n\n{BODY}\n")] == [
        "H", "D", "D", "P",
    ]  # fmt: skip
    assert [line[0] for line in _shown(f"Ice Melts\n\nShips sail again\n{BODY}{BODY}\n")] == [
        "H", "D", "P",
    ]  # fmt: skip


def test_a_heading_stands_above_any_sentence() -> None:
    """Also above a question; none are brackets, addresses, and what is said and answered."""
    told = "Was it a cat that she saw? It was, and it grinned at her for a long while."
    lines = (told, told, "The Pool of Tears", "'How curious!'", "(In which it cries)", "Oh no!",
             "What?", "Why?", "http://www.example.org", "It is the cat's.")  # fmt: skip
    blocks, _ = parse("\n\n".join(lines).encode(), "seeds/a.txt")
    assert [each.text for each in blocks if each.kind is BlockKind.HEADING] == ["The Pool of Tears"]


def test_what_somebody_says_in_an_interview_is_no_heading() -> None:
    """Whoever speaks more than once; a heading with a colon is one."""
    shown = _shown(
        "INTERVIEWER: When did you begin?\n\nANN LEE: In 1972. I was young.\n\n"
        "INTERVIEWER: And later?\n\nANN LEE: Later we had radios.\n\nLater: the radios\n\n"
        f"{BODY}\n"
    )
    assert [line[0] for line in shown] == ["P", "P", "P", "P", "T", "P"]


@pytest.mark.parametrize(
    "lines",
    [
        ("By the Rivers of Babylon", "we sat down."),
        ("All day we walked along the coast,", "By Lake Superior"),
    ],
)
def test_a_line_over_whose_break_a_sentence_runs_is_no_byline(lines: tuple[str, str]) -> None:
    """Verse may have such lines; what begins or ends a paragraph of lines stands alone."""
    text = "# Port\n\nIt is open.\n\n{}\\\n{}\n".format(*lines)
    blocks = parse(text.encode(), "seeds/a.md")[0]
    assert [block.text for block in blocks[2:]] == [f"{lines[0]}<x1/> {lines[1]}"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "PRESS RELEASE\nMarch 14, 2024\n\nNew Quay Opens\nLarger ships from May\n\n" + BODY,
            ["P 1 PRESS RELEASE", "P 2 March 14, 2024", "H 4 New Quay Opens",
             "D 5 Larger ships from May", f"P 7 {BODY}"],
        ),
        (
            "FOR IMMEDIATE RELEASE\n\nMarch 14, 2024\n\nContact: Ann Kim\n+82 51 999 1234\n\n"
            "New Quay Opens\n\n" + BODY,
            ["P 1 FOR IMMEDIATE RELEASE", "P 3 March 14, 2024", "P 5 Contact: Ann Kim",
             "P 6 +82 51 999 1234", "H 8 New Quay Opens", f"P 10 {BODY}"],
        ),
        (
            "보도자료\n\n담당: 홍보실 김해인\n\n부산: 새 부두 열다\n\n부두가 5월에 열린다.",
            ["P 1 보도자료", "P 3 담당: 홍보실 김해인", "H 5 부산: 새 부두 열다",
             "P 7 부두가 5월에 열린다."],
        ),
        (
            "보도자료\n\n새 부두 열다\n- 5월부터 큰 배 -\n\n부두가 5월에 열린다.",
            ["P 1 보도자료", "H 3 새 부두 열다", "D 4 - 5월부터 큰 배 -",
             "P 6 부두가 5월에 열린다."],
        ),
        (
            "关于开放码头的通知\n\n各省交通厅：\n\n    码头五月开放。\n\n"
            + " " * 40 + "交通运输部办公厅\n" + " " * 42 + "2024年3月14日",
            ["H 1 关于开放码头的通知", "P 3 各省交通厅：", "P 5 码头五月开放。",
             "P 7 交通运输部办公厅", "P 8 2024年3月14日"],
        ),
    ],
)  # fmt: skip
def test_releases_and_official_letters_are_laid_out_in_their_own_way(
    text: str, shown: list[str]
) -> None:
    """What says that a release follows is no headline; a date below a signature is a line."""
    assert _shown(text) == shown


def test_what_hangs_below_the_number_of_a_section_belongs_to_it() -> None:
    """As minutes have it."""
    text = (
        f"Minutes\n\n{BODY}\n\n1. Cranes\n   1.1 Blue. The crane is back in\n"
        "       service since March.\n   1.2 Red. No news."
    )
    assert _shown(text)[-2:] == [
        "P 6 1.1 Blue. The crane is back in service since March.", "P 8 1.2 Red. No news.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line", ["[10:0{n}] {who}: Well", "10:0{n} {who}: Well", "{who} (10:0{n}): Well"]
)
def test_a_chat_with_times_has_no_headline(line: str) -> None:
    """Its first line is said like the others, whenever that was."""
    lines = [line.format(n=n, who=who) for n, who in enumerate(("Ann", "Ben", "Ann", "Ben"))]
    blocks, _ = parse("\n".join(lines).encode(), "seeds/a.txt")
    assert [(each.kind, each.text) for each in blocks] == [
        (BlockKind.PARAGRAPH, each) for each in lines
    ]


def test_bullets_of_words_fonts_are_bullets() -> None:
    """They come along where a text is copied out of a document or a PDF."""
    text = f"Aims\n\n{BODY}\n\n\uf0b7 More ships\n\uf0a7 Fewer delays\no\tBetter roads\n"
    assert _shown(text)[-3:] == ["L 5 More ships", "L 6 Fewer delays", "L 7 Better roads"]


def test_a_mail_that_is_passed_on_has_the_head_below_its_mark() -> None:
    head = "From: Ann Kim <ann@example.org>\nDate: Tue, Mar 4, 2025 at 9:12 AM\nSubject: Harbour\n"
    for mark in ("---------- Forwarded message ---------", "-----원본 메시지-----",
                 "Begin forwarded message:\n"):  # fmt: skip
        blocks, said = parse(f"{mark}\n{head}\n{BODY}\n".encode(), "seeds/a.txt")
        assert said.title == "Harbour"
        assert not any("From:" in each.text or mark[:9] in each.text for each in blocks)


def test_a_line_that_begins_a_report_is_no_headline() -> None:
    first = _read(
        "新华社釜山3月4日电（记者李明）大雾4日导致釜山港连续第三天\n关闭。\n\n没有人员伤亡。\n"
    )[0]
    assert first.kind is BlockKind.BYLINE


@pytest.mark.parametrize(
    "text",
    [
        "[김철수] [오전 9:12] 네\n오늘 회의\n[이영희] [오후 1:13] 네\n[김철수] [오후 1:15] 10시\n",
        "2024년 3월 4일 오전 9:12, 김 : 네\n회의는\n" + "2024. 3. 5. 오후 9:13, 이 : 10시\n" * 2,
        "12/03/24, 10:15 - Ann Lee: Yes\nand no\n" + "[2024-03-04 09:12:33] Bob: Why\n" * 2,
        "Ann Lee  9:12 AM\nGood morning\nBob, [04.03.2024 09:13]\nAnn Lee 2024-03-04 09:12:33\n",
    ],
    ids=["kakaotalk", "telephone", "whatsapp", "name-above"],
)
def test_lines_of_a_chat_stay_apart(text: str) -> None:
    """None of them is a headline or deck, unless it stands above the first message."""
    for head, above in (("", []), ("Chat of the team\n\n", [BlockKind.HEADLINE])):
        blocks, _ = parse((head + text).encode(), "seeds/a.txt")
        lines = [line for line in (head + text).split("\n") if line]
        assert [" ".join(line.split()) for line in lines] == [block.text for block in blocks]
        kinds = [block.kind for block in blocks]
        assert kinds == above + [BlockKind.PARAGRAPH] * (len(blocks) - len(above))


@pytest.mark.parametrize(
    "text",
    [
        (
            "Fire\n\n"
            "2024-03-04 09:12 Fire begins: the alarm rings in the hall of the\nold market.\n"
            "2024-03-04 09:20 Firemen arrive: they find the doors locked and break\nold ones.\n"
            "2024-03-04 10:05 Fire is out: nobody is hurt.\n"
        ),
        (
            "Leak\n\n"
            + "The paper has published what the ministers wrote to each other on the\nold quay.\n\n"
            * 4
            + "[Kim] [9:12 AM] No\n[Lee] [9:13 AM] Yes\n[Kim] [9:14 AM] Why\n"
        ),
    ],
    ids=["timeline", "quoted"],
)
def test_times_alone_make_no_chat(text: str) -> None:
    """Nobody speaks twice in a timeline, and an article that quotes a chat begins with prose."""
    blocks, _ = parse(text.encode(), "seeds/a.txt")
    assert blocks[0].kind is BlockKind.HEADLINE
    assert not [block for block in blocks if block.text.startswith("old")]


def test_a_head_in_two_columns_stands_above_the_headline() -> None:
    """That of a release, whose columns no reader takes for its title."""
    text = (
        "FOR IMMEDIATE RELEASE                    Contact: Ann Lee\n"
        "March 3                                          555-1234\n\n"
        "      City Opens Second Port\n\n"
        "The city opened a second port on Monday, the mayor said. It is deep.\n"
    )
    blocks, _ = parse(text.encode(), "seeds/a.txt")
    assert [b.text for b in blocks if b.kind is BlockKind.HEADLINE] == ["City Opens Second Port"]


def test_an_author_beside_a_title_makes_no_column() -> None:
    """A head in columns has several lines."""
    text = "The Quay in Winter            by Ann Lee\n\nSnow on the water\nnobody there\n"
    blocks, _ = parse(text.encode(), "seeds/a.txt")
    assert blocks[0].kind is BlockKind.HEADLINE
