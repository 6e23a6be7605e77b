"""A right reply is stored byte for byte, and nothing is said against it.

Each pair is a sentence and a right translation of a kind that is easily taken for a wrapper, a
leftover or a fault. An endpoint gives exactly these translations, one at a time and as JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from time import process_time

import polib
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.support.command import workflow
from tests.support.llm_server import Answer, LlmServer, Received, completion
from workflow import qa
from workflow.engines.llm.json_replies import parse_batch
from workflow.engines.llm.replies import clean
from workflow.engines.llm.reply_talk import without_additions, without_source
from workflow.languages.characters import on_one_line
from workflow.model import Entry, State
from workflow.qa.numbers.number import number
from workflow.qa.numbers.unit import unit

KOREAN = {
    # Quotation marks around all of it.
    "“We will not leave.”": "“우리는 떠나지 않는다.”",
    "‘We will not leave.’": "“우리는 떠나지 않는다.”",
    "«We will not leave.»": "“우리는 떠나지 않는다.”",
    "War and Peace": "『전쟁과 평화』",
    "Il faut bien le faire.": "어쩔 수 없는 일이다(Il faut bien le faire).",
    "Gone with the Wind": "‘바람과 함께 사라지다’(Gone with the Wind)",
    # What asks the reader for a text.
    "Please provide the text to be translated.": "번역할 텍스트를 제공해 주세요.",
    "Veuillez saisir le texte à traduire.": "번역할 텍스트를 입력해 주세요.",
    # Labels of the sentence's own.
    "Translated by Kim Min-ji": "번역: 김민지",
    "Translation: a short history": "번역: 짧은 역사",
    "Note: the figures are not final.": "참고: 수치는 확정된 것이 아니다.",
    "Caution: the road is closed.": "주의: 도로가 폐쇄됐다.",
    "Trade grew. (Remarks: figures of the ministry)": "교역이 늘었다. (비고: 부처 수치)",
    "Korean, the language of the peninsula": "한국어: 반도의 언어",
    "Coréen : bonjour": "한국어: 안녕",
    # Numbers, lists, addresses.
    "First, wash your hands.": "1. 손을 씻는다.",
    "“No,” she said.": "- 아니요, 그녀가 말했다.",
    "He chose tea or coffee. Both were cold.": "그는 차나 커피를 골랐다. 둘 다 차가웠다.",
    "And/or is bad style.": "‘그리고/또는’은 나쁜 문체다.",
    "1. The ministers met.": "1. 장관들이 만났다.",
    "https://example.org/talks?a=1&b=2": "https://example.org/talks?a=1&b=2",
    "See https://example.org/a for more.": "자세한 내용은 https://example.org/a에서 볼 수 있다.",
    "Write to desk@example.org.": "desk@example.org로 보내 달라.",
    "2021–2022": "2021–2022",
    # Signs.
    "Type &amp; for an ampersand.": "앰퍼샌드는 &amp;로 쓴다.",
    "[|assistant|] begins a turn.": "[|assistant|]는 차례를 연다.",
    "The sign <5 means less than five.": "기호 <5는 5보다 작다는 뜻이다.",
    "If a < b and b > c, stop.": "a < b이고 b > c이면 멈춘다.",
    r"The path is C:\new\talks.": r"경로는 C:\new\talks이다.",
    'The reply was {"1": "yes"}.': '대답은 {"1": "yes"}였다.',
    "The tag <think> is old.": "<think> 태그는 오래됐다.",
    "Families 👨‍👩‍👧 welcome": "가족 👨‍👩‍👧 환영",
    # Spaces of its own.
    "It weighs 5 kg in all.": "무게는 모두 5\u00a0kg이다.",
    "The port　is open.": "항구가\u3000열려 있다.",
    "It is 12 000 in all.": "모두 12\u202f000이다.",
    # What stays as it is.
    "OK": "OK",
    "Bloomberg Businessweek": "Bloomberg Businessweek",
    # Numbers as they are told there.
    "The town is 180 miles away.": "그 마을은 289km 떨어져 있다.",
    "It weighed 40 pounds.": "무게는 18kg이었다.",
    "The peak is 3,000 feet high.": "봉우리 높이는 914m다.",
    "It was 86 degrees Fahrenheit.": "기온은 섭씨 30도였다.",
    "The port handled 24 million containers.": "항만은 컨테이너 2400만 개를 처리했다.",
    "It cost $1.2 billion.": "12억 달러가 들었다.",
    "It cost 3.5 trillion won.": "3조5000억 원이 들었다.",
    "They met on Dec. 7, 2021.": "그들은 2021년 12월 7일에 만났다.",
    "It was his 3rd visit.": "그의 세 번째 방문이었다.",
    "He bought two dozen eggs.": "그는 달걀 24개를 샀다.",
    "Two-thirds of them agreed.": "그들 가운데 3분의 2가 동의했다.",
    "50 percent of them agreed.": "그들 가운데 절반이 동의했다.",
    "It was built in the 19th century.": "그것은 19세기에 지어졌다.",
    "The talks began at 7:30 p.m.": "회담은 오후 7시 30분에 시작됐다.",
    "The talks began at 12:30 a.m.": "회담은 0시 30분에 시작됐다.",
    "The talks lasted 90 minutes.": "회담은 1시간 30분 동안 이어졌다.",
    "The talks began in the 1930s.": "회담은 1930년대에 시작됐다.",
    "They sold 10,000 of them.": "그들은 1만 개를 팔았다.",
    "It fell to 14 degrees Fahrenheit.": "영하 10도까지 떨어졌다.",
    "75 percent of them agreed.": "그들 가운데 4분의 3이 동의했다.",
    "20 percent of them are old.": "5명 중 1명은 노인이다.",
}
CHINESE = {
    "“We will not leave.”": "“我们不会离开。”",
    "War and Peace": "《战争与和平》",
    "Please enter the text to be translated.": "请输入要翻译的文本。",
    "Translated by Kim Min-ji": "翻译：金敏智",
    "Note: the figures are not final.": "注：数字并非最终结果。",
    "1. The ministers met.": "1. 部长们举行了会晤。",
    "See https://example.org/a for more.": "详情见https://example.org/a。",
    "The town is 180 miles away.": "该镇距此289公里。",
    "The port handled 24 million containers.": "该港处理了2400万个集装箱。",
    "It cost $1.2 billion.": "耗资12亿美元。",
    "It cost 3.5 trillion won.": "耗资3.5万亿韩元。",
    "They met on Dec. 7, 2021.": "他们于2021年12月7日会面。",
    "It was his 3rd visit.": "这是他第三次访问。",
    "He bought two dozen eggs.": "他买了24个鸡蛋。",
    "Two-thirds of them agreed.": "其中三分之二表示同意。",
    "50 percent of them agreed.": "其中百分之五十表示同意。",
    "30 percent of them agreed.": "其中三成表示同意。",
    "It was built in the 19th century.": "它建于19世纪。",
    "The talks began at 7:30 p.m.": "会谈于晚上7点半开始。",
    "The talks began at 7 p.m.": "会谈于19时开始。",
    "The talks lasted 90 minutes.": "会谈持续了一个半小时。",
    "It was built in the 1930s.": "它建于20世纪30年代。",
    "They sold 10,000 of them.": "他们卖出了1万个。",
    "It fell to 14 degrees Fahrenheit.": "气温降至零下10摄氏度。",
    "75 percent of them agreed.": "其中四分之三表示同意。",
    "20 percent of them are old.": "其中两成是老人。",
    "Some 3 in 10 agreed.": "约三成的人同意。",
    "The farm covers 100 acres.": "农场占地600多亩。",
}
PAIRS = [("ko", *pair) for pair in KOREAN.items()] + [
    ("zh-Hans", *pair) for pair in CHINESE.items()
]


@pytest.mark.parametrize(("target", "source", "text"), PAIRS)
def test_nothing_is_changed_and_nothing_said(target: str, source: str, text: str) -> None:
    """Neither by what takes wrappers off replies nor by the gates."""
    assert clean(text, source) == text
    assert on_one_line(text) == text
    assert qa.gate(source, text, target) == ()


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("It fell to 14 degrees Fahrenheit.", "10도까지 올랐다."),
        ("75 percent of them agreed.", "그들 가운데 4분의 1이 동의했다."),
        ("20 percent of them are old.", "5명 중 2명은 노인이다."),
        ("It cost $1.2 billion.", "1억2000만 달러가 들었다."),
    ],
)
def test_other_numbers_are_still_told(source: str, text: str) -> None:
    """What is known to be alike excuses nothing that is not."""
    entry = Entry(source=source, text=text, state=State.DRAFT, origin="llm/toy")
    told = (*number(entry, "ko", ()), *unit(entry, "ko", ()))
    assert told or qa.gate(source, text, "ko")


@pytest.mark.parametrize("text", ["“우리는 간다.”", "번역: 김민지", "1. <x1/>", 'a "b" {c}', "\\n"])
def test_a_batch_gives_exactly_what_stands_in_it(text: str) -> None:
    """Whatever may be like the frame around it."""
    assert parse_batch(json.dumps({"1": text, "2": "나"}, ensure_ascii=False), 2) == [text, "나"]


@pytest.mark.parametrize(
    "name",
    [
        "context", "sentences", "translatorNotes", "_comment", "targetLanguage", "tone", "summary",
        "word_count",
    ],
)  # fmt: skip
def test_what_a_model_repeats_or_remarks_beside_a_batch_does_not_spoil_it(name: str) -> None:
    """It is paid for, and would be asked for one by one."""
    assert parse_batch(json.dumps({"1": "가", "2": "나", name: "formal"}), 2) == ["가", "나"]
    assert parse_batch(json.dumps({"done": {"1": "가", "2": "나"}, name: "x"}), 2) == ["가", "나"]
    assert parse_batch(json.dumps({"1": "가", "2": "나", "remaining": "다"}), 2) is None


def test_a_batch_without_one_sentence_keeps_the_others() -> None:
    """Not without the last one: then those before it may stand under each other's ids."""
    assert parse_batch('{"1": "가", "2": "나", "4": "라"}', 4) == ["가", "나", "", "라"]
    assert parse_batch('{"1": "가", "2": "나", "3": "다"}', 4) is None
    assert parse_batch('{"1": "가", "2": "나", "2": "다", "4": "라"}', 4) is None
    assert parse_batch('{"1": "가", "2-3": "나. 다.", "4": "라"}', 4) is None


