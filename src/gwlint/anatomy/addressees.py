"""主送机关: who is addressed, and whether lower governments or Party committees are among them."""

from functools import cache

from gwlint import re
from gwlint.language import regions
from gwlint.language.organs import RANK, classify, lower
from gwlint.model import Level, Organ, Span

_RANK_WORDS: tuple[tuple[str, Level], ...] = (
    ("省、自治区", "省"), ("各省", "省"), ("自治区", "省"), ("设区市", "市"), ("地市", "市"), ("市（州", "市"), ("州（市", "市"),
    ("各市", "市"), ("各州", "市"), ("盟市", "市"), ("地级", "市"), ("地区行署", "市"),
    ("县（", "县"), ("县(", "县"), ("各县", "县"), ("各区", "县"), ("区县", "县"), ("市县", "县"), ("县市区", "县"), ("县区", "县"), ("旗县", "县"),
    ("各镇", "乡"), ("各乡", "乡"), ("乡镇", "乡"), ("街道", "乡"), ("镇街", "乡"),
)  # fmt: skip


@cache
def _government() -> "re.Pattern[str]":
    """A government or Party committee itself, not its office, its departments or an organ named after it."""
    return re.compile(
        r"(?:政府|行署|(?<!学校)(?<!高校)(?<!企业)(?<!公司)(?<!集团)(?<!机关)(?<!医院)党委|党工委|街道办事处|街道(?:（地区）)?办事处|市委|县委|区委|州委|盟委|旗委)(?=$|[，、；：,;:。和及与（(）)]|办事处)"
        r"|[县区市州镇乡][)）]?委(?=$|[，、；和及与])"
        r"|各(?:乡镇?|镇)(?:[（(、]街道[)）]?|街道)?(?=$|[，、；和及])|各(?:县|区|市)+(?:[（(][^）)]*[)）])?(?=$|[，；]|、(?:市直|州直|县直|区直|市属|各))"
    )


def names_government(text: str) -> bool:
    """Whether canonical `text` names a government or Party committee as such."""
    return bool(_government().search(text))


def to_lower_government(line: str, level: Level) -> bool:
    """Whether 主送机关 `line` holds a lower government or Party committee of an issuer of `level`."""
    parts = re.split("[，；,;]", line)
    return any(
        names_government(part) and _is_lower(part, level) and not _shares_noun(part, rest)
        for part, rest in zip(parts, [*parts[1:], ""], strict=True)
    )


def _shares_noun(part: str, after: str) -> bool:
    """各县市区，某某开发区疫情防控指挥部: bare places take the noun of the part that goes on with a named place."""
    bare = not re.search("政府|委|行署|办事处", part)
    goes_on = bool(after) and not re.match("各|有关|相关|驻|[省市县区州]|中央|国", after)
    return bare and goes_on and bool(re.search("指挥部|领导小组|局|厅|办$", after))


def _is_lower(part: str, level: Level) -> bool:
    if "各" in part:
        return not part.startswith(("各民主党派", "各人民团体"))
    named = classify(part.split("、")[-1])
    return lower(named.level, level) or (level == "不明" and named.level not in ("中央", "不明"))


def lowest_rank(line: str) -> Level:
    """The lowest level that the generic words of the line name (各县（市、区）… → 县); 不明 when there is none."""
    found = [level for word, level in _RANK_WORDS if word in line]
    return max(found, key=lambda one: RANK[one], default="不明")


def highest_rank(line: str) -> Level:
    """The highest such level: the issuer stands one above it."""
    found = [level for word, level in _RANK_WORDS if word in line]
    if not found:
        place, _ = regions.leading(line.removeprefix("各"))
        return place.level if place else "不明"
    return min(found, key=lambda one: RANK[one])


def organs(line: str, span: Span | None = None) -> tuple[Organ, ...]:
    """The addressees one by one; brackets stay whole."""
    parts = re.split(r"[，；,;、](?![^（(]*[)）])", line)
    return tuple(classify(part.strip(), span) for part in parts if part.strip())
