"""The English names of China's counties and districts: pinyin, but where a place is read otherwise than its characters."""

from __future__ import annotations

import re

# Characters that places read otherwise than other words do, and names that are read otherwise than either.
_IN_PLACES = {
    "长": "chang",
    "朝": "chao",
    "都": "du",
    "重": "chong",
    "单": "shan",
    "曾": "zeng",
    "会": "hui",
    "莘": "shen",
}
_READ = {
    "长子": "zhang zi", "六合": "lu he", "六枝": "liu zhi", "蔚": "yu", "浚": "xun", "繁峙": "fan shi", "洪洞": "hong tong",
    "筠连": "jun lian", "涡阳": "guo yang", "尉犁": "yu li", "阿城": "a cheng", "东阿": "dong e", "乐亭": "lao ting",
    "乐清": "yue qing", "荥经": "ying jing", "会东": "hui dong", "会理": "hui li", "番禺": "pan yu", "渑池": "mian chi",
    "铅山": "yan shan", "大埔": "da bu", "黄陂": "huang pi", "监利": "jian li", "台儿庄": "tai er zhuang", "厦门": "xia men",
    "金堂": "jin tang", "什邡": "shi fang", "犍为": "qian wei", "瀍河": "chan he", "任": "ren", "费": "fei", "盖州": "gai zhou",
    "綦江": "qi jiang", "解放": "jie fang", "石拐": "shi guai", "中牟": "zhong mu", "牟平": "mu ping", "勐腊": "meng la",
    "南乐": "nan le", "民乐": "min le", "龙圩": "long xu", "珲春": "hun chun", "丹棱": "dan ling", "绥棱": "sui ling", "穆棱": "mu ling",
    "崆峒": "kong tong", "泊头": "bo tou", "召陵": "shao ling", "佛坪": "fo ping", "佛冈": "fo gang", "大城": "dai cheng",
    "覃塘": "qin tang",
}  # fmt: skip
# Places whose own language writes them otherwise: their English names are no pinyin (Korla, Shigatse, Hohhot).
_OTHERWISE = re.compile("藏族|蒙古|哈萨克|维吾尔|柯尔克孜|塔吉克|西藏|新疆|旗$")

_NATION = re.compile("(?<=..)(回|达斡尔)族$")


def english_name(short: str, full_names: tuple[str, ...] = ()) -> str | None:
    """The English name of a place by its short name (昆山: Kunshan, 临安: Lin'an); None where pinyin is not its name.

    `full_names` are its own and those of what holds it.
    """
    if not short or any(_OTHERWISE.search(name) for name in full_names):
        return None
    short = _NATION.sub("", short)
    syllables = _READ[short].split() if short in _READ else _syllables(short)
    if not all(syllable.isalpha() for syllable in syllables):
        return None
    joined = syllables[0] + "".join(("'" if s[0] in "aoe" else "") + s for s in syllables[1:])
    return joined.capitalize()


def _syllables(name: str) -> list[str]:
    from pypinyin import lazy_pinyin

    read = lazy_pinyin(name, v_to_u=True)
    return [_IN_PLACES.get(character, syllable) for character, syllable in zip(name, read, strict=True)]
