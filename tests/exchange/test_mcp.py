"""The tools for models, asked by the library's own client: over stdio and over HTTP."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from django.test import Client as Browser
from mcp import Client, MCPError, StdioServerParameters, stdio_client
from pytest_django.live_server_helper import LiveServer

from tests.exchange.test_api import FIRM, post
from tsunagari.exchange.mcp.server import answered, described
from tsunagari.exchange.mcp.tools import BY_NAME
from tsunagari.registry.models.organisations import Organisation

Call = tuple[str, Mapping[str, Any]]
NAMES = ["find_programmes", "read_programme", "check_firm", "explain_verdict", "find_desk"]
CALLS: tuple[Call, ...] = (
    ("find_programmes", {"words": "後継者がいない", "limit": 3}),
    ("read_programme", {"key": "n-chiikiryoku"}),
    ("check_firm", {"facts": {"firm.kind": "company"}}),
    ("explain_verdict", {"key": "n-chiikiryoku", "facts": {}}),
    ("find_desk", {"prefecture": "宮城県"}),
)
INITIALIZE = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "test", "version": "1"},
    },
}


def talk(reach: Callable[[], Any], calls: Sequence[Call], mode: str = "auto") -> tuple[list[str], list[Any]]:
    """What one client sees: the tools' names, and the answers to its calls."""

    async def conversation() -> tuple[list[str], list[Any]]:
        async with Client(reach(), mode=mode) as client:
            tools = [tool.name for tool in (await client.list_tools()).tools]
            return tools, [await client.call_tool(name, dict(given)) for name, given in calls]

    return asyncio.run(conversation())


def ask(name: str, **given: Any) -> Any:
    return answered(BY_NAME[name], given)


# ── with the real client ──────────────────────────────────────────────────────────────────────────
def test_a_client_on_stdio_is_served_every_tool(shared_database: str, tmp_path: Path) -> None:
    settings = {"TSUNAGARI_DATABASE_URL": shared_database, "TSUNAGARI_VAR": str(tmp_path)}
    server = StdioServerParameters(
        command=sys.executable, args=["-m", "tsunagari.cli.main", "mcp"], env={**os.environ, **settings}
    )
    names, answers = talk(lambda: stdio_client(server), CALLS)
    assert names == NAMES
    assert not [answer.content for answer in answers if answer.is_error]
    assert answers[0].structured_content["items"][0]["key"] == "s-shokei"


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_a_client_on_http_is_served_by_either_generation(live_server: LiveServer, mode: str) -> None:
    Organisation.objects.create(
        kind="hub", name="あおば地域力連携拠点（デモ）", kana="あおば", prefecture="04", phone="000-0004-0001"
    )
    names, answers = talk(lambda: f"{live_server.url}/mcp", CALLS, mode)
    assert names == NAMES
    assert not [answer.content for answer in answers if answer.is_error]
    assert answers[-1].structured_content["items"][0]["phone"] == "000-0004-0001"
    assert "あおば地域力連携拠点" in answers[-1].content[0].text


def test_an_unknown_tool_is_an_error_of_the_protocol(live_server: LiveServer) -> None:
    with pytest.RaisesGroup(
        pytest.RaisesExc(MCPError, match="find_programmes"), flatten_subgroups=True, allow_unwrapped=True
    ):
        talk(lambda: f"{live_server.url}/mcp", [("make_a_wish", {})])


# ── what the tools say ────────────────────────────────────────────────────────────────────────────
def test_a_check_says_what_is_missing_and_asks_for_it() -> None:
    answer = ask("check_firm", facts={"firm.kind": "company"})
    said, typed = answer.content[0].text, answer.structured_content
    assert typed["facts"]["firm.is_sme"] is None
    assert typed["missing"]
    assert all(one["fact"] not in ("firm.kind", "firm.is_sme") for one in typed["missing"])
    assert "本人に聞いてください" in said
    assert typed["missing"][0]["question"]["ja"] in said


def test_a_check_and_the_api_judge_alike() -> None:
    typed, told = ask("check_firm", facts=FIRM).structured_content, post(FIRM).json()
    assert (typed["tally"], typed["facts"], typed["missing"]) == (
        told["tally"],
        told["facts"],
        told["missing"],
    )
    by_verdict = {item["key"]: word for word in ("yes", "no", "unknown") for item in typed[word]}
    assert by_verdict == {one["key"]: one["verdict"] for one in told["judgements"]}


def test_a_verdict_is_explained_with_its_law_and_what_is_open() -> None:
    typed = ask("explain_verdict", key="n-chiikiryoku", facts={}).structured_content
    assert typed["verdict"] == "unknown"
    assert set(typed["questions"]) == set(typed["ask"])
    assert any("中小企業基本法" in reason["law"] for reason in typed["reasons"])