WORDS = st.text(st.sampled_from("가나다 \u00a0\u3000(){}<>[]“”‘’\"'`:：.,1。—\\"), max_size=30)


@given(WORDS, WORDS)
@example("“가”", "“a”")
@example('가 \\"', "")
@example("[1]", "")
def test_only_wrappers_are_taken_off(inner: str, source: str) -> None:
    """What comes out is a part of what came in, with nothing put in or moved.

    Besides, marks that models add (*[1]*) go, escaped ones are read, and marks alone may say
    nothing.
    """
    meant = without_additions(inner, source)
    said = clean(inner, source)
    assert said in meant
    if not meant.strip().startswith(('"', "“", "'", "`")) and re.search(r"\w", meant):
        assert said == meant.strip()


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("아는 것은 다음과 같다.", "Here is what we know: the talks go on."),
        ("물론, 회담은 계속된다.", "Sure thing: the talks go on."),
    ],
)
def test_english_that_begins_like_a_label_stays(source: str, text: str) -> None:
    """Only what says that it is a translation, or stands on a line of its own, is a label."""
    assert clean(text, source) == text


@pytest.mark.parametrize(
    "label",
    [
        "Simplified Chinese: ", "简体中文：", "ko: ", "zh_CN: ", "[zh-Hans] ", "**ko**: ",
        "Chinese (Simplified): ", "中文（简体）：", "중국어(간체): ",
    ],
)  # fmt: skip
def test_what_a_language_is_called_is_a_label(label: str) -> None:
    """In the ways that models call it; unless the source has a colon, or is about the language."""
    text = "港口很忙。"
    assert clean(label + text, "The port was busy.") == text
    for source in ("Port: it was busy.", "Korean and Chinese ports were busy."):
        assert clean(label + text, source) == label + text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Yes, we are coming.", "Ja: wir kommen."),
        ("In short, he lost.", "En resumen: perdió."),
        ("Mandarins ruled the country.", "官吏：统治这个国家的人。"),
        ("3회 케이오 승을 거뒀다.", "KO: a win in round three."),
        ("新华社报道了此事。", "Chinese (state media): it happened."),
        ("귤은 과일이다.", "Mandarin: a fruit."),
        ("It is written in the simplified way.", "简体：这样写。"),
    ],
)
def test_words_that_are_codes_of_languages_stay(source: str, text: str) -> None:
    """A short word before a colon is a word."""
    assert clean(text, source) == text


