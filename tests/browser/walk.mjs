#!/usr/bin/env node
// The resident's walk: what an old person comes to ask, from the first page of the village, with a finger.
//     node walk.mjs DIR CONTENT   DIR: the example board, built; CONTENT: the folder of its records
//     node walk.mjs self-test DIR CONTENT
// Four questions, on a telephone with and without script and on a touch screen: each is answered within three touches of
// links with words that people would choose, each as large as a finger. On paper the poster of the quarter answers them
// or says where. What the answer must say is computed from the records. Exit code as of kiosk.mjs.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { SCREENS, launch } from './browser.mjs';
import { Report } from './report.mjs';

const MOST_TOUCHES = 3;
// One dot a pixel: nobody looks at the picture.
const PHONE = { ...SCREENS.phone, deviceScaleFactor: 1 };
const WAYS = [
  { name: 'phone', screen: PHONE, finger: 44 },
  { name: 'phone without script', screen: { ...PHONE, javaScriptEnabled: false }, finger: 44 },
  { name: 'kiosk', screen: SCREENS.kiosk, finger: 60, query: '?kiosk' },
];

const yuan = (text) => text.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
/** Ten thousand yuan in hundredths, from yuan and fen as written, halves away from nothing. */
const wan = (text) => {
  const fen = BigInt(text.replace('.', ''));
  return fen < 1_000_000n ? `${yuan(text)} 元` : `${Number((fen + 5_000n) / 10_000n) / 100}`;
};

/** A village as its open data and its records tell it. */
function read(root, content, id) {
  const data = (name) => JSON.parse(fs.readFileSync(path.join(root, id, 'data', name), 'utf8'));
  const { records } = data('records.json');
  const isRoad = (record) => record.fields.决策程序 !== undefined && /路/.test(record.fields.项目名称 ?? '');
  const road = records.find(isRoad);
  const summaries = records.filter((record) => record.item === 'finance.summary');
  const quarters = [...new Set(summaries.map((record) => record.fields.期间))].sort(byQuarter);
  return {
    id,
    records,
    gaps: data('summary.json').gaps,
    quarter: quarters.at(-1),
    books: summaries.filter((record) => record.fields.期间 === quarters.at(-1)).map((record) => record.fields),
    road: road && { title: road.title, budget: road.fields.预算, page: road.page, ...decided(path.join(content, id, `${road.address}.yaml`)) },
    settled: road && records.find((record) => record.item === 'finance.project_settlement' && record.fields.决策事项 === road.address)?.fields.决算价,
  };
}

function byQuarter(one, other) {
  const number = (period) => period.slice(0, 4) + '一二三四'.indexOf(period.charAt(6));
  return number(one).localeCompare(number(other));
}

/** The meeting that decided, read from the record itself. */
function decided(file) {
  const [, step] = fs.readFileSync(file, 'utf8').split('步骤: 决议\n');
  const field = (name) => new RegExp(`\\n? +${name}: (.+)`).exec(step)[1];
  return { meeting: field('会议'), day: field('时间'), due: field('应到'), present: field('实到'), yes: field('同意') };
}

/** What people ask, the words that they press, one after another, and what the page must then say. */
function questions(village) {
  const money = (fields) => [fields.收入合计, fields.支出合计, fields.期末余额].map(yuan);
  const asked = [
    ...village.books.map((fields) => ({
      asks: `上个季度收了多少、花了多少（${fields.账簿 ?? '本账'}）`,
      presses: [/^财务公开/, new RegExp(`^${fields.标题}$`)],
      says: money(fields),
    })),
    {
      asks: '缺了什么没有公开',
      presses: [/^(看)?公开台账/],
      says: village.gaps.length > 0 ? village.gaps.flatMap((gap) => [gap.title, gap.due]) : ['没有应公开而未公开的'],
    },
    { asks: '改过什么', presses: [/^更正/], says: corrected(village) },
  ];
  if (village.road)
    asked.push({
      asks: '修路是谁定的，花了多少',
      presses: [/^工程和采购/, new RegExp(village.road.title)],
      says: [village.road.meeting, village.road.day, `应到 ${village.road.due}，实到 ${village.road.present}`, `赞成 ${village.road.yes}`, yuan(village.road.budget), yuan(village.settled)],
    });
  return asked;
}

