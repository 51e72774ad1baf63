#!/usr/bin/env node
// Measures what a built board asks of old machines and slow lines, and holds it to FRONTEND §6.
//     node budgets.mjs DIR
// Prints a table; exit code: 0 all within, 1 something beyond, 2 could not run. Sizes, colours and heights are the same
// on every machine; how long the first pages take is told and never judged.
import fs from 'node:fs';
import path from 'node:path';
import { SCREENS, inTabs, launch } from './browser.mjs';
import { filesOf } from './site.mjs';

const KB = 1024;
// What a page that can do more (search, a second script of writing) may load beside the style and script of all pages.
const OWN_STYLE = 4 * KB;
const OWN_SHEET_STYLE = 12 * KB;
const LANGUAGE_STYLE = 5 * KB;
const OWN_SCRIPT = 20 * KB;

const [root, ...rest] = process.argv.slice(2);
if (!root || rest.length > 0 || !fs.existsSync(root)) {
  console.error('node budgets.mjs DIR, where DIR holds a built board');
  process.exit(2);
}
const rows = [];
const files = filesOf(root);
const size = (file) => fs.statSync(path.join(root, file)).size;
const kb = (bytes) => `${(bytes / KB).toFixed(1)} KB`;

/** A line of the table: what was measured, where the worst is, and what is allowed. */
function row(what, { worst, where = '', limit = null, show = String, isLeast = false }) {
  const isWithin = limit === null || (isLeast ? worst >= limit : worst <= limit);
  const allowed = limit === null ? 'told only' : `${isLeast ? 'at least' : 'at most'} ${show(limit)}`;
  rows.push({ what, measured: show(worst), allowed, where, isWithin });
}

function largest(list, measure) {
  let found = { worst: 0, where: '' };
  for (const one of list) {
    const worst = measure(one);
    if (worst > found.worst) found = { worst, where: one };
  }
  return found;
}

/** Files that a page names in tags of one kind, from the folder's root. */
function named(page, pattern) {
  const text = fs.readFileSync(path.join(root, page), 'utf8');
  return [...text.matchAll(pattern)].map((match) => path.posix.join(path.posix.dirname(page), match[1]));
}

const pages = files.filter((file) => file.endsWith('.html'));
const homes = pages.filter((file) => /^([^/]+\/)?index\.html$/.test(file));
const styles = (page) => named(page, /<link rel="stylesheet" href="([^"]+)"/g);
const scripts = (page) => named(page, /<script src="([^"]+)"/g);
const sum = (list) => list.reduce((total, file) => total + size(file), 0);

row('a first page, HTML', { ...largest(homes, size), limit: 60 * KB, show: kb });
row('any page, HTML', { ...largest(pages, size), show: kb });
row('style that every page loads', { ...largest(pages, (page) => size(styles(page)[0])), limit: 30 * KB, show: kb });
// A sheet of paper is printed, not waited for: its own style sets a page of millimetres.
const isSheet = (page) => styles(page).some((style) => /\/paper\.[^/]+\.css$/.test(`/${style}`));
// A second language comes on top of whatever kind of page it is on, and mostly on none.
const isBilingual = (style) => /(^|\/)bilingual\.[^/]+\.css$/.test(style);
const own = (page) => styles(page).slice(1).filter((style) => !isBilingual(style));
row('style of a page of its own', {
  ...largest(pages.filter((page) => !isSheet(page)), (page) => sum(own(page))), limit: OWN_STYLE, show: kb,
});
row('style of a sheet of its own', {
  ...largest(pages.filter(isSheet), (page) => sum(own(page))), limit: OWN_SHEET_STYLE, show: kb,
});
row('style of a second language', { ...largest(pages, (page) => sum(styles(page).filter(isBilingual))), limit: LANGUAGE_STYLE, show: kb });
row('script that every page loads', { ...largest(pages, (page) => size(scripts(page)[0])), limit: 20 * KB, show: kb });
row('script of a page of its own', {
  ...largest(pages, (page) => sum(scripts(page).slice(1))), limit: OWN_SCRIPT, show: kb,
});

