"""What the demo's firms bring to their hub. None exists: every name says デモ, numbers begin with 000."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Story:
    """What a firm asks, the themes that were heard (codes of the fact need.themes), what was advised."""

    title: str
    asked: str
    themes: tuple[str, ...]
    heard: str
    next_step: str


STORIES = (
    Story(
        "店をつぐ人が決まらない",
        "70歳になります。この店、だれに任せればいいんだろうと思っています。",
        ("succession",),
        "子どもは東京で勤めている。働いて20年の番頭がいるが、借入の保証が気になる。",
        "番頭に話す前に、株と保証を整理する。",
    ),
    Story(
        "売上が3割おちた",
        "春からお客が減り、去年の7割ほどです。",
        ("sales", "management"),
        "常連は残っているが、昼の客が減った。近くに大きな店ができた。",
        "品ごとの粗利を出し、昼の品書きをしぼる。",
    ),
    Story(
        "部品代を払ってもらえない",
        "7月に納めた部品代が、まだ入りません。取引は続けたいです。",
        ("trade_trouble",),
        "7月10日に納め、支払いの約束は9月末だった。親事業者の資本金は4億円。",
        "下請かけこみ寺に、日付と金額を整理して相談する。",
    ),
    Story(
        "県産の果物で新しい菓子をつくりたい",
        "形の悪い果物を使った菓子を考えています。農家とは話がついています。",
        ("new_business", "sales"),
        "試作は3回。日持ちが10日しかなく、包装を決めていない。",
        "農商工等連携の計画にできるかを、中小機構と確かめる。",
    ),
    Story(
        "借入の返済が重い",
        "毎月の返済で手もとに残りません。",
        ("restructuring", "crisis"),
        "借入は4行。5年前の設備の分が重い。本業の利益は出ている。",
        "資金繰り表を半年分つくり、再生支援協議会に話す。",
    ),
    Story(
        "若い職人が続かない",
        "1年もたずにやめてしまいます。",
        ("people",),
        "3人とって2人やめた。教える人が決まっていない。",
        "教える順番を紙にし、ものづくりの研修を調べる。",
    ),
    Story(
        "インターネットで売ってみたい",
        "店のほかに、ネットでも売れるでしょうか。",
        ("it", "sales"),
        "写真はある。送料と箱代を入れた値段を決めていない。",
        "10品にしぼり、送料こみの値段を決める。",
    ),
    Story(
        "空き店舗をみんなで使いたい",
        "商店街に空きが5つあります。若い人に貸したいです。",
        ("town",),
        "組合員は42人。基本計画の区域に入るかは、市に聞いていない。",
        "区域かどうかを市に確かめ、持ち主に意向を聞く。",
    ),
    Story(
        "燃料代をへらしたい",
        "重油の値段が上がり、利益が消えました。",
        ("energy",),
        "乾燥炉が20年前のもの。夜も火を落としていない。",
        "省エネルギー診断を申し込む。",
    ),
    Story(
        "工房の名前を守りたい",
        "似た名前の品が出回りはじめました。",
        ("ip",),
        "名前は30年使っている。商標はとっていない。",
        "知財の専門家に、商標がとれるかを見てもらう。",
    ),
    Story(
        "海外の展示会に出たい",
        "漆の器を、外国の人に見てもらいたいです。",
        ("overseas", "sales"),
        "英語の品書きがない。送った品が割れた経験がある。",
        "ＪＡＰＡＮブランドの仲間づくりから始める。",
    ),
    Story(
        "勤めをやめて店を始めたい",
        "惣菜の店を開きたいです。お金は300万円あります。",
        ("founding",),
        "物件は決めていない。調理の経験は12年。",
        "創業の講座を案内し、収支の表を一緒につくる。",
    ),
    Story(
        "取引先がつぶれたら困る",
        "売上の半分が1社です。",
        ("customer_failure", "management"),
        "相手の支払いが、手形で4か月になった。",
        "倒産防止共済の入れる額を調べ、ほかの売り先を探す。",
    ),
    Story(
        "そろそろ引退を考えている",
        "店をたたむときのお金が心配です。",
        ("retirement",),
        "小規模企業共済には入っていない。借入はない。",
        "共済の掛金と受け取りを見せ、たたみ方を整理する。",
    ),
)
TRADES = (  # how a name goes on, JSIC code of revision 12
    ("製麺", "09"),
    ("縫製", "11"),
    ("建具", "13"),
    ("印刷", "15"),
    ("金属工業", "24"),
    ("精機", "26"),
    ("運送", "44"),
    ("青果店", "58"),
    ("洋品店", "57"),
    ("電器店", "59"),
    ("旅館", "75"),
    ("食堂", "76"),
)
PLACES = (
    ("青葉", "あおば"),
    ("広瀬", "ひろせ"),
    ("松島", "まつしま"),
    ("名取", "なとり"),
    ("白石", "しろいし"),
    ("塩竈", "しおがま"),
    ("古川", "ふるかわ"),
    ("石巻", "いしのまき"),
)
TRADE_KANA = {
    "製麺": "せいめん",
    "縫製": "ほうせい",
    "建具": "たてぐ",
    "印刷": "いんさつ",
    "金属工業": "きんぞくこうぎょう",
    "精機": "せいき",
    "運送": "うんそう",
    "青果店": "せいかてん",
    "洋品店": "ようひんてん",
    "電器店": "でんきてん",
    "旅館": "りょかん",
    "食堂": "しょくどう",
}


def demo_card(number: int, prefecture: str) -> dict[str, object]:
    """Fields of the card of the demo's firm of that number, always the same."""
    place, place_kana = PLACES[number % len(PLACES)]
    trade, industry = TRADES[number % len(TRADES)]
    is_company = number % 3 != 0
    facts: dict[str, object] = {"firm.employees_regular": number * 7 % 40}
    if is_company:
        facts["firm.capital_yen"] = 3_000_000 + number % 9 * 1_000_000
    return {
        "name": f"{'株式会社' if is_company else ''}{place}{trade}（デモ）",
        "kana": f"{place_kana}{TRADE_KANA[trade]}",
        "kind": "company" if is_company else "individual",
        "industry": industry,
        "prefecture": prefecture,
        "address": f"あおば市{place}町{number % 9 + 1}丁目（デモ）",
        "phone": f"000-{number:03d}-{number * 37 % 10_000:04d}",
        "facts": facts,
    }
