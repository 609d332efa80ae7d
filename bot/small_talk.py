"""Greetings and thanks, which no document answers."""

from __future__ import annotations

import re

_SMALL_TALK = re.compile(
    r"\s*(你好|您好|嗨|哈喽|早上好|下午好|晚上好|谢谢|多谢|感谢|再见|拜拜|你是谁|你叫什么(名字)?|你能做什么|你会什么"
    r"|hi|hello|hey|good (morning|afternoon|evening)|thanks?( you)?|bye|goodbye|who are you|what can you do|how are you"
    r"|help|帮助)[\s!！。.?？,，~]*(啊|呀|呢|吗)?[\s!！。.?？]*",
    re.IGNORECASE,
)


def is_small_talk(text: str) -> bool:
    """Whether a question is a greeting, thanks, or about the bot itself."""
    return _SMALL_TALK.fullmatch(text) is not None
