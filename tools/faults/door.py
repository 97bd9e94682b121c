"""The one door the faults are made at: an owner asks a desk from the page. To test another, change `send`.

What one sending writes: card, contact, consent, case, its journal lines, a mail to send, the key of the form.
"""

from __future__ import annotations

import http.client
import secrets
import urllib.parse
from dataclasses import dataclass, field

MARK = "障害試験（デモ）"
DESKS = "SELECT prefecture, id FROM registry_organisation WHERE kind = 'hub' AND is_demo ORDER BY prefecture"
# Name of each card that has a case, and how many cases it has.
STORED = f"""
    SELECT firm.name, COUNT(made.id) FROM registry_firm firm
      LEFT JOIN cases_case made ON made.firm_id = firm.id
     WHERE firm.name LIKE '{MARK}%' GROUP BY firm.name
"""  # noqa: S608 (our own words)
# Cases that lack what was written with each: one line of the journal, one entry, one mail.
HALVES = """
    SELECT made.id FROM cases_case made
     WHERE 1 <> (SELECT COUNT(*) FROM registry_journalline line
                  WHERE line.verb = 'case.opened' AND line.subject_kind = 'case'
                    AND line.subject_id = made.id)
        OR 1 <> (SELECT COUNT(*) FROM registry_outboxitem item
                  WHERE item.key = 'case:' || made.id || ':opened')
        OR 1 <> (SELECT COUNT(*) FROM cases_caseentry entry WHERE entry.case_id = made.id)
"""


@dataclass
class Visitor:
    """One browser: its cookie, and an address of its own, since a desk counts how often one address asks."""

    number: int
    host: str
    desk: tuple[str, int]
    secret: str = field(default_factory=lambda: secrets.token_hex(16))
    sent: int = field(default=0)

    def send(self, mark: str, key: str) -> int:
        """Ask the desk. The status of the answer; 302 says that it is kept. Raises OSError, HTTPException."""
        prefecture, desk = self.desk
        self.sent += 1
        fields = [
            ("csrfmiddlewaretoken", self.secret),
            ("submission", key),
            ("asked", "資金ぐりの相談をしたい。"),
            ("name", f"{MARK}{mark}"),
            ("prefecture", prefecture),
            ("desk", str(desk)),
            ("contact_name", "試験（デモ）"),
            ("email", f"{mark}@example.jp"),
            *(("groups", group) for group in ("identity", "contact", "consultations")),
        ]
        address = f"10.{self.number}.{self.sent // 256 % 256}.{self.sent % 256}"
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"csrftoken={self.secret}",
            "X-Forwarded-For": address,
        }
        connection = http.client.HTTPConnection(self.host, timeout=30)
        try:
            connection.request("POST", "/consult/", urllib.parse.urlencode(fields), headers)
            answer = connection.getresponse()
            answer.read()
            return answer.status
        finally:
            connection.close()
