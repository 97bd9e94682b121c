"""The synthetic file of the country: made by its own command, and once by the demo."""

from __future__ import annotations

from pathlib import Path

import pytest

from tsunagari.census.country import read_country
from tsunagari.cli.main import main, parser
from tsunagari.cli.national import make_once


@pytest.fixture(autouse=True)
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TSUNAGARI_VAR", str(tmp_path))
    return tmp_path


def test_it_is_made_and_says_that_it_is_synthetic(var: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["national", "make", "--firms", "500", "--format", "json"]) == 0
    told = capsys.readouterr()
    assert "synthetic" in told.err
    assert "500" in told.out
    country = read_country(var / "national.npz")
    assert country.firms == 500
    assert country.told["is_synthetic"] is True
    assert country.told["given"]["ja"]


def test_the_demo_makes_it_once(var: Path) -> None:
    make_once(300, 1)
    written = (var / "national.npz").read_bytes()
    make_once(400, 2)
    assert (var / "national.npz").read_bytes() == written


def test_only_the_demo_is_asked_for_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert parser().parse_args(["demo", "--national"]).national
    with pytest.raises(SystemExit):
        parser().parse_args(["serve", "--national"])
    assert "--national" in capsys.readouterr().err


@pytest.mark.parametrize("given", ["0", "-1", "1e6", "50000001", "٣"])
def test_other_than_a_number_of_firms_is_refused(given: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["national", "make", "--firms", given])
    assert "allowed: 1 to 50000000" in capsys.readouterr().err
