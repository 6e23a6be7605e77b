"""What only shows when the sentences of a document are seen together."""

from __future__ import annotations

from dataclasses import replace

from workflow import qa
from workflow.model import BlockKind, Entry, Segment, Sentence, State, TermType, TermUse
from workflow.qa.numbers.date import date_of_article

TRADE = TermUse("trade", TermType.TERM, "trade", 0, 5, "교역", accepted=("무역",), rule="later")


def sentences(*pairs: tuple[str, str], terms: tuple[TermUse, ...] = ()) -> list[Sentence]:
    """A document of paragraphs; each entry's line is its number."""
    return [
        Sentence(
            Segment(str(line), source, "", "", line, line, 0, BlockKind.PARAGRAPH, "en"),
            Entry(source, text, State.REVIEWED, line=line),
            terms,
        )
        for line, (source, text) in enumerate(pairs, 1)
    ]


def found(document: list[Sentence], target: str = "ko") -> list[tuple[str, int, str]]:
    """Check, line and message of each finding."""
    findings = qa.check_document(document, target, qa.document_checks())
    return [(finding.check, finding.line, finding.message) for finding in findings]


def test_one_translation_in_two_places_is_an_error() -> None:
    """The second sentence has the first one's translation: one of the two is lost."""
    document = sentences(
        ("The port was closed for a week.", "항구는 일주일 동안 닫혀 있었다."),
        ("Exporters looked for other ways to ship.", "항구는 일주일 동안 닫혀 있었다."),
    )
    assert found(document) == [
        ("doubled", 2, "line 1 has the same translation, but another source")
    ]


def test_sentences_alike_may_share_a_translation() -> None:
    """Two ways to say the same, and a name that stands alone."""
    document = sentences(
        ("The port was closed for a week.", "항구는 일주일 동안 닫혀 있었다."),
        ("The port had been closed for a week.", "항구는 일주일 동안 닫혀 있었다."),
        ("Xing", "싱하이밍"),
        ("Xing Haiming", "싱하이밍"),
    )
    assert found(document) == []


def test_two_sentences_in_one_entry_are_an_error() -> None:
    """A translator who joins two sentences and fills both entries publishes the second twice."""
    document = sentences(
        ("The port was closed.", "항구가 닫혀 수출업체들은 다른 운송 길을 찾아야 했다."),
        ("Exporters looked for other ways to ship.", "수출업체들은 다른 운송 길을 찾아야 했다"),
    )
    assert found(document) == [("doubled", 1, "the translation of line 2 is in here as well")]


def test_a_headline_may_stand_in_the_first_sentence() -> None:
    """The source says it twice, and so may the translation."""
    document = sentences(
        ("能登半島で震度5弱の地震", "노토반도에서 진도 5약의 지진"),
        (
            "23日午前、石川県能登半島で震度5弱を観測する地震があった。",
            "23일 오전 이시카와현 노토반도에서 진도 5약의 지진이 관측됐다.",
        ),
    )
    assert found(document) == []


def test_a_sentence_that_stands_twice_is_one() -> None:
    """A repeated sentence has one entry, so its translation is in its place each time."""
    once = ("The port was closed for a week.", "항구는 일주일 동안 닫혀 있었다.")
    document = sentences(once)
    assert found([*document, *document]) == []


def test_one_thing_has_one_name_in_a_document() -> None:
    """Of the accepted renderings one is used; the other one is reported where it stands."""
    document = sentences(
        ("Trade grew.", "교역이 늘었다."), ("Trade shrank.", "무역이 줄었다."), terms=(TRADE,)
    )
    assert found(document) == [("inconsistent", 2, "무역 here, but 교역 elsewhere in the document")]
    always = sentences(
        ("Trade grew.", "무역이 늘었다."), ("Trade shrank.", "무역이 줄었다."), terms=(TRADE,)
    )
    assert found(always) == []