function corrected({ records }) {
  const changed = records.filter((record) => record.version > 1 || record.withdrawn);
  return changed.length > 0 ? [`共 ${changed.length} 处`, ...changed.map((record) => record.title)] : ['没有更正'];
}

/** In the page: the visible links, the first of which has the words; it is brought before the eye and measured. */
function aim([source, least]) {
  const words = new RegExp(source);
  const said = (link) => link.innerText.replace(/\s+/g, ' ').trim();
  // A link of a column says its name in the first line; on a touch screen the number of records stands before it.
  const isMeant = (link) => [said(link), link.querySelector('b')?.innerText ?? ''].some((text) => words.test(text));
  const link = [...document.querySelectorAll('a[href]')].find((one) => one.checkVisibility() && isMeant(one));
  if (!link) return { fault: `no visible link says ${source}` };
  const box = () => [...link.getClientRects()].sort((one, other) => other.width - one.width)[0];
  // As a finger would bring it before the eye: into the middle, clear of a bar at the foot.
  window.scrollBy(0, (box().top + box().bottom) / 2 - window.innerHeight / 2);
  const x = (box().left + box().right) / 2;
  const y = (box().top + box().bottom) / 2;
  const half = least / 2 - 1;
  const answers = ([dx, dy]) => link.contains(document.elementFromPoint(x + dx, y + dy));
  const isLarge = [[0, half], [0, -half], [half, 0], [-half, 0]].every(answers);
  return { x, y, fault: isLarge ? '' : `${said(link).slice(0, 20)} is smaller than ${least} px (${Math.round(box().width)} x ${Math.round(box().height)})` };
}

const shown = (page) => page.evaluate(() => (document.querySelector('main') ?? document.body).innerText.replace(/\s+/g, ' '));

