"""One run of an audit: what is there, what of it is known already, examine the rest, write it down.

    survey    walk the archive; rows of files that are gone, changed, or made with other settings leave the tables
    examine   walk it again; what has no row goes to the pool, one file of each content; what containers hold, too
    copy      files alike in content get the same rows under their own paths
    tidy      many small parts become few

A run that is stopped at any moment is taken up by the next one: what is committed is known, the rest is examined.
"""

import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from gwlint import __version__
from gwlint.audit import examine, listing
from gwlint.audit.examine import Examined, Options
from gwlint.audit.index import Index, Known, Twin
from gwlint.audit.opened import Closed, Opened
from gwlint.audit.pool import Limits, Pool
from gwlint.audit.sources import Archive, Source, digest, is_remote
from gwlint.audit.starting import LOCAL
from gwlint.audit.store import Store
from gwlint.audit.tables import Row

if TYPE_CHECKING:
    from gwlint.audit.dask import Cluster

_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


class Progress(Protocol):
    """Whoever wants to know how far a run is."""

    def stage(self, name: str, total: int | None) -> None:
        """A stage begins, of `total` files where that is known."""

    def step(self, files: int) -> None:
        """So many files of the stage are done."""


class Figures(NamedTuple):
    """What a run did: files in the archive and in its containers; of these examined now, copied from a twin, known already; rows dropped."""

    files: int
    examined: int
    copied: int
    known: int
    dropped: int
    seconds: float


class Summary(NamedTuple):
    """The tables as they stand: files by status, findings by severity, files by format; and those not checked, or not
    as a whole, by status, format and the first words of the reason, the most frequent first."""

    statuses: dict[str, int]
    severities: dict[str, int]
    formats: dict[str, int]
    left: dict[tuple[str, str, str], int]


def run(
    archive: Archive,
    store: Store,
    options: Options,
    limits: Limits,
    progress: Progress,
    retry_poison: bool = False,
    engine: str = LOCAL,
) -> Figures:
    """Bring the tables up to date with the archive. May be interrupted: what was examined until then is kept. `engine`:
    processes of this machine, or the Dask cluster at that address."""
    started = time.monotonic()
    index = Index(store.work / "index.sqlite")
    try:
        work = _Run(listing.listed(archive, store.work / "listing"), store, options, index, progress)
        if retry_poison:
            store.forget_poison()
        with _engine(engine, options, limits, str(work.opened.folder)) as pool:
            known, todo = work.survey(retry_poison)
            dropped = work.sweep()
            work.examine(pool, todo)
        work.copy()
        work.tidy()
        files = index.rows()
    finally:
        index.close()
    return Figures(files, work.examined, work.copied, known, dropped, time.monotonic() - started)


def summary(store: Store) -> Summary:
    """Count the rows."""
    statuses: Counter[str] = Counter()
    severities: Counter[str] = Counter()
    formats: Counter[str] = Counter()
    left: Counter[tuple[str, str, str]] = Counter()
    for number in store.parts():
        for one in store.columns(number, ["status", "format", "reason", "errors", "warnings", "infos"]):
            statuses.update(one["status"])
            formats.update(said or "" for said in one["format"])
            left.update(_left(*said) for said in zip(one["status"], one["format"], one["reason"], strict=True) if said[2])
            for name in ("errors", "warnings", "infos"):
                severities[name] += sum(filter(None, one[name]))
    return Summary(dict(statuses), dict(severities), dict(formats.most_common()), dict(left.most_common()))


def _left(status: str, format: str | None, reason: str) -> tuple[str, str, str]:
    """How a file that was not checked is counted: reasons that differ in their numbers alone are one."""
    return status, format or "", re.sub(r"(?<![a-z])\d[\d.]*", "N", re.split("[，；]", reason)[0])


def _engine(said: str, options: Options, limits: Limits, folder: str) -> "Pool | Cluster":
    if said == LOCAL:
        return Pool(options, limits, folder)
    from gwlint.audit.dask import Cluster

    return Cluster(said, options, limits)


