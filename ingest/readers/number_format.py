"""Numbers as a spreadsheet shows them: decimals, separators, percent signs, and the words that its format adds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext

_PART = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[\$(?P<currency>[^\]-]*)[^\]]*\]|(?P<hidden>\[[^\]]*\]|_.|\*.)'
    r"|(?P<digits>[#0?][#0?,]*(?:\.[#0?]*)?|\.[#0?]+)|(?P<percent>%)|(?P<sign>[-+$¥￥€£() :：])"
)
_SECTION = re.compile(r'((?:"[^"]*"|\\.|\[[^\]]*\]|[^;"\\\[])*)(?:;|$)')
_PRECISION = 60


@dataclass(frozen=True, slots=True)
class _Shape:
    """A section of a number format: what stands before and behind the digits, and how these are written."""

    before: str
    digits: str
    after: str
    shares: int

    def text(self, value: Decimal) -> str:
        """A number of no sign in this shape."""
        whole, _, decimals = self.digits.partition(".")
        scaled = value * 100**self.shares / 1000 ** (len(whole) - len(whole.rstrip(",")))
        rounded = scaled.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
        head, _, tail = f"{rounded:f}".partition(".")
        head = head.lstrip("0").zfill(whole.count("0"))
        if "," in whole.rstrip(",") and head:
            head = f"{int(head):,}" if not head.startswith("0") else head
        least = len(decimals.rstrip("#?"))
        tail = tail[:least] + tail[least:].rstrip("0")
        return self.before + head + ("." + tail if tail else "") + self.after


def formatted(value: float, number_format: str) -> str | None:
    """A number as its format shows it; None where the format is no plain one (General, a fraction, a power of ten)."""
    sections = [_shape_of(section) for section in _SECTION.findall(number_format)[:-1] or [number_format]]
    number = Decimal(repr(value))
    if not number.is_finite() or sections[0] is None:
        return None
    shape: _Shape | None = sections[0]
    sign = "-" if value < 0 else ""
    if value < 0 and len(sections) > 1:
        shape, sign = sections[1], ""
    elif value == 0 and len(sections) > 2:
        shape = sections[2]
    if shape is None or (not shape.digits and shape is sections[0]):
        return None
    with localcontext() as context:
        context.prec = _PRECISION
        if abs(number.adjusted()) > _PRECISION // 2:
            return None
        text = shape.text(abs(number))
    return ((sign if re.search("[1-9]", text) else "") + text).strip()


def _shape_of(section: str) -> _Shape | None:
    """The shape that a section of a format gives; None where it holds a sign that is not known here."""
    around = ["", ""]
    digits = ""
    shares = at = 0
    while at < len(section):
        part = _PART.match(section, at)
        if not part or (part["digits"] and digits):
            return None
        at = part.end()
        digits = digits or part["digits"] or ""
        shares += part["percent"] is not None
        around[bool(digits)] += next(filter(None, part.group("quoted", "escaped", "currency", "percent", "sign")), "")
    return _Shape(around[0], digits, around[1], shares)
