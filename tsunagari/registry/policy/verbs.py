"""What can be written in the journal: a closed list, so that a line means the same to everyone who counts."""

from __future__ import annotations

from tsunagari.base.words import Words

PAYLOAD_ERASED = "payload.erased"

VERBS: dict[str, Words] = {
    "case.opened": Words("相談・案件を受け付けた", "Opened a case"),
    "case.read": Words("案件を閲覧した", "Read a case"),
    "case.moved": Words("案件を次の段階へ進めた", "Moved a case on"),
    "case.counted": Words("案件の件数に数えた", "Counted something of a case"),
    "case.undone": Words("案件の操作を取り消した", "Undid a move of a case"),
    "case.noted": Words("案件に記録を加えた", "Wrote a note in a case"),
    "case.assigned": Words("案件の担当を決めた", "Gave a case to someone"),
    "case.asked": Words("事業者に質問した", "Asked the firm"),
    "case.answered": Words("事業者が回答した", "The firm answered"),
    "case.meeting": Words("面談の予定を決めた", "Set a meeting"),
    "case.confirmed": Words("成果を事業者が確認した", "The firm confirmed the outcome"),
    "case.withdrawn": Words("相談を取り下げた", "Withdrew a case"),
    "case.relinked": Words("事業者のページのアドレスを変えた", "Changed the address of the firm's page"),
    "firm.opened": Words("事業者を登録した", "Opened a firm's card"),
    "firm.read": Words("事業者の情報を閲覧した", "Read a firm's card"),
    "firm.changed": Words("事業者の情報を変更した", "Changed a firm's card"),
    "firm.merged": Words("重複する事業者をまとめた", "Merged two cards of a firm"),
    "firm.unmerged": Words("まとめた事業者を元に戻した", "Parted two cards again"),
    "firm.imported": Words("事業者を一括で取り込んだ", "Imported firms"),
    "firm.unimported": Words("一括の取り込みを取り消した", "Undid an import of firms"),
    "consent.given": Words("情報の共有に同意した", "Gave consent"),
    "consent.revoked": Words("同意を取り消した", "Revoked consent"),
    "export.made": Words("データを書き出した", "Took data out as a file"),
    "handoff.made": Words("他の機関に引き継ぎを依頼した", "Asked another organisation to take over"),
    "handoff.received": Words("引き継ぎの依頼を受けた", "Was asked to take over"),
    "handoff.answered": Words("引き継ぎの依頼に回答した", "Answered a request to take over"),
    "person.invited": Words("職員を招待した", "Invited a person"),
    "person.uninvited": Words("招待を取り消した", "Withdrew an invitation"),
    "person.joined": Words("職員が加わった", "A person joined"),
    "person.left": Words("職員が離れた", "A person left"),
    "person.changed": Words("職員の情報を変更した", "Changed a person's record"),
    "deputy.named": Words("不在中の代理を定めた", "Named a deputy"),
    "deputy.ended": Words("代理を終えた", "Ended a deputy's time"),
    "key.made": Words("APIキーを発行した", "Made an API key"),
    "key.revoked": Words("APIキーを失効させた", "Revoked an API key"),
    "organisation.recorded": Words("機関を名簿に記録した", "Recorded an organisation"),
    "directory.imported": Words("機関の一覧を取り込んだ", "Imported organisations"),
    "directory.unimported": Words("機関の一覧の取り込みを取り消した", "Undid an import of organisations"),
    "organisation.changed": Words("機関の情報を変更した", "Changed the organisation's record"),
    "plan.drafted": Words("次年度の計画案を作った", "Drafted a plan"),
    "plan.changed": Words("計画案を変更した", "Changed a draft of a plan"),
    "plan.exported": Words("計画案を書き出した", "Took a draft of a plan out as files"),
    "outbox.settled": Words("送信の成否を人が確かめた", "Settled whether something was sent"),
    "pulled.judged": Words("取り込んだ制度の内容を確かめた", "Judged what was pulled"),
    PAYLOAD_ERASED: Words("記録の内容を消去した", "Erased the values of a line"),
}
# Their fields were seen, not changed: a record's state is never read from such a line.
READING: frozenset[str] = frozenset({"case.read", "firm.read", "export.made"})
# Each value is a pair: what stood there before, and what stands there now.
PAIRS: frozenset[str] = frozenset({"firm.changed"})
