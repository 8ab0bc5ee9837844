"""The line of a heading that bears number and symbol: "Số: 12/QĐ-UBND", "Số 12-NQ/TU", "Số: 12-TTg" of old."""

import re

_UPPER = "A-ZĐĂÂÊÔƠƯ"
_PART = rf"[{_UPPER}](?:[{_UPPER}0-9&]|[a-zđ](?![a-zđ]))*"
_BODY = rf"{_PART}(?:[ ]*[-.&][ ]*(?=[{_UPPER}]{{2}}|[{_UPPER}][a-z]?[{_UPPER}]){_PART})*(?:-\d{{1,3}})?"
NUMBER = re.compile(
    rf"(?:S[ốỐ](?:\s*hiệu)?\s*[:.]?|(?:Luật|Bộ luật|Nghị quyết|Pháp lệnh|Lệnh)\s+số\s*:)\s*"
    rf"(?P<number>\d[\d.]*[a-zđ]?)?[\s.…_]*(?:[$§#]\w{{0,4}})?"
    rf"(?:/\s*(?P<year>\d{{4}})\s*/\s*(?P<normative>{_BODY}(?:/{_BODY})?)"
    rf"|/\s*(?P<state>{_BODY})"
    rf"|-\s*(?P<type>{_PART}(?:-{_PART}){{0,3}})\s*/\s*(?P<party>{_BODY})"
    r"|-\s*(?P<old>(?:TTg|CP|HĐBT|HĐCP|NĐ|QĐ|CT|NQ|TT|SL)(?:-[A-ZĐ]{2,8})?)(?![\w/-]))"
)
BARE = re.compile(
    rf"\s*(?P<number>\d{{1,5}})?\s*(?:/\s*(?P<state>{_BODY})|-\s*(?P<type>{_PART})\s*/\s*(?P<party>{_BODY}))\s*$"
)
UNFINISHED = re.compile(r"S[ốỐ]\s*[:.]?\s*(?:\d+\s*[-/]?)?\s*$")
"""A number line that breaks off before its symbol."""
