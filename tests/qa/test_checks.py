"""The checks see what is wrong in a translation and keep quiet about what is right."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from tests.glossary.kef import document, kef
from workflow import plugins, qa
from workflow.errors import ConfigError
from workflow.interface_words import Words, messages
from workflow.model import Entry, Finding, Problem, Severity, State, TermType, TermUse, say
from workflow.qa import engine_problems
from workflow.qa.names import glossary_terms

KEF = TermUse("kef", TermType.ORG, "KEF", 0, 3, "경총", forbidden=("고용주연맹",))
TRADE = "Trade between the two countries grew again."


def _found(entry: Entry, target: str = "ko", *terms: TermUse) -> dict[str, Severity]:
    found = qa.check_entry(entry, target, terms, qa.all_checks())
    return {finding.check: finding.severity for finding in found}


@pytest.mark.parametrize(
    ("source", "text", "target"),
    [
        (TRADE, "양국 교역이 다시 늘었다.", "ko"),
        (TRADE, "两国贸易再次增长。", "zh-Hans"),
        (TRADE, "両国の貿易は再び増加した。", "ja"),
        ("Xing Haiming spoke.", "싱하이밍(邢海明) 대사가 말했다.", "ko"),
        ("Samsung SDI", "Samsung SDI", "ko"),
        ("See <g1>the site</g1>.", "<g1>누리집</g1>을 보라.", "ko"),
        ("The bridge is far from finished.", "다리는 아직 전혀 완성되지 않았다.", "ko"),
        ("They gave up hope of finding the boat.", "他们已不再指望找到这艘船。", "zh-Hans"),
        ("Isn't it time, the paper asked, to vote?", "신문은 투표할 때가 아니냐고 물었다.", "ko"),
        ("“We may yet sign it, you know.”", "“아직 서명할 수도 있는데…”", "ko"),
    ],
)
def test_right_translations_are_left_in_peace(source: str, text: str, target: str) -> None:
    """Hanja in brackets, names that stay as they are, kept markup, denials in other words."""
    assert _found(Entry(source, text, State.REVIEWED), target) == {}


@pytest.mark.parametrize(
    ("source", "text", "target", "check"),
    [
        (TRADE, TRADE, "ko", "untranslated"),
        (TRADE, "양국 貿易이 늘었다.", "ko", "script"),
        (TRADE, "両国の貿易は再び増加した.", "ko", "script"),
        (TRADE, "两国무역再次增长。", "zh-Hans", "script"),
        (TRADE, "両国の무역は再び増加した。", "ja", "script"),
        ("See <g1>the site</g1>.", "누리집을 보라.", "ko", "markup"),
        ("<x1/> works", "<x1/> <x1/> 작동한다", "ko", "markup"),
    ],
)
def test_wrong_translations_are_errors(source: str, text: str, target: str, check: str) -> None:
    """A copy of the source, another script, lost or doubled markup."""
    assert _found(Entry(source, text, State.REVIEWED), target) == {check: Severity.ERROR}


def test_terms_are_held_to_the_glossary() -> None:
    """A missing rendering and a forbidden one are errors under their own names."""
    missing = _found(Entry("KEF met.", "연합회가 만났다.", State.REVIEWED), "ko", KEF)
    assert missing == {"term-missing": Severity.ERROR}
    forbidden = _found(Entry("KEF met.", "고용주연맹이 만났다.", State.REVIEWED), "ko", KEF)
    assert forbidden["forbidden-form"] is Severity.ERROR
    assert _found(Entry("KEF met.", "경총이 만났다.", State.REVIEWED), "ko", KEF) == {}


def test_a_forbidden_form_in_a_composite_has_one_fix() -> None:
    """What stands in its place settles the missing composite as well; others stay unsettled."""
    uses = kef().uses(document(source := "Ambassador Xing Haiming spoke."), "ko")[0]
    for text, fix in (
        ("씽하이밍 대사가 말했다.", "싱하이밍(邢海明) 대사가 말했다."),
        ("누군가 말했다.", None),
    ):
        found = glossary_terms.terms(Entry(source, text, State.REVIEWED), "ko", uses)
        assert {problem.fix for problem in found} == {fix}


def test_a_long_rendering_does_not_make_a_sentence_too_long() -> None:
    """The glossary asks for it; what comes on top of it is still seen."""
    forms = (("Xing Haiming", "싱하이밍(邢海明)"), ("KEF", "한국경영자총협회(경총)"))
    source = "Xing Haiming met KEF."
    terms = [
        TermUse(name, TermType.ORG, name, source.index(name), source.index(name) + len(name), form)
        for name, form in forms
    ]
    right = "싱하이밍(邢海明)은 한국경영자총협회(경총)를 만났다."
    assert _found(Entry(source, right, State.REVIEWED), "ko", *terms) == {}
    added = right + " 그는 어제 부산항을 둘러보고 여러 기업의 대표들과도 이야기를 나눴다고 한다."
    assert "length" in _found(Entry(source, added, State.REVIEWED), "ko", *terms)


def test_what_a_machine_said_counts_until_a_person_has_looked() -> None:
    """The engine's own doubts are warnings on a draft and gone from a reviewed sentence."""
    said = (engine_problems.CUT_OFF(), Problem("number", say("38 is missing")))
    draft = Entry(TRADE, "양국 교역이 다시 늘었다.", State.DRAFT, problems=said)
    assert _found(draft) == {"machine": Severity.WARNING}
    reviewed = Entry(TRADE, "양국 교역이 다시 늘었다.", State.REVIEWED, problems=said)
    assert _found(reviewed) == {}


