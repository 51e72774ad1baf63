// Every check of a built board. Each tells a `report` what passed and what did not.
import { execFileSync } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { SCREENS, inTabs, launch } from './browser.mjs';
import { checkSearch } from './search.mjs';
import { htmlFaults, scriptFaults } from './markup.mjs';
import { addressesOfStyle, filesOf, resolve } from './site.mjs';

/** Runs everything over the folder `root`. */
export async function checkBoard(root, report) {
  const files = filesOf(root);
  const site = { root, files, names: new Set(files), pages: files.filter((file) => file.endsWith('.html')) };
  report.check('the folder', site.pages.length > 0 ? [] : ['holds no page']);
  if (site.pages.length === 0) return;
  for (const file of files) await checkFile(site, file, report);
  const browser = await launch();
  try {
    const seen = await openAll(browser, site, report);
    checkLinks(site, seen, report);
    await compareWithoutScript(browser, site, seen, report);
    const spread = coverage(site.pages, seen);
    for (const screen of Object.keys(SCREENS)) await checkAccess(browser, site, screen, spread, report);
    await checkPaper(browser, site, spread, report);
    await checkSearch(browser, site, report);
    await checkFeeds(browser, site, report);
  } finally {
    await browser.close();
  }
}

/** What a file's own text tells. */
async function checkFile(site, file, report) {
  const bytes = fs.readFileSync(path.join(site.root, file));
  const text = bytes.toString('utf8');
  if (/[<>:"|?*\\]|[. ]$|[. ]\/|(^|\/)(con|prn|aux|nul|com\d|lpt\d)(\.|\/|$)/i.test(file))
    report.check(`${file}: name`, ['cannot be stored on Windows']);
  if (file.endsWith('.html')) report.check(`${file}: html`, await htmlFaults(text, file));
  if (file.endsWith('.js')) report.check(`${file}: script`, scriptFaults(text));
  if (file.endsWith('.json')) report.check(`${file}: json`, jsonFaults(text));
  if (path.basename(file) === 'manifest.json') report.check(`${file}: manifest`, manifestFaults(site, file, text));
  if (file.endsWith('.css')) {
    const faults = addressesOfStyle(text).map((address) => linkFault(site, file, { text: address, loads: true }));
    report.check(`${file}: addresses`, faults.filter(Boolean));
  }
}

function jsonFaults(text) {
  try {
    JSON.parse(text);
    return [];
  } catch (error) {
    return [error.message];
  }
}

/** The manifest names what is there, with its size and hash. */
function manifestFaults(site, manifest, text) {
  if (jsonFaults(text).length > 0) return ['cannot be read'];
  const folder = path.posix.dirname(manifest);
  return Object.entries(JSON.parse(text).files ?? {}).flatMap(([name, { sha256 }]) => {
    const file = path.posix.join(folder, name);
    if (!site.names.has(file)) return [`${name} is not there`];
    const bytes = fs.readFileSync(path.join(site.root, file));
    const hash = crypto.createHash('sha256').update(bytes).digest('hex');
    return hash === sha256 ? [] : [`${name} is not what was written`];
  });
}

/** Opens every page on a desktop, then at the width of a telephone; returns what each holds. */
async function openAll(browser, site, report) {
  const seen = new Map();
  await inTabs(browser, site.root, SCREENS.desktop, site.pages, async (tab, page) => {
    report.check(`${page}: opens`, await tab.show(page));
    seen.set(page, await tab.read());
    if (seen.get(page).kinds.includes('.words')) report.check(`${page}: languages`, await tab.tongues());
    const wide = await tab.overflow();
    const faults = await tab.overlaps();
    await tab.resize(SCREENS.phone.viewport);
    const narrow = await tab.overflow();
    if (narrow <= 1) faults.push(...(await tab.overlaps()));
    if (wide > 1) faults.push(`is ${wide} px wider than a desktop`);
    // A sheet of paper is as wide as paper.
    if (narrow > 1 && !/(print|gongwen)\.html$/.test(page)) faults.push(`is ${narrow} px wider than a telephone`);
    report.check(`${page}: fits`, faults);
    await tab.resize(SCREENS.desktop.viewport);
    seen.get(page).text = await tab.text();
  });
  for (const [page, { scripts }] of seen)
    if (scripts.length > 0) report.check(`${page}: script`, scripts.flatMap(scriptFaults));
  return seen;
}

/** Every address leads to a file of the folder, every anchor to an element, and some page leads to each page. */
function checkLinks(site, seen, report) {
  const linked = new Set(['index.html']);
  for (const [page, { addresses }] of seen) {
    const faults = addresses.map((address) => linkFault(site, page, address, seen, linked)).filter(Boolean);
    report.check(`${page}: links`, [...new Set(faults)]);
  }
  for (const page of site.pages)
    if (path.basename(page) !== '404.html')
      report.check(`${page}: is linked`, linked.has(page) ? [] : ['no page leads here']);
}

function linkFault(site, from, { text, loads }, seen, linked) {
  const target = resolve(site.names, from, text.trim());
  if (target.fault) return `\`${text}\` ${target.fault}`;
  if (target.outside) return loads && /^http/.test(target.outside) ? `\`${text}\` loads from another place` : null;
  if (target.file !== from) linked?.add(target.file);
  const anchors = seen?.get(target.file)?.anchors;
  if (target.anchor && anchors && !anchors.includes(target.anchor)) return `\`${text}\` names no element of that page`;
  return null;
}

/** Pages say the same with script off. */
async function compareWithoutScript(browser, site, seen, report) {
  const screen = { ...SCREENS.desktop, javaScriptEnabled: false };
  await inTabs(browser, site.root, screen, site.pages, async (tab, page) => {
    await tab.show(page);
    const without = await tab.text();
    report.check(`${page}: without script`, without === seen.get(page).text ? [] : [difference(without, seen.get(page).text)]);
  });
}

function difference(without, withScript) {
  let at = 0;
  while (at < without.length && without[at] === withScript[at]) at += 1;
  const excerpt = (text) => text.slice(Math.max(0, at - 10), at + 30);
  return `reads \`${excerpt(without)}\`, with script \`${excerpt(withScript)}\``;
}

/** The fewest pages, found greedily, on which every element and class of the board stands at least once. */
function coverage(pages, seen) {
  const left = new Set(pages.flatMap((page) => seen.get(page).kinds));
  const chosen = [];
  while (left.size > 0) {
    const gain = (page) => seen.get(page).kinds.filter((kind) => left.has(kind)).length;
    const best = pages.reduce((one, other) => (gain(other) > gain(one) ? other : one));
    chosen.push(best);
    for (const kind of seen.get(best).kinds) left.delete(kind);
  }
  return chosen;
}

async function checkAccess(browser, site, screen, pages, report) {
  await inTabs(browser, site.root, { ...SCREENS[screen], tabs: 2 }, pages, async (tab, page) => {
    const shown = await tab.show(page, screen === 'kiosk' ? '?kiosk' : '');
    // Only a kiosk runs other script than what has been heard already.
    const faults = screen === 'kiosk' ? [...shown] : [];
    const wider = /(print|gongwen)\.html$/.test(page) ? 0 : await tab.overflow();
    if (wider > 1) faults.push(`is ${wider} px wider than the screen`);
    report.check(`${page}: ${screen}`, [...faults, ...(await tab.accessibility())]);
  });
}

/** The sheet for the wall comes out of the printer with its heading and without an empty page. */
async function checkPaper(browser, site, spread, report) {
  const sheets = spread.filter((page) => path.basename(page) === 'print.html');
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sanwu-paper-'));
  await inTabs(browser, site.root, { ...SCREENS.desktop, tabs: 1 }, sheets, async (tab, page) => {
    const file = path.join(folder, 'sheet.pdf');
    await tab.show(page);
    const heading = await tab.page.evaluate(() => document.querySelector('h1')?.innerText ?? '');
    await tab.pdf(file);
    const squeeze = (text) => text.replace(/\s+/g, '');
    const printed = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).split('\f').slice(0, -1);
    const faults = [];
    if (!squeeze(printed.join('')).includes(squeeze(heading))) faults.push(`does not print \`${heading}\``);
    if (printed.some((sheet) => squeeze(sheet) === '')) faults.push('prints an empty page');
    report.check(`${page}: paper`, faults);
  });
  fs.rmSync(folder, { recursive: true });
}

async function checkFeeds(browser, site, report) {
  const documents = site.files.filter((file) => file.endsWith('.xml'));
  await inTabs(browser, site.root, { ...SCREENS.desktop, tabs: 1 }, documents, async (tab, file) => {
    const text = fs.readFileSync(path.join(site.root, file), 'utf8');
    report.check(`${file}: xml`, (await tab.isXml(text)) ? [] : ['is not well-formed']);
  });
}
