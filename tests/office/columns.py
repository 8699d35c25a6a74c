"""Reads the columns of a result with another engine and holds every value against the lines of its data.

    python columns.py duckdb|polars|spark RESULT
"""

import datetime
import decimal
import json
import pathlib
import sys

MONTH = "_month"
LEVELS = ["level", "declared_level", "suggested_level", "confirmed_level", "effective_level"]
# What the columns must be, in each engine's own words.
TYPES = {
    "duckdb": {"level": "TINYINT", "date": "DATE", "list": "VARCHAR[]", "points": "DECIMAL(18,2)", "flag": "BOOLEAN", "count": "BIGINT"},
    "polars": {"level": "Int8", "date": "Date", "list": "List(String)", "points": "Decimal(precision=18, scale=2)", "flag": "Boolean", "count": "Int64"},
    "spark": {"level": "tinyint", "date": "date", "list": "array<string>", "points": "decimal(18,2)", "flag": "boolean", "count": "bigint"},
}
COLUMNS = {
    "register": {"level": LEVELS, "date": ["reported_on", "rated_on", "next_rating"], "list": ["owner", "sources", "keys"], "flag": ["spot_check"], "count": ["risk_points"]},
    "entries": {"date": ["reported_on", "rated_on"], "list": ["owner"], "count": ["risk_points"]},
    "scores": {"points": ["total", "bonus", "deductions", "converted", "coefficient"], "count": ["rank", "missing"]},
    "changes": {"level": ["level_before", "level_now"]},
    "findings": {"list": ["more"]},
    "merges": {},
}


class DuckDb:
    def __init__(self):
        import duckdb

        self.db = duckdb.connect()

    def rows(self, folder):
        found = self.db.sql(f"SELECT * FROM read_parquet('{folder}/**/*.parquet')")
        types = dict(zip(found.columns, map(str, found.types)))
        return types, [dict(zip(found.columns, row)) for row in found.fetchall()]

    def sums(self, folder):
        query = f"SELECT unit, year, effective_level, count(*), sum(risk_points) FROM read_parquet('{folder}/**/*.parquet') GROUP BY ALL"
        return self.db.sql(query).fetchall()


class Polars:
    def __init__(self):
        import polars

        self.pl = polars

    def rows(self, folder):
        found = self.pl.read_parquet(folder, hive_partitioning=True)
        return {name: str(kind) for name, kind in found.schema.items()}, found.to_dicts()

    def sums(self, folder):
        pl = self.pl
        found = pl.scan_parquet(folder, hive_partitioning=True)
        groups = found.group_by("unit", "year", "effective_level").agg(pl.len(), pl.col("risk_points").sum().alias("points"))
        return groups.collect().rows()


class Spark:
    def __init__(self):
        from pyspark.sql import SparkSession

        builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
        self.spark = builder.config("spark.sql.shuffle.partitions", "2").getOrCreate()
        self.spark.sparkContext.setLogLevel("ERROR")

    def rows(self, folder):
        found = self.spark.read.parquet(folder)
        return dict(found.dtypes), [row.asDict(recursive=True) for row in found.collect()]

    def sums(self, folder):
        self.spark.read.parquet(folder).createOrReplaceTempView("register")
        query = "SELECT unit, year, effective_level, count(*), sum(risk_points) FROM register GROUP BY 1, 2, 3"
        return [tuple(row) for row in self.spark.sql(query).collect()]


def same(said, read, where):
    """Whether a value of a line is the value an engine read."""
    if isinstance(said, dict):
        if isinstance(read, list):  # polars has no maps
            read = {pair["key"]: pair["value"] for pair in read}
        months = {name: said[name] for name in said if read.get(name + MONTH) is not None}
        for name, value in months.items():
            assert read[name] is None and read[name + MONTH] == value, (where, name, value)
        for name in set(said) - set(months):
            same(said[name], read[name], f"{where}.{name}")
        for name in set(read) - set(said):
            assert read[name] is None or name in ("unit", "year") or name[: -len(MONTH)] in months, (where, name)
    elif isinstance(said, list):
        assert isinstance(read, list) and len(said) == len(read), (where, said, read)
        for nth, (one, other) in enumerate(zip(said, read)):
            same(one, other, f"{where}[{nth}]")
    elif isinstance(read, datetime.date):
        assert said == read.isoformat(), (where, said, read)
    elif isinstance(read, decimal.Decimal):
        assert decimal.Decimal(str(said)) == read, (where, said, read)
    elif ".answers." in where:
        assert str(said) == read, (where, said, read)
    else:
        assert said == read and isinstance(said, bool) == isinstance(read, bool), (where, said, read)


def main(engine, result):
    result = pathlib.Path(result)
    reader = {"duckdb": DuckDb, "polars": Polars, "spark": Spark}[engine]()
    record = json.loads((result / "run.json").read_text("utf-8"))
    for table, wanted in COLUMNS.items():
        folder = result / "data/parquet" / table
        lines = [json.loads(line) for line in (result / f"data/{table}.jsonl").open(encoding="utf-8")]
        types, rows = reader.rows(str(folder))
        for kind, names in wanted.items():
            for name in names:
                assert types[name] == TYPES[engine][kind], (table, name, types[name])
        assert len(rows) == len(lines) > 0, (table, len(rows), len(lines))
        for nth, (line, row) in enumerate(zip(lines, rows)):
            assert row["year"] == record["year"] and row["unit"] == "清风市青云区财政局", row
            same(line, row, f"{table}[{nth}]")
    sums = {}
    for line in (result / "data/register.jsonl").open(encoding="utf-8"):
        line = json.loads(line)
        count, points = sums.get(line["effective_level"], (0, 0))
        sums[line["effective_level"]] = (count + 1, points + line["risk_points"])
    read = {level: (count, points) for _, _, level, count, points in reader.sums(str(result / "data/parquet/register"))}
    assert read == sums, (read, sums)
    print(f"{engine}: {record['rows']['read']} rows, the same")


main(*sys.argv[1:])
