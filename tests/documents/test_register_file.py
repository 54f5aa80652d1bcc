"""Files of contracted providers as offices save them: taken whole, or refused line by line."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.round_file import find_round
from intake.documents.csv_text import MOST_BYTES
from intake.documents.register_columns import COLUMNS
from intake.documents.register_file import RegisterFile, read_register
from intake.domain.provider import Contract
from intake.domain.provider_import import ListedContract
from intake.domain.round import ProcurementRound

ROUNDS: Mapping[str, ProcurementRound] = {"2024-2025": find_round("2024-2025", None)}
EXAMPLE = Path(__file__).parents[2] / "deploy" / "examples" / "providers.csv"
HEADER = ",".join(COLUMNS)
WAALBRUG = "2024-2025,vgz,Nijmegen,De Waalbrug,99104237,dewaalbrug.example,,,"
NAAST_U = "2024-2025,vgz,Midden Brabant,Naast U,99218805,naast-u.example,,,"
EVERY_KIND = "Stichting Cliëntondersteuning \u2019t Gooi"


def read(*lines: str, header: str = HEADER, public: frozenset[str] = frozenset()) -> RegisterFile:
    return read_register("\n".join((header, *lines)).encode(), ROUNDS, public)


def told(*lines: str, header: str = HEADER) -> list[str]:
    found = read(*lines, header=header)
    assert found.rows == ()
    return [str(item) for item in found.findings]


def row(**values: str) -> str:
    """A right row with some cells replaced."""
    cells = dict(zip(COLUMNS, WAALBRUG.split(","), strict=True)) | values
    return ",".join(
        f'"{cell}"' if set(cell) & set(',"\n') else cell
        for cell in map(cells.get, COLUMNS)
        if cell is not None
    )


def test_a_row_is_a_contract_with_all_it_says() -> None:
    found = read(
        row(
            domains="DeWaalbrug.example, waalbrug.example",
            addresses="info@elders.example;Waalbrug@gmail.com",
            contract_from="2023-01-01",
            contract_until="31-12-2023",
        )
    )
    assert found.findings == ()
    assert found.rows == (
        ListedContract(
            line=2,
            round="2024-2025",
            contract=Contract("vgz", "Nijmegen", date(2023, 1, 1), date(2023, 12, 31)),
            kvk_number="99104237",
            name="De Waalbrug",
            domains=("dewaalbrug.example", "waalbrug.example"),
            addresses=("info@elders.example", "waalbrug@gmail.com"),
        ),
    )


def test_the_example_of_the_package_is_right() -> None:
    found = read_register(EXAMPLE.read_bytes(), ROUNDS)
    assert found.findings == ()
    assert len({item.kvk_number for item in found.rows}) == 4
    assert {item.contract.region for item in found.rows} >= {"Midden Brabant", "Zeeland"}
    assert EXAMPLE.read_text("utf-8").splitlines()[0] == HEADER


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_whatever_a_spreadsheet_program_saves_is_read(
    delimiter: str, encoding: str, end: str
) -> None:
    lines = (HEADER, WAALBRUG.replace("De Waalbrug", EVERY_KIND), NAAST_U, "")
    raw = end.join(lines).replace(",", delimiter).encode(encoding)
    found = read_register(raw, ROUNDS)
    assert found.findings == ()
    assert [(item.line, item.name) for item in found.rows] == [(2, EVERY_KIND), (3, "Naast U")]
    assert found.delimiter == delimiter
    assert found.encoding == encoding.removesuffix("-sig")


def test_the_line_by_which_excel_announces_its_delimiter_is_skipped() -> None:
    raw = f"sep=;\r\n{HEADER}\r\n{WAALBRUG}".replace(",", ";").encode()
    found = read_register(raw, ROUNDS)
    assert (found.findings, found.rows[0].line) == ((), 3)


def test_columns_come_in_any_order_and_those_that_may_be_absent_may() -> None:
    found = read(
        "99104237,De Waalbrug,Nijmegen,VGZ,2024-2025",
        header="KvK-number, Name ,REGION,zorgkantoor,round",
    )
    assert found.findings == ()
    assert found.rows[0].contract == Contract("vgz", "Nijmegen")


def test_a_line_end_within_quotes_belongs_to_its_cell_and_lines_are_counted_on() -> None:
    two = row(domains="dewaalbrug.example\nwaalbrug.example")
    found = read(two, row(kvk_number="1"))
    assert [item.line for item in found.findings] == [4]
    assert read(two).rows[0].domains == ("dewaalbrug.example", "waalbrug.example")


def test_empty_lines_and_columns_that_excel_leaves_behind_do_not_count() -> None:
    found = read(f"{WAALBRUG},,", ",,,,,,,,,,", "", "  ", NAAST_U, header=f"{HEADER},,")
    assert found.findings == ()
    assert [item.line for item in found.rows] == [2, 6]


@pytest.mark.parametrize(
    ("office", "region", "expected"),
    [
        ("VGZ", "nijmegen", "Nijmegen"),
        ("Coöperatie VGZ", "NIJMEGEN ", "Nijmegen"),
        ("cooperatie vgz", "Noordoost-Brabant", "Noord-oost-Brabant"),
        ("vgz", "noord- en midden-limburg", "Noord- en Midden Limburg"),
        ("Zorg & Zekerheid", "Amstelland-De Meerlanden", ""),
        ("zorg en zekerheid", "Amstelland-De Meerlanden", "Amstelland en de Meerlanden"),
        ("DSW", "WSD", "Westland Schieland Delfland"),
        ("zilveren kruis", "\u2019t Gooi", "'t Gooi"),
    ],
)
def test_offices_and_regions_are_found_however_they_are_spelled(
    office: str, region: str, expected: str
) -> None:
    found = read(row(zorgkantoor=office, region=region))
    assert [item.contract.region for item in found.rows] == ([expected] if expected else [])


def test_a_star_stands_for_all_regions_of_the_office() -> None:
    found = read(row(region="*"))
    vgz = ROUNDS["2024-2025"].zorgkantoor("vgz")
    assert [item.contract.region for item in found.rows] == [item.name for item in vgz.regions]


WRONG_CELLS = {
    # By name: the column, a value of it, and what is said.
    "no round": ("round", "", "round: is empty; fill it in"),
    "unknown round": ("round", "2024-2052", '"2024-2052" is no round; did you mean "2024-2025"?'),
    "no office": ("zorgkantoor", "", "zorgkantoor: is empty"),
    "unknown office": ("zorgkantoor", "menzus", 'did you mean "menzis"?'),
    "office like nothing": ("zorgkantoor", "Q", "known are zilveren-kruis"),
    "no region": ("region", "", "region: is empty; fill it in, or * for all of them"),
    "unknown region": ("region", "Nijmgen", 'did you mean "Nijmegen"?'),
    "region of another office": ("region", "Twente", "is a region of menzis, not of vgz"),
    "no name": ("name", "", "name: is empty"),
    "endless name": ("name", "x" * 201, "name: is longer than 200 characters"),
    "no number": ("kvk_number", "", "kvk_number: is empty"),
    "7 digits": ("kvk_number", "9104237", "Excel drops a leading zero: write 09104237"),
    "6 digits": ("kvk_number", "910423", "has 6 digits, a KvK number has 8; correct it"),
    "RSIN": ("kvk_number", "859123456", "(a RSIN has 9)"),
    "branch": ("kvk_number", "000099104237", "(a vestigingsnummer has 12)"),
    "shortened by Excel": ("kvk_number", "9,91E+07", "is how Excel shortens a number"),
    "letters": ("kvk_number", "NL99104237", "is no KvK number"),
    "digits of another script": ("kvk_number", "٩٩١٠٤٢٣٧", "is no KvK number"),
    "zeros": ("kvk_number", "00000000", "is no KvK number; give the real one"),
    "public domain": ("domains", "gmail.com", "is a domain where anybody can have an address"),
    "domain below a public one": ("domains", "a.ziggo.nl", "anybody can have an address"),
    "country": ("domains", "nl", "is no mail domain"),
    "web address": ("domains", "https://a.nl", "is no mail domain"),
    "address as domain": ("domains", "info@a.nl", "put it in the column addresses"),
    "one of two domains": ("domains", "a.nl b_c", '"b_c" is no mail domain'),
    "no address": ("addresses", "info", '"info" is no mail address'),
    "address with a name": ("addresses", "Jan <a@b.nl>", '"Jan" is no mail address'),
    "no date": ("contract_from", "januari", '"januari" is no date; write it as 2023-12-31'),
    "day that does not exist": ("contract_from", "30-02-2023", "is no day of the calendar"),
    "ambiguous date": ("contract_until", "1/2/2023", '"1/2/2023" is no date'),
    "year of two digits": ("contract_until", "1-2-23", "is no date"),
}


@pytest.mark.parametrize("name", WRONG_CELLS)
def test_a_wrong_cell_is_told_with_line_column_and_remedy(name: str) -> None:
    column, value, words = WRONG_CELLS[name]
    found = told(NAAST_U, row(**{column: value}))
    assert found
    for line in found:
        assert line.startswith(f"line 3: {column}: ")
        assert ";" in line
    assert any(words in line for line in found)


def test_all_mistakes_of_a_row_are_told_at_once() -> None:
    found = read(row(round="x", name="", kvk_number="1", domains="gmail.com", addresses="y"))
    assert {item.column for item in found.findings} == {
        *("round", "name", "kvk_number", "domains", "addresses")
    }


def test_a_contract_does_not_end_before_it_begins() -> None:
    (line,) = told(row(contract_from="2023-07-02", contract_until="2023-07-01"))
    assert "line 2: contract_until: 2023-07-01 lies before contract_from 2023-07-02" in line
    assert read(row(contract_from="2023-07-01", contract_until="2023-07-01")).findings == ()


WRONG_FILES = {
    # By name: the lines below the first, and what is said.
    "twice the same": ((WAALBRUG, WAALBRUG), 'line 3: region: "Nijmegen" is there already'),
    "the same in another spelling": (
        (WAALBRUG, row(zorgkantoor="VGZ", region="NIJMEGEN")),
        "on line 2; remove one of them",
    ),
    "a star and one of its regions": ((row(region="*"), WAALBRUG), "on line 2; remove"),
    "one number with two names": (
        (WAALBRUG, row(region="Waardenland", name="Naast U")),
        'line 3: name: "Naast U" has KvK 99104237, which line 2 gives to "De Waalbrug"',
    ),
    "one domain with two numbers": (
        (WAALBRUG, row(kvk_number="99218805", name="Naast U")),
        'line 3: domains: "dewaalbrug.example" has KvK 99218805 here and 99104237 on line 2',
    ),
    "one address with two numbers": (
        (
            row(addresses="a@gmail.com"),
            row(kvk_number="99218805", name="B", domains="", addresses="A@gmail.com"),
        ),
        'line 3: addresses: "a@gmail.com" has KvK 99218805 here',
    ),
    "a domain within that of another": (
        (row(kvk_number="99218805", name="B", domains="b.dewaalbrug.example"), WAALBRUG),
        'line 2: domains: "b.dewaalbrug.example" lies in the domain dewaalbrug.example',
    ),
    "an address within the domain of another": (
        (
            row(kvk_number="99218805", name="B", domains="", addresses="b@dewaalbrug.example"),
            WAALBRUG,
        ),
        "that line 3 gives to KvK 99104237",
    ),
    "too many cells": (
        (f"{WAALBRUG},x",),
        "line 2: has 10 cells where the first line has 9; put a cell",
    ),
    "a quote that is not closed": (
        (NAAST_U, '2024-2025,vgz,Nijmegen,"De Waalbrug,99104237,,,,', NAAST_U),
        "line 3: a quote in this record is not closed",
    ),
    "text behind a quote": (
        ('2024-2025,vgz,Nijmegen,"De "Waalbrug,99104237,,,,',),
        "line 2: a quote in this record is not closed, or text follows",
    ),
    "nobody": ((), "lists nobody; add a line per contract"),
}


@pytest.mark.parametrize("name", WRONG_FILES)
def test_rows_that_do_not_go_together_are_told(name: str) -> None:
    lines, words = WRONG_FILES[name]
    assert any(words in line for line in told(*lines))


def test_the_same_region_in_another_period_is_another_contract() -> None:
    found = read(row(contract_until="2022-12-31"), row(contract_from="2023-01-01"))
    assert (found.findings, len(found.rows)) == ((), 2)


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("round,zorgkantoor,region,name", "kvk_number: is missing in the first line"),
        (HEADER.replace("region", "regio"), '"regio" is no column; did you mean "region"?'),
        (HEADER.replace("name", "Naam"), '"Naam" is no column; did you mean "name"?'),
        (HEADER.replace("addresses", "E-mailadressen"), 'did you mean "addresses"?'),
        (HEADER.replace("addresses", "adress"), 'did you mean "addresses"?'),
        (f"{HEADER},telefoon", '"telefoon" is no column; known are round'),
        (f"{HEADER},name", "name: stands twice in the first line; keep one"),
    ],
)
def test_a_wrong_first_line_is_told_and_no_other(header: str, words: str) -> None:
    found = told(WAALBRUG, header=header)
    assert all(line.startswith("line 1: ") for line in found)
    assert any(words in line for line in found)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "is empty; begin it with the line round,zorgkantoor"),
        (b"\xef\xbb\xbf", "is empty; begin it"),
        (b"\n \n\r\n", "is empty; begin it"),
        (b"PK\x03\x04rest of a workbook", "is a workbook and no CSV; save it in Excel"),
        (b"\xd0\xcf\x11\xe0", "is a workbook and no CSV"),
        (b"a\x00b\x00", "has no text that Excel or a text editor saves"),
        (f"{HEADER}\n{WAALBRUG}".encode("utf-16-le"), "has no text that Excel"),
        (b"\xff\xfea", "has bytes that are no utf-16 text"),
        (f"{HEADER}\nx\x81".encode("latin-1"), "line 2: has bytes that are no cp1252 text"),
        (f"{HEADER}\nCliënt".encode() + b"\n\xeb", "line 2: has characters that are no text"),
        (f"{HEADER}\nx\x07".encode(), "line 2: has characters that are no text here"),
        (b"x" * (MOST_BYTES + 1), "import the offices one by one"),
    ],
)
def test_bytes_that_are_no_csv_are_refused_with_the_remedy(raw: bytes, words: str) -> None:
    found = read_register(raw, ROUNDS)
    assert found.rows == ()
    (finding,) = found.findings
    assert words in str(finding)


def test_a_cell_larger_than_any_is_told() -> None:
    (line,) = told(NAAST_U, f'"{"x" * 140_000}"')
    assert line.startswith("line 3: holds a cell of more than 131072 characters")


def test_what_is_quoted_from_the_file_cannot_steer_a_terminal() -> None:
    (line,) = told(row(kvk_number="\u202e\u2028" + "x" * 200))
    assert "\u202e" not in line
    assert "\u2028" not in line
    assert len(line) < 200


def test_domains_of_the_installation_are_public_too() -> None:
    assert read(WAALBRUG, public=frozenset({"dewaalbrug.example"})).findings
    assert not read(NAAST_U, public=frozenset({"dewaalbrug.example"})).findings


def test_more_lines_than_an_old_spreadsheet_holds_are_all_looked_at() -> None:
    # 65,536 is the largest bound that a program of this kind is known to have.
    lines = [
        f"2024-2025,vgz,Nijmegen,Aanbieder {number},{number},a{number}.example,,2023-01-01,"
        for number in range(20_000_000, 20_070_000)
    ]
    lines[-1] = lines[-1].replace(",2006", ",206")
    found = read(*lines)
    assert found.lines == 70_000
    (finding,) = found.findings
    assert (finding.line, finding.column) == (70_001, "kvk_number")


@given(st.binary(max_size=400))
def test_any_bytes_give_a_report(raw: bytes) -> None:
    found = read_register(raw, ROUNDS)
    assert found.findings
    assert found.rows == ()


CELL = st.text(max_size=12) | st.sampled_from(
    [*WAALBRUG.split(","), *NAAST_U.split(","), "*", '"', "1-1-2023", "a@b.nl", "gmail.com"]
)


@given(
    st.lists(st.lists(CELL, max_size=11), max_size=6),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_any_rows_below_the_right_columns_give_rows_or_findings(
    rows: list[list[str]], delimiter: str, encoding: str
) -> None:
    text = "\n".join([HEADER.replace(",", delimiter), *(delimiter.join(item) for item in rows)])
    found = read_register(text.encode(encoding, "surrogatepass"), ROUNDS)
    assert bool(found.findings) is not bool(found.rows)
    assert list(found.findings) == sorted(found.findings)
