"""English is complete: no message without a translation, none left over, the compiled file fresh."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "tools"))

import messages  # noqa: E402


def test_every_message_is_translated_and_compiled() -> None:
    done = subprocess.run(
        [sys.executable, "tools/messages.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_messages_are_found_in_templates_and_in_code(tmp_path: Path) -> None:
    page = tmp_path / "x.html"
    page.write_text(
        '{% translate "はい" %}'
        "{% blocktranslate count n=n %}{{ n }}つ{% plural %}{{ n }}個{% endblocktranslate %}"
    )
    code = tmp_path / "x.py"
    code.write_text('def f():\n    return _("いいえ")\n')
    assert set(messages.messages_of_template(page)) == {"はい", ("%(n)sつ", "%(n)s個")}
    assert list(messages.messages_of_module(code)) == ["いいえ"]


@pytest.mark.parametrize(
    ("found", "kept", "said"),
    [
        ({"はい": []}, {}, "not in django.po"),
        ({}, {"はい": "Yes"}, "no longer used"),
        ({"はい": []}, {"はい": ""}, "not translated"),
        ({"%(n)sつ": []}, {"%(n)sつ": "%(m)s"}, "a name that the Japanese does not have"),
    ],
)
def test_what_is_incomplete_is_named(found: dict[str, list[str]], kept: dict[str, str], said: str) -> None:
    catalogue = Catalog(locale="en")
    for message, translation in kept.items():
        catalogue.add(message, translation)
    assert any(fault.startswith(said) for fault in messages.faults(found, catalogue))
