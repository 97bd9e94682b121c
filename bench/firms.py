"""Finding a firm at the third keystroke among 500,000, and opening its card.

    .venv/bin/python bench/firms.py [--firms N] [--asked 300]

PostgreSQL holds 500,000 firms and their words (COPY), SQLite a tenth. Every firm looked for is typed three
keys long: its name, its reading, its phone or the last word of its name, in turn. Cards are opened through
the whole door: sign-in, permission, the judging of the plan, a line in the journal. Alone, in process; then
sixteen at once over HTTP, with two workers. Bounded by the number asked. Prints JSON.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import quantiles
from typing import Any
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
sys.path += [str(ROOT), str(ROOT / "tools")]

from cases import CONNECTIONS, fetch, served, settings_of  # noqa: E402 - neither benches nor tools are a package
from debian_packages import POSTGRES  # noqa: E402
from own_databases import migrated_database  # noqa: E402
from throwaway_postgres import throwaway_postgres  # noqa: E402

SEED, FIRMS = 20_090_401, 500_000
HOMES = 40  # organisations that keep them; the one that asks keeps as many as all others together
FIRST = {
    "青葉": "あおば",
    "若葉": "わかば",
    "広瀬": "ひろせ",
    "松風": "まつかぜ",
    "白鳥": "しらとり",
    "朝日": "あさひ",
    "川上": "かわかみ",
    "北星": "ほくせい",
    "蔵王": "ざおう",
    "泉": "いずみ",
    "月山": "がっさん",
    "最上": "もがみ",
    "千歳": "ちとせ",
    "高砂": "たかさご",
    "三浦": "みうら",
    "大崎": "おおさき",
    "石巻": "いしのまき",
    "名取": "なとり",
    "岩沼": "いわぬま",
    "白石": "しろいし",
}
SECOND = ("金属", "精密", "水産", "製麺", "印刷", "建設", "電設", "運送", "青果", "酒販", "食品", "木工")
THIRD = ("工業", "商店", "産業", "興業", "製作所", "サービス")
FIELDS = (
    *("id", "kept_by_id", "corporate_number", "kind", "name", "kana", "trade_name", "industry", "prefecture"),
    *("municipality", "address", "phone", "email", "facts", "made_at", "changed_at", "version", "is_demo"),
)
TERM_FIELDS = ("firm_id", "kept_by_id", "term", "is_contact")
DAY = "2009-10-01 00:00:00+00:00"


def invented(count: int, homes: list[int]) -> Iterator[tuple[tuple[Any, ...], list[tuple[Any, ...]]]]:
    """Each firm's row and the rows of its words; half of them are the first organisation's."""
    dice = random.Random(SEED)  # noqa: S311
    for number in range(1, count + 1):
        home = homes[0] if number % 2 else dice.choice(homes[1:])
        first, first_kana = dice.choice(list(FIRST.items()))
        later = f"{dice.choice(SECOND)}{dice.choice(THIRD)}"
        name, kana = f"{first}{number}{later}", f"{first_kana}{number}"
        phone, facts = f"0{number:09d}", '{"firm.employees_regular": 12, "firm.capital_yen": 10000000}'
        row = (number, home, "", "company", f"{name}（デモ）", kana, "", "24", "04")
        rest = ("04101", "", phone, "", facts, DAY, DAY, 1, True)
        terms = {name: False, later: False, kana: False, phone: True, phone[-4:]: True}
        yield (*row, *rest), [(number, home, term, is_contact) for term, is_contact in terms.items()]


def fill(connection: Any, table: str, fields: Iterable[str], rows: Iterable[tuple[Any, ...]]) -> None:
    names = ", ".join(fields)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join("?" for _ in names.split(","))
            cursor.connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)  # noqa: S608


def fill_with(connection: Any, count: int, homes: list[int]) -> None:
    """All firms and their words, in one transaction of the caller's."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # foreign keys of millions of rows we made ourselves
            cursor.execute("SET LOCAL session_replication_role = replica")
    fill(connection, "registry_firm", FIELDS, (row for row, _ in invented(count, homes)))
    words = (term for _, terms in invented(count, homes) for term in terms)
    fill(connection, "registry_firmterm", TERM_FIELDS, words)


def percentiles(times: list[float]) -> tuple[float, float]:
    cuts = quantiles(times, n=20)
    return cuts[9] * 1_000, cuts[18] * 1_000


def timed(act: Callable[[Any], object], each: Iterable[Any]) -> list[float]:
    times = []
    for one in each:
        start = time.perf_counter()
        act(one)
        times.append(time.perf_counter() - start)
    return times


def typed_keys(rows: list[tuple[str, str, str]]) -> list[str]:
    """Three keys for each: of the name, the reading, the phone, the end of the phone, in turn."""
    return [
        (name[:3], kana[:3], phone[:3], phone[-4:-1])[n % 4] for n, (name, kana, phone) in enumerate(rows)
    ]