@pytest.mark.parametrize("said", ["宮城県", "宮城", "Miyagi", "miyagi", "04", " 04 "])
def test_a_prefecture_is_known_by_name_or_code(db: None, said: str) -> None:
    assert ask("find_desk", prefecture=said).structured_content["prefecture"]["ja"] == "宮城県"


def test_kyoto_is_not_tokyo(db: None) -> None:
    for said, meant in (("京都", "京都府"), ("東京", "東京都"), ("北海道", "北海道"), ("大阪", "大阪府")):
        assert ask("find_desk", prefecture=said).structured_content["prefecture"]["ja"] == meant


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("find_programmes", {}, "words"),
        ("find_programmes", {"words": 3}, "words"),
        ("find_programmes", {"words": ""}, "words"),
        ("find_programmes", {"words": "\0"}, "words"),
        ("find_programmes", {"words": "\ud800"}, "whole characters"),
        ("find_programmes", {"words": "相談", "limit": "many"}, "limit"),
        ("find_programmes", {"words": "相談", "limit": 10**30}, "limit"),
        ("find_programmes", {"words": "相談", "tier": ["moon"]}, "national"),
        ("find_programmes", {"words": "相談", "colour": "red"}, "colour"),
        ("find_programmes", {"words": "相談", "year": 1999}, "2009"),
        ("read_programme", {"key": "n-nothing"}, "n-nothing|no programme"),
        ("read_programme", {"key": ["n-chiikiryoku"]}, "key"),
        ("check_firm", {}, "facts"),
        ("check_firm", {"facts": "a company"}, "flat JSON object"),
        ("check_firm", {"facts": {"firm.capital_yen": "lots"}}, "firm.capital_yen"),
        ("check_firm", {"facts": {"firm.is_sme": True}}, "Derived facts are computed"),
        ("check_firm", {"facts": {}, "as_of": "2009-02-30"}, "as_of"),
        (
            "explain_verdict",
            {"key": "n-chiikiryoku", "facts": {"firm.founded_on": "2999-01-01"}},
            "founded_on",
        ),
        ("find_desk", {"prefecture": "月"}, "prefecture"),
        ("find_desk", {"prefecture": "月面"}, "宮城県"),
        ("find_desk", {"prefecture": "04", "theme": "cheese"}, "theme"),
    ],
)
def test_what_a_tool_cannot_take_is_refused_so_that_it_can_be_mended(
    name: str, given: Mapping[str, Any], said: str
) -> None:
    answer = ask(name, **given)
    assert answer.is_error
    assert answer.structured_content is None
    assert any(word in answer.content[0].text for word in said.split("|"))


def test_whole_numbers_may_come_as_decimals() -> None:
    assert not ask("find_programmes", words="相談", limit=3.0, year=2009.0).is_error


def test_every_tool_is_described_in_japanese_first_and_changes_nothing() -> None:
    for tool in described():
        assert not tool.description.isascii()
        assert not tool.description.split(" ")[0].isascii()
        assert tool.annotations.read_only_hint
        assert tool.input_schema["additionalProperties"] is False


# ── the door over HTTP ────────────────────────────────────────────────────────────────────────────
def knock(body: Any, method: str = "post", **headers: str) -> Any:
    headers = {"Accept": "application/json, text/event-stream", **headers}
    return getattr(Browser(), method)("/mcp", body, content_type="application/json", headers=headers)


def test_a_plain_post_is_answered_in_json_without_a_session() -> None:
    answer = knock(INITIALIZE)
    assert answer.status_code == 200
    assert answer.json()["result"]["serverInfo"]["name"] == "tsunagari"
    assert "Mcp-Session-Id" not in answer.headers
    assert "Set-Cookie" not in answer.headers


def test_a_page_of_another_site_may_not_use_the_door() -> None:
    assert knock(INITIALIZE, Origin="https://evil.example.jp").status_code == 403
    assert knock(INITIALIZE, Origin="null").status_code == 403
    assert knock(INITIALIZE, Origin="http://testserver").status_code == 200


def test_there_is_no_stream_to_hold_a_worker_by() -> None:
    for method in ("get", "delete", "put"):
        answer = getattr(Browser(), method)("/mcp", headers={"Accept": "text/event-stream"})
        assert (answer.status_code, answer["Allow"]) == (405, "POST")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"3",
        b"\xff",
        b"null",
        b'{"jsonrpc": "1.0"}',
        b"[" * 50_000,
        b'{"id": ' + b"9" * 9_000 + b"}",
    ],
)
def test_what_is_no_message_is_refused(body: bytes) -> None:
    assert 400 <= knock(body).status_code < 500
    assert 400 <= knock(body, **{"MCP-Protocol-Version": "2026-07-28"}).status_code < 500


def test_a_message_that_is_too_large_is_refused() -> None:
    assert knock(b'"' + b"x" * 300_000 + b'"').status_code == 413
    assert knock(b'"' + b"x" * 3_000_000 + b'"').status_code == 413
