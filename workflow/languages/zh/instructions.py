"""Hold the instructions to language models about simplified and traditional Chinese."""

from __future__ import annotations

from workflow.languages.language_models import Example, Instructions

SIMPLIFIED = Instructions(
    style="Use mainland Chinese newspaper style and full-width punctuation (，。：“”).",
    headline="This one is a headline: brief, without a full stop.",
    examples=(
        Example("{}周一表示，3月船舶出口同比增长12%。", "产业通商资源部"),
        Example("该公司首席执行官{}表示：“我们明年将再开两家工厂。”", "朴敏书"),
    ),
    label="译文|翻译|譯文",
    called=r"chinese \((?:simplified|traditional)\)|中文 ?[(（][简繁]体[)）]|중국어 ?\([간번]체\)"
    "|(?:simplified|traditional|mandarin) chinese|[简繁]体中文|繁體中文|汉语|中国語"
    "|[간번]체 중국어|중국어 [간번]체|(?-i:zh(?:[-_](?:CN|TW|Han[st]))?)",
    mention="译|譯|翻訳",
    refusal="(?:很?抱歉|对不起|對不起)，?(?:但|不过)?我(?:们)?(?:无法|不能|無法|没法)"
    "[^。]{0,30}(?:翻[译譯]|协助|協助|帮助您|请求|請求)|作为(?:一个|一名)?(?:AI|人工智能)",
    wanting="[请請](?:您|你)?(?:提供|输入|輸入|发送|發送|给出|給出)[^。]{0,12}(?:需要|想要?|要|待)"
    "(?:您|你)?(?:我|我们)?翻[译譯]的?(?:文本|內容|内容|句子|原文|文字)",
    sign="[号號符键鍵]|[标標记記][号號记記]|[是为為表]",
)
TRADITIONAL = Instructions(
    style="Use Taiwanese newspaper style and full-width punctuation (，。：「」).",
    label=SIMPLIFIED.label,
    called=SIMPLIFIED.called,
    mention=SIMPLIFIED.mention,
    refusal=SIMPLIFIED.refusal,
    wanting=SIMPLIFIED.wanting,
    sign=SIMPLIFIED.sign,
)
