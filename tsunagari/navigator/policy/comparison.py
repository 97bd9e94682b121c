"""Two plans side by side: what is new, what ended, what was changed, with the changed words marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tsunagari.base.money import oku, yen_en
from tsunagari.navigator.policy.conditions import condition_lines, in_a_sentence
from tsunagari.navigator.policy.marking import Run, marked
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.importer.wording import Wording
from tsunagari.programmes.schema import Programme

KINDS: dict[str, Promise] = {
    "new": gettext_lazy("新しく始まる"),
    "merges": gettext_lazy("統合"),
    "splits": gettext_lazy("分割"),
    "extends": gettext_lazy("拡充"),
    "replaces": gettext_lazy("後継"),
    "renames": gettext_lazy("改称"),
    "continues": gettext_lazy("続き"),
    "changed": gettext_lazy("変更"),
    "ended": gettext_lazy("終わる"),
}


@dataclass(frozen=True, slots=True)
class Side:
    """A plan and, where its document was imported, the document's own wording."""

    catalogue: Catalogue
    wording: Wording


@dataclass(frozen=True, slots=True)
class Field:
    """One thing both sides say, differently."""

    label: Promise
    before: tuple[Run, ...]
    after: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """One programme: what became of it, the programmes it stands in, and the fields that differ."""

    kind: str
    before: Programme | None
    after: Programme | None
    fields: tuple[Field, ...] = ()

    @property
    def label(self) -> Promise:
        return KINDS[self.kind]

    @property
    def programme(self) -> Programme:
        """The one to name: as it is now, else as it was."""
        found = self.after or self.before
        if found is None:
            raise ValueError
        return found


def compare(earlier: Side, later: Side, language: str) -> list[Changed]:
    """Every programme of which anything differs, in the later plan's order; those that ended come last."""
    pairs = [pair for programme in later.catalogue.programmes for pair in pairs_of(programme, earlier)]
    taken_up = {before.key for _kind, before, _after in pairs if before}
    gone = [
        Changed("ended", programme, None)
        for programme in earlier.catalogue.programmes
        if programme.key not in taken_up
    ]
    made = [changed_of(kind, before, after, (earlier, later), language) for kind, before, after in pairs]
    return [one for one in made if one.kind != "changed" or one.fields] + gone


def pairs_of(programme: Programme, earlier: Side) -> Iterator[tuple[str, Programme | None, Programme]]:
    """The programme with each one it comes from: the same key, else the titles it follows, else none.

    Titles are looked up within the tier: the State and SMRJ run programmes of the same name.
    """
    before = earlier.catalogue.by_key.get(programme.key)
    if before is not None:
        yield ("renames" if before.name.ja != programme.name.ja else "changed"), before, programme
        return
    titles = {other.name.ja: other for other in earlier.catalogue.of(programme.tier)}
    known = [(lineage.how, titles[lineage.title]) for lineage in programme.follows if lineage.title in titles]
    for how, other in known:
        yield how, other, programme
    if not known:
        yield "new", None, programme


def changed_of(
    kind: str, before: Programme | None, after: Programme, sides: tuple[Side, Side], language: str
) -> Changed:
    if before is None:
        return Changed(kind, None, after)
    return Changed(kind, before, after, tuple(fields_of(before, after, sides, language)))


def fields_of(
    before: Programme, after: Programme, sides: tuple[Side, Side], language: str
) -> Iterator[Field]:
    readers = readers_of(language)
    earlier, later = sides
    for label, read in readers.items():
        old, new = read(before, earlier), read(after, later)
        if old != new:
            yield Field(label, *marked(old, new))
    old, new = (
        str(s.wording.entry(p.tier, p.place).get("text", "")) for s, p in ((earlier, before), (later, after))
    )
    if old and new and old != new:
        yield Field(gettext_lazy("計画の原文"), *marked(old, new))


def readers_of(language: str) -> dict[Promise, Callable[[Programme, Side], str]]:
    """What is compared, and how each side says it in the reader's language."""

    def money(yen: int | None) -> str:
        if yen is None:
            return _("記載なし")
        return yen_en(yen) if language.startswith("en") else oku(yen)

    def listed(side: Side, name: str, codes: tuple[str, ...]) -> str:
        return _("・").join(side.catalogue.vocabulary.words(name, code).in_(language) for code in codes)

    return {
        gettext_lazy("事業の名前"): lambda p, side: p.name.in_(language),
        gettext_lazy("計画の位置"): lambda p, side: p.place,
        gettext_lazy("予算"): lambda p, side: money(p.budget_yen),
        gettext_lazy("説明"): lambda p, side: p.summary.in_(language),
        gettext_lazy("支援のかたち"): lambda p, side: listed(side, "mechanisms", p.mechanisms),
        gettext_lazy("だれのための制度か"): lambda p, side: listed(side, "audiences", p.audience),
        gettext_lazy("だれが使えるか"): lambda p, side: in_a_sentence(
            condition_lines(p, side.catalogue.vocabulary)
        ).in_(language),
        gettext_lazy("最初の一歩"): lambda p, side: p.first_step.in_(language) if p.first_step else "",
    }


def counted(changes: list[Changed]) -> list[tuple[Promise, int]]:
    """How many of each kind, in the order of KINDS."""
    counts = Counter(one.kind for one in changes)
    return [(label, counts[kind]) for kind, label in KINDS.items() if counts[kind]]
