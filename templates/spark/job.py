"""清风在 Spark 上：在各台机器上逐个单位运行 qingfeng run --parquet，再用 SQL 汇总。需要 Spark 4.x（Java 17）。

    spark-submit job.py --units 单位.txt -o /共享/结果2026 --qingfeng /共享/qingfeng -- --date 2026-11-30
    spark-submit job.py --from /共享/区县*/结果2026/合并 -o /共享/全省2026 --roster 单位名单.csv

--units 是一个文本文件，一行一个单位的收表文件夹；所有机器都要能以同样的路径读到它们、qingfeng 和 -o。
-- 后面的选项原样交给 qingfeng run。写出：

    单位/<文件夹>/        各单位的结果，写好了才出现，没有写完的不会留下
    单位.jsonl            每个单位一行：文件夹、单位、结果、用时、没有办成的原因
    合并/<表>/year=…      各单位的表合成少数几个大文件，上一级用 --from 读它
    汇总/<名称>/          每个 .sql 文件的结果，JSON，一行一条

有单位没有办成的，其余照样汇总，最后以状态 1 结束。
"""

import argparse
import glob
import json
import math
import os
import pathlib
import re
import subprocess
import sys
import time
import urllib.parse

from pyspark.sql import SparkSession

TABLES = ["register", "entries", "merges", "findings", "scores", "changes"]
UNNAMED = "__HIVE_DEFAULT_PARTITION__"
# What qingfeng says while another process writes the same result: the one that a lost task left behind.
BUSY = "正被占用"
# A file of the gathered tables.
FILE_BYTES = 128 << 20


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--units", help="一行一个收表文件夹的文本文件")
    source.add_argument("--from", nargs="+", dest="roots", help="已有的表：结果的 data/parquet，或另一次的 合并")
    parser.add_argument("-o", "--out", required=True)
    parser.add_argument("--qingfeng", default="qingfeng", help="程序的路径")
    parser.add_argument("--per-task", type=int, default=8, help="一个任务做几个单位")
    parser.add_argument("--timeout", type=int, default=3600, help="一个单位最多几秒")
    parser.add_argument("--roster", help="单位名单：CSV，两栏 unit,alike（单位全称，同类）")
    parser.add_argument("run", nargs="*", help="-- 后面是 qingfeng run 的选项")
    return parser.parse_args()


def one_unit(folder, result, options):
    """Runs one unit. Doing it again does no harm: a result is switched in whole, and the same forms give the same bytes."""
    command = [options.qingfeng, "run", folder, "-o", result, "--parquet", "--jobs", "1", *options.run]
    started, reason = time.monotonic(), ""
    while True:
        left = options.timeout - (time.monotonic() - started)
        try:
            done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", timeout=max(left, 1))
        except (OSError, subprocess.TimeoutExpired) as fault:
            reason = str(fault)
            break
        if BUSY in done.stderr and left > 5:
            time.sleep(2)
            continue
        if done.returncode != 0:
            reason = done.stderr.strip() or f"以状态 {done.returncode} 结束"
        break
    unit = None if reason else unit_of(result)
    if unit == UNNAMED:
        unit, reason = None, "口径文件没有写单位全称（[unit] name）"
    return {"folder": folder, "unit": unit, "result": result, "seconds": round(time.monotonic() - started, 1), "reason": reason}


def unit_of(result):
    """The unit a result names in its folders."""
    [found] = glob.glob(os.path.join(glob.escape(result), "data/parquet/entries/year=*/unit=*"))
    return urllib.parse.unquote(os.path.basename(found).partition("=")[2])


def all_units(spark, options):
    """Runs all units on the executors; answers with a line for each, in the order of the list."""
    listed = pathlib.Path(options.units).read_text("utf-8").splitlines()
    folders = [os.path.abspath(folder.strip()) for folder in listed if folder.strip()]
    above = os.path.commonpath([os.path.dirname(folder) for folder in folders])
    results = os.path.join(options.out, "单位")
    pairs = [(folder, os.path.join(results, os.path.relpath(folder, above).replace(os.sep, "、"))) for folder in folders]
    tasks = math.ceil(len(pairs) / options.per_task)
    work = spark.sparkContext.parallelize(list(enumerate(pairs)), tasks)
    done = work.mapPartitions(lambda part: [(nth, one_unit(*pair, options)) for nth, pair in part]).collect()
    lines = [line for _, line in sorted(done, key=lambda pair: pair[0])]
    named = {}
    for line in lines:
        named.setdefault(line["unit"], []).append(line)
    for unit, same in named.items():
        if unit and len(same) > 1:
            for line in same:
                line["reason"] = f"有 {len(same)} 个文件夹都是“{unit}”的，请只留一个"
    with open(os.path.join(options.out, "单位.jsonl"), "w", encoding="utf-8") as out:
        out.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    return lines


def gather(spark, roots, out):
    """Puts the tables of all roots together into few files, and names them for SQL. Year and unit are columns of the files:
    they need not lie in one tree."""
    there = set()
    for table in TABLES:
        folders = [folder for root in roots if os.path.isdir(folder := os.path.join(root, table))]
        if not folders:
            continue
        size = sum(file.stat().st_size for folder in folders for file in pathlib.Path(folder).rglob("*.parquet"))
        frame = spark.read.option("recursiveFileLookup", True).parquet(*folders)
        gathered = os.path.join(out, "合并", table)
        frame = frame.coalesce(max(1, math.ceil(size / FILE_BYTES)))
        frame.write.mode("overwrite").option("compression", "zstd").parquet(gathered)
        spark.read.parquet(gathered).createOrReplaceTempView(table)
        there.add(table)
    return there


def roll_up(spark, there, options):
    """Makes a table with each .sql file beside this one whose tables are there."""
    if options.roster:
        roster = spark.read.option("header", True).csv(options.roster)
    else:
        roster = spark.createDataFrame([], "unit STRING, alike STRING")
    roster.createOrReplaceTempView("roster")
    for path in sorted(pathlib.Path(__file__).parent.glob("*.sql")):
        query = path.read_text("utf-8")
        if all(table in there for table in TABLES if re.search(rf"\b(FROM|JOIN) {table}\b", query)):
            made = spark.sql(query).coalesce(1).write.mode("overwrite").option("ignoreNullFields", False)
            made.json(os.path.join(options.out, "汇总", path.stem))


def main():
    options = arguments()
    options.out = os.path.abspath(options.out)
    os.makedirs(options.out, exist_ok=True)
    spark = SparkSession.builder.appName("qingfeng").getOrCreate()
    failed = []
    if options.units:
        lines = all_units(spark, options)
        failed = [line for line in lines if line["reason"]]
        roots = [os.path.join(line["result"], "data/parquet") for line in lines if not line["reason"]]
    else:
        roots = sorted({os.path.abspath(root) for pattern in options.roots for root in glob.glob(pattern)})
    there = gather(spark, roots, options.out)
    roll_up(spark, there, options)
    for line in failed:
        print(f"没有办成：{line['folder']}：{line['reason']}", file=sys.stderr)
    spark.stop()
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
