"""A desk with 200,000 cases and 2 million journal lines: inbox, case page and search at 16 connections.

    .venv/bin/python bench/cases.py [--cases N] [--asked 160]

PostgreSQL holds 200,000 cases of 40 organisations, SQLite a tenth. Half of them, and half of all lines, are
those of the one organisation that asks; one in twenty is still open. The database is filled by SQL. Pages are
asked for over HTTP, signed in, through every door: permission, consent, a line in the journal for each look
at a case. Queries are counted in process. Bounded by the number asked. Prints JSON.
"""

from __future__ import annotations

import argparse
import json
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from statistics import quantiles
from typing import Any
from urllib.parse import quote, urlsplit

ROOT = Path(__file__).resolve().parent.parent
sys.path += [str(ROOT), str(ROOT / "tools")]

from debian_packages import POSTGRES  # noqa: E402 - the tools are no package
from own_databases import migrated_database, settings_for  # noqa: E402
from throwaway_postgres import throwaway_postgres  # noqa: E402

CASES, LINES_PER_CASE, ENTRIES_PER_CASE, CONNECTIONS = 200_000, 10, 3, 16
HOMES, HOLDERS, OPEN_ONE_IN = 40, 10, 20
DAY = "2009-10-01"
# The same in the words of either database.
WORDS = {
    "postgresql": {
        "json": "CAST('{{}}' AS jsonb)",
        "day": "DATE '2009-04-06' + CAST({0} % 190 AS integer)",
        "at": "TIMESTAMPTZ '2009-04-06 01:00:00+00' + ({0} % 190) * INTERVAL '1 day'",
        "text": "CAST({0} AS text)",
        "true": "TRUE",
    },
    "sqlite": {
        "json": "'{{}}'",
        "day": "date('2009-04-06', '+' || ({0} % 190) || ' days')",
        "at": "datetime('2009-04-06 01:00:00', '+' || ({0} % 190) || ' days')",
        "text": "CAST({0} AS text)",
        "true": "1",
    },
}
# Every second thing is the first organisation's, the others share the rest.
HOME = "CASE WHEN {0} % 2 = 1 THEN {first} ELSE {first} + 1 + ({0} / 2) % {others} END"


def series(count: int) -> str:
    """Numbers from 1 to `count` as the rows of `s`."""
    return f"WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {count})"  # noqa: S608


def statements(vendor: str, count: int, known: dict[str, Any]) -> Iterator[str]:
    """SQL that fills the tables with `count` cases, their firms, entries and lines."""
    words = WORDS[vendor]

    def say(name: str, of: str = "n") -> str:
        return words[name].format(of)

    home = HOME.format("n", first=known["first"], others=HOMES - 1)
    firms = count // 4
    firm = f"(SELECT MAX(id) FROM registry_firm) + 1 - {firms} + (n - 1) % {firms}"  # noqa: S608
    yield f"""{series(firms)} INSERT INTO registry_firm (kept_by_id, corporate_number, kind, name, kana,
        trade_name, industry, prefecture, municipality, address, phone, email, facts, made_at, changed_at,
        version, is_demo) SELECT {home}, '', '', 'ひろせ' || {say("text")} || '商店（デモ）',
        'ひろせ' || {say("text")}, '', '', '04', '', '', '', '', {say("json")}, {say("at")}, {say("at")},
        1, {words["true"]} FROM s"""  # noqa: S608 - our own words and numbers
    yield f"""INSERT INTO registry_firmterm (firm_id, kept_by_id, term, is_contact)
        SELECT id, kept_by_id, kana, NOT {words["true"]} FROM registry_firm"""  # noqa: S608
    is_open = f"n % {OPEN_ONE_IN} < 2"
    due = f"CASE WHEN {is_open} AND n % 3 > 0 THEN {say('day', 'n * 7')} END"
    holder = f"CASE WHEN n % 2 = 1 THEN {known['holder']} + (n / 2) % {HOLDERS} END"
    yield f"""{series(count)} INSERT INTO cases_case (organisation_id, firm_id, year, serial, programme,
        programme_digest, procedure_id, step, meaning, since, due_on, holder_id, channel, title, asked,
        contact_name, contact_email, contact_phone, outcome, opened_at, closed_at, version, link_version)
        SELECT {home}, {firm}, 2009, n + 1, '{known["programme"]}', '', '{known["procedure"]}',
        CASE WHEN {is_open} THEN 'received' ELSE 'closed' END,
        CASE WHEN {is_open} THEN 'waiting' ELSE 'closed' END, {say("day")}, {due}, {holder}, 'phone',
        '相談' || {say("text")}, '', '', '', '', '', {say("at")},
        CASE WHEN {is_open} THEN NULL ELSE {say("at")} END, 1, 1 FROM s"""  # noqa: S608
    case = "(SELECT MAX(id) FROM cases_case) - s.n + 1"
    for kind in ("opened", "note", "note"):
        yield f"""{series(count)} INSERT INTO cases_caseentry (case_id, at, person_id, kind, verb, from_step,
            to_step, text, fields, before, is_for_firm) SELECT {case}, {say("at")}, {known["holder"]},
            '{kind}', '', '', '', '聞いたこと' || {say("text")}, {say("json")}, {say("json")},
            {words["true"]} FROM s"""  # noqa: S608
    lines = count * LINES_PER_CASE
    number = f"CASE WHEN n % 2 = 1 THEN 1000 + n / 2 ELSE 1000 + n / (2 * {HOMES - 1}) + n END"
    yield f"""{series(lines)} INSERT INTO registry_journalline (organisation_id, number, at, actor_id,
        role, verb, subject_kind, subject_id, firm_id, programme, year, event, digests, previous_hash, hash)
        SELECT {home}, {number}, {say("at")}, {known["holder"]}, 'coordinator', 'case.noted', 'case',
        n / {LINES_PER_CASE} + 1, {firm}, '{known["programme"]}', 2009, '', {say("json")}, '', ''
        FROM s"""  # noqa: S608
    yield f"""INSERT INTO registry_journalpayload (line_id, salt, "values")
        SELECT id, '', {say("json")} FROM registry_journalline
        WHERE id NOT IN (SELECT line_id FROM registry_journalpayload)"""  # noqa: S608
    yield f"""UPDATE registry_journalhead SET number = {lines + 2000}
        WHERE organisation_id = {known["first"]}"""  # noqa: S608


