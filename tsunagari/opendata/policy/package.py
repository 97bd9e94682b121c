"""All tables as one Data Package (https://specs.frictionlessdata.io/data-package/), and as one ZIP."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any

from tsunagari.base.words import Words
from tsunagari.opendata.policy.licence import LICENCE
from tsunagari.opendata.policy.tables import Table
from tsunagari.programmes.catalogue import Catalogue

EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day a ZIP can say: the same files make the same bytes
DESCRIPTOR = "datapackage.json"
GIF = {"title": "デジタル庁「政府相互運用性フレームワーク（GIF）」451-4 制度、CC BY 4.0（gif451_4の項目名）"}
DEMO = Words(
    "デモの環境から出したものです。is_demoがtrueの支援機関は架空です。",
    "From a demo. Organisations whose is_demo is true are made up.",
)


def descriptor(
    catalogue: Catalogue,
    tables: Iterable[Table[Any]],
    contents: Mapping[str, bytes],
    home: str,
    *,
    is_demo: bool,
) -> dict[str, Any]:
    """`contents`: the bytes of each table's file; `home`: the address of the page about the data."""
    about = (
        "制度・予算・条件・支援機関の表。記載のない額は空で、0ではありません。 "
        "Tables of programmes, budgets, conditions and organisations. What is not stated is empty, never 0."
    )
    return {
        "profile": "tabular-data-package",
        "name": f"sme-support-plan-{catalogue.year}",
        "id": f"{home}{catalogue.year}/{DESCRIPTOR}",
        "title": catalogue.plan.title.ja,
        "title_en": catalogue.plan.title.en,
        "description": f"{about} {DEMO.ja} {DEMO.en}" if is_demo else about,
        "version": catalogue.digest[:12],
        "homepage": home,
        "licenses": [LICENCE],
        "sources": [{"title": catalogue.plan.title.ja}, GIF],
        "keywords": ["中小企業", "支援制度", "予算", "SME support", "Japan"],
        "resources": [resource(table, contents[table.file]) for table in tables],
    }


def resource(table: Table[Any], content: bytes) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": table.file,
        "title": table.title.ja,
        "title_en": table.title.en,
        "description": f"{table.about.ja} {table.about.en}",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": table.schema(),
    }


def as_json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The files in the order given; the same files make the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return made.getvalue()
