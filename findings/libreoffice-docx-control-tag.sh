#!/usr/bin/env bash
# LibreOffice Writer saves a content control of a .docx without its tag, though it keeps its title (alias).
#
# The tag is what programs bind to: it is not shown to people, who may rename the title. A document with a tagged control
# that is opened in Writer and saved again has the control, its title and its text, but no w:tag. Whoever finds fields by
# tag must have a second way: by title, or by the text around them.
#
# Seen with LibreOffice 7.4.7 (Debian 1:7.4.7), python-docx 1.2.0. Needs soffice.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv py
py/bin/pip install --quiet python-docx==1.2.0
cat > control.py <<'PY'
import sys

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn


def write(path):
    document = Document()
    paragraph = document.add_paragraph("组长：")
    control = OxmlElement("w:sdt")
    properties = OxmlElement("w:sdtPr")
    for name in ("w:alias", "w:tag"):
        child = OxmlElement(name)
        child.set(qn("w:val"), "leader")
        properties.append(child)
    properties.append(OxmlElement("w:text"))
    content = OxmlElement("w:sdtContent")
    content.append(paragraph.add_run("张一")._r)
    control.append(properties)
    control.append(content)
    paragraph._p.append(control)
    paragraph.add_run("。")
    document.save(path)


def show(path):
    body = Document(path).element.body
    found = lambda name: bool(list(body.iter(qn(name))))
    print(f"control {found('w:sdt')}, title {found('w:alias')}, tag {found('w:tag')}")


write("made.docx") if sys.argv[1] == "write" else show(sys.argv[2])
PY
py/bin/python control.py write
soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to docx --outdir saved made.docx >/dev/null
{ py/bin/python control.py show made.docx; py/bin/python control.py show saved/made.docx; } | tee seen
diff seen - <<'SEEN'
control True, title True, tag True
control True, title True, tag False
SEEN
