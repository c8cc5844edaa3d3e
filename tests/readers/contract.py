"""The invariants of `Document` that every reader keeps (model/document.py)."""

from gwlint.model import Block, Document, DocxRef, Piece


def check_contract(document: Document, data: bytes | None = None) -> None:
    """Assert them all; with the file's bytes, also that every place in a docx holds the very characters."""
    _check_blocks(document)
    _check_pieces(document)
    for block in document.blocks:
        _check_runs(block)
    if data is not None and document.format == "docx":
        _check_places(document, data)


def _check_blocks(document: Document) -> None:
    text, blocks = document.text, document.blocks
    assert "\n".join(text[b.span.start : b.span.end] for b in blocks) == text
    position = 0
    for block in blocks:
        assert block.span.start == position, "blocks in order, joined by one line break"
        said = block.span.of(text)
        assert said and said == said.strip("\n"), "no line break at either end"
        position = block.span.end + 1
    assert position == (len(text) + 1 if blocks else 0)


def _check_pieces(document: Document) -> None:
    position = 0
    for piece in document.pieces:
        assert piece.span.start == position and piece.span.length > 0, "pieces contiguous"
        assert piece.generated or piece.ref is not None
        position = piece.span.end
    assert position == len(document.text)


def _check_runs(block: Block) -> None:
    position = block.span.start
    for run in block.runs:
        assert position <= run.span.start < run.span.end <= block.span.end
        position = run.span.end
    neighbours = zip(block.runs, block.runs[1:], strict=False)
    assert all(a.font != b.font or a.span.end < b.span.start for a, b in neighbours), "equal neighbours are merged"


def _check_places(document: Document, data: bytes) -> None:
    from gwlint.readers.docx.package import Package
    from gwlint.readers.docx.runs import paragraphs_of, runs_of, text_of

    package = Package(data)
    paragraphs = {part: paragraphs_of(package.tree(part)) for part in {ref.part for _, ref in _placed(document)}}
    for piece, ref in _placed(document):
        run = runs_of(paragraphs[ref.part][ref.paragraph])[ref.run]
        there = text_of(run)[ref.offset :]
        assert there.startswith(piece.span.of(document.text)), (ref, there)


def _placed(document: Document) -> list[tuple[Piece, DocxRef]]:
    return [(piece, piece.ref) for piece in document.pieces if isinstance(piece.ref, DocxRef)]
