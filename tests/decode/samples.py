"""Sentences written for these tests, in several languages, and ways to wrap and damage them."""

from __future__ import annotations

SIMPLIFIED = (
    "今年以来，全市上下认真落实各项工作部署，经济运行总体平稳，民生得到持续改善。\n"
    "会议强调，要坚持问题导向，把群众反映的困难一件一件解决好，决不能走过场。\n"
    "同志们，秋天是收获的季节，也是播种希望的时候，让我们一起努力，把明年的事情办得更好。\n"
    "他站在门口看了一会儿，雨已经停了，街上的灯一盏一盏亮起来，孩子们笑着跑回家去。\n"
)
TRADITIONAL = (
    "今年以來，全市上下認真落實各項工作部署，經濟運行總體平穩，民生得到持續改善。\n"
    "會議強調，要堅持問題導向，把群眾反映的困難一件一件解決好，決不能走過場。\n"
    "同志們，秋天是收穫的季節，也是播種希望的時候，讓我們一起努力，把明年的事情辦得更好。\n"
    "他站在門口看了一會兒，雨已經停了，街上的燈一盞一盞亮起來，孩子們笑著跑回家去。\n"
)
FOREIGN = {
    "ja": "昨日は友だちと海へ行きました。とても暑い日でしたが、風が気持ちよくて、夕方まで砂浜で遊んでいました。帰りにアイスクリームを食べました。\n",
    "ko": "어제는 친구들과 함께 바다에 갔습니다. 날씨가 무척 더웠지만 바람이 시원해서 저녁까지 모래밭에서 놀았습니다. 돌아오는 길에 아이스크림을 먹었습니다.\n",
    "ru": "Вчера мы с друзьями ездили на море. День был очень жаркий, но дул приятный ветер, и мы до вечера играли на песке. На обратном пути ели мороженое.\n",
    "el": "Χθες πήγαμε με τους φίλους μας στη θάλασσα. Η μέρα ήταν πολύ ζεστή, αλλά φυσούσε ένας ευχάριστος άνεμος και παίζαμε στην άμμο ως το βράδυ.\n",
    "he": "אתמול נסענו עם החברים לים. היה יום חם מאוד, אבל נשבה רוח נעימה ושיחקנו בחול עד הערב. בדרך חזרה אכלנו גלידה.\n",
    "ar": "ذهبنا أمس مع الأصدقاء إلى البحر. كان اليوم حارا جدا، لكن الريح كانت لطيفة، ولعبنا على الرمل حتى المساء.\n",
    "th": "เมื่อวานนี้เราไปทะเลกับเพื่อน ๆ อากาศร้อนมากแต่ลมเย็นสบาย เราเล่นกันบนหาดทรายจนถึงเย็น แล้วกินไอศกรีมตอนขากลับ\n",
    "fr": "Hier, nous sommes allés à la mer avec des amis. La journée était très chaude, mais le vent était agréable et nous avons joué près de la forêt "
    "jusqu’à la tombée de la nuit. Ça nous a plu : où irons-nous l’été prochain ?\n",
    "de": "Gestern fuhren wir mit Freunden ans Meer. Der Tag war sehr heiß, doch es wehte ein schöner Wind, und wir spielten bis in die späten "
    "Abendstunden am Strand. Auf dem Rückweg aßen wir köstliches Eis für zwei Euro.\n",
    "es": "Ayer fuimos al mar con unos amigos. El día estaba muy caluroso, pero soplaba una brisa agradable y jugamos en la arena hasta el anochecer. "
    "¿Qué haremos mañana? Quizás iremos a la montaña con los niños.\n",
    "pl": "Wczoraj pojechaliśmy z przyjaciółmi nad morze. Dzień był bardzo gorący, ale wiał przyjemny wiatr i bawiliśmy się na piasku aż do wieczora. "
    "Wracając, zjedliśmy pyszne lody. Jutro pójdziemy w góry, jeśli będzie ładna pogoda.\n",
    "cs": "Včera jsme jeli s přáteli k moři. Den byl velmi horký, ale vál příjemný vítr a až do večera jsme si hráli na písku. Cestou zpět jsme měli "
    "zmrzlinu. Zítra půjdeme na výlet, jestli bude hezké počasí.\n",
    "hu": "Tegnap a barátainkkal a tengerhez mentünk. Nagyon forró nap volt, de kellemes szél fújt, és estig játszottunk a homokban. Hazafelé "
    "fagylaltot ettünk, és megnéztük a régi erődöt is, amely fölött gyönyörű ég volt.\n",
    "tr": "Dün arkadaşlarımızla denize gittik. Gün çok sıcaktı ama hoş bir rüzgâr esiyordu ve akşama kadar kumda oynadık. Dönüşte dondurma yedik, "
    "çocuklar çok eğlendi. Yarın da dağa çıkacağız.\n",
    "lt": "Vakar su draugais važiavome prie jūros. Diena buvo labai karšta, bet pūtė malonus vėjas, ir mes iki vakaro žaidėme smėlyje. Grįždami "
    "valgėme ledų, o rytoj eisime į mišką šilauogių.\n",
}
"""Language -> a text of two or three sentences."""

LEGACY = {
    "ja": ("cp932", "euc_jp", "iso2022_jp"),
    "ko": ("cp949", "euc_kr"),
    "ru": ("cp1251", "koi8_r", "iso8859_5", "cp866", "mac_cyrillic"),
    "el": ("cp1253", "iso8859_7"),
    "he": ("cp1255", "iso8859_8"),
    "ar": ("cp1256", "iso8859_6"),
    "th": ("cp874",),
    "fr": ("cp1252", "mac_roman"),
    "de": ("cp1252", "iso8859_1"),
    "es": ("cp1252", "iso8859_1"),
    "pl": ("cp1250", "iso8859_2"),
    "cs": ("cp1250", "iso8859_2"),
    "hu": ("cp1250", "iso8859_2"),
    "tr": ("cp1254",),
    "lt": ("cp1257",),
}
"""Language -> the legacy encodings (names of Python's codecs) that its texts are found in."""

CHINESE = ("utf-8", "gbk", "gb18030", "big5", "hz", "utf-16-le", "utf-16-be")


def fitting(text: str, codec: str) -> str:
    """`text` without the characters that the codec lacks."""
    return text.encode(codec, "ignore").decode(codec)


def chinese(codec: str) -> str:
    """The Chinese sample that fits a codec: traditional for Big5."""
    return fitting(TRADITIONAL if codec.startswith("big5") else SIMPLIFIED, codec)


def page(text: str, label: str | None) -> str:
    """A small HTML page of `text` that declares `label`."""
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={label}">' if label else ""
    body = "".join(f"<p>{line}</p>\n" for line in text.splitlines())
    return f"<!DOCTYPE html>\n<html><head>{meta}<title>{text[:12]}</title></head>\n<body>\n{body}</body></html>\n"


def without_marks(text: str) -> str:
    """`text` without what marks damage: U+FFFD and U+0000."""
    return "".join(char for char in text if char not in "\ufffd\0")
