"""The doors of the wire, held to its shapes: key by key, parameter by parameter."""

from __future__ import annotations

import base64
import datetime
import json
import re
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.jgrants.conftest import NOW
from tests.jgrants.generated import Made
from tsunagari.base.errors import BadInput
from tsunagari.jgrants.actions.pulling import pull_from
from tsunagari.jgrants.actions.sources import Folder
from tsunagari.jgrants.policy.ids import id_of, is_id
from tsunagari.jgrants.policy.parameters import read_asked
from tsunagari.jgrants.policy.times import detail_form, list_form, read_instant
from tsunagari.jgrants.policy.words import AREAS, INDUSTRIES, PREFECTURE_CODES, prefectures_of

LIST = "/exp/v1/public/subsidies"
V1, V2 = "/exp/v1/public/subsidies/id/", "/exp/v2/public/subsidies/id/"
ASKED = {"keyword": "事業", "sort": "created_date", "order": "ASC", "acceptance": "0"}
ROW = (
    *("id", "name", "title", "target_area_search", "subsidy_max_limit", "acceptance_start_datetime"),
    *("acceptance_end_datetime", "target_number_of_employees", "institution_name"),
)
DETAIL = (
    *("id", "name", "title", "subsidy_catch_phrase", "detail", "use_purpose", "industry"),
    *("target_area_search", "target_area_detail", "target_number_of_employees", "subsidy_rate"),
    *("subsidy_max_limit", "acceptance_start_datetime", "acceptance_end_datetime", "project_end_deadline"),
    *("request_reception_presence", "is_enable_multiple_request", "front_subsidy_detail_page_url"),
    *("application_guidelines", "outline_of_grant", "application_form", "institution_name"),
)
NOT_IN_V2 = {
    *("target_area_search", "target_area_detail"),
    *("acceptance_start_datetime", "acceptance_end_datetime", "project_end_deadline"),
}
CALL = (
    *("id", "target_area_search", "target_area_detail", "fiscal_year_round", "acceptance_start_datetime"),
    *("acceptance_end_datetime", "project_end_deadline"),
)
EXTRA = ("target_industry", "inquiry_url", "update_datetime")

pytestmark = pytest.mark.django_db


@pytest.fixture
def pulled(folder: Made) -> Made:
    pull_from(Folder(folder.path), now=NOW)
    return folder


def results(client: Client, **asked: str) -> list[dict[str, Any]]:
    response = client.get(LIST, ASKED | asked)
    assert response.status_code == 200, response.content.decode()
    data = response.json()
    assert data["metadata"]["resultset"]["count"] == len(data["result"])
    return data["result"]


# ── shapes ────────────────────────────────────────────────────────────────────────────────────────
def test_a_list_is_rows_of_nine_keys(client: Client, pulled: Made) -> None:
    rows = results(client) + results(client, keyword="補助金")
    assert len(rows) > 150
    for row in rows:
        assert tuple(row) == ROW
        assert is_id(row["id"])
        assert re.fullmatch(r"S-\d{8}", row["name"])
        for name in ("acceptance_start_datetime", "acceptance_end_datetime"):
            assert row[name] is None or re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z", row[name])


def test_both_details_have_the_keys_of_the_wire_in_its_order(client: Client, pulled: Made) -> None:
    for number in (id_of("n-chiikiryoku"), pulled.ids[5], pulled.ids[7]):
        (one,) = client.get(V1 + number).json()["result"]
        assert tuple(one) == DETAIL + EXTRA
        (two,) = client.get(V2 + number).json()["result"]
        assert set(two) == (set(DETAIL) - NOT_IN_V2) | {"granttype", "workflow"} | set(EXTRA)
        assert one["request_reception_presence"] in ("有", "無")
        for call in two["workflow"]:
            assert tuple(call) == CALL
            assert re.fullmatch("a0[XG][0-9A-Za-z]{15}", call["id"])
            assert re.fullmatch(
                r"\d{4}-\d\d-\d\dT\d\d:\d\dZ", call["acceptance_end_datetime"] or "2026-01-01T00:00Z"
            )
        assert two["workflow"]


