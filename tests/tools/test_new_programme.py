"""Adding a programme to a new year takes no Python: the steps of docs/how-to/add-a-programme.md, followed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from new_programme import start_programme

from tests.architecture.source import HOUSE
from tsunagari.base.errors import BadInput

FILLED = """\
key: n-rainy-day
name: {ja: 雨の日商店街応援事業, en: Rainy day shopping street support}
place: (1)-⑤-ア
budget: １．５億円
new: true
summary:
  ja: 雨の日に客が減る商店街が、屋根つきの催しを開く費用の一部を、国が補助します。
  en: The State pays part of the cost of sheltered events for shopping streets that are empty in the rain.
owner_words: [雨の日に客が来ない, 傘の置き場がない, 梅雨の売上]
mechanisms: [subsidy]
audience: [firm]
eligibility:
  all:
    - {fact: firm.is_sme, is: true, otherwise: {ja: 中小企業者ではありません, en: Not an SME}}
offers:
  - {kind: subsidy, rate: 1/2, words: {ja: 催しの費用の2分の1, en: Half of the cost of the event}}
deliver: {desk: applications, procedure: open-call}
first_step: {ja: 市町村の商工担当の課に聞きます。, en: Ask the municipality.}
assumed: [eligibility.all.0]
"""
EXAMPLES = """\
- name: A small shop
  given: {firm.kind: individual, firm.industry: I, firm.employees_regular: 3}
  verdict: yes
- name: A shop that has told nothing of its size
  given: {firm.kind: company}
  verdict: unknown
- name: A large retailer
  given: {firm.kind: company, firm.industry: '58', firm.employees_regular: 5000, firm.capital_yen: 9000000000}
  verdict: no
  because: [eligibility.all.0]
"""


@pytest.fixture
def scratch_plans(tmp_path: Path) -> Path:
    """The plans with an empty year 2031 beside the real ones."""
    plans = tmp_path / "plans"
    shutil.copytree(HOUSE / "plans", plans)
    frame = (plans / "2009/plan.yaml").read_text(encoding="utf-8").replace("2009", "2031")
    (plans / "2031").mkdir()
    (plans / "2031/plan.yaml").write_text(frame, encoding="utf-8")
    return plans


def make(target: str, plans: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    words = [f"{name}={value}" for name, value in variables.items()]
    environment = {**os.environ, "TSUNAGARI_PLANS": str(plans)}
    command = ["make", "--silent", target, *words]
    return subprocess.run(command, cwd=HOUSE, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.django_db
def test_the_documented_steps_lead_to_a_page(scratch_plans: Path, settings: Any) -> None:
    started = make("plan-new", scratch_plans, YEAR="2031", TIER="national", KEY="n-rainy-day")
    assert started.returncode == 0, started.stderr
    programme = scratch_plans / "2031/national/n-rainy-day.yaml"

    unfilled = make("plan-check", scratch_plans, YEAR="2031")
    assert unfilled.returncode != 0
    assert "n-rainy-day.yaml" in unfilled.stderr
    assert "docs/how-to/add-a-programme.md" in unfilled.stderr

    programme.write_text(FILLED, encoding="utf-8")
    programme.with_name("n-rainy-day.examples.yaml").write_text(EXAMPLES, encoding="utf-8")
    checked = make("plan-check", scratch_plans, YEAR="2031")
    assert checked.returncode == 0, checked.stdout + checked.stderr

    settings.PLANS = scratch_plans
    settings.SECURE_SSL_REDIRECT = False
    page = Client().get("/programmes/n-rainy-day/", {"year": "2031"})
    assert page.status_code == 200
    assert "雨の日商店街応援事業" in page.content.decode()


@pytest.mark.parametrize(
    ("year", "tier", "key", "where"),
    [
        ("2030", "national", "n-x", "YEAR"),
        ("../2031", "national", "n-x", "YEAR"),
        ("２０３１", "national", "n-x", "YEAR"),
        ("2031", "county", "n-x", "TIER"),
        ("2031", "smrj", "n-x", "KEY"),
        ("2031", "smrj", "s-../x", "KEY"),
        ("2031", "smrj", "", "KEY"),
    ],
)
def test_a_wrong_word_is_refused_and_nothing_written(
    year: str, tier: str, key: str, where: str, scratch_plans: Path
) -> None:
    before = sorted(scratch_plans.rglob("*"))
    with pytest.raises(BadInput) as refused:
        start_programme(scratch_plans, year, tier, key)
    assert refused.value.where == where
    assert sorted(scratch_plans.rglob("*")) == before


def test_nothing_that_exists_is_overwritten(scratch_plans: Path) -> None:
    (first, _) = start_programme(scratch_plans, "2031", "national", "n-mine")
    first.write_text("mine", encoding="utf-8")
    with pytest.raises(BadInput, match="exists"):
        start_programme(scratch_plans, "2031", "national", "n-mine")
    assert first.read_text(encoding="utf-8") == "mine"


def test_the_command_says_how_to_mend_and_exits_2(scratch_plans: Path) -> None:
    tool = [sys.executable, "tools/new_programme.py", "2031", "national", "x"]
    environment = {**os.environ, "TSUNAGARI_PLANS": str(scratch_plans)}
    done = subprocess.run(tool, cwd=HOUSE, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, "n-my-programme" in done.stderr) == (2, True)
