"""The plan of FY2009 and firms on every boundary, read once."""

from __future__ import annotations

import pytest

from tests.census.files import Firm, boundary_firms
from tsunagari.programmes.catalogue import Catalogue, load_catalogue
from tsunagari.programmes.folders import REPOSITORY


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue(REPOSITORY / "plans", 2009)


@pytest.fixture(scope="session")
def firms(catalogue: Catalogue) -> list[Firm]:
    return boundary_firms(catalogue, count=1_000, seed=1009)
