"""check-all over the registry: the cards as they are, by number, and nothing by which a firm is known."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.registry.firms import NOW, organisation
from tsunagari.cli.main import main
from tsunagari.registry.models.firms import Firm
from tsunagari.registry.models.organisations import Organisation

pytestmark = pytest.mark.django_db
FACTS = {"firm.employees_regular": 3, "firm.capital_yen": 3_000_000, "firm.certifications": []}


def card(home: Organisation, name: str, **fields: object) -> Firm:
    return Firm.objects.create(kept_by=home, name=name, made_at=NOW, changed_at=NOW, kind="company", **fields)


def test_cards_are_judged_and_merged_ones_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = organisation()
    small = card(home, "小さな店（デモ）", industry="58", facts=FACTS)
    large = card(home, "大きな会社（デモ）", industry="58", facts={**FACTS, "firm.employees_regular": 900})
    card(home, "まとめた店（デモ）", merged_into=small)
    assert main(["check-all", "registry", "--out", str(tmp_path / "out"), "--as-of", "2009-10-01"]) == 0
    rows = pq.read_table(tmp_path / "out/verdicts.parquet").to_pylist()
    assert [row["firm_id"] for row in rows] == [str(small.pk), str(large.pk)]
    assert rows[0] != {**rows[1], "firm_id": rows[0]["firm_id"]}
    manifest = json.loads((tmp_path / "out/manifest.json").read_text(encoding="utf-8"))
    assert (manifest["input"], manifest["rows"]) == ("registry", 2)
    written = b"".join(path.read_bytes() for path in (tmp_path / "out").iterdir())
    assert "小さな店".encode() not in written
    assert "2 firms × 70 programmes" in capsys.readouterr().err.replace(",", "")
