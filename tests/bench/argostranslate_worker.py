"""Translates documents with ``argostranslate.translate``; run by an interpreter that has all of it.

Reads JSON from standard input, ``{"source": "en", "target": "ko", "documents": ["…"]}``, and
writes ``{"wall": seconds, "processor": seconds}`` for translating them, loading not included. It
imports nothing of this project. ``bench_engine`` prepares what it needs to run offline.
"""

import json
import sys
import time


def main() -> None:
    from argostranslate import translate

    asked = json.load(sys.stdin)
    way = translate.get_translation_from_codes(asked["source"], asked["target"])
    way.translate("This sentence loads the model.")
    wall, busy = time.perf_counter(), time.process_time()
    texts = [way.translate(document) for document in asked["documents"]]
    taken = {"wall": time.perf_counter() - wall, "processor": time.process_time() - busy}
    assert all(texts)
    print(json.dumps(taken))


if __name__ == "__main__":
    main()
