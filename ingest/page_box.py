"""What a web page says of its document in the box above it: number, dates and whether it still holds."""

from __future__ import annotations

import re

from ingest.document import SourceFile
from ingest.encoding import decode
from ingest.excerpt import Place
from ingest.labels import labels_in
from ingest.readers.html_items import items_of, parse

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_BOX_LINES = 160
# fewer labels are a line below a title or a search form
_LABELS_OF_A_BOX = 3
_LONGEST_LINE = 200


def box_of(source: SourceFile) -> dict[str, Place]:
    """The labelled values of a page's box, which readers leave out of the text; none where there is no box.

    Their places lie outside the text. A form to search by status has no number and no dates, so it is none.
    """
    try:
        with source.path.open("rb") as file:
            if not file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
                return {}
            file.seek(0)
            content = file.read()
    except OSError:
        return {}
    declared = _CHARSET.search(content[:4000])
    items = items_of(parse(decode(content, declared.group(1).decode() if declared else None)))
    lines = [Place(item.line.text, -1, -1) for item in items[:_BOX_LINES] if len(item.line.text) <= _LONGEST_LINE]
    found = labels_in(lines)
    if status := found.get("status"):
        # "是" alone proves nothing
        found["status"] = next((line for line in lines if labels_in([line]).get("status") == status), status)
    return found if len(found) >= _LABELS_OF_A_BOX and found.keys() & {"number", "written", "status"} else {}
