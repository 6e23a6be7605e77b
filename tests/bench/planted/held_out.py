#!/usr/bin/env python3
"""Single planted errors for English->Korean and English->Simplified Chinese.

plant(source, target, language, seed) -> [(kind, broken_target), ...]
Made from a list of kinds only, without sight of any rule. Standard library only.
A kind is planted only where conditions on source and target make the result really wrong.
"""
from __future__ import annotations

import random
import re
import sys

# ----------------------------------------------------------------- helpers

HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
HANGUL = r"가-힣"


def bat(word: str) -> int:
    """0: ends in a vowel, 1: in a consonant, 2: in ㄹ, -1: no Hangul at the end."""
    if not word or not "가" <= word[-1] <= "힣":
        return -1
    f = (ord(word[-1]) - 0xAC00) % 28
    return 0 if f == 0 else 2 if f == 8 else 1


def jamo(c: str):
    n = ord(c) - 0xAC00
    return n // 588, n % 588 // 28, n % 28


def join(i, v, f):
    return chr(0xAC00 + i * 588 + v * 28 + f)


def past(stem: str):
    """Past stem (…ㅆ) of a regular Korean verb stem, or None where unsure."""
    if not stem or not "가" <= stem[-1] <= "힣":
        return None
    c = stem[-1]
    if c == "하":
        return stem[:-1] + "했"
    if c == "되":
        return stem[:-1] + "됐"
    if c in "르으쓰트크끄뜨":
        return None
    i, v, f = jamo(c)
    if f == 0:
        m = {0: 0, 1: 1, 4: 4, 5: 5, 8: 9, 13: 14, 20: 6, 6: 6}
        return stem[:-1] + join(i, m[v], 20) if v in m else None
    if f in (7, 17, 19):  # ㄷ ㅂ ㅅ: may be irregular
        if stem[-1] not in "믿받입잡뽑씻웃벗":
            return None
    return stem + ("았" if v in (0, 8, 2) else "었")


def nums(text: str):
    """Arabic numbers: (start, end, digits without commas)."""
    out = []
    for m in re.finditer(r"(?<![A-Za-z0-9.,\-])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![0-9A-Za-z])|(?<![A-Za-z0-9.,\-])\d+(?:\.\d+)?(?![0-9A-Za-z]|,\d)", text):
        out.append((m.start(), m.end(), m.group().replace(",", "")))
    return out


def snums(source: str):
    return {n.replace(",", "") for n in re.findall(r"\d[\d,]*(?:\.\d+)?", source.rstrip(".,"))} | \
           {n.rstrip(".,").replace(",", "") for n in re.findall(r"\d[\d,.]*", source)}


def shared(source, target):
    s = snums(source)
    return [n for n in nums(target) if n[2] in s]


def has(source, pattern):
    return re.search(pattern, source, re.I) is not None


def sub1(text, start, end, new):
    return text[:start] + new + text[end:]


def hits(text, pattern):
    return list(re.finditer(pattern, text))


QUOTE_RE = re.compile(r"“[^“”]*”|\"[^\"]*\"|‘[^‘’]*’|「[^」]*」|『[^』]*』")


def inside_quotes(text, pos):
    return any(m.start() <= pos < m.end() for m in QUOTE_RE.finditer(text))


DENIAL_EN = (r"\b(?:not|no|none|nor|never|neither|nobody|nothing|nowhere|without|cannot|unable|unlikely|impossible|"
             r"den(?:y|ies|ied|ying)|reject\w*|refus\w*|fail\w*|lack\w*|hardly|barely|scarcely|rarely|seldom|few|little|unless|"
             r"unknown|uncertain|unclear|undecided|unaware|unwilling|declin\w*|dismiss\w*|absen\w*|despite|only|prevent\w*|avoid\w*|"
             r"stop\w*|except|ban\w*|ruled out|instead|rather|nothing|unsuccessful\w*|least|dis\w+|un\w+|non\w*|in(?:capable|valid|sufficient|adequate))\b|n['’]t\b")
DENIAL_SURE = (r"\b(?:not|no|none|never|nobody|nothing|cannot|unable|impossible|without)\b|n['’]t\b|no one|"
               r"\b(?:denied|denies|refused|refuses|rejected|rejects|failed|fails)\b")


# ----------------------------------------------------------------- numbers

def k_digit(s, t, l, r):
    sn = snums(s)
    c = []
    for a, b, n in shared(s, t):
        if re.match(r"\s?[월月]", t[b:]) or re.search(r"[第제]\s?$", t[:a]) and False:
            continue
        if re.fullmatch(r"1|0", n):
            pass
        c.append((a, b, n))
    if not c:
        return None
    a, b, n = r.choice(c)
    raw = t[a:b]
    pos = [i for i, ch in enumerate(raw) if ch.isdigit()]
    for _ in range(30):
        p = r.choice(pos)
        d = r.choice([x for x in "0123456789" if x != raw[p]])
        new = raw[:p] + d + raw[p + 1:]
        if new[0] == "0" and not new.startswith("0."):
            continue
        if new.replace(",", "") in sn or re.search(r"\.\d*0$", new) and float(new.replace(",", "")) == float(n):
            continue
        if len(pos) == 1 and new == "0":
            continue
        return sub1(t, a, b, new)
    return None


def k_round(s, t, l, r):
    sn = snums(s)
    c = [x for x in shared(s, t) if re.fullmatch(r"[1-9]0{2,}|[1-9]\d?00|[2-9]0", x[2]) and not re.fullmatch(r"(?:19|20)\d\d", x[2])]
    if not c:
        return None
    a, b, n = r.choice(c)
    raw = t[a:b]
    ds = [d for d in ([str(int(raw[0]) - 1)] if raw[0] > "1" else []) + [str(int(raw[0]) + 1)] if len(d) == 1]
    for d in ds:
        new = d + raw[1:]
        if new.replace(",", "") not in sn:
            return sub1(t, a, b, new)
    return None


def k_swap_numbers(s, t, l, r):
    c = shared(s, t)
    pairs = [(x, y) for i, x in enumerate(c) for y in c[i + 1:] if x[2] != y[2]]
    counts = {}
    for x in c:
        counts[x[2]] = counts.get(x[2], 0) + 1
    pairs = [(x, y) for x, y in pairs if counts[x[2]] == counts[y[2]] == 1
             # the order of two numbers joined by "and", "or", "&" in the source may be free
             and not has(s, re.escape(x[2]) + r"[\s\d,]*(?:and|or|&|,)[\s\d,]*" + re.escape(y[2]))
             and not re.fullmatch(r"\s*(?:[,、·]|와|과|및|和|或|与)\s*", t[x[1]:y[0]])]
    if not pairs:
        return None
    x, y = r.choice(pairs)
    return t[:x[0]] + t[y[0]:y[1]] + t[x[1]:y[0]] + t[x[0]:x[1]] + t[y[1]:]


def k_rebound(s, t, l, r):
    c = []
    if l == "ko":
        table = {"명": ["년", "개월"], "년": ["개월", "명"], "개월": ["년"], "일": ["시"], "시": ["일"], "세": ["년"], "살": ["명"],
                 "개": ["년"], "%": ["명"], "퍼센트": ["명"], "번": ["명"], "회": ["명"], "주": ["년"], "점": ["명"], "대": ["명"], "위": ["명"], "배": ["년"]}
        nxt = r"(?=$|[\s.,)”\"’']|[은는이가을를의에도로과와]|으로|이상|간|동안|까지|부터|만에|인|였|된)"
    else:
        table = {"人": ["年"], "名": ["年"], "年": ["人", "个月"], "个月": ["年"], "日": ["点"], "岁": ["年"], "家": ["年"], "个": ["年"],
                 "%": ["人"], "次": ["人"], "点": ["日"], "天": ["人"], "周": ["人"], "分": ["人"], "倍": ["年"], "座": ["年"], "起": ["年"], "位": ["年"]}
        nxt = r"(?![级制代度内头种类半钟化月])"
    for a, b, n in shared(s, t):
        if re.search(r"[第제]\s?$", t[:a]) or "." in n:
            continue
        for u, news in table.items():
            m = re.match(r"(\s?)" + re.escape(u) + nxt, t[b:])
            if not m or (u == "개" and t[b + m.end():b + m.end() + 1] == "월") or (u in ("시", "번") and t[b + m.end():b + m.end() + 1] in ("간", "가")):
                continue
            if u in "年년" and (len(n) == 4 or re.match(r".\s?\d", t[b:])):
                continue
            if u in "年년" and has(s, r"\b" + n + r"th (?:anniversary|year)"):
                continue
            if u in ("일", "日", "시", "点") and re.match(r"\s?[일日시点]\s?\d+\s?[분分]", t[b:]):
                continue
            for nw in news:
                c.append((b + len(m.group(1)), b + m.end(), nw))
    if not c:
        return None
    a, b, nw = r.choice(c)
    return sub1(t, a, b, nw)


CURR = [  # name, source pattern, ko, zh
    ("usd", r"(?<![A-Z])(?:US)?\$|\bdollars?\b", "달러", "美元"),
    ("gbp", r"£", "파운드", "英镑"),
    ("eur", r"€|\beuros?\b", "유로", "欧元"),
    ("jpy", r"¥|\byen\b", "엔", "日元"),
    ("krw", r"₩|\bwon\b(?= (?:a|per|in|\()|[.,;)])|\b(?:million|billion|trillion) won\b|[\d,]{3,} won\b", "원", "韩元"),
    ("cny", r"\byuan\b|\brenminbi\b|\bRMB\b", "위안", "元人民币"),
    ("inr", r"\brupees?\b|₹", "루피", "卢比"),
    ("chf", r"Swiss francs?|\bCHF\b", "프랑", "瑞士法郎"),
    ("rub", r"\brubles?\b|\broubles?\b", "루블", "卢布"),
]


def k_currency(s, t, l, r):
    i = 2 if l == "ko" else 3
    c = []
    for row in CURR:
        if not has(s, row[1]):
            continue
        for m in hits(t, r"(?:\d|[만억조천백십万亿百千十]|여|多)\s?(" + row[i] + ")"):
            for o in CURR:
                if o[0] != row[0] and not has(s, o[1]) and (l == "zh" or bat(o[2]) == bat(row[2])):
                    if has(s, r"Canadian|Australian|Hong Kong|Taiwan|Singapore") and row[0] == "usd":
                        continue
                    c.append((m.start(1), m.end(1), o[i]))
    if not c:
        return None
    a, b, n = r.choice(c)
    return sub1(t, a, b, n)


