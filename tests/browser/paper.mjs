#!/usr/bin/env node
// Sheets of paper, printed and read again.
//     node paper.mjs check PUBLIC        every sheet of a built board
//     node paper.mjs write DIR           a workspace of sheets that are long, to be built with `sanwu --root DIR build`
//     node paper.mjs self-test PUBLIC    seeds faults into sheets of a built board and expects each to be found
import { execFileSync } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import jsQR from 'jsqr';
import { SCREENS, inTabs, launch } from './browser.mjs';
import { Report } from './report.mjs';
import { filesOf } from './site.mjs';

/** Of so many sheets one is looked at as a picture, besides those of quarters: decoding takes longer than printing. */
const PICTURES = 8;
const LEAST_MM = 30;
/** More sheets than this are printed in part: one of so many. */
const MANY = 100;
const SHARE = 5;

/** Prints every sheet below a folder and reads it again. */
export async function checkPaper(root, report, every = PICTURES) {
  const all = filesOf(root).filter((file) => /(^|\/)(print|gongwen)\.html$|(posters|plain)\/[^/]+\/index\.html$/.test(file));
  // Of a large board a share is printed, and every sheet of a quarter; each village and kind is among them.
  const isPrinted = (sheet, at) => all.length <= MANY || at % SHARE === 0 || path.basename(sheet) === 'index.html';
  const sheets = all.filter(isPrinted);
  report.check('the folder', sheets.length > 0 ? [] : ['holds no sheet']);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sanwu-paper-'));
  const browser = await launch();
  try {
    await inTabs(browser, root, SCREENS.desktop, sheets, async (tab, sheet) => {
      await tab.show(sheet);
      const page = await tab.page.evaluate(readSheet);
      const file = path.join(folder, `${sheets.indexOf(sheet)}.pdf`);
      // On a machine at its limits Chromium may give up printing once.
      await tab.pdf(file).catch(() => tab.pdf(file));
      const isFiled = path.basename(sheet) === 'gongwen.html';
      report.check(`${sheet}: pages`, isFiled ? filedFaults(file, page) : leafFaults(file, page));
      report.check(`${sheet}: totals`, carryFaults(page.tables));
      const isLooked = sheets.indexOf(sheet) % every === 0 || path.basename(sheet) === 'index.html';
      if (!isFiled) report.check(`${sheet}: code`, codeFaults(page, isLooked ? file : null));
      fs.rmSync(file);
    });
  } finally {
    await browser.close();
    fs.rmSync(folder, { recursive: true });
  }
}

/** In the page: its heading, its tables leaf by leaf, and its code. */
function readSheet() {
  const words = (element) => (element ? element.textContent.replace(/\s+/g, ' ').trim() : '');
  const row = (element) => ({ kind: element.className, cells: [...element.children].map(words) });
  const tables = [...document.querySelectorAll('.leaf table.d')].map((table) => ({
    caption: [...(table.caption?.childNodes ?? [])].filter((node) => node.nodeType === 3).map(words).join(''),
    rows: [...table.querySelectorAll('tbody>tr')].map(row),
    foot: [...table.querySelectorAll('tfoot>tr')].map(row),
  }));
  const svg = document.querySelector('svg[aria-labelledby="qr-title qr-desc"]');
  const side = svg ? Number(svg.getAttribute('viewBox').split(' ')[2]) : 0;
  return {
    heading: words(document.querySelector('h1')),
    tables,
    text: words(svg?.querySelector('desc')),
    // Without the quiet zone of four modules on each side.
    millimetres: svg ? (svg.getBoundingClientRect().width / 96) * 25.4 * ((side - 8) / side) : 0,
    words: words(document.querySelector('main')),
  };
}

const squeeze = (text) => text.replace(/\s+/g, '');

function printed(file) {
  return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).split('\f').slice(0, -1);
}

/** Every page says which of how many it is, and there are so many. */
function leafFaults(file, page) {
  const pages = printed(file);
  const faults = [];
  pages.forEach((text, index) => {
    const said = /第\s*(\d+)\s*页\s*共\s*(\d+)\s*页/.exec(text);
    const wanted = `第 ${index + 1} 页 共 ${pages.length} 页`;
    const found = said ? `第 ${said[1]} 页 共 ${said[2]} 页` : 'no number';
    if (found !== wanted) faults.push(`page ${index + 1} of ${pages.length} says ${found}`);
  });
  if (!squeeze(pages.join('')).includes(squeeze(page.heading))) faults.push(`does not print \`${page.heading}\``);
  return faults;
}