def test_a_sentence_carried_over_is_no_finding() -> None:
    """A notice stands in every language as it is."""
    notice = "© 2021 The project. All rights reserved."
    assert _found(Entry(notice, notice, State.REVIEWED, origin="source")) == {}


def test_a_machine_cannot_know_the_date_of_a_weekday() -> None:
    """An editor can, and so may whoever wrote a draft by hand."""
    said = ("They met on Monday.", "그들은 28일 만났다.")
    assert _found(Entry(*said, State.DRAFT, origin="argos/en_ko-1.1")) == {"number": Severity.ERROR}
    assert _found(Entry(*said, State.DRAFT, origin="person")) == {}
    assert _found(Entry(*said, State.REVIEWED, origin="argos/en_ko-1.1")) == {}


@pytest.mark.parametrize(
    ("source", "text", "target"),
    [
        ("on Tuesday, 3 March 2020", "2020년 3월 3일({})", "ko"),
        ("on Tue, March 3", "3월 3일 {}요일", "ko"),
        ("on Tues. 3 March", "3月3日（周{}）", "zh-Hans"),
        ("on Tuesday", "3日（{}）", "zh-Hans"),
        ("on 3 March 2020", "2020년 3월 3일 {}요일", "ko"),
        ("on 3 March 2020", "2020年3月3日星期{}", "zh-Hans"),
    ],
)
def test_a_date_keeps_its_day_of_the_week(source: str, text: str, target: str) -> None:
    """However short it is written, and also where the source names the date alone."""
    right, wrong = ("화", "수") if target == "ko" else ("二", "三")
    assert _found(Entry(source, text.format(right), State.REVIEWED), target) == {}
    found = _found(Entry(source, text.format(wrong), State.REVIEWED), target)
    assert found == {"date": Severity.ERROR}


def test_what_the_source_says_of_its_own_date_is_kept() -> None:
    """The third of March 2020 was a Tuesday; that is for whoever wrote it to know."""
    assert _found(Entry("on Monday, 3 March 2020", "2020년 3월 3일 월요일", State.REVIEWED)) == {}
    assert _found(Entry("Ted, 3 March 2020", "테드, 2020년 3월 3일", State.REVIEWED)) == {}
    assert _found(Entry("on 31 February 2020", "2020년 2월 31일 월요일", State.REVIEWED)) == {}


def test_an_empty_translation_is_no_finding() -> None:
    """What is not translated yet is counted by ``status``, not by ``check``."""
    assert _found(Entry(TRADE)) == {}


