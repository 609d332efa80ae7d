"""Look-alike radicals and compatibility forms, as PDFs and web pages hold them, become the characters they look like."""

from __future__ import annotations

import re
import unicodedata

# The CJK Radicals Supplement by Unicode's EquivalentUnifiedIdeograph data (version 15.0). One differs: ⺼ is drawn as 月
# is, and stands where a font gives both one shape.
_SUPPLEMENT = (
    "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
    "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑𫜹忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿月𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
)
_CHARACTERS = dict(zip(*_SUPPLEMENT, strict=True))
_LOOK_ALIKE = re.compile("[\u2e80-\u2fd5\uf900-\ufaff\U0002f800-\U0002fa1f]")


def ordinary(text: str) -> str:
    """The text with every look-alike as the ordinary character; one for one, so that offsets stay."""
    return _LOOK_ALIKE.sub(lambda found: _character(found.group()), text)


def _character(look_alike: str) -> str:
    """Kangxi radicals (U+2F00–2FD5) and compatibility ideographs have theirs in Unicode's own decompositions."""
    same = _CHARACTERS.get(look_alike) or unicodedata.normalize("NFKC", look_alike)
    return same if len(same) == 1 else look_alike
