"""`tsunagari plan paper`: a file that is a PDF, or a sentence that says why not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.paper.reading import reader_of
from tsunagari.cli.main import main
from tsunagari.paper import press

pytestmark = pytest.mark.skipif(not press.can_print(), reason="the fonts are copied by make")
KEY = "n-shinjigyo"


@pytest.mark.parametrize(("language", "word"), [("ja", "新事業活動促進支援事業"), ("en", "new business")])
def test_one_programme_is_printed(tmp_path: Path, language: str, word: str) -> None:
    file = tmp_path / "sheet.pdf"
    assert main(["plan", "paper", "--out", str(file), "--programme", KEY, "--language", language]) == 0
    assert word in str(reader_of(file.read_bytes()).metadata.title)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--programme", "moon", "--out", "{folder}/a.pdf"], "--programme"),
        (["--programme", KEY, "--out", "{folder}/none/a.pdf"], "--out"),
        (["--year", "1999", "--out", "{folder}/a.pdf"], "year"),
    ],
)
def test_bad_input_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], told: str
) -> None:
    given = [option.format(folder=tmp_path) for option in options]
    assert main(["plan", "paper", *given]) == 2
    assert told in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_press_that_fails_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(copy: press.Copy, *, seconds: float) -> bytes:
        raise press.PressFault("no paper")

    monkeypatch.setattr("tsunagari.cli.plan_paper_at_work.printed", fail)
    file = tmp_path / "sheet.pdf"
    assert main(["plan", "paper", "--out", str(file), "--programme", KEY]) == 1
    assert not file.exists()
