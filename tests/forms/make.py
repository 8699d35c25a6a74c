#!/usr/bin/python3
"""Makes the forms in workbooks/ and proves their expectations.

    make.py [NAME…]       build all forms, or those whose name starts with NAME
    make.py --check       read every form back and prove that what is expected truly stands in it
    make.py --dump NAME   show a form as it lies on disk, beside what is expected
    make.py --heads       which heads of the synonym table the forms use
    make.py --readme      write README.md anew from the cases

Needs openpyxl, LibreOffice (soffice) for .xls .ods .et and for calculated formulas, xlrd for checking .xls.
The cases stand in cases/, the small language they are written in is engine.py; heads.txt holds the synonym table
("also": spellings beyond it). Forms made by LibreOffice carry the time of making and differ from run to run.
"""

import collections
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
import zipfile

sys.dont_write_bytecode = True

import readback
from engine import BLANKS, CASES, PROSE, squash

HERE = pathlib.Path(__file__).parent
FORMS = HERE / "workbooks"
PROFILE = "-env:UserInstallation=" + (pathlib.Path(tempfile.gettempdir()) / "lo-forms").as_uri()
EXPORT = {".xls": "xls:MS Excel 97", ".et": "xls:MS Excel 97", ".ods": "ods:calc8", ".calc": "xlsx:Calc MS Excel 2007 XML"}
MACRO = ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
         "application/vnd.ms-excel.sheet.macroEnabled.main+xml")


def load_cases():
    from cases import content, layout, levels, merges, odd  # noqa: F401
    return CASES


def build(names):
    for form in load_cases().values():
        if names and not any(form.name.startswith(n) for n in names):
            continue
        target = FORMS / form.name
        with tempfile.TemporaryDirectory() as tmp:
            plain = pathlib.Path(tmp) / (target.stem + ".xlsx")
            form.dress()
            form.book.save(plain)
            if form.after == "calculate":
                plain = convert(plain, ".calc")
            if target.suffix in EXPORT:
                shutil.copy(convert(plain, target.suffix), target)
            else:
                repack(plain, target, macro=target.suffix == ".xlsm")
        text = json.dumps(form.expected(), ensure_ascii=False, indent=1)
        text = re.sub(r"\[\s+([^\[\]{}]*?)\s+\]", lambda m: "[" + re.sub(r"\s*\n\s*", " ", m[1]) + "]", text)
        text = re.sub(r'("skipped": )\{([^{}]*)\}', lambda m: m[1] + "{" + re.sub(r"\s*\n\s*", " ", m[2]).strip() + "}", text)
        target.with_suffix(".json").write_text(text + "\n", encoding="utf-8")
        print("made", form.name)


