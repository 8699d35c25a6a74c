"""Reads every table of every unit into memory, as columns, and does nothing else. Prints the seconds it took.

python3 polars_parquet.py FOLDER RESULT
"""

import sys
import time
from pathlib import Path

import polars as pl

TABLES = ["register", "entries", "merges", "findings", "scores", "changes"]


def main(folder, _result):
    start = time.perf_counter()
    rows = 0
    for table in TABLES:
        files = sorted(Path(folder).glob(f"*/结果/data/parquet/{table}/**/*.parquet"))
        if files:
            rows += pl.read_parquet(files, hive_partitioning=False).height
    assert rows, "no columns"
    print(time.perf_counter() - start)


if __name__ == "__main__":
    main(*sys.argv[1:])