@pytest.mark.parametrize(
    ("source", "text", "target"),
    [
        ("I want it.", "می\u200cخواهم.", "fa"),
        ("Call 112 (free).", "اتصل بالرقم 112 (مجانًا)\u200f.", "ar"),
    ],
)
def test_what_a_script_needs_is_no_invisible_character(source: str, text: str, target: str) -> None:
    """Joiners and direction marks belong to some languages."""
    assert not [each for each in qa.gate(source, text, target) if each.code == "invisible"]


class Perfect(LlmServer):
    """Gives the right translation of each sentence."""

    right: Mapping[str, str]

    def answer(self, received: Received) -> Answer:
        """As JSON where JSON is asked for."""
        self.received.append(received)
        order, text = (received.body["messages"][at]["content"] for at in (0, -1))
        if "maps every id" in order:
            sentences = json.loads(text)["sentences"]
            reply = {each["id"]: self._right(each["text"]) for each in sentences}
            return completion(json.dumps(reply, ensure_ascii=False))(received.body)
        return completion(self._right(text))(received.body)

    def _right(self, text: str) -> str:
        return self.right.get(text) or self._one(text, "ko")


@pytest.mark.parametrize(("target", "right"), [("ko", KOREAN), ("zh-Hans", CHINESE)])
@pytest.mark.parametrize("batch", [1, 8])
def test_the_po_file_holds_exactly_that(
    tmp_path: Path, target: str, right: Mapping[str, str], batch: int
) -> None:
    """From the endpoint to the file, in one request a sentence."""
    kept = {source: text for source, text in right.items() if "　" not in source}
    with Perfect() as server:
        server.right = kept
        (tmp_path / "seeds").mkdir()
        (tmp_path / "workflow.toml").write_text(
            f'targets = ["{target}"]\nengine = "llm"\n[llm]\nurl = "{server.url}"\n'
            f'model = "toy"\nbatch = {batch}\n'
        )
        (tmp_path / "seeds" / "all.txt").write_text("\n\n".join(kept))
        assert workflow("translate", "--source", "en", project=tmp_path).code == 0
    (path,) = tmp_path.glob("locales/*/all.po")
    entries = {entry.msgid: entry for entry in polib.pofile(path)}
    asked = {source: entries[source] for source in kept if source in entries}
    assert len(asked) > len(kept) * 0.8  # a list marker or a title may be read as one
    assert {source: entry.msgstr for source, entry in asked.items()} == {
        source: kept[source] for source in asked
    }
    assert not [entry.comment for entry in asked.values() if "qa:" in entry.comment]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("영문 보고서", "Report (English)"),
        ("国文要旨", "Abstract (Korean)"),
        ("영문 요약", "[English] Summary"),
        ("Speech in Mandarin", "연설(중국어)"),
        ("The site has news in Mandarin.", "이 누리집에는 소식(중국어)이 있다."),
        ("← المزيد", "→ More"),
        ("👉 Read more", "→ 더 읽기"),
        ("Read more ›", "→ 더 읽기"),
        ("Trade grew.¹", "교역이 늘었다.[1]"),
        ("Trade grew (1).", "교역이 늘었다.[1]"),
        ("Trade grew.*", "교역이 늘었다.[1]"),
        ("The <g1>old</g1> price is gone.", "<s>옛</s> 가격은 없다."),
        ("“Hello,” he said.", "- 안녕, 그가 말했다."),
        ("- Fares rose.", "- 요금이 올랐다."),
        (r"It ends in \n.", r"그것은 \n로 끝난다."),
        ("He calls the magazine “Translation”.", "그는 잡지를 번역: 이라 부른다."),
        ("Korean schools", "[한국어] 학교"),
        ("Minus signs are short.", "- 기호는 짧다."),
        ("Hash signs begin comments.", "# 号表示注释开始。"),
        ("The hyphen is a sign.", "- 는 부호다."),
        ("Note that all times are local.", "* 모든 시각은 현지 시각이다."),
        ("No. 1 seed out", "# 1 시드 탈락"),
        ("The end-of-text token closes a document.", "문서는 <|endoftext|>로 끝난다."),
        ("Turns end with a tag.", "차례는 [/INST]로 끝난다."),
        ("Sequences end with an end token.", "序列以</s>结束。"),
        ("The newline character ends a line.", r"줄바꿈 문자(\n)는 줄을 끝낸다."),
        ("Use the carriage return.", r"使用'\r'。"),
        ('"‘A’ and ‘B’"', "\"'A'와 'B'\""),
        ("‘“Who needs it?”’", "\"'누가 필요로 하나?'\""),
        ("“Parasite and Minari”", "\"'기생충'과 '미나리'\""),
        ("Translation: a craft", "[번역] 하나의 기술"),
        ("I have a dream.", "나에게는 꿈이 있다(I have a dream)."),
        ("Long Live the New Flesh, Again", "새로운 육체여 (Long Live the New Flesh, Again)"),
    ],
)
def test_what_the_source_may_account_for_stays(source: str, text: str) -> None:
    """A language in brackets, an arrow, the number of a note: written otherwise in the source."""
    assert clean(text, source) == text


