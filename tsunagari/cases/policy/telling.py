"""What the firm is told by mail when its matter moves."""

from __future__ import annotations

from dataclasses import dataclass

from tsunagari.engines.procedure.declared import Step


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail in plain words, Japanese first and English beneath it."""

    subject: str
    text: str


def received_letter(*, number: str, organisation: str, step: Step, status: str) -> Letter:
    """To a firm whose request has just come in. `status` is the address of its own page."""
    return Letter(
        subject=f"相談を受け付けました（{number}）",
        text=(
            f"{organisation}が相談を受け付けました。受付番号は {number} です。\n\n"
            f"{step.tell.ja}\n\n"
            f"だれが、いつまでに、何をするかは、次のページでいつでも分かります。\n{status}\n\n"
            "--\n"
            f"Your request {number} has been received. {step.tell.en}\n"
            "The page above shows who holds it and what happens by when.\n"
        ),
    )


def moved_letter(*, number: str, organisation: str, step: Step, status: str) -> Letter:
    """To a firm whose matter came to another step."""
    return Letter(
        subject=f"相談が進みました：{step.label.ja}（{number}）",
        text=(
            f"{organisation}への相談（{number}）は、いま「{step.label.ja}」です。\n\n{step.tell.ja}\n\n{status}\n\n"
            "--\n"
            f"Your request {number} is now at: {step.label.en}. {step.tell.en}\n"
        ),
    )


def asked_letter(*, number: str, organisation: str, question: str, status: str) -> Letter:
    """To a firm that is asked a question."""
    return Letter(
        subject=f"おたずねがあります（{number}）",
        text=(
            f"{organisation}からおたずねです。\n\n「{question}」\n\n次のページで答えられます。\n{status}\n\n"
            "--\n"
            f"There is a question about your request {number}. Please answer on the page above.\n"
        ),
    )


def follow_up_letter(*, number: str, organisation: str, confirm: str) -> Letter:
    """To a firm some months after its matter was closed."""
    return Letter(
        subject=f"その後いかがですか（{number}）",
        text=(
            f"先日、{organisation}に相談された件（{number}）は、その後いかがですか。\n"
            f"次のページで、結果をひとつ選んで送ってください。1分で終わります。\n{confirm}\n\n"
            "--\n"
            f"How did things go after your consultation {number}? Please answer on the page above.\n"
        ),
    )


def due_letter(*, number: str, title: str, due: str, case: str) -> Letter:
    """To the person in charge: something is due."""
    return Letter(
        subject=f"期限のお知らせ：{title}（{number}）",
        text=f"「{title}」（{number}）の期限は{due}です。\n{case}\n\n--\nDue: {due}.\n",
    )


def new_link_letter(*, number: str, status: str) -> Letter:
    """To a firm whose link was changed."""
    return Letter(
        subject=f"新しいアドレスです（{number}）",
        text=(
            f"相談 {number} のページのアドレスが変わりました。\n"
            f"前のアドレスは、もう使えません。\n\n{status}\n\n"
            "--\n"
            f"The page of your request {number} has a new address; the old one no longer works.\n"
        ),
    )
