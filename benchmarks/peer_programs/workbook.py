"""LibreOffice, without a window: the costing workbook worked out anew after a package's figures are written over its inputs.

Run by the Python that has LibreOffice's `uno`: workbook.py BOOK.xlsx PLACES.json, where the places are the input cells by the
package's figures, the cells of the years' totals, and whether these are in cents. Only what follows an input is worked out.
CPU seconds and peak memory are the office's own (Linux), from the writing of the inputs to the reading of the totals.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

PIPE = f"peers{os.getpid()}"
A_SECOND = os.sysconf("SC_CLK_TCK")


def opened(book, profile):
    """The office's process, its desktop and the workbook in it."""
    words = [f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--norestore"]
    process = subprocess.Popen(
        ["soffice", *words, f"--accept=pipe,name={PIPE};urp"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    resolver = uno.getComponentContext().ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    while process.poll() is None:
        try:
            context = resolver.resolve(f"uno:pipe,name={PIPE};urp;StarOffice.ComponentContext")
            break
        except NoConnectException:
            time.sleep(0.3)
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    hidden = PropertyValue(Name="Hidden", Value=True)
    return desktop, desktop.loadComponentFromURL(Path(book).resolve().as_uri(), "_blank", 0, (hidden,))


def office():
    """The number of the process that works: soffice starts it, and it holds the pipe's name in its words."""
    for each in Path("/proc").iterdir():
        if each.name.isdigit():
            try:
                words = (each / "cmdline").read_bytes()
            except OSError:
                continue
            if PIPE.encode() in words and b"soffice.bin" in words:
                return each
    raise SystemExit("the office's process is not found")


def seconds(process):
    """CPU seconds that it has used, on all its threads."""
    fields = (process / "stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / A_SECOND


def peak(process):
    """Its peak memory in MB."""
    line = next(line for line in (process / "status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def main():
    """Answer each line with packages."""
    places = json.loads(Path(sys.argv[2]).read_text())
    with tempfile.TemporaryDirectory() as profile:
        desktop, book = opened(sys.argv[1], profile)
        process = office()

        def cell(place):
            sheet, column, row = place
            return book.Sheets.getByName(sheet).getCellByPosition(column, row)

        book.enableAutomaticCalculation(False)
        book.calculateAll()
        inputs, totals = [cell(place) for place in places["inputs"]], [cell(place) for place in places["totals"]]
        for line in sys.stdin:
            found, start = [], seconds(process)
            for values in json.loads(line):
                for held, value in zip(inputs, values, strict=True):
                    held.setValue(value)
                book.calculate()
                found.append([round(held.getValue() * (1 if places["in_cents"] else 100)) for held in totals])
            said = {"seconds": seconds(process) - start, "cents": found, "memory": peak(process)}
            print(json.dumps(said), flush=True)
        book.close(True)
        desktop.terminate()
        while process.exists():
            time.sleep(0.1)


main()
