"""The little language the cases are written in: it puts a table on a sheet and, from the same rows,
writes down what a careful reader must get out of it. Levels, owners and everything a person has to think
about are stated by hand in the cases; only squeezing of width and merges are worked out here."""

import datetime
import re

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter as letter
from openpyxl.utils.cell import coordinate_from_string, column_index_from_string
from openpyxl.worksheet.properties import PageSetupProperties

UP = "^"  # this cell is merged with the one above it
BLANKS = {"无", "/", "／", "—", "-", "暂无"}
SHORT = {"section", "post", "person", "category", "head", "leader"}
PROSE = {"matter", "risk", "manifestation", "measures", "remark", "indicator"}
KINDS = ["blank", "example", "continuation", "footer", "total", "group", "repeated_head"]
LEAVE_OUT = object()
THIN = Side(style="thin")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
WIDTHS = {"seq": 6, "level": 9, "risk": 24, "manifestation": 30, "measures": 34, "matter": 18}

CASES = {}


def case(make):
    """Registers a function that builds one form."""
    form = make()
    assert form.name not in CASES, form.name
    CASES[form.name] = form
    return make


def lines_of(cell, ws):
    """Lines a wrapped cell takes; a Chinese character is two units of width."""
    if cell.value is None:
        return 1
    width = ws.column_dimensions[cell.column_letter].width or 13
    return sum(max(1, -(-sum(2 if ord(c) > 255 else 1 for c in line) // int(width - 1))) for line in str(cell.value).split("\n"))


def squash(text):
    return re.sub(r"\s+", "", str(text))


class E(list):
    """A row that is an entry, with what must be read otherwise than plainly."""

    def __init__(self, values, **expected):
        super().__init__(values)
        self.expected = expected


class C(list):
    """A further physical row of the entry above."""


class X:
    """A row that is no entry. A string is merged over the whole width of the table, a list fills cells."""

    def __init__(self, kind, values=()):
        self.kind, self.values = kind, values


class Form:
    def __init__(self, name, about, kind="self_check", sheets=True):
        self.name, self.about, self.kind = name, about, kind
        self.book = Workbook()
        self.book.remove(self.book.active)
        self.sheets, self.findings, self.read_sheets = [], [], sheets
        self.after = None  # last touch of the finished package

    def sheet(self, name="Sheet1", read=True):
        ws = self.book.create_sheet(name)
        sheet = Sheet(self, ws)
        if read:
            self.sheets.append(sheet)
        return sheet

    def find(self, about, cell=None, sheet=None, mentions=()):
        """A finding that must be reported: at the cell, or on the sheet, or for the file."""
        finding = {"about": about}
        if sheet or (self.sheets and sheet is None):
            finding["sheet"] = sheet or self.sheets[0].ws.title
        if cell:
            finding["cell"] = cell
        if mentions:
            finding["mentions"] = list(mentions)
        self.findings.append(finding)

    def dress(self):
        """Landscape pages one page wide, and rows high enough for their text."""
        for ws in self.book.worksheets:
            ws.page_setup.orientation, ws.page_setup.paperSize = "landscape", 9
            ws.page_setup.fitToHeight, ws.sheet_properties.pageSetUpPr = 0, PageSetupProperties(fitToPage=True)
            merged = {c for m in ws.merged_cells.ranges for row in ws[m.coord] for c in row}
            for row in ws.iter_rows():
                lines = max(lines_of(c, ws) if c not in merged and c.alignment.wrap_text else 1 for c in row)
                dimension = ws.row_dimensions[row[0].row]
                if dimension.height is None and any(c.value is not None for c in row):
                    dimension.height = 15 * lines + 3

    def expected(self):
        out = {"about": self.about}
        if self.kind:
            out["kind"] = self.kind
        if self.read_sheets:
            out["sheets"] = [{"name": s.ws.title, "tables": s.tables} for s in self.sheets]
        out["findings"] = self.findings
        return out


class Sheet:
    def __init__(self, form, ws):
        self.form, self.ws, self.tables = form, ws, []

    def put(self, cell, value, **style):
        c = self.ws[cell]
        c.value = value
        c.alignment = Alignment(vertical="center", **style)
        return c

    def across(self, area, value, bold=False, center=True):
        """A merged row of text, such as a title."""
        first = area.split(":")[0]
        self.ws.merge_cells(area)
        c = self.put(first, value, horizontal="center" if center else "left")
        if bold:
            c.font = Font(bold=True, size=16)
            self.ws.row_dimensions[c.row].height = 26
        return c

    def title(self, area, text):
        return self.across(area, text, bold=True)

    def table(self, at, heads, rows, levels=None, title=None, section=LEAVE_OUT, **common):
        """Writes the table with its head's first cell at `at` and adds what must be read to the expectation.
        heads: "label|field" (no field: nobody can name it; "label|?": a matter of taste), or ("above", [heads below])."""
        builder = Table(self, at, heads, levels or {}, section, common)
        for row in rows:
            builder.add(row)
        self.tables.append(builder.finish(title))
        return builder


class Table:
    def __init__(self, sheet, at, heads, levels, section, common):
        self.sheet, self.ws = sheet, sheet.ws
        col, row = coordinate_from_string(at)
        self.left, self.row = column_index_from_string(col), row
        self.levels, self.section, self.common = levels, section, common
        self.columns, self.unmapped, self.fields, self.taste = {}, [], [], False
        self.header_rows = self.write_head(heads) if heads[0] is not None else []
        if not self.header_rows:
            self.fields = heads[1:]
        self.top = self.row
        self.entries, self.footers = [], []
        self.skipped = dict.fromkeys(KINDS, 0)
        self.held = {}  # column -> (first row of the merge, value)
        self.spans = {}  # column -> [first, last] of a merge being built

    def write_head(self, heads):
        two = any(isinstance(h, tuple) for h in heads)
        col, top = self.left, self.row
        for head in heads:
            if isinstance(head, tuple):
                self.cell(top, col, head[0], head=True)
                for i, below in enumerate(head[1]):
                    self.head_cell(top + 1, col + i, below)
                if len(head[1]) > 1:
                    self.ws.merge_cells(start_row=top, end_row=top, start_column=col, end_column=col + len(head[1]) - 1)
                col += len(head[1])
            else:
                self.head_cell(top, col, head)
                if two:
                    self.ws.merge_cells(start_row=top, end_row=top + 1, start_column=col, end_column=col)
                col += 1
        self.row = top + (2 if two else 1)
        return list(range(top, self.row))

    def head_cell(self, row, col, spec):
        label, field = spec.rsplit("|", 1)
        self.cell(row, col, label, head=True)
        self.ws.column_dimensions[letter(col)].width = WIDTHS.get(field, 13)
        self.taste |= field == "?"
        if field != "?":
            self.columns[f"{letter(col)}{row}"] = field or None
            if not field:
                self.unmapped.append(squash(label))
        self.fields.append(None if field == "?" else field or None)

    def cell(self, row, col, value, head=False):
        c = self.ws.cell(row, col, value)
        c.alignment, c.border = (MIDDLE if head or isinstance(value, int) else Alignment(wrap_text=True, vertical="center")), BOX
        if head:
            c.font = Font(bold=True)
        if isinstance(value, datetime.date):
            c.number_format = "yyyy-mm-dd"
        return c

    def add(self, row):
        if isinstance(row, X):
            self.close_merges()
            self.add_other(row)
        else:
            values = self.place(row)
            if isinstance(row, C):
                self.skipped["continuation"] += 1
                self.join(row)
            else:
                self.entries.append(self.entry(values, getattr(row, "expected", {})))
        self.row += 1

    def add_other(self, row):
        self.skipped[row.kind] += 1
        if row.kind in ("footer", "total"):
            self.footers.append(self.row)
        if isinstance(row.values, str):
            self.cell(self.row, self.left, row.values)
            self.ws.merge_cells(start_row=self.row, end_row=self.row, start_column=self.left,
                                end_column=self.left + len(self.fields) - 1)
            return
        for i, value in enumerate(row.values):
            self.cell(self.row, self.left + i, value)

    def place(self, row):
        """Writes the cells; what is returned has merged values filled in."""
        assert len(row) == len(self.fields), (self.sheet.form.name, self.row, len(row), len(self.fields))
        values = []
        for i, value in enumerate(row):
            if value == UP:
                self.cell(self.row, self.left + i, None)
                self.spans.setdefault(i, [self.row - 1, self.row])[1] = self.row
                values.append(self.held[i])
                continue
            self.close_merge(i)
            self.cell(self.row, self.left + i, value)
            self.held[i] = value
            values.append(value)
        return values

    def close_merge(self, i):
        if i in self.spans:
            first, last = self.spans.pop(i)
            self.ws.merge_cells(start_row=first, end_row=last, start_column=self.left + i, end_column=self.left + i)

    def close_merges(self):
        for i in list(self.spans):
            self.close_merge(i)
        self.held = {}

    def join(self, row):
        for i, value in enumerate(row):
            if value not in (UP, None):
                field = self.fields[i]
                assert field in PROSE, field
                self.entries[-1][field] += "\n" + value.strip()

    def entry(self, values, stated):
        out = {"row": self.row}
        if "section" not in self.fields and self.section is not LEAVE_OUT:
            out["section"] = self.section
        out.update(self.common)
        for field, value in zip(self.fields, values):
            for key, read in (self.read(field, value, stated) if field else []):
                out[key] = read
        for key, value in stated.items():
            out[key] = value
        return {k: v for k, v in out.items() if v is not LEAVE_OUT}

    def read(self, field, value, stated):
        if field in stated and field not in ("level",):
            return [(field, stated[field])]
        blank = value is None or str(value).strip() in BLANKS
        if field in ("level", "suggested_level", "confirmed_level"):
            text = None if value is None else str(value).strip()
            level = stated[field] if field in stated else None if text is None else self.levels[text]
            return [("level_text", text), ("level", level)] if field == "level" else [(field, level)]
        if field == "risk_count":
            return []
        if field == "owner":
            assert blank or not re.search(r"[、；;/，\n]", value), (self.sheet.form.name, value)
            return [(field, [] if blank else [squash(value)])]
        if blank:
            return [(field, None)]
        if field in SHORT:
            return [(field, squash(value))]
        if field in PROSE:
            assert field != "matter" or "\n" not in value, value
            return [(field, value.strip())]
        if isinstance(value, datetime.date):
            return [(field, value.strftime("%Y-%m-%d"))]
        assert field == "seq", (field, value)
        return [(field, str(value).strip())]

    def finish(self, title):
        self.close_merges()
        out = {"title": title, "header_rows": self.header_rows}
        if self.header_rows:
            out["columns"] = self.columns
            if not self.taste:
                out["unmapped"] = self.unmapped
        out.update(entries=self.entries, footer_rows=self.footers, skipped=self.skipped)
        if title is LEAVE_OUT:
            del out["title"]
        return out
