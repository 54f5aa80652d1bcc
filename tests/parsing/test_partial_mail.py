"""Mails that were sent in pieces are put together as they were, or say what is missing."""

from contextlib import suppress
from email import message_from_bytes
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deploy.samples.containers.partial_mails import ID, in_pieces, whole_mail
from intake.domain.partial_mail import Partial, PartialStanding, Standing, partial_standing
from intake.domain.problems import ProblemCode
from intake.parsing.containers.member import UnopenedError
from intake.parsing.fields import read_fields
from intake.parsing.joined_mail import parse_joined
from intake.parsing.parameters import parametrised
from intake.parsing.partial_mail import joined, partial_of
from tests.fakes.examiner import WIDE_BOUNDS

DATA = b"%PDF-1.4 " + bytes(range(256)) * 20


def said(mail: bytes) -> Partial | None:
    fields, _ = read_fields(mail, 0, len(mail), part=False)
    return partial_of(parametrised(fields.first("content-type")))


def together(mails: dict[int, bytes]) -> bytes:
    partials = {number: partial for number, mail in mails.items() if (partial := said(mail))}
    return b"".join(joined(mails, partials))


@pytest.mark.parametrize("count", [1, 2, 3, 12])
@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
def test_pieces_become_the_mail_they_were(count: int, line_end: bytes) -> None:
    mails = [mail.replace(b"\n", line_end) for mail in in_pieces(whole_mail(DATA), count)]
    mail = together(dict(reversed(list(enumerate(mails, 1)))))
    body = whole_mail(DATA).replace(b"\n", line_end).partition(line_end * 2)[2]
    assert mail.partition(line_end * 2)[2] == body
    found = message_from_bytes(mail)
    assert [part.get_payload(decode=True) for part in found.walk()][-1] == DATA


def test_each_field_is_taken_from_where_the_rule_says() -> None:
    found = message_from_bytes(together(dict(enumerate(in_pieces(whole_mail(DATA), 3), 1))))
    assert found.get_all("Subject") == ["Aanmelding OCO"]
    assert found.get_all("Message-ID") == ["<binnen@zorgbedrijf.example>"]
    assert found.get_all("Content-Type") == ['multipart/mixed; boundary="grens"']
    assert len(found.get_all("From", [])) == len(found.get_all("MIME-Version", [])) == 1
    assert "10:01:00" in found["Received"]


def test_the_total_may_stand_on_the_last_alone() -> None:
    assert [said(mail) for mail in in_pieces(whole_mail(DATA), 3)] == [
        Partial(ID, 1),
        Partial(ID, 2),
        Partial(ID, 3, 3),
    ]


@pytest.mark.parametrize(
    ("says", "partial"),
    [
        ("id=a; number=2; total=3", Partial("a", 2, 3)),
        ("id=a; number=007", Partial("a", 7)),
        ("id=a; number=1; total=1000000000", Partial("a", 1)),
        ("id=a; number=1; total=x", Partial("a", 1)),
        ("id=a; number=1000000000", None),
        ("id=a; number=4; total=3", None),
        ("id=a; number=0", None),
        ("id=a; number=-1", None),
        ("id=a", None),
        ("id=; number=1", None),
        ("number=1; total=2", None),
    ],
)
def test_only_what_can_be_a_piece_is_one(says: str, partial: Partial | None) -> None:
    assert partial_of(parametrised(f"message/partial; {says}".encode())) == partial


@pytest.mark.parametrize(
    ("numbers", "totals", "expected"),
    [
        ((1, 2), (None, 2), PartialStanding(Standing.WHOLE)),
        ((2, 2, 1), (2, 2, None), PartialStanding(Standing.WHOLE)),
        ((1, 3), (None, 3), PartialStanding(Standing.WAITING, (2,))),
        ((1, 2), (None, None), PartialStanding(Standing.WAITING)),
        ((3,), (None,), PartialStanding(Standing.WAITING, (1, 2))),
        ((), (), PartialStanding(Standing.WAITING)),
        ((1, 2), (2, 3), PartialStanding(Standing.CONTRADICTORY)),
        ((1, 5), (2, None), PartialStanding(Standing.CONTRADICTORY)),
    ],
)
def test_how_far_a_mail_in_pieces_is(
    numbers: tuple[int, ...], totals: tuple[int | None, ...], expected: PartialStanding
) -> None:
    pieces = [Partial("a", *both) for both in zip(numbers, totals, strict=True)]
    assert partial_standing(pieces) == expected


def test_pieces_of_two_mails_are_not_joined() -> None:
    pieces = [Partial("a", 1, 2), Partial("b", 2, 2)]
    assert partial_standing(pieces).standing is Standing.CONTRADICTORY


@pytest.mark.parametrize(
    ("left_out", "words"),
    [((2,), "dit deel ontbreekt nog: 2"), ((1, 2), "deze delen ontbreken nog: 1, 2")],
)
def test_missing_pieces_are_named(left_out: tuple[int, ...], words: str) -> None:
    mails = dict(enumerate(in_pieces(whole_mail(DATA), 3), 1))
    for number in left_out:
        del mails[number]
    with pytest.raises(UnopenedError) as raised:
        together(mails)
    assert raised.value.problem.code is ProblemCode.PARTIAL_MAIL
    assert raised.value.problem.text.startswith(words)


@given(st.binary(max_size=200))
def test_any_field_gives_a_value(field: bytes) -> None:
    partial = partial_of(parametrised(b"message/partial; id=a; number=" + field))
    assert partial is None or 1 <= partial.number <= (partial.total or partial.number)


@given(st.lists(st.binary(max_size=200), max_size=4))
def test_any_bytes_are_joined(mails: list[bytes]) -> None:
    partials = {n: Partial("a", n, len(mails)) for n in range(1, len(mails) + 1)}
    with suppress(UnopenedError):
        whole = b"".join(joined(dict(enumerate(mails, 1)), partials))
        assert len(whole) <= sum(map(len, mails)) + 2 * len(mails[0]) + 2


@given(
    st.lists(st.binary(max_size=300) | st.sampled_from(in_pieces(whole_mail(DATA), 3)), max_size=4)
)
def test_any_bytes_joined_give_a_mail_whose_ledger_adds_up(raws: list[bytes]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        paths = [folder / f"piece-{number}" for number in range(len(raws) + 1)]
        for path, raw in zip(paths, [b"", *raws], strict=True):
            path.write_bytes(raw)
        into = folder / "into"
        into.mkdir()
        parsed = parse_joined(paths[0], paths[1:], into, WIDE_BOUNDS)
        parsed.require_whole_ledger()
        assert len(list(into.iterdir())) == len(parsed.attachments)
