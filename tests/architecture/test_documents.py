"""Whatever a person can set, run or depend on has its place in the documentation, and nothing else has."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.architecture import documents
from tests.architecture.laws import LAWS
from tests.architecture.source import HOUSE
from tsunagari.registry.policy.verbs import VERBS

CONTRACTS = ("layers", "acyclic_siblings", "forbidden", "PLC0415")
# What the READMEs tell a reader to run, and the test or lane that runs it.
README_COMMANDS = {
    "make demo": "tests/tools/test_make.py",
    "make test": ".ci/run",
    ".venv/bin/tsunagari search 空き店舗": "tests/tools/test_readme.py",
    ".venv/bin/tsunagari plan totals": "tests/tools/test_readme.py",
    ".venv/bin/tsunagari plan parse DOCUMENT.txt": "tests/tools/test_readme.py",
    ".venv/bin/tsunagari check FIRM.json": "tests/tools/test_readme.py",
}


def page(place: str) -> str:
    return (HOUSE / place).read_text(encoding="utf-8")


def test_every_setting_is_documented_and_every_documented_setting_exists() -> None:
    settings = documents.settings_read(HOUSE)
    table = page("docs/reference/settings.md")
    assert documents.undocumented(settings, table) == []
    assert documents.unknown(settings, table, documents.SETTING) == []


def test_every_journal_verb_is_documented_and_every_documented_verb_exists() -> None:
    table = page("docs/reference/journal.md")
    assert documents.undocumented(VERBS, table) == []
    assert documents.unknown(VERBS, table, re.compile(r"[a-z]+\.[a-z]+")) == []


def test_every_make_target_is_documented_and_every_documented_target_exists() -> None:
    targets = {f"make {name}" for name in documents.make_targets(page("Makefile"))}
    table = page("docs/reference/make.md")
    assert documents.undocumented(targets, table) == []
    assert documents.unknown(targets, table, re.compile(r"make \S+")) == []


def test_make_help_explains_every_target() -> None:
    makefile = page("Makefile")
    explained = set(re.findall(r"^([a-z][a-z-]*):.*## \S", makefile, re.MULTILINE))
    assert explained == documents.make_targets(makefile)


def test_every_dependency_has_its_licence_in_the_table() -> None:
    asked = documents.dependencies(page("pyproject.toml"))
    asked |= set(json.loads(page("package.json"))["dependencies"])
    table = page("docs/licences.md")
    assert documents.undocumented(asked, table) == []
    assert documents.unknown(asked, table, re.compile(r"@?[a-z0-9][\w./-]*")) == ["package"]


def test_every_law_stands_in_the_architecture() -> None:
    text = page("docs/architecture.md")
    tests = {path.name for path in (HOUSE / "tests/architecture").glob("test_*.py")} - {"test_laws.py"}
    assert [name for name in (*LAWS, *CONTRACTS, *tests) if name not in text] == ["imports_go_down"]


@pytest.mark.parametrize("readme", ["README.md", "README.ja.md"])
def test_every_command_of_the_readme_is_run_somewhere(readme: str) -> None:
    assert documents.commands_in(page(readme)) == list(README_COMMANDS)
    assert [place for place in README_COMMANDS.values() if not (HOUSE / place).exists()] == []


@pytest.mark.parametrize("place", ["README.md", "README.ja.md", "CONTRIBUTING.md", "docs/index.md"])
def test_links_lead_somewhere(place: str) -> None:
    targets = re.findall(r"\]\(([^)#:]+)\)", page(place))
    assert targets
    assert [target for target in targets if not (HOUSE / place).parent.joinpath(target).exists()] == []


# ── each of these can turn red ────────────────────────────────────────────────────────────────────
def test_an_undocumented_name_is_seen() -> None:
    table = "| variable | what |\n|---|---|\n| `TSUNAGARI_OLD` | x |\n| `make old` | see TSUNAGARI_NEW |\n"
    assert documents.undocumented({"TSUNAGARI_NEW", "TSUNAGARI_OLD"}, table) == ["TSUNAGARI_NEW"]
    assert documents.unknown({"TSUNAGARI_NEW"}, table, documents.SETTING) == ["TSUNAGARI_OLD"]


def test_settings_are_found_however_they_are_read(tmp_path: Path) -> None:
    for place, text in {
        "tsunagari/web/settings.py": "A = flag('SHORT', default=True)\nB = os.environ['TSUNAGARI_WHOLE']\n",
        "tsunagari/base/x.py": "def f(environ): return environ.get('TSUNAGARI_DEEP'), text('NO_SETTING')\n",
    }.items():
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).write_text(text)
    found = {"TSUNAGARI_SHORT", "TSUNAGARI_WHOLE", "TSUNAGARI_DEEP"}
    assert documents.settings_read(tmp_path) == found


def test_targets_and_dependencies_are_found() -> None:
    assert documents.make_targets("all: x  ## a\n$(BIN)/x: y\n\trun: no\nX := 1\nplan-new:\n") == {
        "all",
        "plan-new",
    }
    groups = "[dependency-groups]\ndev = ['ruff>=1', {include-group = 'build'}]\nbuild = ['setuptools']\n"
    asked = documents.dependencies(
        f"[project]\ndependencies = ['psycopg[binary]>=3', 'ruamel.yaml']\n{groups}"
    )
    assert asked == {"psycopg", "ruamel.yaml", "ruff", "setuptools"}
