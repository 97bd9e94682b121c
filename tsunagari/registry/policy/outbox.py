"""What can be said of work to be done later, and what a person may decide about it."""

from __future__ import annotations

from tsunagari.base.words import Words

STATES: dict[str, Words] = {
    "uncertain": Words("送れたか分からない", "Nobody knows whether it left"),
    "failed": Words("送れなかった", "Given up"),
    "waiting": Words("送る前", "To be sent"),
    "sending": Words("送っているところ", "Being sent"),
    "done": Words("済み", "Done"),
    "settled": Words("人が確かめた", "Settled by a person"),
}
SENT, SEND_AGAIN, DROP = "sent", "send_again", "drop"
DECISIONS: dict[str, Words] = {
    SENT: Words("届いていた", "It had arrived"),
    SEND_AGAIN: Words("もういちど送る", "Send it again"),
    DROP: Words("送らないことにする", "Do not send it"),
}
# What may be decided; a state that is not here needs nobody.
DECIDABLE: dict[str, tuple[str, ...]] = {
    "uncertain": (SENT, SEND_AGAIN, DROP),
    "failed": (SEND_AGAIN, DROP),
}
