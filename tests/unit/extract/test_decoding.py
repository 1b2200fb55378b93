from __future__ import annotations

import pytest

from pipeline.extract import extract
from pipeline.extract.decoding import decode_page
from tests.unit.extract.pages import document, page

RUSSIAN = (
    "Губернатор сообщил в четверг, что мост через реку достроили на два месяца раньше срока.",
    "После весеннего паводка грузовики ездили в объезд через плотину, и фермеры теряли целый день.",
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1251", "koi8-r"])
def test_what_decodes_is_read_right(encoding: str) -> None:
    html = document("Мост открыли раньше срока", RUSSIAN, head=f'<meta charset="{encoding}">')
    found = extract(page(html.encode(encoding)))
    assert found.title == "Мост открыли раньше срока"
    assert RUSSIAN[0] in found.text
    assert found.language == "ru"


def test_utf8_declared_as_latin1_is_utf8() -> None:
    assert decode_page("Señor".encode(), "text/html; charset=iso-8859-1") == "Señor"


def test_the_header_charset_is_used_where_utf8_fails() -> None:
    assert decode_page("“Señor”".encode("cp1252"), "text/html; charset=ISO-8859-1") == "“Señor”"


def test_one_bad_byte_spoils_one_character_not_the_page() -> None:
    raw = ("é" * 2000).encode() + b"\xff"
    assert decode_page(raw, "") == "é" * 2000 + "\ufffd"


def test_a_wrong_declaration_is_survived() -> None:
    raw = document("Мост", RUSSIAN, head='<meta charset="no-such-charset">').encode("windows-1251")
    assert "Губернатор" in decode_page(raw, "")
