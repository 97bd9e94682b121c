"""Who names a place finds what the prefectures offer a little nearer, and everything else as before."""

from __future__ import annotations

from pathlib import Path

from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.finding import build_index, find
from tsunagari.programmes.importer.wording import load_wording


def test_a_place_brings_its_prefecture_nearer(catalogue: Catalogue, tmp_path: Path) -> None:
    index = build_index(catalogue, load_wording(tmp_path, catalogue.year))
    anywhere, here = (
        {hit.key: hit.score for hit in find(index, query, limit=99).answer.hits}
        for query in ("店の改装に借りたい", "仙台で店の改装に借りたい")
    )
    assert anywhere.keys() == here.keys()
    of_prefectures = {key for key in here if catalogue.by_key[key].tier == "prefecture"}
    assert of_prefectures
    assert {key for key in here if here[key] > anywhere[key] * 1.1} == of_prefectures
    assert all(abs(here[key] - anywhere[key]) < 1e-3 for key in here.keys() - of_prefectures)
