#!/usr/bin/env bash
# An .ods holds two different texts of one cell where its number format adds words, and readers differ on which it is.
#
# With the format @"（代）" a cell with 张一 is shown as 张一（代）. LibreOffice stores the value in office:string-value and what
# is shown in text:p. odfpy and pandas take text:p, calamine the attribute: the one reads the added word as typed, the other
# does not see it at all.
#
# Seen with LibreOffice 7.4.7 (Debian 1:7.4.7), openpyxl 3.1.5, pandas 2.2.3 with odfpy 1.4.1, calamine 0.38.0. Needs soffice.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv py
py/bin/pip install --quiet openpyxl==3.1.5 pandas==2.2.3 odfpy==1.4.1
py/bin/python - <<'PY'
import openpyxl

book = openpyxl.Workbook()
book.active.title = "表"
book.active["A1"] = "张一"
book.active["A1"].number_format = '@"（代）"'
book.save("format.xlsx")
PY
soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to ods format.xlsx >/dev/null
py/bin/python -c '
import pandas
print("pandas:", pandas.read_excel("format.ods", header=None, engine="odf").iat[0, 0])' | tee seen
cargo init --quiet --name finding .
printf 'calamine = "=0.38.0"\n' >> Cargo.toml
cat > src/main.rs <<'RS'
use calamine::{Ods, Reader, open_workbook};
fn main() {
    let mut book: Ods<_> = open_workbook("format.ods").expect("it opens");
    let range = book.worksheet_range("表").expect("a sheet");
    println!("calamine: {}", range[(0, 0)]);
}
RS
cargo run --quiet | tee -a seen
diff seen - <<'SEEN'
pandas: 张一（代）
calamine: 张一
SEEN
