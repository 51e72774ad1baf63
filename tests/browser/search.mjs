// The search page: real queries typed in Chromium, from disk and over http, against a look through the pages themselves.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { SCREENS } from './browser.mjs';

const ROOM = path.dirname(new URL(import.meta.url).pathname);
const FOLDS = path.join(ROOM, '../data/search-fold.json');
const SCRIPT = path.join(ROOM, '../../themes/default/assets/search.js');

/** Bytes of the list of pages for each thousand pages, beside what every list has. */
const LIST_BYTES = 120 * 1024;
/** Queries taken from the pages of each village. */
const QUERIES = 40;

/** Checks every search page of a board. */
export async function checkSearch(browser, site, report) {
  const blank = await browser.newPage();
  const pages = site.pages.filter((page) => page === 'search/index.html' || page.endsWith('/search/index.html'));
  const server = await serve(site.root);
  try {
    await checkPages(browser, site, { pages, blank, server }, report);
  } finally {
    // A server left open would keep the run from ending.
    server.close();
    await blank.close();
  }
}

async function checkPages(browser, site, { pages, blank, server }, report) {
  const read = new Map();
  for (const page of pages) {
    const shown = await shownBy(site, page, blank, read);
    report.check(`${page}: size of the list`, listFaults(site, page));
    const queries = sample(shown);
    const bases = [`${pathToFileURL(path.resolve(site.root)).href}/`, `http://127.0.0.1:${server.address().port}/`];
    for (const base of bases) {
      const faults = await ask(browser, base + page, queries, shown);
      report.check(`${page}: search over ${base.slice(0, 4)}`, faults);
    }
  }
  if (pages.length > 0) {
    report.check('search: folding', await foldFaults(browser));
    report.check('search: keyboard', await padFaults(browser, site, pages[0]));
  }
}