@pytest.mark.parametrize(
    ("source", "text", "target"),
    [
        ("It is 180 miles away.", "289km 떨어져 있다.", "ko"),
        ("It is 80 km (50 miles) away.", "80km 떨어져 있다.", "ko"),
        ("He is 6 feet 2 inches tall.", "그의 키는 188cm다.", "ko"),
        ("The 5'11\" player scored.", "180cm의 선수가 득점했다.", "ko"),
        ("The baby weighed 7 pounds, 3 ounces.", "아기의 몸무게는 3.26kg이었다.", "ko"),
        ("The rate rose by 25 basis points.", "금리는 0.25%포인트 올랐다.", "ko"),
        ("금리를 0.25%포인트 올렸다.", "利率上调25个基点。", "zh-Hans"),
        ("It cost 99 cents.", "费用为0.99美元。", "zh-Hans"),
        ("They had 90-degree heat.", "섭씨 32도의 더위였다.", "ko"),
        ("The 70 mph winds hit.", "초속 31m의 바람이 불었다.", "ko"),
        ("It spent NT$500 million.", "花费新台币5亿元。", "zh-Hans"),
        ("가격은 5만원이다.", "价格为5万韩元（约合人民币270元）。", "zh-Hans"),
        ("One in five people voted.", "20%的人投了票。", "zh-Hans"),
        ("The farm covers 500 acres.", "농장의 면적은 2㎢이다.", "ko"),
        ("They spread out a 10,500-square-foot sheet.", "975㎡의 천을 펼쳤다.", "ko"),
        ("아파트 30평이 남아 있다.", "A flat of 99 square metres is left.", "en"),
        ("It costs 50 bucks.", "50달러가 든다.", "ko"),
        ("It costs billions of dollars.", "수십억 달러가 든다.", "ko"),
        ("It rose ten to twenty percent.", "10~20% 올랐다.", "ko"),
        ("It lost several million yuan.", "损失数百万元。", "zh-Hans"),
        ("The summit of June 15 was marked.", "6.15 정상회담을 기념했다.", "ko"),
        ("The minister did not show up.", "장관은 회의에 불참했다.", "ko"),
        ("The minister did not show up.", "部长缺席了会议。", "zh-Hans"),
        ("It can't be less than 50 dollars.", "50달러 이상이다.", "ko"),
        ("It comes 24 hours before.", "하루 앞둔 일이다.", "ko"),
        ("It cost $238 million.", "2억3800만 달러(약 2400억 원)가 들었다.", "ko"),
        ("He hit .268 that year.", "그해 타율은 2할6푼8리였다.", "ko"),
        ("He did it a decade ago.", "10년 전의 일이었다.", "ko"),
        ("10년 전의 일이었다.", "He did it a decade ago.", "en"),
        ("289km 떨어져 있다.", "It is 180 miles away.", "en"),
        ("하루 앞둔 일이다.", "It comes 24 hours before.", "en"),
        ("28일 1시간 동안 만났다.", "They met for an hour on Monday.", "en"),
        ("It opened in October 2007.", "지난해 10월 문을 열었다.", "ko"),
        ("A call came at 0715.", "오전 7시 15분에 전화가 왔다.", "ko"),
        ("Two thirds of them agreed.", "66%가 찬성했다.", "ko"),
        ("He finished in 4:41.30.", "4분 41초 30으로 마쳤다.", "ko"),
        ("The talks went on for two days.", "6자회담은 이틀 동안 이어졌다.", "ko"),
        ("He asked for $50bn (£27bn).", "그는 500억 달러를 요청했다.", "ko"),
        ("The dam made 5 people leave.", "댐 때문에 다섯 명이 떠났다.", "ko"),
        ("걱정하지 않을 수 없다.", "One must worry.", "en"),
        ("It happened before World War II.", "2차 세계대전 전의 일이다.", "ko"),
        ("He refused to speak.", "그는 말하기를 거부했다.", "ko"),
        ("Do not forget your passport.", "别忘了带上护照。", "zh-Hans"),
        ("It cannot run without parts.", "只有有了零部件才能运转。", "zh-Hans"),
        ("Four of them failed to finish.", "네 명은 완주하지 못했다.", "ko"),
        ("They had to go on.", "그들은 계속하지 않을 수 없었다.", "ko"),
        ("He was to decide whether the plan was right.", "他要决定计划是不是对。", "zh-Hans"),
        ("Why would they say that?", "그들은 그렇게 말하지 않았을까?", "ko"),
        ("Il ne faut pas partir.", "그는 떠나면 안 된다.", "ko"),
        ("설마 그렇겠느냐고 물었다.", "They asked if it was not so.", "en"),
        ("The show starts at 7:00 p.m. today.", "오늘 공연은 오후 7시에 시작한다.", "ko"),
        ("Three decades have passed since then.", "그로부터 30년이 흘렀다.", "ko"),
        ("She still works at 82 every day.", "여든둘의 나이에도 매일 일한다.", "ko"),
        ("The storm brought 30 centimetres of rain.", "폭풍으로 300㎜의 비가 내렸다.", "ko"),
        ("The 2nd Lieutenant came.", "少尉来了。", "zh-Hans"),
        ("This is not normal in June.", "这在六月很反常。", "zh-Hans"),
        ("It isn’t only a toy for him.", "这对他来说不仅仅是玩具。", "zh-Hans"),
        ("He spoke before she could answer.", "她还没来得及回答，他就开口了。", "zh-Hans"),
        ("“Don't talk like that!” he said.", "“그렇게 말하지 마.” 그가 말했다.", "ko"),
        ("Trumpism is what they fear.", "特朗普主义是他们所担心的。", "zh-Hans"),
        ("It's a fine day to order ice cream.", "今天是订冰淇淋的好日子。", "zh-Hans"),
        ("They praised a great British institution.", "他们赞扬苏格兰的这一机构。", "zh-Hans"),
        ("She picked him as her running mate.", "그는 부통령 후보로 그를 지명했다.", "ko"),
        ("Before long they will send a ship.", "머지않아 그들은 배를 보낼 것이다.", "ko"),
        ("He poured cold water on the plan to raise money.",
         "그는 자금을 모을 계획에 찬물을 끼얹는 말을 했다.", "ko"),
        ("The firm ran television ads for soap.", "회사는 비누 TV광고를 했다.", "ko"),
        ("Casper knows a performant way for the web.", "卡斯珀知道一种高效的web方法。", "zh-Hans"),
        ("Judges\" decisions are not theirs.", "法官的判决不是他们的。", "zh-Hans"),
    ],
)  # fmt: skip
def test_what_newsrooms_do_is_no_fault(source: str, text: str, target: str) -> None:
    """Converted measures, averages as they are told there, other words for a denial."""
    assert _found(Entry(source, text, State.REVIEWED), target) == {}


