"""What the rules on registers share: where a finding on a line stands, and by which profile."""

from gwlint.rules.across import ArchiveContext, Doc, Entry, Register


def home(ctx: ArchiveContext, year: int) -> str:
    """The profile that most documents of that year are measured by, else most of the archive: a register names none."""
    sql = "select profile from docs where profile is not null group by profile order by count(*) filter (year = ?) desc, count(*) desc, profile limit 1"
    return next((str(profile) for (profile,) in ctx.rows(sql, year)), "cn")


def documents(ctx: ArchiveContext, entry: Entry) -> list[str]:
    """The documents of the archive that a line speaks of, by number, else by title."""
    for key in ("number", "title"):
        said = entry.cells.get(key)
        if said:
            sql = f"select path from docs where packed_{key} = ? order by path"
            found = [path for (path,) in ctx.rows(sql, "".join(said.split()))]
            if found:
                return found
    return []


def at(register: Register, profile: str, year: int) -> Doc:
    """A finding on a register stands at the register; the law is that of the end of its year."""
    import datetime

    return Doc(register.name, profile, datetime.date(year, 12, 31))


def lines(entries: list[Entry], most: int = 20) -> str:
    """The numbers of the lines, the first of them where there are many."""
    shown = "、".join(str(one.line) for one in entries[:most])
    return f"第{shown}{'等' if len(entries) > most else ''}行"
