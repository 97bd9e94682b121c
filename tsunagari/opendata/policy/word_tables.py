"""The words of the plan as tables: closed lists, facts, glossary, and figures of law."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tsunagari.base.words import Words
from tsunagari.engines.facts.statutes import Row
from tsunagari.opendata.policy.tables import REQUIRED, Field, Table
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.vocabulary import Fact, Term


@dataclass(frozen=True, slots=True)
class Code:
    """A code of a closed list, or a value that a fact can take (`list` is then the fact's name)."""

    list: str
    code: str
    words: Words


def word_tables(catalogue: Catalogue) -> list[Table[Any]]:
    return [
        codes_table(catalogue),
        facts_table(catalogue),
        terms_table(catalogue),
        statutes_table(catalogue),
    ]


def codes_table(catalogue: Catalogue) -> Table[Code]:
    vocabulary = catalogue.vocabulary
    lists = {**vocabulary.lists, **{name: fact.values for name, fact in vocabulary.facts.items()}}
    return Table(
        "codes",
        Words("記号の意味", "Codes"),
        Words("ほかの表の記号が何を指すか。", "What the codes of the other tables mean."),
        (
            Field("list", "string", Words("一覧", "List"), lambda c: c.list, constraints=REQUIRED),
            Field("code", "string", Words("記号", "Code"), lambda c: c.code, constraints=REQUIRED),
            Field("ja", "string", Words("日本語", "In Japanese"), lambda c: c.words.ja, constraints=REQUIRED),
            Field("en", "string", Words("英語", "In English"), lambda c: c.words.en),
        ),
        tuple(Code(name, code, words) for name, codes in lists.items() for code, words in codes.items()),
        key=("list", "code"),
    )


def facts_table(catalogue: Catalogue) -> Table[Fact]:
    return Table(
        "facts",
        Words("条件がたずねる事実", "Facts"),
        Words("条件の表のfactの列に立つもの。", "What the conditions ask about."),
        (
            Field("name", "string", Words("記号", "Name"), lambda f: f.name, constraints=REQUIRED),
            Field("type", "string", Words("種類", "Type"), lambda f: f.type, constraints=REQUIRED),
            Field("label", "string", Words("名前", "Label"), lambda f: f.label.ja, constraints=REQUIRED),
            Field("label_en", "string", Words("名前（英語）", "Label in English"), lambda f: f.label.en),
            Field("question", "string", Words("質問", "Question"), lambda f: f.question and f.question.ja),
            Field("question_en", "string", Words("質問（英語）", "Question, English"), english_question),
            Field("unit", "string", Words("単位", "Unit"), lambda f: f.unit and f.unit.ja),
            Field("law", "string", Words("根拠", "Law"), lambda f: f.law),
            Field("derived_by", "string", Words("求め方", "Derived by"), lambda f: f.derived_by),
        ),
        tuple(catalogue.vocabulary.facts.values()),
        key=("name",),
    )


def english_question(fact: Fact) -> str | None:
    return fact.question.en if fact.question else None


def terms_table(catalogue: Catalogue) -> Table[Term]:
    return Table(
        "terms",
        Words("ことばの説明", "Glossary"),
        Words("計画に出てくることばの、やさしい説明。", "Terms of the plan in plain words."),
        (
            Field("id", "string", Words("記号", "Identifier"), lambda t: t.id, constraints=REQUIRED),
            Field("term", "string", Words("ことば", "Term"), lambda t: t.term, constraints=REQUIRED),
            Field("kana", "string", Words("よみ", "Reading"), lambda t: t.kana),
            Field("en", "string", Words("英語", "In English"), lambda t: t.en),
            Field("meaning", "string", Words("説明", "Meaning"), lambda t: t.meaning.ja),
            Field(
                "meaning_en", "string", Words("説明（英語）", "Meaning in English"), lambda t: t.meaning.en
            ),
            Field("also", "array", Words("別の言い方", "Also"), lambda t: t.also),
        ),
        catalogue.vocabulary.terms,
        key=("id",),
    )


def statutes_table(catalogue: Catalogue) -> Table[tuple[int, Row]]:
    """Every dated figure, of any year; the first column is only there to identify a row."""
    return Table(
        "statutes",
        Words("法令の数字", "Figures of law"),
        Words(
            "いつからいつまで、だれについての数字か、出典とともに。",
            "Since when, until when, for whom; with the source.",
        ),
        (
            Field("number", "integer", Words("番号", "Number"), lambda r: r[0], constraints=REQUIRED),
            Field(
                "statute", "string", Words("法令", "Statute"), lambda r: r[1].statute, constraints=REQUIRED
            ),
            Field("name", "string", Words("数字の名", "Figure"), lambda r: r[1].name, constraints=REQUIRED),
            Field(
                "value",
                "string",
                Words("数字", "Value"),
                lambda r: str(r[1].value),
                "A whole number, a share such as 2/3, or a word.",
                REQUIRED,
            ),
            Field(
                "where", "object", Words("だれ・何について", "For whom or what"), lambda r: r[1].where or None
            ),
            Field(
                "from", "date", Words("から", "From"), lambda r: r[1].from_, "Empty: not known since when."
            ),
            Field(
                "to", "date", Words("まで", "To"), lambda r: r[1].to, "That day included. Empty: in force."
            ),
            Field("source", "string", Words("出典", "Source"), lambda r: r[1].source, constraints=REQUIRED),
            Field("is_verified", "boolean", Words("確認ずみ", "Verified"), lambda r: r[1].is_verified),
        ),
        tuple(enumerate(catalogue.statutes.rows, start=1)),
        key=("number",),
    )
