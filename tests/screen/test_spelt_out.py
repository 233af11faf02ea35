"""Number words, legal forms spelt out, joined and split words, and short forms of given names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from yalu.screen.names import Hit


@pytest.mark.parametrize(
    ("one", "two", "outcome"),
    [
        ("Twenty-First Century Zelkova Trading", "21st Century Zelkova Trading", "match"),
        ("Twenty-First Century Zelkova Trading", "22nd Century Zelkova Trading", "review"),
        ("Office Thirty-Nine", "Office 39", "match"),
        ("Office Thirty-Nine", "Office 38", "review"),
        ("Bureau 39", "Bureau Thirty Nine", "match"),
        ("Room 39", "39호실", "match"),
        ("Unit One Hundred Ten", "Unit 110", "match"),
        ("Laboratory One Hundred and Ten", "Lab 110", "match"),
        ("Laboratory Hundred and", "Lab 100", "match"),
        ("Zelkova Factory No. 5", "Fifth Zelkova Factory", "match"),
        ("Seven Stars Trading", "7 Stars Trading", "match"),
        ("First Second Zelkova Bank", "Second First Zelkova Bank", "match"),
    ],
)
def test_numbers_in_words(compare: Callable[..., Hit], one: str, two: str, outcome: str) -> None:
    assert compare(one, two, "Company").outcome == outcome


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Obshchestvo s ogranichennoy otvetstvennostyu Zelkova", "Zelkova OOO"),
        ("Obschestvo s ogranichennoi otvetstvennostiu Zelkova", "LLC Zelkova"),
        ("Zelkova Public Company Limited", "Zelkova PCL"),
        ("Zelkova Free Zone Establishment", "Zelkova FZE"),
        ("ФГУП Зелькова", "Federal State Unitary Enterprise Zelkova"),
        ("Federalnoye gosudarstvennoye unitarnoye predpriyatie Zelkova", "FSUE Zelkova"),
        ("Zelkova S.à r.l.", "Zelkova SARL"),
        ("Zelkova Sh.p.k.", "Zelkova SHPK"),
        ("TOO Zelkova", "Tovarishchestvo s ogranichennoi otvetstvennostyu Zelkova"),
        ("Zelkova PrJSC", "Private Joint Stock Company Zelkova"),
        ("Publichnoye aktsionernoye obshchestvo Zelkova", "PJSC Zelkova"),
        ("Zelkova Imp. & Exp. Corp.", "Zelkova Import and Export Corporation"),
        ("Zelkova Sanayi ve Ticaret Ltd. Şti.", "Zelkova Industry and Trade Limited Company"),
        ("Zelkova Bros.", "Zelkova Brothers"),
        ("Saint Zelkova Mining", "St. Zelkova Mining"),
        ("Mount Zelkova Mining", "Mt. Zelkova Mining"),
        ("Government of Zelkova", "Govt. of Zelkova"),
    ],
)
def test_forms_spelt_out_and_abbreviated(compare: Callable[..., Hit], one: str, two: str) -> None:
    assert compare(one, two, "Company").outcome == "match"
    assert compare(two, one, "Company").outcome == "match"


@pytest.mark.parametrize(
    ("one", "two"),
    [("Sberbank", "Sber Bank"), ("Gaz Prom Neft", "Gazpromneft"), ("Quostal Export", "Quostalexport")],
)
def test_words_of_the_trade_may_be_glued_to_the_name(compare: Callable[..., Hit], one: str, two: str) -> None:
    assert compare(one, two, "Company").outcome == "match"
    assert "same letters" in compare(one, two, "Company").reason


def test_names_of_trade_alone_are_not_sure_by_their_letters(compare: Callable[..., Hit]) -> None:
    assert compare("General Trading", "General Trading LLC", "Company").outcome != "match"


@pytest.mark.parametrize(
    ("short", "full", "other"),
    [
        ("Zhenya", "Yevgeniy", "Gennady"),
        ("Lyosha", "Alexei", "Leonid"),
        ("Grisha", "Grigori", "Gleb"),
        ("Chuy", "Jesus", "Julio"),
        ("Memo", "Guillermo", "Manuel"),
        ("Hans", "Johannes", "Heinz"),
        ("Sepp", "Josef", "Stefan"),
        ("Gus", "Augustus", "Gilbert"),
        ("Mohd", "Mohammed", "Mahmoud"),
        ("Md.", "Mohammad", "Mahdi"),
    ],
)
def test_short_forms_of_given_names(compare: Callable[..., Hit], short: str, full: str, other: str) -> None:
    assert compare(f"{short} Quorvath", f"{full} Quorvath").outcome == "match"
    assert compare(f"{short} Quorvath", f"{other} Quorvath").outcome != "match"
