#!/usr/bin/env bash
# calamine refuses an OpenDocument spreadsheet whose XML is indented.
#
# White space between the elements of a table means nothing in OpenDocument, and LibreOffice itself writes it where
# PrettyPrinting is switched on. LibreOffice reads both files alike; calamine reads the first and ends the second with an
# error that names no place, so that a sound form looks damaged.
#
# Seen with calamine 0.38.0, odfpy 1.4.1 (to write), LibreOffice 7.4.7. Needs soffice.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv py
py/bin/pip install --quiet odfpy==1.4.1
py/bin/python - <<'PY'
import xml.dom.minidom, zipfile
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

book = OpenDocumentSpreadsheet()
table = Table(name="表")
for line in (["风险点", "等级"], ["审核不严", "二级"]):
    row = TableRow()
    for text in line:
        cell = TableCell(valuetype="string")
        cell.addElement(P(text=text))
        row.addElement(cell)
    table.addElement(row)
book.spreadsheet.addElement(table)
book.save("plain.ods")

with zipfile.ZipFile("plain.ods") as old, zipfile.ZipFile("indented.ods", "w") as new:
    for part in old.infolist():
        content = old.read(part)
        if part.filename == "content.xml":
            content = xml.dom.minidom.parseString(content).toprettyxml(indent=" ", encoding="UTF-8")
        new.writestr(part, content)
PY
soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to csv:"Text - txt - csv (StarCalc)":44,34,76 \
    plain.ods indented.ods >/dev/null
cmp plain.csv indented.csv
cargo init --quiet --name finding .
printf 'calamine = "=0.38.0"\n' >> Cargo.toml
cat > src/main.rs <<'RS'
use calamine::{Ods, Reader, open_workbook};
fn main() {
    for name in ["plain.ods", "indented.ods"] {
        let book: Result<Ods<_>, _> = open_workbook(name);
        match book.and_then(|mut book| book.worksheet_range("表")) {
            Ok(range) => println!("{name}: {} rows, B2 = {}", range.height(), range[(1, 1)]),
            Err(_) => println!("{name}: error"),
        }
    }
}
RS
cargo run --quiet | tee seen
diff seen - <<'SEEN'
plain.ods: 2 rows, B2 = 二级
indented.ods: error
SEEN
