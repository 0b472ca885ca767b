"""The output formats."""

from __future__ import annotations

from dataclasses import replace

import orjson
import pytest

from pipeline import clean
from pipeline.errors import OutputError
from pipeline.writers import WRITERS


def test_json_is_indented_and_ends_with_a_newline() -> None:
    document = clean("同志们:\n今天的会很重要,请大家记好。")
    data = WRITERS["json"].dump(document)
    assert data.startswith(b'{\n  "schema": "jingwen/1",\n')
    assert data.endswith(b"}\n")
    assert orjson.loads(data) == orjson.loads(orjson.dumps(document.to_dict()))


def test_jsonl_is_one_line() -> None:
    document = clean("同志们:\n今天的会很重要,请大家记好。\u2028完")
    data = WRITERS["jsonl"].dump(document)
    assert data.count(b"\n") == 1
    assert data.endswith(b"\n")
    assert orjson.loads(data) == orjson.loads(WRITERS["json"].dump(document))


@pytest.mark.parametrize("name", list(WRITERS))
def test_chinese_is_written_as_it_is(name: str) -> None:
    assert "请大家记好" in WRITERS[name].dump(clean("同志们:\n今天的会很重要,请大家记好。")).decode()


@pytest.mark.parametrize("name", list(WRITERS))
def test_a_lone_surrogate_is_an_output_error(name: str) -> None:
    with pytest.raises(OutputError, match="no valid JSON"):
        WRITERS[name].dump(replace(clean("今天的会很重要,请大家记好。"), title="\ud800"))
