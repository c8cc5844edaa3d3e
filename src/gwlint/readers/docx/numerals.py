"""Numbers written the ways `w:numFmt` names (ISO 29500-1, 17.18.59)."""

from collections.abc import Callable

_UNITS = " 十百千"
_DIGITS = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_LARGEST = 9999
"""What any list reaches; beyond it a number is written in Arabic digits."""


def numeral(value: int, format: str) -> str:
    """`value` in the manner of `format`; Arabic digits for an unknown manner or a number beyond its reach."""
    if format == "none":
        return ""
    write = _WRITERS.get(format)
    return (write(value) if write and 0 < value <= _LARGEST else None) or str(value)


def _letters(value: int, first: str) -> str:
    """a, b … z, aa, bb … as Word does."""
    times, index = divmod(value - 1, 26)
    return chr(ord(first) + index) * (times + 1)


def _roman(value: int, lower: bool = False) -> str:
    out = ""
    for size, sign in _ROMAN:
        out += sign * (value // size)
        value %= size
    return out.lower() if lower else out


def _counted(value: int, digits: str, units: str, zero: str) -> str:
    """Counting with units (ones to thousands, of which the first is blank), every 一 written: 一十二, 一百零三."""
    out = ""
    for power in range(3, -1, -1):
        digit = value // 10**power % 10
        if digit:
            out += digits[digit] + units[power].strip()
        elif out and value % 10**power and not out.endswith(zero or " "):
            out += zero
    return out


def _thousand(value: int) -> str:
    full = _counted(value, _DIGITS, _UNITS, "零")
    return full[1:] if full.startswith("一十") else full


def _japanese(value: int) -> str:
    full = _counted(value, _DIGITS, _UNITS, "")
    return full.replace("一十", "十").replace("一百", "百").replace("一千", "千")


def _legal(value: int) -> str:
    return _counted(value, _FORMAL, " 拾佰仟", "零")


def _digits(value: int, zero: str = "〇") -> str:
    return "".join(_DIGITS[int(c)] if c != "0" else zero for c in str(value))


def _counting(value: int) -> str:
    return _thousand(value) if value < 100 else _digits(value, "○")


def _listed(value: int, signs: str) -> str:
    return signs[value - 1] if value <= len(signs) else ""


def _cycle(value: int) -> str:
    """甲子, 乙丑 … of sixty."""
    return _STEMS[(value - 1) % 10] + _BRANCHES[(value - 1) % 12]


def _ranges(value: int, *ranges: tuple[int, int, int]) -> str:
    """The character at first + (value - low), for the range (low, high, first) that holds the value."""
    return next((chr(first + value - low) for low, high, first in ranges if low <= value <= high), "")


_WRITERS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda n: f"{n:02}",
    "upperRoman": _roman,
    "lowerRoman": lambda n: _roman(n, lower=True),
    "upperLetter": lambda n: _letters(n, "A"),
    "lowerLetter": lambda n: _letters(n, "a"),
    "numberInDash": lambda n: f"- {n} -",
    "chineseCounting": _counting,
    "taiwaneseCounting": _counting,
    "chineseCountingThousand": _thousand,
    "taiwaneseCountingThousand": _thousand,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
    "japaneseCounting": _japanese,
    "ideographDigital": _digits,
    "japaneseDigitalTenThousand": _digits,
    "taiwaneseDigital": lambda n: _digits(n, "○"),
    "ideographTraditional": lambda n: _listed(n, _STEMS),
    "ideographZodiac": lambda n: _listed(n, _BRANCHES),
    "ideographZodiacTraditional": _cycle,
    "ideographEnclosedCircle": lambda n: _ranges(n, (1, 10, 0x3280)),
    "decimalEnclosedCircle": lambda n: _ranges(n, (1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)),
    "decimalEnclosedCircleChinese": lambda n: _ranges(n, (1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)),
    "decimalEnclosedParen": lambda n: _ranges(n, (1, 20, 0x2474)),
    "decimalEnclosedFullstop": lambda n: _ranges(n, (1, 20, 0x2488)),
    "decimalFullWidth": lambda n: "".join(chr(ord(c) + 0xFEE0) for c in str(n)),
    "decimalFullWidth2": lambda n: "".join(chr(ord(c) + 0xFEE0) for c in str(n)),
}
