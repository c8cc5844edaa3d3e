"""Accept or reject all tracked changes in real LibreOffice: resolve.py accept|reject in.docx out.txt

Run by the system's own Python, which has LibreOffice's `uno`; the profile and the pipe are this run's alone.
"""

import os
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

COMMANDS = {"accept": ".uno:AcceptAllTrackedChanges", "reject": ".uno:RejectAllTrackedChanges"}


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


def resolve(context, what, source, target):
    make = context.ServiceManager.createInstanceWithContext
    desktop = make("com.sun.star.frame.Desktop", context)
    dispatcher = make("com.sun.star.frame.DispatchHelper", context)
    document = desktop.loadComponentFromURL(uno.systemPathToFileUrl(source), "_blank", 0, said(Hidden=True))
    dispatcher.executeDispatch(document.CurrentController.Frame, COMMANDS[what], "", 0, ())
    assert not list(document.Redlines), "changes are left"
    document.storeToURL(uno.systemPathToFileUrl(target), said(FilterName="Text (encoded)", FilterOptions="UTF8,LF"))
    document.close(True)
    return desktop


def main():
    what, source, target = sys.argv[1], os.path.abspath(sys.argv[2]), os.path.abspath(sys.argv[3])
    pipe = f"gwlint{os.getpid()}"
    with tempfile.TemporaryDirectory() as profile:
        office = subprocess.Popen(
            [
                "soffice",
                "--headless",
                "--norestore",
                f"-env:UserInstallation=file://{profile}",
                f"--accept=pipe,name={pipe};urp;",
            ]
        )
        try:
            resolve(connected(pipe), what, source, target).terminate()
            office.wait(60)
        finally:
            office.kill()


main()
