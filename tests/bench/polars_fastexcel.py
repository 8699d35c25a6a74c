"""The fastest readers a script can have, doing nothing but putting all tables into one workbook. Prints the seconds it took.

python3 polars_fastexcel.py FOLDER RESULT.xlsx
"""

import sys
import time
from pathlib import Path

import fastexcel
import polars as pl

ABOVE = 2  # rows above the head


def main(folder, result):
    start = time.perf_counter()
    read = []
    for path in sorted(Path(folder).glob("*.xlsx")):
        sheet = fastexcel.read_excel(path).load_sheet(0, header_row=ABOVE, dtypes="string")
        read.append(sheet.to_polars().with_columns(pl.lit(path.name).alias("文件")))
    pl.concat(read, how="diagonal").write_excel(result)
    print(time.perf_counter() - start)


if __name__ == "__main__":
    main(*sys.argv[1:])