UNITS = {
    "ko": [(r"\bkm\b|kilomet", "킬로미터|km|㎞", "마일"), (r"\bmiles?\b", "마일", "킬로미터"), (r"\bfeet\b|\bfoot\b|\bft\b", "피트", "미터"),
           (r"\d ?m\b|\bmet(?:er|re)s?\b", "미터", "킬로미터"), (r"\bkg\b|kilogram|\bkilos?\b", "킬로그램|kg|㎏", "톤"), (r"\btonnes?\b|\btons?\b", "톤", "킬로그램"),
           (r"\bhours?\b", "시간", "분"), (r"\bminutes?\b", "분", "시간"), (r"\bweeks?\b", "주", "개월"), (r"\bseconds?\b", "초", "분"),
           (r"\bacres?\b", "에이커", "제곱미터"), (r"\bhectares?\b", "헥타르", "제곱미터"), (r"\binch(?:es)?\b", "인치", "피트"), (r"\byards?\b", "야드", "마일"),
           (r"\bdays?\b", "일", "주")],
    "zh": [(r"\bkm\b|kilomet", "公里|千米", "英里"), (r"\bmiles?\b", "英里", "公里"), (r"\bfeet\b|\bfoot\b|\bft\b", "英尺", "米"),
           (r"\d ?m\b|\bmet(?:er|re)s?\b", "米", "公里"), (r"\bkg\b|kilogram|\bkilos?\b", "公斤|千克", "吨"), (r"\btonnes?\b|\btons?\b", "吨", "公斤"),
           (r"\bhours?\b", "个小时|小时", "分钟"), (r"\bminutes?\b", "分钟", "小时"), (r"\bweeks?\b", "周", "个月"), (r"\bseconds?\b", "秒", "分钟"),
           (r"\bacres?\b", "英亩", "平方米"), (r"\bhectares?\b", "公顷", "平方米"), (r"\binch(?:es)?\b", "英寸", "英尺"), (r"\byards?\b", "码", "英里"),
           (r"\bdays?\b", "天", "周")],
}


def k_unit(s, t, l, r):
    c = []
    for pat, old, new in UNITS[l]:
        if not has(s, pat):
            continue
        for a, b, n in shared(s, t):
            m = re.match(r"\s?(" + old + r")(?![기째의]?[차말전후]|의? ?차|[A-Za-z])", t[b:])
            if not m:
                continue
            # the number must stand before this very unit in the source
            k = re.escape(n)
            if not has(s.replace(",", ""), r"(?<!\d)" + k + r"(?:-| )?(?:[a-z]+ )?(?:" + pat.replace(r"\b", "").replace(r"\d ?", "") + ")"):
                continue
            if old == "분" and re.search(r"시\s?$", t[:a]):
                continue
            if new == "개월" and has(s, r"months?"):
                continue
            c.append((b + m.start(1), b + m.end(1), new))
    if not c:
        return None
    a, b, n = r.choice(c)
    return sub1(t, a, b, n)


# ----------------------------------------------------------------- time

def k_year(s, t, l, r):
    sn = snums(s)
    c = [x for x in shared(s, t) if re.fullmatch(r"1[5-9]\d\d|20[0-4]\d", x[2]) and t[x[1]:x[1] + 2].lstrip()[:1] in ("년", "年")]
    if not c:
        return None
    a, b, n = r.choice(c)
    for _ in range(20):
        decade = t[b:].lstrip()[1:2] in ("대", "代")
        y = str(int(n) + r.choice([-10, 10] if decade else [-10, -3, -2, -1, 1, 2, 10]))
        if y not in sn:
            return sub1(t, a, b, y)
    return None


MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
MABBR = [r"\b(?:January|Jan\.?)", r"\b(?:February|Feb\.?)\b", r"\bMarch\b", r"\b(?:April|Apr\.?)\b", r"\bMay\b", r"\bJune?\b", r"\bJuly?\b",
         r"\b(?:August|Aug\.?)\b", r"\b(?:September|Sept?\.?)\b", r"\b(?:October|Oct\.?)\b", r"\b(?:November|Nov\.?)\b", r"\b(?:December|Dec\.?)\b"]
ZHM = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]


def k_month(s, t, l, r):
    inS = {i + 1 for i, p in enumerate(MABBR) if re.search(p, s)}
    c = []
    for m in hits(t, r"(?<!\d)(1[0-2]|[1-9])(\s?[월月])(?![요曜])"):
        if int(m.group(1)) in inS:
            c.append((m.start(1), m.end(1), None))
    if l == "zh":
        for m in hits(t, r"(?<![一二三四五六七八九十\d个])(十[一二]?|[一二三四五六七八九])(月)(?=[份初底末中，。的]|[0-9一二三]|$)"):
            if ZHM.index(m.group(1)) + 1 in inS:
                c.append((m.start(1), m.end(1), "zh"))
    if not c:
        return None
    a, b, z = r.choice(c)
    n = r.choice([x for x in range(1, 13) if x not in inS])
    return sub1(t, a, b, ZHM[n - 1] if z else str(n))


DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def k_weekday(s, t, l, r):
    inS = {i for i, d in enumerate(DAYS) if re.search(r"\b" + d, s)}
    c = []
    if l == "ko":
        for m in hits(t, r"([월화수목금토일])요일"):
            if "월화수목금토일".index(m.group(1)) in inS:
                c.append((m.start(1), m.end(1), "월화수목금토일"))
    else:
        for m in hits(t, r"(?:星期|礼拜|(?<![一上下每本这那两三四0-9])周|(?<=[上下本这])周)([一二三四五六日天])(?![年月周])"):
            i = "一二三四五六日".find(m.group(1).replace("天", "日"))
            if i in inS:
                c.append((m.start(1), m.end(1), "一二三四五六日"))
    if not c:
        return None
    a, b, alpha = r.choice(c)
    n = r.choice([i for i in range(7) if i not in inS])
    return sub1(t, a, b, alpha[n])


RELTIME = {
    "ko": [(r"last year", r"(?:지난해|작년)", "내년", r"next year"), (r"next year", r"내년", "지난해", r"last year|previous year"),
           (r"last month", r"(?:지난달|지난 달)", "다음 달", r"next month"), (r"next month", r"(?:다음 달|다음달|내달)", "지난달", r"last month"),
           (r"last week", r"지난주", "다음 주", r"next week"), (r"next week", r"(?:다음 주|다음주)", "지난주", r"last week"),
           (r"yesterday", r"어제", "내일", r"tomorrow"), (r"tomorrow", r"내일", "어제", r"yesterday"),
           (r"this year", r"(?:올해|금년)", "내년", r"next year"),
           (r"\b\d+(?::\d\d)? ?a\.?m\b|morning", r"오전", "오후", r"p\.?m\b|afternoon|evening|night"),
           (r"\b\d+(?::\d\d)? ?p\.?m\b|afternoon", r"오후", "오전", r"a\.?m\b|morning"),
           (r"(?:years|months|days|weeks|hours|decades|year|month|week|minutes) ago", r"(?<=[년월일주간]) 전(?=에|부터|,| |까)", " 뒤", r"later|after"),
           (r"(?:years|months|days|weeks|hours) later", r"(?<=[년월일주간]) (?:후|뒤)(?=에| |,)", " 전", r"ago|before|earlier")],
    "zh": [(r"last year", r"去年", "明年", r"next year"), (r"next year", r"明年", "去年", r"last year|previous year"),
           (r"last month", r"上个?月", "下个月", r"next month"), (r"next month", r"下个?月", "上个月", r"last month"),
           (r"last week", r"上(?:周|个?星期)(?![一二三四五六日])", "下周", r"next week"), (r"next week", r"下(?:周|个?星期)(?![一二三四五六日])", "上周", r"last week"),
           (r"yesterday", r"(?:昨天|昨日)", "明天", r"tomorrow"), (r"tomorrow", r"明[天日]", "昨天", r"yesterday"),
           (r"this year", r"今年", "明年", r"next year"),
           (r"\b\d+(?::\d\d)? ?a\.?m\b|morning", r"(?:上午|早上|早晨)", "下午", r"p\.?m\b|afternoon|evening|night"),
           (r"\b\d+(?::\d\d)? ?p\.?m\b|afternoon|evening", r"(?:下午|晚上)", "上午", r"a\.?m\b|morning"),
           (r"(?:years|months|days|weeks|hours|decades|year|month|week|minutes) ago", r"(?<=[年月天周日时期钟])(?:之前|以前|前)(?![往来后期])", "后", r"later|after"),
           (r"(?:years|months|days|weeks|hours) later", r"(?<=[年月天周日时期])(?:之后|以后|后)(?![来])", "前", r"ago|before|earlier")],
}


def k_reltime(s, t, l, r):
    c = []
    for pat, old, new, bar in RELTIME[l]:
        if has(s, pat) and not has(s, bar):
            c += [(m.start(), m.end(), new) for m in hits(t, old)]
    if not c:
        return None
    a, b, n = r.choice(c)
    return sub1(t, a, b, n)


ORD_EN = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
ORD_KO = ["첫 번째", "두 번째", "세 번째", "네 번째", "다섯 번째", "여섯 번째", "일곱 번째", "여덟 번째", "아홉 번째", "열 번째"]


def k_ordinal(s, t, l, r):
    c = []
    inS = {i for i, w in enumerate(ORD_EN) if has(s, r"\b" + w + r"\b(?!,| of all|s\b)")} | \
          {int(x) - 1 for x in re.findall(r"\b(\d{1,2})(?:st|nd|rd|th)\b", s)}
    for i in range(10):
        if i not in inS:
            continue
        others = [j for j in range(1 if l == "ko" else 0, 10) if j not in inS and abs(j - i) <= 2]
        if not others:
            continue
        j = r.choice(others)
        if l == "ko":
            pat = ORD_KO[i].replace(" ", " ?")
            c += [(m.start(), m.end(), ORD_KO[j]) for m in hits(t, pat)]
            c += [(m.start(1), m.end(1), str(j + 1)) for m in hits(t, r"제\s?(%d)(?=[차회대기의 ])" % (i + 1))]
            c += [(m.start(1), m.end(1), str(j + 1)) for m in hits(t, r"(?<!\d)(%d)(?=위|번째|등(?:[을를이은의 ]|$))" % (i + 1))]
        else:
            c += [(m.start(1), m.end(1), ZHM[j]) for m in hits(t, r"第(%s)(?![十百时夫线手款条一二三四五六七八九]|世界|时间)" % ZHM[i])]
            c += [(m.start(1), m.end(1), str(j + 1)) for m in hits(t, r"第\s?(%d)(?!\d)" % (i + 1))]
    for n in {int(x) for x in re.findall(r"\b(\d{2})(?:st|nd|rd|th)\b", s)}:
        new = str(n + r.choice([-1, 1]))
        if new not in snums(s):
            pat = r"(?<!\d)(%d)(?=\s?(?:번째|주년|회|대|차|세기))" % n if l == "ko" else r"(?<!\d)(%d)(?=\s?(?:周年|世纪|届|任|次))" % n
            c += [(m.start(1), m.end(1), new) for m in hits(t, pat)]
    if not c:
        return None
    a, b, n = r.choice(c)
    return sub1(t, a, b, n)


# ----------------------------------------------------------------- denial

KO_NEG = r"않|없|못|아니|아닌|아닐|(?<![가-힣])안(?= )|부인|거부|거절|부정|실패|무산|모르|모른|몰랐|불가|말라|말아|마라|불(?:확실|분명)|미정|반대|제외|밖에|금지|중단|막|미(?:확인|지급|등록)|무(?:산|혐의)"
ZH_NEG = r"不|没|未|无|否|拒|非|别|勿|毫|难|免|莫|反对|失败|禁|缺|除|仅|只有"


