"""One document as a flow: detect its encoding, strip the chrome, anonymize the placeholders, emit JSON."""

from __future__ import annotations

from pathlib import Path

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

import flows  # noqa: F401 - before Prefect, which reads the environment when it is imported
from pipeline import cleaning
from pipeline.cleaning import Raw
from pipeline.corpus.local_store import LocalStore
from pipeline.corpus.naming import output_name
from pipeline.decode import Decoded
from pipeline.document import Document
from pipeline.draft import Draft
from pipeline.errors import SourceError
from pipeline.options import Options
from pipeline.sources import Failure, read_file
from pipeline.writers import WRITERS


@task(name="detect encoding", cache_policy=NO_CACHE)
def detect_encoding(raw: Raw, options: Options) -> Decoded:
    """Return the text of the raw bytes, with the evidence for its encoding."""
    return cleaning.detect_encoding(raw, options)


@task(name="strip chrome", cache_policy=NO_CACHE)
def strip_chrome(raw: Raw, decoded: Decoded, options: Options) -> Draft:
    """Return the draft without what the site put around the document."""
    return cleaning.strip_chrome(raw, decoded, options)


@task(name="anonymize placeholders", cache_policy=NO_CACHE)
def anonymize_placeholders(draft: Draft, options: Options) -> Draft:
    """Return the draft with its masks typed and in one form."""
    return cleaning.anonymize_placeholders(draft, options)


@task(name="emit JSON", cache_policy=NO_CACHE)
def emit_json(raw: Raw, decoded: Decoded, draft: Draft, options: Options, out: str) -> str:
    """Write the document and return the path of its file."""
    document: Document = cleaning.emit_document(raw, decoded, draft, options)
    writer = WRITERS["json"]
    name = output_name(raw.path or "document", writer.suffix)
    LocalStore(out).write(name, writer.dump(document))
    return str(Path(out) / name)


@flow(name="clean-document", flow_run_name="clean {file}")
def clean_document(file: str, out: str, options: Options = Options()) -> str:  # noqa: B008 - frozen
    """Clean one raw file into OUT and return the path of its JSON; raises a CleaningError if it cannot be cleaned."""
    raw = read_raw(file)
    decoded = detect_encoding(raw, options)
    draft = strip_chrome(raw, decoded, options)
    draft = anonymize_placeholders(draft, options)
    return emit_json(raw, decoded, draft, options, out)


def read_raw(file: str) -> Raw:
    """Return the raw bytes of a file; raises a CleaningError. Of a container, the first record."""
    record = next(iter(read_file(file, Path(file).name)), None)
    if record is None:
        raise SourceError("it holds no record", where=file, hint="a table needs a row under its heads")
    if isinstance(record, Failure):
        raise record.error
    return Raw(record.data, record.path, record.url, record.media_type, record.declared, record.encoding, record.stated, record.cut)
