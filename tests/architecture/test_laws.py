"""Every law holds in this house, and every law turns red in a house that breaks it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.architecture.laws import LAWS
from tests.architecture.source import HOUSE, floors

ROOMS = [room for rooms in floors() for room in rooms]
PLAN = {"plans/2009/national/n-example.yaml": "key: n-example\n"}

# law → what breaks it: a file of a house that is otherwise in order
VIOLATIONS: list[tuple[str, dict[str, str]]] = [
    ("imports_go_down", {"tsunagari/base/money.py": "import tsunagari.web\n"}),
    ("imports_go_down", {"tsunagari/attic/__init__.py": ""}),
    ("imports_go_down", {"tsunagari/engines/clerk.py": "import django.db\n"}),
    ("imports_go_down", {"tsunagari/programmes/post.py": "from urllib.request import urlopen\n"}),
    (
        "imports_go_down",
        {
            "tsunagari/kit/hand.py": "def f():\n    import tsunagari.kit.foot\n",
            "tsunagari/kit/foot.py": "import tsunagari.kit.hand\n",
        },
    ),
    ("base_stands_on_the_standard_library", {"tsunagari/base/rows.py": "import numpy as np\n"}),
    ("imports_stand_at_the_top", {"tsunagari/kit/lazy.py": "def f():\n    from json import loads\n"}),
    ("names_say_what_they_hold", {"tsunagari/kit/utils.py": ""}),
    ("names_say_what_they_hold", {"tsunagari/kit/helpers/__init__.py": ""}),
    ("no_code_names_a_programme", {"tsunagari/web/special.py": "SPECIAL = 'n-example'\n", **PLAN}),
    ("no_code_names_a_programme", {"tsunagari/web/path.py": "URL = '/programmes/n-example/'\n", **PLAN}),
    (
        "no_clock_below_the_doors",
        {"tsunagari/engines/age.py": "import datetime\nD = datetime.date.today()\n"},
    ),
    (
        "no_clock_below_the_doors",
        {"tsunagari/registry/actions.py": "from django.utils import timezone\nT = timezone.now()\n"},
    ),
    (
        "no_clock_below_the_doors",
        {"tsunagari/registry/hour.py": "from django.utils import timezone\nT = timezone.localtime()\n"},
    ),
    ("no_float_for_money", {"tsunagari/base/fee.py": "fee_yen: float = 1\n"}),
    ("no_float_for_money", {"tsunagari/base/fee.py": "fee_yen = 5e8\n"}),
    ("no_float_for_money", {"tsunagari/base/fee.py": "half = fee_yen / 2\n"}),
    ("no_float_for_money", {"tsunagari/base/fee.py": "def f(*, cap_yen: int | float): ...\n"}),
    ("no_float_for_money", {"tsunagari/base/fee.py": "def total_yen() -> 'float': ...\n"}),
    (
        "no_float_for_money",
        {"tsunagari/registry/models.py": "class Fee:\n    fee_yen = models.FloatField()\n"},
    ),
    (
        "nothing_happens_behind_your_back",
        {"tsunagari/registry/apps.py": "from django.db.models.signals import post_save\n"},
    ),
    ("nothing_happens_behind_your_back", {"tsunagari/kit/ear.py": "from django.dispatch import receiver\n"}),
    (
        "nothing_happens_behind_your_back",
        {"tsunagari/kit/any.py": "from django.contrib.contenttypes.fields import GenericForeignKey\n"},
    ),
    (
        "nothing_happens_behind_your_back",
        {"tsunagari/registry/models.py": "class A(models.Model):\n    def save(self): ...\n"},
    ),
]


def build_house(root: Path, files: dict[str, str]) -> Path:
    """An empty house with this house's contracts, and the files given."""
    shutil.copyfile(HOUSE / "pyproject.toml", root / "pyproject.toml")
    empty = {f"tsunagari/{room}/__init__.py": "" for room in ROOMS}
    for place, text in {"tsunagari/__init__.py": "", **empty, **files}.items():
        path = root / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


@pytest.mark.parametrize("name", LAWS)
def test_the_house_keeps_the_law(name: str) -> None:
    assert LAWS[name](HOUSE) == []


@pytest.mark.parametrize("name", LAWS)
def test_an_empty_house_keeps_the_law(name: str, tmp_path: Path) -> None:
    assert LAWS[name](build_house(tmp_path, PLAN)) == []


@pytest.mark.parametrize(("name", "files"), VIOLATIONS)
def test_the_law_sees_its_violation(name: str, files: dict[str, str], tmp_path: Path) -> None:
    broken = "\n".join(LAWS[name](build_house(tmp_path, files)))
    guilty = Path(next(iter(files)))
    assert (guilty.parent.name if guilty.stem == "__init__" else guilty.stem) in broken


def test_no_law_is_without_a_violation() -> None:
    assert {name for name, _ in VIOLATIONS} == set(LAWS)