def k_denial_lost(s, t, l, r):
    if len(re.findall(r"\bunlikely\b", s, re.I)) == 1 and not re.search(DENIAL_SURE, s, re.I):
        for old, new in ((r"不(?:太|大)可能", "很可能"), (r"可能性(?:很小|不大|较小)", "可能性很大")) if l == "zh" else \
                ((r"(?<=가능성[이은] )낮", "높"), (r"(?<=가능성[이은] )(?:희박하|적)(?=다)", "높"), (r"(?<=것 )같지 않(?=다)", "같")):
            m = re.search(old, t)
            if m:
                return sub1(t, m.start(), m.end(), new)
    sure = re.findall(DENIAL_SURE, s, re.I)
    if len(sure) != 1 or has(s, r"not only|no longer than|no doubt|not just|no more than|nothing but|no less|without (?:a )?doubt|\bno\.? ?\d|not (?:necessarily|to mention)|why not|wouldn't (?:you|it)|(?:don|isn|doesn|aren|wasn|didn|won)['’]t (?:you|it|they|we|he|she)\b"):
        return None
    c = []
    if l == "ko":
        if len(re.findall(KO_NEG, t)) != 1:
            return None
        for m in hits(t, r"([가-힣]+)지(?:는|도|를)? (?:않|못하)(았|였)?(다고|다며|다는|다|습니다|고 있|는다|는 다|는|을|은|고|기)"):
            pass
        for m in hits(t, r"([가-힣]+?)지(?:는|도|를|조차)? (?:않았|못했)(?=다|습니다|으며|고|지만|던|을|음|기)"):
            p = past(m.group(1))
            if p:
                c.append((m.start(), m.end(), p))
        for m in hits(t, r"([가-힣]*)(하|되)지(?:는|도)? (?:않는다|못한다)"):
            c.append((m.start(), m.end(), m.group(1) + {"하": "한다", "되": "된다"}[m.group(2)]))
        for m in hits(t, r"([가-힣]*)(하|되)지(?:는|도)? (?:않습니다|못합니다)"):
            c.append((m.start(), m.end(), m.group(1) + {"하": "합니다", "되": "됩니다"}[m.group(2)]))
        for m in hits(t, r"([가-힣]*)(하|되)지(?:는|도)? (?:않을|못할)(?= (?:것|수|예정|계획|방침))"):
            c.append((m.start(), m.end(), m.group(1) + {"하": "할", "되": "될"}[m.group(2)]))
        for m in hits(t, r"([가-힣]+)지 (?:않는|못하는)(?=[ ,]|다면|데)"):
            if m.group(1)[-1] in "하되가오":
                c.append((m.start(), m.end(), m.group(1) + "는"))
        for m in hits(t, r"([가-힣]+)지 (?:않은)(?= )"):
            if m.group(1)[-1] in "하되":
                c.append((m.start(), m.end(), m.group(1)[:-1] + {"하": "한", "되": "된"}[m.group(1)[-1]]))
        for m in hits(t, r"(?<=[가-힣이가은는도 ])없(?=다|었|습니다|는|을|으며|음|어|고|지만)"):
            before = t[:m.start()].rstrip()
            if re.search(r"(?:밖에|수밖에|틀림|끊임|상관|관계|어쩔 수|다름|말할 수|더할 나위|아무(?:도|런)?[가-힣 ]*|전혀|결코|누구도|어떤 [가-힣]+도|하나도|전무|별로)$", before):
                continue
            if t[m.end():m.end() + 2] in ("어서", "어진", "어졌", "어지"):
                continue
            c.append((m.start(), m.end(), "있"))
        for m in hits(t, r"(것|사실|문제|일)(이|은) 아니(?=다|라고)"):
            c.append((m.start(), m.end(), m.group(1) + "이"))
        for old, new in (("부인했", "인정했"), ("부인하", "인정하"), ("거부했", "수락했"), ("거부하", "수락하"), ("거절했", "수락했"), ("실패했", "성공했")):
            if has(s, r"den(?:y|ie)|reject|refus|fail"):
                c += [(m.start(), m.end(), new) for m in hits(t, old)]
        if re.search(r"아무(?:도|런|것도)|전혀|결코|누구도|별로|한 번도|더 이상|아직", t):
            return None
    else:
        if len(re.findall(ZH_NEG, t)) != 1:
            return None
        adv = has(s, r"(?:did|do|does|has|have|had|was|were|is|are)(?: not|n['’]t)|never")
        for old, new in (("不会", "会"), ("不能", "能"), ("不是", "是"), ("并没有", "确实" if adv else "有"), ("从未", "曾"), ("并未", "已"), ("未能", "成功"),
                         ("尚未", "已经"), ("否认", "承认"), ("拒绝", "同意"), ("不可能", "可能"), ("无法", "能够"), ("不应", "应"), ("不愿", "愿"), ("不想", "想"),
                         ("不要", "要"), ("不需要", "需要"), ("不知道", "知道"), ("没能", "得以"), ("不希望", "希望"), ("不允许", "允许"), ("不相信", "相信"), ("不必", "必须"),
                         ("不存在", "存在"), ("不打算", "打算"), ("不再", "仍然"), ("不喜欢", "喜欢"), ("不认为", "认为"), ("不清楚", "清楚"), ("不包括", "包括"), ("不在", "在")):
            for m in hits(t, re.escape(old)):
                if old in ("不会", "不能", "不要", "不在") and t[m.end():m.end() + 1] in ("不", "于", "乎", "意"):
                    continue
                c.append((m.start(), m.end(), new))
        for m in hits(t, r"(?<!并)没有(?!任何|什么|人)"):
            c.append((m.start(), m.end(), "已经" if adv else "有"))
    if not c:
        return None
    a, b, n = r.choice(c)
    return sub1(t, a, b, n)


SPEECH = r"(?:말|밝|전|설명|덧붙|주장|강조|발표|언급|보도|답|지적|이야기|얘기|인정|경고|촉구|비판|추측|예상|묻|물)"


def k_denial_added(s, t, l, r):
    if has(s, DENIAL_EN) or s.rstrip().endswith("?") or len(s.split()) < 6:
        return None
    c = []
    if l == "ko":
        if re.search(KO_NEG, t):
            return None
        body = t.rstrip()
        for pat, new in ((r"([가-힣]{2,}?)했다\.$", "{}하지 않았다."), (r"([가-힣]{2,}?)됐다\.$", "{}되지 않았다."), (r"([가-힣]{2,}?)되었다\.$", "{}되지 않았다."),
                         (r"([가-힣]{2,}?)한다\.$", "{}하지 않는다."), (r"([가-힣]{2,}?)된다\.$", "{}되지 않는다."),
                         (r"([가-힣]*고) 있다\.$", "{} 있지 않다."), (r"([가-힣]*[할될킬날길낼볼얻을]) 수 있다\.$", "{} 수 없다."),
                         (r"([가-힣]+[이가]) 있다\.$", "{} 없다."), (r"([가-힣]+[이가]) 있었다\.$", "{} 없었다."), (r"([가-힣]+[이가]) 있습니다\.$", "{} 없습니다."),
                         (r"([가-힣]*)할 것이다\.$", "{}하지 않을 것이다."), (r"([가-힣]*)될 것이다\.$", "{}되지 않을 것이다."),
                         (r"([가-힣]{2,}?)했습니다\.$", "{}하지 않았습니다."), (r"([가-힣]{2,}?)합니다\.$", "{}하지 않습니다."), (r"([가-힣]{2,}?)되었습니다\.$", "{}되지 않았습니다."),
                         (r"([가-힣]*)할 것입니다\.$", "{}하지 않을 것입니다."), (r"([가-힣]*)할 예정이다\.$", "{}하지 않을 예정이다."), (r"([가-힣]*)할 수 있습니다\.$", "{}할 수 없습니다."),
                         (r"([가-힣]*)할 계획이다\.$", "{}하지 않을 계획이다.")):
            m = re.search(pat, body)
            if m and not re.match(SPEECH, m.group(1)) and not re.search(r"(?:기도|것으로 예상|라고|다고|으로 추정|만) ?$", body[:m.start()]) \
                    and not re.search(r"(?:피|차단|방지|중지|포기|사망|제거|해야|야)$", m.group(1)) and not (m.group(1)[-1:] in ("야", "도") and "한다" in pat):
                c.append(body[:m.start()] + new.format(m.group(1)))
                break
    else:
        if re.search(ZH_NEG, t) or re.search(r"停|避|防|拦", t):
            return None
        if has(s, r"\b(?:will|would)\b"):
            for m in hits(t, r"(?<![机社议大协学约宴晚都开工聚体误领理集商员国教委峰盛舞酒茶年班帮省博展运音])会(?![议员见谈长场晤面计上社议话所议])"):
                if m.start() and not inside_quotes(t, m.start()):
                    c.append(sub1(t, m.start(), m.end(), "不会"))
            for m in hits(t, r"(?<!即)将(?=于|在|继续|成为|举行|前往|进行|推出|开始|获得|参加|出席|取代|接受|面临|是|有|被|与)"):
                c.append(sub1(t, m.start(), m.end(), "将不会" if t[m.end()] not in "是有" else "将不会"))
        if has(s, r"\b(?:can|could|able)\b"):
            for m in hits(t, r"(?<![才可功技智性官效潜势职])(?:能够|可以|能)(?![力源量量否])"):
                c.append(sub1(t, m.start(), m.end(), "不能"))
        if has(s, r"\b(?:is|are|was|were|'s|’s)\b"):
            for m in hits(t, r"(?<=[" + HAN + r"])(?<![但于还就只都总可正其别便若要尤像而算更才或凡老来也])是(?!否|非|的|因|为|由|以|在|指|说|对)"):
                c.append(sub1(t, m.start(), m.end(), "不是"))
        if has(s, r"\b(?:has|have|had|already)\b|ed\b"):
            for m in hits(t, r"(?:已经|(?<![早业])已(?![故经知婚]))"):
                if re.search(r"[了年久]", t[m.end():m.end() + 12]):
                    continue
                c.append(sub1(t, m.start(), m.end(), "尚未"))
    return r.choice(c) if c else None


# ----------------------------------------------------------------- titles, places, persons

TITLES = {
    "ko": [("총리", r"prime minister|premier|chancellor|\bPM\b", "부"), ("대통령", r"president", "부"), ("장관", r"minister|secretary", "차"), ("회장", r"chair|president", "부"),
           ("사장", r"president|chief executive|CEO", "부"), ("위원장", r"chair", "부"), ("의장", r"speaker|chair", "부"), ("총재", r"governor|president|chief", "부"),
           ("시장", r"mayor", "부"), ("주지사", r"governor", "부"), ("국장", r"director|chief|head", "부"), ("대변인", r"spokes", "부"), ("교수", r"professor", "부"),
           ("총장", r"president|chancellor|secretary-general|chief|rector", "부"), ("검사", r"prosecutor", "부"), ("대표", r"chief executive|CEO|head|leader", "부"),
           ("감독", r"coach|manager|director", "부"), ("교장", r"principal|head ?teacher", "부")],
    "zh": [("总统", r"president", "副"), ("总理", r"prime minister|premier|chancellor", "副"), ("首相", r"prime minister", "副"), ("部长", r"minister|secretary", "副"),
           ("主席", r"chair|president|leader", "副"), ("总裁", r"president|chief executive|CEO", "副"), ("市长", r"mayor", "副"), ("州长", r"governor", "副"),
           ("局长", r"director|chief|head", "副"), ("主任", r"director|head|chief", "副"), ("教授", r"professor", "副"), ("校长", r"principal|president|head ?teacher|chancellor", "副"),
           ("议长", r"speaker", "副"), ("国务卿", r"secretary of state", "副"), ("秘书长", r"secretary[- ]general", "副"), ("董事长", r"chair", "副"),
           ("总监", r"director|chief", "副"), ("警长", r"sheriff|chief", "副"), ("编辑", r"editor", "副"), ("经理", r"manager", "副"), ("大臣", r"minister|secretary|chancellor", "副")],
}


