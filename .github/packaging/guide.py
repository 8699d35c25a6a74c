"""The guide as a page: headings, paragraphs, lists, bold words and code, which is all that the README's part for clerks uses."""

import html
import re
import sys

STYLE = (
    "body{max-width:46em;margin:2em auto;padding:0 1em;line-height:1.7;"
    "font-family:'Microsoft YaHei','Noto Sans CJK SC',sans-serif}"
    "h1{color:#1f4e79}code{background:#f2f5f8;padding:0 .2em}"
    "@page{size:A4;margin:18mm}"
)


def inline(text: str) -> str:
    text = html.escape(text, quote=False)
    text = re.sub(r"`([^`]+)`", r"<code>\1</code>", text)
    return re.sub(r"\*\*([^*]+)\*\*", r"<b>\1</b>", text)


def blocks(lines: list[str]):
    """Each paragraph, heading or item with its kind; a line that is indented goes on with the one above."""
    out: list[list[str]] = []
    for line in lines:
        item = re.match(r"(\d+\.|-|#) +(.*)", line)
        if item:
            kind = {"-": "ul", "#": "h1"}.get(item[1], "ol")
            out.append([kind, item[2]])
        elif not line.strip():
            out.append(["", ""])
        elif out and out[-1][0]:
            out[-1][1] += line.strip()
        else:
            out.append(["p", line.strip()])
    return [block for block in out if block[0]]


def page(text: str) -> str:
    body, listed = [], ""
    for kind, words in blocks(text.splitlines()):
        if kind != listed and listed:
            body.append(f"</{listed}>")
            listed = ""
        if kind in ("ul", "ol"):
            if not listed:
                body.append(f"<{kind}>")
                listed = kind
            body.append(f"<li>{inline(words)}</li>")
        else:
            body.append(f"<{kind}>{inline(words)}</{kind}>")
    if listed:
        body.append(f"</{listed}>")
    head = '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>清风使用手册</title>'
    return f"{head}<style>{STYLE}</style></head><body>\n" + "\n".join(body) + "\n</body></html>\n"


if __name__ == "__main__":
    source, target = sys.argv[1:]
    with open(source, encoding="utf-8") as file:
        made = page(file.read())
    with open(target, "w", encoding="utf-8") as file:
        file.write(made)