class _Run:
    def __init__(
        self, archive: Archive | listing.Listing, store: Store, options: Options, index: Index, progress: Progress
    ) -> None:
        self._archive, self._store, self._options = archive, store, options
        self._index, self._progress = index, progress
        self._poison = store.poison(__version__)
        self._settings = options.settings
        self._documents: list[Row] = []
        self._findings: list[Row] = []
        self._written = time.monotonic()
        self.opened = Opened(store.work / "opened")
        self.examined = self.copied = 0

    def survey(self, retry_poison: bool) -> tuple[int, int]:
        """How many rows stand, and how many files have to be examined; the index knows which."""
        self._progress.stage("清点", None)
        for number in self._store.parts():
            self._index.add(self._known(number))
        kept = todo = 0
        given_up = {sha256 for of_size in self._poison.values() for sha256 in of_size} if retry_poison else set()
        for source in self._archive.walk():
            known = self._index.find(source.path)
            again = bool(given_up) and (source.container or bool(known and known.sha256 in given_up))
            if known and known.fresh and not again and _unchanged(source, known):
                kept += 1 + self._index.keep(source.path)
            else:
                todo += 1
                if source.container and source.stamp is not None and not again:
                    kept += self._index.keep_inside(source.path, source.stamp)
            self._progress.step(1)
        if retry_poison:
            self._poison = {}
        return kept, todo

    def sweep(self) -> int:
        """Take the rows that do not stand out of the parts; how many."""
        dropped = self._index.drop_others()
        for number in dropped:
            moved = self._store.rewrite([number], self._index.paths_of)
            if moved:
                self._index.move(number, moved)
        return sum(dropped.values())

    def examine(self, pool: "Pool | Cluster", todo: int) -> None:
        """Examine what has no row, one file of each content; its twins are left to `copy`."""
        self._progress.stage("检查", todo)
        self._left = 0
        try:
            self._round(pool, self._first_of_each_size())
            while self._left:
                self._left = 0
                self._index.forget_claims()
                self._round(pool, self._others(pool))
        finally:
            self._flush()

    def copy(self) -> None:
        """Rows for the files whose content was examined under another path."""
        for number, twins in self._index.twins():
            documents, findings = self._store.rows(number, {one.original for one in twins})
            for twin in twins:
                mine = [_renamed(row, twin) for row in documents if row["path"] == twin.original]
                self._documents += [row | _times(twin) for row in mine]
                self._findings += [_renamed(row, twin) for row in findings if row["path"] == twin.original]
                self.copied += 1
                self._progress.step(1)
                self._flush_at_times()
        for said in self._index.closing():
            self._documents.append(_from_text(said))
            self._flush_at_times()
        self._flush()

    def tidy(self) -> None:
        """Put small parts together."""
        for group in self._store.small():
            self._store.rewrite(group, self._index.paths_of)

    def _round(self, pool: "Pool | Cluster", sources: Iterator[Source]) -> None:
        self._pass(pool, self._with_inside(sources))
        while self.opened.waiting:
            self._pass(pool, self._inside())
        self._flush()

    def _pass(self, pool: "Pool | Cluster", sources: Iterator[Source]) -> None:
        for done in pool.run(sources):
            if done is None:
                self._flush_at_times()
                continue
            if done.examined.opened:
                if done.examined.why:
                    self._give_up(*done)
                self._close(self.opened.add(*done, waiting=not pool.complete))
                continue
            if pool.complete and done.source.path in self.opened and self._has_row(done.source):
                continue
            if done.examined.why and done.source.container:
                self._fail(*done)
                continue
            if done.examined.why:
                self._give_up(*done)
            self.examined += 1
            self._take(done.source, done.examined)

    def _with_inside(self, sources: Iterator[Source]) -> Iterator[Source]:
        """The sources, and between them what the containers among them hold."""
        for one in sources:
            yield from self._inside()
            yield one

    def _inside(self) -> Iterator[Source]:
        while self.opened.waiting:
            one = self.opened.waiting.popleft()
            if one.container or not (self._has_row(one) or self._given_up(one) or self._is_twin(one)):
                yield one

    def _has_row(self, one: Source) -> bool:
        """Whether a file of a container has its row, from a run that was stopped or from the round before."""
        twin = self._index.is_twin(one.path)
        found = twin or self._index.find(one.path) is not None
        if found:
            self._close(self.opened.done(one, twin=twin))
        return found

    def _is_twin(self, one: Source) -> bool:
        """Whether the content of a file of a container is in the tables or in work."""
        if one.sha256 is None:
            return False
        found = self._index.same_content(one.sha256, one.path)
        if found:
            self._index.add_twin(Twin(found[1], found[0], one.path, one.modified, one.stamp))
        elif self._index.claim(one.sha256, one.path):
            return False
        self._close(self.opened.done(one, twin=bool(found), again=not found))
        return True

    def _fail(self, source: Source, examined: Examined) -> None:
        """A container ended a worker: it is a poison file if nothing could be had of it."""
        closed = self.opened.failed(source, examined)
        if closed and closed.row["status"] == "unreadable":
            self._give_up(source, examined)
        self._close(closed)

    def _close(self, closed: Closed | None) -> None:
        """The row of a container that is through, now or when it may stand."""
        if closed is None:
            return
        if closed.again:
            self._left += 1
            return
        self.examined += 1
        self._progress.step(1)
        if closed.twins:
            self._index.close_later(closed.row["path"], json.dumps(closed.row, default=datetime.isoformat))
        else:
            self._documents.append(closed.row)
            self._flush_at_times()

    def _first_of_each_size(self) -> Iterator[Source]:
        """Files that cannot have a twin among those before them: their size is new."""
        for source in self._archive.walk():
            if self._index.find(source.path):
                continue
            if source.container:
                self._left += 1
            elif source.problem or self._index.first_of_size(_sort(source), source.path):
                if not self._given_up(source):
                    yield source
            else:
                self._left += 1

    def _others(self, pool: "Pool | Cluster") -> Iterator[Source]:
        """Of the files left, those whose content is new; the others are twins of what is in the tables or in work."""
        for source, sha256 in pool.digests(self._unknown()):
            if source.container:
                if not self._index.is_closing(source.path) and not self._given_up(source):
                    yield source
                continue
            found = sha256 and self._index.same_content(sha256, source.path)
            if found:
                self._index.add_twin(Twin(found[1], found[0], source.path, source.modified, source.stamp))
            elif sha256 is None or self._index.claim(sha256, source.path):
                if not self._given_up(source):
                    yield source
            else:
                self._left += 1

    def _unknown(self) -> Iterator[Source]:
        for source in self._archive.walk():
            if not (self._index.find(source.path) or self._index.is_twin(source.path)):
                yield source

    def _given_up(self, source: Source) -> bool:
        """Whether the file is on the poison list; it has its row then."""
        listed = self._poison.get(source.size)
        sha256 = digest(source) if listed else None
        if not (listed and sha256 in listed):
            return False
        row = examine.blank(source.path, self._options) | {"sha256": sha256, "size": source.size}
        row |= {"stamp": source.stamp, "modified": _moment(source.modified)}
        self._take(source, Examined(examine.failed(row, listed[sha256])))
        return True

    def _give_up(self, source: Source, examined: Examined) -> None:
        row = examined.document
        row["sha256"] = row["sha256"] or digest(source)
        row["modified"] = row["modified"] or _moment(source.modified)
        if row["sha256"]:
            self._store.add_poison(row)

    def _take(self, source: Source, examined: Examined) -> None:
        self._documents.append(examined.document)
        self._findings += examined.findings
        if source.path in self.opened:
            self._close(self.opened.done(source))
        else:
            self._progress.step(1)
        self._flush_at_times()

    def _flush_at_times(self) -> None:
        most, often = self._store.pace
        if len(self._documents) >= most or time.monotonic() - self._written > often:
            self._flush()

    def _flush(self) -> None:
        """Commit what is examined; once, though an interrupt comes in the middle and this is called again."""
        documents, findings = self._documents, self._findings
        self._documents, self._findings = [], []
        if documents:
            number = self._store.write(documents, findings)
            self._index.add(_entry(row, number, True) for row in documents)
        self._written = time.monotonic()

    def _known(self, number: str) -> Iterator[Known]:
        names = ["path", "sha256", "size", "stamp", "gwlint", "settings"]
        for columns in self._store.columns(number, names):
            for values in zip(*columns.values(), strict=True):
                row = dict(zip(names, values, strict=True))
                yield _entry(row, number, (row["gwlint"], row["settings"]) == (__version__, self._settings))


def _entry(row: Row, number: str, fresh: bool) -> Known:
    return Known(row["path"], number, row["sha256"], row["stamp"], fresh, row["size"])


def _sort(source: Source) -> int:
    """What files of equal content have in common: their size; better, the tag that a server gives to each content."""
    return source.size if source.stamp is None or not is_remote(source.load) else source.stamp


def _unchanged(source: Source, known: Known) -> bool:
    """Whether the content is what the row was made of: by its stamp, else by its hash."""
    if source.stamp is not None and source.stamp == known.stamp:
        return True
    return known.sha256 is not None and known.size == source.size and digest(source) == known.sha256


def _renamed(row: Row, twin: Twin) -> Row:
    return row | {"path": twin.path}


def _times(twin: Twin) -> dict[str, Any]:
    return {"modified": _moment(twin.modified), "stamp": None}


def _from_text(said: str) -> Row:
    row: Row = json.loads(said)
    return row | {"modified": row["modified"] and datetime.fromisoformat(row["modified"])}


def _moment(nanoseconds: int | None) -> datetime | None:
    return None if nanoseconds is None else _EPOCH + timedelta(microseconds=nanoseconds // 1000)
