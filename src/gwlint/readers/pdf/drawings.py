"""What a page draws besides text: thin straight lines, coloured areas, images."""

import ctypes
from ctypes import c_float, c_int, c_void_p
from typing import NamedTuple

from gwlint.readers.pdf.page import Box
from gwlint.readers.pdf.pdfium import FORM, IMAGE, PATH, Numbers

MAX_OBJECTS = 50_000
MAX_RULINGS = 3_000
"""More lines than the finest form has; beyond it they are a picture."""

_MAX_DEPTH = 4
_MAX_SEGMENTS = 400
_THIN = 3.0
_LONG = 4.0
_Matrix = tuple[float, float, float, float, float, float]
_SAME: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Drawings(NamedTuple):
    """See `Page` for the meaning of each."""

    rulings: tuple[Box, ...]
    fills: tuple[Box, ...]
    image: float
    paths: int


def drawings(lib: ctypes.CDLL, page: int, paper: Box) -> Drawings:
    """Everything that is drawn on the page; too much of it counts as a picture without lines."""
    walk = _Walk(lib, paper)
    count = lib.FPDFPage_CountObjects(page)
    if count <= MAX_OBJECTS:
        walk.objects([lib.FPDFPage_GetObject(page, i) for i in range(count)], _SAME, 0)
    rulings = tuple(walk.rulings) if len(walk.rulings) <= MAX_RULINGS else ()
    return Drawings(rulings, tuple(walk.fills), _share(walk.images, paper), walk.paths)


class _Walk:
    def __init__(self, lib: ctypes.CDLL, paper: Box) -> None:
        self._lib = lib
        self._paper = paper
        self._left = MAX_OBJECTS
        self._room = Numbers(c_float, 6)
        self.rulings: list[Box] = []
        self.fills: list[Box] = []
        self.images: list[Box] = []
        self.paths = 0

    def objects(self, things: list[int], matrix: _Matrix, depth: int) -> None:
        kind = self._lib.FPDFPageObj_GetType
        for thing in things:
            found = kind(thing)
            if found == PATH:
                self._path(thing, matrix)
            elif found == IMAGE:
                box = self._bounds(thing, matrix)
                self.images.append(box)
                self.fills.append(box)
            elif found == FORM and depth < _MAX_DEPTH:
                self._form(thing, matrix, depth)

    def _form(self, form: int, matrix: _Matrix, depth: int) -> None:
        count = self._lib.FPDFFormObj_CountObjects(form)
        self._left -= max(count, 1)
        if self._left > 0:
            things = [self._lib.FPDFFormObj_GetObject(form, i) for i in range(count)]
            self.objects(things, _times(self._matrix(form), matrix), depth + 1)

    def _matrix(self, thing: int) -> _Matrix:
        self._lib.FPDFPageObj_GetMatrix(c_void_p(thing), self._room.at[0])
        a, b, c, d, e, f = self._room.of
        return (a, b, c, d, e, f)

    def _bounds(self, thing: int, matrix: _Matrix) -> Box:
        at = self._room.at
        self._lib.FPDFPageObj_GetBounds(thing, at[0], at[1], at[2], at[3])
        x0, y0, x1, y1 = self._room.of[:4]
        return (x0, y0, x1, y1) if matrix is _SAME else _hull([_moved(x0, y0, matrix), _moved(x1, y1, matrix)])

    def _path(self, path: int, matrix: _Matrix) -> None:
        self.paths += 1
        box = self._bounds(path, matrix)
        if _is_ruling(box):
            self.rulings.append(box)
            return
        if box[2] - box[0] < _THIN and box[3] - box[1] < _THIN:
            return
        fill, stroke = c_int(), c_int()
        self._lib.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
        if stroke.value:
            self._edges(path, _times(self._matrix(path), matrix))
        elif fill.value:
            self.fills.append(box)

    def _edges(self, path: int, matrix: _Matrix) -> None:
        """The straight sides of a stroked outline, such as a frame drawn as one rectangle."""
        lib, at = self._lib, self._room.at
        count = lib.FPDFPath_CountSegments(path)
        if count > _MAX_SEGMENTS:
            return
        last = first = (0.0, 0.0)
        for index in range(count):
            segment = lib.FPDFPath_GetPathSegment(path, index)
            lib.FPDFPathSegment_GetPoint(segment, at[0], at[1])
            point = _moved(self._room.of[0], self._room.of[1], matrix)
            kind = lib.FPDFPathSegment_GetType(segment)
            if kind == _MOVE:
                first = point
            elif kind == _LINE:
                self._edge(last, point)
            if lib.FPDFPathSegment_GetClose(segment):
                self._edge(point, first)
            last = point

    def _edge(self, one: tuple[float, float], other: tuple[float, float]) -> None:
        box = _hull([one, other])
        if _is_ruling(box):
            self.rulings.append(box)


_LINE, _MOVE = 0, 2


def _is_ruling(box: Box) -> bool:
    width, height = box[2] - box[0], box[3] - box[1]
    return min(width, height) < _THIN and max(width, height) > _LONG


def _hull(points: list[tuple[float, float]]) -> Box:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return (min(xs), min(ys), max(xs), max(ys))


def _moved(x: float, y: float, m: _Matrix) -> tuple[float, float]:
    return (m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5])


def _times(one: _Matrix, other: _Matrix) -> _Matrix:
    """The matrix that applies `one` first, then `other`."""
    a, b = _moved(one[0], one[1], (*other[:4], 0.0, 0.0))
    c, d = _moved(one[2], one[3], (*other[:4], 0.0, 0.0))
    e, f = _moved(one[4], one[5], other)
    return (a, b, c, d, e, f)


def _share(images: list[Box], paper: Box) -> float:
    """How much of the paper the images cover; strips of one scan add up."""
    left, bottom, right, top = paper
    area = (right - left) * (top - bottom)
    covered = 0.0
    for x0, y0, x1, y1 in images:
        covered += max(0.0, min(x1, right) - max(x0, left)) * max(0.0, min(y1, top) - max(y0, bottom))
    return min(1.0, covered / area) if area > 0 else 0.0
