"""A WARC file of 2 GB (`JINGWEN_BENCH_GB` for another size) is read record by record: speed, and memory that stays flat."""

from __future__ import annotations

import io
import os
import resource
import tempfile
import time
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pipeline.sources import RawRecord, Tally, read_file

PAGE = ("<html><body>" + "<p>各位同志：今天的会议很重要，请大家做好记录，散会后认真传达。</p>" * 400 + "</body></html>").encode("gb18030")


def record() -> bytes:
    """One response of a crawl, as warcio writes it."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False)
    headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=gb2312")], protocol="HTTP/1.1")
    writer.write_record(writer.create_warc_record("http://example.org/a.html", "response", payload=io.BytesIO(PAGE), http_headers=headers))
    return out.getvalue()


def peak_mib() -> float:
    """Return the most memory that this process has held so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Write the file, read it, print the figures."""
    one = record()
    count = int(float(os.environ.get("JINGWEN_BENCH_GB", "2")) * 1e9 / len(one))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "crawl.warc"
        with file.open("wb") as out:
            for _ in range(count):
                out.write(one)
        before, start, read = peak_mib(), time.process_time(), 0
        for number, found in enumerate(read_file(str(file), "crawl.warc", tally=Tally())):
            read += isinstance(found, RawRecord) and found.data == PAGE
            if number == min(1_000, count // 10):
                before = peak_mib()
        spent = time.process_time() - start
    print(f"{count} records, {count * len(one) / 1e9:.2f} GB: {read} read, {count * len(one) / 1e6 / spent:.0f} MB per CPU second")
    print(f"peak memory {before:.0f} MiB after the first tenth, {peak_mib():.0f} MiB at the end")


if __name__ == "__main__":
    main()