@pytest.mark.parametrize(
    ("source", "text", "target", "check"),
    [
        ("It is 180 miles away.", "400km 떨어져 있다.", "ko", "number"),
        ("It is 80 km (50 miles) away.", "83km(50마일) 떨어져 있다.", "ko", "number"),
        ("He is 6 feet 2 inches tall.", "그의 키는 168cm다.", "ko", "number"),
        ("The rate rose by 25 basis points.", "금리는 0.35%포인트 올랐다.", "ko", "number"),
        ("The farm covers 500 acres.", "농장의 면적은 3㎢이다.", "ko", "number"),
        ("He did not skip the meeting.", "장관은 회의에 불참했다.", "ko", "negation"),
        ("The team won two points.", "그 팀은 5점을 얻었다.", "ko", "number"),
        ("It began in July.", "0월에 시작됐다.", "ko", "number"),
        ("He did not refuse to speak.", "그는 말하기를 거부했다.", "ko", "negation"),
        ("He did not come during the talks.", "그는 회담을 하는 동안 왔다.", "ko", "negation"),
        ("It is not very easy.", "这非常容易。", "zh-Hans", "negation"),
        ("They agreed to go on.", "그들은 계속하는 데 동의하지 않았다.", "ko", "negation"),
        ("The plan will help the town.", "该计划将不会帮助该镇。", "zh-Hans", "negation"),
        ("그는 계획에 동의했다.", "He did not agree to the plan.", "en", "negation"),
        ("他同意该计划。", "He never agreed to the plan.", "en", "negation"),
        ("North Korea left the talks.", "북한은 9자회담을 떠났다.", "ko", "number"),
        ("He was held for 15 days.", "그는 18일 감금됐다.", "ko", "number"),
        ("It lasted for eight years.", "1년 동안 이어졌다.", "ko", "number"),
        ("Up 5 percent, three times as much as in May.", "5월의 세 배인 5배 올랐다.", "ko", "unit"),
        ("A European firm paid $3 million.", "유럽 회사가 300만 유로를 냈다.", "ko", "unit"),
        ("It lost tens of millions of dollars.", "수천만 유로의 손실을 봤다.", "ko", "unit"),
        ("It rose ten percent.", "10배 올랐다.", "ko", "unit"),
        ("It paid $45 million of a $90 million debt.", "它偿还了 9000 万美元债务中的 4500 万欧元。",
         "zh-Hans", "unit"),
        ("It rose 5 to 10 percent, at times more.", "5배에서 10%, 그 이상도 올랐다.", "ko", "unit"),
        ("They met on Saturday afternoon.", "双方于周六上午和周日下午会面。", "zh-Hans", "date"),
        ("It rained on Sunday, Monday and Monday night.", "일요일, 일요일 밤과 월요일에 비가 왔다.",
         "ko", "date"),
        ("The workers' song “Home", "工人的歌曲《家", "zh-Hans", "quotes"),
        ("He left the house at once and ran.", "그는 the house at once and 달렸다.", "ko",
         "untranslated"),
    ],
)  # fmt: skip
def test_what_only_looks_right_is_found(source: str, text: str, target: str, check: str) -> None:
    """A wrong conversion, small figures, words that merely look like a denial."""
    assert check in _found(Entry(source, text, State.REVIEWED), target)


