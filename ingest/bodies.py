"""The names of bodies that issue documents, Chinese and English."""

from __future__ import annotations

import re

_ENDS = (
    "人民政府|政府|办公[厅室]|人民代表大会|委员会|局|署|管委会|中心|委|厅|[\u4e00-\u9fff]{2,8}部|国务院|中共中央"
    "|银行|分行|领导小组|联席会议|指挥部|协会|集团|研究院|工委|法院|检察院|海关|党组|公司|总社"
)
_BODY = re.compile(rf"[\u4e00-\u9fff（）()“”·]{{0,40}}(?:{_ENDS})(?:\s*[（(](?:代章|章|盖章)[）)])?")
_NO_BODY = re.compile(
    r"^(?:和|及|与|各|抄送|抄报|主送|附件|联系|来源|主办|承办|版权|负责|责任|成员|组长|受|经|由|向|报|对|请)|的$|[，。；：？]|\d{3}"
)
_PLACE = re.compile(r"[\u4e00-\u9fff]{1,7}?(?:省|市|区|县|州|盟|旗)")
_OF_THE_COUNTRY = ("国家", "中国人民银行", "中共")
_LAST_CHARACTERS = "局委厅部会院行心室府署关"
_LONGEST_LINE, _LONGEST_NAME = 240, 60
_SEAL = re.compile(r"\s*[（(](?:代章|章|盖章)[）)]$")
_BETWEEN = re.compile(r"[\s　]+|、(?=[\u4e00-\u9fff]{2,20}(?:局|厅|委员会|部)$)")
_CENTRAL = re.compile(
    r"^(?:中共中央|国务院|全国人民代表大会|全国人大|中华人民共和国|最高人民|中国人民银行$|中国证券监督|国家"
    r"(?!税务总局[\u4e00-\u9fff]+税务局|金融监督管理总局[\u4e00-\u9fff]+监管)|[\u4e00-\u9fff]{2,8}部(?:办公厅)?$"
    r"|海关总署|[\u4e00-\u9fff]{2,10}总局$)"
    r"|\b(?:State Council|Ministry of|National (?!High)|State [A-Z]|People's Bank of China|Central Committee)"
)
# words are bounded, parted by blanks that must be there, and none begins a new body: otherwise a long text could be cut
# up in endless ways
_WORD = r"[A-Z][\w']{1,30}"
_NEXT = r"(?!Ministry of|National |State |General Office|People's )"
_WORDS = rf"{_WORD}(?: (?:and |of |the )?{_NEXT}{_WORD}){{0,6}}"
_OFFICE = r"(?:(?:General |Comprehensive )?(?:Office|Department|Bureau) of (?:the )?)?"
_NAMED = rf"\b{_OFFICE}(?:Ministry of {_WORDS}|State Council|National {_WORDS}|State {_WORDS}|People's Bank of China|People's Government of {_WORDS})"
ENGLISH_BODY = (
    rf"(?:{_NAMED}|\b{_OFFICE}{_WORD}(?: {_WORD}){{0,4}} (?:Commission|Administration|Committee|Bureau|(?:Provincial|Municipal)"
    r" (?:People's )?Government))"
)
ENGLISH_BODIES = rf"{ENGLISH_BODY}(?:,? (?:and )?(?:the )?{_NAMED}){{0,12}}"
_ENGLISH_BETWEEN = re.compile(
    r",? and (?:the )?(?=Ministry|National|State|General|People)"
    r"|,? (?:the )?(?<!of )(?<!of the )(?=Ministry of|National [A-Z]|State [A-Z]|General Office)"
)


def bodies_in(line: str) -> list[str]:
    """The bodies that a line names, where it names nothing else."""
    line = re.sub(r"&\w{1,6};", "", line).strip()
    if not 2 <= len(line) <= _LONGEST_LINE or _NO_BODY.search(line):
        return []
    parts = [one for part in _BETWEEN.split(line) if part for one in _apart(part)]
    if not all(_BODY.fullmatch(part) for part in parts):
        parts = _apart(re.sub(r"\s", "", line))
    if len(max(parts, key=len)) > _LONGEST_NAME or not all(_BODY.fullmatch(part) for part in parts):
        return []
    return [_SEAL.sub("", part) for part in parts]


def _apart(names: str) -> list[str]:
    """Names of one place that stand together without a blank, apart: 江南市商务局江南市财政局."""
    place = _PLACE.match(names)
    if not place:
        return [names]
    starts = [0]
    for at in range(1, len(names)):
        begins = names.startswith((place.group(), *_OF_THE_COUNTRY), at)
        inside = names.startswith("国家", starts[-1]) and names.startswith(place.group(), at)
        if begins and not inside and names[at - 1] in _LAST_CHARACTERS:
            starts.append(at)
    return [names[start:end] for start, end in zip(starts, [*starts[1:], len(names)], strict=True)]


def is_body(name: str) -> bool:
    """Whether a name is a body's, and no other word in it."""
    return _BODY.fullmatch(name) is not None


def is_short(name: str) -> bool:
    """Whether a name leaves out where its body is: 市住房城乡建设管理委, 省政府."""
    return name.startswith(("省", "市", "区", "县", "州", "自治区"))


def is_central(name: str) -> bool:
    """Whether a body is the country's: a ministry, the State Council, the National People's Congress."""
    return _CENTRAL.search(name) is not None


def split_english(names: str) -> tuple[str, ...]:
    """The bodies of an English list of them."""
    parts = (re.sub(r"\s+", " ", part).strip(" ,") for part in _ENGLISH_BETWEEN.split(names))
    return tuple(dict.fromkeys(re.sub(r"^the | On$", "", part) for part in parts if part))