def k_rank(s, t, l, r):
    c = []
    lost = has(s, r"\bvice[- ]|deputy|assistant|associate")
    for w, pat, pre in TITLES[l]:
        if not has(s, r"\b(?:" + pat + ")"):
            continue
        if lost:
            if l == "ko":
                c += [t[:m.start()] + m.group(1) + t[m.end():] for m in hits(t, r"(?<![가-힣])부(" + w + ")")]
            else:
                c += [t[:m.start()] + m.group(1) + t[m.end():] for m in hits(t, r"副(" + w + ")")]
            continue
        if l == "ko":
            new = "차관" if w == "장관" else pre + w
            for m in hits(t, r"(?<![가-힣])" + w + r"(?=$|[\s.,”\"’')]|[은는이가을를의과와도]|에게|께서|였|이었|으로|직)"):
                if w in ("대표", "검사") and not has(s, r"CEO|chief executive|prosecutor|head of|leader of"):
                    continue
                c.append(sub1(t, m.start(), m.end(), new))
        else:
            for m in hits(t, r"(?<!副)(?<!前任)(?<!高级)(?<!助理)(?<!总)" + w + r"(?!府|大选|选举|候选|竞选|辩论|任|职|级|团|联席|们|会|令|制|杯|医)"):
                if not has(s, r"\b(?:vice|deputy)\b") and not (m.start() and t[m.start() - 1] in "检局大总外部"):
                    c.append(sub1(t, m.start(), m.end(), "副" + w))
    return r.choice(c) if c else None


COUNTRIES = [  # source, ko, zh
    (r"Chin(?:a|ese)|Beijing", "중국", "中国"), (r"Japan", "일본", "日本"), (r"South Korea|Seoul", "한국", "韩国"), (r"Russia", "러시아", "俄罗斯"), (r"German", "독일", "德国"),
    (r"France|French", "프랑스", "法国"), (r"Brit|U\.?K\b|England|English", "영국", "英国"), (r"United States|U\.S|\bUS\b|America|\bUSA\b", "미국", "美国"), (r"Italy|Italian", "이탈리아", "意大利"),
    (r"Spain|Spanish|Spaniard", "스페인", "西班牙"), (r"Portug", "포르투갈", "葡萄牙"), (r"India", "인도", "印度"), (r"Pakistan", "파키스탄", "巴基斯坦"), (r"Indonesia", "인도네시아", "印度尼西亚"),
    (r"Vietnam", "베트남", "越南"), (r"Thai", "태국", "泰国"), (r"Australia", "호주", "澳大利亚"), (r"Canad", "캐나다", "加拿大"), (r"Mexic", "멕시코", "墨西哥"), (r"Brazil", "브라질", "巴西"),
    (r"Argentin", "아르헨티나", "阿根廷"), (r"Turk", "터키", "土耳其"), (r"Iran", "이란", "伊朗"), (r"Iraq", "이라크", "伊拉克"), (r"Israel", "이스라엘", "以色列"), (r"Egypt", "이집트", "埃及"),
    (r"Syria", "시리아", "叙利亚"), (r"Greece|Greek", "그리스", "希腊"), (r"Ireland|Irish", "아일랜드", "爱尔兰"), (r"Scot", "스코틀랜드", "苏格兰"), (r"Poland|Polish", "폴란드", "波兰"),
    (r"Ukrain", "우크라이나", "乌克兰"), (r"Sweden|Swed", "스웨덴", "瑞典"), (r"Norw", "노르웨이", "挪威"), (r"Netherlands|Dutch|Holland", "네덜란드", "荷兰"), (r"Belgi", "벨기에", "比利时"),
    (r"Swiss|Switzerland", "스위스", "瑞士"), (r"Saudi", "사우디아라비아", "沙特阿拉伯"), (r"Philippin|Filipin", "필리핀", "菲律宾"), (r"Malaysia", "말레이시아", "马来西亚"), (r"Singapore", "싱가포르", "新加坡"),
    (r"Afghan", "아프가니스탄", "阿富汗"), (r"Kenya", "케냐", "肯尼亚"), (r"Nigeria", "나이지리아", "尼日利亚"), (r"South Africa", "남아프리카공화국", "南非"), (r"Macedonia", "마케도니아", "马其顿"),
    (r"Wales|Welsh", "웨일스", "威尔士"), (r"Cuba", "쿠바", "古巴"), (r"North Korea|Pyongyang", "북한", "朝鲜"), (r"Qatar", "카타르", "卡塔尔"), (r"Denmark|Danish", "덴마크", "丹麦"),
    (r"New Zealand", "뉴질랜드", "新西兰"), (r"Chile", "칠레", "智利"), (r"Colombia", "콜롬비아", "哥伦比亚"), (r"Ethiopia", "에티오피아", "埃塞俄比亚"), (r"Hungar", "헝가리", "匈牙利"),
]
CAPITALS = [
    (r"Beijing", "베이징", "北京"), (r"Tokyo", "도쿄", "东京"), (r"Seoul", "서울", "首尔"), (r"Moscow", "모스크바", "莫斯科"), (r"Berlin", "베를린", "柏林"), (r"Paris", "파리", "巴黎"),
    (r"London", "런던", "伦敦"), (r"Washington", "워싱턴", "华盛顿"), (r"New York", "뉴욕", "纽约"), (r"Rome", "로마", "罗马"), (r"Madrid", "마드리드", "马德里"), (r"Vienna", "빈", "维也纳"),
    (r"Athens", "아테네", "雅典"), (r"Cairo", "카이로", "开罗"), (r"Sydney", "시드니", "悉尼"), (r"Dublin", "더블린", "都柏林"), (r"Edinburgh", "에든버러", "爱丁堡"), (r"Brussels", "브뤼셀", "布鲁塞尔"),
    (r"Ottawa", "오타와", "渥太华"), (r"Bangkok", "방콕", "曼谷"), (r"Hanoi", "하노이", "河内"), (r"Jakarta", "자카르타", "雅加达"), (r"Manila", "마닐라", "马尼拉"), (r"Delhi", "델리", "德里"),
    (r"Los Angeles", "로스앤젤레스", "洛杉矶"), (r"Chicago", "시카고", "芝加哥"), (r"Boston", "보스턴", "波士顿"), (r"Liverpool", "리버풀", "利物浦"), (r"Manchester", "맨체스터", "曼彻斯特"),
    (r"Barcelona", "바르셀로나", "巴塞罗那"), (r"Shanghai", "상하이", "上海"), (r"Hong Kong", "홍콩", "香港"), (r"California", "캘리포니아", "加利福尼亚"), (r"Texas", "텍사스", "得克萨斯"), (r"Florida", "플로리다", "佛罗里达"),
]
KPART = r"(?=$|[\s.,”\"’')·]|[은는이가을를의에과와도]|으로|에서|인|산|군|[로])"


def place(table, s, t, l, r):
    i = 1 if l == "ko" else 2
    c = []
    for row in table:
        if not re.search(r"\b(?:" + row[0] + ")", s):
            continue
        pat = r"(?<![가-힣])" + row[1] + KPART if l == "ko" else re.escape(row[2]) + (r"(?![语洋裔尼])" if row[2] not in ("印度",) else r"(?!尼|洋|教|语|裔)")
        for m in hits(t, pat):
            for o in table:
                if o is row or re.search(r"\b(?:" + o[0] + ")", s) or o[i] in t:
                    continue
                if l == "ko" and bat(o[1]) != bat(row[1]):
                    continue
                c.append((m.start(), m.end(), o[i]))
    if not c:
        return None
    a, b, n = r.choice(c)
    return sub1(t, a, b, n)


def k_country(s, t, l, r):
    return place(COUNTRIES, s, t, l, r)


def k_capital(s, t, l, r):
    return place([(row[0] + r")(?:\b", *row[1:]) for row in CAPITALS], s, t, l, r)


def k_country_swap(s, t, l, r):
    i = 1 if l == "ko" else 2
    f = []
    for row in COUNTRIES + CAPITALS:
        if re.search(r"\b(?:" + row[0] + ")", s) and t.count(row[i]) == 1:
            m = re.search((r"(?<![가-힣])" + row[1] + KPART) if l == "ko" else row[2] + r"(?![语洋裔尼])", t)
            if m:
                f.append((m.start(), m.end(), row[i]))
    f.sort()
    pairs = []
    for x, y in zip(f, f[1:]):
        if x[1] > y[0]:
            continue
        between = t[x[1]:y[0]]
        # "A and B", lists: the order means nothing
        if re.fullmatch(r"\s*(?:[、,，·•]|와|과|및|그리고|和|与|及|以及|[、·]|나|이나|또는|或)?\s*", between) or len(between) < 2:
            continue
        if l == "ko" and bat(x[2]) != bat(y[2]):
            continue
        if re.search(r"(?:和|与|及|와 |과 )$|^(?:和|与|及|와 |과 |、|,)", between):
            continue
        # in the source only a list lies between the two
        rx, ry = [next(o[0] for o in COUNTRIES + CAPITALS if o[i] == z[2]) for z in (x, y)]
        if any(re.search(r"(?:" + p + r")\w*['’]?s?,?(?: (?:and|or|the))?(?:,? (?:the |and |or )?[A-Z][\w.]*,?)*(?: (?:and|or))?(?: the)?,? (?:" + q + ")", s) for p, q in ((rx, ry), (ry, rx))):
            continue
        pairs.append((x, y))
    if not pairs:
        return None
    x, y = r.choice(pairs)
    return t[:x[0]] + y[2] + t[x[1]:y[0]] + x[2] + t[y[1]:]


PEOPLE = [
    (r"Trump", "트럼프", "特朗普"), (r"Putin", "푸틴", "普京"), (r"Obama", "오바마", "奥巴马"), (r"Clinton", "클린턴", "克林顿"), (r"Bush", "부시", "布什"), (r"Kavanaugh", "캐버노", "卡瓦诺"),
    (r"\bFord\b", "포드", "福特"), (r"Merkel", "메르켈", "默克尔"), (r"Macron", "마크롱", "马克龙"), (r"Theresa May|Mrs\.? May|Ms\.? May", "메이", "特蕾莎·梅"), (r"Boris Johnson|Mr\.? Johnson|\bJohnson\b", "존슨", "约翰逊"),
    (r"Corbyn", "코빈", "科尔宾"), (r"Blair", "블레어", "布莱尔"), (r"Kim Jong[- ][UI]", "김정은", "金正恩"), (r"Moon Jae", "문재인", "文在寅"), (r"Xi Jinping|\bXi\b", "시진핑", "习近平"), (r"\bAbe\b", "아베", "安倍"),
    (r"Biden", "바이든", "拜登"), (r"McCain", "매케인", "麦凯恩"), (r"Musk", "머스크", "马斯克"), (r"Erdo[gğ]an", "에르도안", "埃尔多安"), (r"Netanyahu", "네타냐후", "内塔尼亚胡"), (r"Modi", "모디", "莫迪"),
    (r"Pompeo", "폼페이오", "蓬佩奥"), (r"Kelly", "켈리", "凯利"), (r"Woods", "우즈", "伍兹"), (r"Ronaldo", "호날두", "罗纳尔多"), (r"Messi\b", "메시", "梅西"), (r"Federer", "페더러", "费德勒"), (r"Flake", "플레이크", "弗莱克"),
    (r"Rice\b", "라이스", "赖斯"), (r"Cheney", "체니", "切尼"), (r"Powell", "파월", "鲍威尔"), (r"Annan", "아난", "安南"), (r"Sharon", "샤론", "沙龙"), (r"Sturgeon", "스터전", "斯特金"), (r"Smith", "스미스", "史密斯"), (r"Nadal", "나달", "纳达尔"),
]
LATIN = ["Harrison", "Lindqvist", "Okafor", "Petersen", "Mendoza", "Whitfield", "Kowalski", "Bauer"]


