#!/usr/bin/env bash
# Columns fitted by rust_xlsxwriter are about half as wide as Chinese text needs.
#
# autofit() measures with the widths of Latin letters of Calibri and takes every other character for an average one; a
# Chinese character is twice as wide. XlsxWriter for Python, whose method it is, does the same. LibreOffice, which measures
# with the font, makes the same column nearly twice as wide.
#
# Seen with rust_xlsxwriter 0.102.0: 40 Chinese characters get the width of 40 Latin letters.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cargo init --quiet --name finding .
printf 'rust_xlsxwriter = "=0.102.0"\n' >> Cargo.toml
cat > src/main.rs <<'RS'
use rust_xlsxwriter::{Workbook, XlsxError};
fn main() -> Result<(), XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "险".repeat(40))?;
    sheet.write(0, 1, "m".repeat(40))?;
    sheet.autofit();
    book.save("fit.xlsx")
}
RS
cargo run --quiet
python3 - <<'PY' | tee seen
import re, zipfile

sheet = zipfile.ZipFile("fit.xlsx").read("xl/worksheets/sheet1.xml").decode()
chinese, latin = (float(width) for width in re.findall(r'<col [^>]*width="([0-9.]+)"', sheet))
print("Chinese narrower than as many letters m:", chinese < latin)
PY
grep -qx "Chinese narrower than as many letters m: True" seen
