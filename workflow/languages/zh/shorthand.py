"""How Chinese news shortens countries: 中美, 访华, 美方, 两国."""

from __future__ import annotations

import re

from workflow.languages.shorthand import Shorthand

SYLLABLES = {
    "韩国": "韩", "中国": "中", "日本": "日", "美国": "美", "英国": "英", "俄罗斯": "俄",
    "朝鲜": "朝", "法国": "法", "德国": "德", "印度": "印", "欧盟": "欧", "乌克兰": "乌",
    "越南": "越", "澳大利亚": "澳", "菲律宾": "菲",
}  # fmt: skip
#: What belongs to a country and follows its syllable.
_INSTITUTIONS = (
    "总统|首相|总理|财长|外长|防长|外交部|国防部|商务部|财政部|国会|议会|政府|当局|联储|大使|代表团|官员|专家"
    "|学者|海军|空军|陆军|企业|资本|总领馆|驻"
)
SHORTHAND = Shorthand(
    syllables=SYLLABLES,
    # Not 其中美国, which only looks like it.
    sides=re.compile(
        "(?<!其)[韩中日美英俄朝法德印欧乌越澳菲]"
        "(?:[·-]?[韩中日美英俄朝法德印欧乌越澳菲])+(?![国本罗洲度])"
    ),
    # 驻韩, 在华, 美方
    compound=(
        "[驻访赴对援涉亲反在来抵离旅留返]{0}|(?<![其近今昨当即每])"
        f"{{0}}(?:[方军媒股资商籍侨币剧府]|企(?!业)|元(?!素|旦|首|件|帅)|{_INSTITUTIONS})(?!向)"
    ),
    alike={"中": "[中华]"},
    own={"中国": re.compile("国内|我国|我方")},
    capitals={
        "首尔": "韩国", "北京": "中国", "东京": "日本", "华盛顿": "美国", "伦敦": "英国",
        "莫斯科": "俄罗斯", "平壤": "朝鲜", "巴黎": "法国", "柏林": "德国", "堪培拉": "澳大利亚",
        "台北": "台湾", "河内": "越南", "新德里": "印度", "德黑兰": "伊朗", "基辅": "乌克兰",
        "布鲁塞尔": "欧盟",
    },
    seats={"华盛顿": re.compile("白宫"), "莫斯科": re.compile("克里姆林宫")},
    both=re.compile("两国|双方|三国|三方"),
)  # fmt: skip
