#!/usr/bin/env python3
"""Planted errors (second pair, for tuning): single errors planted in right human translations.

plant(source, target, language, seed) -> [(kind, broken_target), ...], at most one per kind,
deterministic. Written from a list of kinds only. Standard library only.

Usage: planted_b.py --language ko|zh [--seed N] [PAIRS.tsv]   (TSV: source TAB target)
prints kind TAB source TAB right TAB broken.
"""
from __future__ import annotations

import argparse
import random
import re
import sys

HANGUL = "가-힣"
HAN = "\u4e00-\u9fff"
KINDS: dict[str, tuple[str, object]] = {}


def kind(name: str, languages: str = "ko zh"):
    def put(function):
        KINDS[name] = (languages, function)
        return function
    return put


# ---------------------------------------------------------------- helpers

def batchim(char: str) -> int:
    """0: none, 8: rieul, else other; -1: not Hangul."""
    code = ord(char) - 0xAC00
    return code % 28 if 0 <= code < 11172 else -1


PAIRED = [("으로", "로"), ("은", "는"), ("이", "가"), ("을", "를"), ("과", "와")]


def replace(text: str, start: int, end: int, new: str) -> str:
    """text[start:end] -> new; a Korean particle that follows is made to fit the new word."""
    rest = text[end:]
    final = batchim(new[-1]) if new else -1
    if final >= 0 and end > start and batchim(text[end - 1]) >= 0:
        for closed, open_ in PAIRED:
            for form in (closed, open_):
                if rest.startswith(form) and not re.match(f"[{HANGUL}]", rest[len(form):]):
                    needs = final not in (0, 8) if closed == "으로" else final != 0
                    return text[:start] + new + (closed if needs else open_) + rest[len(form):]
    return text[:start] + new + rest


def pick(rng: random.Random, items):
    items = list(items)
    return rng.choice(items) if items else None


def swap_table(text: str, table, rng: random.Random, source: str | None = None, fit: bool = True):
    """table: (pattern, new[, source pattern]); one random place."""
    found = []
    for row in table:
        if source is not None and len(row) > 2 and not re.search(row[2], source, re.I):
            continue
        for match in re.finditer(row[0], text):
            found.append((match, row[1]))
    chosen = pick(rng, found)
    if not chosen:
        return None
    match, new = chosen
    new = match.expand(new) if "\\" in new else new
    if not fit:
        return text[:match.start()] + new + text[match.end():]
    return replace(text, match.start(), match.end(), new)


def sentences(text: str, language: str) -> list[str]:
    if language == "zh":
        return [s for s in re.findall(r"[^。！？]+[。！？]+[”’」]?|[^。！？]+$", text) if s.strip()]
    parts = re.split(r"(?<=[다요까][.?!])\s+|(?<=[다요까][.?!][”’\"'])\s+", text)
    return [p for p in parts if p.strip()]


NEGATIVE_EN = re.compile(
    r"\b(not|no|never|none|nobody|nothing|nowhere|without|neither|nor|cannot|fail\w*|deny|denie[ds]|denying|denials?|"
    r"reject\w*|refus\w*|unlikely|unable|lack\w*|impossible|hardly|few|little|rarely|barely|stop\w*|prevent\w*|"
    r"avoid\w*|miss\w*|only|absen\w*|ban\w*|un[a-z]{4,}|in(?:ability|capable|valid|correct|sufficient)|less|"
    r"free|end(?:ed)?|beyond|before|until|unless|too|far from|instead|rather)\b|n[’']t\b", re.I)
NEGATIVE_SURE = re.compile(
    r"\b(not|no|never|none|nobody|nothing|without|neither|nor|cannot|fail\w*|denie[ds]|deny|denying|reject\w*|"
    r"refus\w*|unlikely|unable|impossible)\b|n[’']t\b", re.I)

# ---------------------------------------------------------------- numbers

NUMBER = re.compile(r"(?<![\dA-Za-z.,\-=_/])\d[\d,]*(?:\.\d+)?(?![\dA-Za-z\-])")


@kind("digit_changed")
def digit_changed(source, target, language, rng):
    inside = set(re.findall(r"\d+", source))
    found = [m for m in NUMBER.finditer(target)
             if len(re.sub(r"\D", "", m[0])) >= 2 and (set(re.findall(r"\d+", m[0])) & inside)]
    match = pick(rng, found)
    if not match:
        return None
    number = match[0]
    places = [i for i, c in enumerate(number) if c.isdigit()]
    place = rng.choice(places)
    digits = [d for d in "123456789" if d != number[place]]
    return target[:match.start()] + number[:place] + rng.choice(digits) + number[place + 1:] + target[match.end():]


BOUND_KO = [(r"(?<=\d)명(?![가-힣]{2})", "건"), (r"(?<=\d)개월", "년"), (r"(?<![\d.]\d\d\d)(?<=\d)년(?!대|생|도|형)(?= |[간에의은이도])", "개월"),
            (r"(?<=\d)일(?= |에|부터|까지|,)", "시"), (r"(?<=\d) ?퍼센트|(?<=\d) ?%(?!p|포인트)", "배"), (r"(?<=\d)건(?=[의이을에 ])", "명"),
            (r"(?<=\d)회(?=[의를 ])", "명"), (r"(?<=\d)세(?=[의인에 ])", "년"), (r"(?<=\d)배(?= |로|나)", "%"),
            (r"(?<=\d)개국", "개 도시"), (r"(?<=\d)개(?= (?:국가|나라))", "년간"), (r"(?<=\d)개 도시", "개 국가"), (r"(?<=\d)시간", "일"),
            (r"(?<=\d)주(?= 동안| 만에| 후)", "년"), (r"(?<=\d)분(?= |에|간|만)", "시간"), (r"(?<=\d)골", "경기"), (r"(?<=\d)경기", "골")]
BOUND_ZH = [(r"(?<=\d)( ?)人(?!民|均|类|次)", r"\1起"), (r"(?<=\d)( ?)名", r"\1家"), (r"(?<=\d)( ?)个月", r"\1年"), (r"(?<!\d{3})(?<=\d)( ?)年(?!代|级|度)", r"\1个月"),
            (r"(?<=\d)( ?)[日号](?!本)", r"\1点"), (r"(?<=\d)( ?)%", r"\1倍"), (r"(?<=\d)( ?)岁", r"\1年"), (r"(?<=\d)( ?)家(?!庭)", r"\1人"),
            (r"(?<=\d)( ?)次(?![方级])", r"\1人"), (r"(?<=\d)( ?)倍", r"\1%"), (r"(?<=\d)( ?)天", r"\1小时"), (r"(?<=\d)( ?)小时", r"\1天"),
            (r"(?<=\d)( ?)个(?=国家)", r"\1年来的"), (r"(?<=\d)( ?)个城市", r"\1个国家"), (r"(?<=\d)( ?)分钟", r"\1小时"), (r"(?<=\d)( ?)座", r"\1年"),
            (r"(?<=\d)( ?)位", r"\1次"), (r"(?<=\d)( ?)周(?!年|岁)", r"\1年")]


@kind("number_bound_elsewhere")
def number_bound(source, target, language, rng):
    return swap_table(target, BOUND_KO if language == "ko" else BOUND_ZH, rng)


JOINER = re.compile(r"^[^\s\d]{0,3}\s*(?:[,、·~\-–—:：/및와과랑나또는혹은或和与及至到])?\s*$")


@kind("numbers_exchanged")
def numbers_exchanged(source, target, language, rng):
    found = list(NUMBER.finditer(target))
    pairs = []
    for i, first in enumerate(found):
        for second in found[i + 1:]:
            between = target[first.end():second.start()]
            if first[0] == second[0] or len(between) < 4 or JOINER.match(between):
                continue
            if re.match(r"^\s*[^\d]{0,5}(?:到|至|내지|부터|에서|~|-)", between) and len(between) < 9:
                continue
            if re.match(r"^[^\d\s]{0,2}(?:[,、와과]|부터|에서|至|到|和|与)", between) and len(between) < 8:
                continue
            pairs.append((first, second))
    pair = pick(rng, pairs)
    if not pair:
        return None
    first, second = pair
    return (target[:first.start()] + second[0] + target[first.end():second.start()] + first[0] + target[second.end():])


@kind("round_number")
def round_number(source, target, language, rng):
    found = [(m.start(), m.end()) for m in re.finditer(r"(?<![\d.,])[2-9](?=0{2,}(?![\d])|0?,000|(?:0|00)? ?[백천만억조百千万亿])", target)]
    word = [(m.start(), m.end()) for m in re.finditer(r"[三四五六七八九](?=[百千万亿])", target)]
    options = [(s, e, str(int(target[s:e]) - 1)) for s, e in found]
    numerals = "一二三四五六七八九"
    options += [(s, e, "两" if target[s:e] == "三" else numerals[numerals.index(target[s:e]) - 1]) for s, e in word]
    chosen = pick(rng, options)
    if not chosen:
        return None
    return target[:chosen[0]] + chosen[2] + target[chosen[1]:]


CURRENCY_KO = [(r"달러", "유로"), (r"달러", "파운드"), (r"(?<![가-힣])유로(?!존|파|화|본|퀘|[가-힣]{3})|(?<=[만억조])\s?유로|(?<=\d)\s?유로", "달러"), (r"파운드(?=[의를가은로 짜규]|$)(?<=[\d만억조] 파운드)|(?<=[\d만억조])파운드", "달러"),
               (r"(?<=\d[만억조])\s?원(?![가-힣]{2})|(?<=[\d만억조천] )원(?=[을의이에 ])", "엔"), (r"(?<=[\d만억조])\s?엔(?=[을의이에화 ])", "원"), (r"(?<=[\d만억조] )위안(?=[을의이화 ])|(?<=[\d만억조])위안(?=[을의이화 ])", "달러"), (r"\$(?=\d)", "€"), (r"£(?=\d)", "$"), (r"€(?=\d)", "$")]