def measure_here(count: int, asked: int) -> dict[str, Any]:
    """Fill the database the settings name and ask it. Runs in a process of its own."""
    import django  # noqa: PLC0415 - only the process that has a database wakes it

    django.setup()
    from django.conf import settings  # noqa: PLC0415
    from django.db import connection, transaction  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    from tests.registry.firms import TODAY, member, organisation  # noqa: PLC0415
    from tsunagari.registry.models.firms import Firm  # noqa: PLC0415
    from tsunagari.registry.queries.actors import actor_in  # noqa: PLC0415
    from tsunagari.registry.queries.firms import find_firms  # noqa: PLC0415

    homes = [organisation(f"組織{number}（デモ）").pk for number in range(HOMES)]
    person = member(organisation("大きな組織（デモ）"))
    homes = [person.memberships.get().organisation_id, *homes]
    start = time.perf_counter()
    with transaction.atomic():
        fill_with(connection, count, homes)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")  # which a server does by itself, a little later
        cursor.execute("ANALYZE")
        if connection.vendor == "postgresql":  # else it writes down the filling while firms are asked for
            cursor.execute("CHECKPOINT")
    filled = time.perf_counter() - start
    actor = actor_in(person.memberships.get())
    dice = random.Random(SEED)  # noqa: S311
    ids = [2 * dice.randrange(count // 2) + 1 for _ in range(asked)]
    cards = Firm.objects.in_bulk(ids)
    keys = typed_keys([(cards[pk].name, cards[pk].kana, cards[pk].phone) for pk in ids])
    if not all(find_firms(actor, key, TODAY) for key in keys[:20]):
        raise SystemExit("a firm was not found")

    def find(key: str) -> None:
        find_firms(actor, key, TODAY)

    storage = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": storage}
    client = Client()
    client.force_login(person)
    if client.get(f"/firms/{ids[0]}/").status_code != 200:
        raise SystemExit("the card does not open")
    found = {"fill": filled}
    found["search p50"], found["search p95"] = percentiles(timed(find, keys))
    pages = timed(lambda pk: client.get(f"/firms/{pk}/"), ids[: max(asked // 5, 20)])
    found["card p50"], found["card p95"] = percentiles(pages)
    paths = {"third keystroke": [f"/firms/found/?q={quote(key)}" for key in keys]}
    paths["card"] = [f"/firms/{pk}/" for pk in ids]
    return {"found": found, "paths": paths, "cookie": client.cookies["sessionid"].value}


def measured(address: str, folder: Path, count: int, asked: int) -> dict[str, float]:
    command = [sys.executable, __file__, "--here", str(count), "--asked", str(asked)]
    settings = settings_of(address, folder)
    done = subprocess.run(command, env=settings, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    known = json.loads(done.stdout.splitlines()[-1])
    found: dict[str, float] = known["found"]
    with served(address, folder) as base, ThreadPoolExecutor(CONNECTIONS) as visitors:
        for what, paths in known["paths"].items():
            addresses, cookies = [base + path for path in paths], [known["cookie"]] * len(paths)
            list(visitors.map(fetch, addresses[:96], cookies))  # until both workers have prepared it
            p50, p95 = percentiles(list(visitors.map(fetch, addresses, cookies)))
            found |= {f"{what} p50 of 16 at once": p50, f"{what} p95 of 16 at once": p95}
    return found


def measure(count: int, asked: int) -> list[dict[str, object]]:
    results: list[dict[str, object]] = []
    with tempfile.TemporaryDirectory(prefix="tsunagari-bench-") as name:
        folder = Path(name)
        with throwaway_postgres(POSTGRES.path()) as server, migrated_database(folder, server) as address:
            results += told("PostgreSQL", count, measured(address, folder, count, asked))
        with migrated_database(folder) as address:
            results += told("SQLite", count // 10, measured(address, folder, count // 10, asked))
    return results


def told(database: str, count: int, found: dict[str, float]) -> Iterator[dict[str, object]]:
    for what, value in found.items():
        unit = "s" if what == "fill" else "ms"
        result: dict[str, object] = {
            "what": f"{count:,} firms, {database}: {what}",
            "value": value,
            "unit": unit,
        }
        yield result | ({"limit": 300} if "p95" in what else {})


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--firms", type=int, default=FIRMS, help="on PostgreSQL; SQLite gets a tenth")
    options.add_argument("--asked", type=int, default=300)
    options.add_argument("--here", type=int, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.here:
        print(json.dumps(measure_here(chosen.here, chosen.asked)))
    else:
        print(json.dumps({"bench": "firms", "results": measure(chosen.firms, chosen.asked)}, indent=2))
