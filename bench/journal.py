"""What the journal costs: audited writes beside plain ones, and how fast a chain is proved.

    .venv/bin/python bench/journal.py [--lines 50000]

On a SQLite file of its own and, where its programs are installed, on a PostgreSQL cluster of its own (which
runs without fsync: compare its two figures with each other, not with SQLite's). Writes one at a time end
after some seconds, however slow the machine; a chain of 2,000,000 lines takes a quarter of an hour.
Prints JSON.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

import django
from django.core.management import call_command
from django.db import transaction

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]
os.environ["DJANGO_SETTINGS_MODULE"] = "tsunagari.web.settings"
django.setup()  # models load after it, so the imports below come late

from debian_packages import POSTGRES, Missing  # noqa: E402
from throwaway_postgres import throwaway_postgres  # noqa: E402

from tsunagari.engines.trace.line import Link  # noqa: E402
from tsunagari.registry.actions.journal import BATCH, Entry, record, record_all  # noqa: E402
from tsunagari.registry.models.firms import Firm  # noqa: E402
from tsunagari.registry.models.organisations import Organisation  # noqa: E402
from tsunagari.registry.policy.actor import HOUSE  # noqa: E402
from tsunagari.registry.queries.chains import breaks_of  # noqa: E402

SECONDS, WRITES = 8, 2_000  # whichever is reached first, for writes one at a time
NOW = datetime.datetime(2009, 10, 1, 9, 30, tzinfo=datetime.UTC)
ON = "BENCH_JOURNAL_ON"  # names the database, for the process that measures it


def per_second(do: Callable[[int], None]) -> float:
    """How often a second `do` is done."""
    start, times = time.perf_counter(), 0
    while times < WRITES and time.perf_counter() - start < SECONDS:
        do(times)
        times += 1
    return times / (time.perf_counter() - start)


def measure(database: str, lines: int) -> Iterator[dict[str, object]]:
    """The figures of one database, which is empty yet."""
    call_command("migrate", verbosity=0)
    home = Organisation.objects.create(kind="hub", name="計測の窓口", kana="けいそく", prefecture="04")
    firm = Firm.objects.create(kept_by=home, name="計測の店", made_at=NOW, changed_at=NOW)

    @transaction.atomic
    def plain(number: int) -> None:
        Firm.objects.filter(pk=firm.pk).update(phone=f"000-{number}")

    @transaction.atomic
    def audited(number: int) -> None:
        Firm.objects.filter(pk=firm.pk).update(phone=f"000-{number}")
        subject = {"organisation_id": home.pk, "subject_kind": "firm", "subject_id": firm.pk}
        record(HOUSE, "firm.changed", **subject, now=NOW, values={"phone": ["", f"000-{number}"]})

    bare, written = per_second(plain), per_second(audited)
    yield {"what": f"{database}: plain writes", "value": bare, "unit": "/s"}
    yield {"what": f"{database}: audited writes", "value": written, "unit": "/s"}
    yield {"what": f"{database}: an audited write costs", "value": bare / written, "unit": "plain writes"}

    entry = Entry(verb="firm.imported", subject_kind="firm", subject_id=firm.pk, values={"name": "計測の店"})

    @transaction.atomic
    def batch(number: int) -> None:
        record_all(HOUSE, [entry] * BATCH, organisation_id=home.pk, now=NOW)

    start = time.perf_counter()
    for number in range(lines // BATCH):
        batch(number)
    added = lines // BATCH * BATCH / (time.perf_counter() - start)
    yield {"what": f"{database}: lines added, {BATCH} at a time", "value": added, "unit": "/s"}

    seen = 0

    def counted(links: Iterable[Link]) -> Iterator[Link]:
        nonlocal seen
        for link in links:
            seen += 1
            yield link

    start = time.perf_counter()
    faults = list(breaks_of(home.pk, watch=counted))
    took = time.perf_counter() - start
    yield {"what": f"{database}: lines proved, of {seen:,}", "value": seen / took, "unit": "/s"}
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield {"what": f"{database}: most memory while proving {seen:,}", "value": memory, "unit": "MiB"}
    yield {"what": f"{database}: breaks in a chain left alone", "value": len(faults), "unit": "", "limit": 0}


def databases(stack: ExitStack) -> Iterator[tuple[str, str]]:
    """Name and address of each database to measure, alive as long as the stack."""
    folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="tsunagari-bench-"))
    yield "SQLite", f"sqlite:///{folder}/journal.db"
    try:
        yield "PostgreSQL", stack.enter_context(throwaway_postgres(POSTGRES.path()))
    except Missing as reason:
        print(f"PostgreSQL not measured: {reason}", file=sys.stderr)


def measured(database: str, address: str, arguments: list[str]) -> list[dict[str, object]]:
    """What a process of its own finds on that database: Django is set up for one address only."""
    environment = {**os.environ, ON: database, "TSUNAGARI_DATABASE_URL": address}
    command = [sys.executable, __file__, *arguments]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True, timeout=3_600)
    return list(json.loads(done.stdout))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--lines", type=int, default=50_000, help="of the chain, on PostgreSQL; SQLite gets a tenth"
    )
    lines = options.parse_args().lines
    if ON in os.environ:
        print(
            json.dumps(
                list(measure(os.environ[ON], lines if os.environ[ON] == "PostgreSQL" else lines // 10))
            )
        )
        return
    with ExitStack() as stack:
        results = [row for one in databases(stack) for row in measured(*one, sys.argv[1:])]
    print(json.dumps({"bench": "journal", "results": results}, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