def test_calls_are_the_entries_of_the_workflow(client: Client, pulled: Made) -> None:
    (two,) = client.get(V2 + pulled.ids[7]).json()["result"]
    assert [call["fiscal_year_round"] for call in two["workflow"]] == ["第1回", "第2回"]


def test_ids_are_the_same_every_time_and_of_the_true_form() -> None:
    assert id_of("n-chiikiryoku") == id_of("n-chiikiryoku")
    assert len({id_of(f"key-{n}") for n in range(5_000)}) == 5_000
    assert all(is_id(id_of(f"key-{n}")) for n in range(500))


def test_attachments_are_base64_in_one_line(client: Client, pulled: Made) -> None:
    (one,) = client.get(V1 + pulled.ids[6]).json()["result"]
    (file,) = one["application_guidelines"]
    assert list(file) == ["name", "data"]
    assert "\n" not in file["data"]
    assert base64.b64decode(file["data"]).startswith(b"%PDF-")


def test_html_of_others_comes_without_what_could_act(client: Client, pulled: Made) -> None:
    (one,) = client.get(V1 + pulled.ids[5]).json()["result"]
    assert "対象経費" in one["detail"]
    assert not re.search("script|onclick|onerror|iframe|javascript|style=|<img|steal", one["detail"])


# ── parameters ────────────────────────────────────────────────────────────────────────────────────
BAD = [
    *({"keyword": word} for word in ("", "事", "あ" * 256, "設備 投資", "設備　投資", "設備\x00投資")),
    *({"sort": word} for word in ("", "title", "CREATED_DATE")),
    *({"order": word} for word in ("", "asc", "UP")),
    *({"acceptance": word} for word in ("", "2", "true", "１")),
    *({"use_purpose": word} for word in ("金がほしい", "人材育成を行いたい、資金繰りを改善したい")),
    *({"industry": word} for word in ("農業", "製造業、建設業", "製造業/建設業")),
    *({"target_area_search": word} for word in ("関東地方", "東京", "東京都、大阪府")),
    *({"target_number_of_employees": word} for word in ("10名以下", "5名以下 / 20名以下")),
    {"request": "{"},
    {"request": "[]"},
    {"request": '{"keyword": ["事業"]}'},
]


@pytest.mark.parametrize("wrong", BAD, ids=str)
def test_what_is_out_of_range_is_refused(client: Client, wrong: dict[str, str]) -> None:
    response = client.get(LIST, ASKED | wrong)
    assert response.status_code == 400
    body = response.json()
    assert list(body)[:4] == ["type", "errorCode", "title", "instance"]


@pytest.mark.parametrize("name", ["keyword", "sort", "order", "acceptance"])
def test_the_four_are_needed(client: Client, name: str) -> None:
    assert client.get(LIST, {k: v for k, v in ASKED.items() if k != name}).status_code == 400


@pytest.mark.parametrize(
    "right",
    [
        {"keyword": "あ" * 255},
        {"keyword": "IT"},
        {"limit": "5", "offset": "2"},
        {"limit": "abc", "offset": "-1"},
        {"institution_name": "支援計画"},
        {"unknown": "1"},
        {"industry": " / ".join(INDUSTRIES)},
        {"target_area_search": " / ".join(AREAS)},
        {"use_purpose": "人材育成を行いたい / 資金繰りを改善したい"},
    ],
    ids=str,
)
def test_what_is_in_range_is_answered(client: Client, right: dict[str, str]) -> None:
    results(client, **right)


def test_parameters_may_come_as_one_json_object(client: Client, pulled: Made) -> None:
    sent = {"request": json.dumps(ASKED | {"acceptance": 0})}
    assert client.get(LIST, sent).json() == client.get(LIST, ASKED).json()


@pytest.mark.parametrize(("one", "other"), [("iot", "ⅠoＴ"), ("ﾏｯﾁﾝｸﾞ", "マッチング"), ("IT", "ｉｔ")])
def test_width_and_case_make_no_difference(client: Client, one: str, other: str) -> None:
    assert results(client, keyword=one) == results(client, keyword=other)