/** Numbers in the outer corners: odd pages to the right, even ones to the left; nothing beyond 22 lines. */
function filedFaults(file, page) {
  const faults = [];
  const html = execFileSync('pdftotext', ['-bbox', file, '-'], { encoding: 'utf8' });
  html.split('<page ').slice(1).forEach((text, index) => {
    const width = Number(/width="([\d.]+)"/.exec(text)[1]);
    const found = [...text.matchAll(/<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</g)];
    const words = found.map(([, left, top, right, bottom, word]) => ({ left: +left, top: +top, right: +right, bottom: +bottom, word }));
    const below = words.filter(({ top }) => top > 842 - (35 / 25.4) * 72);
    const number = below.find(({ word }) => word.replace(/[—\s]/g, '') === String(index + 1));
    if (!number) faults.push(`page ${index + 1} has no number`);
    else if (index % 2 === 0 ? number.left < width / 2 : number.right > width / 2)
      faults.push(`the number of page ${index + 1} is not in the outer corner`);
    if (words.some(({ right }) => right > width - (26 / 25.4) * 72 + 3)) faults.push(`page ${index + 1} prints into the margin`);
    if (words.length === below.length) faults.push(`page ${index + 1} is empty`);
    const lines = new Set(words.filter((one) => !below.includes(one) && one.bottom - one.top > 15).map(({ bottom }) => Math.round(bottom / 8)));
    if (lines.size > 22) faults.push(`page ${index + 1} has ${lines.size} lines`);
  });
  if (!squeeze(printed(file).join('')).includes(squeeze(page.heading))) faults.push(`does not print \`${page.heading}\``);
  return faults;
}

/** An amount in fen, or null. */
function fen(text) {
  return /^-?[\d,]+\.\d\d$/.test(text) ? BigInt(text.replace(/[,.]/g, '')) : null;
}

/** What a leaf carries over is what the rows so far add up to, and so is the total; a balance is carried as it stood. */
function carryFaults(tables) {
  const faults = [];
  const name = (table) => table.caption.replace(/（续）/g, '');
  for (const first of tables.filter((table) => !table.caption.endsWith('（续）'))) {
    const parts = tables.filter((table) => name(table) === name(first));
    const rows = parts.flatMap((table) => table.rows);
    const total = parts.at(-1).foot.find(({ kind }) => kind === 'total')?.cells ?? [];
    if (!rows.some(({ kind }) => kind === 'carried')) continue;
    total.forEach((text, at) => {
      if (fen(text) === null) return;
      let sum = 0n;
      for (const { kind, cells } of rows) {
        if (kind === '') sum += fen(cells[at] ?? '') ?? 0n;
        else if (kind === 'carried' && fen(cells[at]) !== sum) faults.push(`${name(first)}: carries ${cells[at]} where rows add up to ${sum} fen`);
      }
      if (fen(text) !== sum) faults.push(`${name(first)}: the total is ${text}, rows add up to ${sum} fen`);
    });
  }
  return faults;
}

/** The QR is large enough; what a camera reads is what the sheet says, and its digest gives the printed check code. */
function codeFaults(page, file) {
  // A list that hides names has no code before it is sealed.
  if (!page.text && !/\d{5} \d{5} \d{5} \d{5} \d{5} \d{5}/.test(page.words)) return [];
  if (page.millimetres < LEAST_MM) return [`the code is ${page.millimetres.toFixed(1)} mm wide`];
  const digest = page.text.split(' ').pop();
  const hash = crypto.createHash('sha256').update(Buffer.from(digest, 'base64url')).digest();
  const groups = Array.from({ length: 6 }, (_, at) => String(hash.readUIntBE(at * 5, 5) % 100000).padStart(5, '0'));
  const faults = page.words.includes(groups.join(' ')) ? [] : ['the check code is not that of the QR'];
  if (file) {
    const read = decoded(file);
    if (read !== page.text) faults.push(`a camera reads \`${read}\`, the sheet says \`${page.text}\``);
  }
  return faults;
}

/** What stands in the QR of the last page, as printed at 150 dots an inch. */
function decoded(file) {
  const last = printed(file).length;
  const ppm = execFileSync('pdftoppm', ['-r', '150', '-f', String(last), '-l', String(last), file], { maxBuffer: 1 << 26 });
  const [head, width, height] = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(ppm.subarray(0, 64).toString('latin1'));
  const pixels = ppm.subarray(head.length);
  const rgba = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let from = 0, to = 0; from < pixels.length; from += 3, to += 4) rgba.set(pixels.subarray(from, from + 3), to);
  return jsQR(rgba, Number(width), Number(height), { inversionAttempts: 'dontInvert' })?.data ?? 'nothing';
}

