"""The declared plan, read once, and copies of it that a test may spoil."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tsunagari.programmes.catalogue import TIERS, Catalogue, load_catalogue
from tsunagari.programmes.faults import Fault, PlanFaults

PLANS = Path(__file__).resolve().parents[2] / "plans"
KEPT = ("n-shoene", "n-jinzai-kakuho", "n-shingeneki", "s-shokei")
Spoil = Callable[[str, str, str], tuple[Fault, ...]]


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue(PLANS, 2009)


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    """A copy of plans/ of one's own with KEPT programmes only, so that reading it takes no time."""
    return Path(shutil.copytree(PLANS, tmp_path / "plans", ignore=all_but_kept))


def all_but_kept(folder: str, names: list[str]) -> set[str]:
    is_tier = Path(folder).name in TIERS
    return {name for name in names if is_tier and name.partition(".")[0] not in KEPT}


@pytest.fixture
def spoil(plans: Path) -> Spoil:
    """Replace text in one file of the copy and return the faults that loading it shows."""

    def spoiled(file: str, old: str, new: str) -> tuple[Fault, ...]:
        path = plans / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} no longer says {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return faults_of(plans)

    return spoiled


def faults_of(plans: Path) -> tuple[Fault, ...]:
    try:
        load_catalogue(plans, 2009)
    except PlanFaults as found:
        return found.faults
    return ()