def test_a_keyword_is_looked_for_in_the_body_too(client: Client, pulled: Made) -> None:
    found = {row["id"] for row in results(client, keyword="対象経費")}
    assert pulled.ids[5] in found
    assert pulled.ids[6] not in found


def test_each_filter_narrows_to_rows_that_have_one_of_its_values(client: Client, pulled: Made) -> None:
    every = results(client, keyword="補助金")
    for name, values in (
        ("target_area_search", "北海道 / 東北地方"),
        ("target_number_of_employees", "20名以下"),
    ):
        wanted = set(values.split(" / "))
        found = results(client, keyword="補助金", **{name: values})
        assert found == [row for row in every if wanted & set(row[name].split(" / "))]
        assert 0 < len(found) < len(every)


def test_order_is_by_the_instant_asked_for_and_unknown_ones_come_last(client: Client, pulled: Made) -> None:
    for order in ("ASC", "DESC"):
        rows = results(client, keyword="支援", sort="acceptance_end_datetime", order=order)
        ends = [row["acceptance_end_datetime"] for row in rows]
        known = [end for end in ends if end]
        assert known == sorted(known, reverse=order == "DESC")
        assert ends == known + [None] * (len(ends) - len(known))
        assert None in ends


def test_acceptance_leaves_those_within_their_days(client: Client, pulled: Made, settings: Any) -> None:
    settings.TODAY = datetime.date(2026, 11, 25)
    now = list_form(NOW)
    found = results(client, keyword="補助金", acceptance="1")
    assert found
    dated = [row for row in found if row["acceptance_end_datetime"]]
    assert len(dated) > 100
    assert all(row["acceptance_start_datetime"] <= now <= row["acceptance_end_datetime"] for row in dated)
    settings.TODAY = datetime.date(2026, 1, 5)
    before = results(client, keyword="補助金", acceptance="1")
    assert [row for row in before if row["acceptance_start_datetime"]] == []


@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=40)), max_size=6))
def test_any_parameters_at_all_are_read_or_refused(pairs: list[tuple[str, str]]) -> None:
    try:
        read_asked([*ASKED.items(), *pairs])
    except BadInput:
        return


# ── statuses ──────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("address", "status"),
    [
        (V1 + "a0W000000000000AAA", 404),
        (V2 + "a0W000000000000AAA", 404),
        (V1 + "nope", 404),
        (V1 + "x" * 19, 400),
        ("/exp/v2/public/subsidies", 404),
        ("/exp/v3/anything", 404),
    ],
)
def test_statuses(client: Client, address: str, status: int) -> None:
    response = client.get(address)
    assert response.status_code == status
    assert response["Content-Type"] == "application/json"
    assert response["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_nothing_but_reading(method: str) -> None:
    client = Client(enforce_csrf_checks=True)
    assert getattr(client, method)(LIST).status_code == 405


def test_only_json_is_spoken(client: Client) -> None:
    assert client.get(LIST, ASKED, headers={"accept": "application/xml"}).status_code == 406
    assert client.get(LIST, ASKED, headers={"accept": "application/json"}).status_code == 200


# ── instants and areas ────────────────────────────────────────────────────────────────────────────
@given(st.integers(-2_000_000_000, 4_900_000_000))
def test_both_forms_are_read_as_they_are_written(seconds: int) -> None:
    instant = datetime.datetime.fromtimestamp(seconds // 60 * 60, datetime.UTC)
    assert read_instant(list_form(instant)) == read_instant(detail_form(instant)) == instant


@pytest.mark.parametrize("text", ["2026-02-30T00:00Z", "2026-01-01", "明日", "", None, 5, "2026-01-01T00:00"])
def test_what_is_no_instant_is_none(text: object) -> None:
    assert read_instant(text) is None


def test_regions_cover_the_country_once() -> None:
    regions = [prefectures_of([area]) for area in AREAS if area.endswith("地方")]
    assert sorted(code for codes in regions for code in codes) == sorted(PREFECTURE_CODES.values())
    assert prefectures_of(["全国", "北海道"]) == frozenset()