def test_a_thing_that_its_source_calls_by_two_names_may_have_two() -> None:
    """And where the usual name stands, the other may be a word: 希望的灯塔."""
    initiative = TermUse("g", TermType.ORG, "Green Tide Initiative", 0, 21, "녹색물결운동",
                         accepted=("녹색물결",))  # fmt: skip
    short = replace(initiative, source="Green Tide", end=10)
    document = [
        *sentences(("Green Tide Initiative sued.", "녹색물결운동이 이겼다."), terms=(initiative,)),
        *sentences(("Green Tide won.", "녹색물결이 이겼다."), terms=(short,)),
    ]
    assert found(document) == []
    beacon = TermUse("b", TermType.ORG, "Beacon", 0, 6, "灯塔公司", accepted=("灯塔",))
    words = sentences(
        ("Beacon sold it.", "灯塔公司卖了它。"),
        ("Beacon called it a beacon of hope.", "灯塔公司称它是希望的灯塔。"),
        terms=(beacon,),
    )
    assert found(words, "zh-Hans") == []


def test_a_sentence_that_differs_in_case_only_is_translated_alike() -> None:
    """Letters count, not marks: a heading and a link of the same words agree."""
    document = sentences(("Read more", "더 읽기"), ("READ MORE!", "더 보기!"))
    assert found(document) == [
        ("inconsistent", 2, "line 1 has the same source, but another translation")
    ]


def test_nothing_is_said_about_what_has_no_translation() -> None:
    """Empty entries and texts carried over."""
    notice = Entry("© 2021", "© 2021", State.REVIEWED, origin="source")
    segment = Segment("n", "© 2021", "", "", 1, 1, 0, BlockKind.NOTICE, "en")
    empty = sentences(("Read more", ""), ("READ MORE!", "더 보기!"))
    assert found([*empty, Sentence(segment, notice)]) == []


WEEK = (
    ("They met on Monday.", "양측은 28일 만났다."),
    ("A door failed to close on Tuesday.", "29일 문이 닫히지 않았다."),
    ("He left the city on Friday.", "그는 25일 도시를 떠났다."),
)


def told(*pairs: tuple[str, str], target: str = "ko") -> list[tuple[int, str]]:
    """Line and message of what is said about the days of a document."""
    return [
        (finding.line, finding.message) for finding in date_of_article(sentences(*pairs), target)
    ]


def test_a_day_of_the_month_is_the_day_of_the_week_that_it_stands_for() -> None:
    """The others of the document tell which one that is; into and out of Korean or Chinese."""
    assert told(*WEEK) == []
    wrong = ("They go on until Thursday.", "협의는 30일까지 이어진다.")
    said = "30 stands for Thursday, but 28 for Monday in line 1"
    assert told(*WEEK, wrong) == [(4, said)]
    back = [(text, source) for source, text in (*WEEK, wrong)]
    assert told(*back, target="en") == [(4, said)]
    assert told(*WEEK, ("They go on until Thursday.", "协议持续到31日。"), target="zh-Hans") == []


def test_days_of_another_month_and_spans_of_days_are_left_alone() -> None:
    """Without the months nobody can tell; and one other sentence is no witness."""
    for text in ("지난달 30일의 일이다.", "6월 30일의 일이다.", "2일 열린다.", "10일 동안이었다."):
        assert told(*WEEK, ("It was to be on Thursday.", text)) == []
    assert told(WEEK[0], ("They go on until Thursday.", "협의는 30일까지 이어진다.")) == []


def paragraph(*pairs: tuple[str, str]) -> list[Sentence]:
    """A document of one paragraph."""
    return [
        replace(each, segment=replace(each.segment, block=1, position=place))
        for place, each in enumerate(sentences(*pairs))
    ]


def test_a_quotation_of_several_sentences_keeps_its_marks() -> None:
    """It opens in one sentence and closes in another: of its marks, none is lost."""
    first = ('"We waited for hours.', "“우리는 몇 시간을 기다렸다.")
    last = 'Nobody came," he said. "Nobody."'
    assert found(paragraph(first, (last, "아무도 오지 않았다”고 그는 말했다. “아무도.”"))) == []
    assert found(paragraph(first, (last, "아무도 오지 않았다고 그는 말했다. “아무도.”"))) == [
        ("quotes", 2, "of the quotation that ends here, a mark is missing")
    ]


