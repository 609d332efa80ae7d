"""Plain text and Markdown."""

from __future__ import annotations

import re

from ingest.assembly import assemble, clean, without_furniture
from ingest.document import BlockKind, PolicyDocument, SourceFile
from ingest.encoding import decode
from ingest.lines import Line

MARKDOWN = frozenset({".md", ".markdown"})
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_FENCE = re.compile(r"\s*(?:```|~~~)")
_RULE = re.compile(r"\s*(?:[-*_=]\s*){3,}$")
_TABLE_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_BULLET = re.compile(r"\s*(?:[-*+]|>)\s+(?=\S)")
_ENUMERATOR = re.compile(r"(?<=[\s])(?:(?P<paren>\()(?P<inner>\d{1,2})\)|(?P<outer>\d{1,2})\.)\s+(?=[\"“']?[A-Z])")
_LONG = 1200


def read(source: SourceFile) -> PolicyDocument:
    """The document of a text file: every line is a paragraph, a heading or a row of a table."""
    text = decode(source.path.read_bytes())
    if source.path.suffix.lower() in MARKDOWN:
        return assemble(source, *_markdown_lines(text))
    lines = [Line(paragraph) for line in _split(text) for paragraph in _unfolded(clean(line))]
    return assemble(source, without_furniture([line for line in lines if line.text]))


def _split(text: str) -> list[str]:
    return re.split(r"\r\n|[\n\r\v\f\u0085\u2028\u2029]", text)


def _markdown_lines(text: str) -> tuple[list[Line], str | None]:
    """The lines of a Markdown file, and its first heading as the title."""
    lines: list[Line] = []
    title = None
    fenced = False
    for raw in _split(_without_comments(text)):
        if _FENCE.match(raw):
            fenced = not fenced
        elif fenced:
            lines.append(Line(clean(raw)))
        elif heading := _HEADING.match(raw.strip()):
            lines.append(Line(clean(heading.group(2)), BlockKind.HEADING, len(heading.group(1))))
            title = title or lines[-1].text
        elif raw.lstrip().startswith("|") and raw.count("|") > 1:
            if not _TABLE_RULE.match(raw):
                lines.append(Line(clean(raw.strip().strip("|")), BlockKind.ROW))
        elif not _RULE.match(raw):
            lines.append(Line(clean(_BULLET.sub("", raw))))
    return lines, title


def _without_comments(text: str) -> str:
    kept = []
    start = 0
    while (opening := text.find("<!--", start)) >= 0 and (closing := text.find("-->", opening)) >= 0:
        kept.append(text[start:opening])
        start = closing + 3
    return "".join([*kept, text[start:]])


def _unfolded(line: str) -> list[str]:
    """A text that stands in one long English line, broken before the items that it counts as 1., (1), (2), 2."""
    if len(line) < _LONG or re.search(r"[\u3400-\u9fff]{20}", line):
        return [line]
    cuts = [0]
    outer = inner = 0
    for found in _ENUMERATOR.finditer(line):
        if found["paren"] and int(found["inner"]) in {1, inner + 1}:
            inner = int(found["inner"])
        elif found["outer"] and int(found["outer"]) == outer + 1 and not line.endswith("No. ", 0, found.start()):
            outer, inner = outer + 1, 0
        else:
            continue
        cuts.append(found.start())
    return [line[start:end].strip() for start, end in zip(cuts, [*cuts[1:], len(line)], strict=True)]
