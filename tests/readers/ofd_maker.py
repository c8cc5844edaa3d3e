"""OFD files with whatever a test wants on their pages (GB/T 33190)."""

from container_maker import zipped

_NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def text(said: str, x: float, y: float, size: float = 5.6) -> str:
    """A line whose baseline starts at `x`, `y` millimetres from the upper left corner."""
    return (
        f'<ofd:TextObject ID="1" Boundary="{x} {y - size} {len(said) * size} {size}" Size="{size}">'
        f'<ofd:TextCode X="0" Y="{size}">{said}</ofd:TextCode></ofd:TextObject>'
    )


def ruling(x: float, y: float, width: float, height: float) -> str:
    return f'<ofd:PathObject ID="2" Boundary="{x} {y} {width} {height}"><ofd:AbbreviatedData>M 0 0</ofd:AbbreviatedData></ofd:PathObject>'


PICTURE = '<ofd:ImageObject ID="3" ResourceID="9" Boundary="0 0 210 297"/>'


def ofd(*pages: str, extra: dict[str, str | None] | None = None) -> bytes:
    """A4 pages, each given as the objects of its layer; `extra` are further parts, None takes one out."""
    listed = "".join(f'<ofd:Page ID="{i}" BaseLoc="Pages/{i}.xml"/>' for i in range(len(pages)))
    parts: dict[str, str | None] = {
        "OFD.xml": f"<ofd:OFD {_NS}><ofd:DocBody><ofd:DocInfo><ofd:Title>题</ofd:Title></ofd:DocInfo>"
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {_NS}><ofd:CommonData><ofd:PageArea>"
        "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData>"
        f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
    }
    for i, page in enumerate(pages):
        parts[f"Doc_0/Pages/{i}.xml"] = (
            f'<ofd:Page {_NS}><ofd:Content><ofd:Layer ID="1">{page}</ofd:Layer></ofd:Content></ofd:Page>'
        )
    return zipped({name: said.encode() for name, said in {**parts, **(extra or {})}.items() if said is not None})