CURRENCY_ZH = [(r"美元", "欧元"), (r"美元", "英镑"), (r"欧元", "美元"), (r"英镑", "美元"), (r"日元", "韩元"), (r"韩元", "日元"), (r"(?<=[\d万亿])( ?)元", r"\1美元"), (r"\$(?=\d)", "€"), (r"£(?=\d)", "$"), (r"€(?=\d)", "$")]


@kind("currency_exchanged")
def currency(source, target, language, rng):
    return swap_table(target, CURRENCY_KO if language == "ko" else CURRENCY_ZH, rng)


UNIT_KO = [(r"킬로미터", "마일"), (r"(?<=\d)( ?)km(?![a-z/²])", r"\1마일"), (r"(?<![가-힣])마일(?!리|스)", "킬로미터"), (r"(?<=\d)( ?)마일(?!리|스)", r"\1킬로미터"), (r"센티미터", "인치"),
           (r"(?<=\d)( ?)미터", r"\1피트"), (r"(?<=\d)( ?)m(?=[의를가 ])", r"\1피트"), (r"(?<=\d)( ?)피트", r"\1미터"), (r"킬로그램", "파운드"), (r"(?<=\d)( ?)kg", r"\1파운드"), (r"(?<=\d)( ?)톤", r"\1킬로그램"),
           (r"섭씨", "화씨"), (r"화씨", "섭씨"), (r"(?<=\d)( ?)헥타르", r"\1에이커"), (r"(?<=\d)( ?)에이커", r"\1헥타르"), (r"(?<=\d)( ?)인치", r"\1센티미터"), (r"(?<=\d)( ?)야드", r"\1마일"), (r"(?<=\d)( ?)리터", r"\1갤런")]
UNIT_ZH = [(r"公里", "英里"), (r"英里", "公里"), (r"(?<=\d)( ?)米", r"\1英尺"), (r"英尺", "米"), (r"厘米", "英寸"), (r"英寸", "厘米"), (r"公斤|千克", "磅"), (r"(?<=\d)( ?)磅", r"\1公斤"), (r"(?<=[\d万])( ?)吨", r"\1公斤"),
           (r"摄氏", "华氏"), (r"华氏", "摄氏"), (r"公顷", "英亩"), (r"英亩", "公顷"), (r"(?<=\d)( ?)码", r"\1英里"), (r"平方公里", "平方米"), (r"(?<=\d)( ?)升", r"\1加仑")]


@kind("unit_exchanged")
def unit(source, target, language, rng):
    return swap_table(target, UNIT_KO if language == "ko" else UNIT_ZH, rng)


# ---------------------------------------------------------------- time

@kind("year_changed")
def year(source, target, language, rng):
    found = [m for m in re.finditer(r"(?<!\d)(1[5-9]|20)\d\d(?= ?[년年])", target) if m[0] in source]
    match = pick(rng, found)
    if not match:
        return None
    new = int(match[0]) + rng.choice([-10, -2, -1, 1, 2, 10])
    if str(new) in source:
        new += 3
    return target[:match.start()] + str(new) + target[match.end():]


MONTH_EN = re.compile(r"\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)")


@kind("month_changed")
def month(source, target, language, rng):
    if not MONTH_EN.search(source):
        return None
    found = list(re.finditer(r"(?<![\d개個个])(1[0-2]|[1-9])(?= ?[월月])|(?:十[一二]|(?<![十个])[一二三四五六七八九十])(?=月(?!球|亮))", target))
    match = pick(rng, found)
    if not match:
        return None
    present = {m[0] for m in found}
    if match[0].isdigit():
        options = [str(n) for n in range(1, 13) if str(n) not in present]
    else:
        options = [n for n in "一 二 三 四 五 六 七 八 九 十 十一 十二".split() if n not in present]
    return target[:match.start()] + rng.choice(options) + target[match.end():]


