#!/usr/bin/env bash
# calamine adds the text of a text box to the text of the cell it is anchored to.
#
# A text box over a cell is an object of its own: neither Calc nor odfpy's cell text count it. calamine joins its paragraph
# to the cell's, so that a remark stuck on a form changes the value below it.
#
# Seen with calamine 0.38.0, odfpy 1.4.1: the cell says 二级, calamine says 二级 and 待定 in one text.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv py
py/bin/pip install --quiet odfpy==1.4.1
py/bin/python - <<'PY'
from odf.draw import Frame, TextBox
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

book = OpenDocumentSpreadsheet()
table, row = Table(name="表"), TableRow()
cell = TableCell(valuetype="string")
cell.addElement(P(text="二级"))
frame, box = Frame(width="2cm", height="1cm", x="1cm", y="1cm", zindex="0"), TextBox()
box.addElement(P(text="待定"))
frame.addElement(box)
cell.addElement(frame)
row.addElement(cell)
table.addElement(row)
book.spreadsheet.addElement(table)
book.save("box.ods")
PY
cargo init --quiet --name finding .
printf 'calamine = "=0.38.0"\n' >> Cargo.toml
cat > src/main.rs <<'RS'
use calamine::{Ods, Reader, open_workbook};
fn main() {
    let mut book: Ods<_> = open_workbook("box.ods").expect("it opens");
    let range = book.worksheet_range("表").expect("a sheet");
    println!("{:?}", range[(0, 0)].to_string());
}
RS
cargo run --quiet | tee seen
diff seen - <<'SEEN'
"二级\n待定"
SEEN
