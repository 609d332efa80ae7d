"""Bytes become text, in whatever encoding they are."""

from __future__ import annotations

import codecs
import re

from errors import UnreadableSource

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",  # before UTF-16, whose mark it begins with
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_COMMON = set(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形"
    "相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展"
    "五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战"
    "先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白"
    "教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且"
    "究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值"
    "號國為會來時個們說學對發經產種開關點進動務與應從機無業電長員間見話東車門題條"
)
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decode(content: bytes, declared: str | None = None) -> str:
    """The text of a file's bytes: by its mark, as UTF-8, as declared, as Chinese, or as charset-normalizer guesses.

    Raises:
        UnreadableSource: the bytes are no text.
    """
    text = _decode(content, declared)
    if len(_CONTROL.findall(text[:20_000])) > max(2, len(text[:20_000]) // 100):
        raise UnreadableSource(
            "The file holds binary data and no text, whatever its name says: find the original file."
        )
    return text


def _decode(content: bytes, declared: str | None) -> str:
    for mark, name in _MARKS.items():
        if content.startswith(mark):
            return content.decode(name, errors="replace")
    wide = _wide_encoding(content)
    if wide:
        return content.decode(wide, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start > len(content) - 4 or _broken_share(content) < 0.001:
            return content.decode("utf-8", errors="replace")
    for candidate in (_python_name(declared), "gb18030"):
        text = _decode_as(content, candidate)
        if text is not None and (candidate != "gb18030" or _reads_as_chinese(text)):
            return text
    return _guess(content) or content.decode("gb18030", errors="replace")


def _wide_encoding(content: bytes) -> str | None:
    """UTF-16 without a mark: every second byte of Latin text, blanks and line ends is zero."""
    head = content[:4000]
    if len(head) < 4 or b"\0" not in head:
        return None
    odd, even = head[1::2].count(0), head[::2].count(0)
    if max(odd, even) < len(head) // 40 or min(odd, even) > max(odd, even) // 8:
        return None
    name = "utf-16-le" if odd > even else "utf-16-be"
    text = head[: len(head) // 2 * 2].decode(name, errors="replace")
    good = sum(c in _COMMON or (c.isascii() and (c.isprintable() or c.isspace())) for c in text)
    return name if good > 0.5 * len(text) else None


def _broken_share(content: bytes) -> float:
    """How many of the bytes that are no ASCII are no UTF-8."""
    beyond = sum(byte > 127 for byte in content[:200_000])
    return content[:200_000].decode("utf-8", errors="replace").count("\ufffd") / max(1, beyond)


def _python_name(declared: str | None) -> str | None:
    """The declared encoding, the gb family as its superset; None where it is unknown or plainly untrue."""
    name = (declared or "").strip().lower()
    if name.startswith("gb"):
        return "gb18030"
    try:
        return codecs.lookup(name).name if name else None
    except LookupError:
        return None


def _decode_as(content: bytes, name: str | None) -> str | None:
    """The text in one encoding; a few broken bytes in a long text are forgiven."""
    if name is None or name.startswith(("utf-8", "ascii", "iso8859", "cp1252")):
        return None
    text = content.decode(name, errors="replace")
    return text if text.count("\ufffd") * 200 <= len(text) else None


def _reads_as_chinese(text: str) -> bool:
    """Whether the Chinese characters are such as texts are made of, and not those of another encoding misread."""
    han = _HAN.findall(text[:20_000])
    return bool(han) and sum(c in _COMMON for c in han) > 0.3 * len(han) and not _KANA.search(text[:2000])


def _guess(content: bytes) -> str | None:
    from charset_normalizer import from_bytes  # slow to import, and rarely needed

    best = from_bytes(content[:200_000]).best()
    return content.decode(best.encoding, errors="replace") if best else None
