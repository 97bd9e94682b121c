"""Read a chain from its first line and name every place where it is not as it was written.

Two questions are kept apart. Whether a line is in order is strict: it stands at the next number, on the hash
of the line before, and its own hash is right; at the end stands what the head and the anchors remember. Only
where that fails is it asked what happened, from the line itself and the one that follows. A wrong guess names
the fault badly; it never hides one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tsunagari.engines.trace.breaks import Break, Kind
from tsunagari.engines.trace.line import BEGINNING, Head, Link, altered_fields, seal_at

NEARBY = [way * distance for distance in range(1, 65) for way in (1, -1)]  # where a moved line is looked for


def verify(links: Iterable[Link], head: Head, anchors: Iterable[Head] = ()) -> Iterator[Break]:
    """Every break of one organisation's chain, as it is met.

    links    in the order of their numbers; held two at a time
    head     what the organisation's head remembers; Head() where it has none
    anchors  what was noted elsewhere, from any time in the chain's life
    """
    noted: dict[int, set[str]] = {}
    for anchor in anchors:
        noted.setdefault(anchor.number, set()).add(anchor.hash)
    walk = Walk(noted)
    for link, following in with_following(links):
        yield from walk.past(link, following)
    yield from walk.end(head)


@dataclass(slots=True)
class Walk:
    """Where the reader is.

    place       the number the last line was sealed at; `number` is the one it stands at
    shift       how far lines now stand behind their place, after some were put in or taken out
    is_doubted  the last line has been reported, so the next cannot be blamed for not fitting it
    """

    anchors: dict[int, set[str]]
    place: int = 0
    number: int = 0
    hash: str = BEGINNING
    shift: int = 0
    is_doubted: bool = False
    is_recomputed: bool = False

    def past(self, link: Link, following: Link | None) -> Iterator[Break]:
        number = link.line.number
        if self.is_passed_over(link, following):
            is_moved = moved_by(link, number - self.shift) is not None
            yield Break(Kind.REORDERED if is_moved else Kind.INSERTED, number)
            self.shift += 1
        elif number <= self.number:
            yield Break(Kind.INSERTED if number == self.number else Kind.REORDERED, number)
        else:
            faults = list(self.faults(link, following))
            yield from faults
            self.place, self.number, self.hash = number - self.shift, number, link.hash
            self.is_doubted = any(fault.number == number and fault.kind != Kind.MISSING for fault in faults)
            yield from self.against_anchor()
            if fields := altered_fields(link):
                yield Break(Kind.PAYLOAD_CHANGED, number, fields=tuple(fields))

    def is_passed_over(self, link: Link, following: Link | None) -> bool:
        """The next line was sealed upon the line before this one, at the number where this one stands."""
        return (
            following is not None
            and following.previous_hash == self.hash
            and link.previous_hash != following.hash
            and is_sealed_at(following, following.line.number - self.shift - 1)
        )

    def faults(self, link: Link, following: Link | None) -> Iterator[Break]:
        number, place = link.line.number, link.line.number - self.shift
        if place > self.place + 1:
            yield Break(Kind.MISSING, self.number + 1, number - 1)
            if not is_sealed_at(link, place):
                yield Break(Kind.CHANGED, number)
        elif link.previous_hash != self.hash:
            yield from self.misfit(link, following, place)
        elif not is_sealed_at(link, place):
            yield Break(Kind.CHANGED, number)

    def misfit(self, link: Link, following: Link | None, place: int) -> Iterator[Break]:
        """A line at the next number that was sealed upon another line than the one before it."""
        number = link.line.number
        is_last = following is None
        is_followed = following is None or following.previous_hash == link.hash
        moved = 0 if is_sealed_at(link, place) else moved_by(link, place)
        if moved == 0:
            if not self.is_doubted:
                yield Break(Kind.CHANGED, self.number or number)
        elif moved is None:
            yield Break(Kind.CHANGED if is_followed else Kind.REORDERED, number)
        elif not is_followed or (is_last and moved < 0):
            yield Break(Kind.REORDERED, number)
        else:
            self.shift -= moved
            if moved > 0:
                yield Break(Kind.MISSING, place, place + moved - 1)
            else:
                yield Break(Kind.INSERTED, number + moved, number - 1)

    def against_anchor(self) -> Iterator[Break]:
        noted = self.anchors.get(self.place, {self.hash})
        if noted != {self.hash} and not self.is_doubted and not self.is_recomputed:
            self.is_recomputed = True
            yield Break(Kind.RECOMPUTED, self.number)

    def end(self, head: Head) -> Iterator[Break]:
        known = max(head.number, *self.anchors, 0)
        if self.place < known:
            yield Break(Kind.TAIL_LOST, self.place + 1, known)
        elif self.place > head.number:
            yield Break(Kind.INSERTED, head.number + 1, self.number)
        elif self.hash != head.hash and not self.is_doubted and not self.is_recomputed:
            yield Break(Kind.RECOMPUTED, self.number)


def with_following(links: Iterable[Link]) -> Iterator[tuple[Link, Link | None]]:
    """Each line with the one after it; the last with None."""
    held: Link | None = None
    for link in links:
        if held is not None:
            yield held, link
        held = link
    if held is not None:
        yield held, None


def is_sealed_at(link: Link, number: int) -> bool:
    try:
        return seal_at(link.previous_hash, link.line, number) == link.hash
    except (AttributeError, TypeError):  # a part of a type that no line is ever sealed with
        return False


def moved_by(link: Link, place: int) -> int | None:
    """How far from its own place a line stands; None where it was sealed at none nearby."""
    return next((distance for distance in NEARBY if is_sealed_at(link, place + distance)), None)
