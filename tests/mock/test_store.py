"""Rows and the clock."""

from __future__ import annotations

from cloudflare_api_mock.store import Store


def store() -> Store:
    store = Store()
    store.seed("birds", {"emu": {"id": "emu"}, "owl": {"id": "owl"}})
    return store


def test_a_row_is_replaced_in_its_place_and_a_new_one_comes_last() -> None:
    birds = store()
    birds.put("birds", "auk", {"id": "auk"})
    birds.put("birds", "emu", {"id": "emu", "legs": 2})
    birds.remove("birds", "owl")
    assert birds.rows("birds") == ({"id": "emu", "legs": 2}, {"id": "auk"})
    assert birds.find("birds", "owl") is None


def test_a_reset_restores_rows_their_order_and_the_clock() -> None:
    birds = store()
    first = birds.now()
    rows = birds.rows("birds")
    birds.remove("birds", "emu")
    birds.put("birds", "emu", {"id": "emu", "legs": 2})
    birds.reset()
    assert birds.rows("birds") == rows
    assert birds.rows("birds")[0] is rows[0]
    assert birds.now() == first


def test_the_clock_moves_on_by_a_second() -> None:
    birds = store()
    assert [birds.now()[17:] for _ in range(3)] == ["01.000Z", "02.000Z", "03.000Z"]


def test_an_unknown_collection_is_empty() -> None:
    assert store().rows("fish") == ()
    assert store().find("fish", "cod") is None


def test_a_collection_is_dropped_with_those_below_it() -> None:
    birds = store()
    for name in ("birds/emu", "birds/emu/eggs", "birds/emus"):
        birds.fill(name, {})
    birds.drop("birds/emu")
    names = ("birds", "birds/emu", "birds/emu/eggs", "birds/emus")
    assert [birds.has(name) for name in names] == [True, False, False, True]
    birds.reset()
    assert not birds.has("birds/emus")
