"""Who may read a document, by what it says of itself."""

from __future__ import annotations

import re

from ingest.excerpt import Excerpt, Indication

PUBLIC, INTERNAL = "public", "internal"
_TOP, _FOOT = 15, 6
_LONGEST = 60
_MARK = re.compile(
    r"[（(【\[]?\s*(?:(?:机密|秘密|绝密)(?:\s*[★☆*].{0,12})?|内部(?:资料|文件|材料|使用|参考|发行|传阅)(?:\s*[，,、：:]?\s*(?:注意保存|请勿外传|不得外传|严禁外传|妥善保管|仅供参考))?"
    r"|(?:此件|本件|本文件?)?(?:不予公开|不公开|不宜公开)(?:发布)?|(?:仅|只)[供限]内部(?:使用|参考|传阅|掌握)?"
    r"|(?:公开(?:方式|类型|类别|属性|形式)|信息公开(?:选项|类型)?)\s*[：:]\s*(?:不予公开|不公开|内部)"
    r"|(?:for )?internal (?:use|document|circulation)(?: only)?|not for (?:publication|release)|(?:strictly )?confidential|restricted)\s*[。.]?\s*[）)】\]]?",
    re.IGNORECASE,
)


def audience_of(excerpt: Excerpt) -> Indication | None:
    """Where a line of its own at the head or foot says that a document is internal; None: it is public."""
    for line in (*excerpt.head[:_TOP], *(excerpt.tail or excerpt.head)[-_FOOT:]):
        if len(line.text) <= _LONGEST and _MARK.fullmatch(line.text):
            return Indication(INTERNAL, line, 0.9)
    return None