def test_a_speech_may_go_on_in_the_next_sentence() -> None:
    """English closes it before it says whose it is; Chinese makes one speech of both."""
    first = ('"We have waited," the driver said.', "司机说：“我们一直在等。")
    last = ('"Nobody told us about the road."', "没有人告诉我们道路的事。”")
    lost = [("quotes", 1, "a quotation mark is missing")]
    assert found(paragraph(first, last), "zh-Hans") == []
    assert found(paragraph(first), "zh-Hans") == lost
    assert found(paragraph(last), "zh-Hans") == lost
    assert found(paragraph(first, ("They left.", "他们走了。")), "zh-Hans") == lost


def test_an_article_keeps_to_one_register() -> None:
    """One sentence in 습니다 among many in 다 is told; what is quoted is left alone."""
    many = [
        (f"Harbour number {n} of the coast was closed.", f"해안의 {n}번 항구가 닫혔다.")
        for n in range(1, 6)
    ]
    said = ('"The port is closed," he said.', "“항구가 닫혔습니다.” 그가 말했다.")
    assert found(sentences(*many, said)) == []
    last = ("Ships waited outside for days.", "배들은 며칠을 밖에서 기다렸습니다.")
    assert found(sentences(*many, last)) == [
        ("register", 6, "ends in 습니다·요, the article in 다")
    ]


def test_a_sentence_that_nobody_says_has_no_quotation_marks() -> None:
    """Unless a sentence before opens a quotation that goes on in it; the marks can be taken off."""
    told = ("The sanctions hurt its exporters.", "“제재가 수출업체에 타격을 준다.”")
    said = ("“We know the figures.", "“우리는 수치를 알고 있다.")
    ended = ("“Nobody doubts it,” she said.", "“아무도 의심하지 않는다”고 그는 말했다.")
    assert found(sentences(ended, told)) == [
        ("quotes", 2, "the translation quotes, the source does not")
    ]
    assert found(sentences(said, told)) == []
    document = sentences(told, ended)
    fixes = [each.fix for each in qa.check_document(document, "ko", qa.document_checks())]
    assert fixes == ["제재가 수출업체에 타격을 준다."]


def test_quotation_marks_are_alike_in_an_article() -> None:
    """Straight ones become curly where the source and the other sentences have them."""
    curly = [
        (f"“{word} will do,” she said.", f"“{text}면 된다”고 그는 말했다.")
        for word, text in (
            ("Rice", "쌀이"),
            ("Wheat", "밀이"),
            ("Maize", "옥수수"),
            ("Rye", "호밀이"),
        )
    ]
    odd = ("“Tea is late,” he said.", '"차가 늦는다"고 그는 말했다.')
    findings = list(qa.check_document(sentences(*curly, odd), "ko", qa.document_checks()))
    assert [(each.check, each.fix) for each in findings] == [
        ("quotes", "“차가 늦는다”고 그는 말했다.")
    ]
    assert found(sentences(*curly[:2], odd)) == []


def test_a_heading_ends_as_its_source_does() -> None:
    """The full stop of a sentence goes; a mark that the source has as well stays."""
    title = sentences(("Ministers agree on tariffs", "장관들이 관세에 합의했다."),
                      ("Who pays?", "누가 내는가?"))  # fmt: skip
    heading = [
        replace(each, segment=replace(each.segment, kind=BlockKind.HEADING)) for each in title
    ]
    findings = list(qa.check_document(heading, "ko", qa.document_checks()))
    assert [(each.check, each.fix) for each in findings] == [("ending", "장관들이 관세에 합의했다")]
    assert found(title) == []


def test_a_day_of_another_month_keeps_its_month() -> None:
    """Where two other days of the article are told without theirs, which is not the same."""
    document = sentences(
        ("Talks began on March 2.", "회담은 2일 시작됐다."),
        ("They ended on March 9.", "회담은 9일 끝났다."),
        ("The ship had sunk on January 15.", "배는 15일 침몰했다."),
    )
    assert found(document) == [("date", 3, "“January” is not in the translation")]
    assert found(document[1:]) == []
