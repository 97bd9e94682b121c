"""The fourth reader: Spark with two workers on this machine, Parquet in and out. One session for the run."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyspark
import pytest

from tests.census.files import Firm, job_of, told, write_parquet
from tests.census.test_run import NOW, digests
from tsunagari.census import by_numpy, by_spark, intake
from tsunagari.census.run import check_all
from tsunagari.programmes.catalogue import Catalogue

pytestmark = [pytest.mark.spark, pytest.mark.filterwarnings("ignore")]  # its own warnings are many
TWO_WORKERS = "local-cluster[2,1,1024]"


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        patch.setenv("SPARK_HOME", str(Path(pyspark.__file__).parent))
        patch.setenv("PYSPARK_PYTHON", str(Path(sys.executable)))
        with by_spark.session_on(TWO_WORKERS) as running:
            yield running


def test_two_workers_write_the_same_bytes(
    catalogue: Catalogue, firms: list[Firm], tmp_path: Path, session: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "PART", 300)
    path = write_parquet(tmp_path / "firms.parquet", firms, told(catalogue))
    for name, reader in (("numpy", by_numpy.judged), ("spark", by_spark.on(TWO_WORKERS))):
        job = job_of(catalogue, path, tmp_path / name, engine=name)
        check_all(job, reader, clock=lambda: NOW, watch=lambda *_: None)
    assert digests(tmp_path / "spark") == digests(tmp_path / "numpy")
    assert session.sparkContext.master == TWO_WORKERS
    executors = session.sparkContext._jsc.sc().getExecutorMemoryStatus().size() - 1
    assert executors == 2
