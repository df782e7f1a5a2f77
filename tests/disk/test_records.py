"""Records and splices: what was written is read again, up to what is torn."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikilint.disk import records, splices
from wikilint.disk.splices import Splice

kinds = st.integers(0, 255)
written = st.lists(st.tuples(kinds, st.binary(max_size=300)), max_size=8)


@given(written)
def test_records_come_back(pairs: list[tuple[int, bytes]]) -> None:
    data = records.MAGIC + b"".join(records.pack(*each) for each in pairs)
    found = list(records.read(io.BytesIO(data), len(data)))
    assert [(kind, payload) for kind, payload, _ in found] == pairs
    assert not pairs or found[-1][2] == len(data)


@given(written, st.data())
def test_a_torn_end_costs_the_end_alone(pairs: list[tuple[int, bytes]], data: st.DataObject) -> None:
    whole = [records.MAGIC, *(records.pack(*each) for each in pairs)]
    content = b"".join(whole)
    cut = data.draw(st.integers(0, len(content)))
    sizes = [sum(map(len, whole[: number + 1])) for number in range(len(whole))]
    torn = content[:cut] + data.draw(st.sampled_from([b"", b"\0" * 50, b"\xff" * 50]))
    found = [(kind, payload) for kind, payload, _ in records.read(io.BytesIO(torn), len(torn))]
    assert found[: len(pairs)] == pairs[: sum(size <= cut for size in sizes[1:])]


@given(written, st.data())
def test_no_damaged_record_is_believed(pairs: list[tuple[int, bytes]], data: st.DataObject) -> None:
    content = bytearray(records.MAGIC + b"".join(records.pack(*each) for each in pairs))
    content[data.draw(st.integers(0, len(content) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    found = [(kind, payload) for kind, payload, _ in records.read(io.BytesIO(content), len(content))]
    assert found == pairs[: len(found)]
    assert len(found) < len(pairs) or not pairs


@given(st.binary(max_size=50), st.lists(st.binary(max_size=5), max_size=4), st.data())
def test_splices_survive_json(old: bytes, new: list[bytes], data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(old)), min_size=2 * len(new), max_size=2 * len(new))))
    made = [Splice(cuts[2 * at], cuts[2 * at + 1], each, 0, 0, ("r",), "safe") for at, each in enumerate(new)]
    assert [splices.unpack(splices.pack(each)) for each in made] == made
    assert len(splices.apply(old, made)) == len(old) + sum(
        len(each.new) - (each.end - each.start) for each in made
    )


def test_splices_that_overlap_are_an_error() -> None:
    twice = [Splice(0, 2, b"", 0, 2, (), "safe"), Splice(1, 3, b"", 1, 3, (), "safe")]
    with pytest.raises(ValueError, match="overlap"):
        splices.apply(b"abc", twice)


class _Careful(io.BytesIO):
    """Fails when it is asked for more than a file of its size could have."""

    def read(self, size: int | None = -1) -> bytes:
        assert size is not None
        assert size <= max(len(self.getbuffer()) - self.tell(), 20)
        return super().read(size)


@pytest.mark.parametrize("length", [0, 1, 30, 31, 32, 40, 50, 2**31])
def test_a_damaged_length_asks_for_no_more_than_the_file_has(length: int) -> None:
    record = bytearray(records.pack(1, b"x" * 30))
    record[:4] = length.to_bytes(4, "little")
    content = records.MAGIC + record
    found = list(records.read(_Careful(content), len(content)))
    assert len(found) == (length == 30)