def prepare(count: int) -> dict[str, Any]:
    """Fill the database the settings name; who asks, and what for. Runs in a process of its own."""
    import django  # noqa: PLC0415 - only the process that has a database wakes it

    django.setup()
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from tests.cases.desks import browser_of, desk, opened  # noqa: PLC0415
    from tests.registry.firms import member, organisation  # noqa: PLC0415
    from tsunagari.cases.models.cases import Case  # noqa: PLC0415

    mine = desk()
    others = [organisation(f"組織{number}（デモ）") for number in range(HOMES - 1)]
    holders = [mine.actor.person_id, *(member(mine.organisation).pk for _ in range(HOLDERS - 1))]
    case = opened(mine)
    known = {
        "first": mine.organisation.pk,
        "holder": holders[0],
        "programme": case.programme,
        "procedure": case.procedure_id,
    }
    if [one.pk for one in others] != list(range(known["first"] + 1, known["first"] + HOMES)):
        raise SystemExit("the organisations' ids are not in a row")
    start = time.perf_counter()
    with connection.cursor() as cursor:
        for statement in statements(connection.vendor, count, known):
            cursor.execute(statement)
        cursor.execute("VACUUM")  # which a server does by itself, a little later
        cursor.execute("ANALYZE")
        if connection.vendor == "postgresql":  # else it writes down the filling while pages are asked for
            cursor.execute("CHECKPOINT")
    filled = time.perf_counter() - start
    mine_open = Case.objects.filter(organisation=mine.organisation, closed_at=None)
    open_case = mine_open.filter(firm__kept_by=mine.organisation).latest("pk")
    client = browser_of(mine.actor)
    pages = pages_asked(client.get("/inbox/?view=all").content.decode(), open_case.pk, open_case.firm_id)
    queries = {}
    for name, page in pages.items():
        client.get(page)
        with CaptureQueriesContext(connection) as counted:
            client.get(page)
        queries[name] = len(counted)
    cookie = client.cookies["sessionid"].value
    return {"pages": pages, "queries": queries, "cookie": cookie, "fill": filled}


