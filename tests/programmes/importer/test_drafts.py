"""An import writes drafts for what is new, shows what changed, keeps the wording, and overwrites nothing."""

import json
import shutil
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.programmes.importer.test_own_document import DOCUMENT
from tsunagari.base.money import read_budget
from tsunagari.programmes.importer.document import parse_document, parse_lines
from tsunagari.programmes.importer.drafts import draft_key, import_document, printed
from tsunagari.programmes.importer.reading import read_lines
from tsunagari.programmes.importer.wording import load_wording, wording_path

PLANS = Path(__file__).resolve().parents[3] / "plans"
NEW_KIND = "n-1-1.yaml"


@pytest.fixture
def plans(tmp_path):
    return tmp_path / "plans"


@pytest.fixture
def var(tmp_path):
    return tmp_path / "var"


@pytest.fixture(scope="module")
def parsed():
    return parse_document(DOCUMENT)


def files(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_year_of_its_own_becomes_drafts(parsed, plans, var):
    outcome = import_document(parsed, plans, var, 2011)
    assert [step.what for step in outcome.steps] == ["new"] * 23
    written = files(plans)
    assert len(written) == 23
    assert all(path.parts[-3] == "drafts" for path in written), (
        "a draft is no declaration until someone moves it"
    )
    draft = YAML(typ="safe").load((plans / "2011/drafts/national" / NEW_KIND).read_text())
    assert draft["name"] == {"ja": "木工新商品応援事業", "en": ""}
    assert (draft["place"], draft["budget"], draft["new"]) == ("(1)-①", "6.25億円", True)
    assert draft["sources"] == [{"lines": [40, 64]}]
    assert [f["title"] for f in draft["follows"]] == ["木の器づくり事業", "木のおもちゃづくり事業"]
    assert draft["owner_words"] == []
    assert "alt_title" not in draft


def test_a_draft_holds_facts_but_no_sentence_of_the_document(parsed, plans, var):
    import_document(parsed, plans, var, 2011)
    text = "".join(path.read_text() for path in plans.rglob("*.yaml"))
    for entry in parsed.programmes:
        for sentence in (entry.text + entry.commentary + entry.footnote).split("\n"):
            assert not sentence or sentence not in text


def test_a_second_import_changes_nothing_and_an_edited_draft_stays(parsed, plans, var):
    import_document(parsed, plans, var, 2011)
    edited = plans / "2011/drafts/national" / NEW_KIND
    edited.write_text(
        edited.read_text().replace("6.25億円", "7.0億円").replace("ja: ''", "ja: 木の新商品を助けます。")
    )
    before = files(plans)
    outcome = import_document(parsed, plans, var, 2011)
    assert files(plans) == before
    steps = {step.file: step for step in outcome.steps}
    assert {step.what for step in outcome.steps} == {"draft kept"}
    assert steps[str(edited)].difference == {"budget": {"declared": "7.0億円", "document": "6.25億円"}}
    assert [step for step in outcome.steps if step.difference] == [steps[str(edited)]]


def test_a_draft_that_is_no_longer_yaml_is_kept_and_said(parsed, plans, var):
    import_document(parsed, plans, var, 2011)
    spoilt = plans / "2011/drafts/national" / NEW_KIND
    spoilt.write_text("key: [")
    step = import_document(parsed, plans, var, 2011).steps[0]
    assert (step.what, step.file, spoilt.read_text()) == ("draft kept", str(spoilt), "key: [")
    assert "file" in step.difference


def test_declared_programmes_are_compared_and_never_written(plans, var):
    """The declared year 2009 against an invented document that shares one title with it."""
    shutil.copytree(PLANS, plans)
    before = files(plans)
    declared = YAML(typ="safe").load((plans / "2009/national/n-chushin-shigaichi.yaml").read_text())
    lines = [
        line.replace("木工新商品応援事業", declared["name"]["ja"]).replace("平成２３年度", "平成２１年度")
        for line in read_lines(DOCUMENT)
    ]
    outcome = import_document(parse_lines(lines), plans, var, 2009)
    changed = [step for step in outcome.steps if step.what == "changed"]
    assert [step.title for step in changed] == [declared["name"]["ja"]]
    assert changed[0].difference["budget_yen"] == {"declared": 5_800_000_000, "document": 625_000_000}
    assert changed[0].difference["place"] == {"declared": "(1)-⑤-ア", "document": "(1)-①"}
    assert sum(step.what == "new" for step in outcome.steps) == 22
    assert {path: files(plans)[path] for path in before} == before
    assert any(step.what == "not in the document" for step in outcome.steps)


def test_the_declarations_of_2009_repeat_the_document_truly(seed_document, plans, var):
    shutil.copytree(PLANS, plans)
    steps = import_document(parse_document(seed_document), plans, var, 2009).steps
    assert [(s.tier, s.place, s.title, s.what, s.difference) for s in steps if s.what != "same"] == []


def test_the_wording_is_kept_whole_and_read_back(parsed, plans, var):
    outcome = import_document(parsed, plans, var, 2011)
    assert outcome.wording == wording_path(var, 2011)
    wording = load_wording(var, 2011)
    assert wording.source == "平成２３年度 中小企業支援計画（案）【解 説】"
    for entry in parsed.programmes:
        kept = wording.entry(entry.tier, entry.place)
        for name in ("text", "commentary", "footnote", "group_text", "lines", "commentary_shared_with"):
            assert kept[name] == getattr(entry, name)
        assert kept["original"][0][0] == entry.lines[0]
        assert kept["original"][-1][0] == entry.lines[1]
    assert wording.entry("national", "(9)-①") == {}
    assert load_wording(var, 1999).entry("national", "(1)-①") == {}


def test_a_write_that_fails_leaves_the_wording_as_it_was(parsed, plans, var, monkeypatch):
    import_document(parsed, plans, var, 2011)
    before = files(var)

    def fail(*_):
        raise OSError("no space left on device")

    monkeypatch.setattr("os.replace", fail)
    with pytest.raises(OSError, match="no space"):
        import_document(parsed, plans, var, 2011)
    assert files(var) == before
    json.loads(wording_path(var, 2011).read_text())


def test_an_amount_in_a_draft_reads_back_to_the_yen():
    for yen in (5_800_000_000, 35_000_000, 1_230_000, 1, 99_999_999):
        said = printed(yen)
        assert (read_budget(said) if isinstance(said, str) else said) == yen
    assert printed(None) is None


def test_keys_of_drafts_are_distinct(parsed):
    keys = [draft_key(entry) for entry in parsed.programmes]
    assert len(set(keys)) == len(keys)
    assert keys[3] == "n-1-4-1"
