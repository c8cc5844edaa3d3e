"""Does in a running LibreOffice what a user does: a command a line on stdin, [name, arguments…]; its answer on stdout.

    office_driver.py PIPE

Run by the system's own Python, which has LibreOffice's `uno`. Both ways it is JSON.
"""

import json
import os
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.uno import RuntimeException

FILTERS = {".docx": "MS Word 2007 XML", ".odt": "writer8"}
MOST = 100  # parts of a window that are looked at; a sheet would have millions
COMMENT = "com.sun.star.text.textfield.Annotation"


def said(**values):
    return tuple(PropertyValue(Name=name, Value=value) for name, value in values.items())


def connected(pipe):
    """The office's own context, once it answers."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(240):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.25)
    raise SystemExit("LibreOffice does not answer")


class Driver:
    """The commands, on the document opened last."""

    def __init__(self, context):
        self._make = lambda name: context.ServiceManager.createInstanceWithContext(name, context)
        self._desktop = self._make("com.sun.star.frame.Desktop")
        self._document = None

    def user_folder(self):
        url = self._make("com.sun.star.util.PathSubstitution").substituteVariables("$(user)", True)
        return uno.fileUrlToSystemPath(url)

    def open(self, path):
        url = uno.systemPathToFileUrl(path) if path else "private:factory/swriter"
        self._document = self._desktop.loadComponentFromURL(url, "_blank", 0, ())
        return self._document is not None

    def close(self):
        self._document.close(True)

    def quit(self):
        return self._desktop.terminate()

    def text(self):
        return self._document.Text.String

    def modified(self):
        return self._document.isModified()

    def url(self):
        return self._document.URL

    def type(self, words):
        cursor = self._document.Text.createTextCursor()
        cursor.gotoEnd(False)
        self._document.Text.insertString(cursor, words, False)

    def replace(self, old, new):
        found = self._document.createReplaceDescriptor()
        found.SearchString, found.ReplaceString = old, new
        return self._document.replaceAll(found)

    def track(self, on):
        self._document.RecordChanges = on

    def changes(self):
        return [[one.RedlineType, one.RedlineAuthor] for one in self._document.Redlines]

    def undo(self):
        undo = self._document.getUndoManager()
        title = undo.getCurrentUndoActionTitle()
        undo.undo()
        return title

    def store(self):
        return self._tried(self._document.store)

    def store_as(self, path):
        said_so = said(FilterName=FILTERS[os.path.splitext(path)[1]])
        return self._tried(lambda: self._document.storeAsURL(uno.systemPathToFileUrl(path), said_so))

    def dispatch(self, command, **values):
        frame = self._document.CurrentController.Frame
        done = self._make("com.sun.star.frame.DispatchHelper").executeDispatch(frame, command, "", 0, said(**values))
        result = getattr(done, "Result", None)
        return result if isinstance(result, bool) else None

    def front(self):
        """Bring the window to the front, so that menu commands mean this document."""
        self._document.CurrentController.Frame.activate()

    def comments(self):
        return [[one.Author, one.Content, one.getAnchor().getString()] for one in self._fields()]

    def comment(self, words, content, author):
        found = self._document.createSearchDescriptor()
        found.SearchString = words
        place = self._document.findFirst(found)
        field = self._document.createInstance(COMMENT)
        field.Author, field.Content = author, content
        place.Text.insertTextContent(place, field, True)

    def _fields(self):
        fields = self._document.getTextFields().createEnumeration()
        while fields.hasMoreElements():
            field = fields.nextElement()
            if field.supportsService(COMMENT):
                yield field

    def window(self, title):
        """Each part of the window so called that has a place: its role, name and a point in it; null where there is none."""
        kit = self._make("com.sun.star.awt.Toolkit")
        for number in range(kit.getTopWindowCount()):
            window = kit.getTopWindow(number)
            top = window.isVisible() and window.getAccessibleContext()
            if top and top.getAccessibleName() == title:
                return list(_parts(top))
        return None

    @staticmethod
    def _tried(act):
        try:
            act()
        except RuntimeException:  # there is no LibreOffice any more
            raise
        except Exception as error:
            return f"{type(error).__name__}: {error}"
        return "stored"


def _parts(context):
    for number in range(min(context.getAccessibleChildCount(), MOST)):
        part = context.getAccessibleChild(number).getAccessibleContext()
        place, size = part.getLocationOnScreen(), part.getSize()
        if size.Width and size.Height:
            yield [
                part.getAccessibleRole(),
                part.getAccessibleName(),
                place.X + min(size.Width // 2, 60),
                place.Y + size.Height // 2,
            ]
            yield from _parts(part)


def main():
    driver = Driver(connected(sys.argv[1]))
    for line in sys.stdin:
        name, *arguments = json.loads(line)
        print(json.dumps(getattr(driver, name)(*arguments)), flush=True)


main()
