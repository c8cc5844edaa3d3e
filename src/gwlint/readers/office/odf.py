"""A look into an OpenDocument package before LibreOffice opens it: what it inflates to, and what it must not hold."""

from gwlint.errors import Unreadable
from gwlint.readers.docx.package import Package
from gwlint.readers.sniff import refusal

_MANIFEST = "META-INF/manifest.xml"


def examine(data: bytes) -> None:
    """Raise Unreadable for a package that is damaged, encrypted, a bomb, or declares XML entities."""
    package = Package(data)
    if package.name("content.xml") is None:
        raise Unreadable("不是odt文件，或已损坏：缺少正文部件，请用WPS或Word打开后另存为docx再检查")
    manifest = package.bytes_of(_MANIFEST)
    if manifest and b"encryption-data" in manifest:
        raise refusal("encrypted")
    for name in package.names():
        if name.lower().endswith(".xml"):
            package.tree(name)
        else:
            package.bytes_of(name)
