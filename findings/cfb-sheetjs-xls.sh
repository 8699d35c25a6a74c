#!/usr/bin/env bash
# The crate cfb refuses the .xls files that SheetJS writes, which Excel, LibreOffice and xlrd read.
#
# SheetJS leaves entries behind the last sector in the allocation table. They belong to no sector and do no harm; cfb holds
# the table against the length of the file and gives up, in its permissive mode as well.
#
# Seen with cfb 0.16.0, SheetJS (npm xlsx) 0.18.5, xlrd 2.0.2.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-fund --no-audit xlsx@0.18.5 >/dev/null
node -e '
const X = require("xlsx");
const book = X.utils.book_new();
X.utils.book_append_sheet(book, X.utils.aoa_to_sheet([["a", 2]]), "S");
X.writeFile(book, "sheetjs.xls", { bookType: "biff8" });
'
python3 -m venv py
py/bin/pip install --quiet xlrd==2.0.2
py/bin/python -c '
import xlrd
print("xlrd:", xlrd.open_workbook("sheetjs.xls").sheet_by_index(0).row_values(0))' | tee seen
cargo init --quiet --name finding .
printf 'cfb = "=0.16.0"\n' >> Cargo.toml
cat > src/main.rs <<'RS'
fn main() {
    println!("cfb opens it: {}", cfb::open("sheetjs.xls").is_ok());
}
RS
cargo run --quiet | tee -a seen
diff seen - <<'SEEN'
xlrd: ['a', 2.0]
cfb opens it: false
SEEN
