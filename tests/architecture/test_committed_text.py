"""What no committed file holds: paths of one machine, addresses of registries, the document's sentences."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.architecture.source import HOUSE

# Spelt in pieces, so that this file does not name what it forbids.
MACHINE_PATH = re.compile(r"(?<![\w.:/])/(?:" + "|".join(["home", "root", "work", "Users"]) + r")/[\w.-]+")
REGISTRY = re.compile(
    r"(pypi|files\.pythonhosted|registry\.(npmjs|yarnpkg))"
    r"\.(org|com)|[\w.-]+/simple/[\w-]+/|\.(whl|tgz)\b",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"[^。\n]{24,}(?=。)")


def committed_files(root: Path) -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, text=True, check=True)
    return [root / name for name in listed.stdout.split("\0") if name and (root / name).is_file()]


def texts(paths: Iterable[Path]) -> dict[str, str]:
    return {
        str(path): path.read_text(encoding="utf-8", errors="replace")
        for path in paths
        if path.name != "LICENSE"
    }


def matches(pattern: re.Pattern[str], files: dict[str, str]) -> list[str]:
    return [f"{name}: {found.group()}" for name, text in files.items() for found in pattern.finditer(text)]


def squeezed(text: str) -> str:
    return re.sub(r"[\s　]+", "", text).replace("尐", "少")


def borrowed(document: str, files: dict[str, str]) -> list[str]:
    """Sentences of the document that stand word for word in a file, whatever the line breaks."""
    sentences = set(SENTENCE.findall(squeezed(document)))
    squeezed_files = {name: squeezed(text) for name, text in files.items()}
    return [
        f"{name}: {sentence}"
        for name, text in squeezed_files.items()
        for sentence in sentences
        if sentence in text
    ]


@pytest.fixture(scope="module")
def house() -> dict[str, str]:
    return texts(committed_files(HOUSE))


def test_no_file_knows_the_machine_it_was_written_on(house: dict[str, str]) -> None:
    assert matches(MACHINE_PATH, house) == []


def test_no_file_names_a_package_registry(house: dict[str, str]) -> None:
    assert matches(REGISTRY, house) == []
    assert not any(name.endswith("uv.lock") for name in house)


def test_no_sentence_of_the_plan_document_is_committed(house: dict[str, str], seed_document: Path) -> None:
    assert borrowed(seed_document.read_text(encoding="utf-8"), house) == []


def test_such_text_is_seen() -> None:
    machine = "/".join(["", "home", "taro"])
    assert matches(
        MACHINE_PATH, {"a": f"see {machine}/x", "b": "a/home/x and https://example.jp/home/x"}
    ) == [f"a: {machine}"]
    address = "https://" + ".".join(["pypi", "org"]) + "/simple"
    assert matches(REGISTRY, {"lock": f'"{address}"', "text": "a simple sentence"}) == [
        "lock: " + ".".join(["pypi", "org"])
    ]
    document = "この文はとても長いので、偶然に同じ文が二度書かれることは\nまずありません。短い文。"
    assert borrowed(
        document,
        {
            "a": "x: この文はとても長いので、偶然に\n  同じ文が二度書かれることはまずありません",
            "b": "短い文。",
        },
    )
    assert not borrowed(document, {"b": "短い文。この文はとても長いです。"})