@pytest.mark.parametrize(
    ("source", "text", "target"),
    [
        ("It rose 1.5 percent to 2,500 euros.", "Es stieg um 1,5 Prozent auf 2.500 Euro.", "de"),
        ("It rose 1.5 percent to 2,500 euros.", "Il a augmenté de 1,5 % à 2 500 euros.", "fr"),
        ("It made 3 million dollars.", "Компания заработала 3 миллиона долларов.", "ru"),
        ("Trade grew.", "व्यापार बढ़ा।", "hi"),
        ("Did trade grow?", "هل نمت التجارة؟", "ar"),
        ("Did trade grow?", "Αυξήθηκε το εμπόριο;", "el"),
        ("Trade grew.", "การค้าขยายตัว", "th"),
    ],
)
def test_other_languages_write_numbers_and_marks_their_own_way(
    source: str, text: str, target: str
) -> None:
    """Decimal commas, words for millions and units, marks at the end of a sentence."""
    assert _found(Entry(source, text, State.REVIEWED), target) == {}


def test_numbers_are_seen_in_other_languages() -> None:
    """By their digits, and by the sign of another currency."""
    source = "It rose 1.5 percent to $2,500."
    other = "Es stieg um 1,6 Prozent auf 2.500 Dollar."
    assert _found(Entry(source, other, State.REVIEWED), "de") == {"number": Severity.ERROR}
    euros = "Es stieg um 1,5 % auf €2.500."
    assert _found(Entry(source, euros, State.REVIEWED), "de") == {"unit": Severity.ERROR}


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("They won 2-1.", "그들은 2 : 1로 이겼다."),
        ("a) Open the door.", "가) 문을 연다."),
        ("No, no, no.", "아니, 아니, 아니."),
        ("Children and families came.", "어린이/가족들이 왔다."),
    ],
)
def test_what_only_looks_wrong_is_left_in_peace(source: str, text: str) -> None:
    """A score with spaces, a letter of a list, what the source repeats, words with a slash."""
    assert _found(Entry(source, text, State.REVIEWED)) == {}


