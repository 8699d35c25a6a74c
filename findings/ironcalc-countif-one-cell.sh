#!/usr/bin/env bash
# ironcalc reckons COUNTIF and SUMIF over a range of one cell (A1:A1), but not over that cell itself (A1): #VALUE!.
#
# Excel, WPS and LibreOffice take a single cell for the range it is. A program that writes such formulas row by row writes
# one of them without a colon as soon as a table has one line. Whoever checks formulas with this engine should write ranges.
#
# Seen with ironcalc 0.9.1.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cargo init --quiet --name finding .
printf 'ironcalc = "=0.9.1"\n' >> Cargo.toml
cat > src/main.rs <<'RS'
use ironcalc::base::Model;

fn main() -> Result<(), String> {
    let mut model = Model::new_empty("book", "en", "UTC", "en")?;
    model.set_user_input(0, 1, 1, "3".to_owned())?;
    let formulas = ["COUNTIF(A1:A1,3)", "COUNTIF(A1,3)", "SUMIF(A1:A1,3)", "SUMIF(A1,3)", "COUNTA(A1)"];
    for (row, formula) in (1..).zip(formulas) {
        model.set_user_input(0, row, 3, format!("={formula}"))?;
    }
    model.evaluate();
    for (row, formula) in (1..).zip(formulas) {
        println!("{formula} {}", model.get_formatted_cell_value(0, row, 3)?);
    }
    Ok(())
}
RS
cargo run --quiet | tee seen
diff seen - <<'SEEN'
COUNTIF(A1:A1,3) 1
COUNTIF(A1,3) #VALUE!
SUMIF(A1:A1,3) 3
SUMIF(A1,3) #VALUE!
COUNTA(A1) 1
SEEN
