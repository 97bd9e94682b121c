"""Support organisations as open data tells of them: what anybody may know, and nothing of their people."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

from tsunagari.base.places import PREFECTURES
from tsunagari.base.words import Words
from tsunagari.opendata.policy.tables import REQUIRED, Field, Table

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://tsunagari.example/data/organisations")


@dataclass(frozen=True, slots=True)
class Desk:
    """A support organisation (支援機関).

    tier       who set it up
    territory  prefectures (two digits) and municipalities (five) it serves
    hours      when it is open, as it says so itself
    themes     code → label of what it helps with
    is_demo    made up for the demo; nobody answers there
    """

    number: int
    kind: str
    kind_words: Words
    name: Words
    kana: str
    prefecture: str
    territory: tuple[str, ...]
    tier: str = ""
    municipality: str = ""
    town: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    url: str = ""
    hours: str = ""
    themes: dict[str, Words] = field(default_factory=dict, hash=False)
    parent: int | None = None
    is_demo: bool = False

    @property
    def uuid(self) -> uuid.UUID:
        """Stays as it is while the record does."""
        return desk_uuid(self.number)


def desk_uuid(number: int) -> uuid.UUID:
    return uuid.uuid5(NAMESPACE, f"organisation/{number}")


def desks_table(desks: tuple[Desk, ...]) -> Table[Desk]:
    prefectures = [place.code for place in PREFECTURES]
    return Table(
        "organisations",
        Words("支援機関", "Support organisations"),
        Words(
            "相談できる窓口。is_demoがtrueの行は架空で、実在しません。",
            "Where one can turn to. A row whose is_demo is true is made up and does not exist.",
        ),
        (
            Field(
                "id",
                "string",
                Words("識別子", "Identifier"),
                lambda d: d.uuid,
                constraints={"required": True, "unique": True},
                format="uuid",
            ),
            Field("kind", "string", Words("種類", "Kind"), lambda d: d.kind, constraints=REQUIRED),
            Field("kind_ja", "string", Words("種類の名", "Kind in Japanese"), lambda d: d.kind_words.ja),
            Field("name", "string", Words("名前", "Name"), lambda d: d.name.ja, constraints=REQUIRED),
            Field("name_en", "string", Words("名前（英語）", "Name in English"), lambda d: d.name.en),
            Field("kana", "string", Words("よみ", "Reading"), lambda d: d.kana),
            Field(
                "prefecture",
                "string",
                Words("都道府県", "Prefecture"),
                lambda d: d.prefecture,
                "JIS X 0401.",
                {"required": True, "enum": prefectures},
            ),
            Field(
                "territory",
                "array",
                Words("受けもつ区域", "Territory"),
                lambda d: d.territory,
                "JIS X 0401 (two digits) and JIS X 0402 (five digits).",
            ),
            Field("tier", "string", Words("設けた主体", "Set up by"), lambda d: d.tier),
            Field(
                "municipality",
                "string",
                Words("市区町村", "Municipality"),
                lambda d: d.municipality,
                "JIS X 0402, five digits.",
                {"pattern": "[0-9]{5}"},
            ),
            Field("town", "string", Words("市区町村の名", "Name of the municipality"), lambda d: d.town),
            Field("address", "string", Words("所在地", "Street address"), lambda d: d.address),
            Field("phone", "string", Words("電話", "Phone"), lambda d: d.phone),
            Field("url", "string", Words("アドレス", "Address"), lambda d: d.url, format="uri"),
            Field("email", "string", Words("メール", "E-mail"), lambda d: d.email, format="email"),
            Field("hours", "string", Words("開いている時間", "Hours"), lambda d: d.hours),
            Field("themes", "array", Words("相談できること", "Themes"), lambda d: tuple(d.themes)),
            Field("parent", "string", Words("上の組織", "Parent"), parent_id, format="uuid"),
            Field(
                "is_demo",
                "boolean",
                Words("架空（デモ）", "Made up (demo)"),
                lambda d: d.is_demo,
                constraints=REQUIRED,
            ),
        ),
        desks,
        key=("id",),
    )


def parent_id(desk: Desk) -> uuid.UUID | None:
    return None if desk.parent is None else desk_uuid(desk.parent)