def k_person(s, t, l, r):
    """Two persons exchanged, or one exchanged for a person that is not in the source."""
    i = 1 if l == "ko" else 2
    f, out = [], []
    for row in PEOPLE:
        if re.search(r"\b(?:" + row[0] + ")", s):
            pat = (r"(?<![가-힣])" + row[1] + r"(?=$|[\s.,”\"’')·]|[은는이가을를의과와도]|에게|씨)") if l == "ko" else re.escape(row[2])
            for m in hits(t, pat):
                f.append((m.start(), m.end(), row))
    f.sort(key=lambda x: x[0])
    rows = {x[2][0] for x in f}
    if len(f) >= 2 and len(rows) == len(f):
        for x, y in zip(f, f[1:]):
            if len(t[x[1]:y[0]]) > 2 and (l == "zh" or bat(x[2][1]) == bat(y[2][1])) and not re.fullmatch(r"\s*(?:와|과|和|与|、|,)\s*", t[x[1]:y[0]]) and not re.match(r"(?:와|과|和|与|、|씨와)", t[x[1]:]):
                out.append(t[:x[0]] + y[2][i] + t[x[1]:y[0]] + x[2][i] + t[y[1]:])
    for a, b, row in f:
        for o in PEOPLE:
            if o is not row and not has(s, o[0]) and o[i] not in t and (l == "zh" or bat(o[1]) == bat(row[1])):
                if l == "zh" and t[max(0, a - 1):a] == "·":
                    continue
                out.append(sub1(t, a, b, o[i]))
    if l == "ko":
        for m in hits(t, r"(?<![가-힣])([가-힣]{2,5})(?= 씨(?:[은는가이의에]|$| ))"):
            for n in ("페테르센", "멘도사", "오카포르", "화이트필드", "코발스키", "린드그렌"):
                if bat(n) == bat(m.group(1)) and n not in t:
                    out.append(sub1(t, m.start(1), m.end(1), n))
    else:
        for m in hits(t, r"([" + HAN + r"]{1,6}·[" + HAN + r"]{1,5}?)(?=[说表认，是在的和与（]|先生|女士|博士|教授|指出|称|告诉)"):
            pre = re.split(r"[的说，对让和与是在由称向为]|先生|女士|总统|总理|部长|议员|主席|主任|教授|博士|教练|导演|演员|法官|队长|警长|发言人|秘书长|记者|歌手|专员|总裁|州长|市长|经理|局长|校长", m.group(1).split("·")[0])[-1]
            if 1 <= len(pre) <= 4 and has(s, r"\b[A-Z][a-z]+ (?:[A-Z]\. )?[A-Z][a-z]+"):
                st = m.start(1) + m.group(1).index(pre + "·")
                out.append(sub1(t, st, m.end(1), r.choice(["安德斯·彼得森", "卡洛斯·门多萨", "埃里克·鲍尔", "玛丽亚·科瓦尔斯基"])))
        for m in hits(t, r"(?<![A-Za-z.·'’ ])([A-Z][a-z]{3,12})(?= ?(?:先生|女士|博士|教授|说|表示|告诉|指出|认为|补充|透露|回忆|称))"):
            if re.search(r"\b" + m.group(1) + r"\b(?!'s [a-z]+ said)", s) and has(s, r"\b" + m.group(1) + r"\b[^.]{0,25}\b(?:said|says|told|added|think|claim|point|explain|wrote|believe|thought)|(?:said|says|Mr\.?|Ms\.?|Mrs\.?|Dr\.?|Professor) (?:[A-Z][a-z]+ )?" + m.group(1)):
                out.append(sub1(t, m.start(1), m.end(1), r.choice([x for x in LATIN if x not in s])))
    return r.choice(out) if out else None


# ----------------------------------------------------------------- quotation marks, additions

def k_quotes_lost(s, t, l, r):
    if len(re.findall(r"[\"“”]", s)) < 2 or "\"\"" in t:
        return None
    c = []
    for m in re.finditer(r"“([^“”]{10,})”|\"([^\"]{10,})\"", t):
        q = m.group(1) or m.group(2)
        # without the marks it must not read as right indirect speech
        if l == "ko" and not re.search(r"(?:니다|요|까|죠)[.?!]?$|[?!]|[다요]\. |(?<![가-힣])(?:나|내|제|저|우리|저희|당신|여러분)[는은이가를의도 ]", q) and not t[m.end():].startswith("라고"):
            continue
        if l == "zh" and not re.search(r"[我你您咱？！]|。.", q) and t[max(0, m.start() - 1):m.start()] not in ("：", ":"):
            continue
        c.append(m)
    if not c:
        return None
    m = r.choice(c)
    # a quotation in the source of at least five words
    if not any(len(q.split()) >= 5 for q in re.findall(r"[\"“]([^\"“”]+)[\"”]", s)):
        return None
    return sub1(t, m.start(), m.end(), m.group(1) or m.group(2))


GREET = {
    "ko": ["안녕하세요, 독자 여러분! {}", "{} 도움이 되셨기를 바랍니다.", "물론입니다! 번역은 다음과 같습니다: {}", "네, 번역해 드리겠습니다. {}", "{} 감사합니다.",
           "{} 추가로 궁금한 점이 있으시면 언제든지 말씀해 주세요.", "다음은 요청하신 번역문입니다.\u0020{}", "{} 정말 놀라운 소식이네요!"],
    "zh": ["当然可以！以下是译文：{}", "大家好！{}", "{}希望对您有所帮助。", "好的，翻译如下：{}", "{}谢谢阅读。", "{}如有其他问题，请随时告诉我。", "各位读者朋友们好，{}", "{}真是令人惊讶的消息啊！"],
}
NOTES = {
    "ko": ["(역자 주: 여기서는 직역함)", "(옮긴이 주: 원문의 표현이 모호함)", "[역주: 문맥상 의역함]", "(번역자 주: 해당 용어는 여러 뜻이 있음)", "(※ 번역 참고: 고유명사는 음역함)"],
    "zh": ["（译者注：此处为直译）", "（译注：原文含义不明）", "【译者按：根据上下文意译】", "（注：以上为机器翻译，仅供参考）", "（译者注：该词有多种含义）"],
}


def k_greeting(s, t, l, r):
    if has(s, r"hello|\bhi\b|dear|of course|thank|translat|surpris|amazing|question|help|wow") or len(t) < 10:
        return None
    return r.choice(GREET[l]).format(t)


def k_note(s, t, l, r):
    if has(s, r"translat|\bnote\b"):
        return None
    n = r.choice(NOTES[l])
    m = re.search(r"[.。!！?？][”\"’]?$", t.rstrip())
    u = t.rstrip()
    if r.random() < 0.5 and m:
        return u[:m.start()] + (" " if l == "ko" and r.random() < .5 else "") + n + u[m.start():]
    return u + (" " if l == "ko" else "") + n


LEX = [  # source, ko, zh  (unambiguous in both directions)
    ("government", "정부", "政府"), ("president", "대통령", "总统"), ("police", "경찰", "警察"), ("election", "선거", "选举"), ("economy", "경제", "经济"), ("market", "시장", "市场"),
    ("school", "학교", "学校"), ("students", "학생", "学生"), ("hospital", "병원", "医院"), ("company", "회사", "公司"), ("war", "전쟁", "战争"), ("investigation", "조사", "调查"),
    ("support", "지원", "支持"), ("technology", "기술", "技术"), ("education", "교육", "教育"), ("family", "가족", "家庭"), ("history", "역사", "历史"), ("report", "보고서", "报告"),
    ("media", "언론", "媒体"), ("policy", "정책", "政策"), ("parliament", "의회", "议会"), ("court", "법원", "法院"), ("church", "교회", "教堂"), ("film", "영화", "电影"), ("music", "음악", "音乐"),
    ("team", "팀", "球队"), ("island", "섬", "岛屿"), ("airport", "공항", "机场"), ("water", "물", "水"), ("minister", "장관", "部长"), ("spokesman", "대변인", "发言人"), ("industry", "산업", "产业"),
    ("research", "연구", "研究"), ("scientists", "과학자", "科学家"), ("weather", "날씨", "天气"), ("earthquake", "지진", "地震"), ("crisis", "위기", "危机"), ("security", "안보", "安全"), ("justice", "정의", "正义"),
    ("world", "세계", "世界"), ("system", "시스템", "系统"), ("climate", "기후", "气候"), ("environment", "환경", "环境"), ("society", "사회", "社会"), ("culture", "문화", "文化"), ("women", "여성", "女性"),
    ("children", "아이들", "儿童"), ("energy", "에너지", "能源"), ("allegations", "혐의", "指控"), ("members", "회원", "成员"), ("season", "시즌", "赛季"), ("game", "경기", "比赛"), ("city", "도시", "城市"),
    ("agreement", "협정", "协议"), ("leader", "지도자", "领导人"), ("committee", "위원회", "委员会"), ("investment", "투자", "投资"), ("population", "인구", "人口"), ("disease", "질병", "疾病"), ("patients", "환자", "患者"),
]


def k_english_left(s, t, l, r):
    i = 1 if l == "ko" else 2
    c = []
    for row in LEX:
        m0 = re.search(r"\b" + row[0] + r"\b", s, re.I)
        if not m0:
            continue
        pat = r"(?<![가-힣A-Za-z])" + row[1] + r"(?=$|[\s.,]|[은는이가을를의에과와도로]|으로|들)" if l == "ko" else row[2]
        for m in hits(t, pat):
            c.append((m.start(), m.end(), m0.group().lower() if m0.start() else m0.group()))
    if not c:
        return None
    a, b, n = r.choice(c)
    return sub1(t, a, b, n if l == "ko" or r.random() < .5 else " " + n + " ")


# ----------------------------------------------------------------- cuts and doublings

