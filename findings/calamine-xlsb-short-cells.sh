#!/usr/bin/env bash
# Cells of an .xlsb that SheetJS writes are missing in calamine, without an error.
#
# [MS-XLSB] has short forms of the cell records for cells right of another one (BrtShortRk, BrtShortSt …); SheetJS writes
# them, Excel and LibreOffice read them. calamine passes over them: the first cell of each run is there, the others are not.
#
# Seen with calamine 0.38.0, SheetJS (npm xlsx) 0.18.5: written 2 rows of 3 cells, read back:
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-fund --no-audit xlsx@0.18.5 >/dev/null
node -e '
const X = require("xlsx");
const book = X.utils.book_new();
X.utils.book_append_sheet(book, X.utils.aoa_to_sheet([["科室", "风险点", "等级"], ["预算科", "审核不严", 2]]), "表");
X.writeFile(book, "short.xlsb");
const again = X.readFile("short.xlsb").Sheets["表"];
console.log("SheetJS reads", Object.keys(again).filter(k => k[0] != "!").length, "cells");
'
cargo init --quiet --name finding .
printf 'calamine = "=0.38.0"\n' >> Cargo.toml
cat > src/main.rs <<'RS'
use calamine::{Reader, Xlsb, open_workbook};
fn main() {
    let mut book: Xlsb<_> = open_workbook("short.xlsb").expect("it opens");
    let range = book.worksheet_range("表").expect("a sheet");
    println!("calamine reads {} cells", range.used_cells().count());
}
RS
cargo run --quiet | tee seen
grep -qx "calamine reads 2 cells" seen