def _shouting(entry: Entry, target: str, terms: tuple[TermUse, ...]) -> Iterator[Problem]:
    """A check as another package brings it."""
    if entry.text.isupper():
        yield Problem("shouting", say("{word} shouts", word=entry.text))


def test_a_check_of_another_package_is_told_in_the_readers_language(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It brings its own PO files: a folder named in the entry-point group workflow.messages."""
    folder = tmp_path / "shouting" / "words"
    folder.mkdir(parents=True)
    (folder / "ko.po").write_text('msgid "{word} shouts"\nmsgstr "{word} 고함"\n', "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    points = {"shouting": EntryPoint("shouting", "shouting.words", plugins.MESSAGES.name)}
    monkeypatch.setattr(plugins, "_points", lambda group: points)
    (finding,) = qa.check_entry(Entry("News.", "NEWS."), "en", (), [_shouting])
    assert (finding.check, finding.message) == ("shouting", "NEWS. shouts")
    assert finding.message.localized(Words("ko", messages("ko"))) == "NEWS. 고함"


def test_a_check_may_place_its_findings_itself() -> None:
    """With a plain string as message: it stays in the language it is in."""

    def check(entry: Entry, target: str, terms: tuple[TermUse, ...]) -> Iterator[Finding]:
        yield Finding("tone", Severity.ERROR, "a.po", 3, "mind the tone")  # type: ignore[arg-type]

    (finding,) = qa.check_entry(Entry("News.", "NEWS."), "en", (), [check])  # type: ignore[list-item]
    assert (finding.path, finding.line, finding.message) == ("a.po", 3, "mind the tone")


def test_a_check_that_yields_something_else_is_named() -> None:
    """Whoever wrote it learns what a check yields."""

    def tone(entry: Entry, target: str, terms: tuple[TermUse, ...]) -> Iterator[str]:
        yield "mind the tone"

    with pytest.raises(ConfigError, match="'tone': yields str where a problem is due"):
        list(qa.check_entry(Entry("News.", "NEWS."), "en", (), [tone]))  # type: ignore[list-item]


def test_what_is_found_in_entries_together_is_what_is_found_in_each() -> None:
    """And in the order of the checks, whatever stands in the sentences before."""
    pairs = [
        (TRADE, "貿易이 이 번에 늘었다 ."),
        ("It cost $3 million.", ""),
        ("It cost $3 million.", "300만 유로가 들었다."),
        ("KEF did not agree.", "경총은 동의했다."),
    ]
    entries = [(Entry(source, text, State.DRAFT, "machine"), (KEF,)) for source, text in pairs]
    together = qa.check_entries(entries, "ko", qa.all_checks())
    assert together == [
        [*qa.check_entry(entry, "ko", uses, qa.all_checks())] for entry, uses in entries
    ]
    assert [bool(each) for each in together] == [True, False, True, True]


@pytest.mark.parametrize(
    ("source", "text", "target", "fix"),
    [
        ("He said, “Go home, please.”", "그는 「가라」고 말했다.", "ko", "그는 “가라”고 말했다."),
        ("He said, “Leave us.”", "他说：「离开我们。」", "zh-Hans", "他说：“离开我们。”"),
        ("She sang “Red Rose”.", "그는 「붉은 장미」를 불렀다.", "ko", None),
        ("「出て行け」と言った。", "그는 「떠나라」고 말했다.", "ko", None),
        ("He said, “Leave us.”", "他說：「離開我們。」", "zh-Hant", None),
    ],
)
def test_corner_brackets_quote_only_where_the_language_does(
    source: str, text: str, target: str, fix: str | None
) -> None:
    """Korean has them for titles, Taiwan for all; those of the source may stay."""
    every = qa.check_entry(Entry(source, text, State.REVIEWED), target, (), qa.all_checks())
    fixes = [each.fix for each in every if each.check == "punctuation"]
    assert fixes == ([fix] if fix else [])
