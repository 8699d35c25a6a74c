"""Draws the small pictures of forms for README.md: python3 .github/forms/draw.py. Uses nothing but Python itself."""

from html import escape
from pathlib import Path

ROW, PAD, SIZE = 19, 5, 11
INK, LINE, HEAD, TICK = "#1f2328", "#8c959f", "#dbe7f3", "#b35900"

# A row is a list of cells; a cell is a text, or a text with the columns and rows it stretches over. "" is an empty cell,
# None one that is covered. A text that begins with * is a head, with ! what the picture is about.
FORMS = {
    "rows": ([34, 62, 92, 42, 92], [
        ["*序号", "*岗位", "*风险点", "*等级", "*防控措施"],
        ["1", "支付岗", "重复支付", "一级", "系统校验"],
        ["2", "账户岗", "违规开户", "三级", "三人会签"]]),
    "headings": ([34, 72, 112, 104], [
        ["*序号", "*岗位", "*风险点", "*防控措施"],
        [("!一、一级风险点（1个）", 4, 1), None, None, None],
        ["1", "支付岗", "重复支付", "系统校验"],
        [("!二、三级风险点（1个）", 4, 1), None, None, None],
        ["2", "账户岗", "违规开户", "三人会签"]]),
    "ticks": ([72, 106, 38, 38, 38], [
        [("*岗位", 1, 2), ("*风险点", 1, 2), ("*风险等级", 3, 1), None, None],
        [None, None, "*一级", "*二级", "*三级"],
        ["支付岗", "重复支付", "!√", "", ""],
        ["账户岗", "违规开户", "", "", "!√"]]),
    "steps": ([86, 54, 54, 54, 66], [
        ["*风险点", "*自评", "*科室", "*互查", "*领导小组"],
        ["重复支付", "二级", "一级", "一级", "!一级"],
        ["违规开户", "三级", "三级", "二级", "!三级"]]),
    "numbered": ([38, 110, 60, 116], [
        ["*序号", "*风险点", "*自评", "*防控措施"],
        ["1", "重复支付", "二级", "系统校验"],
        ["2", "违规开户", "三级", "三人会签"],
        [("*领导小组意见", 2, 1), None, ("!1定为一级，2同意自评", 2, 1), None]]),
    "together": ([106, 106, 92], [
        ["*!岗位（风险等级）", "*风险点", "*防控措施"],
        ["支付岗（!一级）", "重复支付", "系统校验"],
        ["账户岗（!三级）", "违规开户", "三人会签"]]),
    "revised": ([86, 92, 54, 72, 92], [
        ["*原风险点", "*!调整后风险点", "*原等级", "*!调整后等级", "*防控措施"],
        ["支付风险", "重复支付", "二级", "一级", "系统校验"],
        ["违规开户", "不变", "三级", "不变", "三人会签"]]),
    "card": ([70, 90, 50, 90], [
        ["*姓名", "张一", "*科室", "国库科"],
        ["*岗位", "支付岗", "*日期", "11月2日"],
        ["*风险点", ("重复支付", 3, 1), None, None],
        ["*风险等级", ("!（√）一级（ ）二级（ ）三级", 3, 1), None, None],
        ["*防控措施", ("系统校验，两人核对", 3, 1), None, None],
        ["*本人签字", ("张一", 3, 1), None, None]]),
    "shared": ([92, 92, 116], [
        [("*张一  国库科  支付岗", 3, 1), None, None],
        ["*思想道德风险", ("碍于情面先付后补", 2, 1), None],
        ["*岗位职责风险", ("未核对就签字", 2, 1), None],
        ["*外部环境风险", ("熟人说情放宽要件", 2, 1), None],
        ["*风险等级", ("!二级（三类共用）", 2, 1), None],
        ["*防控措施", ("!两人核对（三类共用）", 2, 1), None]]),
    "wide": ([44, 72, 50, 72, 72, 50, 72], [
        ["*姓名", "*!风险点1", "*等级1", "*措施1", "*!风险点2", "*等级2", "*措施2"],
        ["张一", "重复支付", "一级", "系统校验", "放宽要件", "二级", "两人核对"],
        ["李二", "违规开户", "三级", "三人会签", "", "", ""]]),
    "kinds": ([54, 44, 86, 86, 42, 72], [
        ["*岗位", "*姓名", "*!思想道德风险", "*!外部环境风险", "*等级", "*措施"],
        ["支付岗", "张一", "碍于情面", "熟人说情", "二级", "两人核对"],
        ["账户岗", "李二", "", "银行请托", "三级", "三人会签"]]),
    "parts": ([92, 42, 66, 66, 66], [
        [("*风险点", 1, 2), ("*等级", 1, 2), ("*防控措施", 3, 1), None, None],
        [None, None, "*!前期预防", "*!中期监控", "*!后期处置"],
        ["重复支付", "一级", "岗前谈话", "每月抽查", "约谈通报"]]),
    "below": ([38, 110, 60, 92], [
        ["*序号", "*风险点", "*等级", "*责任人"],
        ["!1", "重复支付", "一级", "科长"],
        ["!2", "违规开户", "三级", "账户岗"],
        ["*序号", ("*防控措施", 3, 1), None, None],
        ["!1", ("系统校验，两人核对", 3, 1), None, None],
        ["!2", ("三人会签", 3, 1), None, None]]),
    "online": ([76, 92, 112, 100], [
        ["*提交时间", "*1.科室（必填）", "*2、风险点（必填）", "*3、等级（单选）"],
        ["11-02 09:30", "国库科", "重复支付", "A.一级"],
        ["11-02 10:12", "预算科", "虚列项目", "C.三级"]]),
}


def cell(spec):
    text, across, down = spec if isinstance(spec, tuple) else (spec, 1, 1)
    head, mark = text.startswith("*"), "!" in text
    return text.replace("*", "").replace("!", ""), across, down, head, mark


def draw(widths, rows):
    left = [0]
    for width in widths:
        left.append(left[-1] + width)
    out = []
    for top, row in enumerate(rows):
        for at, spec in enumerate(row):
            if spec is None:
                continue
            text, across, down, head, mark = cell(spec)
            x, y = left[at] + 0.5, top * ROW + 0.5
            wide, high = left[at + across] - left[at], ROW * down
            fill = HEAD if head else "#ffffff"
            out.append(f'<rect x="{x}" y="{y}" width="{wide}" height="{high}" fill="{fill}" stroke="{LINE}"/>')
            if text:
                weight = ' font-weight="bold"' if head or mark else ""
                ink = TICK if mark else INK
                out.append(f'<text x="{x + PAD}" y="{y + high / 2 + 4}" fill="{ink}"{weight}>{escape(text)}</text>')
    width, height = left[-1] + 1, len(rows) * ROW + 1
    font = "'Microsoft YaHei','PingFang SC','WenQuanYi Micro Hei','Noto Sans CJK SC',sans-serif"
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
            f'font-family="{font}" font-size="{SIZE}">' + "".join(out) + "</svg>\n")


for name, (widths, rows) in FORMS.items():
    Path(__file__).with_name(f"{name}.svg").write_text(draw(widths, rows), encoding="utf-8")
