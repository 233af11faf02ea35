"""What holds for every name: order, case and invisible characters change nothing, and every score has its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from yalu.screen.names import Matcher, score_pair
from yalu.screen.party import Party
from yalu.screen.read import tables

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

FAMILIES = ("Kim", "Ri", "Pak", "Choe", "Jang", "Han")
GIVEN = ("Yong", "Chol", "Song", "Hyok", "Il", "Su", "Myong", "Kwang")
OTHERS = ("Vladimir", "Gonzalez", "Mohammed", "Makhlouf", "Schneider", "Usmanov", "Ferreira", "Brkic")
ROUNDING = 1e-3  # scores are single precision


@st.composite
def korean(draw: DrawFn) -> str:
    return " ".join(
        (draw(st.sampled_from(FAMILIES)), draw(st.sampled_from(GIVEN)), draw(st.sampled_from(GIVEN)))
    )


western = st.lists(st.sampled_from(OTHERS), min_size=2, max_size=3, unique=True).map(" ".join)
names = korean() | western


def score(one: str, two: str) -> float:
    return score_pair(
        Party(kinds=("person",), names=(one,)), Party(id="l", kinds=("person",), names=(two,)), tables()
    ).score


@settings(max_examples=60, deadline=None)
@given(one=names, two=names)
def test_either_may_be_the_listed_one(one: str, two: str) -> None:
    assert abs(score(one, two) - score(two, one)) < ROUNDING


@settings(max_examples=40, deadline=None)
@given(one=names, two=names)
def test_case_and_invisible_characters_change_nothing(one: str, two: str) -> None:
    assert score(one.upper(), two) == score(one, two)
    assert score("\u200b".join(one), two) == score(one, two)


@settings(max_examples=40, deadline=None)
@given(name=names)
def test_a_name_is_itself_in_any_order_of_family_and_given(name: str) -> None:
    family, *given_name = name.split()
    assert score(name, name) > 0.99
    assert score(f"{' '.join(given_name)} {family}", f"{family}, {' '.join(given_name)}") >= 0.7


@settings(max_examples=40, deadline=None)
@given(one=names, two=names)
def test_every_score_has_its_reason(one: str, two: str) -> None:
    hit = score_pair(
        Party(kinds=("person",), names=(one,)), Party(id="l", kinds=("person",), names=(two,)), tables()
    )
    assert bool(hit.reasons) == (hit.score > 0) or hit.score < 0.5
    if hit.score >= 0.5:
        assert all(reason.text for reason in hit.reasons)


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=40), kind=st.sampled_from(("person", "organisation", "vessel")))
def test_no_text_breaks_the_matcher(text: str, kind: str) -> None:
    matcher = Matcher.of([Party(id="l", kinds=(kind,), names=(text, "Kim Yong Chol"))], tables())  # type: ignore[arg-type]
    for hit in matcher.screen(Party(kinds=(kind,), names=(text,)), cutoff=0.0):  # type: ignore[arg-type]
        assert 0 <= hit.score <= 1


EASTERN = sorted(word for word in tables().organisation if not word.isascii() and " " not in word)
PIECES = st.lists(
    st.sampled_from((*EASTERN, "조선", "련봉", "금", "朝鲜", "莲峰", "39")), min_size=1, max_size=5
)


@settings(max_examples=150, deadline=None)
@given(pieces=PIECES)
def test_words_of_the_trade_in_any_order_are_a_name(pieces: list[str]) -> None:
    name = "".join(pieces)
    firm = Party(id="l", kinds=("organisation",), names=(name,))
    assert score_pair(firm, firm, tables()).score > 0.6
