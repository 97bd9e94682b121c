"""A copy of the plans, in which programmes appear, change, are renamed and go."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tests.architecture.source import HOUSE

PROGRAMME = """\
key: {key}
name: {{ja: {name}, en: Hearing-aid shops}}
place: {place}
{follows}summary:
  ja: 補聴器の店が、耳の遠いお客さまのために静かな相談室をつくる費用の一部を、国が補助します。
  en: Part of the cost of a quiet consulting room in a hearing-aid shop is paid.
owner_words: [補聴器の店を静かにしたい, 耳の遠いお客さま, 防音の相談室]
mechanisms: [subsidy]
audience: [firm]
eligibility:
  all:
    - {{fact: firm.employees_regular, '<=': {most}, otherwise: {{ja: 人数が多すぎます, en: Too many}}}}
offers:
  - {{kind: subsidy, rate: 1/2, words: {{ja: 工事の費用の2分の1, en: Half of the cost}}}}
deliver: {{desk: applications, procedure: open-call}}
first_step: {{ja: {step}, en: Ask the municipality.}}
assumed: [eligibility.all.0]
"""
EXAMPLES = """\
- name: A small shop
  given: {firm.employees_regular: 3}
  verdict: yes
- name: A shop that has told nothing of its size
  given: {firm.kind: company}
  verdict: unknown
- name: A large retailer
  given: {firm.employees_regular: 5000}
  verdict: no
  because: [eligibility.all.0]
"""
KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワ"
ASK = "市町村の商工担当の課に聞きます。"


@dataclass(frozen=True, slots=True)
class Plans:
    """The folder of plans. `publish` writes a programme of ours into a year, over the one of that key."""

    folder: Path

    def publish(
        self,
        key: str = "n-shizuka",
        name: str = "静かな補聴器店づくり事業",
        *,
        year: int = 2009,
        follows: tuple[tuple[str, str], ...] = (),
        most: int = 50,
        step: str = ASK,
    ) -> None:
        """`follows`: title and how, of a programme of the year before."""
        lines = [f"  - {{title: {title}, year: {year - 1}, how: {how}}}\n" for title, how in follows]
        lineage = "".join(["follows:\n", *lines]) if lines else ""
        place = f"(3)-⑨-{KANA[sum(map(ord, key)) % len(KANA)]}"
        text = PROGRAMME.format(key=key, name=name, place=place, follows=lineage, most=most, step=step)
        home = self.folder / f"{year}/national"
        home.mkdir(parents=True, exist_ok=True)
        (home / f"{key}.yaml").write_text(text, encoding="utf-8")
        (home / f"{key}.examples.yaml").write_text(EXAMPLES, encoding="utf-8")

    def withdraw(self, key: str = "n-shizuka", *, year: int = 2009) -> None:
        for ending in ("yaml", "examples.yaml"):
            (self.folder / f"{year}/national/{key}.{ending}").unlink()

    def new_year(self, year: int = 2010) -> None:
        """The next year's plan, with nothing in it yet."""
        frame = (HOUSE / "plans/2009/plan.yaml").read_text(encoding="utf-8").replace("2009", str(year))
        for tier in ("national", "prefecture", "smrj"):
            (self.folder / f"{year}/{tier}").mkdir(parents=True)
        (self.folder / f"{year}/plan.yaml").write_text(frame, encoding="utf-8")
