#!/usr/bin/env bash
# A formula that was never calculated reads as a cell with an empty text, in whatever reads .xls.
#
# xlwt writes formulas with an empty text as their stored result and leaves the reckoning to Excel. A reader of stored
# results cannot tell such a cell from a formula whose result is an empty text: xlrd and calamine both give "". The flag of
# the record that asks for calculation (fAlwaysCalc) and the missing RECALCID record tell it, and neither shows them.
#
# Seen with xlwt 1.3.0, xlrd 2.0.2, calamine 0.38.0.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv py
py/bin/pip install --quiet xlwt==1.3.0 xlrd==2.0.2
py/bin/python - <<'PY' | tee seen
import xlrd, xlwt

book = xlwt.Workbook()
sheet = book.add_sheet("表")
sheet.write(0, 0, 2)
sheet.write(0, 1, xlwt.Formula("A1+1"))
book.save("formula.xls")
cell = xlrd.open_workbook("formula.xls").sheet_by_index(0).cell(0, 1)
print("xlrd:", repr(cell.value))
PY
cargo init --quiet --name finding .
printf 'calamine = "=0.38.0"\n' >> Cargo.toml
cat > src/main.rs <<'RS'
use calamine::{Reader, Xls, open_workbook};
fn main() {
    let mut book: Xls<_> = open_workbook("formula.xls").expect("it opens");
    let range = book.worksheet_range("表").expect("a sheet");
    println!("calamine: {:?}", range.get_value((0, 1)));
}
RS
cargo run --quiet | tee -a seen
diff seen - <<'SEEN'
xlrd: ''
calamine: Some(String(""))
SEEN
