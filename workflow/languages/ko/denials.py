"""How Korean denies."""

from __future__ import annotations

import re

from workflow.languages.denials import UNLESS, Denials, compared, substitutes

#: Idioms that deny nothing: 지 않을까.
_IDIOMS = re.compile(r"지 ?않(?:을까|을 수 없|으면 안)|[못적머마]지 ?않|그치지 ?않")
#: Negative words, whatever else the sentence says. Left out are those that only look like one:
#: 연못, 수없이, 뜬금없다, 다름 아닌, 지도 모른다, 몰도바.
_NEGATIVE = re.compile(
    r"않|(?<![잘연])못(?!지 ?않)|없(?!애)"
    r"(?<!끊임없)(?<!어김없)(?<!틀림없)(?<!느닷없)(?<!난데없)(?<!뜬금없)(?<!하염없)(?<!수없(?=이))"
    r"|(?<![가-힣])(?<!뿐 )(?<!뿐만 )(?<!다름 )아[니닌닙닐]|(?<![뿐만])아니[다라었에]"
    r"|(?<![가-힣])안(?: |[되돼된될됐])|말고|말아야"
    r"|지[는도를]? ?(?:말(?![했하씀할한해])|마[라세십])"
    r"|(?<!지도 )(?<!지도)(?:(?<![가-힣])|(?<=[남도잘]))"
    r"모(?:르(?=[겠거는고지며면게기던더니나네셨시])|른|릅|를)|몰[라랐]"
)
#: Words that can stand for a denial, each with the words of an English source that call for them
#: in their own right: who *refused* (거부) something has not been said not to do something.
_SUBSTITUTES = (
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
    ("[아어해여]야", UNLESS.format("without")),
    ("뿐", UNLESS.format("alone")),
    ("꼭|반드시|명심|기억", UNLESS.format("forget")),
)

DENIALS = Denials(
    clause=re.compile(r"[가-힣]지(?:는|도|를|만)? ?(?:않|못)|지 ?마[라세]"),
    negative=_NEGATIVE,
    beyond_doubt=re.compile(
        r"[가-힣]지(?:는|도|를|만)? ?"
        r"(?:않(?:[다았습]|는다|고 있|을 것)|못(?:[했합]|하고 있|한다|할 것))"
        r"|[이가은는도] 아니(?:[다며었]|라고|[라었]다)|[이가은는도] 아닙"
        r"|없(?:다|었다|습니다|었습니다)|(?<![가-힣])(?:안 [되된됐될했한할]|못 ?[했한할])"
    ),
    empty=re.compile(
        r"뿐(?:만)? ?아니|지 ?않을까|지 ?않(?:나|는가|겠)\w*[?？]|[못적머마]지 ?않|그치지 ?않"
        r"|지나지 ?않|아무렇지 ?않|아랑곳하지 ?않|얼마 안 ?[되된될돼]|없어서는 안 ?[되된될돼]"
        r"|지 ?않(?:을 수 ?없|으면 ?안)\w*|밖에 ?(?:없|\w+지 ?(?:않|못))\w*"
        r"|(?:어쩔|헤아릴|셀|이루 말할) 수 ?없\w*|말할 것도 ?없\w*"
        r"|(?:틀림|다름|상관|관계|변함|문제|거침|끝|한|나위|둘도|다시|손색) ?없\w*"
    ),
    idioms=_IDIOMS,
    of_sources=_NEGATIVE,
    substitutes=substitutes(_SUBSTITUTES),
    unreported=re.compile(
        "(?:강조|경고|보고|보도|말|설명|요청|주장|지적|촉구)하지 ?않(?:[다았습]|는다|고 있)"
        "|(?:덧붙이|전하)지 ?않(?:[다았습]|는다|고 있)"
    ),
    hint="지",
    sign=re.compile("[않못없]|아[니닙]|안 "),
    compared=compared(__package__),
    asks_for=r"무[엇슨]|누[구가]|어디|언제",
)
