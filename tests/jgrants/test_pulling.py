"""A pull: everything once, however often; what is broken is told; what changes or goes is seen."""

from __future__ import annotations

import base64
import datetime
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from tests.jgrants.conftest import NOW
from tests.jgrants.generated import PDF, ZIP, Made, envelope, make_folder, write
from tsunagari.jgrants.actions import pulling, sources
from tsunagari.jgrants.actions.publishing import publish
from tsunagari.jgrants.actions.pulling import pull_from
from tsunagari.jgrants.actions.sources import Api, Folder, source_at
from tsunagari.jgrants.models.pulls import Pull
from tsunagari.jgrants.models.records import PulledChange, PulledRecord
from tsunagari.jgrants.policy.files import read_file
from tsunagari.jgrants.queries.kept_files import files_root
from tsunagari.navigator.queries.editions import edition_of

pytestmark = pytest.mark.django_db
LATER = NOW + datetime.timedelta(days=1)


def pull(made: Made, now: datetime.datetime = NOW) -> Pull:
    return pull_from(Folder(made.path), now=now)


def change_detail(made: Made, number: str, **fields: object) -> None:
    path = made.path / "detail" / f"{number}.json"
    record = json.loads(path.read_text())["result"][0]
    write(path, envelope([record | fields]))


def test_five_hundred_with_every_trap_and_again_without_a_trace(tmp_path: Path) -> None:
    made = make_folder(tmp_path / "many", 520)
    first = pull(made)
    assert (first.listed, first.new, first.repeated) == (520, 520, 10)
    broken = sum(len(made.traps[trap]) for trap in ("broken", "missing", "another", "not utf-8"))
    assert first.failed == broken + 2  # and a row without an id, and one that is no row
    before = list(PulledRecord.objects.values_list("number", "digest", "version", "doubts"))
    second = pull(made, LATER)
    assert (second.new, second.changed, second.gone, second.same) == (0, 0, 0, 520)
    assert list(PulledRecord.objects.values_list("number", "digest", "version", "doubts")) == before
    assert PulledChange.objects.count() == 520


def test_each_trap_waits_for_a_person_and_for_the_right_reason(folder: Made) -> None:
    pull(folder)
    doubts = dict(PulledRecord.objects.values_list("number", "doubts"))
    for trap in ("broken", "missing", "another", "not utf-8"):
        assert all(doubts[number]["detail"] == "unread" for number in folder.traps[trap])
    unread = {n for trap in ("broken", "missing", "another", "not utf-8") for n in folder.traps[trap]}
    assert all(doubts[n]["outline_of_grant"] == "file" for n in folder.traps["wrong file"] if n not in unread)
    assert all(doubts[n]["target_area_search"] == "word" for n in folder.traps["unknown area"])
    prose = [n for n in folder.traps["prose"] if doubts[n].get("subsidy_rate") == "prose"]
    assert len(prose) >= len(folder.traps["prose"]) - 3  # some of them state no rate at all
    assert PulledRecord.objects.filter(is_waiting=False).count() > 60


def test_a_change_is_told_field_by_field(folder: Made) -> None:
    pull(folder)
    number = folder.ids[6]
    change_detail(folder, number, subsidy_rate="3/4", institution_name="べつの制度")
    second = pull(folder, LATER)
    assert (second.changed, second.same) == (1, 119)
    change = PulledChange.objects.get(kind="changed")
    assert set(change.fields) == {"subsidy_rate", "institution_name"}
    assert change.fields["subsidy_rate"][1] == "3/4"


def test_what_is_listed_no_more_is_gone_and_may_come_back(folder: Made) -> None:
    pull(folder)
    path = folder.path / "list_2.json"
    whole = path.read_text()
    rows = json.loads(whole)["result"]
    gone = rows[0]["id"]
    write(path, envelope(rows[1:]))
    (folder.path / "detail" / f"{gone}.json").unlink(missing_ok=True)
    assert pull(folder, LATER).gone == 1
    assert PulledRecord.objects.get(number=gone).gone_at == LATER
    path.write_text(whole)
    back = pull(folder, LATER + datetime.timedelta(days=1))
    assert (back.back, back.new, back.gone) == (1, 0, 0)
    assert PulledRecord.objects.get(number=gone).gone_at is None