def k_end_cut(s, t, l, r):
    u = t.rstrip()
    if l == "ko":
        w = u.split()
        if len(w) < 9:
            return None
        n = len(w) - max(3, round(len(w) / 3))
        out = " ".join(w[:n])
    else:
        if len(re.findall("[" + HAN + "]", u)) < 24:
            return None
        n = len(u) * 2 // 3
        while n and re.match(r"[A-Za-z0-9.,%]", u[n]) and re.match(r"[A-Za-z0-9.,]", u[n - 1]):
            n -= 1
        out = u[:n]
    out = out.rstrip(" ,，、;；:：“\"‘'(（")
    if re.search(r"[.。!?！？]$", out):
        return None  # a whole sentence cut is a fair error but not this kind
    if out.count("“") != out.count("”") and r.random() < .5:
        out = out.replace("“", "")
    if r.random() < .5:
        out += "." if l == "ko" else "。"
    return out


def k_mid_cut(s, t, l, r):
    u = t.rstrip()
    if l == "ko":
        w = u.split()
        if len(w) < 11:
            return None
        n = max(4, round(len(w) / 3))
        a = r.randint(2, len(w) - n - 3)
        return " ".join(w[:a] + w[a + n:])
    parts = re.split(r"(?<=[，；。])", u)
    parts = [p for p in parts if p]
    c = [i for i in range(1, len(parts) - 1) if len(re.findall("[" + HAN + "]", parts[i])) >= 8]
    if c and r.random() < .7:
        i = r.choice(c)
        return "".join(parts[:i] + parts[i + 1:])
    if len(re.findall("[" + HAN + "]", u)) < 30 or len(s.split()) < 14:
        return None
    n = len(u) // 3
    a = r.randint(5, len(u) - n - 6)
    while a > 3 and re.match(r"[A-Za-z0-9.,% ]", u[a]):
        a -= 1
    b = a + n
    while b < len(u) - 1 and re.match(r"[A-Za-z0-9.,% ]", u[b]):
        b += 1
    return u[:a] + u[b:]


def k_clause_doubled(s, t, l, r):
    u = t.rstrip()
    if l == "ko":
        parts = re.split(r"(?<=[,.]) +", u)
        c = [i for i, p in enumerate(parts) if p.endswith(",") and len(p.split()) >= 3 and len(p) >= 10]
        if c:
            i = r.choice(c)
            return " ".join(parts[:i + 1] + parts[i:])
        w = u.split()
        if len(w) < 8:
            return None
        a = r.randint(1, len(w) - 5)
        n = r.choice([3, 4])
        return " ".join(w[:a + n] + w[a:])
    parts = [p for p in re.split(r"(?<=[，；。])", u) if p]
    c = [i for i, p in enumerate(parts) if p[-1] in "，；" and len(re.findall("[" + HAN + "]", p)) >= 6]
    if not c:
        return None
    i = r.choice(c)
    return "".join(parts[:i + 1] + parts[i:])


ZH_WORDS = [x[2] for x in LEX] + ["表示", "认为", "已经", "可能", "因为", "他们", "我们", "他", "这个", "进行", "会议", "问题", "国家", "时间", "没有", "开始", "可以", "一个", "自己", "由于", "在", "的", "了", "是", "将", "对", "和", "与", "但", "也"]


def k_word_doubled(s, t, l, r):
    if l == "ko":
        w = t.rstrip().split(" ")
        c = [i for i, x in enumerate(w[:-1]) if re.fullmatch(r"[가-힣]{2,8}", x) and x not in ("매우", "아주", "정말", "너무", "점점", "더욱", "빨리", "조금", "훨씬", "오래", "멀리", "거의", "대대", "서서", "차츰", "하나", "조금씩", "매일", "계속")
             and w[i + 1] != x and len(set(x)) > 1]
        if not c:
            return None
        i = r.choice(c)
        return " ".join(w[:i + 1] + w[i:])
    c = []
    for x in ZH_WORDS:
        for m in hits(t, re.escape(x)):
            if t[m.end():m.end() + len(x)] == x or t[max(0, m.start() - len(x)):m.start()] == x:
                continue
            if x == "会议" and re.search(r"[议协社委]会议|会议[员案]", t[max(0, m.start() - 1):m.end() + 1]):
                continue
            if len(x) == 1:
                ctx = t[max(0, m.start() - 1):m.end() + 1]
                if x == "的" and ("目的" in ctx or "的士" in ctx or "的确" in ctx) or x == "了" and re.search(r"了解|为了|除了|罢了|了不", ctx) \
                        or x == "是" and re.search(r"[但于还就只都总可正其别若要或]是|是[否非]", ctx) or x == "在" and re.search(r"[存现实正所内潜]在", ctx) \
                        or x == "将" and re.search(r"[即上中少大]将|将[军来近]", ctx) or x == "对" and re.search(r"[反针面绝应相派]对|对[话手方于象比面抗策]", ctx) \
                        or x == "和" and re.search(r"[共温缓平暖饱总柔]和|和[平谐解]", ctx) or x == "与" and re.search(r"参与|给与|与[否会此]", ctx) or x == "也" and "也门" in ctx \
                        or x == "但" and re.search(r"[不非]但|但[丁愿]", ctx) or x == "他" and re.search(r"其他|他[们人]|[吉犹]他", ctx):
                    continue
            c.append((m.end(), x))
    if not c:
        return None
    two = [z for z in c if len(z[1]) > 1]
    p, x = r.choice(two if two and r.random() < .6 else c)
    return t[:p] + x + t[p:]


def k_sentence_doubled(s, t, l, r):
    u = t.rstrip()
    if not re.search(r"[.。!！?？][”\"’]?$", u) or len(u) < (15 if l == "ko" else 10):
        return None
    if u.count("“") != u.count("”") or u.count('"') % 2:
        return None
    return u + (" " if l == "ko" else "") + u


# ----------------------------------------------------------------- antonyms, questions

ANT = {
    "ko": [(r"\b(?:rise|rose|rising|risen|climb|soar|jump|gain)", r"\b(?:fall|fell|drop|declin|decreas|down|lower|cut)", [("상승", "하락"), ("올랐", "내렸"), ("증가", "감소"), ("늘어", "줄어"), ("늘었", "줄었"), ("급등", "급락")]),
           (r"\bincreas|\bgrow|\bgrew|\bexpand", r"\bdecreas|\breduc|\bdeclin|\bfall|\bfell|\bdrop|\bless\b|shrink", [("증가", "감소"), ("늘어", "줄어"), ("늘었", "줄었"), ("확대", "축소"), ("성장", "위축")]),
           (r"\b(?:fall|fell|drop|declin|decreas|reduc)", r"\b(?:rise|rose|increas|grow|gain|up)\b", [("하락", "상승"), ("감소", "증가"), ("줄어", "늘어"), ("줄었", "늘었"), ("떨어졌", "올랐")]),
           (r"\bmore than\b|\bover \d|\bat least\b", r"\bless than|\bunder \d|\bfewer|at most|up to", [("이상", "이하"), ("넘는", "못 미치는")]),
           (r"\bless than\b|\bunder \d|\bbelow\b", r"\bmore than|\bover\b|above", [("미만", "이상"), ("이하", "이상")]),
           (r"\bbefore\b|\bprior to\b", r"\bafter\b|\blater\b|since|follow", [("하기 전", "한 후"), ("되기 전", "된 후"), ("이전에", "이후에")]),
           (r"\bafter\b|\bsince\b", r"\bbefore\b|\bprior|\bearlier|ago|until", [("한 후", "하기 전"), ("한 뒤", "하기 전"), ("된 후", "되기 전"), ("된 뒤", "되기 전"), ("이후", "이전")]),
           (r"\bnorth", r"\bsouth", [("북쪽", "남쪽"), ("북부", "남부")]), (r"\bsouth", r"\bnorth", [("남쪽", "북쪽"), ("남부", "북부")]),
           (r"\beast", r"\bwest", [("동쪽", "서쪽"), ("동부", "서부")]), (r"\bwest", r"\beast", [("서쪽", "동쪽"), ("서부", "동부")]),
           (r"\bexport", r"\bimport", [("수출", "수입")]), (r"\bimport(?:s|ed|ing)?\b", r"\bexport", [("수입", "수출")]),
           (r"\bhigh(?:er|est)?\b", r"\blow", [("높은", "낮은"), ("높아", "낮아"), ("최고", "최저")]), (r"\blow(?:er|est)?\b", r"\bhigh|rais", [("낮은", "높은"), ("낮아", "높아"), ("최저", "최고")]),
           (r"\bw[io]n\b|\bvictory|\bbeat\b|\bdefeat", r"\blos[et]|\bloss", [("승리", "패배"), ("이겼", "졌")]), (r"\blost\b|\bloss\b", r"\bw[io]n|victory|beat", [("패배", "승리"), ("손실", "이익")]),
           (r"\bmost\b|\bmajority", r"\bleast|\bfew|minority", [("대부분", "극소수"), ("다수", "소수"), ("가장 많은", "가장 적은")]),
           (r"\blargest|\bbiggest|\bgreatest", r"\bsmall", [("가장 큰", "가장 작은"), ("최대", "최소")]), (r"\bsmallest|\bsmaller", r"\blarg|\bbig", [("가장 작은", "가장 큰")]),
           (r"\bwomen\b|\bwoman\b|\bfemale", r"\bm[ae]n\b|\bmale", [("여성", "남성"), ("여자", "남자")]), (r"\bm[ae]n\b|\bmale", r"\bwom[ae]n|\bfemale|lady|girl", [("남성", "여성"), ("남자", "여자")]),
           (r"\bwife\b", r"\bhusband", [("아내", "남편")]), (r"\bhusband", r"\bwife", [("남편", "아내")]), (r"\bmother\b", r"\bfather|\bparent", [("어머니", "아버지")]), (r"\bfather\b", r"\bmother|\bparent", [("아버지", "어머니")]),
           (r"\bleft\b", r"\bright", [("왼쪽", "오른쪽")]), (r"\bright\b", r"\bleft", [("오른쪽", "왼쪽")]), (r"\bsuccess", r"\bfail", [("성공", "실패")]), (r"\bpositive", r"\bnegative", [("긍정적", "부정적")]), (r"\bnegative", r"\bpositive", [("부정적", "긍정적")]),
           (r"\bagree", r"\bdisagree|\boppos|reject", [("동의", "반대"), ("합의했", "결렬됐")]), (r"\boppos|\bagainst", r"\bsupport|\bfavou?r|\bagree", [("반대", "찬성")]), (r"\bbuy|\bbought|\bpurchas", r"\bsell|\bsold|sale", [("구입", "판매"), ("매입", "매각")]), (r"\bsold\b|\bsell", r"\bbuy|\bbought|purchas", [("판매", "구매"), ("팔", "사")][:1])],
    "zh": [(r"\b(?:rise|rose|rising|risen|climb|soar|jump|gain)", r"\b(?:fall|fell|drop|declin|decreas|down|lower|cut)", [("上升", "下降"), ("上涨", "下跌"), ("增加", "减少"), ("增长", "下降")]),
           (r"\bincreas|\bgrow|\bgrew|\bexpand", r"\bdecreas|\breduc|\bdeclin|\bfall|\bfell|\bdrop|\bless\b|shrink", [("增加", "减少"), ("增长", "下降"), ("扩大", "缩小"), ("提高", "降低")]),
           (r"\b(?:fall|fell|drop|declin|decreas|reduc)", r"\b(?:rise|rose|increas|grow|gain|up)\b", [("下降", "上升"), ("下跌", "上涨"), ("减少", "增加"), ("降低", "提高")]),
           (r"\bmore than\b|\bover \d|\bat least\b", r"\bless than|\bunder \d|\bfewer|at most|up to", [("超过", "不到"), ("至少", "至多"), ("多于", "少于"), ("以上", "以下")]),
           (r"\bless than\b|\bunder \d|\bbelow\b", r"\bmore than|\bover\b|above", [("不到", "超过"), ("低于", "高于"), ("以下", "以上"), ("少于", "多于")]),
           (r"\bbefore\b|\bprior to\b", r"\bafter\b|\blater\b|since|follow", [("之前", "之后"), ("以前", "以后")]), (r"\bafter\b|\bsince\b", r"\bbefore\b|\bprior|\bearlier|ago|until", [("之后", "之前"), ("以后", "以前"), ("以来", "以前")]),
           (r"\bnorth", r"\bsouth", [("北部", "南部"), ("以北", "以南"), ("北方", "南方")]), (r"\bsouth", r"\bnorth", [("南部", "北部"), ("以南", "以北"), ("南方", "北方")]),
           (r"\beast", r"\bwest", [("东部", "西部"), ("以东", "以西")]), (r"\bwest", r"\beast", [("西部", "东部"), ("以西", "以东")]),
           (r"\bexport", r"\bimport", [("出口", "进口")]), (r"\bimport(?:s|ed|ing)?\b", r"\bexport", [("进口", "出口")]),
           (r"\bhigh(?:er|est)?\b", r"\blow", [("更高", "更低"), ("最高", "最低"), ("高于", "低于")]), (r"\blow(?:er|est)?\b", r"\bhigh|rais", [("更低", "更高"), ("最低", "最高"), ("低于", "高于")]),
           (r"\bw[io]n\b|\bvictory|\bbeat\b|\bdefeat", r"\blos[et]|\bloss", [("胜利", "失败"), ("获胜", "落败"), ("击败", "负于")]), (r"\blost\b|\bloss\b", r"\bw[io]n|victory|beat", [("失利", "获胜"), ("亏损", "盈利")]),
           (r"\bmost\b|\bmajority", r"\bleast|\bfew|minority", [("大多数", "少数"), ("大部分", "小部分"), ("最多", "最少")]),
           (r"\blargest|\bbiggest|\bgreatest", r"\bsmall", [("最大", "最小")]), (r"\bsmallest|\bsmaller", r"\blarg|\bbig", [("最小", "最大"), ("较小", "较大")]),
           (r"\bwomen\b|\bwoman\b|\bfemale", r"\bm[ae]n\b|\bmale", [("女性", "男性"), ("女人", "男人"), ("女子", "男子")]), (r"\bm[ae]n\b|\bmale", r"\bwom[ae]n|\bfemale|lady|girl", [("男性", "女性"), ("男人", "女人"), ("男子", "女子")]),
           (r"\bwife\b", r"\bhusband", [("妻子", "丈夫")]), (r"\bhusband", r"\bwife", [("丈夫", "妻子")]), (r"\bmother\b", r"\bfather|\bparent", [("母亲", "父亲")]), (r"\bfather\b", r"\bmother|\bparent", [("父亲", "母亲")]),
           (r"\bleft\b", r"\bright", [("左侧", "右侧"), ("左边", "右边"), ("左翼", "右翼")]), (r"\bright\b", r"\bleft", [("右侧", "左侧"), ("右翼", "左翼")]), (r"\bsuccess", r"\bfail", [("成功", "失败")]), (r"\bpositive", r"\bnegative", [("积极", "消极")]), (r"\bnegative", r"\bpositive", [("消极", "积极"), ("负面", "正面")]),
           (r"\bagree", r"\bdisagree|\boppos|reject", [("同意", "反对"), ("赞同", "反对")]), (r"\boppos|\bagainst", r"\bsupport|\bfavou?r|\bagree", [("反对", "支持")]), (r"\bsupport", r"\boppos|\bagainst|object", [("支持", "反对")]), (r"\bbuy|\bbought|\bpurchas", r"\bsell|\bsold|sale", [("购买", "出售"), ("收购", "出售")]), (r"\bsold\b|\bsell", r"\bbuy|\bbought|purchas", [("出售", "购买"), ("卖出", "买入")])],
}


