"""A small newspaper made straight from the model's types, every kind of block and state in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from workflow.model import (
    UNTRANSLATED,
    Block,
    BlockKind,
    Document,
    Entry,
    Markup,
    MarkupKind,
    Metadata,
    Segment,
    State,
    Term,
    TermForms,
    TermType,
    TermUse,
)
from workflow.site import Article

K = BlockKind
R, M, S, E = State.REVIEWED, State.DRAFT, State.STALE, State.EMPTY


@dataclass
class Paper:
    """Puts an article together, block by block."""

    name: str
    language: str
    targets: tuple[str, ...]
    metadata: Metadata = field(default_factory=Metadata)
    blocks: list[Block] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    entries: dict[str, dict[str, Entry]] = field(default_factory=dict)

    def add(
        self,
        kind: BlockKind,
        *sentences: tuple[str, ...],
        states: str = "",
        text_of: str = "",
        **block: object,
    ) -> Paper:
        """Adds a block of sentences: each the source, then a translation for each target.

        ``states`` has one letter a translation, in reading order: r, m (draft), s (stale),
        e (empty); reviewed where it ends. ``text_of`` is the text of a block without sentences.
        """
        index = len(self.blocks)
        gap = "" if self.language.startswith("zh") else " "
        text = text_of or gap.join(sentence[0] for sentence in sentences)
        line = 2 * index + 1
        self.blocks.append(Block(kind, text, line, **block))  # type: ignore[arg-type]
        letters = iter(states + "r" * 99)
        for position, (source, *translations) in enumerate(sentences):
            key = f"{self.name[-3:]}{index:02x}{position}".replace("/", "")
            self.segments.append(
                Segment(
                    key,
                    source,
                    gap if position < len(sentences) - 1 else "",
                    f"seeds/{self.name}.txt",
                    line,
                    index,
                    position,
                    kind,
                    self.language,
                )
            )
            if kind in UNTRANSLATED:
                continue
            for target, translation in zip(self.targets, translations, strict=True):
                self._entry(source, target, translation, next(letters), line)
        return self

    def _entry(self, source: str, target: str, text: str, letter: str, line: int) -> None:
        state = {"r": R, "m": M, "s": S, "e": E}[letter]
        self.entries.setdefault(target, {})[source] = Entry(
            source,
            "" if state is E else text,
            state,
            origin="" if state is E else f"argos/{self.language}_{target}-1.9",
            previous=source.replace("38", "35").replace("lunch", "dinner") if state is S else "",
            reviewer="Yoon Seo-yeon" if state is R else "",
            date="2026-11-20",
            path=f"locales/{target}/{self.name}.po",
            line=3 * line,
        )

    def article(self, terms: Sequence[Term] = ()) -> Article:
        """The article, the terms found by looking for their first forms and aliases."""
        document = Document(
            f"seeds/{self.name}.txt",
            self.name,
            tuple(self.blocks),
            self.metadata,
            self.language,
            tuple(self.segments),
        )
        uses = {
            target: tuple(
                tuple(_uses(segment, terms, self.language, target)) for segment in self.segments
            )
            for target in self.targets
        }
        entries = {target: self.entries.get(target, {}) for target in self.targets}
        return Article(document, entries, uses)


def _uses(segment: Segment, terms: Sequence[Term], source: str, target: str) -> list[TermUse]:
    found = []
    for term in terms:
        own, other = term.forms.get(source), term.forms.get(target)
        if not own or not other or segment.kind in UNTRANSLATED:
            continue
        for form in (own.first, *own.aliases):
            at = segment.text.find(form)
            if at >= 0 and not any(use.start <= at < use.end for use in found):
                accepted = tuple(filter(None, (other.later, *other.aliases)))
                end = at + len(form)
                found.append(
                    TermUse(term.id, term.type, form, at, end, other.first, accepted=accepted)
                )
                break
    return found


def _term(id_: str, type_: str, en: str, ko: str, zh: str, **extra: str) -> Term:
    def forms(cell: str) -> TermForms:
        first, *rest = cell.split("|")
        return TermForms(first, rest[0] if rest else "", tuple(rest[1:]))

    return Term(
        id_,
        TermType(type_),
        {"en": forms(en), "ko": forms(ko), "zh-Hans": forms(zh)},
        note=extra.get("note", ""),
        approved="note" in extra,
    )


TERMS = (
    _term("p001", "person", "Xing Haiming|Ambassador Xing|Ambassador Xing",
          "싱하이밍(邢海明)|싱 대사|싱하이밍", "邢海明|邢大使",
          note="Name from the embassy's own site, https://kr.china-embassy.gov.cn/, checked 2026."),
    _term("p002", "person", "Sohn Kyung-shik|Chairman Sohn|Chairman Sohn", "손경식|손 회장",
          "孙京植|孙会长", note="Name from the federation's own site."),
    _term("o001", "org", "Korea Enterprises Federation (KEF)|KEF|KEF",
          "한국경영자총협회(경총)|경총", "韩国经营者总协会（KEF）|韩国经总",
          note="English name since 2019; Chinese form as in Xinhua reports."),
    _term("t001", "term", "supply chain|supply chains|supply chains", "공급망", "供应链",
          note="House style."),
    _term("t002", "term", "urea solution", "요소수", "车用尿素"),
    _term("o002", "abbr", "Regional Comprehensive Economic Partnership (RCEP)|RCEP|RCEP",
          "역내포괄적경제동반자협정(RCEP)|RCEP", "区域全面经济伙伴关系协定（RCEP）|RCEP"),
)  # fmt: skip


def luncheon() -> Article:
    """An English report in all four states, with a list, a table, a quotation, a picture …"""
    paper = Paper(
        "2021-12-07-luncheon",
        "en",
        ("ko", "zh-Hans"),
        Metadata(
            date="2021-12-07",
            author="Han Ji-won",
            source_url="https://example.org/2021/luncheon",
            rights="© 2021 Example Business Daily. All rights reserved.",
        ),
    )
    link = (
        Markup("g1", MarkupKind.LINK, url="https://example.org/rcep"),
        Markup("g2", MarkupKind.STRONG),
        Markup("x3", MarkupKind.CODE, "RCEP-2022"),
    )
    paper.add(
        K.HEADLINE,
        (
            "Korean Business Lobby Asks Beijing’s Envoy for a Steadier Supply Chain",
            "경총, 중국 대사에게 “안정적 공급망 함께 만들자”",
            "韩国企业界邀中国大使午餐：共建稳定供应链",
        ),
    )
    paper.add(
        K.DECK,
        (
            "Ambassador Xing says next year’s anniversary can lift ties to a new stage",
            "싱하이밍 대사 “수교 30주년, 관계 한 단계 높일 기회”",
            "邢大使：建交三十周年是两国关系迈上新台阶的契机",
        ),
    )
    paper.add(
        K.BYLINE,
        ("By Han Ji-won in Seoul", "서울=한지원 기자", "韩智媛 首尔报道"),
        states="rm",
    )
    paper.add(
        K.PARAGRAPH,
        (
            (
                "The Korea Enterprises Federation (KEF) invited Xing Haiming, China’s ambassador to"
                " Seoul, to lunch with its members on Tuesday."
            ),
            (
                "한국경영자총협회(경총)는 7일 싱하이밍(邢海明) 주한 중국대사를 초청해 회원사와"
                " 오찬 간담회를 열었다."
            ),
            "韩国经营者总协会（KEF）7日邀请中国驻韩国大使邢海明与会员企业共进午餐。",
        ),
        (
            (
                "Trade between the two countries has grown 38-fold since 1992, the federation’s"
                " chairman, Sohn Kyung-shik, told the guests."
            ),
            "손경식 경총 회장은 1992년 이후 양국 교역이 38배로 늘었다고 말했다.",
            "会长孙京植对来宾表示，自1992年以来，两国贸易额已增至38倍。",
        ),
        (
            "“We expect it to go on growing,” he said.",
            "그는 “앞으로도 계속 늘어날 것”이라고 내다봤다.",
            "他说：“我们预计贸易额还将继续增长。”",
        ),
        states="rrsrrm",
    )
    paper.add(
        K.PARAGRAPH,
        (
            (
                "<g1>The pact known as RCEP</g1> takes effect in Korea on <g2>1 February 2022</g2>,"
                " under file number <x3/>."
            ),
            "<g1>RCEP 협정</g1>은 한국에서 <g2>2022년 2월 1일</g2> 발효된다(문서 번호 <x3/>).",
            "<g1>RCEP协定</g1>将于<g2>2022年2月1日</g2>在韩国生效，文件编号<x3/>。",
        ),
        (
            (
                "A shortage of urea solution in November had shown how far one delayed shipment"
                " can reach."
            ),
            "11월의 요소수 부족 사태는 선적 하나가 늦어지면 그 여파가 어디까지 미치는지 보여 줬다.",
            "",
        ),
        markup=link,
        states="rrme",
    )
    paper.add(
        K.HEADING,
        ("What the companies asked for", "기업들의 요청", "企业的诉求"),
        level=2,
    )
    for number, item in enumerate(
        (
            (
                "A wider Fast Track for business travellers, smaller firms included",
                "중소기업을 포함한 기업인 신속통로(패스트트랙) 확대",
                "扩大商务人员“快捷通道”，惠及中小企业",
            ),
            (
                "Investment incentives and lighter rules in culture, arts and food",
                "문화·예술·식품 분야의 투자 인센티브와 규제 완화",
                "在文化、艺术和食品领域给予投资优惠并放宽监管",
            ),
            (
                "Exchanges in ICT, AI, robotics and bio",
                "ICT·AI·로봇·바이오 분야 교류",
                "加强ICT、AI、机器人和生物领域的交流",
            ),
        ),
        1,
    ):
        paper.add(K.LIST_ITEM, item, level=1, ordered=number, group=1, states="rm")
    paper.add(
        K.LIST_ITEM,
        ("above all in batteries", "특히 배터리", "尤其是电池"),
        level=2,
        group=1,
        states="me",
    )
    paper.add(
        K.QUOTE,
        (
            "China is Korea’s largest trading partner, and Korea is China’s third.",
            "“중국은 한국의 최대 교역국이고, 한국은 중국의 세 번째 교역국입니다.",
            "“中国是韩国最大的贸易伙伴，韩国是中国第三大贸易伙伴。",
        ),
        (
            "A supply chain that both can rely on has to be built by both.",
            "서로 믿을 수 있는 공급망은 함께 만들어야 합니다.”",
            "双方都能信赖的供应链，要靠双方共同建设。”",
        ),
        level=1,
        group=2,
    )
    table = (
        ("Year", "연도", "年份"), ("Trade, US$ bn", "교역액(억 달러)", "贸易额（亿美元）"),
        ("1992", "1992", "1992"), ("6.4", "64", "64"),
        ("2020", "2020", "2020"), ("241.4", "2,414", "2414"),
    )  # fmt: skip
    for number, cell in enumerate(table):
        paper.add(K.CELL, cell, row=number // 2 + 1, group=3)
    paper.add(
        K.PARAGRAPH,
        (
            (
                "Ambassador Xing called the two economies “strategic partners” whose supply chains"
                " meet at every step, from chips to medicine."
            ),
            (
                "싱 대사는 양국 경제가 반도체부터 의약품까지 공급망의 모든 단계에서 맞물린"
                " “전략적 동반자”라고 답했다."
            ),
            "邢大使回应说，两国经济是“战略伙伴”，从芯片到医药，供应链环环相扣。",
        ),
        (
            "Chairman Sohn said KEF would send a mission to Beijing as soon as travel allowed.",
            "손 회장은 이동이 가능해지는 대로 베이징에 사절단을 보내겠다고 밝혔다.",
            "孙会长表示，一旦条件允许，韩国经总将派代表团访问北京。",
        ),
        states="rmms",
    )
    paper.add(
        K.CAPTION,
        (
            "Guests at the luncheon in Seoul, 7 December 2021",
            "2021년 12월 7일 서울에서 열린 오찬 간담회 참석자들",
            "2021年12月7日，首尔午餐会的与会者",
        ),
        url="https://images.example.org/luncheon.jpg",
    )
    paper.add(K.CODE, ("workflow run seeds/2021-12-07-luncheon.txt --to ko,zh-Hans",), url="sh")
    paper.add(K.NOTICE, ("© 2021 Example Business Daily. All rights reserved.",))
    return paper.article(TERMS)


def korean() -> Article:
    """A Korean report, reviewed in full in English, drafted in Chinese."""
    paper = Paper(
        "2021/요소수-대책", "ko", ("en", "zh-Hans"), Metadata(date="2021-12-15", author="윤서연")
    )
    paper.add(
        K.HEADLINE,
        (
            "“요소수, 두 달 치 확보”…정부, 수입처 다변화 나서",
            "Two Months of Urea Solution Secured as Seoul Looks Beyond One Supplier",
            "韩国称已备足两个月车用尿素 将分散进口来源",
        ),
        states="rm",
    )
    paper.add(
        K.PARAGRAPH,
        (
            "정부는 15일 요소수 재고가 두 달 치를 넘었다고 밝혔다.",
            (
                "The government said on Wednesday that stocks of urea solution exceed two months"
                " of demand."
            ),
            "韩国政府15日表示，车用尿素库存已超过两个月用量。",
        ),
        (
            "관계자는 “한 나라에 기대는 공급망은 위험하다”라고 말했다.",
            "“A supply chain that leans on one country is a risk,” an official said.",
            "一名官员说：“依赖单一国家的供应链是危险的。”",
        ),
        states="rmrm",
    )
    paper.add(K.NOTICE, ("무단 전재 및 재배포 금지",))
    return paper.article(TERMS)


def chinese() -> Article:
    """A Chinese report, a draft in English, not yet translated into Korean."""
    paper = Paper("2021-12-24-jubilee", "zh-Hans", ("en", "ko"), Metadata(date="2021-12-24"))
    paper.add(
        K.HEADLINE,
        (
            "中韩建交三十周年系列活动将于明年启动",
            "Thirty Years of Ties: A Year of Events Ahead",
            "",
        ),
        states="me",
    )
    paper.add(
        K.PARAGRAPH,
        (
            "邢海明24日在首尔表示，双方将举办一百多项活动。",
            "Xing Haiming said in Seoul on Friday that more than a hundred events are planned.",
            "",
        ),
        (
            "“从RCEP到数字经济，合作的空间很大。”他说。",
            "“From RCEP to the digital economy, there is much room to work together,” he said.",
            "",
        ),
        states="meme",
    )
    return paper.article(TERMS)


def articles() -> tuple[Article, ...]:
    """The whole paper."""
    return luncheon(), korean(), chinese()