def test_a_list_that_does_not_read_makes_nothing_disappear(folder: Made) -> None:
    pull(folder)
    (folder.path / "list_2.json").write_text("{")
    for path in (folder.path / "detail").glob("*.json"):
        path.unlink()
    second = pull(folder, LATER)
    assert not second.is_complete
    assert second.gone == 0
    assert PulledRecord.objects.filter(gone_at=None).count() == 120


def test_a_detail_that_breaks_later_keeps_what_was_known(folder: Made) -> None:
    pull(folder)
    number = folder.ids[6]
    before = PulledRecord.objects.get(number=number).detail
    (folder.path / "detail" / f"{number}.json").write_text('{"result": [')
    assert pull(folder, LATER).changed == 0
    assert PulledRecord.objects.get(number=number).detail == before


def test_stopped_on_the_way_it_keeps_what_it_has_and_catches_up(folder: Made) -> None:
    def stopped(numbers: tuple[str, ...]) -> Iterator[str]:
        yield from numbers[:50]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pull_from(Folder(folder.path), now=NOW, watch=stopped)
    assert PulledRecord.objects.count() == 50
    assert Pull.objects.get().ended_at is None
    second = pull(folder, LATER)
    assert (second.new, second.same, second.gone) == (70, 50, 0)


def test_one_record_is_kept_whole_or_not_at_all(folder: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PulledChange.objects, "create", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        pull(folder)
    assert not PulledRecord.objects.exists()


def test_our_own_programmes_are_not_taken_in_as_others(folder: Made) -> None:
    made = pull_from(Folder(folder.path), now=NOW, own={folder.ids[0]})
    assert (made.own, made.new) == (1, 119)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"null",
        b"[]",
        b'{"result": 5}',
        b'{"result": [{"id": 5}]}',
        b"[" * 5_000,
        b'{"result": [NaN]}',
        b"\xff",
    ],
)
def test_hostile_answers_are_faults_and_not_crashes(folder: Made, content: bytes) -> None:
    (folder.path / "list_1.json").write_bytes(content)
    (folder.path / "detail" / f"{folder.ids[6]}.json").write_bytes(content)
    pull(folder)
    assert not PulledRecord.objects.filter(number=folder.ids[6]).exclude(detail=None).exists()


def test_texts_no_database_can_hold_are_made_sound(folder: Made) -> None:
    path = folder.path / "detail" / f"{folder.ids[6]}.json"
    change_detail(folder, folder.ids[6], title="ゼロ")
    path.write_text(path.read_text().replace("ゼロ", r"ゼ\u0000ロ\ud800"))
    pull(folder)
    assert PulledRecord.objects.get(number=folder.ids[6]).title == "ゼロ?"


# ── attachments ───────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("name", "data", "fault"),
    [
        ("公募要領 (1).pdf", PDF, ""),
        ("様式.zip", ZIP[:8] + "\n" + ZIP[8:], ""),
        ("偽.pdf", ZIP, "not a pdf"),
        ("実行.exe", base64.b64encode(b"MZ").decode(), "a kind that is not kept: exe"),
        ("空.pdf", "", "empty"),
        ("壊.pdf", "@@@", "not base64"),
        ("壊.pdf", "JVBERi0=x", "not base64"),
        ("頭.pdf", "data:application/pdf;base64," + PDF, "not base64"),
        ("数.pdf", 5, "empty"),
    ],
)
def test_attachments_are_what_they_say_or_not_kept(name: str, data: object, fault: str) -> None:
    assert read_file({"name": name, "data": data}).fault == fault