def convert(path, suffix):
    out = path.parent / "out"
    subprocess.run(["soffice", PROFILE, "--headless", "--convert-to", EXPORT[suffix], "--outdir", out, path],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return next(out.iterdir())


def repack(source, target, macro=False):
    """Writes the package again with fixed times, so that the same case gives the same bytes."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"\d{4}-\d\d-\d\dT[\d:.]+Z", b"2026-11-02T01:00:00Z", data)
            if name == "[Content_Types].xml" and macro:
                data = data.replace(MACRO[0].encode(), MACRO[1].encode())
            new.writestr(zipfile.ZipInfo(name, (2026, 11, 2, 9, 0, 0)), data, zipfile.ZIP_DEFLATED)


# ---------------------------------------------------------------- proving


class Wrong(Exception):
    pass


def need(truth, *words):
    if not truth:
        raise Wrong(" ".join(str(w) for w in words))


def check():
    bad, listed = 0, (HERE / "README.md").read_text(encoding="utf-8")
    stems = [p.with_suffix("") for p in sorted(FORMS.glob("*.json"))]
    books = [p for p in FORMS.iterdir() if p.suffix in (".xlsx", ".xlsm", ".xls", ".ods", ".et")]
    need(sorted(b.with_suffix("") for b in books) == stems, "every form has one expectation and the reverse")
    for path in sorted(books):
        try:
            need(f"| `{path.name}` |" in listed, "not in README.md")
            count = check_form(path)
            print(f"ok    {path.name}: {count} entries")
        except Wrong as wrong:
            bad += 1
            print(f"WRONG {path.name}: {wrong}")
    return bad


def check_form(path):
    book = readback.read(path)
    form = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    count = 0
    for sheet in form.get("sheets", []):
        need(sheet["name"] in book, "no sheet", sheet["name"])
        grid = book[sheet["name"]]
        for i, table in enumerate(sheet["tables"]):
            try:
                check_table(path, sheet["name"], grid, table, len(sheet["tables"]) == 1, first_columns(form))
            except Wrong as wrong:
                raise Wrong(f"{sheet['name']} table {i + 1}: {wrong}") from None
            count += len(table["entries"])
    for finding in form["findings"]:
        need("sheet" not in finding or finding["sheet"] in book, "finding on no sheet", finding)
    return count


def spellings(also):
    """The spellings of heads.txt by field; `also` adds those that are right but not in the synonym table."""
    words = collections.defaultdict(set)
    for line in (HERE / "heads.txt").read_text(encoding="utf-8").splitlines():
        extra, *rest = line.split() if line.startswith("also") else ("", *line.split())
        if also or not extra:
            words[rest[0]].update(rest[1:])
    return words


def means(label, field):
    """Whether a head is a spelling of the field, marks of necessity and notes in brackets left aside."""
    plain = squash(label).lstrip("＊*")
    return {plain, re.sub(r"[（(].*?[）)]", "", plain)} & spellings(True)[field]


def dates_in(text):
    """Dates written in a text, as ISO."""
    text = unicodedata.normalize("NFKC", squash(text)).replace("十一", "11").translate(str.maketrans("〇一二三四五六七八九", "0123456789"))
    for y, m, d in re.findall(r"(20\d\d)\D?(\d{1,2})\D?(\d{1,2})", text):
        if 1 <= int(m) <= 12 and 1 <= int(d) <= 31:
            yield f"{y}-{int(m):02}-{int(d):02}"


def first_columns(form):
    """Columns a table without a head goes on with: those of the first table that has one."""
    for sheet in form["sheets"]:
        for table in sheet["tables"]:
            if table.get("columns"):
                return table["columns"]
    return {}


def check_table(path, sheet_name, grid, table, alone, inherited):
    if table.get("title"):
        need(any(squash(table["title"]) == squash(v) for v in grid.cells.values()), "no title", table["title"])
    columns = table.get("columns") or inherited
    for cell, field in (table.get("columns") or {}).items():
        text = grid.at(cell)
        need(text, "no head at", cell)
        need(grid.split(cell)[0] in table["header_rows"], cell, "is not in header_rows")
        need(not field or means(text, field), cell, text, "does not mean", field)
        need(field or squash(text) in table.get("unmapped", []), text, "not in unmapped")
    where = {field: grid.split(cell)[1] for cell, field in columns.items() if field}
    body = max(table["header_rows"], default=0)
    for entry in table["entries"]:
        need(entry["row"] > body, "entry above the head", entry["row"])
        check_entry(path, sheet_name, grid, entry, where, body)
    check_rows(grid, table, [c for _, c in map(grid.split, columns)], body, alone)


def check_entry(path, sheet_name, grid, entry, where, body):
    row = entry["row"]
    for field, want in entry.items():
        if field in ("row", "level", "suggested_level", "confirmed_level"):
            continue
        column = where.get("level" if field == "level_text" else field)
        if column is None:
            around = [path.stem, sheet_name] + [str(v) for v in grid.cells.values()]
            texts = want if isinstance(want, list) else [want]
            if field == "reported_on":
                need(any(want in dates_in(a) for a in around[2:]), "date", want, "stands nowhere")
                continue
            need(want is None or any(squash(t) in squash(a) for a in around for t in texts), field, want, "stands nowhere")
            continue
        text = grid.value(row, column)
        check_value(field, text, want, grid, row, column)


def check_value(field, text, want, grid, row, column):
    shown = f"row {row} {field}: {text!r} is not {want!r}"
    while squash(text or "") in ("同上", "〃") and field != "level_text":
        row -= 1
        need(row > 0, shown)
        above = grid.value(row, column)
        if above is None or str(above) == grid.value(row + 1, column) and row < 2:
            break
        text = above
        if want is None or want == []:
            return
    if field == "reported_on":
        need((want in dates_in(text)) if want else not list(dates_in(text or "")), shown)
        return
    if want is None or want == []:
        need(text is None or squash(text) in BLANKS or not str(text).strip(), shown)
    elif isinstance(want, list):
        need(all(squash(w) in squash(text) for w in want), shown)
        rest = squash(text)
        for w in want:
            rest = rest.replace(squash(w), "", 1)
        need(not re.search(r"[\u4e00-\u9fff]", rest), shown, "left over", rest)
    elif field == "matter":
        need(squash(text) == squash(want), shown)
    elif field in PROSE:
        need(want == str(text).strip() or want.startswith(str(text).strip() + "\n"), shown)
        rest = want[len(str(text).strip()) + 1:]
        below = row
        while rest:
            below += 1
            piece = str(grid.value(below, column) or "").strip()
            need(piece and rest.startswith(piece), shown, "row", below)
            rest = rest[len(piece) + 1:]
    elif field == "level_text":
        need(str(text).strip() == want, shown)
    else:
        need(squash(text) == squash(want), shown)


def check_rows(grid, table, columns, body, alone):
    """Every physical row below the head is accounted for."""
    starts = [e["row"] for e in table["entries"]]
    skipped = sum(table["skipped"].values())
    first = body + 1 if body else min(starts)
    inside = [r for (r, c), v in grid.cells.items() if min(columns) <= c <= max(columns) and str(v).strip()]
    last = max(inside) if alone else max(starts + table["footer_rows"])
    need(len(starts) + skipped == last - first + 1,
         f"{len(starts)} entries and {skipped} other rows are not rows {first} to {last}")
    need(starts == sorted(set(starts)), "rows out of order")
    for row in table["footer_rows"]:
        need(any(r == row for r, _ in grid.cells), "footer row is empty", row)


def dump(name):
    for path in sorted(FORMS.glob(name + "*")):
        if path.suffix in (".json", ".py", ".md"):
            continue
        print("=====", path.name)
        form = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        for sheet, grid in readback.read(path).items():
            print("--", sheet, "merged:", " ".join(grid.merged_names()), "hidden:", grid.hidden)
            rows = collections.defaultdict(list)
            for (r, c), v in sorted(grid.cells.items()):
                rows[r].append(f"{grid.name(r, c)}={v!r}")
            for r in sorted(rows):
                print("  ", " ".join(rows[r]))
        print(form["about"], "| kind", form.get("kind"))
        for sheet in form.get("sheets", []):
            for t in sheet["tables"]:
                print("  >>", sheet["name"], t.get("title"), t["header_rows"], t.get("columns"), "unmapped", t.get("unmapped"))
                for e in t["entries"]:
                    print("     ", {k: v for k, v in e.items()})
                print("     footers", t["footer_rows"], {k: v for k, v in t["skipped"].items() if v})
        grids = readback.read(path)
        for f in form["findings"]:
            value = grids[f["sheet"]].at(f["cell"]) if f.get("cell") else ""
            print("  !!", f["about"], "|", f.get("sheet"), f.get("cell"), "|", repr(value), f.get("mentions", ""))


README = """# Forms as bureaus send them

One workbook for each difficulty, and beside it, under the same name with `.json`, what a careful reader must get
out of it. Bureau, sections and people are invented. `make.py` builds the forms from `cases/` and with `--check`
reads every one back and proves that each expected text, row, head and merge stands in it.

The expectation is a subset of `qingfeng inspect --format json`: only keys that are present are to be compared.

- Lists are compared in order and in full: `sheets` names the sheets that have tables, `entries` is every entry.
- `columns`: the cell of a head and the field it means, `null` where no field is meant. Heads that are a matter of taste are left out.
- `skipped`: physical rows below the head that are no entry, up to the last row with content.
- `findings`: each must be reported (more may be): at this `cell`, or anywhere on this `sheet` where no cell is given,
  or anywhere for the file where neither is. `mentions`: words its message must contain. `about` is for the reader.
- `level_text` is the cell as written, trimmed; a field that is not given is a matter of taste or not the point of the form.
- A form without `sheets` is judged by its `kind` alone.

| form | what is difficult |
|---|---|
"""


def readme():
    forms = sorted(load_cases().values(), key=lambda f: f.name)
    lines = [f"| `{f.name}` | {f.about} |" for f in forms]
    (HERE / "README.md").write_text(README + "\n".join(lines) + "\n", encoding="utf-8")


def heads():
    """Spellings of the table in the domain notes, and how many forms use each."""
    words = {w for group in spellings(False).values() for w in group}
    used = collections.Counter()
    for path in FORMS.glob("*.json"):
        form = json.loads(path.read_text(encoding="utf-8"))
        book = readback.read(next(p for p in FORMS.glob(path.stem + ".*") if p.suffix != ".json"))
        for sheet in form.get("sheets", []):
            for table in sheet["tables"]:
                for cell in table.get("columns") or {}:
                    used[squash(book[sheet["name"]].at(cell))] += 1
    missing = [w for w in words if w not in used]
    print(len(words) - len(missing), "of", len(words), "spellings used; missing:", " ".join(missing))


if __name__ == "__main__":
    sys.path.insert(0, str(HERE))
    arguments = sys.argv[1:]
    if arguments[:1] == ["--check"]:
        sys.exit(1 if check() else 0)
    elif arguments[:1] == ["--dump"]:
        dump(arguments[1])
    elif arguments[:1] == ["--heads"]:
        heads()
    elif arguments[:1] == ["--readme"]:
        readme()
    else:
        build(arguments)
