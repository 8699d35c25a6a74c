"""Reads a form back as a plain grid: texts by absolute cell, merged ranges, hidden rows and columns.
Deliberately simple and independent of how the form was made."""

import datetime
import re
import zipfile
from xml.etree import ElementTree

from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string, get_column_letter


class Grid:
    def __init__(self):
        self.cells, self.merged, self.hidden = {}, [], ""

    def put(self, row, column, value):
        if value is not None and value != "":
            if isinstance(value, float) and value == int(value):
                value = int(value)
            if isinstance(value, (datetime.datetime, datetime.date)):
                value = value.strftime("%Y-%m-%d")
            self.cells[row, column] = str(value)

    def value(self, row, column):
        for top, left, bottom, right in self.merged:
            if top <= row <= bottom and left <= column <= right:
                return self.cells.get((top, left))
        return self.cells.get((row, column))

    def split(self, cell):
        letters, digits = re.fullmatch(r"([A-Z]+)(\d+)", cell).groups()
        return int(digits), column_index_from_string(letters)

    def name(self, row, column):
        return f"{get_column_letter(column)}{row}"

    def at(self, cell):
        return self.value(*self.split(cell))

    def merged_names(self):
        return [f"{self.name(t, l)}:{self.name(b, r)}" for t, l, b, r in self.merged]


def read(path):
    return {".xls": xls, ".et": xls, ".ods": ods}.get(path.suffix, xlsx)(path)


def xlsx(path):
    with open(path, "rb") as file:
        return sheets_of(load_workbook(file, data_only=True))


def sheets_of(book):
    out = {}
    for ws in book.worksheets:
        grid = out[ws.title] = Grid()
        for row in ws.iter_rows():
            for c in row:
                grid.put(c.row, c.column, c.value)
        grid.merged = [(m.min_row, m.min_col, m.max_row, m.max_col) for m in ws.merged_cells.ranges]
        grid.hidden = " ".join([f"row {r}" for r, d in ws.row_dimensions.items() if d.hidden]
                               + [f"column {c}" for c, d in ws.column_dimensions.items() if d.hidden]
                               + ([ws.sheet_state] if ws.sheet_state != "visible" else []))
    return out


def xls(path):
    import xlrd

    book, out = xlrd.open_workbook(path, formatting_info=True), {}
    for ws in book.sheets():
        grid = out[ws.name] = Grid()
        for r in range(ws.nrows):
            for c in range(ws.ncols):
                cell = ws.cell(r, c)
                value = cell.value
                if cell.ctype == xlrd.XL_CELL_DATE:
                    value = xlrd.xldate_as_datetime(value, book.datemode)
                grid.put(r + 1, c + 1, value)
        grid.merged = [(t + 1, l + 1, b, r) for t, b, l, r in ws.merged_cells]
    return out


def ods(path):
    ns = {"t": "urn:oasis:names:tc:opendocument:xmlns:table:1.0", "x": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
          "o": "urn:oasis:names:tc:opendocument:xmlns:office:1.0"}
    table, out = "{%s}" % ns["t"], {}
    root = ElementTree.fromstring(zipfile.ZipFile(path).read("content.xml"))
    for sheet in root.iterfind(".//t:table", ns):
        grid, r = Grid(), 1
        out[sheet.get(table + "name")] = grid
        for row in sheet.iter(table + "table-row"):
            c = 1
            for cell in row:
                repeat = int(cell.get(table + "number-columns-repeated", "1"))
                down, right = (int(cell.get(table + f"number-{n}-spanned", "1")) for n in ("rows", "columns"))
                if down * right > 1:
                    grid.merged.append((r, c, r + down - 1, c + right - 1))
                lines = ["".join(ods_text(p)) for p in cell.iterfind("x:p", ns)]
                if lines and repeat < 100:
                    for i in range(repeat):
                        grid.put(r, c + i, ods_value(cell, ns) or "\n".join(lines))
                c += repeat
            r += int(row.get(table + "number-rows-repeated", "1"))
    return out


def ods_value(cell, ns):
    return cell.get("{%s}date-value" % ns["o"])


def ods_text(p):
    yield p.text or ""
    for child in p:
        if child.tag.endswith("}s"):
            yield " " * int(next(iter(child.attrib.values()), "1"))
        else:
            yield from ods_text(child)
        yield child.tail or ""
