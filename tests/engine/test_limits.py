"""A large document may take longer, in proportion; every other one as long as any."""

from __future__ import annotations

import pytest

from wikilint.engine import limits


@pytest.mark.parametrize(
    ("size", "seconds"), [(0, 60), (4_000, 60), (20_000_000, 60), (50_000_000, 150), (64 * 2**20, 201.3)]
)
def test_what_a_document_may_take(size: int, seconds: float) -> None:
    assert limits.seconds(size) == pytest.approx(seconds, abs=0.1)
