"""The journal that evaluation counts, and a small plan to draft from."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.evaluation.conftest import HUB, PLANS, hubs, tell
from tsunagari.programmes.catalogue import TIERS, Catalogue, load_catalogue

__all__ = ["hubs", "tell"]
FEW = (HUB, "n-saisei", "n-chizai", "s-tosan-kyosai")


@pytest.fixture(scope="session")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of plans/ with FEW programmes."""
    return Path(shutil.copytree(PLANS, tmp_path_factory.mktemp("few") / "plans", ignore=all_but_few))


def all_but_few(folder: str, names: list[str]) -> set[str]:
    """What not to copy: most programmes, and the counts that lead to figures of theirs."""
    others = {name for name in names if Path(folder).name in TIERS and name.partition(".")[0] not in FEW}
    return others | {"organisations.yaml"}


@pytest.fixture(scope="session")
def catalogue(plans: Path) -> Catalogue:
    return load_catalogue(plans, 2009)
