"""The API keeps to its description: schemathesis asks all that it allows, and much that it does not."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import given, strategies
from pytest_django.live_server_helper import LiveServer

from tests.cases.desks import desk
from tsunagari.base.errors import BadInput, Conflict
from tsunagari.cases.forms.api import read_sent
from tsunagari.cases.models.cases import Case
from tsunagari.exchange.api.writing import EXAMPLE, WRITING
from tsunagari.registry.actions.keys import make_key
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.models.people import Membership
from tsunagari.registry.policy.card_shapes import CARD_SHAPES
from tsunagari.registry.policy.firm_fields import CARD_FIELDS, read_field


def texts(shape: dict[str, Any]) -> strategies.SearchStrategy[str]:
    if "enum" in shape:
        return strategies.sampled_from(shape["enum"])
    return strategies.from_regex(shape["pattern"]).filter(lambda text: len(text) <= shape["maxLength"])


BRIEF = 300  # seconds that one run may take
DAY = datetime.date(2009, 10, 1)
UNSAYABLE = ("corporate_number", "industry", "municipality", "kana")  # check digits, lists, growing longer
OPEN_CASE = WRITING["/api/v1/cases"]["post"]
DESCRIBED: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "cases", "version": "1"},
    "paths": {"/api/v1/cases": {"post": OPEN_CASE | {"responses": {}, "security": []}}},
}
CONSULTATIONS = (
    schemathesis.openapi.from_dict(DESCRIBED)["/api/v1/cases"]["POST"]
    .as_strategy(generation_mode=schemathesis.GenerationMode.POSITIVE)
    .map(lambda case: case.body)
)
TEXTS = {name: texts(shape) for name, shape in CARD_SHAPES.items()}
ST = Path(sys.executable).with_name("st")


def asked_everything(address: str, folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """One run of schemathesis with every check; it fails on the first answer that was not described."""
    command = [
        str(ST),
        "run",
        f"{address}/api/openapi.json",
        "--checks",
        "all",
        "--no-color",
        "--seed",
        "2009",
    ]
    return subprocess.run(
        [*command, *options], cwd=folder, capture_output=True, text=True, check=False, timeout=BRIEF
    )


@pytest.fixture
def server(live_server: LiveServer) -> str:
    Organisation.objects.create(pk=1, kind="hub", name="拠点（デモ）", kana="きょてん", prefecture="04")
    return live_server.url


def test_examples_random_calls_and_calls_in_a_row_answer_as_described(server: str, tmp_path: Path) -> None:
    run = asked_everything(server, tmp_path, "--phases", "examples,fuzzing,stateful", "--max-examples", "5")
    assert run.returncode == 0, run.stdout[-6_000:]


@pytest.mark.slow
def test_all_phases_answer_as_described(server: str, tmp_path: Path) -> None:
    run = asked_everything(server, tmp_path, "--max-examples", "30")
    assert run.returncode == 0, run.stdout[-6_000:]


@pytest.fixture
def secret(server: str) -> str:
    """The key of a coordinator, so that what is written is read and not only refused."""
    now = datetime.datetime.now(tz=datetime.UTC)
    hub = desk()
    membership = Membership.objects.get(person_id=hub.actor.person_id)
    return make_key(hub.actor, membership, "会計ソフト", now.date() + datetime.timedelta(days=30), now=now)[1]


@pytest.mark.slow
def test_all_phases_with_a_key_answer_as_described(server: str, secret: str, tmp_path: Path) -> None:
    with_key = ("--header", f"Authorization: Bearer {secret}", "--include-path-regex", "^/api/v1/(cases|me)$")
    run = asked_everything(server, tmp_path, "--max-examples", "100", *with_key)
    print(run.stdout)
    assert run.returncode == 0, run.stdout[-6_000:]
    assert Case.objects.exists()


def refusal(read: Callable[[], object]) -> BadInput | None:
    try:
        read()
    except BadInput as refused:
        return refused
    return None


@given(CONSULTATIONS)
def test_a_consultation_of_the_published_shape_is_read_or_cannot_be(body: dict[str, Any]) -> None:
    """Never 422: what is refused is one of the few things that a shape cannot say."""
    refused = refusal(lambda: read_sent(json.dumps(body).encode(), DAY))
    if refused is not None:
        assert isinstance(refused, Conflict)
        assert refused.where in {str(CARD_FIELDS[name].label) for name in UNSAYABLE}


def test_the_example_is_read() -> None:
    assert (
        read_sent(json.dumps(EXAMPLE).encode(), datetime.date(2009, 10, 1)).card["phone"] == "000-0000-0001"
    )


@pytest.mark.parametrize("name", sorted(CARD_FIELDS))
@given(strategies.data())
def test_every_text_of_a_cards_published_shapes_can_be_read(name: str, data: strategies.DataObject) -> None:
    refused = refusal(lambda: read_field(name, data.draw(TEXTS[name]), on=DAY))
    assert refused is None or name in UNSAYABLE
