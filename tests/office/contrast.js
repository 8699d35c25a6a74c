// Texts that are hard to tell from their ground, and fields whose edges are: each with its ratio by WCAG 2.
const channels = (colour) => colour.match(/[\d.]+/g).map(Number);
const luminance = ([r, g, b]) => {
  const linear = [r, g, b].map((c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
};
const ratio = (a, b) => {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
};
const ground = (e) => {
  for (; e; e = e.parentElement) {
    const own = channels(getComputedStyle(e).backgroundColor);
    if (own.length < 4 || own[3] === 1) return own;
    if (own[3] > 0) throw new Error(`half transparent: ${e.outerHTML.slice(0, 100)}`);
  }
  return [255, 255, 255];
};
const pale = new Set();
for (const e of document.querySelectorAll("body, body *")) {
  if (!e.checkVisibility() || e.closest(":disabled")) continue;
  const style = getComputedStyle(e);
  const field = e.matches("input:not([type=hidden]), select, textarea");
  const text = [...e.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.textContent.trim()) || field;
  const size = parseFloat(style.fontSize);
  const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
  const told = (what, least, own) => {
    if (own < least) pale.add(`${what} ${own.toFixed(2)}: ${e.outerHTML.slice(0, 120)}`);
  };
  if (text) told("text", large ? 3 : 4.5, ratio(channels(style.color), ground(e)));
  if (field) told("edge", 3, ratio(channels(style.borderTopColor), ground(e.parentElement)));
}
return [...pale];
