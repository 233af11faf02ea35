from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from yalu.screen.names import Matcher, build_index
from yalu.screen.party import Party
from yalu.screen.read import read_index, read_matcher, write_index
from yalu.terms.errors import BadInput

if TYPE_CHECKING:
    from pathlib import Path

    from yalu.screen.read import Tables

LISTED = [
    Party(
        id="a",
        kinds=("person",),
        names=("KIM, Yong Chol", "김영철"),
        identifiers=(("passport", "1"), ("passport", "2")),
    ),
    Party(id="b", kinds=("organisation",), names=("Korea Paekho\nTrading Corporation",)),
    Party(id="c", kinds=("vessel",), names=("CHON MA SAN",), identifiers=(("imo", "8660313"),)),
]
ASKED = [
    Party(kinds=("person",), names=("Kim Yong-chol",)),
    Party(names=("조선백호무역회사",)),
    Party(kinds=("vessel",), names=("CHONMASAN",), identifiers=(("imo", "8660313"),)),
]


def test_an_index_from_a_file_answers_as_the_one_it_was_made_of(tables: Tables, tmp_path: Path) -> None:
    index = build_index(LISTED, tables)
    write_index(index, tmp_path / "index")
    opened, made = Matcher(read_index(tmp_path / "index"), tables), Matcher(index, tables)
    for party in ASKED:
        hits = opened.screen(party)
        assert hits[0].outcome == "match"
        assert [(h.id, h.score) for h in hits] == [(h.id, h.score) for h in made.screen(party)]


def test_a_process_opens_an_index_once(tables: Tables, tmp_path: Path) -> None:
    write_index(build_index(LISTED, tables), tmp_path / "index")
    matcher = read_matcher(tmp_path / "index")
    assert [hit.id for hit in matcher.screen(ASKED[0])] == ["a"]
    assert read_matcher(tmp_path / "index") is matcher


def test_an_empty_index_can_be_kept(tables: Tables, tmp_path: Path) -> None:
    write_index(build_index([], tables), tmp_path / "index")
    assert Matcher(read_index(tmp_path / "index"), tables).screen(ASKED[0]) == []


def test_a_file_that_is_no_whole_index_is_refused(tables: Tables, tmp_path: Path) -> None:
    path = tmp_path / "index"
    with pytest.raises(BadInput, match="no index can be read"):
        read_index(path)
    path.write_bytes(b"something else")
    with pytest.raises(BadInput, match="another version"):
        read_index(path)
    write_index(build_index(LISTED, tables), path)
    path.write_bytes(path.read_bytes()[:-2000])
    with pytest.raises(BadInput, match="cut off"):
        read_index(path)
    assert [p.name for p in tmp_path.iterdir()] == ["index"]
