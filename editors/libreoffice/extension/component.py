"""What LibreOffice loads: the job that watches each document opened, and the commands of the menu."""

import unohelper
from com.sun.star.document import XDocumentEventListener
from com.sun.star.task import ErrorCodeIOException, XJob, XJobExecutor
from gwlint_office import menu, notices
from gwlint_office.checking import at_save

_ABORTED = 283  # ERRCODE_IO_ABORT: LibreOffice then takes the save for cancelled and shows no error of its own
_BEFORE_STORING = ("OnSave", "OnSaveAs")
_watched = set()


class Guard(unohelper.Base, XDocumentEventListener):
    """Checks one document before it is stored.

    In LibreOffice 7.4 `SfxBaseModel` tells the document's own listeners first, in the thread that saves, and passes
    over a RuntimeException from them, but lets an IOException end the save before a byte is written. That holds for
    the menu, for the question on closing, and for store() and storeAsURL() alike. (From another process, over the
    bridge, the same exception crashes the office: this works inside it only.)
    """

    def documentEventOccured(self, event):  # noqa: N802 -- UNO's spelling
        if event.EventName in _BEFORE_STORING and at_save(event.Source):
            raise ErrorCodeIOException("gwlint 拦下了这次保存", event.Source, _ABORTED)

    def disposing(self, event):
        _watched.discard(self)


class Hook(unohelper.Base, XJob):
    """Run by LibreOffice for each document made or opened (Jobs.xcu)."""

    def __init__(self, context):
        pass

    def execute(self, arguments):
        with notices.noting_failure():
            model = _model(arguments)
            if model is not None and model.supportsService("com.sun.star.text.TextDocument"):
                guard = Guard()
                model.addDocumentEventListener(guard)
                _watched.add(guard)
        return ()


class Menu(unohelper.Base, XJobExecutor):
    """The entries of the menu 公文检查 (Addons.xcu)."""

    def __init__(self, context):
        pass

    def trigger(self, event):
        with notices.noting_failure():
            menu.run(event)


def _model(arguments):
    environment = next((one.Value for one in arguments if one.Name == "Environment"), ())
    return next((one.Value for one in environment if one.Name == "Model"), None)


g_ImplementationHelper = unohelper.ImplementationHelper()  # noqa: N816 -- the loader looks for this name
for _service in (Hook, Menu):
    _name = "org.gwlint.office." + _service.__name__
    g_ImplementationHelper.addImplementation(_service, _name, (_name,))
