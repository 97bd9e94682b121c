"""Plans made up by chance, and the printed form of such a plan: wrapped, blank-lined, page-broken."""

from dataclasses import dataclass, field

from hypothesis import strategies as st

WIDTH = 29
NEVER_FIRST = "。、）」"
FULL_WIDTH = str.maketrans("0123456789.,", "０１２３４５６７８９．，")
CIRCLED = "①②③④⑤⑥⑦⑧"
KANA = "アイウエオカキク"
CHAPTERS = (
    ("第３", "国の事業", "national"),
    ("第４", "都道府県の事業", "prefecture"),
    ("第５", "機構の事業", "smrj"),
)


@dataclass
class Entry:
    """Amounts in hundredths of 億円; None = not stated."""

    title: str
    alt_title: str | None = None
    budget: int | None = None
    before: int | None = None
    grant: int | None = None
    text: list[str] = field(default_factory=list)
    footnote: str = ""
    commentary: list[str] = field(default_factory=list)


@dataclass
class Group:
    """Without a title: one entry of its own (①). With one: a heading ① with members ア イ."""

    title: str | None
    lead: list[str]
    entries: list[Entry]


words = st.text(
    "中小企業木工町店アイウカドバスーベンチャ新売場研究はのをにとＩＴ２１", min_size=1, max_size=70
)
sentences = words.map(lambda text: f"はじめに{text}る。")
titles = st.text("中小企業木工町店アドバイスーベンチャ新売場研究", min_size=1, max_size=20).map(
    lambda t: f"木{t}事業"
)
hundredths = st.integers(1, 99_999)


@st.composite
def entries(draw):
    budget = draw(st.none() | hundredths)
    return Entry(
        title=draw(titles),
        alt_title=draw(st.none() | titles) if budget else None,
        budget=budget,
        before=draw(st.none() | hundredths) if budget else None,
        grant=draw(st.none() | hundredths) if budget else None,
        text=draw(st.lists(sentences, max_size=2)),
        footnote=draw(st.just("") | sentences.map(lambda s: f"＊{s}")),
        commentary=draw(st.lists(sentences, max_size=2)),
    )


@st.composite
def groups(draw):
    if draw(st.booleans()):
        return Group(None, [], [draw(entries())])
    return Group(
        draw(titles), draw(st.lists(sentences, max_size=1)), draw(st.lists(entries(), min_size=1, max_size=4))
    )


pillars = st.lists(groups(), min_size=1, max_size=3)
plans = st.tuples(*[st.lists(pillars, min_size=1, max_size=2)] * 3)
years = st.integers(1990, 2060)


def amount(hundredths_of_oku):
    whole, part = divmod(hundredths_of_oku, 100)
    return f"{whole}.{part:02d}億円".translate(FULL_WIDTH)


def wrapped(text):
    lines = []
    while len(text) > WIDTH:
        cut = WIDTH
        while text[cut : cut + 1] and text[cut] in NEVER_FIRST:
            cut += 1
        lines.append(text[:cut])
        text = text[cut:]
    return [*lines, text] if text else lines


def entry_lines(mark, entry):
    yield [f"{mark}{entry.title}" + ("（＊）" if entry.footnote else "")]
    if entry.alt_title:
        yield [f"（{entry.alt_title}）"]
    if entry.budget:
        before = amount(entry.before) if entry.before else "新 規"
        yield [amount(entry.budget) + ("＊" if entry.grant else "") + f"（{before}）"]
    if entry.grant:
        yield [f"（＊中小機構交付金{amount(entry.grant)}を含む。）"]
    yield from map(wrapped, entry.text)
    yield wrapped(entry.footnote)
    if entry.commentary:
        yield ["解 説 "]
        yield from map(wrapped, entry.commentary)
    yield [""]


def group_lines(number, group):
    if group.title is None:
        yield from entry_lines(CIRCLED[number], group.entries[0])
        return
    yield [f"{CIRCLED[number]}{group.title}"]
    yield from map(wrapped, group.lead)
    for position, entry in enumerate(group.entries):
        yield from entry_lines(f"{KANA[position]} ", entry)


def visible(plan, title):
    yield title
    yield "第１ いまのありさま"
    yield "作り話である。"
    yield "第２ めざすところ"
    yield "三つの柱を立てる。"
    for (mark, name, _), chapter in zip(CHAPTERS, plan, strict=True):
        yield ""
        yield f"{mark} {name}"
        yield "１．事業の実施体制"
        yield "手をたずさえて行う。"
        yield "２．事業の概要"
        for number, pillar in enumerate(chapter, start=1):
            yield f"（{number}）柱の名前".translate(FULL_WIDTH)
            for position, group in enumerate(pillar):
                for block in group_lines(position, group):
                    yield from block


def rendered(plan, title, page=0):
    """The lines as an extraction gives them; `page` > 0 breaks the page after every so many lines."""
    lines = []
    for count, text in enumerate(visible(plan, title), start=1):
        if page and count % page == 0 and lines and text:
            lines[-1:] = []
            lines += [f" {text} ", ""]
        else:
            lines += [f"{text} ", ""]
    return lines


def expected(plan):
    """What must come out: tier, place, group, lead, title, amounts and texts of every entry, in order."""
    for (_, _, tier), chapter in zip(CHAPTERS, plan, strict=True):
        for number, pillar in enumerate(chapter, start=1):
            for position, group in enumerate(pillar):
                for index, entry in enumerate(group.entries):
                    kana = f"-{KANA[index]}" if group.title else ""
                    yield {
                        "tier": tier,
                        "place": f"({number})-{CIRCLED[position]}{kana}",
                        "group": group.title,
                        "group_text": "\n".join(group.lead),
                        "title": entry.title,
                        "alt_title": entry.alt_title,
                        "budget_yen": entry.budget and entry.budget * 1_000_000,
                        "budget_before_yen": entry.before and entry.before * 1_000_000,
                        "is_new": bool(entry.budget and not entry.before),
                        "of_which": {"smrj_grant_yen": entry.grant * 1_000_000} if entry.grant else {},
                        "text": "\n".join(entry.text),
                        "footnote": entry.footnote,
                        "commentary": "\n".join(entry.commentary),
                    }
