"""The standard's prescan: comments, attributes, pragmas, labels, XML declarations."""

from __future__ import annotations

import pytest

from pipeline.decode import prescan
from pipeline.decode.labels import canonical, encoding_of, python_codec


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("<meta charset=gb2312>", "gbk"),
        ("<META CHARSET='Big5'>", "big5"),
        ('<meta\tcharset = "utf8" >', "utf-8"),
        ("<meta/charset=euc-kr/>", None),
        ("<meta/charset='euc-kr'/>", "euc-kr"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=gbk">', "gbk"),
        ('<meta content="text/html; charset=gbk" http-equiv="content-type">', "gbk"),
        ("<meta http-equiv=content-type content=\"text/html; charset='shift_jis'\">", "shift_jis"),
        ('<meta content="text/html; charset=gbk">', None),
        ('<meta http-equiv="refresh" content="0; charset=gbk">', None),
        ('<meta http-equiv="content-type" content="charset charset=koi8-r;x">', "koi8-r"),
        ('<meta http-equiv="content-type" content="text/html; charset=\'gbk">', None),
        ('<meta http-equiv="content-type" content="charset=gbk" charset="big5">', "big5"),
        ('<meta charset="nonsense"><meta charset="big5">', "big5"),
        ('<meta charset="big5" charset="utf-8">', "big5"),
        ("<!-- <meta charset=big5> --><meta charset=gbk>", "gbk"),
        ("<!--><meta charset=gbk>", "gbk"),
        ("<!-- -- > <meta charset=gbk>", None),
        ("<!doctype html '<meta charset=big5'><meta charset=gbk>", "gbk"),
        ("<?php <meta charset=big5> ?><meta charset=gbk>", "gbk"),
        ("</ <meta charset=big5><meta charset=gbk>", "gbk"),
        ("<a title='<meta charset=big5>'><meta charset=gbk>", "gbk"),
        ("<metal charset=big5><meta charset=gbk>", "gbk"),
        ("<meta charset=utf-16>", "utf-8"),
        ("<meta charset=utf-16be>", "utf-8"),
        ("<meta charset=x-user-defined>", "windows-1252"),
        ("<meta charset=iso-8859-1>", "windows-1252"),
        ("<meta charset=gbk", None),
        ("<meta charset='gbk>", None),
        ("<<meta charset=gbk>", "gbk"),
        ("text only", None),
        ("", None),
        ("<?xml version='1.0' encoding='gb2312'?>", "gbk"),
        ('<?xml version="1.0" encoding="utf-16"?>', "utf-8"),
        ('<?xml version="1.0" encoding=" gbk"?>', None),
        ("<?xml encoding='big5'?><meta charset=gbk>", "gbk"),
        (" " * 1010 + "<meta charset=gbk>", None),
        (" " * 1000 + "<meta charset=gbk>", "gbk"),
    ],
)
def test_prescan(head: str, name: str | None) -> None:
    assert prescan(head.encode("latin-1")) == name


def test_utf16_xml_declaration() -> None:
    assert prescan("<?xml version".encode("utf-16-le")) == "utf-16le"
    assert prescan("<?xml version".encode("utf-16-be")) == "utf-16be"


@pytest.mark.parametrize(
    ("label", "name"),
    [(" GB2312\n", "gbk"), ("latin1", "windows-1252"), ("hz-gb-2312", "replacement"), ("utf-7", None), ("gb 2312", None)],
    ids=repr,
)
def test_canonical(label: str, name: str | None) -> None:
    assert canonical(label) == name


@pytest.mark.parametrize(
    ("label", "name"),
    [("gb2312", "gb18030"), ("big5", "big5hkscs"), ("cp936", "gb18030"), ("HZ", "hz"), ("utf_16_le", "utf-16le"), ("cp437", "cp437"), ("rot13", None)],
)
def test_encoding_of(label: str, name: str | None) -> None:
    assert encoding_of(label) == name
    if name:
        assert "中".encode(python_codec(name), "replace")