@kind("weekday_changed")
def weekday(source, target, language, rng):
    if not re.search(r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day", source):
        return None
    if language == "ko":
        found = list(re.finditer(r"[월화수목금토일](?=요일)", target))
        days = "월화수목금토일"
    else:
        found = list(re.finditer(r"(?<=星期)[一二三四五六日天]|(?<=[上本下这 ]周)[一二三四五六日]|(?<=礼拜)[一二三四五六日天]|(?<=周)[一二三四五六](?![百千万个])|(?<=周)日(?!报|刊)", target))
        days = "一二三四五六日"
    match = pick(rng, found)
    if not match:
        return None
    present = {m[0].replace("天", "日") for m in found}
    return target[:match.start()] + rng.choice([d for d in days if d not in present]) + target[match.end():]


REL_KO = [(r"지난해", "내년"), (r"작년", "내년"), (r"내년", "지난해"), (r"올해", "지난해"), (r"어제", "내일"), (r"(?<![가-힣])내일(?= |은|부터|이|까|,)", "어제"), (r"(?<![가-힣])오늘(?!날)", "어제"), (r"(?<![가-힣])오전", "오후"),
          (r"(?<![가-힣])오후", "오전"), (r"지난 ?주(?!말)", "다음 주"), (r"다음 ?주(?=[에의는 ])", "지난주"), (r"지난 ?달", "다음 달"), (r"다음 ?달", "지난달"), (r"올여름", "지난여름"), (r"그저께", "모레"), (r"전날", "다음 날"), (r"다음 ?날", "전날"), (r"(?<=[년월일주] )전(?=[에부의 ,])", "후")]
REL_ZH = [(r"去年", "明年"), (r"明年", "去年"), (r"今年", "去年"), (r"昨[天日]", "明天"), (r"明天", "昨天"), (r"今天", "昨天"), (r"上午", "下午"), (r"下午", "上午"), (r"早上", "晚上"), (r"(?<!天)晚上(?!好)", "早上"), (r"上周", "下周"),
          (r"(?<!一)下周", "上周"), (r"上个?月(?!球)", "下个月"), (r"下个?月", "上个月"), (r"昨晚", "明晚"), (r"今晚", "昨晚"), (r"(?<=[年月天周])(?:以)?前(?=[，的在]|$)(?<!之前)", "后"), (r"次日", "前一天"), (r"后天(?![性])", "前天")]


@kind("relative_time")
def relative(source, target, language, rng):
    return swap_table(target, REL_KO if language == "ko" else REL_ZH, rng)


ORD_EN = re.compile(r"\b(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th))\b|\bNo\. ?\d|World War I|\bI{1,3}\b", re.I)
ORD_KO_WORDS = ["첫", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열"]


@kind("ordinal_changed")
def ordinal(source, target, language, rng):
    if not ORD_EN.search(source):
        return None
    options = []
    if language == "ko":
        for m in re.finditer(r"(?<![가-힣])(첫|두|세|네|다섯|여섯|일곱|여덟|아홉)(?= ?번째)", target):
            options.append((m.start(), m.end(), ORD_KO_WORDS[ORD_KO_WORDS.index(m[0]) + 1]))
        for m in re.finditer(r"(?<![가-힣])첫(?= [가-힣])(?! ?번째)(?! ?눈)", target):
            if re.search(r"\bfirst\b", source, re.I):
                options.append((m.start(), m.end(), "두 번째"))
        for m in re.finditer(r"(?<=제)\d+(?=[가-힣 ])|(?<![\d.])\d+(?= ?(?:위|번째|세기|회(?=[말초])|차|기)(?![가-힣]*원))|(?<=제)[일이삼](?=차)", target):
            new = {"일": "이", "이": "삼", "삼": "사"}.get(m[0]) or str(int(m[0]) + rng.choice([1, 2]))
            options.append((m.start(), m.end(), new))
    else:
        numerals = "一二三四五六七八九十"
        for m in re.finditer(r"(?<=第)( ?\d+|十[一二三四五六七八]|[一二三四五六七八九](?!十|百))", target):
            if m[0].strip().isdigit():
                new = m[0].replace(m[0].strip(), str(int(m[0]) + 1))
            elif len(m[0]) == 2:
                new = "十" + numerals[numerals.index(m[0][1]) + 1]
            else:
                new = numerals[numerals.index(m[0]) + 1]
            options.append((m.start(), m.end(), new))
        for m in re.finditer(r"首次", target):
            options.append((m.start(), m.end(), "第二次"))
    chosen = pick(rng, options)
    return target[:chosen[0]] + chosen[2] + target[chosen[1]:] if chosen else None


# ---------------------------------------------------------------- denials

LOST_KO = [(r"하지(?:는|도)? (?:않았|못했)", "했"), (r"하지(?:는|도)? 않(?:는|는)다", "한다"), (r"하지(?:는|도)? 못한다", "한다"), (r"하지(?:는|도)? (?:않을|못할)", "할"), (r"하지(?:는|도)? (?:않은|못한)(?![다가-힣])", "한"), (r"하지(?:는|도)? (?:않는|못하는)(?!다)", "하는"),
           (r"하지(?:는|도)? (?:않고|못하고)", "하고"), (r"하지(?:는|도)? (?:않기|못하기)", "하기"), (r"하지(?:는|도)? 않습니다", "합니다"), (r"하지(?:는|도)? (?:않아|못해)", "해"), (r"하지(?:는|도)? (?:않으면|못하면)", "하면"),
           (r"되지(?:는|도)? (?:않았|못했)", "됐"), (r"되지(?:는|도)? 않는다", "된다"), (r"되지(?:는|도)? (?:않을|못할)", "될"), (r"되지(?:는|도)? (?:않은|못한)(?![다가-힣])", "된"), (r"되지(?:는|도)? (?:않는|못하는)(?!다)", "되는"), (r"되지(?:는|도)? 않습니다", "됩니다"), (r"되지(?:는|도)? (?:않아|못해)", "돼"),
           (r"(?<=[가-힣])지(?:는|도)? 않았(?=[다습고으지던])(?<=[있없]지 않았)", "었"), (r"(?<=[수이가은는도] )없(?=[다었는을습으고지])", "있"), (r"(?<=있)지(?:는|도)? 않았", "었"), (r"(?<=있)지(?:는|도)? 않다", "다"), (r"(?<=있)지(?:는|도)? 않은", "는"),
           (r"(?<=[이가은는] )아니라고", "맞다고"), (r"[을를] 부인(?=[했하])", "을 인정"), (r"부인했다", "인정했다"), (r"[을를] 거부했", "을 수락했"), (r"거절했", "수락했"), (r"(?<= )안 (?=[된했할한해])", "")]
LOST_ZH = [(r"(?<!有)并?没有(?=人|任何|什么|证据|理由|计划|办法|必要|迹象|问题)", "有"), (r"(?<![有])并?没有(?=[到做说在把提出发给被让得要参进对采])", ""), (r"(?<![会])不会", "会"), (r"(?<!能)不能", "能"), (r"(?<!是)(?<!而)并?不是", "是"), (r"(?<!要)不应该?", "应"),
           (r"并不(?![是])", ""), (r"并未|尚未|仍未|还未", "已"), (r"(?<!有)无法", "能够"), (r"未能", "成功"), (r"从未", "曾"), (r"拒绝(?=[了对接参透评]|承认|提供)", "同意"), (r"(?<!可)否认", "承认"), (r"(?<!可)不可能", "可能"), (r"不太可能", "很可能"), (r"不再", "仍"), (r"(?<!想)不想", "想"),
           (r"(?<!知)不知道", "知道"), (r"(?<!愿)不愿意?", "愿意"), (r"(?<!要)不要", "要"), (r"(?<!需)不需要", "需要"), (r"(?<!允)不允许", "允许"), (r"(?<!存)不存在", "存在"), (r"(?<!相)不相信", "相信"), (r"无人", "有人")]


@kind("denial_lost")
def denial_lost(source, target, language, rng):
    if not NEGATIVE_SURE.search(source) or re.search(r"not only|nothing but|not just|not merely|no less|cannot but|no more than|not until|\bno\.", source, re.I):
        return None
    if language == "ko":
        if re.search(r"지 않을 수 없|없지 않|못지않|밖에 없|뿐(?:만)? 아니라|는 수밖에|지 않으면", target):
            return None
        # 'only' forms need the denial: 밖에 않, 전혀/아무/결코 + positive is only more wrong
        return swap_table(target, LOST_KO, rng, fit=False)
    if re.search(r"不得不|不能不|无不|不会不|非.{1,8}不|除非", target):
        return None
    return swap_table(target, LOST_ZH, rng, fit=False)


ADD_KO = [(r"했다(?=[.”\"’']|$|고 )(?<!야 했다)(?<!말했다)(?<!전했다)(?<!못했다)(?<!보도했다)(?<!주장했다)(?<!발표했다)(?<!밝혔다)", "하지 않았다"), (r"됐다(?=[.”\"’']|$|고 )|되었다(?=[.”\"’']|$|고 )", "되지 않았다"),
          (r"(?<![못])(?<!야 )한다(?=[.”\"’']|$|고 (?:말|밝|전|주))(?<!말한다)(?<!못한다)", "하지 않는다"), (r"된다(?=[.”\"’']|$|고 )", "되지 않는다"), (r"(?<!야 )할 것(?=이다|이라|으로|입니다)", "하지 않을 것"), (r"될 것(?=이다|이라|으로|입니다)", "되지 않을 것"),
          (r"수 있(?=[다었는을습으고])", "수 없"), (r"(?<=[이가] )있(?=다[.고]|었다|습니다|는 것)", "없"), (r"했습니다(?=[.”\"’'])(?<!말했습니다)(?<!못했습니다)", "하지 않았습니다"), (r"됩니다(?=[.”\"’'])", "되지 않습니다"), (r"되었습니다|됐습니다", "되지 않았습니다"), (r"합니다(?=[.”\"’'])(?<!못합니다)", "하지 않습니다")]
ADD_ZH = [(r"已经(?!不)", "尚未"), (r"(?<![不])可以", "不可以"), (r"(?<![不无])可能(?!性)", "不可能"), (r"正在", "并没有在"), (r"(?<![不])应该", "不应该"), (r"(?<![不])能够", "不能够"), (r"(?<![不自])愿意", "不愿意"), (r"(?<![不无])必须", "不必"),
          (r"(?<=[他她它们将都也还就])会(?![议员见谈面长场展晤合计])", "不会"), (r"(?<=[人员者司府国队年日])将(?![近军领士])(?=[会在于被成对进举继为与])", "将不"), (r"(?<=[他她它这那们])是(?=[一个在因他她美中])", "不是"), (r"(?<=[，。])(他|她|他们|我们)希望", r"\1不希望"),
          (r"同意(?=了)", "没有同意"), (r"(?<=[他她])承认", "否认"), (r"(?<=[人员者司府国队])能(?![源力量够否干])", "不能")]


@kind("denial_added")
def denial_added(source, target, language, rng):
    if NEGATIVE_EN.search(source) or "?" in source:
        return None
    if language == "ko":
        if re.search(r"않|못|없|아니|안 |반대|거부|부인|금지|실패", target):
            return None
        return swap_table(target, ADD_KO, rng, fit=False)
    if re.search(r"[不没未无非否]|拒绝|禁止|失败|才", target):
        return None
    return swap_table(target, ADD_ZH, rng, fit=False)


# ---------------------------------------------------------------- titles, countries, persons

RANK_EN = r"\b(vice|deputy|associate|assistant|sub|under|acting|co-|junior|undersecretary)"
RANK_KO = [(r"(?<![가-힣])대통령(?!선거|제|궁| 선거| 후보| 당선| 예비)", "부통령", r"president"), (r"(?<![가-힣])총리", "부총리", r"prime minister|premier|chancellor"), (r"(?<!부)(?<=[ 가-힣])회장(?![에]서)(?= |은|이|을|의|$|,|인)", "부회장", r"chair|president"),
           (r"(?<![부가-힣])사장(?= |은|이|을|의|$|,)", "부사장", r"president|chief|CEO|head"), (r"(?<!부)위원장", "부위원장", r"chair|head|leader"), (r"(?<![부조가-힣])교수(?=[가는의인] |[가는]? )", "부교수", r"professor"), (r"(?<![부가-힣])시장(?=[은이의] |[은이] )", "부시장", r"mayor"),
           (r"(?<!부)지사(?=[가는의] )", "부지사", r"governor"), (r"(?<![부])국장(?= |은|이|을|의)", "부국장", r"director|chief|head"), (r"장관(?!급)", "차관", r"minister|secretary"), (r"(?<![부가-힣])의장(?=[은이의 ])", "부의장", r"speaker|chair"), (r"(?<!부)총장(?= |은|이|의)", "부총장", r"president|chancellor|secretary|general"),
           (r"(?<![부])소장(?=[은이의 ])", "부소장", r"director|head"), (r"(?<![가-힣])감독(?=[은이의] | )", "코치", r"manager|head coach"), (r"(?<!부)원장(?=[은이의 ])(?<!위원장)", "부원장", r"director|head|president"), (r"(?<![가-힣])대사(?=[가는의] )", "부대사", r"ambassador")]
RANK_ZH = [(r"(?<!副)总统(?!选举|府|大选|候选|竞选|制)", "副总统", r"president"), (r"(?<!副)首相", "副首相", r"prime minister|premier"), (r"(?<!副)总理", "副总理", r"prime minister|premier|chancellor"), (r"(?<!副)主席(?!国|台)", "副主席", r"chair|president"), (r"(?<!副)总裁", "副总裁", r"president|chief|CEO"), (r"(?<![副])部长", "副部长", r"minister|secretary|head"),
           (r"(?<!副)国务卿", "副国务卿", r"secretary"), (r"(?<!副)市长(?!选)", "副市长", r"mayor"), (r"(?<![副助])教授", "副教授", r"professor"), (r"(?<!副)总经理", "副总经理", r"manager"), (r"(?<!副)主任", "副主任", r"director|head|chief"), (r"(?<!副)院长", "副院长", r"dean|president|director|head"), (r"(?<!副)校长", "副校长", r"principal|president|chancellor|headmaster|headteacher"),
           (r"(?<!副)局长", "副局长", r"director|chief|commissioner|sheriff"), (r"(?<!副)会长", "副会长", r"president|chair"), (r"(?<!副)州长", "副州长", r"governor"), (r"(?<!副)大臣", "副大臣", r"minister|secretary"), (r"(?<!副)议长", "副议长", r"speaker"), (r"主教练", "助理教练", r"manager|coach"), (r"(?<!副)董事长", "副董事长", r"chair"), (r"(?<!副)首席执行官", "副首席执行官", r"chief|CEO")]


@kind("rank_added")
def rank(source, target, language, rng):
    if re.search(RANK_EN, source, re.I):
        return None
    return swap_table(target, RANK_KO if language == "ko" else RANK_ZH, rng, source)


COUNTRIES = [  # English pattern, Korean, Chinese
    (r"\bU\.?S\.?A?\b|United States|\bAmerica", "미국", "美国"), (r"China|Chinese", "중국", "中国"), (r"\bU\.?K\.?\b|Britain|British|United Kingdom", "영국", "英国"), (r"France|French", "프랑스", "法国"), (r"German", "독일", "德国"), (r"Japan", "일본", "日本"),
    (r"South Korea", "한국", "韩国"), (r"North Korea", "북한", "朝鲜"), (r"Russia", "러시아", "俄罗斯"), (r"\bIndian?s?\b", "인도", "印度"), (r"Ital(?:y|ian)", "이탈리아", "意大利"), (r"Spain|Spanish", "스페인", "西班牙"), (r"Canad", "캐나다", "加拿大"), (r"Mexic", "멕시코", "墨西哥"),
    (r"Brazil", "브라질", "巴西"), (r"Australia", "호주", "澳大利亚"), (r"Turk(?:ey|ish)", "터키", "土耳其"), (r"\bIran", "이란", "伊朗"), (r"\bIraq", "이라크", "伊拉克"), (r"Syria", "시리아", "叙利亚"), (r"Israel", "이스라엘", "以色列"), (r"Egypt", "이집트", "埃及"), (r"Greece|Greek", "그리스", "希腊"),
    (r"Indonesia", "인도네시아", "印度尼西亚"), (r"Vietnam", "베트남", "越南"), (r"Thai", "태국", "泰国"), (r"Philippine|Filipino", "필리핀", "菲律宾"), (r"Pakistan", "파키스탄", "巴基斯坦"), (r"Afghan", "아프가니스탄", "阿富汗"), (r"Saudi", "사우디아라비아", "沙特阿拉伯"), (r"Poland|Polish", "폴란드", "波兰"),
    (r"Swed(?:en|ish)", "스웨덴", "瑞典"), (r"Norw", "노르웨이", "挪威"), (r"Switzerland|Swiss", "스위스", "瑞士"), (r"Ukrain", "우크라이나", "乌克兰"), (r"Argentin", "아르헨티나", "阿根廷"), (r"Ireland|Irish", "아일랜드", "爱尔兰"), (r"New Zealand", "뉴질랜드", "新西兰"), (r"Netherlands|Dutch", "네덜란드", "荷兰"),
    (r"Portug", "포르투갈", "葡萄牙"), (r"Macedonia", "마케도니아", "马其顿"), (r"Venezuela", "베네수엘라", "委内瑞拉"), (r"Cuba", "쿠바", "古巴"), (r"Kenya", "케냐", "肯尼亚"), (r"Singapore", "싱가포르", "新加坡"), (r"Malaysia", "말레이시아", "马来西亚"), (r"Scotland|Scottish", "스코틀랜드", "苏格兰"), (r"Wales|Welsh", "웨일스", "威尔士")]
CAPITALS = [(r"Washington", "워싱턴", "华盛顿"), (r"Beijing", "베이징", "北京"), (r"London", "런던", "伦敦"), (r"Paris", "파리", "巴黎"), (r"Berlin", "베를린", "柏林"), (r"Tokyo", "도쿄", "东京"), (r"Seoul", "서울", "首尔"), (r"Moscow", "모스크바", "莫斯科"), (r"New Delhi", "뉴델리", "新德里"), (r"\bRome\b", "로마", "罗马"),
            (r"Madrid", "마드리드", "马德里"), (r"Ottawa", "오타와", "渥太华"), (r"Athens", "아테네", "雅典"), (r"Jakarta", "자카르타", "雅加达"), (r"Bangkok", "방콕", "曼谷"), (r"Cairo", "카이로", "开罗"), (r"Tehran", "테헤란", "德黑兰"), (r"Vienna", "빈", "维也纳"), (r"Brussels", "브뤼셀", "布鲁塞尔"), (r"Stockholm", "스톡홀름", "斯德哥尔摩")]
NOT_AFTER = {"런던": "데리", "북한": "산", "인도": "네|적|하|되|주|차|양|로", "파리": "[가-힣]", "이란": "[ .,]?[?’”]", "태국": "기", "印度": "尼|洋", "中国": "海", "朝鲜": "半岛|战争|族", "한국": "전쟁|어", "로마": "자|제|교|[가-힣]{2}", "빈": "."}


def exchange_place(source, target, language, rng, table):
    column = 1 if language == "ko" else 2
    found = []
    for row in table:
        word = row[column]
        if not re.search(row[0], source) or len(word) < 2:
            continue
        border = f"(?<![{HANGUL}])" if language == "ko" else ""
        after = NOT_AFTER.get(word)
        for match in re.finditer(border + re.escape(word) + (f"(?!{after})" if after else ""), target):
            found.append((match, row))
    chosen = pick(rng, found)
    if not chosen:
        return None
    match, row = chosen
    options = [r for r in table if r is not row and not re.search(r[0], source) and r[column] not in target and len(r[column]) > 1]
    # all occurrences of the word, as a misreader would, or only one
    new = rng.choice(options[:24] or options)[column]
    return replace(target, match.start(), match.end(), new)


@kind("country_exchanged")
def country(source, target, language, rng):
    return exchange_place(source, target, language, rng, COUNTRIES)


@kind("capital_exchanged")
def capital(source, target, language, rng):
    return exchange_place(source, target, language, rng, CAPITALS)


PERSONS = [("Trump", "트럼프", "特朗普"), ("Obama", "오바마", "奥巴马"), ("Clinton", "클린턴", "克林顿"), ("Bush", "부시", "布什"), ("Merkel", "메르켈", "默克尔"), ("Putin", "푸틴", "普京"), ("Kavanaugh", "캐버노", "卡瓦诺"), ("Johnson", "존슨", "约翰逊"), ("Macron", "마크롱", "马克龙"), ("Corbyn", "코빈", "科尔宾"),
           ("Biden", "바이든", "拜登"), ("Sanders", "샌더스", "桑德斯"), ("Ford", "포드", "福特"), ("Flake", "플레이크", "弗莱克"), ("Mourinho", "무리뉴", "穆里尼奥"), ("Woods", "우즈", "伍兹"), ("Messi", "메시", "梅西"), ("Ronaldo", "호날두", "罗纳尔多"), ("Musk", "머스크", "马斯克"), ("Sarkozy", "사르코지", "萨科齐"),
           ("Zaev", "자에프", "扎埃夫"), ("Netanyahu", "네타냐후", "内塔尼亚胡"), ("McCain", "매케인", "麦凯恩"), ("Romney", "롬니", "罗姆尼"), ("Graham", "그레이엄", "格雷厄姆"), ("Grassley", "그래슬리", "格拉斯利"), ("Warren", "워런", "沃伦"), ("Harris", "해리스", "哈里斯"), ("Murphy", "머피", "墨菲"), ("Hudson", "허드슨", "哈德森")]
SPARE_KO = ["앤더슨", "로버츠", "윌슨", "하퍼", "카터", "밀러", "헤르난데스", "라르센", "코왈스키", "베르그만", "모레노", "위트먼"]
SPARE_ZH = ["安德森", "罗伯茨", "威尔逊", "哈珀", "卡特", "米勒", "埃尔南德斯", "拉尔森", "科瓦尔斯基", "贝格曼", "莫雷诺", "惠特曼"]
SPARE_EN = ["Anderson", "Roberts", "Wilson", "Harper", "Carter", "Miller", "Hernandez", "Larsen", "Kowalski", "Bergman", "Moreno", "Whitman"]
INITIAL = {0: "GKC", 1: "GKC", 2: "N", 3: "DT", 4: "DT", 5: "RLW", 6: "M", 7: "BVP", 8: "BVP", 9: "SCZ", 10: "SCZ", 11: "AEIOUYWHJ", 12: "JGZX", 13: "JZ", 14: "CTQX", 15: "KCQ", 16: "T", 17: "PFB", 18: "HFWJ"}
TITLES_KO = "씨|대통령|의원|교수|감독|선수|회장|장관|총리|대변인|판사|박사|경감|목사"
NO_NAMES = set("잠비아 짐바브웨 나이지리아 볼리비아 칠레 페루 콜롬비아 에콰도르 핀란드 덴마크 오스트리아 벨기에 헝가리 체코 루마니아 불가리아 세르비아 크로아티아 조지아 아르메니아 레바논 요르단 수단 케냐 우간다 르완다 미얀마 네팔 몽골 대만 홍콩 팔레스타인 에너지 시력 예비 캄보디아 라오스 어느 여러 모든 일부 많은 새 또 이번 그런 어떤 아무 해당 유력 대선 총선 경선 무소속 각국 양국 재무 통일 외교 교육 환경 노동 농림 보건 신문 주요 진보 보수 좌파 우파 중도 미국 중국 일본 한국 북한 러시아 프랑스 독일 영국 국방 외무 재무 법무 내무 상원 하원 민주당 공화당 전직 전임 신임 현직 주지사 노동당 보수당 백악관 국무 국제 당시 그녀 검찰 부총 대법원 연방 수석 특별 야당 여당 여성 남성 유명 지역 한 두 세 다른 이 그 전 현 각 팀 축구 골프 야구 농구 프로 테니스 올림픽 유럽 사우디 이라크 이란 터키 유엔 당선 차기 국가 정부 경제 회사 부시장 뉴욕 런던".split())


@kind("person_exchanged")
def person(source, target, language, rng):
    column = 1 if language == "ko" else 2
    options = []
    present = [row for row in PERSONS if re.search(r"\b" + row[0] + r"\b", source) and row[column] in target]
    for a in present:
        border = f"(?<![{HANGUL}])" if language == "ko" else ""
        for m in re.finditer(border + a[column] + {"메시": "(?!지)", "부시": "(?!장|킨)", "우즈": "(?!베)", "포드": "(?!캐|가)", "해리스": "(?!버)", "福特": "(?!基金)", "머피": "(?!의 법칙)"}.get(a[column], ""), target):
            for b in PERSONS:
                if b is not a and not re.search(r"\b" + b[0] + r"\b", source):
                    options.append((m.start(), m.end(), b[column]))
    spare = [(k if language == "ko" else z) for k, z, e in zip(SPARE_KO, SPARE_ZH, SPARE_EN) if e not in source]
    if language == "ko" and not options:
        capitals = {w[0] for w in re.findall(r"(?<=[a-z,;] )[A-Z][a-z]{2,}|^[A-Z][a-z]{3,}", source)}
        for m in re.finditer(rf"(?<![{HANGUL}·])([{HANGUL}]{{2,5}})(?= (?:{TITLES_KO})(?:[은는이가의을를도와과]|\b))", target):
            word = m[1]
            if word in NO_NAMES or any(word == row[1] for row in COUNTRIES + CAPITALS) or re.search(r"[의은는을를에서한된인적던]$|당$|부$|국$|회$|원$|법$|전$|[군장]$|시$|계$|사$|무$|동$|단$", word):
                continue
            initial = (ord(word[0]) - 0xAC00) // 588
            if any(c in INITIAL[initial] for c in capitals):
                options += [(m.start(), m.end(), s) for s in spare]
    if language == "zh" and not options:
        for m in re.finditer(rf"[{HAN}]{{2,5}}[·•・]([{HAN}]{{2,5}})", target):
            if not re.search(r"[A-Z][a-z]+ [A-Z][a-z]+", source):
                continue
            first = m[0].split(m[0][-len(m[1]) - 1])[0]
            # change the given name's end part only: surname up to a known border
            end = m.end()
            cut = re.search(r"[慢现在于是的和与对将也被则曾说称从向以为就都还已（(]", m[1])
            if cut:
                end = m.start(1) + cut.start()
            else:
                follow = target[end:end + 1]
                if len(m[1]) == 5 and re.match(f"[{HAN}]", follow or "。"):
                    continue
            if end - m.start(1) >= 2 and first:
                options += [(m.start(1), end, s) for s in spare]
    chosen = pick(rng, options)
    return replace(target, *chosen) if chosen else None


# ---------------------------------------------------------------- quotes, additions, rests

@kind("quotes_lost")
def quotes_lost(source, target, language, rng):
    quoted = re.findall(r"[\"“]([^\"“”]+)[\"”]|[\"“]([^\"“”]+)$|^([^\"“”]+)[\"”]|['‘]([A-Z][^'’]+)[,.?!]?['’]", source)
    if not any(len("".join(q).split()) >= 4 for q in quoted):
        return None
    found = [m for m in re.finditer(r"“([^“”]{10,})”|\"([^\"]{10,})\"|‘([^‘’]{12,})’|「([^「」]{10,})」", target)]
    if not found:
        return None
    out = target
    for m in reversed(found):
        out = out[:m.start()] + m[0][1:-1] + out[m.end():]
    return out


GREET = {"ko": ["안녕하세요. {}", "안녕하세요! 번역해 드리겠습니다. {}", "다음은 요청하신 번역입니다: {}", "{} 도움이 되셨기를 바랍니다.", "물론입니다! {}", "{} 더 궁금한 점이 있으면 말씀해 주세요.", "네, 번역 결과는 다음과 같습니다. {}"],
         "zh": ["您好！{}", "以下是译文：{}", "好的，{}", "{}希望对您有帮助。", "当然可以！{}", "{}如果您还有其他问题，请随时告诉我。", "大家好，{}"]}


@kind("greeting_added")
def greeting(source, target, language, rng):
    if re.search(r"\b(hello|hi|dear|sure|of course|okay|thank)\b", source, re.I):
        return None
    return rng.choice(GREET[language]).format(target)


NOTES = {"ko": [" (역주: 원문 표현을 의역함)", " (옮긴이 주: 문맥에 따라 번역함)", " [번역 참고: 이름의 표기는 확인이 필요함]", " (※ 번역자 주: 직역하면 뜻이 통하지 않음)", " (참고: 이 문장은 직역하였습니다.)"],
         "zh": ["（译注：此处为意译）", "（译者注：人名音译）", "（注：根据上下文翻译）", "【翻译说明：原文语义不清】", "（译者按：此句采用直译）"]}


@kind("note_added")
def note(source, target, language, rng):
    note_ = rng.choice(NOTES[language])
    stop = re.search(r"[.。]\s*$", target)
    if stop and rng.random() < 0.5:
        return target[:stop.start()] + note_ + target[stop.start():]
    return target.rstrip() + note_


WORDS = [("government", "정부", "政府"), ("company", "회사", "公司"), ("economy", "경제", "经济"), ("police", "경찰", "警方"), ("election", "선거", "选举"), ("school", "학교", "学校"), ("students?", "학생", "学生"), ("war", "전쟁", "战争"), ("market", "시장", "市场"), ("country", "국가", "国家"), ("countries", "국가", "国家"),
         ("world", "세계", "世界"), ("city", "도시", "城市"), ("people", "사람", "人们"), ("women", "여성", "女性"), ("children", "어린이", "儿童"), ("children", "아이들", "孩子"), ("history", "역사", "历史"), ("research", "연구", "研究"), ("researchers", "연구자", "研究人员"), ("scientists", "과학자", "科学家"), ("system", "시스템", "系统"), ("program", "프로그램", "计划"),
         ("attacks?", "공격", "袭击"), ("security", "안보", "安全"), ("court", "법원", "法院"), ("judge", "판사", "法官"), ("hospital", "병원", "医院"), ("family", "가족", "家人"), ("games?", "경기", "比赛"), ("season", "시즌", "赛季"), ("minister", "장관", "部长"), ("parliament", "의회", "议会"), ("media", "언론", "媒体"), ("energy", "에너지", "能源"),
         ("temperatures?", "온도", "温度"), ("storm", "폭풍", "风暴"), ("agreement", "합의", "协议"), ("industry", "산업", "行业"), ("customers?", "고객", "顾客"), ("trade", "무역", "贸易"), ("prices?", "가격", "价格"), ("report", "보고서", "报告"), ("investigation", "조사", "调查"), ("evidence", "증거", "证据"), ("military", "군사", "军事"), ("weapons?", "무기", "武器"),
         ("humans?", "인간", "人类"), ("languages?", "언어", "语言"), ("culture", "문화", "文化"), ("food", "음식", "食物"), ("animals?", "동물", "动物"), ("development", "개발", "发展"), ("population", "인구", "人口"), ("information", "정보", "信息"), ("technology", "기술", "技术"), ("education", "교육", "教育"), ("university", "대학교", "大学"), ("environment", "환경", "环境"),
         ("lawyer", "변호사", "律师"), ("leaders?", "지도자", "领导人"), ("victims?", "피해자", "受害者"), ("earthquake", "지진", "地震"), ("island", "섬", "岛屿"), ("president", "대통령", "总统"), ("team", "팀", "球队"), ("building", "건물", "建筑"), ("soldiers", "군인", "士兵"), ("islands", "제도", "群岛"), ("patients?", "환자", "患者"), ("disease", "질병", "疾病"), ("players?", "선수", "球员"), ("visitors", "방문객", "游客"), ("travel", "여행", "旅行")]


def words(source, target, language, rng):
    column = 1 if language == "ko" else 2
    found = []
    for row in WORDS:
        english = re.search(rf"\b(?:{row[0]})\b", source)
        if not english or len(row[column]) < 2:
            continue
        border = f"(?<![{HANGUL}])" if language == "ko" else ""
        after = rf"(?=[은는이가을를의에와과도로들]|으로|\s|[.,]|$)" if language == "ko" else ""
        for m in re.finditer(border + row[column] + after, target):
            found.append((m, english[0], row))
    return pick(rng, found)


@kind("source_word_left")
def source_left(source, target, language, rng):
    chosen = words(source, target, language, rng)
    if not chosen:
        return None
    m, english, _ = chosen
    pad = " " if language == "zh" and rng.random() < 0.5 else ""
    return target[:m.start()] + pad + english + pad + target[m.end():]


@kind("han_left", "ko")
def han_left(source, target, language, rng):
    chosen = words(source, target, "ko", rng)
    if not chosen:
        return None
    m, _, row = chosen
    return target[:m.start()] + row[2] + target[m.end():]


# ---------------------------------------------------------------- cuts and doubles

def tokens(text: str, language: str) -> list[str]:
    if language == "ko":
        return re.findall(r"\S+\s*", text)
    return re.findall(rf"[A-Za-z0-9.%,]+|.", text)


def word_border_zh(text: str, at: int) -> int:
    """A cut place near `at`: after a comma or after a function word."""
    best = [m.end() for m in re.finditer(r"[，、；：。]|[了的在是和与将]", text)]
    best = [b for b in best if abs(b - at) <= 6]
    return min(best, key=lambda b: abs(b - at)) if best else at


@kind("end_cut")
def end_cut(source, target, language, rng):
    if len(source.split()) < 10:
        return None
    if language == "ko":
        parts = tokens(target, "ko")
        if len(parts) < 8:
            return None
        keep = int(len(parts) * rng.uniform(0.6, 0.68))
        return "".join(parts[:keep]).rstrip()
    if len(target) < 24:
        return None
    at = word_border_zh(target, int(len(target) * rng.uniform(0.6, 0.68)))
    out = target[:at].rstrip()
    if out.endswith(("，", "；", "、")) and rng.random() < 0.5:
        out = out[:-1] + "。"
    return out if len(out) < len(target) * 0.8 else None


@kind("middle_cut")
def middle_cut(source, target, language, rng):
    if len(source.split()) < 14:
        return None
    if language == "ko":
        parts = tokens(target, "ko")
        if len(parts) < 12:
            return None
        size = max(4, int(len(parts) * rng.uniform(0.28, 0.36)))
        start = rng.randint(2, max(2, len(parts) - size - 2))
        return "".join(parts[:start] + parts[start + size:])
    if len(target) < 30:
        return None
    commas = [0] + [m.end() for m in re.finditer("[，；。]", target)]
    spans = [(a, b) for i, a in enumerate(commas[1:-1], 1) for b in commas[i + 1:] if 0.2 <= (b - a) / len(target) <= 0.45 and b < len(target)]
    span = pick(rng, spans)
    if not span:
        size = int(len(target) * rng.uniform(0.28, 0.36))
        start = word_border_zh(target, rng.randint(6, max(6, len(target) - size - 8)))
        span = (start, word_border_zh(target, start + size))
    if span[1] - span[0] < 6:
        return None
    return target[:span[0]] + target[span[1]:]


@kind("clause_doubled")
def clause_doubled(source, target, language, rng):
    if language == "ko":
        parts = tokens(target, "ko")
        if len(parts) < 8:
            return None
        size = rng.randint(3, min(6, len(parts) // 2))
        start = rng.randint(0, len(parts) - size - 1)
        return "".join(parts[:start + size] + parts[start:])
    spans = [(m.start(), m.end()) for m in re.finditer(r"(?:(?<=[，；])|^)[^，；。：“”]{6,}[，；]", target)]
    span = pick(rng, spans)
    if not span:
        return None
    return target[:span[1]] + target[span[0]:]


REDUP_KO = re.compile(r"^(하나|조금|매우|아주|정말|점점|다시|오래|너무|한|두|더|네|아니|자|그|이|서로|따로|가지|하루)")
DOUBLE_ZH = ["政府", "公司", "会议", "表示", "国家", "问题", "总统", "已经", "但是", "因为", "他们", "我们", "人们", "可以", "可能", "这个", "进行", "目前", "其中", "以及", "成为", "认为", "一个", "需要", "没有", "球队", "选举", "研究", "世界", "美国", "中国", "如果", "尽管", "警方", "调查", "经济"]


@kind("word_doubled")
def word_doubled(source, target, language, rng):
    if language == "ko":
        parts = tokens(target, "ko")
        places = [i for i, p in enumerate(parts[:-1]) if re.fullmatch(rf"[{HANGUL}]{{2,6}}(?:은|는|이|가|을|를|에|의|에서|로|으로|한|된)\s+|(?:그리고|하지만|그러나|또한|이는|그는|지난|모든|다른|통해|위해|대한|있는)\s+", p) and not REDUP_KO.match(p)]
        place = pick(rng, places)
        if place is None:
            return None
        return "".join(parts[:place + 1] + parts[place:])
    options = [(m.end(), m[0]) for word in DOUBLE_ZH for m in re.finditer(word, target)]
    particles = [(m.end(), m[0]) for m in re.finditer(r"(?<=[^目的是你我他])的(?=[^确士的话])|(?<=[^不])在(?=[^于在线])|(?<![为除])了(?=[一他她这，])", target)]
    if particles and (not options or rng.random() < 0.4):
        options = particles
    chosen = pick(rng, options)
    return target[:chosen[0]] + chosen[1] + target[chosen[0]:] if chosen else None


@kind("sentence_doubled")
def sentence_doubled(source, target, language, rng):
    parts = sentences(target, language)
    if not parts or len(target) < 12 or not re.search(r"[.。?!？！]$", target.strip()):
        return None
    place = rng.randrange(len(parts))
    gap = " " if language == "ko" else ""
    return gap.join(p.strip() for p in parts[:place + 1] + parts[place:])


# ---------------------------------------------------------------- antonyms, questions

ANT_KO = [(r"증가", "감소", r"increas|grow|grew|rise|rose|rais"), (r"감소", "증가", r"decreas|declin|drop|fall|fell|reduc"), (r"상승", "하락", r"ris|rose|rais|climb|increas|up\b"), (r"하락", "상승", r"fall|fell|drop|declin|down|lower"), (r"늘어", "줄어", r"increas|grow|grew|more|rise|rose"), (r"줄어", "늘어", r"decreas|declin|drop|fall|fell|reduc|less|fewer|shrink|shrank"),
          (r"(?<=\d[명%년개세회] )이상(?!한|하)", "이하", r"more than|at least|over|or more|above|older"), (r"(?<=[기다] )전(?=[에까의부]|,? )", "후", r"before|prior|until"), (r"(?<=[은한된난] )(?:뒤|후)(?=에)", "전", r"after|since|follow"), (r"(?<=[은한된난] )(?:뒤|후)(?=,| )", "전에", r"after|since|follow"), (r"승리(?!의)", "패배", r"\bwin|won|victor|beat|defeat"), (r"패배", "승리", r"\blos[es]|lost|defeat"), (r"찬성", "반대", r"favou?r|support|approv|\bfor\b"),
          (r"최대(?!한)", "최소", r"largest|biggest|most|maximum|up to|great"), (r"최고(?=의|치| )", "최저", r"highest|best|top|record"), (r"성공(?=[했하적을])", "실패", r"success|succe|manag"), (r"수출", "수입", r"export"), (r"(?<![가-힣])남쪽", "북쪽", r"south"), (r"(?<![가-힣])북쪽", "남쪽", r"north"), (r"(?<![가-힣])남부(?!끄)", "북부", r"south"), (r"(?<![가-힣])북부", "남부", r"north"), (r"(?<![가-힣])동부", "서부", r"east"), (r"(?<![가-힣])서부", "동부", r"west"), (r"(?<![가-힣])동쪽", "서쪽", r"east"), (r"(?<![가-힣])서쪽", "동쪽", r"west"),
          (r"(?<![가-힣])많은(?= )", "적은", r"\bmany|more|much|large|lot"), (r"(?<![가-힣])높은(?= )", "낮은", r"high"), (r"(?<![가-힣])낮은(?= )", "높은", r"low"), (r"(?<![가-힣])큰(?= )", "작은", r"\bbig|large|great|major|huge"), (r"(?<![가-힣])강한(?= )", "약한", r"strong"), (r"긍정적", "부정적", r"positiv"), (r"부정적", "긍정적", r"negativ"), (r"(?<![가-힣])부유", "가난", r"rich|wealth"), (r"어려운(?= )", "쉬운", r"difficult|hard|tough"), (r"합법", "불법", r"\blegal|lawful"), (r"(?<![가-힣])젊은", "늙은", r"young"), (r"왼쪽", "오른쪽", r"\bleft"), (r"오른쪽", "왼쪽", r"\bright")]
ANT_ZH = [(r"增加|增长", "减少", r"increas|grow|grew|rise|rose|rais|more"), (r"减少|下降", "增加", r"decreas|declin|drop|fall|fell|reduc|less"), (r"上升|上涨|攀升", "下降", r"ris|rose|climb|increas|up\b"), (r"下跌|跌至", "上涨", r"fall|fell|drop|declin|down|lower"), (r"超过", "不足", r"more than|over|exceed|above"), (r"(?<=[^以之目])之前(?=[，的])", "之后", r"before|prior"), (r"之后(?=[，的])", "之前", r"after|follow"), (r"以上", "以下", r"more|over|above|at least"), (r"以下", "以上", r"below|under|less|following$"),
          (r"赢得", "输掉", r"\bwin|won"), (r"胜利", "失败", r"\bwin|won|victor"), (r"击败", "不敌", r"beat|defeat"), (r"最大", "最小", r"largest|biggest|most|great|major"), (r"最高(?!法院|指挥|领导)", "最低", r"highest|top|record|tallest"), (r"成功(?=地|了|的)?", "失败", r"success|succe"), (r"出口", "进口", r"export"), (r"(?<![东西])南部", "北部", r"south"), (r"(?<![东西])北部", "南部", r"north"), (r"东部", "西部", r"east"), (r"西部", "东部", r"west"), (r"许多|很多|大量", "极少", r"\bmany|much|large|lot|numerous"), (r"更多", "更少", r"more"), (r"更高", "更低", r"high"), (r"较低|更低", "更高", r"low"), (r"支持(?!者)", "反对", r"support|back|favou?r"), (r"反对(?!派|党)", "支持", r"oppos|against"),
          (r"积极", "消极", r"positiv|activ"), (r"负面", "正面", r"negativ"), (r"开始", "结束", r"start|beg[ia]n|launch"), (r"困难", "容易", r"difficult|hard"), (r"年轻", "年老", r"young"), (r"左侧|左边", "右侧", r"left"), (r"右侧|右边", "左侧", r"right"), (r"乐观", "悲观", r"optimis"), (r"强大", "弱小", r"strong|power"), (r"扩大", "缩小", r"expand|exten|widen"), (r"允许", "禁止", r"allow|permit"), (r"提高", "降低", r"rais|improv|increas|boost"), (r"降低", "提高", r"reduc|lower|cut")]


@kind("antonym")
def antonym(source, target, language, rng):
    if language == "ko":
        table = [row for row in ANT_KO]
    else:
        table = [row for row in ANT_ZH]
    return swap_table(target, table, rng, source, fit=False)


@kind("question_answered")
def question_answered(source, target, language, rng):
    if not source.rstrip(" \"”'’").endswith("?") or not re.search(r"[?？][”’\"']?\s*$", target) or source.count("?") > 1:
        return None
    inside = re.search(r"[?？](?=[”’\"']?\s*$)", target)
    polar = re.match(r"[\"“‘']?(Is|Are|Was|Were|Do|Does|Did|Can|Could|Will|Would|Should|Has|Have|Had)\b", source)
    if language == "ko":
        answer = rng.choice(["네, 그렇습니다.", "아니요, 그렇지 않습니다."]) if polar else rng.choice(["이는 여러 요인에 따라 다릅니다.", "정확한 답은 알 수 없지만 여러 가능성이 있습니다.", "그 이유는 다음과 같습니다."])
        return (target.rstrip() + " " + answer) if rng.random() < 0.5 else answer
    answer = rng.choice(["是的，确实如此。", "不，并非如此。"]) if polar else rng.choice(["这取决于多种因素。", "目前没有确切的答案。", "原因主要有以下几点。"])
    return (target.rstrip() + answer) if rng.random() < 0.5 else answer


Q_KO = [(r"입니까\?", "입니다."), (r"습니까\?", "습니다."), (r"([합됩갑옵봅])니까\?", r"\1니다."), (r"인가요?\?", "이다."), (r"([했됐았었렸졌])는가\?", r"\1다."), (r"([있없])는가\?", r"\1다."), (r"([있없했됐았었])을까요?\?", r"\1다."), (r"할까요?\?", "한다."), (r"될까요?\?", "된다."), (r"([있없했됐았었])(?:나요|어요|니|나|습니까)\?", r"\1다."), (r"([하])(?:나요|는가)\?", "한다."), (r"일까요?\?", "이다."), (r"지요?\?", "다.")]
Q_ZH = [(r"吗([？?])", "。"), (r"呢([？?])", "。"), (r"是否(.*)[？?]", r"\1。"), (r"(?<=[^谁何么哪几吗呢])[？?]", "。")]


@kind("question_stated")
def question_stated(source, target, language, rng):
    if source.count("?") != 1 or not re.search(r"[?？]", target):
        return None
    if language == "zh":
        m = re.search(r"吗[？?]|是否", target)
        if m:
            return target.replace("是否", "", 1).replace("？", "。").replace("?", "。") if m[0] == "是否" else target.replace(m[0], "。", 1)
        return None
    for pattern, new in Q_KO:
        if re.search(pattern, target):
            return re.sub(pattern, new, target, count=1)
    return None


# ---------------------------------------------------------------- Korean form

VERBISH = "않있없같많높낮좋받얻잡찾남앉입읽넘작젊늦짧깊넓믿닫죽먹걷묻씻굳밝맑붙맞쫓뽑싶옮숨막녹웃벗심감검참맡놓닮삼옳쌓잃섞겪품안알볶갖갚덮엎짙"
NOUN_OPEN = "부사자표수회제계교소처터스트드구도"  # common last syllables of nouns without a final consonant
PARTICLE = [
    (rf"(?<=[{HANGUL}])([{HANGUL}])은(?=\s)", "closed", "는"), (rf"(?<=[{HANGUL}])([{NOUN_OPEN}])는(?=\s)", "open", "은"),
    (rf"(?<=[{HANGUL}])([{HANGUL}])이(?=\s)", "closed", "가"), (rf"(?<=[{HANGUL}])([{NOUN_OPEN}])가(?=\s)", "open", "이"),
    (rf"(?<=[{HANGUL}])([{HANGUL}])을(?=\s)", "closed", "를"), (rf"(?<=[{HANGUL}])([{NOUN_OPEN}])를(?=\s)", "open", "을"),
    (rf"(?<=[{HANGUL}])([{HANGUL}])과(?=\s)", "closed", "와"), (rf"(?<=[{HANGUL}])([{NOUN_OPEN}])와(?=\s)", "open", "과"),
    (rf"(?<=[{HANGUL}])([{HANGUL}])으로(?=\s)", "closed8", "로"), (rf"(?<=[{HANGUL}])([{NOUN_OPEN}])로(?=\s)", "open", "으로")]
NOT_NOUN = re.compile(r"(많이|같이|높이|없이|깊이|굳이|더욱이|끊임없이|어린이|길이|결과|효과|성과|경과|통과|초과|불과|학과|특별히|서로|바로|새로|스스로|대로|홀로|별로|따로|도로|세로|가로|제로|경로|진로|실제로|주로|전문가|국가|평가|투자가|정도로|들이|돌이|놀이|틀림없이|불구하고|정책과|차이|나이|아이|[없있]이|수없이|다를|오를|부를|흐를|모를|고를|기를|따를|누를|이를|마을|가을|노을)\s?$")


@kind("particle_wrong", "ko")
def particle(source, target, language, rng):
    found = []
    for pattern, need, new in PARTICLE:
        for m in re.finditer(pattern, target):
            final = batchim(m[1])
            if need == "open" and final != 0 or need == "closed" and final <= 0 or need == "closed8" and final in (0, 8):
                continue
            start = target.rfind(" ", 0, m.start()) + 1
            word = target[start:m.end()]
            if NOT_NOUN.search(word) or m[1] in VERBISH or len(word) < 3:
                continue
            if re.search(r"[은]$", word) and re.search(r"(답|롭|럽|갑|깝|집|잖|찮|었|았|했|됐)은$", word):
                continue
            if re.search(r"(?:[았었했됐겠렸졌]|[있없])[을은]$|(?:하|되|이|지|리|키|기)는$", word):
                continue
            found.append((m.end(1), m.end(), new))
    chosen = pick(rng, found)
    return target[:chosen[0]] + chosen[2] + target[chosen[1]:] if chosen else None


POLITE = [(r"했다\.", "했습니다."), (r"한다\.", "합니다."), (r"이다\.", "입니다."), (r"됐다\.", "됐습니다."), (r"된다\.", "됩니다."), (r"있다\.", "있습니다."), (r"없다\.", "없습니다."), (r"([았었였렸졌웠왔났갔겼혔])다\.", r"\1습니다.")]
PLAIN = [(r"했습니다\.", "했다."), (r"합니다\.", "한다."), (r"입니다\.", "이다."), (r"됐습니다\.", "됐다."), (r"됩니다\.", "된다."), (r"있습니다\.", "있다."), (r"없습니다\.", "없다."), (r"([았었였렸졌웠왔났갔겼혔])습니다\.", r"\1다.")]


@kind("register_mixed", "ko")
def register(source, target, language, rng):
    outside = re.sub(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’", "", target)
    polite = len(re.findall(r"니다[.?!]", outside))
    plain = len(re.findall(r"(?<!니)다\.", outside))
    if (polite and plain) or polite + plain < 2:
        return None
    table = PLAIN if polite else POLITE
    for m in re.finditer(r"다\.\s*$|다\.(?= )", target):
        before = target[:m.end()]
        if before.count("“") != before.count("”") or before.count('"') % 2 or before.count("‘") != before.count("’"):
            continue
        for pattern, new in table:
            hit = re.search(pattern + r"\s*$", before)
            if hit:
                return before[:hit.start()] + hit.expand(new) + target[m.end():]
    return None


SPACING = [(r"(?<=[할될갈볼줄을쓸알올칠릴킬]) 수(?= (?:있|없))", "수"), (r"수 (?=(?:있|없)[다는었을습어])", "수"), (r"(?<=[한된는할될을]) 것(?=[이은을으])", "것"), (r"(?<=[가-힣]) 때문(?=[에이])", "때문"), (r"(?<=년|월|일|주|달|간) 만에", "만에"), (r"(?<=지) 않(?=[았는은을고다아기])", "않"),
           (r"(?<=[할될을]) 뿐(?=만|이)", "뿐"), (r"(?<=[할될을는]) 줄(?= 알| 몰)", "줄"), (r"(?<= )안 (?=[됐된했한할])", "안"), (r"(?<=[할될한된는]) 때(?=[까부는의 ])", "때"), (r"(?<=[할될는]) 데(?= (?:도움|필요|사용|성공|기여|실패|쓰))", "데"), (r"(?<=[한할은는]) 적(?= (?:있|없)|이 (?:있|없))", "적"), (r"(?<=지) 못(?=[했하한할])", "못"), (r"(?<=[가-힣])뿐만(?= 아니라)(?<![할될을는은] 뿐만)(?<=[가-힣]뿐만)", " 뿐만"), (r"(?<=[가-힣]{2})에서(?= )", " 에서"), (r"(?<=[가-힣]{2})부터(?= )", " 부터"), (r"(?<=[가-힣]{2})까지(?= )", " 까지")]


@kind("spacing_wrong", "ko")
def spacing(source, target, language, rng):
    kinds = []
    for pattern, new in SPACING:
        found = list(re.finditer(pattern, target))
        if found:
            kinds.append((found, new))
    if not kinds:
        return None
    strong = [k for k in kinds if not k[1].startswith(" ")]
    found, new = rng.choice(strong or kinds)
    m = rng.choice(found)
    return target[:m.start()] + new + target[m.end():]


@kind("foreign_marks", "ko")
def foreign_marks(source, target, language, rng):
    options = []
    if re.search(r"(?<=[가-힣]), (?=[가-힣])", target):
        m = rng.choice(list(re.finditer(r"(?<=[가-힣]), (?=[가-힣])", target)))
        options.append(target[:m.start()] + rng.choice(["、", "、 ", "，"]) + target[m.end():])
    m = re.search(r"“([^“”]+)”|\"([^\"]+)\"|‘([^‘’]+)’", target)
    if m:
        options.append(target[:m.start()] + "「" + m[0][1:-1] + "」" + target[m.end():])
    if re.search(r"(?<=\d)[~∼]", target):
        options.append(re.sub(r"(?<=\d)[~∼]", "〜", target, count=1))
    if re.search(r"(?<=[가-힣])·(?=[가-힣])", target):
        options.append(re.sub(r"(?<=[가-힣])·(?=[가-힣])", "・", target, count=1))
    if re.search(r"다\.$", target):
        options.append(target[:-1] + "。")
    return pick(rng, options)


# ---------------------------------------------------------------- Chinese form

@kind("japanese_marks", "zh")
def japanese_marks(source, target, language, rng):
    options = []
    m = re.search(r"“[^“”]+”", target)
    if m:
        options.append(target[:m.start()] + "「" + m[0][1:-1] + "」" + target[m.end():])
    commas = list(re.finditer(rf"(?<=[{HAN}])，(?=[{HAN}]{{3,}}[^、]*$)", target))
    commas = [c for c in commas if not re.search(rf"、", target)]
    if commas:
        m = rng.choice(commas)
        options.append(target[:m.start()] + "、" + target[m.end():])
    if re.search(rf"(?<=[{HAN}])·(?=[{HAN}])", target):
        options.append(re.sub(rf"(?<=[{HAN}])·(?=[{HAN}])", "・", target, count=1))
    if re.search(r"(?<=\d)[至到-](?=\d)", target):
        options.append(re.sub(r"(?<=\d)[至到-](?=\d)", "〜", target, count=1))
    return pick(rng, options)


@kind("halfwidth_marks", "zh")
def halfwidth(source, target, language, rng):
    options = []
    for pattern, new in [(r"（([^（）]*)）", r"(\1)"), (rf"(?<=[{HAN}])：", ":"), (r"“([^“”]*)”", r'"\1"'), (rf"(?<=[{HAN}])，(?=[{HAN}])", ","), (rf"(?<=[{HAN}])。$", "."), (rf"(?<=[{HAN}])？", "?"), (rf"(?<=[{HAN}])；", ";")]:
        for m in re.finditer(pattern, target):
            options.append(target[:m.start()] + m.expand(new) + target[m.end():])
    return pick(rng, options)


TRAD = dict(p for p in "国國 会會 来來 时時 对對 过過 们們 这這 为為 说說 学學 没沒 经經 动動 进進 业業 现現 实實 关關 题題 问問 间間 门門 见見 长長 东東 车車 马馬 书書 电電 话話 认認 识識 语語 请請 让讓 议議 论論 计計 设設 许許 试試 读讀 谁誰 课課 调調 谈談 记記 讲講 证證 该該 误誤 选選 择擇 运運 达達 远遠 还還 连連 边邊 较較 转轉 轻輕 载載 办辦 务務 势勢 劳勞 历歷 压壓 县縣 参參 双雙 变變 号號 员員 园園 围圍 图圖 团團 场場 坏壞 块塊 声聲 处處 备備 够夠 头頭 奖獎 妇婦 孙孫 审審 导導 尔爾 层層 岁歲 岛島 币幣 师師 带帶 帮幫 广廣 应應 库庫 开開 张張 归歸 录錄 总總 战戰 执執 扩擴 护護 报報 担擔 拥擁 损損 换換 据據 数數 断斷 无無 旧舊 显顯 晓曉 机機 权權 条條 极極 构構 标標 树樹 样樣 档檔 桥橋 欢歡 欧歐 残殘 汉漢 济濟 测測 浓濃 温溫 湾灣 满滿 灭滅 灵靈 灾災 点點 热熱 爱愛 状狀 环環 产產 疗療 盘盤 监監 矿礦 码碼 确確 离離 种種 积積 称稱 稳穩 穷窮 竞競 笔筆 类類 粮糧 红紅 约約 级級 纪紀 纯純 纸紙 线線 练練 组組 细細 终終 结結 给給 绝絕 统統 继繼 绩績 续續 维維 综綜 绿綠 网網 罗羅 职職 联聯 脑腦 节節 艺藝 苏蘇 药藥 获獲 营營 补補 装裝 规規 视視 觉覺 览覽 触觸 订訂 讨討 训訓 许許 诉訴 词詞 评評 诚誠 详詳 诸諸 贝貝 负負 财財 责責 败敗 货貨 质質 购購 贸貿 费費 资資 赛賽 赢贏 赶趕 跃躍 轮輪 辆輛 输輸 违違 适適 递遞 邮郵 释釋 钱錢 铁鐵 银銀 锋鋒 镇鎮 队隊 阶階 际際 陆陸 险險 随隨 难難 韩韓 页頁 项項 顺順 须須 预預 领領 频頻 风風 飞飛 饭飯 馆館 驻駐 验驗 鱼魚 鲁魯 鸟鳥 麦麥 龙龍 亿億 从從 众眾 优優 伤傷 传傳 体體 价價 侦偵 债債 儿兒 军軍 农農 决決 况況 减減 凤鳳 刘劉 创創 则則 刚剛 别別 击擊 剧劇 剑劍 协協 单單 卖賣 卫衛 厂廠".split())


@kind("traditional", "zh")
def traditional(source, target, language, rng):
    places = [i for i, c in enumerate(target) if c in TRAD]
    if not places:
        return None
    if rng.random() < 0.5:
        place = rng.choice(places)
        run = range(max(0, place - 1), place + 2)
        return "".join(TRAD.get(c, c) if i in run else c for i, c in enumerate(target))
    return "".join(TRAD.get(c, c) for c in target)


DI_ADVERB = "迅速|不断|更好|有效|慢慢|成功|积极|逐渐|清楚|明确|直接|大幅|显著|公开|坚定|真正|简单|自动|安全|完全|努力|广泛|更多|缓慢|仔细|严重|密切|充分|准确|正确|合法|非法|快速|轻松|强烈|深深|悄悄|不停|独立|平静|愤怒|高兴|自由|同样|持续|永久|定期|彻底|全面|严格"
DE = [(rf"(?<=[{HAN}])的(?=(?:人|国家|问题|时候|政府|公司|球队|世界|城市|地方|原因|情况|系统|消息|东西|学生|孩子|机会|领导人|总统|女性|男子|研究|报告|协议)(?:[，。]|[{HAN}]))", "地"),
      (rf"(?:{DI_ADVERB})地(?=[{HAN}])", None), (r"(?<=[变显做打说过踢表现])得(?=[很更越非十不如太那非])", "的"), (r"(?<=[觉值获取赢使])得", "的"), (r"(?<=[跑走长来])得(?=[很更太])", "的")]


@kind("de_exchanged", "zh")
def de(source, target, language, rng):
    options = []
    for pattern, new in DE:
        for m in re.finditer(pattern, target):
            if target[m.start():m.end()].endswith("地") and new is None:
                options.append((m.end() - 1, m.end(), "的"))
            elif new and not re.match(r"目|有$", target[m.start() - 1:m.start()] or ""):
                options.append((m.start(), m.end(), new))
    chosen = pick(rng, options)
    return target[:chosen[0]] + chosen[2] + target[chosen[1]:] if chosen else None


@kind("han_spaced", "zh")
def han_spaced(source, target, language, rng):
    places = [m.end() for m in re.finditer(rf"[{HAN}](?=[{HAN}])", target)]
    if len(places) < 6:
        return None
    if rng.random() < 0.4:
        chosen = set(rng.sample(places, rng.randint(1, 2)))
    else:
        start = rng.randrange(len(places) - 4)
        chosen = set(places[start:start + rng.randint(4, 12)])
    return "".join((" " if i in chosen else "") + c for i, c in enumerate(target))


# ---------------------------------------------------------------- all

def plant(source: str, target: str, language: str, seed: int) -> list[tuple[str, str]]:
    out = []
    for name, (languages, function) in KINDS.items():
        if language not in languages.split():
            continue
        rng = random.Random(f"{seed}|{name}|{source}|{target}")
        broken = function(source, target, language, rng)
        if broken is not None and broken != target and broken.strip():
            out.append((name, broken))
    return out


def main(argv=None) -> int:
    parser = argparse.ArgumentParser(description="plant single errors in right translations")
    parser.add_argument("--language", choices=("ko", "zh"), required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("pairs", nargs="?", help="TSV source TAB target; standard input without it")
    options = parser.parse_args(argv)
    stream = open(options.pairs, encoding="utf-8") if options.pairs else sys.stdin
    with stream:
        for line in stream:
            cells = line.rstrip("\n").split("\t")
            if len(cells) < 2 or not cells[0].strip() or not cells[1].strip():
                continue
            for name, broken in plant(cells[0], cells[1], options.language, options.seed):
                print(name, cells[0], cells[1], broken, sep="\t")
    return 0


if __name__ == "__main__":
    sys.exit(main())
