"""Shards of JSON lines, here and on object stores."""

from __future__ import annotations

import io
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import fsspec
import orjson
import pytest
import zstandard

from pipeline.corpus import RunOptions, run
from pipeline.options import Options
from tests.corpus.conftest import Clean, leftovers, outputs, quarantined, speech


def lines(data: bytes) -> list[dict[str, object]]:
    return [orjson.loads(line) for line in data.splitlines()]


def paths(data: bytes) -> list[str]:
    return [str(line["source"]["path"]) for line in lines(data)]  # type: ignore[index]


def test_each_document_is_one_line_in_one_shard(raw: Path, out: Path, clean: Clean) -> None:
    clean(format="jsonl", shard_size=2)
    found = [paths(data) for data in outputs(out).values()]
    assert sorted(path for shard in found for path in shard) == ["0.txt", "2.txt", "4.txt", "sub/1.txt", "sub/3.txt", "sub/5.txt"]
    assert all(shard == sorted(shard) for shard in found)


def test_lines_say_what_files_say(raw: Path, out: Path, clean: Clean) -> None:
    clean()
    files = {data["source"]["path"]: data for data in map(orjson.loads, outputs(out).values())}
    clean(format="jsonl")
    assert {line["source"]["path"]: line for data in outputs(out).values() for line in lines(data)} == files  # type: ignore[index]


def test_a_new_file_shifts_no_other(raw: Path, out: Path, clean: Clean) -> None:
    clean(format="jsonl", shard_size=2)
    before = outputs(out)
    for number in range(20, 23):
        (raw / f"{number}.txt").write_text(speech(number), "utf-8")
    clean(format="jsonl", shard_size=1)
    assert outputs(out).keys() == before.keys()
    assert all(set(paths(before[name])) <= set(paths(data)) for name, data in outputs(out).items())


def test_a_line_that_somebody_removed_is_made_again(raw: Path, out: Path, clean: Clean) -> None:
    clean(format="jsonl")
    before = outputs(out)
    name = next(iter(before))
    first, *rest = before[name].splitlines(keepends=True)
    # The same size, so that nothing but looking tells.
    (out / name).write_bytes(b"".join(rest) + b" " * (len(first) - 1) + b"\n")
    (raw / "sub" / "5.txt").write_text(speech(55), "utf-8")
    clean(format="jsonl")
    assert paths(outputs(out)[name]) == paths(before[name])


def test_a_document_that_breaks_keeps_its_line_until_it_is_pruned(raw: Path, out: Path, clean: Clean) -> None:
    clean(format="jsonl")
    (raw / "0.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    assert clean(format="jsonl").stale == ("0.txt",)
    assert "0.txt" in paths(b"".join(outputs(out).values()))
    assert clean(format="jsonl", prune=True).pruned == ("0.txt",)
    assert "0.txt" not in paths(b"".join(outputs(out).values()))


def test_containers_get_files_of_their_own_and_bad_records_do_not_spoil_them(raw: Path, out: Path, clean: Clean) -> None:
    records = [{"url": "http://example.cn/1", "text": speech(1)}, {"nothing": 1}, {"url": "http://example.cn/3", "text": speech(3)}]
    (raw / "crawl.jsonl").write_bytes(b"\n".join(map(orjson.dumps, records)))
    for form in ("json", "jsonl"):
        summary = clean(format=form)
        found = outputs(out)["crawl.jsonl.jsonl"]
        assert paths(found) == ["crawl.jsonl#1", "crawl.jsonl#3"]
        assert [(path, code) for path, code, _ in summary.failures] == [("crawl.jsonl#2", "unreadable")]
        assert summary.documents == 8
        assert (out / "crawl.jsonl.jsonl").stat().st_mode & 0o044
        assert clean(format=form).run["cleaned"] == 0
    assert quarantined(out) == ["crawl.jsonl#2.json"]


def remote(url: str) -> dict[str, bytes]:
    fs, root = fsspec.core.url_to_fs(url)
    fs.invalidate_cache()
    found = {name[len(root) :].lstrip("/"): fs.cat_file(name) for name in sorted(fs.find(root))}
    return {name: data for name, data in found.items() if not name.startswith("_jingwen/")}


def unpacked(data: bytes) -> bytes:
    return zstandard.ZstdDecompressor().stream_reader(io.BytesIO(data)).read()


def check_store(url: str, raw: str, state: Path | None, **chosen: object) -> None:
    """A first run, one that changes nothing, and one that changes one document, from an object store into one."""
    options = RunOptions(state=str(state) if state else None, shard_size=3, **chosen)  # type: ignore[arg-type]
    fs, root = fsspec.core.url_to_fs(raw)
    for number in range(6):
        fs.pipe_file(f"{root}/{number % 2}/{number}.txt", speech(number).encode())
    fs.pipe_file(f"{root}/bad.txt", b"\x89PNG\r\n\x1a\n")
    summary = run([raw], url, Options(), options)
    assert [(path, code) for path, code, _ in summary.failures] == [("bad.txt", "unsupported-format")]
    before = remote(url)
    assert set(before) == {"documents-00000.jsonl.zst", "documents-00001.jsonl.zst", "documents-00002.jsonl.zst"} & set(before)
    assert sorted(paths(b"".join(map(unpacked, before.values())))) == ["0/0.txt", "0/2.txt", "0/4.txt", "1/1.txt", "1/3.txt", "1/5.txt"]
    assert run([raw], url, Options(), options).run["unchanged"] == 7
    assert remote(url) == before
    fs.pipe_file(f"{root}/0/0.txt", speech(70).encode())
    assert run([raw], url, Options(), options).run["why"] == {"changed": 1}
    assert "第70次" in b"".join(map(unpacked, remote(url).values())).decode()
    assert sum(remote(url)[name] != data for name, data in before.items()) == 1


def test_memory_store() -> None:
    place = f"memory://{uuid4().hex}"
    check_store(f"{place}/out", f"{place}/raw", None)


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    """A bucket on a moto server on loopback."""
    boto3 = pytest.importorskip("boto3")
    pytest.importorskip("s3fs")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    keys = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": "us-east-1", "AWS_ENDPOINT_URL": address}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in keys.items():
            patch.setenv(name, value)
        patch.setenv("NO_PROXY", "127.0.0.1")
        try:
            for _ in range(300):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.2)
            boto3.client("s3").create_bucket(Bucket="crawl")
            yield "s3://crawl"
        finally:
            server.terminate()
            server.wait()


def test_object_store_with_workers_and_a_local_state(s3: str, tmp_path: Path) -> None:
    check_store(f"{s3}/out", f"{s3}/raw", tmp_path / "state", workers=2)
    assert leftovers(tmp_path / "state") == []


def test_object_store_without_a_local_state_uses_the_manifest_beside_the_output(s3: str, raw: Path) -> None:
    out = f"{s3}/stateless"
    assert run([str(raw)], out, Options(), RunOptions()).run["cleaned"] == 6
    assert run([str(raw)], out, Options(), RunOptions()).run["unchanged"] == 6
    assert not [name for name in os.listdir("/tmp") if name.startswith("jingwen-") and os.path.exists(f"/tmp/{name}/manifest.sqlite")]
