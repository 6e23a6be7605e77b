"""What stands as code and reads like sentences is told from code, in any language."""

from __future__ import annotations

from time import process_time

import pytest

from workflow.languages.detection.prose import reads_like_prose

MARKED = """Use `lid --close` and [read on](https://example.org/x) before you start the motor.

```
lid --close
```

Then it runs for an hour.
"""
PROSE = (
    "Close the lid first. Then wait an hour.",
    "뚜껑을 꼭 닫아 주세요. 그리고 한 시간 기다리세요.",
    "Keep the lid closed while it runs. The motor stops when it is opened.",
    "Wenn der Deckel offen ist, läuft der Motor nicht an.\nSchließen Sie ihn deshalb immer.",
    "Ferme le couvercle avant de démarrer ; sinon, le moteur s'arrête tout de suite.",
    "뚜껑이 열려 있으면 모터가 돌지 않습니다. 반드시 닫고 나서 시작하세요.",
    "盖子打开时电机不会转动。启动之前请务必把它关好，并且检查电源是否接通。",
    "ふたが開いているとモーターは回りません。必ず閉めてから始めてください。",
    "Если крышка открыта, двигатель не запускается. Закройте её перед началом работы.",
    MARKED,
)
CODE = (
    "def start(motor):\n    # The motor runs for as long as the lid is closed.\n    motor.run()",
    "$ lid --close\nThe lid is closed. The motor can be started now.",
    "".join(f"Line {n} of the log was written to disk.\n" for n in range(9)),
    'title: "The lid is closed while it runs."\nauthor: Ann',
    '{"text": "盖子打开时电机不会转动。启动之前请务必把它关好。"}',
    "<p class='x'>The motor stops when the lid is opened by hand.</p>\n<ul>\n<li>a</li></ul>",
    "---\ntitle: Lid\n---\n\nThe motor stops when the lid is opened by hand.",
    "a = 1; b = 2\nif a > b: print('The lid is closed while the motor runs, and stays so.')",
    "/* The lid is closed while the motor runs, and stays so. */\nint lid(void);",
    "├── seeds\n│   └── a.md\n└── site",
    "usage: lid [--close] FILE\n\n  --close   Close the lid before the motor is started.",
    "",
)


@pytest.mark.parametrize("text", PROSE)
def test_prose_is_found(text: str) -> None:
    """Sentences of any script, with links, inline code and fences among them."""
    assert reads_like_prose(text)


@pytest.mark.parametrize("text", CODE)
def test_code_is_not_taken_for_prose(text: str) -> None:
    """Comments, output, data, markup, trees and usage stay code."""
    assert not reads_like_prose(text)


@pytest.mark.parametrize("shape", ["`", "[", "$", "<a ", "...", "\n", "[a](", "Aa bb cc dd ee. "])
def test_time_is_linear(shape: str) -> None:
    """Whatever stands there, a long block takes no second."""
    started = process_time()
    reads_like_prose((shape * 200_000)[:200_000] + "a")
    assert process_time() - started < 1
