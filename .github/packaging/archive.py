"""Packs a folder: names are marked as UTF-8, as Windows wants it, and what can be run stays so.

archive.py FOLDER ARCHIVE
"""

import pathlib
import sys
import zipfile

folder, target = map(pathlib.Path, sys.argv[1:])
with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
    # An empty folder is a part of its own.
    for path in [folder, *sorted(folder.rglob("*"))]:
        out.write(path, path.relative_to(folder.parent))
