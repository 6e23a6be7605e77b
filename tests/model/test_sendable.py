"""What goes to other processes arrives as it was."""

from __future__ import annotations

import copy
import pickle

from workflow.model import BlockKind, Segment, TermType, TermUse

SEGMENT = Segment("k1", "Peru won.", " ", "seeds/a.txt", 3, 1, 0, BlockKind.PARAGRAPH, "en")
USE = TermUse("xing", TermType.PERSON, 0, 4, "Xing", "싱")


def test_a_sendable_object_arrives_with_all_its_fields() -> None:
    for each in (SEGMENT, USE):
        for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
            assert pickle.loads(pickle.dumps(each, protocol)) == each  # noqa: S301
        assert copy.copy(each) == each == copy.deepcopy(each)