def k_antonym(s, t, l, r):
    c = []
    for pat, bar, pairs in ANT[l]:
        if not has(s, pat) or has(s, bar):
            continue
        for a, b in pairs:
            if b in t:
                continue
            for m in hits(t, re.escape(a)):
                nx, pv = t[m.end():m.end() + 1], t[max(0, m.start() - 1):m.start()]
                if a in ("이상", "이하", "이후", "이전", "최고", "최저") and (nx in "한하할함적경" and nx or (pv and "가" <= pv <= "힣" and a in ("최고", "최저"))):
                    continue
                if a == "성공" and nx == "적" or a == "积极" and pv == "消" or a == "最高" and nx in "法院检级" or a == "반대" and nx in "편쪽로" and nx:
                    continue
                if a == "북부" and False:
                    continue
                c.append((m.start(), m.end(), b))
    if not c:
        return None
    a, b, n = r.choice(c)
    return sub1(t, a, b, n)


def k_question(s, t, l, r):
    u = t.rstrip()
    if not re.search(r"\?[\"”’']?$", s.rstrip()) or not re.search(r"[?？][\"”’']?$", u) or len(s.split()) < 4:
        return None
    c = []
    core = u.rstrip("\"”’'")
    tail = u[len(core):]
    # the last sentence is the question
    head = ""
    m = re.match(r"(.*[.。!！?？][\"”’]?\s*)([^.。!！?？]+[?？])$", core, re.S)
    if m:
        head = m.group(1)
    q = core[len(head):]
    if l == "ko":
        c.append((head if r.random() < .5 else core + " ") + r.choice(["네, 그렇습니다.", "아니요, 그렇지 않습니다.", "네, 맞습니다. 그것은 매우 중요한 문제입니다."]) + tail)
        if not re.search(r"[무뭐누언왜어얼몇]", q):
            for a, b in (("습니까?", "습니다."), ("입니까?", "입니다."), ("합니까?", "합니다."), ("됩니까?", "됩니다."), ("을까?", "을 것이다."), ("는가?", "는다."), ("있나요?", "있어요."), ("인가?", "이다."), ("일까?", "일 것이다."), ("할까?", "할 것이다.")):
                if q.endswith(a) and not (a == "는가?" and q[-4:-3] in "하되"):
                    c.append(head + q[:-len(a)] + b + tail)
    else:
        c.append((head if r.random() < .5 else core) + r.choice(["是的，没错。", "不，并非如此。", "对，这是一个非常重要的问题。"]) + tail)
        if re.search(r"吗[?？]$", q):
            c.append(head + re.sub(r"吗[?？]$", "。", q) + tail)
    return r.choice(c)


# ----------------------------------------------------------------- Korean only

NV = "정부|회사|대표|관계자|교수|총리|선수|기자|노조|후보|의사|단체|부대|시위대|연구자|국가|도시|학교|교회|기술자|트럼프|검사|주지사|대사|이사회|위원회|의회|협회|영화|경제|투표|조사|수사|보고서|문제|사회|세계|역사|변화|경기|프랑스|러시아|그녀|자|회의|선거|정치|제도|기구"
NC = "대통령|장관|회장|경찰|법원|시장|의원|감독|위원장|대변인|팀|사람|국민|직원|당국|병원|여성|남성|학생|들|협정|결정|계획|사건|전쟁|정책|시민|군인|기업|은행|제품|지역|영국|미국|중국|한국|일본|독일|산업|대학|가족|친구들|상황|시간|혐의점|행동|발언|증언|신문|방송|조직|업체들|당|법안|법|의견|과정|사실|생각|부분|방법"


def k_particle(s, t, l, r):
    c = []
    end = r"(?=[\s.,]|$)"
    swap = {"은": "는", "는": "은", "이": "가", "가": "이", "을": "를", "를": "을", "와": "과", "과": "와"}
    for m in hits(t, r"(?:" + NC + r")(은|이|을|과)" + end):
        st = m.group()[:-1]
        if bat(st) in (1, 2) and not (st == "들" and not re.match("[가-힣]", t[m.start() - 1:m.start()] or " ")) and not (st.endswith("법") and m.group(1) == "과") and not (st == "대학" and m.group(1) == "과"):
            c.append((m.start(1), m.end(1), swap[m.group(1)]))
    for m in hits(t, r"(?:" + NV + r")(는|가|를|와)" + end):
        if bat(m.group()[:-1]) == 0 and not re.search(r"(?:국가|전문가|평가|교회가)$", m.group()) or m.group(1) == "를":
            if m.group()[:-1] == "자" and m.group(1) in "는가와":
                continue
            c.append((m.start(1), m.end(1), swap[m.group(1)]))
    for m in hits(t, r"[가-힣]+를" + end):
        if bat(m.group()[:-1]) == 0:
            c.append((m.end() - 1, m.end(), "을"))
    for m in hits(t, r"(?:" + NC + r")(으로)" + end):
        if bat(m.group()[:-2]) == 1:
            c.append((m.start(1), m.end(1), "로"))
    for m in hits(t, r"(?:" + NV + r")(로)" + end):
        if not m.group().startswith("자로"):
            c.append((m.start(1), m.end(1), "으로"))
    if not c:
        return None
    a, b, n = r.choice(c)
    return sub1(t, a, b, n)


TO_FORMAL = [("했다.", "했습니다."), ("었다.", "었습니다."), ("았다.", "았습니다."), ("였다.", "였습니다."), ("됐다.", "됐습니다."), ("한다.", "합니다."), ("된다.", "됩니다."), ("있다.", "있습니다."), ("없다.", "없습니다."), ("것이다.", "것입니다."), ("이다.", "입니다."), ("졌다.", "졌습니다.")]
CASUAL = [("했다.", "했어요."), ("었다.", "었어요."), ("았다.", "았어요."), ("됐다.", "됐어요."), ("한다.", "해요."), ("된다.", "돼요."), ("있다.", "있어요."), ("없다.", "없어요."), ("것이다.", "거예요."), ("졌다.", "졌어요."), ("했다.", "했어."), ("있다.", "있어."),
          ("했습니다.", "했어."), ("있습니다.", "있어."), ("합니다.", "해."), ("었습니다.", "었어.")]


def k_register_mixed(s, t, l, r):
    """One of several sentences (outside quotation marks) in another register."""
    ends = [m for m in hits(t, r"[가-힣](?:습니다|니다|다)\.(?=\s|$)") if not inside_quotes(t, m.start())]
    formal = [m for m in ends if re.search(r"니다\.$", m.group())]
    plain = [m for m in ends if m not in formal]
    c = []
    if len(plain) >= 2 and not formal:
        for m in plain:
            for a, b in TO_FORMAL:
                if t[:m.end()].endswith(a):
                    c.append(t[:m.end() - len(a)] + b + t[m.end():])
                    break
    if len(formal) >= 2 and not plain:
        for m in formal:
            for b, a in TO_FORMAL:
                if t[:m.end()].endswith(a):
                    c.append(t[:m.end() - len(a)] + b + t[m.end():])
                    break
    return r.choice(c) if c else None