// The list that the search page of a village loads first, for each thousand of the pages it names.
const lists = pages.flatMap((page) => named(page, /data-list="([^"]+)"/g).map((list) => [page, list]));
const perThousand = lists.flatMap(([page, list]) => {
  const file = path.posix.join(path.posix.dirname(page), '..', path.posix.relative(path.posix.dirname(page), list));
  const folder = file.split('/')[0];
  const own = pages.filter((one) => one.startsWith(`${folder}/`) && one.endsWith('/index.html')).length;
  return files.includes(file) ? [{ file, bytes: (size(file) / Math.max(own, 1)) * 1000 }] : [];
});
if (perThousand.length > 0) {
  const [most] = perThousand.sort((one, other) => other.bytes - one.bytes);
  row('list of pages, per 1,000', { worst: most.bytes, where: most.file, limit: 120 * KB, show: kb });
}

/** The contrast of two colours (WCAG 2). */
function contrast(one, other) {
  const light = (colour) => {
    const hex = colour.length === 4 ? [...colour.slice(1)].map((c) => c + c).join('') : colour.slice(1);
    const [r, g, b] = [0, 2, 4].map((at) => {
      const part = parseInt(hex.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [high, low] = [light(one), light(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

const WORDS = ['ink', 'soft', 'red', 'link', 'good', 'bad', 'in', 'out', 'bal', 'grey'];
for (const [name, selector] of [['colours', ':root'], ['high contrast', 'html.hc']]) {
  const sheet = fs.readFileSync(path.join(root, styles(pages[0])[0]), 'utf8');
  const [, block = ''] = sheet.split(`\n${selector}{`);
  const tokens = Object.fromEntries([...block.split('}')[0].matchAll(/--([a-z]+):([^;]+);/g)].map((m) => [m[1], m[2]]));
  const pairs = WORDS.flatMap((word) => ['paper', 'tint'].map((ground) => [word, ground]));
  // Grey and the colours of amounts are for bars and marks on paper; words stand on both grounds.
  const told = pairs.filter(([word, ground]) => tokens[word] && (ground === 'paper' || WORDS.indexOf(word) < 6));
  const [least] = told
    .map(([word, ground]) => ({ pair: `${word} on ${ground}`, ratio: contrast(tokens[word], tokens[ground]) }))
    .sort((one, other) => one.ratio - other.ratio);
  const show = (ratio) => ratio.toFixed(2);
  row(`contrast, ${name}`, { worst: least.ratio, where: least.pair, limit: 4.5, show, isLeast: true });
}

/** Heights of what is meant to be pressed, and how long the first pages take. */
const BUTTONS = 'button, select, input, .btn, .nav a, .pager a, .tofind a';
const some = [...homes.slice(0, 2), ...pages.filter((page) => /\/(search|finance)\/index\.html$/.test(page)).slice(0, 2)];
const browser = await launch();
try {
  for (const [screen, least] of [['phone', 44], ['kiosk', 60]]) {
    const found = [];
    const times = [];
    await inTabs(browser, root, { ...SCREENS[screen], tabs: 1 }, some, async (tab, page) => {
      const began = performance.now();
      await tab.show(page, screen === 'kiosk' ? '?kiosk' : '');
      times.push(performance.now() - began);
      const low = await tab.page.evaluate((selector) => {
        const seen = [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility() && one.offsetWidth > 1);
        const boxes = seen.map((one) => [Math.round(one.getBoundingClientRect().height * 10) / 10, one.outerHTML.slice(0, 60)]);
        return boxes.sort((one, other) => one[0] - other[0])[0];
      }, BUTTONS);
      if (low) found.push({ height: low[0], where: `${page}: ${low[1]}` });
    });
    const [least_found] = found.sort((one, other) => one.height - other.height);
    if (least_found) {
      const show = (pixels) => `${pixels} px`;
      row(`targets, ${screen}`, { worst: least_found.height, where: least_found.where, limit: least, show, isLeast: true });
    }
    row(`opens, ${screen}`, { worst: Math.max(...times), show: (ms) => `${Math.round(ms)} ms` });
  }
} finally {
  await browser.close();
}

const width = (key) => Math.max(...rows.map((one) => one[key].length));
for (const one of rows) {
  const cells = ['what', 'measured', 'allowed'].map((key) => one[key].padEnd(width(key)));
  console.log(`${one.isWithin ? '  ' : '! '}${cells.join('  ')}  ${one.where}`.trimEnd());
}
const beyond = rows.filter((one) => !one.isWithin).length;
console.log(`${rows.length - beyond} within, ${beyond} beyond`);
process.exitCode = beyond > 0 ? 1 : 0;
