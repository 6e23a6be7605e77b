"""Subtitles: whole sentences in, the same cues out."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.documents import readers
from workflow.documents.readers import parse
from workflow.documents.readers.subtitles import SubtitleReader
from workflow.errors import SourceError
from workflow.markup import plain

READER = SubtitleReader()


def srt(*texts: str, gap: int = 0) -> str:
    """A file of cues of two seconds, with so many seconds in between."""
    step = 2 + gap
    return "\n".join(
        f"{number}\n00:{number * step // 60:02}:{number * step % 60:02},000 --> "
        f"00:{(number * step + 2) // 60:02}:{(number * step + 2) % 60:02},000\n{text}\n"
        for number, text in enumerate(texts, 1)
    )


def read(text: str, name: str = "a.srt") -> list[str]:
    """The texts of the blocks, as a viewer reads them."""
    return [plain(block.text, block.markup) for block in parse(text.encode(), f"seeds/{name}")[0]]


def rewritten(text: str, *texts: str | None, language: str = "en", name: str = "a.srt") -> str:
    data, lost = READER.rewrite(text.encode(), name, texts, language, "")
    assert not lost
    return data.decode()


def shown(text: str) -> list[str]:
    """What is between the times: the lines of each cue, parted by a bar."""
    parts = re.split(r"^.*-->.*\n", text, flags=re.M)[1:]
    return [re.sub(r"\n+(?:\d+\n)?$", "", part).replace("\n", " | ") for part in parts]


def test_two_voices_in_a_cue_are_two_speakers() -> None:
    """Each keeps its name; one that is said again goes on."""
    cues = (
        "WEBVTT\n\n00:01.000 --> 00:03.000\n<v.loud Ian>In February,</v>\n<v Ann>they say.</v>\n\n"
        "00:03.500 --> 00:05.000\n<v Ann>The work\nbegins.\n"
    )
    assert read(cues, "a.vtt") == ["In February,", "they say.", "The work begins."]
    out = rewritten(cues, "2월,", "그렇대요.", "공사가 시작돼요.", name="a.vtt")
    assert shown(out)[0] == "<v.loud Ian>2월,</v> | <v Ann>그렇대요.</v>"


def test_a_sentence_over_several_cues_is_one() -> None:
    """Cues are joined until a sentence ends together with one; each block has its line."""
    blocks, _ = parse(
        srt("I want to share", "a few things\nwith you.", "Shall we?").encode(), "a.srt"
    )
    assert [block.text for block in blocks] == [
        "I want to share a few things with you.",
        "Shall we?",
    ]
    assert [block.line for block in blocks] == [3, 12]
    assert blocks[0].line_at(blocks[0].text.index("with you")) == 8


def test_sentences_that_share_a_cue_share_a_block() -> None:
    """A block ends only where a cue ends."""
    assert read(srt("It grew. Then it", "stopped.", "Nobody knew why.")) == [
        "It grew. Then it stopped.",
        "Nobody knew why.",
    ]


def test_two_speakers_in_a_cue_stay_apart() -> None:
    """Dashes, arrows and names begin a turn; what was said before goes on with the next cue."""
    assert read(srt("- Are you coming?\n- In a minute.", "- I will be", "late. Sorry.")) == [
        "Are you coming?", "In a minute.", "I will be late. Sorry.",
    ]  # fmt: skip
    assert read(srt(">> Good evening.\n>>> Trade grew.", "TOM: Hi there.\nANN: Hello.")) == [
        "Good evening.", "Trade grew.", "TOM: Hi there.", "ANN: Hello.",
    ]  # fmt: skip


def test_what_is_heard_or_sung_stands_apart() -> None:
    """A sound in the middle of a sentence does not part it."""
    text = srt("I was going", "[door slams]", "to the port.", "♪ La la la ♪", "♪ La la ♪")
    assert read(text) == [
        "I was going to the port.", "[door slams]", "La la la", "La la",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("texts", "blocks"),
    [
        # No capitals, no marks: a program wrote down what it heard
        (["so today i want", "to talk about ships"], 1),
        # No marks, but capitals: each cue is a sentence
        (["Ships came in", "The port was full", "Nobody left", "We waited"], 4),
        # Chinese and Korean subtitles often have no marks at all
        (["我们去了港口", "船来了", "没有人走"], 3),
        (
            [
                "어제 항구에 갔습니다",
                "배가 많았고",
                "아무도 떠나지 않았습니다",
                "우리는 기다렸습니다",
            ],
            3,
        ),
        (["어제 항구에 갔다.", "배가 많았고", "아무도 떠나지 않았다."], 2),
    ],
)
def test_how_a_file_is_written_tells_where_sentences_end(texts: Sequence[str], blocks: int) -> None:
    """Marks, capitals and endings, whichever the writer uses."""
    assert len(read(srt(*texts))) == blocks


def test_a_long_pause_parts_what_no_mark_ends() -> None:
    """A title is not drawn into the sentence after it."""
    assert read(srt("The Port", "It was busy.", "Ships came.", gap=3)) == [
        "The Port", "It was busy.", "Ships came.",
    ]  # fmt: skip


def test_a_speaker_behind_a_sound_begins_a_turn() -> None:
    """So does a sign in capitals; one name in capitals goes on with its sentence."""
    assert read(srt("He went to the", "(door slams) KIM: Who is it?", "It is me.")) == [
        "He went to the", "(door slams) KIM: Who is it?", "It is me.",
    ]  # fmt: skip
    assert read(srt("We saw the port", "BUSAN HARBOR", "Ships came.", "She joined", "NASA.")) == [
        "We saw the port", "BUSAN HARBOR", "Ships came.", "She joined NASA.",
    ]  # fmt: skip
    assert read(srt("WE WENT TO", "THE OLD PORT.", "IT WAS FULL.")) == [
        "WE WENT TO THE OLD PORT.", "IT WAS FULL.",
    ]  # fmt: skip


def test_a_lecture_has_paragraphs_and_a_dialogue_none() -> None:
    """A sentence goes on with the paragraph before it, unless there is a pause or a turn."""
    blocks, _ = parse(
        srt(
            "We begin", "with ports.", "Ships come", "and go.", "- Why?", "They", "trade."
        ).encode(),
        "a.srt",
    )
    assert [block.runs_on for block in blocks] == [False, True, False, True]
    blocks, _ = parse(srt("Who is it?", "A friend.", "Come in.").encode(), "a.srt")
    assert not any(block.runs_on for block in blocks)


def test_lines_in_two_languages_stay_apart() -> None:
    """Each language is read through by itself."""
    text = srt("我们今天去\nWe are going", "港口看船。\nto the port.", "好的。\nAll right.")
    assert read(text) == [
        "我们今天去港口看船。", "We are going to the port.", "好的。", "All right.",
    ]  # fmt: skip


ROLLING = (
    "WEBVTT\nKind: captions\nLanguage: en\n\n"
    "00:00:00.000 --> 00:00:02.000 align:start position:0%\n \n"
    "ships<00:00:00.500><c> came</c><00:00:01.000><c> in</c>\n\n"
    "00:00:02.000 --> 00:00:02.010 align:start position:0%\nships came in\n \n\n"
    "00:00:02.010 --> 00:00:04.000 align:start position:0%\nships came in\n"
    "and<00:00:02.500><c> left</c>\n\n"
    "00:00:04.000 --> 00:00:04.010 align:start position:0%\nand left\n \n"
)


def test_lines_that_roll_up_are_read_once_and_written_each_time() -> None:
    """Captions made while somebody speaks repeat each line."""
    blocks, metadata = parse(ROLLING.encode(), "a.vtt")
    assert ([block.text for block in blocks], metadata.page_language) == (
        ["ships came in and left"],
        "en",
    )
    out = rewritten(ROLLING, "배가 들어왔다 나갔다", language="ko", name="a.vtt")
    assert shown(out) == [
        "  | 배가 들어왔다", "배가 들어왔다 |  ", "배가 들어왔다 | 나갔다", "나갔다 |  ",
    ]  # fmt: skip
    assert "Language: ko" in out
    assert "<c>" not in out


TAGGED = (
    "WEBVTT - Port news\n\nSTYLE\n::cue { color: red }\n\nNOTE not shown: <i>\n\n"
    "intro\n00:01.000 --> 00:03.000 line:0% align:left\n<v Ann>Tom &amp; I saw\n\n"
    "00:03.000 --> 00:05.000\n<v Ann>the <i>Sea Star</i>.\n\n"
    "00:05.000 --> 00:07.000\n<i>A port.</i>\n<i>At night.</i>\n"
)


def test_tags_around_the_words_are_kept_and_others_are_placeholders() -> None:
    """Voices, settings and styles stay where they are; what the author noted does not get out."""
    blocks, _ = parse(TAGGED.encode(), "a.vtt")
    assert [block.text for block in blocks] == [
        "Tom & I saw the <g1>Sea Star</g1>.",
        "A port. At night.",
    ]
    out = rewritten(TAGGED, "R&D: <g1>Stella</g1> vidita.", "Haveno nokte.", name="a.vtt")
    kept = TAGGED.replace("NOTE not shown: <i>\n\n", "")
    assert out == kept.replace("Tom &amp; I saw", "R&amp;D:").replace(
        "the <i>Sea Star</i>.", "<i>Stella</i> vidita."
    ).replace("<i>A port.</i>\n<i>At night.</i>", "<i>Haveno nokte.</i>")


def test_a_pair_that_cues_part_is_closed_and_opened_again() -> None:
    """Emphasis in a translation may run over the end of a cue."""
    out = rewritten(srt("We saw the", "<i>Sea</i> Star."), "We saw <g1>the great star</g1> now.")
    assert [each.count("<i>") == each.count("</i>") for each in shown(out)] == [True, True]
    assert "<i>" in out


def test_placing_and_dashes_stay() -> None:
    """What stands before the words stands before the translation."""
    out = rewritten(srt("{\\an8}- Who?\n- Me."), "Kiu?", "Mi.")
    assert shown(out) == ["{\\an8}- Kiu? | - Mi."]


def test_a_translation_is_divided_as_its_source_is() -> None:
    """By sentences, then in proportion, at the ends of phrases; a number stays with its unit."""
    source = srt(
        "In the first half of the year,", "the port handled 310 million tonnes.", "It grew."
    )
    out = rewritten(
        source, "올해 상반기에 항구는 3억 1천만 톤을 처리했다.", "늘었다.", language="ko"
    )
    assert shown(out) == ["올해 상반기에 항구는", "3억 1천만 톤을 처리했다.", "늘었다."]
    out = rewritten(source, "上半年，港口处理了3.1亿吨货物。", "增长了。", language="zh-Hans")
    assert shown(out) == ["上半年，", "港口处理了3.1亿吨货物。", "增长了。"]


def test_chinese_is_parted_between_words() -> None:
    """Never before 的 or a mark, within a common word, or between a number and what it counts."""
    source = srt("That is the river", "and these are the three ships of the port.")
    for text in ("那就是这条河和港口的三艘船。", "这条河就是它，港口的三艘船都在经济区。"):
        (first, second) = shown(rewritten(source, text, language="zh-Hans"))
        assert first + second.replace(" | ", "") == text
        assert second[0] not in "的，。条艘济"


def test_lines_are_short_where_that_can_be() -> None:
    """At most two lines, of 42 Latin letters or 18 Chinese ones."""
    words = "The ministry said on Monday that the trade talks would go on for another week."
    (lines,) = shown(rewritten(srt("Short."), words))
    assert [len(line) <= 42 for line in lines.split(" | ")] == [True, True]
    (lines,) = shown(
        rewritten(
            srt("Short."), "商务部星期一表示，贸易谈判将再持续一个星期左右。", language="zh-Hans"
        )
    )
    assert lines == "商务部星期一表示， | 贸易谈判将再持续一个星期左右。"


def test_more_cues_than_words_leave_some_empty() -> None:
    """Each cue keeps its times."""
    out = rewritten(srt("Well, I do", "think that", "it is so."), "네.", language="ko")
    assert sorted(shown(out)) == ["", "", "네."]


FIRST, SECOND = "00:00:01,000 --> 00:00:02,000", "00:00:03,000 --> 00:00:04,000"
BROKEN = {
    "no numbers": f"{FIRST}\nOne.\n\n{SECOND}\nTwo.\n",
    "no blank lines": f"1\n{FIRST}\nOne.\n2\n{SECOND}\nTwo.\n",
    "dots": "1\n00:00:01.000 --> 00:00:02.000\nOne.\n\n2\n00:00:03.000 --> 00:00:04.000\nTwo.\n",
    "byte order mark": f"\ufeff1\r\n{FIRST}\r\nOne.\r\n\r\n2\r\n{SECOND}\r\nTwo.\r\n",
    "blank lines everywhere": f"1\n\n{FIRST}\n\nOne.\n\n2\n\n{SECOND}\n\nTwo.\n",
    "overlapping": f"1\n{FIRST.replace('02,', '09,')}\nOne.\n\n2\n{SECOND}\nTwo.\n",
    "coordinates": "1\n00:00:01,000 --> 00:00:02,000 X1:1 X2:2 Y1:3 Y2:4\nOne.\n\n"
    "2\n00:00:03,000 --> 00:00:04,000\nTwo.",
    "short times": "1\n0:0:1,0 --> 0:0:2,0\nOne.\n\n2\n0:0:3,0 --> 0:0:4,0\nTwo.\n",
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_broken_files_are_read_as_players_read_them(text: str) -> None:
    """And written so that only words change."""
    assert read(text) == ["One.", "Two."]
    assert rewritten(text, "Unu.", None) == text.replace("One.", "Unu.")


def test_a_number_that_somebody_says_is_text() -> None:
    """Only what stands above the times is a number of a cue."""
    assert read(srt("How many?", "42", "I see.")) == ["How many?", "42 I see."]


@pytest.mark.parametrize(
    ("text", "what", "line"),
    [
        ("1\n00:00:01,000 --> 00:00:0x,000\nOne.\n", "has times that cannot be read", ":2"),
        ("{25}{75}One.|Two.\n{80}{99}Three.\n", "is in the format MicroDVD", ""),
        ("[Script Info]\nDialogue: 0,0:00:01.00\n", "is in the format SubStation Alpha", ""),
        ("Only words.\n", "has no times, so it is no subtitle", ""),
    ],
)
def test_what_cannot_be_read_is_refused_clearly(text: str, what: str, line: str) -> None:
    """With its line, and what it is."""
    with pytest.raises(SourceError) as caught:
        read(text)
    assert str(caught.value.what).startswith(what)
    assert caught.value.where == f"seeds/a.srt{line}"


VOCABULARY = "and the port, ships 12 3% “Sea” 港口 배가. So? no! ok... R&D".split()
WORDS = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=7).map(" ".join)
MARKS = st.sampled_from(["", "- ", "<i>", "♪ ", "{\\an8}", "[", "TOM: "])
LINES = st.lists(
    st.tuples(MARKS, WORDS).map("".join),
    min_size=1,
    max_size=3,
).map("\n".join)


@given(st.lists(LINES, min_size=1, max_size=12), st.integers(0, 3))
def test_texts_as_they_are_leave_the_file_as_it_is(texts: list[str], gap: int) -> None:
    """Byte for byte, whatever stands in the cues; and no letter is lost on the way in."""
    text = srt(*texts, gap=gap)
    blocks, _ = READER(text, "a.srt")
    assert rewritten(text, *(block.text for block in blocks)) == text
    said = "".join(plain(block.text, block.markup) for block in blocks)
    assert sorted(filter(str.isalnum, said)) == sorted(
        filter(str.isalnum, re.sub(r"<i>|\{\\an8\}", "", "".join(texts)))
    )


@given(st.lists(LINES, min_size=1, max_size=8), st.lists(WORDS, min_size=30, max_size=30))
def test_translations_come_back_and_times_stay(texts: list[str], words: list[str]) -> None:
    """Reading what was written gives the words of the translation, in the same cues."""
    text = srt(*texts)
    blocks, _ = READER(text, "a.srt")
    new = [f"Xx {word} xx." for word in words[: len(blocks)]] + [None] * (len(blocks) - len(words))
    out = rewritten(text, *new)
    times = re.compile(r"^.*-->.*$", re.M)
    assert times.findall(out) == times.findall(text)
    again, _ = READER(out, "a.srt")
    if len(blocks) <= len(words):
        assert sorted(filter(str.isalnum, "".join(b.text for b in again))) == sorted(
            filter(str.isalnum, "".join(filter(None, new)))
        )


@given(st.text("<g1/x2> a。", max_size=60))
def test_anything_may_stand_in_a_translation(text: str) -> None:
    """Placeholders that are missing, doubled or ill nested end nothing."""
    source = srt("A <i>small</i> port", "and a ship.")
    data, lost = READER.rewrite(source.encode(), "a.srt", [text], "en", "")
    assert data.count(b"-->") == 2
    assert data.count(b"<i>") == data.count(b"</i>")
    assert lost in ([], [0])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
def test_files_in_any_encoding_come_out_in_utf8(encoding: str) -> None:
    """With a mark at the beginning where the source was in another one, as older players want."""
    text = srt(
        "배가 항구에 들어왔습니다. 사람들이 모두 나와서 그 배를 보았습니다.", "정말 큰 배였습니다."
    )
    data = text.replace("\n", "\r\n").encode(encoding)
    blocks, _ = parse(data, "a.srt")
    same = [block.text for block in blocks]
    assert READER.rewrite(data, "a.srt", same, "en", "")[0] == data
    written, _ = READER.rewrite(data, "a.srt", ["A ship came. All saw it.", None], "en", "")
    assert written.startswith(b"\xef\xbb\xbf") == (encoding != "utf-8")
    out = written.decode("utf-8-sig")
    assert shown(out.replace("\r\n", "\n")) == ["A ship came. All saw it.", "정말 큰 배였습니다."]
    assert out.count("\r\n") == out.count("\n")


def test_subtitles_can_be_written_again() -> None:
    """The package says so of them."""
    assert readers.rewriter("seeds/a.vtt") is not None


def test_two_speakers_in_a_line_stay_apart() -> None:
    """Each has a dash, behind the end of a sentence; others are of the sentence."""
    source = srt("- Why? - Nobody knows.", "- It was - they say - old.")
    assert read(source) == ["Why?", "Nobody knows.", "It was - they say - old."]
    assert "\n- Kial?\n- Neniu scias.\n" in rewritten(source, "Kial?", "Neniu scias.", None)
    assert "\n- Why?\n- Neniu scias.\n" in rewritten(source, None, "Neniu scias.", None)


@pytest.mark.parametrize(
    "text",
    ["I said no. - he muttered.", "The U.S. - China talks failed.", "Qué? —preguntó Ana. —Nada."],
)
def test_a_dash_that_goes_on_in_small_letters_is_of_the_sentence(text: str) -> None:
    """So is one behind letters with periods."""
    assert read(srt(f"- {text}")) == [text]
