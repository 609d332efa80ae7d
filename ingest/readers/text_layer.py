"""Whether the text that a page comes with is what the page shows: a broken font map, or a poor OCR, writes other signs."""

from __future__ import annotations

import re
from collections import Counter
from enum import StrEnum

from ingest.assembly import clean
from ingest.radicals import ordinary
from vectorstore.tokens import dictionary_share, fold

SPARSE = 20  # characters; fewer are a page number or a stamp, and tell nothing
_CHINESE = 60
_ENGLISH = 30
_ALIKE = 0.9
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]{2,}")
_WORD = re.compile(r"[A-Za-z]{3,}")
_VOWEL = re.compile(r"[aeiouy]", re.IGNORECASE)
_SIGNS = re.compile(r"[!\"#$&'*+;<=>?@\\^_`{|}~\x00\x01\x03-\x08\x0e-\x1f\x7f-\x9f\ufffd\ue000-\uf8ff]")
_ODD = re.compile(r"[\u00a1-\u00ff\u0180-\u02af\u0400-\u1fff\u3400-\u4dbf\ua000-\ud7ff]")
# The lead bytes of the common characters in the standards of the mainland, of Taiwan and of Japan.
_COMMON = {"gb2312": (0xB0, 0xD7), "big5": (0xA4, 0xC6), "euc_jp": (0xB0, 0xCF)}


class Trust(StrEnum):
    """What a text says of itself."""

    GOOD = "good"
    DOUBTFUL = "doubtful"
    GARBLED = "garbled"


def trust_in(text: str) -> Trust:
    """How far the text of a page can be believed.

    Doubtful is what may be right: names are no words of the dictionary, codes have no vowels.
    """
    dense = re.sub(r"\s", "", ordinary(text))
    size = len(dense)
    if size < SPARSE:
        return Trust.GOOD
    han = _HAN.findall(dense)
    known = len(han) + sum(map(len, _LATIN.findall(text)))
    strange = (len(_SIGNS.findall(dense)) + len(_ODD.findall(dense))) / size
    common = sum(map(_is_common, han)) / max(1, len(han)) if len(han) >= SPARSE else 1.0
    if strange > 0.3 or (known < 0.4 * size and strange > 0.12) or common < 0.75:
        return Trust.GARBLED
    words = _WORD.findall(text)
    if (
        (strange > 0.08 and len(han) >= SPARSE)
        or common < 0.9
        or (len(han) >= _CHINESE and dictionary_share(text) < 0.3)
        or (len(words) >= _ENGLISH and sum(bool(_VOWEL.search(word)) for word in words) < 0.75 * len(words))
    ):
        return Trust.DOUBTFUL
    return Trust.GOOD


def _is_common(character: str) -> bool:
    """Whether a Chinese character is among the three thousand or so that nearly all text is written with."""
    for encoding, (first, last) in _COMMON.items():
        try:
            if first <= character.encode(encoding)[0] <= last:
                return True
        except UnicodeEncodeError:
            continue
    return False


def are_alike(text: str, other: str) -> bool:
    """Whether two readings of a page are one text, whatever the order of their lines."""
    pairs, other_pairs = _pairs(text), _pairs(other)
    shared = sum((pairs & other_pairs).values())
    return 2 * shared >= _ALIKE * (sum(pairs.values()) + sum(other_pairs.values()))


def _pairs(text: str) -> Counter[str]:
    """The pairs of letters and digits that follow each other."""
    letters = "".join(character for character in fold(clean(text)) if character.isalnum())
    return Counter(letters[index : index + 2] for index in range(len(letters) - 1))
