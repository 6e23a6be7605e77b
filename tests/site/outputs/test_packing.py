"""E-books are packed as the standard library packs them."""

from __future__ import annotations

import io
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from hypothesis import given
from hypothesis import strategies as st

from workflow.site.outputs.epub import packed

_NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\\"), min_size=1)
_HOW = st.sampled_from([ZIP_STORED, ZIP_DEFLATED])


@given(st.dictionaries(_NAMES, st.tuples(st.binary(max_size=40_000), _HOW)))
def test_an_archive_has_the_bytes_that_zipfile_gives_it(
    files: dict[str, tuple[bytes, int]],
) -> None:
    expected = io.BytesIO()
    with ZipFile(expected, "w", ZIP_DEFLATED) as archive:
        for name, (data, how) in files.items():
            info = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type, info.create_system, info.external_attr = how, 3, 0o644 << 16
            archive.writestr(info, data)
    assert packed((name, *each) for name, each in files.items()) == expected.getvalue()