def k_register_casual(s, t, l, r):
    """News prose outside quotation marks ends in 해요 or 반말."""
    u = t.rstrip()
    if re.search(r"\b(?:I|you|we|my|your|me|us|our|let's)\b", s, re.I) or re.search(r"[\"“”‘’']", u) or s.rstrip().endswith("?") or len(s.split()) < 7:
        return None
    c = [u[:-len(a)] + b for a, b in CASUAL if u.endswith(a)]
    return r.choice(c) if c else None


def k_spacing(s, t, l, r):
    c = []
    for pat in (r"(?<=[할될갈올볼낼줄살알킬울을]) (?=수 (?:있|없))", r"(?<=[한할될된을는은던]) (?=것(?:이|을|은|으로|도|에|과)(?:[\s.,다]|었|라))", r"(?<=[가-힣]) (?=때문(?:에|이))", r"(?<=[한된본은]) (?=적이 (?:있|없))",
                r"(?<=[을할될]) (?=뿐(?:만|이|,| ))", r"(?<=[는을은한]) (?=만큼(?:의|은| ))", r"(?<=[가-힣]을) (?=때(?:까지|마다|,| |의|는|부터))", r"(?<=[할될을]) (?=때(?:,| |의|는|마다))", r"(?<=\d년|\d월|\d일) (?=동안)",
                r"(?<=[는은한할]) (?=바(?:가|를|는|에) )"):
        c += [(m.start(), m.end(), "") for m in hits(t, pat)]
    for m in hits(t, r"(?<![가-힣])(안|못)( )(?=[가-힣]{2,})(?=했|한다|할|하|갔|왔|봤|본|보|먹|갈|받|온|팔|나|잡|찾|믿|쓴|썼|줬|산)"):
        if t[m.end():m.end() + 1] in "하했한할":
            continue  # 못하다, 안 하다: may be written together in another sense
        c.append((m.start(2), m.end(2), ""))
    if not c:
        return None
    a, b, n = r.choice(c)
    return sub1(t, a, b, n)


def k_foreign_marks(s, t, l, r):
    c = []
    for m in hits(t, r"(?<=[가-힣]), (?=[가-힣])"):
        c.append(sub1(t, m.start(), m.end(), "、"))
        break
    for m in hits(t, r"[“\"]([^“”\"]{2,60})[”\"]"):
        c.append(sub1(t, m.start(), m.end(), "「" + m.group(1) + "」"))
        break
    for m in hits(t, r"(?<=\d)[~∼](?=\d)"):
        c.append(sub1(t, m.start(), m.end(), "〜"))
        break
    for m in hits(t, r"(?<=다)\.$"):
        c.append(sub1(t, m.start(), m.end(), "。"))
        break
    return r.choice(c) if c else None


HANJA = [("한국", "韓國"), ("미국", "美国"), ("중국", "中国"), ("일본", "日本"), ("정부", "政府"), ("대통령", "大統領"), ("경제", "经济"), ("사회", "社会"), ("문제", "問題"), ("세계", "世界"), ("역사", "历史"), ("학교", "学校"), ("경찰", "警察"),
         ("선거", "選擧"), ("전쟁", "戰爭"), ("회의", "会议"), ("교육", "教育"), ("시장", "市场"), ("계획", "计划"), ("조사", "调查"), ("지역", "地区"), ("국가", "国家"), ("사람", "人"), ("시간", "时间"), ("가족", "家族"), ("의원", "議員"), ("결과", "結果"), ("국민", "國民")]


def k_han_left(s, t, l, r):
    if has(s, r"character|Chinese (?:word|name)|hanja|kanji|written in"):
        return None
    c = []
    for a, b in HANJA:
        c += [(m.start(), m.end(), b) for m in hits(t, r"(?<![가-힣])" + a + r"(?=$|[\s.,]|[은는이가을를의에과와도로]|으로|적|들)")]
    if not c:
        return None
    a, b, n = r.choice(c)
    return sub1(t, a, b, n)


# ----------------------------------------------------------------- Chinese only

def k_jp_marks(s, t, l, r):
    c = []
    for m in hits(t, r"“([^“”]{2,})”"):
        c.append(sub1(t, m.start(), m.end(), "「" + m.group(1) + "」"))
        break
    for m in hits(t, r"(?<=[" + HAN + r"]{6})，(?=[" + HAN + r"]{5})"):
        c.append(sub1(t, m.start(), m.end(), "、"))
        break
    return r.choice(c) if c else None


def k_halfwidth(s, t, l, r):
    c = []
    for m in hits(t, r"（([^（）]*[" + HAN + r"][^（）]*)）"):
        c.append(sub1(t, m.start(), m.end(), "(" + m.group(1) + ")"))
    for m in hits(t, r"(?<=[" + HAN + r"])：(?=[“\"" + HAN + r"])"):
        c.append(sub1(t, m.start(), m.end(), ":"))
    for m in hits(t, r"“([^“”]*[" + HAN + r"][^“”]*)”"):
        c.append(sub1(t, m.start(), m.end(), '"' + m.group(1) + '"'))
    for m in hits(t, r"(?<=[" + HAN + r"])，(?=[" + HAN + r"])"):
        c.append(sub1(t, m.start(), m.end(), ","))
        break
    return r.choice(c) if c else None


S2T = dict(zip("国会这们说时为发经开对来学东车长门问间进还过动关实际话语论书议设计记让认识该请谢调谈许证题员总统厅产业务岁战争报纸电视头买卖钱银铁错马龙鸟鱼岛县乡亲见观觉规给结绝续线组织终约级纪红练继绩维综缓网罗义习乐举", "國會這們說時為發經開對來學東車長門問間進還過動關實際話語論書議設計記讓認識該請謝調談許證題員總統廳產業務歲戰爭報紙電視頭買賣錢銀鐵錯馬龍鳥魚島縣鄉親見觀覺規給結絕續線組織終約級紀紅練繼績維綜緩網羅義習樂舉"))


def k_traditional(s, t, l, r):
    c = [i for i, ch in enumerate(t) if ch in S2T]
    if not c:
        return None
    mode = r.random()
    if mode < .6:
        i = r.choice(c)
        return t[:i] + S2T[t[i]] + t[i + 1:]
    return "".join(S2T.get(ch, ch) for ch in t) if len(c) > 1 else t[:c[0]] + S2T[t[c[0]]] + t[c[0] + 1:]


def k_de(s, t, l, r):
    c = []
    for m in hits(t, r"(?<=[" + HAN + r"])的(?=人[，。们]|国家|政府|问题|经济|公司|领导|总统|孩子|时候|地方|城市|学生|故事|关系|原因|方式|电影|事情|情况|生活|工作|东西|房子|女性|男子|家庭|建议|方法)"):
        if t[m.start() - 1] != "目":
            c.append((m.start(), m.end(), r.choice("地得")))
    for m in hits(t, r"(?<=[取获赢使值觉记懂])得(?!到?罪)"):
        c.append((m.start(), m.end(), r.choice("的地")))
    for m in hits(t, r"(?<=[做说变过表现跑打看写来长])得(?=很|更|非常|十分|越来越|不错|太|相当|比)"):
        c.append((m.start(), m.end(), "地"))
    for m in hits(t, r"(?<=迅速|积极|不断|成功|严重|强烈|公开|仔细|认真|慢慢|深深|清楚|明显|有效|直接|轻松|安全|顺利|广泛|大声|简单|自由|正确|准确|热烈|坚定|平静|愤怒|高兴)地(?=[" + HAN + r"])(?![区方图点位铁带面球])"):
        c.append((m.start(), m.end(), "得"))
    if not c:
        return None
    a, b, n = r.choice(c)
    return sub1(t, a, b, n)


def k_han_space(s, t, l, r):
    c = [m.start() for m in hits(t, r"(?<=[" + HAN + r"])(?=[" + HAN + r"])")]
    if len(c) < 6:
        return None
    n = r.choice([1, 1, 2, 3])
    for p in sorted(r.sample(c, n), reverse=True):
        t = t[:p] + " " + t[p:]
    return t


# ----------------------------------------------------------------- all

KINDS = [  # kind, function, languages
    ("digit_changed", k_digit, "ko zh"), ("number_rebound", k_rebound, "ko zh"), ("numbers_exchanged", k_swap_numbers, "ko zh"), ("round_number_changed", k_round, "ko zh"),
    ("currency_exchanged", k_currency, "ko zh"), ("unit_exchanged", k_unit, "ko zh"), ("year_changed", k_year, "ko zh"), ("month_changed", k_month, "ko zh"), ("weekday_changed", k_weekday, "ko zh"),
    ("relative_time", k_reltime, "ko zh"), ("ordinal_changed", k_ordinal, "ko zh"), ("denial_lost", k_denial_lost, "ko zh"), ("denial_added", k_denial_added, "ko zh"),
    ("rank_changed", k_rank, "ko zh"), ("country_exchanged", k_country, "ko zh"), ("capital_exchanged", k_capital, "ko zh"), ("places_swapped", k_country_swap, "ko zh"),
    ("person_exchanged", k_person, "ko zh"), ("quotes_lost", k_quotes_lost, "ko zh"), ("greeting_added", k_greeting, "ko zh"), ("note_added", k_note, "ko zh"), ("english_left", k_english_left, "ko zh"),
    ("end_cut", k_end_cut, "ko zh"), ("middle_cut", k_mid_cut, "ko zh"), ("clause_doubled", k_clause_doubled, "ko zh"), ("word_doubled", k_word_doubled, "ko zh"), ("sentence_doubled", k_sentence_doubled, "ko zh"),
    ("antonym", k_antonym, "ko zh"), ("question_changed", k_question, "ko zh"),
    ("particle_wrong", k_particle, "ko"), ("register_mixed", k_register_mixed, "ko"), ("register_casual", k_register_casual, "ko"), ("spacing", k_spacing, "ko"), ("foreign_marks", k_foreign_marks, "ko"), ("han_left", k_han_left, "ko"),
    ("japanese_marks", k_jp_marks, "zh"), ("halfwidth_marks", k_halfwidth, "zh"), ("traditional", k_traditional, "zh"), ("de_exchanged", k_de, "zh"), ("han_spaces", k_han_space, "zh"),
]


def plant(source: str, target: str, language: str, seed: int) -> list[tuple[str, str]]:
    """What single errors can be planted in a right translation: at most one of each kind."""
    out = []
    source, target = source.strip(), target.strip()
    for kind, fn, langs in KINDS:
        if language not in langs.split():
            continue
        r = random.Random(f"{seed}|{kind}|{language}|{source}")
        broken = fn(source, target, language, r)
        if broken and broken != target:
            out.append((kind, broken))
    return out


def main(argv: list[str]) -> int:
    """held_out.py LANGUAGE [SEED] [FILE]: reads source TAB target, prints kind TAB source TAB right TAB broken."""
    language = argv[1] if len(argv) > 1 else "ko"
    seed = int(argv[2]) if len(argv) > 2 else 18
    stream = open(argv[3], encoding="utf-8") if len(argv) > 3 else sys.stdin
    for line in stream:
        cells = line.rstrip("\n").split("\t")
        if len(cells) < 2 or not cells[0].strip() or not cells[1].strip():
            continue
        for kind, broken in plant(cells[0], cells[1], language, seed):
            print(kind, cells[0].strip(), cells[1].strip(), broken, sep="\t")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
