"""Keep the English translation complete: gather the Japanese messages, merge, compile.

    python tools/messages.py           writes django.po (new messages with an empty translation) and django.mo
    python tools/messages.py --check   writes nothing; exits 1 and says which message lacks what

Messages are found in templates ({% translate %}, {% blocktranslate %}) and in Python (_ and gettext).
"""

from __future__ import annotations

import argparse
import ast
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "tsunagari"
PO = PACKAGE / "web/locale/en/LC_MESSAGES/django.po"
TEXT = r"(u?'(?:[^'\\]|\\.)*'|u?\"(?:[^\"\\]|\\.)*\")"
PLURAL = re.compile(rf"ngettext\({TEXT},\s*{TEXT}")
SINGLE = re.compile(rf"(?<!n)gettext\({TEXT}")
KEYWORDS = {"_": None, "gettext": None, "gettext_lazy": None}
Message = str | tuple[str, str]


def messages_of_template(path: Path) -> Iterator[Message]:
    """Messages of one template, through Django's own reader of templates."""
    read = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    for match in PLURAL.finditer(read):
        yield ast.literal_eval(match[1]), ast.literal_eval(match[2])
    for match in SINGLE.finditer(read):
        yield ast.literal_eval(match[1])


def messages_of_module(path: Path) -> Iterator[Message]:
    for _, _, message, _ in extract_python(io.BytesIO(path.read_bytes()), KEYWORDS, (), {}):
        yield message[0] if isinstance(message, tuple) else message


def gather() -> dict[Message, list[str]]:
    """Every message of the package and the files it stands in."""
    settings.configure() if not settings.configured else None
    found: dict[Message, list[str]] = {}
    for path in sorted(
        (*PACKAGE.rglob("*.html"), *PACKAGE.rglob("*.py"), *PACKAGE.rglob("templates/**/*.txt"))
    ):
        read = messages_of_module if path.suffix == ".py" else messages_of_template
        for message in read(path):
            places = found.setdefault(message, [])
            if path.relative_to(ROOT).as_posix() not in places:
                places.append(path.relative_to(ROOT).as_posix())
    return found


def kept() -> Catalog:
    with PO.open("rb") as file:
        return read_po(file, locale="en")


def merged(found: dict[Message, list[str]], before: Catalog) -> Catalog:
    """A catalogue of exactly the messages found, with the translations there were."""
    after = Catalog(
        locale="en", project="tsunagari", version="1", creation_date=False, revision_date=False, fuzzy=False
    )
    for message, places in sorted(found.items(), key=lambda item: (item[1], str(item[0]))):
        old = before.get(message if isinstance(message, str) else message[0])
        translation = old.string if old else ("" if isinstance(message, str) else ("", ""))
        after.add(message, translation, locations=[(place, None) for place in places])
    return after


def faults(found: dict[Message, list[str]], catalogue: Catalog) -> list[str]:
    """What keeps the translation from being complete."""
    ids = {message.id for message in catalogue if message.id}
    said = [f"not in django.po: {message}" for message in found if message not in ids]
    said += [f"no longer used: {message}" for message in ids if message not in found]
    for message in catalogue:
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id and not all(strings):
            said.append(f"not translated: {message.id}")
        if message.id and any(names(text) - names(str(message.id)) for text in strings):
            said.append(f"a name that the Japanese does not have: {message.id}")
    return said


def names(text: str) -> set[str]:
    return set(re.findall(r"%\((\w+)\)", text))


def compiled(catalogue: Catalog) -> bytes:
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def check() -> list[str]:
    """Faults of the committed files, the stale compiled one included."""
    catalogue = kept()
    said = faults(gather(), catalogue)
    mo = PO.with_suffix(".mo")
    if not mo.exists() or mo.read_bytes() != compiled(catalogue):
        said.append("django.mo is stale: run python tools/messages.py")
    return said


def write() -> None:
    catalogue = merged(gather(), kept() if PO.exists() else Catalog(locale="en"))
    with PO.open("wb") as file:
        write_po(file, catalogue, width=110, omit_header=False)
    PO.with_suffix(".mo").write_bytes(compiled(catalogue))


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--check", action="store_true")
    if not arguments.parse_args().check:
        write()
    found_faults = check()
    sys.exit("\n".join(found_faults) or 0)
