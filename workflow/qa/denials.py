"""Words that deny, and words that only may: the tables of the check ``negation``."""

from __future__ import annotations

import re

#: Words that deny a clause. What is only often negative (few, hardly, lack) is left out.
DENIES = {
    "en": re.compile(r"\b(?:not|never|cannot|nobody|nothing|neither)\b|n['’]t\b", re.IGNORECASE),
    "ko": re.compile(r"[가-힣]지(?:는|도|를|만)? ?(?:않|못)|지 ?마[라세]"),
    "zh": re.compile(
        r"(?<![沉淹埋出吞])没有?(?!收)|从未|尚未|并[不非未没]|绝不|决不"
        r"|(?<![会能是应该可得愿])不(?!得[不已])[会能是应该可得愿]"
    ),
}
#: Idioms that deny nothing: ``not only``, ``why not``, 지 않을까, 不得不.
IDIOMS = re.compile(
    r"\bnot (?:only|just|merely|least|to mention|long|until|till|unlike)\b"
    r"|(?:\bnot|n['’]t)(?: be)? (?:more|less|fewer) than\b"
    r"|\b(?:or|if|why) not\b|\bnot (?:surprising|uncommon|unusual)"
    r"|\bnothing (?:but|more|else)\b"
    r"|\b(?:can(?:not|['’]t)|could(?: not|n['’]t)) (?:help|wait|but)\b"
    r"|\bnever ?mind\b|\bnever before\b|n['’]t (?:it|he|she|they|you|we|I)\?"
    r"|\b(?:won|don|can|couldn|shouldn)['’]t (?:just|only)\b"
    r"|지 ?않(?:을까|을 수 없|으면 안)|[못적머마]지 ?않|그치지 ?않"
    r"|[会能]不[会能]|不能不|没[错关想完]",
    re.IGNORECASE,
)
#: Words that deny, whatever else the sentence says. Left out are those that only look like it:
#: 연못, 수없이, 뜬금없다, 다름 아닌, 지도 모른다, 몰도바; 未来, 非常, 不断, 否则, 淹没, 特别.
DENIAL = {
    "ko": re.compile(
        r"않|(?<![잘연])못(?!지 ?않)|없(?!애)"
        r"(?<!끊임없)(?<!어김없)(?<!틀림없)(?<!느닷없)(?<!난데없)(?<!뜬금없)(?<!하염없)(?<!수없(?=이))"
        r"|(?<![가-힣])(?<!뿐 )(?<!뿐만 )(?<!다름 )아[니닌닙닐]|(?<![뿐만])아니[다라었에]"
        r"|(?<![가-힣])안(?: |[되돼된될됐])|말고|말아야"
        r"|지[는도를]? ?(?:말(?![했하씀할한해])|마[라세십])"
        r"|(?<!지도 )(?<!지도)(?:(?<![가-힣])|(?<=[남도잘]))"
        r"모(?:르(?=[겠거는고지며면게기던더니나네셨시])|른|릅|를)|몰[라랐]"
    ),
    "zh": re.compile(
        r"不(?![仅但断管论少久禁愧免止锈时料妨惜同]|过(?!去)|勒斯)(?<!了不(?=起))(?<!差不(?=多))"
        r"|(?<![沉淹埋出吞])[没沒](?!收)|[无無](?!论|线|人机|数)"
        r"|未(?!来)|(?<![是南北东西中莫])非(?![常洲裔凡])|(?<![是能与可])否(?![认决则])|[勿毋]"
        r"|(?:^|[，。：；“‘\s你您请就千万])别(?![人的墅有具处])"
        r"|(?<![特分性区级告个类辨识差离派])别[忘再让说去想担太把]"
    ),
    "en": re.compile(
        r"\b(?:not?|never|nor|none|nobody|nothing|neither|nowhere|cannot|without|hardly|barely"
        r"|scarcely|unless|un(?!der|it|ion|iv|iq|veil|til|cle\b)\w{3,}|impossib\w+|yet to|wrong"
        r"|in(?:ab|accur|adequa|cap|comple|consist|correct|cred|elig|suffici|valid|visib)\w*"
        r"|dis(?:agree|approv|lik|satisf)\w*|absen[ct]\w*|due to be out"
        r"|irrelevan\w*|non-?\w+|rare(?:ly)?|out of)\b|n['’]t\b|[a-z]{3}(?<!regard)less(?:ly)?\b",
        re.IGNORECASE,
    ),
}
#: For what renders a denial only with another word: must (야, 才) for *not … without*.
_UNLESS = r"^(?!.*\b{}\b)"
#: Words that can render a denial, each with the words of an English source that call for them in
#: their own right: who *refused* (거부) something has not been said not to do something.
_SUBSTITUTES = {
    "ko": (
        ("거부|거절", r"refus|reject|declin|turn\w* down|den(?:y|ie)|veto|resist|object|boycott"),
        ("부인(?!과)|부정", r"den(?:y|ie)|negativ|reject|wife|lady|mrs|corrupt|cheat|fraud|illeg"),
        (
            "반대",
            r"oppo[sn]|against|contrary|object|discourag|protest|dissent|vers[ae]|boycott|other",
        ),
        ("금지", r"\bban|prohibit|forb[ia]d|suspen|embargo|outlaw|bar(?:red|s)\b"),
        ("제외", r"exclu|eliminat|exempt|except|remov|apart|omit|leav|left|other|drop"),
        ("실패", r"fail|los[et]|unsuccess|defeat|abort"),
        (
            "힘[들든]|어렵|어려",
            r"difficult|\bhard|tough|struggl|troubl|challeng|tired|exhaust|rough|stress|tricky",
        ),
        ("드물|드문", r"\brare|seldom|scarce|unusual|infreq|\bfew"),
        ("부족", r"lack|short|insuffici|trib|scarc|deficien|deficit|depriv|poor|inadequa|need"),
        (
            "멈|중[단지]|그만(?!큼|한)",
            r"stop|halt|suspen|ceas|paus|interrupt|freez|quit|\bend|cancel|resign|brak|drop|abandon",
        ),
        ("싫", r"\bhat|dislik|\bsick"),
        ("대신", r"instead|\bfor\b|replac|rather|behalf|substitut"),
        ("보다는", r"\bthan\b|rather|prefer"),
        ("(?<![해교국야장시])외에", r"besides|other|addition|except|outside|abroad|apart|as well"),
        ("(?<![가-힣])밖에", r"\bout|beyond|other|open air"),
        (
            (
                r"(?<![매시내])달리(?![고는며다기던])|(?<![가-힣])다르(?!푸)"
                r"|달라(?![고는며해졌지진질붙])"
            ),
            r"unlike|differ|contrast|var[iy]|distinct|chang",
        ),
        (
            "막[아았]|(?<![대도창])피하|삼가",
            r"stop|block|prevent|keep|bar|avoid|escap|refrain|evad|shun",
        ),
        ("잃", r"\blos"),
        (r"(?<![가-힣])무[관시](?![무중])", r"ignor|regard|dismiss|disrespect|neglect|overlook"),
        (
            r"불(?:참|응|허|발|복)(?!률)|결[석장](?=[했하한할해])",
            r"absen|boycott|miss|skip|def[iy]|disobey|refus|reject|fail",
        ),
        (r"미(?:상|정|확인|달|완성|비)(?=[이인으의한로])", r"\b(?:im|in|un)\w+|miss|pending|short"),
        (
            (
                r"불(?:가(?!사|리|피)|능|안정|확실|완전|충분|분명|투명|륜)"
                r"|(?<![가-힣])미지(?=[수의])"
            ),
            r"\b(?:im|in|un)\w+",
        ),
        ("커녕|전무(?=[했하한해])", r"$^"),
        (r"(?<![가-힣])덜", r"less|fewer"),
        ("[아어해여]야", _UNLESS.format("without")),
        ("뿐", _UNLESS.format("alone")),
        ("꼭|반드시|명심|기억", _UNLESS.format("forget")),
    ),
    "zh": (
        ("拒", r"refus|reject|declin|den(?:y|ie)|resist|turn\w* down"),
        ("否[认决]", r"den(?:y|ie)|reject|veto|overrul"),
        ("否则", r"otherwise|\belse\b|unless"),
        ("反对", r"oppo[sn]|against|object|dissent|protest|backlash"),
        (
            "(?<![不监软囚拘紫自])禁(?![住毒闭区])",
            r"\bban|prohibit|forb[ia]d|suspen|embargo|curfew|outlaw|restrict",
        ),
        ("难以|[很太更]难|困难", r"difficult|\bhard|tough|struggl|troubl|challeng|distress|tricky"),
        (
            "[避免]免|免于|避(?!孕|难所)|阻[止碍]|防止",
            (
                r"avoid|free|exempt|prevent|evad|escap|stop|block(?!ade)|hinder|shelter|obstruct"
                r"|protect|imped|deter"
            ),
        ),
        ("缺[席阵勤]", r"absen|boycott|miss|skip"),
        ("缺[乏少]|不足", r"lack|short|insuffici|deficien|scarc|miss"),
        ("失败", r"fail|lose|lost|defeat|unsuccess|abort"),
        ("不同", r"differ|unlike|var[iy]|distinct|divers|range|separate|unusual"),
        (
            "停(?![车留泊靠机])",
            r"stop|halt|suspen|ceas|paus|truce|quit|\bend|shut|clos|cancel|stand|freez",
        ),
        ("例外|除外|以外|之外", r"except|outside|beyond|besides|addition|other|apart|abroad"),
        ("(?<![人天刚])才(?![华干])|必须|只有", _UNLESS.format("without")),
        ("务必|一定|记[得住]|切记", _UNLESS.format("forget")),
    ),
    "en": (
        (r"\bfail", r"실패|失败"),
        (r"\b(?:refus|reject|den[yi])", r"거[부절]|부[인정]|拒|否"),
        (r"\b(?:lack|little|few|less|low\b|only|far from|rather|instead)", r"$^"),
        (r"\b(?:stop|avoid|oppos|prohibit|ban|keep|kept|prevent)", r"$^"),
        (r"\b(?:difficult|hard\b)", r"어려|어렵|힘[들든]|难"),
    ),
}
#: By language of the translation: what may stand for a denial, and what else it may stand for.
SUBSTITUTES = {
    language: tuple(
        (re.compile(substitute, re.IGNORECASE), re.compile(cause, re.IGNORECASE))
        for substitute, cause in pairs
    )
    for language, pairs in _SUBSTITUTES.items()
}
#: What denies a clause of a translation beyond doubt, :data:`EMPTY` aside. Korean attributes are
#: left out (혼잡하지 않은 for *quiet*): translators add them freely.
DENIED = {
    "ko": re.compile(
        r"[가-힣]지(?:는|도|를|만)? ?"
        r"(?:않(?:[다았습]|는다|고 있|을 것)|못(?:[했합]|하고 있|한다|할 것))"
        r"|[이가은는도] 아니(?:[다며었]|라고|[라었]다)|[이가은는도] 아닙"
        r"|없(?:다|었다|습니다|었습니다)|(?<![가-힣])(?:안 [되된됐될했한할]|못 ?[했한할])"
    ),
    "zh": re.compile(
        r"没有?|不(?:是|会|能|可以|应|该|想|愿|敢|要|再|知道)|将不"
        r"|未[能曾]|从未|尚未|并[不非未没]|绝不|决不|无法"
    ),
    "en": re.compile(r"\b(?:not|never|cannot)\b|n['’]t\b", re.IGNORECASE),
}
#: What has a negative word in it and denies nothing: not only, must, no more than, soon.
EMPTY = {
    "ko": re.compile(
        r"뿐(?:만)? ?아니|지 ?않을까|지 ?않(?:나|는가|겠)\w*[?？]|[못적머마]지 ?않|그치지 ?않"
        r"|지나지 ?않|아무렇지 ?않|아랑곳하지 ?않|얼마 안 ?[되된될돼]|없어서는 안 ?[되된될돼]"
        r"|지 ?않(?:을 수 ?없|으면 ?안)\w*|밖에 ?(?:없|\w+지 ?(?:않|못))\w*"
        r"|(?:어쩔|헤아릴|셀|이루 말할) 수 ?없\w*|말할 것도 ?없\w*"
        r"|(?:틀림|다름|상관|관계|변함|문제|거침|끝|한|나위|둘도|다시|손색) ?없\w*"
    ),
    "zh": re.compile(
        r"(?:如果|若|假如|要是|除非|只要)[^，。；]*|[沉淹埋出吞湮]没|没(?:收|落|[错关想完])|没有?问题"
        r"|没(?:过)?(?:多久|几[天年])|不(?:得不|能不|可不|可[避思或分逆忽磨多]|敢相信|会?[超多少低高][于过])"
        r"|免不了|少不了|([会能是应该可愿要想好对])不\1|说不定|[要而]不是|不(?:仅|但|光|只)是|有没有"
        r"|没有?(?:比|什么)|无法(?:估量|比拟|想象|形容)"
    ),
    "en": IDIOMS,
}
#: Words with which a source denies, so that any denial in the translation may be theirs.
NEGATIVE = {
    "ko": DENIAL["ko"],
    "zh": DENIAL["zh"],
    "en": re.compile(
        r"\b(?:not?|never|cannot|nor|none|nobody|nothing|neither|nowhere|without|nay|unless|unable"
        r"|hardly|yet to|lest|sans)\b|n['’]t\b",
        re.IGNORECASE,
    ),
}
#: A report that is denied: 말하지 않았다. 밝히다 is left out: many words say that nothing is known.
UNREPORTED = {
    "ko": re.compile(
        "(?:강조|경고|보고|보도|말|설명|요청|주장|지적|촉구)하지 ?않(?:[다았습]|는다|고 있)"
        "|(?:덧붙이|전하)지 ?않(?:[다았습]|는다|고 있)"
    ),
    "zh": re.compile("(?:没有?|并?未|不)(?:表示|报道|补充|强调|认为|指出|说)"),
}
#: The words around a verb of an English source that reports.
AROUND_REPORTS = re.compile(
    r"(?:\S+ ){0,4}\b(?:sa(?:id|ys?|ying)|t(?:ells?|old)|add(?:s|ed|ing)|report(?:s|ed)?|announc\w+"
    r"|argu\w+|call\w*|claim\w*|comment\w*|complain\w*|explain\w*|insist\w*|not(?:ed|es|ing)"
    r"|quoted|stat(?:ed|es)|according|urg\w+|warn\w*|wr(?:ites|ote))\b(?: \S+){0,2}",
    re.IGNORECASE,
)