def test_a_name_leads_nowhere(folder: Made) -> None:
    assert read_file({"name": "../../etc/passwd.pdf", "data": PDF}).name == "passwd.pdf"
    change_detail(folder, folder.ids[6], outline_of_grant=[{"name": "../../x.pdf", "data": PDF}])
    pull(folder)
    kept = [path for path in files_root().rglob("*") if path.is_file()]
    assert kept
    assert all(path.name != "x.pdf" and len(path.name) == 64 for path in kept)


# ── beside the plan ───────────────────────────────────────────────────────────────────────────────
def test_what_is_listed_stands_beside_the_plan_and_in_no_total(folder: Made) -> None:
    plan = edition_of()
    pull(folder)
    assert publish() == 120
    now = edition_of()
    assert now.catalogue.programmes == plan.catalogue.programmes
    assert len(now.offered.programmes) == len(plan.catalogue.programmes) + 120
    one = now.offered.by_key[folder.ids[6]]
    assert one.budget_yen is None
    assert one.outside is not None
    assert one.outside.source == "Jグランツ（jGrants）"
    assert any(hit.key == folder.ids[6] for hit in now.index.search("見本6", limit=200).hits)
    PulledRecord.objects.update(gone_at=LATER)
    assert publish() == 0
    assert len(edition_of().offered.programmes) == len(plan.catalogue.programmes)


# ── over HTTP ─────────────────────────────────────────────────────────────────────────────────────
def answering(made: Made) -> type[BaseHTTPRequestHandler]:
    seen: dict[str, int] = {}

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            seen[path] = seen.get(path, 0) + 1
            number = path.rpartition("/")[2]
            if "/id/" not in path:
                self.answer(200, (made.path / "list_1.json").read_bytes())
            elif path.startswith("/exp/v2") and number == made.ids[10]:
                self.answer(404, b"")  # known to v1 alone
            elif number == made.ids[11] and seen[path] == 1:
                self.answer(503, b"")  # passes
            elif number == made.ids[12]:
                self.answer(500, b"")  # does not
            else:
                file = made.path / "detail" / f"{number}.json"
                self.answer(200, file.read_bytes() if file.exists() else b"{")

        def answer(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None: ...

    return Answers


def test_an_api_is_pulled_with_its_faults(folder: Made) -> None:
    server = HTTPServer(("127.0.0.1", 0), answering(folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    waited: list[float] = []
    try:
        api = Api(f"http://127.0.0.1:{server.server_port}/exp", ("事業", "補助金"), waited.append)
        made = pull_from(api, now=NOW)
    finally:
        server.shutdown()
        server.server_close()
    assert (made.listed, made.new, made.repeated) == (60, 60, 60)
    told = {fault["where"]: fault["what"] for fault in made.faults}
    assert told[folder.ids[12]] == "HTTP 500"
    assert folder.ids[10] not in told
    assert folder.ids[11] not in told
    assert sum(waited) > 0


def test_a_source_that_is_away_is_a_fault_of_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "fetched", lambda address: (_ for _ in ()).throw(TimeoutError("timed out")))
    made = pull_from(Api("http://127.0.0.1:1/exp", ("事業",), lambda seconds: None), now=NOW)
    assert not made.is_complete
    assert made.faults == [{"where": "事業", "what": "timed out"}]


@pytest.mark.parametrize(
    ("given", "base"),
    [
        ("http://h:8000", "http://h:8000/exp"),
        ("http://h/exp/", "http://h/exp"),
        ("https://h/exp/v1/public/subsidies", "https://h/exp"),
        ("https://h/exp/v1/public", "https://h/exp"),
    ],
)
def test_an_address_may_end_anywhere_on_the_way(given: str, base: str) -> None:
    assert source_at(given).name == base


def test_faults_beyond_the_most_are_counted_all_the_same(
    folder: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pulling, "MOST_FAULTS", 1)
    made = pull(folder)
    assert len(made.faults) == 1 < made.failed
