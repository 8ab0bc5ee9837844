"""How lists write their numbers: figures, letters, Roman numerals."""

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_LOW = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def _roman(number: int) -> str:
    out = ""
    for value, letters in _ROMAN + _ROMAN_LOW:
        out += letters * (number // value)
        number %= value
    return out


def _letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def written(number: int, kind: str) -> str:
    """The number in a format of Word's lists: lowerLetter, upperLetter, lowerRoman, upperRoman, decimalZero; else in
    figures.
    """
    number = min(max(number, 0), 9999)
    if kind in {"lowerLetter", "upperLetter"}:
        text = _letter(max(number, 1))
    elif kind in {"lowerRoman", "upperRoman"}:
        text = _roman(number)
    elif kind == "decimalZero":
        text = f"{number:02d}"
    else:
        text = str(number)
    return text.upper() if kind.startswith("upper") else text
