#!/usr/bin/env bash
# In the low memory mode of rust_xlsxwriter the last row of a sheet is written twice if it was given a height.
#
# The second time it is empty. The same calls on an ordinary sheet write it once. A reader that takes the later of two rows
# for the row finds nothing in it; one blank cell below the last row helps.
#
# Seen with rust_xlsxwriter 0.102.0 and its feature constant_memory.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cargo init --quiet --name finding .
printf 'rust_xlsxwriter = { version = "=0.102.0", features = ["constant_memory"] }\n' >> Cargo.toml
cat > src/main.rs <<'RS'
use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

fn fill(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    for row in 0..3 {
        sheet.write(row, 0, row)?;
        sheet.set_row_height(row, 30)?;
    }
    Ok(())
}

fn main() -> Result<(), XlsxError> {
    let mut book = Workbook::new();
    fill(book.add_worksheet())?;
    fill(book.add_worksheet_with_low_memory()?)?;
    book.save("rows.xlsx")
}
RS
cargo run --quiet
python3 - <<'PY' | tee seen
import re, zipfile

book = zipfile.ZipFile("rows.xlsx")
for number, mode in enumerate(["ordinary", "low memory"], 1):
    sheet = book.read(f"xl/worksheets/sheet{number}.xml").decode()
    print(f"{mode}: rows", " ".join(re.findall(r'<row r="([0-9]+)"', sheet)))
PY
grep -qx "ordinary: rows 1 2 3" seen
grep -qx "low memory: rows 1 2 3 3" seen