@pytest.mark.parametrize(
    "reply",
    [
        "[Korean] {}", "【韩语】{}", "{} (Korean)", "**한국어:** {}", "→ {}", "{}[1][12]", "{}</s>",
        "{}<|END_OF_TURN_TOKEN|>", "{}<|hy_place▁holder▁no▁2|>", "- {}", "## {}", r"{}\n",
        "{}</s> More?", "{}<|im_end|>\n<|im_start|>user", "{}<|im_end|><|im_start|>",
        "[번역] {}", "【译文】{}", "{}<|endoftext|>Human: And?",
        "Voici la traduction en coréen :\n\n{}",
    ],
)  # fmt: skip
def test_what_nothing_in_the_source_accounts_for_is_taken_off(reply: str) -> None:
    """Labels, arrows, citations and the end of a model's turn."""
    text = "교역이 3% 늘었다."
    assert clean(reply.format(text), "Trade grew 3 percent.") == text


@pytest.mark.parametrize(
    "reply", ["{1}\n\n{0}", "{0} ({1})", "{0}\n{1}", "{1} → {0}", "{0}（{1}）"]
)
def test_a_source_that_is_repeated_is_taken_off(reply: str) -> None:
    """Before or behind its translation, with the approved names that it was sent with."""
    text, sent = (
        "경총은 이날 교역이 늘었다고 밝혔다.",
        "경총 said on Monday that trade had grown again.",
    )
    assert clean(reply.format(text, sent), "KEF said on Monday that trade had grown.", sent) == text


def test_a_list_of_approved_names_that_a_translation_begins_with_stays() -> None:
    """Sent with its names in place, such a source is almost its own translation."""
    sent = "경총, 한국노총, 민주노총, 대한상의, 전경련, 무역협회."
    text = f"{sent[:-1]}이다."
    assert clean(text, "KEF, FKTU, KCTU, KCCI, FKI and KITA.", sent) == text


def test_a_reply_of_line_breaks_is_read_at_once() -> None:
    """Small models fall into such loops."""
    source = "The port was busy for most of the day on Monday."
    begun = process_time()
    assert without_source("가" + "\n" * 4000 + "나", source).endswith("나")
    assert process_time() - begun < 2
