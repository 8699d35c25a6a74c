"""What a clerk's script does: reads every form, finds empty required cells, levels that are none and entries told twice,
and writes all of them into one workbook. Prints the seconds it took.

python3 pandas_openpyxl.py FOLDER RESULT.xlsx
"""

import sys
import time
from pathlib import Path

import pandas as pd

REQUIRED = ["岗位", "风险点", "表现形式", "风险等级", "防控措施", "责任人"]
LEVELS = {"一级", "二级", "三级"}
HEAD = {"序号", "风险点"}


def tables(path):
    """The tables of a workbook: the head is the first row that has the words of one."""
    for sheet in pd.read_excel(path, sheet_name=None, header=None, dtype=str, engine="openpyxl").values():
        for at, row in enumerate(sheet.itertuples(index=False)):
            if HEAD <= set(row):
                table = sheet.iloc[at + 1 :].copy()
                table.columns = list(row)
                yield table.loc[:, ~table.columns.duplicated()]
                break


def findings(forms):
    found = []
    for column in [c for c in REQUIRED if c in forms]:
        text = forms[column].fillna("").str.strip()
        found.append(forms[text == ""].assign(问题=f"{column}没有填"))
    found.append(forms[~forms["风险等级"].isin(LEVELS)].assign(问题="等级看不懂"))
    said = [c for c in ["科室", "风险点", "表现形式"] if c in forms]
    found.append(forms[forms.duplicated(said, keep=False)].assign(问题="重复填报"))
    return pd.concat(found)


def main(folder, result):
    start = time.perf_counter()
    read = []
    for path in sorted(Path(folder).glob("*.xlsx")):
        for table in tables(path):
            read.append(table.assign(文件=path.name))
    forms = pd.concat(read, ignore_index=True)
    with pd.ExcelWriter(result, engine="openpyxl") as book:
        forms.to_excel(book, sheet_name="汇总", index=False)
        findings(forms).to_excel(book, sheet_name="问题", index=False)
    print(time.perf_counter() - start)


if __name__ == "__main__":
    main(*sys.argv[1:])
