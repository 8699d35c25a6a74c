#!/usr/bin/env bash
# Dates become numbers where the styles part of an .xlsx has another name.
#
# Which part holds the styles is said by the workbook's relationships; the name xl/styles.xml is only a habit. LibreOffice
# follows the relationship. calamine looks for the habitual name, finds none, and reads every date as a plain number without
# a word; openpyxl gives up with an IndexError.
#
# Seen with calamine 0.38.0, openpyxl 3.1.5 (to write, and to read again), LibreOffice 7.4.7. Needs soffice.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv py
py/bin/pip install --quiet openpyxl==3.1.5
py/bin/python - <<'PY' | tee seen
import datetime, zipfile, openpyxl

book = openpyxl.Workbook()
book.active.title = "表"
book.active["A1"] = datetime.date(2026, 11, 2)
book.save("usual.xlsx")
with zipfile.ZipFile("usual.xlsx") as old, zipfile.ZipFile("other.xlsx", "w") as new:
    for part in old.infolist():
        name, content = part.filename, old.read(part)
        if name == "xl/styles.xml":
            name = "xl/looks.xml"
        if name in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels"):
            content = content.replace(b"styles.xml", b"looks.xml")
        new.writestr(name, content)
try:
    openpyxl.load_workbook("other.xlsx")
except IndexError:
    print("openpyxl: IndexError")
PY
soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to csv other.xlsx >/dev/null
printf 'LibreOffice: %s\n' "$(cat other.csv)" | tee -a seen
cargo init --quiet --name finding .
printf 'calamine = "=0.38.0"\n' >> Cargo.toml
cat > src/main.rs <<'RS'
use calamine::{Reader, Xlsx, open_workbook};
fn main() {
    for name in ["usual.xlsx", "other.xlsx"] {
        let mut book: Xlsx<_> = open_workbook(name).expect("it opens");
        let range = book.worksheet_range("表").expect("a sheet");
        println!("{name}: date {}", matches!(range[(0, 0)], calamine::Data::DateTime(_)));
    }
}
RS
cargo run --quiet | tee -a seen
diff seen - <<'SEEN'
openpyxl: IndexError
LibreOffice: 2026-11-02
usual.xlsx: date true
other.xlsx: date false
SEEN
