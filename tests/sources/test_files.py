"""Directories and compressed files."""

from __future__ import annotations

import gzip
import io
import os
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote_to_bytes

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from pipeline import clean
from pipeline.sources import (
    Failure,
    Found,
    Limits,
    RawRecord,
    Tally,
    escape_name,
    find_files,
    read_file,
    read_records,
    unpacked,
)

SPEECH = "各位同志：\n今天的会议很重要，请大家做好记录。\n".encode()


def names(root: Path, tally: Tally | None = None, skip: frozenset[str] = frozenset()) -> list[str]:
    return [found.name if isinstance(found, Found) else f"! {found.path}" for found in find_files(str(root), tally or Tally(), skip=skip)]


def test_files_are_found_sorted_and_once(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/ä.txt", "文/件.txt", "a.txt", ".hidden", ".git/config", "a/.DS_Store"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(SPEECH)
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    tally = Tally()
    assert names(tmp_path, tally) == ["! a/loop", "a/z.txt", "a/ä.txt", "a.txt", "b.txt", "! gone", "文/件.txt"]
    assert tally.skipped == {"hidden name": 3}


def test_a_linked_directory_is_followed_and_the_output_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.txt").write_bytes(SPEECH)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "link").symlink_to(tmp_path / "real")
    (tmp_path / "in" / "out").mkdir()
    (tmp_path / "in" / "out" / "a.txt.json").write_bytes(b"{}")
    assert names(tmp_path / "in", skip=frozenset([str((tmp_path / "in" / "out").resolve())])) == ["link/a.txt"]


def test_one_file_is_itself(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(SPEECH)
    assert names(tmp_path / "a.txt") == ["a.txt"]


def test_names_that_are_no_utf8_are_escaped_and_can_be_opened(tmp_path: Path) -> None:
    raw = os.fsencode(str(tmp_path)) + b"/\xc4\xfa100%.txt"
    try:
        with open(raw, "wb") as file:
            file.write(SPEECH)
    except OSError:
        pytest.skip("this file system takes no such names")
    (found,) = find_files(str(tmp_path), Tally())
    assert isinstance(found, Found)
    assert found.name == "%C4%FA100%25.txt"
    assert Path(found.path).read_bytes() == SPEECH
    (record,) = read_file(found.path, found.name)
    assert isinstance(record, RawRecord)
    assert record.path == found.name
    record.path.encode("utf-8")


@given(st.binary(min_size=1, max_size=30).filter(lambda raw: b"/" not in raw and b"\0" not in raw))
def test_escaped_names_can_be_turned_back(raw: bytes) -> None:
    name = os.fsdecode(raw)
    escaped = escape_name(name)
    escaped.encode("utf-8")
    assert unquote_to_bytes(escaped) == raw


@pytest.mark.parametrize("layers", [("gz",), ("zst",), ("gz", "zst"), ("gz", "gz")], ids="+".join)
def test_compression_is_undone(layers: tuple[str, ...]) -> None:
    data = SPEECH
    for layer in layers:
        data = gzip.compress(data) if layer == "gz" else zstandard.ZstdCompressor().compress(data)
    (record,) = read_records(io.BytesIO(data), "a.txt.gz")
    assert isinstance(record, RawRecord)
    assert (record.data, record.media_type, record.path) == (SPEECH, "text/plain", "a.txt.gz")


def test_members_and_frames_follow_each_other() -> None:
    frames = b"".join(zstandard.ZstdCompressor().compress(SPEECH) for _ in range(3))
    members = b"".join(gzip.compress(SPEECH) for _ in range(3)) + bytes(512)
    for data in (frames, members):
        (record,) = read_records(io.BytesIO(data), "a")
        assert isinstance(record, RawRecord)
        assert record.data == SPEECH * 3


@pytest.mark.parametrize("rest", [b"\r\nleft over", b"x", bytes(30) + b"left over"], ids=["line", "byte", "behind padding"])
@pytest.mark.parametrize("pack", [gzip.compress, zstandard.ZstdCompressor().compress], ids=["gzip", "zstd"])
def test_bytes_behind_a_compressed_file_are_counted(pack: Callable[[bytes], bytes], rest: bytes) -> None:
    tally = Tally()
    (record,) = read_records(io.BytesIO(pack(SPEECH) + rest), "a.txt.gz", tally=tally)
    assert isinstance(record, RawRecord)
    assert record.data == SPEECH
    assert dict(tally.skipped) == {"bytes behind the end of a compressed file": 1}


def test_bytes_behind_compressed_lines_are_a_failure_after_them() -> None:
    records = list(read_records(io.BytesIO(gzip.compress(b'{"text": "x"}\n') + b"left over"), "a.jsonl.gz"))
    assert [type(record).__name__ for record in records] == ["RawRecord", "Failure"]


@pytest.mark.parametrize("packed", [gzip.compress(bytes(10**6)), zstandard.ZstdCompressor().compress(bytes(10**6))], ids=["gzip", "zstd"])
def test_a_bomb_is_refused_at_the_limit(packed: bytes) -> None:
    (failure,) = read_records(io.BytesIO(packed), "bomb.gz", limits=Limits(max_bytes=10_000))
    assert isinstance(failure, Failure)
    assert failure.error.code == "too-large"


def test_a_container_that_expands_without_end_is_refused() -> None:
    line = b'{"text": "' + b"x" * 1_000_000 + b'"}\n'
    packed = zstandard.ZstdCompressor(level=19).compress(line * 80)
    records = list(read_records(io.BytesIO(packed), "bomb.jsonl.zst", limits=Limits(max_ratio=100)))
    assert isinstance(records[-1], Failure)
    assert "100 times" in str(records[-1].error)
    assert len(records) < 80


@pytest.mark.parametrize("packed", [gzip.compress(SPEECH)[:10], gzip.compress(SPEECH)[:10] + b"\xff" * 20, zstandard.ZstdCompressor().compress(SPEECH)[:9]], ids=["gzip", "broken", "zstd"])
def test_compression_that_gives_nothing_is_a_failure(packed: bytes) -> None:
    (failure,) = read_records(io.BytesIO(packed), "a.gz")
    assert isinstance(failure, Failure)
    assert failure.error.code == "unreadable"


LONG = "".join(f"第{i}号航标灯在{i * 37 % 101}海里外，值班员{i * 53 % 89}时记录了一次。\n" for i in range(3000)).encode()


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.ZstdCompressor().compress], ids=["gzip", "zstd"])
@pytest.mark.parametrize("rest", [b"", b"\xff" * 5000], ids=["cut", "broken"])
def test_of_a_compressed_document_that_was_cut_short_what_is_there_is_read(pack: Callable[[bytes], bytes], rest: bytes) -> None:
    packed = pack(LONG)
    tally = Tally()
    (record,) = read_records(io.BytesIO(packed[: len(packed) * 3 // 4] + rest), "a.txt.gz", tally=tally)
    assert isinstance(record, RawRecord)
    assert record.cut
    if not rest:
        assert LONG.startswith(record.data)
        assert len(record.data) > len(LONG) // 2
        assert "truncated" in clean(record.data, truncated=record.cut).flags
    assert dict(tally.skipped) == {"end of a compressed file that was cut short": 1}


def test_what_lies_below_the_packing_is_told() -> None:
    for data, kind in ((gzip.compress(b'{"text": "x"}\n'), "jsonl"), (SPEECH, "text"), (zstandard.ZstdCompressor().compress(b"WARC/1.0\r\n"), "warc")):
        found, stream = unpacked(io.BytesIO(data), "a.gz", Limits())
        assert (found, stream.read(4)) == (kind, {"jsonl": b'{"te', "text": SPEECH[:4], "warc": b"WARC"}[kind])


def test_a_missing_file_is_a_failure(tmp_path: Path) -> None:
    (failure,) = read_file(str(tmp_path / "none.txt"), "none.txt")
    assert isinstance(failure, Failure)
    assert str(failure.error).startswith("none.txt: cannot open")