/** A village with a month of 200 vouchers, and a notice of some pages. */
function write(root) {
  const put = (file, text) => {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    fs.writeFileSync(path.join(root, file), text);
  };
  const yuan = (amount) => `${(amount / 100n).toString().replace(/\B(?=(\d{3})+$)/g, ',')}.${String(amount % 100n).padStart(2, '0')}`;
  put('content/board.yaml', '名称: 柳溪镇\n上级: 望岳县\n演示日期: 2026-11-20\n');
  put('content/long/village.yaml', '名称: 大王村\n类型: 村\n上级: 柳溪镇\n户数: 300\n区划代码: "379902003020"\n公开栏位置: 村委会门前\n意见受理: 村务监督委员会 05XX-555 0420\n值班电话: 05XX-555 0421\n文头: {村民委员会: 柳溪镇大王村民委员会文件}\n');
  const what = ['付清淤工程款', '收西河滩承包费（第一年上半年）', '付路灯电费', '付老党员慰问品，分三次送到各家各户，附签收单和照片', '收摊位租金'];
  let balance = 50_000_000n;
  const opening = balance;
  const rows = Array.from({ length: 200 }, (_, at) => {
    const amount = BigInt(12_345 + ((at * 7919) % 90_000));
    const isIncome = at % 5 === 1 || at % 5 === 4;
    balance += isIncome ? amount : -amount;
    const day = String(1 + Math.floor(at / 7)).padStart(2, '0');
    return `  - {日期: 2026-10-${day}, 凭证号: 记-${at + 1}, 摘要: "${what[at % 5]}", ${isIncome ? '收入' : '支出'}: "${yuan(amount)}", 余额: "${yuan(balance)}", 经手人: 赵四, 证明人: 钱五, 审批人: 张三}`;
  });
  const head = '编制人: 王一\n编制日期: 2026-11-03\n审核人: 李二\n审核意见: 同意\n审核日期: 2026-11-05\n签批人: 张三\n签批日期: 2026-11-06\n公布日期: 2026-11-08\n张贴起: 2026-11-08\n张贴止: 2026-11-26\n';
  put(
    'content/long/finance/2026-10.yaml',
    `公开事项: 集体收支逐笔明细\n标题: 2026年10月集体收支逐笔公开\n期间: 2026-10\n${head}期初余额: "${yuan(opening)}"\n收支明细:\n${rows.join('\n')}\n期末余额: "${yuan(balance)}"\n`,
  );
  const sentence = '各组轮水次序和看泵的人已经定下来了没有轮到的请不要私自开闸遇到停电往后顺延一天。';
  const text = Array.from({ length: 14 }, () => sentence.repeat(5)).join('\n\n');
  put('content/long/affairs/notice.md', `---\n标题: 关于今年冬灌轮水安排的通知\n类别: 村务公开\n公布日期: 2026-11-08\n---\n\n${text}\n`);
}

/** Faults put into the HTML of a sheet, each with the check that must find it. */
const SEEDS = [
  ['none', null, (html) => html],
  ['number', 'pages', (html) => html.replace(/共 (\d+) 页/g, (_, pages) => `共 ${Number(pages) + 1} 页`)],
  ['overflow', 'pages', (html) => html.replace('<p class="turn">', `${'<p class="say">多出来的话</p>'.repeat(60)}<p class="turn">`)],
  ['carried', 'totals', (html) => html.replace(/(class="carried"[\s\S]*?>)([\d,]+)\.(\d\d)</, (_, before, yuan) => `${before}1${yuan}.00<`)],
  ['small', 'code', (html) => html.replace('class="qr"', 'class="tiny"')],
  ['text', 'code', (html) => html.replace(/(<desc id="qr-desc">SANWU1 )/, '$1别村 ')],
  ['digest', 'code', (html) => html.replace(/(<p class="code">[^<]*<b>)\d/, (all, before) => `${before}${all.endsWith('0') ? 1 : 0}`)],
];

async function selfTest(root) {
  const files = filesOf(root);
  const long = files.filter((file) => path.basename(file) === 'print.html').find((file) => fs.readFileSync(path.join(root, file), 'utf8').includes('class="carried"'));
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sanwu-seeds-'));
  const html = fs.readFileSync(path.join(root, long), 'utf8');
  const village = long.split('/')[0];
  fs.cpSync(path.join(root, village, 'assets'), path.join(folder, 'assets'), { recursive: true });
  for (const [name, , seed] of SEEDS) {
    fs.mkdirSync(path.join(folder, 'sheets', name), { recursive: true });
    fs.writeFileSync(path.join(folder, 'sheets', name, 'print.html'), seed(html));
  }
  // Every seed is looked at as a picture.
  const report = new Report();
  await checkPaper(folder, report, 1);
  fs.rmSync(folder, { recursive: true });
  const expected = SEEDS.filter(([, check]) => check).map(([name, check]) => `sheets/${name}/print.html: ${check}`);
  const found = report.failures.map((failure) => failure.name);
  const missed = expected.filter((name) => !found.includes(name));
  const wrong = found.filter((name) => !expected.includes(name));
  for (const name of missed) console.log(`NOT FOUND ${name}`);
  for (const name of wrong) console.log(`FOUND THOUGH RIGHT ${name}: ${report.failures.find((one) => one.name === name).faults[0]}`);
  console.log(`${expected.length - missed.length} passed, ${missed.length + wrong.length} failed`);
  process.exitCode = missed.length + wrong.length > 0 ? 1 : 0;
}

const [verb, root] = process.argv.slice(2);
if (verb === 'write' && root) write(root);
else if (verb === 'self-test' && root) await selfTest(root);
else if (verb === 'check' && root) {
  const report = new Report();
  await checkPaper(root, report);
  console.log(report.lines().join('\n'));
  process.exitCode = report.failures.length > 0 ? 1 : 0;
} else {
  console.error('node paper.mjs check PUBLIC | write DIR | self-test PUBLIC');
  process.exitCode = 2;
}
