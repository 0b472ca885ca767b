"""Letters of the languages that are written in single-byte encodings, and the usual syllables of Korean, as data.

Source: written down for this project from general knowledge of the languages' alphabets and letter frequencies. A profile lists lower-case letters
beyond ASCII, frequent ones first, in up to three tiers separated by a blank: frequent, usual, rare.
"""

from __future__ import annotations

from typing import Final

LATIN: Final = {
    "fr": "éèàêç ôùâîûœ ëïüÿæ",
    "de": "üäöß éà èêçáñô",
    "es": "óáíéñú ü¿¡ ªºàèçï",
    "pt": "ãçéáó êíõâàú ôüªº",
    "it": "èàùòé ìúíó îêâôç",
    "ca": "àéèóòíç úïü ·ñ",
    "nl": "ëéï öèóü áêçàäâ",
    "sv": "äöå éü àèêæøñ",
    "da": "æøå éö äüèóê",
    "is": "íðáéóöþúýæ å ü",
    "fi": "äö åéšž ü",
    "et": "äõüö šž é",
    "pl": "ąęłóśżćńź é öüäà",
    "cs": "íáéěřčšýžůúťňď ó öüäôľ",
    "sk": "áíéčšžýľťúňôď óäĺŕ ěřůöü",
    "hu": "áéöóüőíúű ä ôâçß",
    "ro": "ăîâșțşţ é öüáä",
    "hr": "čšžćđ é öüäá",
    "sl": "čšž ćđéö üäá",
    "sq": "ëç é öüä",
    "lt": "ėšųžįčūąę éóā õöüä",
    "lv": "āīēšūņļžģčķ ō ŗöüä",
    "tr": "ıişğçöüâ îû éİ",
    "eo": "ĉĝŝŭĵĥ é öüä",
    "mt": "ħżġċ àòìùè é",
    "ga": "áéíóú ḃċḋḟġṁṗṡṫ è",
    "cy": "ŵŷâêôî ûáéïöä àèù",
    "vi": "đăâêôơưàáảãạèéẻẽẹìíòóọùúủỳýảạấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữựỉĩịũụỷỹỵõỏ\u0300\u0301\u0303\u0309\u0323  ",
}
"""Languages in Latin letters. A text is scored against each."""

SCRIPTS: Final = {
    "ru": "оеаинтсрвлкмдпу яыьгзбчйхжшюцщэф ёъ",
    "uk": "оаниіврестклудмпзяь бгйчхжїцєюшщф ґ",
    "bg": "аеионтрсвлкдпмз ъгубячжшцйщхю фь",
    "sr": "аоиенртјсвукдлпм зјгбљњчшцжћђ хџф",
    "mk": "аоиентрсвдклпмуз јгбчшцжќњѓ хљџфѕ",
    "be": "аніеорыстдлкувяьйцмпз шбгчжёў эюхф",
    "el": "αοιετνσρκςηυπόλίμά έδήώγχθύφωβξζ ψϊΐϋΰ΅΄",
    "he": "יוהלארתבשמנעקדםחפ טגכסצןזךץף \u05b0\u05b1\u05b2\u05b3\u05b4\u05b5\u05b6\u05b7\u05b8\u05b9\u05bb\u05bc",
    "ar": "اليمونترةبعدسهفك قحجشصطخضثذغزأإىظءآئؤ، ؟ًٌٍَُِّْـ؛٠١٢٣٤٥٦٧٨٩",
    "fa": "اینردهوتمسبلکشف خقزعپحجگچآ صطغضظذثژئ‌،؟",
    "th": "านรอกเงยลมทวสต่้ด็ีปะขัิคไหแ์บุจพชใโถูึืํผณธศซภษฉ ฯญฟำๆ ฎฏฐฑฒฆฌฬฝฮฤๅ๐๑๒๓๔๕๖๗๘๙",
}
"""Languages whose letters are all beyond ASCII."""

KOREAN: Final = (
    "이다는의에을가고하지로은한를도기사서인그자대어리있해시수나것아일부보정들라제만전상거주과와안장게우었면으스성조구원여적니동위내소유공모개신국무된"
    "비진세오용법관경계연화선문생방되마음실중년요간행분발말했할물명불건습때없던겠같통회집후민당금교단월번운미재현결관통력산치트터호타입영반복설식약양업"
    "역예외울원의임작잘저점족종즉직질차참처천체초출친크태토파편평표품피필학함합항향형환활회효히각감강객검견결경곳과광구군권규근글급길까께끝난남너노높누느능늘님"
    "답더데독동두득등따때떤또러려련록론료류르른름릴립막많매먼메며모목못몰무문및바박받밖배백버변별병본봐북붙빠사살새색생석설섬성속손송술쉬습승시신심십싶써씨았야얼"
)
"""Syllables of Hangul that make up most of running Korean (repetitions do no harm)."""

HIRAGANA_USUAL: Final = "のにはをたがでてとしれさいあるかなもっすらまりこくうよせんそけどだおきつちみえわやじげべめほずばごぎろびねぶゆぼぐへむひぬづざぞふ"
"""Hiragana in about the order of their frequency in running Japanese."""
