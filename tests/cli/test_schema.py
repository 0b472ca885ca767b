"""Every document that is written fits the published schema, and the schema is strict enough to notice what does not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import orjson
import pytest

from pipeline import Options, clean
from pipeline.document import KEYS
from pipeline.rules.rule import METADATA
from pipeline.schema import json_schema

from .conftest import PAGE, Jingwen

SAMPLES = sorted((Path(__file__).parents[2] / "raw").glob("*.*"))
VALIDATOR = jsonschema.Draft202012Validator(json_schema())
OPTIONS = {
    "default": Options(),
    "keep": Options(placeholders="keep"),
    "article": Options(mode="article"),
    "anonymized": Options(anonymize=("all",)),
    "elisions": Options(mark_elisions=True),
}


def test_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())


@pytest.mark.parametrize("options", OPTIONS.values(), ids=OPTIONS)
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_samples_validate(sample: Path, options: Options) -> None:
    document = clean(sample.read_bytes(), path=sample.name, options=options).to_dict()
    VALIDATOR.validate(orjson.loads(orjson.dumps(document)))


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"\x00\x00", b"a", "全".encode("gb18030") * 200, b"<html></html>"])
def test_odd_inputs_validate(data: bytes) -> None:
    VALIDATOR.validate(orjson.loads(orjson.dumps(clean(data).to_dict())))


def test_key_order_is_the_order_of_the_schema() -> None:
    document = clean(PAGE.encode()).to_dict()
    assert list(document) == list(json_schema()["properties"]) == list(KEYS)
    assert list(document["source"]) == list(json_schema()["properties"]["source"]["properties"])


def test_metadata_names_are_those_that_rules_may_use() -> None:
    assert tuple(json_schema()["properties"]["metadata"]["properties"]) == METADATA


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param({"schema": "jingwen/2"}, id="version"),
        pytest.param({"id": "xyz"}, id="id"),
        pytest.param({"extra": 1}, id="unknown-key"),
        pytest.param({"flags": ["nonsense"]}, id="flag"),
        pytest.param({"edits": [{"rules": [], "source": [0, 1], "text": [0, 0]}]}, id="edit-without-rule"),
        pytest.param({"gaps": [{"at": -1, "reason": "paywall", "source": [0, 1], "evidence": ""}]}, id="negative-offset"),
    ],
)
def test_damaged_documents_do_not_validate(damage: dict[str, Any]) -> None:
    document = orjson.loads(orjson.dumps(clean(PAGE.encode()).to_dict()))
    VALIDATOR.validate(document)
    assert not VALIDATOR.is_valid(document | damage)


def test_command_prints_it(jingwen: Jingwen) -> None:
    ran = jingwen("schema")
    assert ran.code == 0
    assert orjson.loads(ran.out) == json_schema()