/** Walks to one answer and tells what went wrong on the way. */
async function walk(page, home, question, way) {
  const faults = [];
  await page.goto(home + (way.query ?? ''));
  // The loop of a touch screen waits for its first touch, which asks nothing yet.
  if (way.query) await page.locator('.loop').tap();
  for (const words of question.presses) {
    const at = await page.evaluate(aim, [words.source, way.finger]);
    if (at.fault) faults.push(at.fault);
    if (at.x === undefined) return faults;
    const before = page.url();
    await page.touchscreen.tap(at.x, at.y);
    await page.waitForURL((url) => url.href.split(/[?#]/)[0] !== before.split(/[?#]/)[0], { timeout: 5000 }).catch(() => faults.push(`${words.source} leads nowhere`));
    await page.waitForLoadState();
  }
  if (question.presses.length > MOST_TOUCHES) faults.push(`takes ${question.presses.length} touches`);
  const text = await shown(page);
  return [...faults, ...question.says.filter((words) => !text.includes(words)).map((words) => `does not say ${words}`)];
}

/** The sheets that hang on the wall: the poster of the last quarter, the page to take home, and the road's own sheet. */
function sheets(village) {
  const [, year, at] = /(\d{4})年第(.)季度/.exec(village.quarter);
  const quarter = `${year}-q${'一二三四'.indexOf(at) + 1}`;
  const sums = village.books.flatMap((fields) => [fields.收入合计, fields.支出合计]);
  const found = [
    // Beyond three of a kind a poster tells how many more there are, and where.
    { page: `posters/${quarter}/index.html`, says: [...sums.map(yuan), /表决决定了 \d+ 件事|没有表决决定的事/, /应公开未公开 \d+ 项|应公开的都公开了/, /更正 \d+ 处|没有更正/, '有疑问'], shows: '.qr' },
    { page: `plain/${quarter}/index.html`, says: [...sums.map(wan), '账上还有', '有疑问'], shows: '.qr' },
  ];
  if (village.road) {
    const { page, title, budget, yes, day } = village.road;
    const decision = `${day.slice(0, 4)}-q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
    found.push({ page: `posters/${decision}/index.html`, says: [title, day.slice(5)], shows: '.qr' });
    found.push({ page: page.replace('index.html', 'print.html'), says: [title, village.road.meeting, `${yes}`, yuan(budget)], shows: '.qr' });
  }
  return found;
}

async function onPaper(page, folder, sheet) {
  await page.goto(`file://${path.join(folder, sheet.page)}`);
  await page.emulateMedia({ media: 'print' });
  const text = await shown(page);
  const isSaid = (words) => (words instanceof RegExp ? words.test(text) : text.includes(words));
  const faults = sheet.says.filter((words) => !isSaid(words)).map((words) => `does not say ${words}`);
  if (!(await page.locator(sheet.shows).first().isVisible())) faults.push('has no QR code');
  return faults;
}

async function walkAll(root, content, report, villages) {
  const browser = await launch();
  const visit = async (id) => {
    const village = read(root, content, id);
    const folder = path.resolve(root, id);
    for (const way of WAYS) {
      const context = await browser.newContext({ ...way.screen, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
      const page = await context.newPage();
      for (const question of questions(village)) {
        const faults = await walk(page, `file://${folder}/index.html`, question, way).catch((error) => [`breaks off: ${error.message.split('\n')[0]}`]);
        report.check(`${id}, ${way.name}: ${question.asks}`, faults);
      }
      await context.close();
    }
    const page = await browser.newPage();
    for (const sheet of sheets(village)) report.check(`${id}/${sheet.page} on paper`, await onPaper(page, folder, sheet));
    await page.close();
  };
  await Promise.all(villages.map(visit));
  await browser.close();
}

/** Faults that a walk must stumble over: a page of the village, what stands in it, what is put there, what is then told. */
const FAULTS = [
  ['index.html', /<a href="corrections\/index\.html"[^>]*>更正<\/a>/g, '更正', /改过什么: no visible link says/],
  ['index.html', /<a href="projects\/index\.html">工程和采购<\/a>/g, '<a href="projects/index.html">建设项目</a>', /修路是谁定的.*: no visible link says/],
  ['due/index.html', /没有应公开而未公开的/g, '', /缺了什么没有公开: does not say/],
  ['finance/2026-q3-summary/index.html', /74,532\.00/g, '74,523.00', /花了多少.*: does not say 74,532\.00/],
  ['posters/2026-q3/index.html', /应公开的都公开了/g, '', /on paper: does not say/],
];

async function selfTest(root, content) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sanwu-walk-'));
  const village = fs.readdirSync(root).find((id) => fs.existsSync(path.join(root, id, 'data/records.json')) && read(root, content, id).road);
  fs.cpSync(path.join(root, village), path.join(folder, village), { recursive: true });
  for (const [page, from, to] of FAULTS) {
    const file = path.join(folder, village, page);
    const text = fs.readFileSync(file, 'utf8');
    if (!from.test(text)) throw new Error(`${page} no longer holds ${from}`);
    fs.writeFileSync(file, text.replace(from, to));
  }
  const report = new Report();
  await walkAll(folder, content, report, [village]);
  fs.rmSync(folder, { recursive: true });
  const told = report.failures.flatMap(({ name, faults }) => faults.map((fault) => `${name}: ${fault}`));
  const judged = new Report();
  for (const [page, from, , pattern] of FAULTS) judged.check(`${page} without ${from}`, told.some((line) => pattern.test(line)) ? [] : ['is not found']);
  return judged;
}

const isTest = process.argv[2] === 'self-test';
const [root, content, ...rest] = process.argv.slice(isTest ? 3 : 2);
if (!root || !content || rest.length > 0 || ![root, content].every((folder) => fs.existsSync(folder))) {
  console.error('node walk.mjs [self-test] DIR CONTENT, where DIR holds the example board and CONTENT its records');
  process.exit(2);
}
let report = new Report();
if (isTest) report = await selfTest(root, content);
else await walkAll(root, content, report, fs.readdirSync(root).filter((id) => fs.existsSync(path.join(root, id, 'data/records.json'))));
console.log(report.lines().join('\n'));
process.exitCode = report.failures.length > 0 ? 1 : 0;