/** A server of the folder, as a village's network has it. */
async function serve(root) {
  const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
  const server = http.createServer((request, answer) => {
    const file = path.join(root, decodeURIComponent(new URL(request.url, 'http://x').pathname));
    // Browsers ask for it of their own accord.
    if (path.basename(file) === 'favicon.ico') {
      answer.writeHead(204).end();
      return;
    }
    if (!fs.existsSync(file) || !fs.statSync(file).isFile()) {
      answer.writeHead(404).end();
      return;
    }
    answer.writeHead(200, { 'content-type': `${types[path.extname(file)] ?? 'application/octet-stream'}; charset=utf-8` });
    answer.end(fs.readFileSync(file));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** What the records and pages of topics that a search page answers for show: title and blocks of text, read by the browser. */
async function shownBy(site, page, blank, read) {
  const home = page.replace(/search\/index\.html$/, '');
  const villages = [...new Set(site.files.filter((file) => /(^|\/)data\/records\.json$/.test(file)))]
    .map((file) => file.replace(/data\/records\.json$/, ''))
    .filter((village) => home === '' || village === home);
  const shown = [];
  for (const village of villages) {
    const { records, name } = JSON.parse(fs.readFileSync(path.join(site.root, `${village}data/records.json`), 'utf8'));
    for (const { page: address, title } of [...records, ...topicsOf(site, village)]) {
      const file = village + address;
      if (!read.has(file)) read.set(file, await blank.evaluate(blocks, fs.readFileSync(path.join(site.root, file), 'utf8')));
      shown.push({ page: file, title, place: villages.length > 1 ? name : '', blocks: read.get(file) });
    }
  }
  return shown;
}

/** The pages of topics that a village's home page names. */
function topicsOf(site, village) {
  const home = fs.readFileSync(path.join(site.root, `${village}index.html`), 'utf8');
  const links = home.matchAll(/<div id="topic-[^"]*"><dt><a href="([^"]*)">([^<]*)<\/a>/g);
  return [...links].map(([, page, title]) => ({ page, title }));
}

/** In the page: the pieces of a page's text that can be found by searching, a paragraph or a cell each. */
function blocks(html) {
  const inLine = /^(a|abbr|b|bdi|bdo|code|del|em|i|ins|mark|q|s|small|span|strong|sub|sup|time|u)$/;
  const found = [''];
  const read = (node) => {
    if (node.nodeType === Node.TEXT_NODE) found[found.length - 1] += node.data;
    if (node.nodeType !== Node.ELEMENT_NODE || /^(h1|nav|script|style|svg)$/.test(node.localName) || 'nosearch' in node.dataset) return;
    if (!inLine.test(node.localName)) found.push('');
    node.childNodes.forEach(read);
    if (!inLine.test(node.localName)) found.push('');
  };
  read(new DOMParser().parseFromString(html, 'text/html').querySelector('main'));
  return found.map((block) => block.replace(/\s+/g, ' ').trim()).filter((block) => block !== '');
}

function listFaults(site, page) {
  const html = fs.readFileSync(path.join(site.root, page), 'utf8');
  return [...html.matchAll(/data-base="([^"]*)" data-list="([^"]*)"/g)].flatMap(([, base, list]) => {
    const file = path.posix.join(path.posix.dirname(page), base, list);
    const text = fs.readFileSync(path.join(site.root, file), 'utf8');
    const pages = text.split('"d":[')[1].split('\n').length;
    const most = (LIST_BYTES * pages) / 1000 + 6 * 1024;
    return Buffer.byteLength(text) > most ? [`${file} has ${Buffer.byteLength(text)} bytes for ${pages} pages`] : [];
  });
}

/** Spaces and marks do not count, nor does the width of letters. */
const plain = (text) => text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}.,-]+/gu, '');

/** Pieces of the pages' own text of one, two and many characters, amounts, dates; and some that stand nowhere. */
function sample(shown) {
  let state = 20261120;
  const next = (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % below;
  };
  const queries = [];
  const blocks = shown.flatMap((record) => [record.title, ...record.blocks]).filter((block) => /\p{Script=Han}{2}/u.test(block));
  for (let i = 0; i < QUERIES && blocks.length > 0; i += 1) {
    const runs = blocks[next(blocks.length)].match(/\p{Script=Han}+/gu);
    // A date is folded, so that its words are found on pages that write it in digits.
    const run = runs[next(runs.length)].replace(/^[年月日号]+|[年月日号]+$/g, '') || '公开';
    const length = [1, 2, 2, 3, 4, 6, 12][i % 7];
    const from = next(Math.max(1, run.length - length + 1));
    // A piece cut out of `七日内` may be nothing but that.
    const piece = run.slice(from, from + length).replace(/^[年月日号]+|[年月日号]+$/g, '') || '公开';
    queries.push({ text: piece, kind: 'words' });
  }
  const amounts = shown.flatMap((record) => record.blocks.filter((block) => /^[\d,]+\.\d\d$/.test(block)));
  for (let i = 0; i < 8 && amounts.length > 0; i += 1) {
    const amount = amounts[next(amounts.length)];
    queries.push({ text: i % 2 ? amount : amount.replace(/,|\.00$/g, ''), kind: 'amount', value: Number(amount.replaceAll(',', '')) });
  }
  for (const date of ['2026-09-05', '2026-10']) {
    const [year, month, day] = date.split('-').map(Number);
    const han = `${year}年${month}月${day ? `${day}日` : ''}`;
    const pattern = new RegExp(`${date}(?!\\d)|${year}年0?${month}月${day ? `0?${day}日` : ''}`);
    queries.push({ text: date, kind: 'date', pattern }, { text: han, kind: 'date', pattern });
  }
  queries.push({ text: '龘靐齉', kind: 'words' }, { text: '公开　收支', kind: 'both', words: ['公开', '收支'] });
  return queries;
}

/** Whether a record shows what a query asks for, told without any of the product's code. */
function answersTo(record, query) {
  const blocks = [record.title, record.place, ...record.blocks];
  if (query.kind === 'words') return blocks.some((block) => plain(block).replace(/[.,-]/g, '').includes(query.text));
  if (query.kind === 'both') return query.words.every((word) => blocks.some((block) => plain(block).replace(/[.,-]/g, '').includes(word)));
  if (query.kind === 'date') return blocks.some((block) => query.pattern.test(block));
  return blocks.some((block) =>
    // The minutes of `8:00` are no amount.
    [...block.matchAll(/(?<![\d.,:-])\d[\d,]*(?:\.\d+)?(?:\s*[万亿])?/g)].some(([number]) => {
      const value = Number(number.replace(/[,\s万亿]/g, ''));
      // What is typed as it stands on the page is found, whatever unit follows it there.
      if (Math.round(value * 100) === Math.round(query.value * 100)) return true;
      // Nobody says a few hundred yuan in 万.
      if (query.value < 1000 && /[万亿]$/.test(number)) return false;
      const unit = number.endsWith('万') ? 1e4 : number.endsWith('亿') ? 1e8 : 1;
      return Math.round(value * unit * 100) === Math.round(query.value * 100);
    }),
  );
}

/** Types queries and compares the answers, all pages of them. */
async function ask(browser, url, queries, shown) {
  const context = await browser.newContext({ ...SCREENS.desktop, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  const page = await context.newPage();
  const faults = [];
  page.on('console', (message) => message.type() === 'error' && faults.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`));
  await page.goto(url, { waitUntil: 'networkidle' });
  const times = [];
  for (const query of queries) {
    const { hits, ms } = await page.evaluate(search, query.text);
    times.push(ms);
    const found = hits.map((hit) => decodeURI(hit.split('#')[0])).sort();
    const base = new URL(url).href.replace(/search\/index\.html$/, '').replace(/[^/]*$/, '');
    const root = base;
    const local = found.filter((hit) => !hit.endsWith('/due/index.html')).map((hit) => hit.slice(hit.indexOf(root) + root.length));
    const expected = shown
      .filter((record) => answersTo(record, query))
      .map((record) => record.page)
      .sort();
    const home = decodeURI(root).match(/[^/]+\/$/)?.[0] ?? '';
    const wanted = expected.map((one) => (one.startsWith(home) ? one.slice(home.length) : one));
    const missed = wanted.filter((one) => !local.includes(one));
    const wrong = local.filter((one) => !wanted.includes(one));
    if (missed.length > 0) faults.push(`\`${query.text}\` misses ${missed.length} of ${wanted.length}, as ${missed[0]}`);
    if (wrong.length > 0) faults.push(`\`${query.text}\` finds ${wrong.length} too many, as ${wrong[0]}`);
  }
  // Told and not judged: how long it takes is the machine's affair.
  const later = times.slice(1).sort((one, other) => one - other)[Math.floor((times.length - 1) / 2)];
  console.log(`${page.url().slice(0, 4)}, ${shown.length} records: first answer ${times[0]} ms, half of the later ones within ${later} ms`);
  await context.close();
  return faults;
}

/** In the page: types a query, waits for the answer, turns all its pages; addresses and time to the first. */
async function search(text) {
  const hits = document.getElementById('hits');
  const settled = async () => {
    for (let i = 0; i < 4000 && hits.getAttribute('aria-busy') !== 'false'; i += 1) await new Promise((done) => setTimeout(done, 1));
  };
  document.getElementById('q').value = text;
  hits.setAttribute('aria-busy', 'true');
  const start = performance.now();
  document.getElementById('ask').onsubmit();
  await settled();
  const ms = Math.round(performance.now() - start);
  const found = [];
  for (;;) {
    found.push(...[...hits.querySelectorAll('a')].map((link) => link.href));
    const after = document.getElementById('after');
    if (document.getElementById('turn').hidden || after.disabled) return { hits: found, ms };
    hits.setAttribute('aria-busy', 'true');
    after.click();
    await settled();
  }
}

/** Texts of the examples are found by each other: the script folds as the build does. */
async function foldFaults(browser) {
  // The function alone, cut out of the script as it is written: what is published has lost the comments to cut at.
  const source = fs.readFileSync(SCRIPT, 'utf8');
  const start = source.indexOf('  var MONTH');
  const end = source.indexOf('  /* The query */');
  if (start < 0 || end < start) return ['cannot be cut out of search.js'];
  const context = await browser.newContext();
  const tab = await context.newPage();
  const faults = await tab.evaluate(
    ([code, examples]) => {
      const fold = new Function(`${code}; return fold;`)();
      return examples.filter(([text, folded]) => fold(text) !== folded).map(([text, folded]) => `${text}: ${fold(text)} is not ${folded}`);
    },
    [source.slice(start, end), JSON.parse(fs.readFileSync(FOLDS, 'utf8'))],
  );
  await context.close();
  return faults;
}

/** At a kiosk the letters are there from the beginning, large enough, and enough to find something. */
async function padFaults(browser, site, page) {
  const faults = [];
  const context = await browser.newContext({ ...SCREENS.kiosk, locale: 'zh-CN' });
  const tab = await context.newPage();
  await tab.goto(`${pathToFileURL(path.resolve(site.root, page)).href}?kiosk`, { waitUntil: 'networkidle' });
  const keys = await tab.locator('#pad button').all();
  for (const key of keys) {
    const box = await key.boundingBox();
    if (!box || box.width < 60 || box.height < 60) faults.push(`the key ${await key.textContent()} is ${box?.width} x ${box?.height}`);
  }
  for (const letter of ['S', 'Z']) await tab.locator(`#pad [data-key="${letter}"]`).tap();
  await tab.waitForTimeout(300);
  const hits = await tab.locator('#hits mark').allTextContents();
  if (hits.length === 0) faults.push('S, Z find nothing');
  await tab.locator('#pad [data-key="clear"]').focus();
  await tab.keyboard.press('Enter');
  await tab.waitForTimeout(300);
  if ((await tab.inputValue('#q')) !== '' || (await tab.locator('#hits li').count()) > 0) faults.push('清空 leaves something');
  await context.close();
  return faults;
}