def pages_asked(inbox: str, case: int, firm: int) -> dict[str, str]:
    """The inbox, its second page, a search in it, a case, its firm's card, and the page that finds a firm."""
    following = next(iter(re.findall(r'href="([^"]+)" rel="next"', inbox)), "?view=all")
    return {
        "inbox, mine": "/inbox/",
        "inbox, all": "/inbox/?view=all",
        "inbox, second page": "/inbox/" + following.replace("&amp;", "&"),
        "inbox, a firm by its kana": "/inbox/?view=all&q=" + quote("ひろせ77"),
        "case page": f"/cases/{case}/",
        "beside the list: one case": f"/cases/{case}/peek/",
        "firm's card": f"/firms/{firm}/",
        "firm search page": "/firms/?q=" + quote("ひろせ77"),
        "recording a call: firms found": "/cases/new/firms/?q=" + quote("ひろせ77"),
    }


@contextmanager
def served(address: str, folder: Path) -> Iterator[str]:
    """The pages on a free loopback port, with two workers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "gunicorn", "--config", "python:tsunagari.web.gunicorn_conf"]
    command += ["--bind", f"127.0.0.1:{port}", "--workers", "2", "tsunagari.web.wsgi:application"]
    settings = settings_of(address, folder, debug="0")
    collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
    subprocess.run(collect, cwd=ROOT, env=settings, check=True)
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, cwd=ROOT, env=settings, stdout=log, stderr=log)
    try:
        wait_for(f"http://127.0.0.1:{port}/readyz")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)


def wait_for(address: str) -> None:
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(address, timeout=10).close()  # noqa: S310 - our own loopback address
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the server did not start")


def settings_of(address: str, folder: Path, *, debug: str = "1") -> dict[str, str]:
    own = {"TSUNAGARI_TODAY": DAY, "TSUNAGARI_DEMO": "1", "TSUNAGARI_LOG_LEVEL": "ERROR"}
    own |= {"TSUNAGARI_DEBUG": debug, "TSUNAGARI_HOSTS": "127.0.0.1,testserver"}
    own |= {"DJANGO_SETTINGS_MODULE": "tsunagari.web.settings", "TSUNAGARI_STATIC": str(folder / "static")}
    return settings_for(address, folder, **own)


def fetch(address: str, cookie: str) -> float:
    """Seconds until the whole page has come, over a connection of its own. Raises for anything but 200.

    http.client and no more: the one who asks shares the two cores with those who answer.
    """
    parts = urlsplit(address)
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    start = time.perf_counter()
    connection = HTTPConnection("127.0.0.1", parts.port, timeout=60)
    connection.request("GET", path, headers={"Cookie": f"sessionid={cookie}"})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    waited = time.perf_counter() - start
    if answer.status != 200:
        raise SystemExit(f"{address} answers {answer.status}")
    return waited


def measured(name: str, address: str, folder: Path, count: int, asked: int) -> Iterator[dict[str, object]]:
    command = [sys.executable, __file__, "--here", str(count)]
    done = subprocess.run(
        command, env=settings_of(address, folder), cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True
    )
    known = json.loads(done.stdout.splitlines()[-1])
    what = f"{count:,} cases, {name}"
    yield {"what": f"{what}: fill", "value": known["fill"], "unit": "s"}
    with served(address, folder) as base, ThreadPoolExecutor(CONNECTIONS) as visitors:
        for page, path in known["pages"].items():
            warm = 2 * CONNECTIONS  # until both workers' connections have prepared what the page asks
            list(visitors.map(fetch, [base + path] * warm, [known["cookie"]] * warm))
            waited = list(visitors.map(fetch, [base + path] * asked, [known["cookie"]] * asked))
            value = quantiles(waited, n=20)[18] * 1000
            yield {"what": f"{what}: {page}, p95 of 16 at once", "value": value, "unit": "ms", "limit": 300}
            yield {"what": f"{what}: {page}", "value": known["queries"][page], "unit": "queries"}


def measure(count: int, asked: int) -> list[dict[str, object]]:
    results: list[dict[str, object]] = []
    with tempfile.TemporaryDirectory(prefix="tsunagari-bench-") as name:
        folder = Path(name)
        with throwaway_postgres(POSTGRES.path()) as server, migrated_database(folder, server) as address:
            results += measured("PostgreSQL", address, folder, count, asked)
        with migrated_database(folder) as address:
            results += measured("SQLite", address, folder, count // 10, asked)
    return results


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--cases", type=int, default=CASES, help="on PostgreSQL; SQLite gets a tenth")
    options.add_argument("--asked", type=int, default=160)
    options.add_argument("--here", type=int, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.here:
        print(json.dumps(prepare(chosen.here)))
    else:
        print(json.dumps({"bench": "cases", "results": measure(chosen.cases, chosen.asked)}, indent=2))
