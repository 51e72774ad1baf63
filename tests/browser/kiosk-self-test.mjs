#!/usr/bin/env node
// Seeds one fault of each kind into the scripts and styles of a built board, and expects the checks to find it.
//     node kiosk-self-test.mjs DIR DEMO [GROUP]
// DIR and DEMO: as for kiosk.mjs; neither is changed.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { checkKiosk, pagesOf } from './kiosk-checks.mjs';
import { Report } from './report.mjs';

// What is checked; the file of a board, what stands in it, what is put in its place; the failure that is expected.
// The faults of one group are seeded together, for each is told in words of its own; a space behind a group's name parts
// those that hide each other.
const FAULTS = [
  ['loop', 'kiosk.js', 'SLIDE = 10', 'SLIDE = 9999', /shows the same slide/],
  ['loop', 'kiosk.css', '.slide .h{', '.slide .h{padding-top:60rem;', /a slide is cut/],
  ['loop', 'kiosk.js', "'点一下屏幕开始');\nstart.type", "'开始');\nstart.type", /does not say 点一下屏幕开始/],
  ['first screen', 'kiosk.css', '.tiles li{min-width:0;', '.tiles li{min-width:900px;', /is wider than the screen/],
  ['first screen', 'kiosk.css', '.kiosk .phone{display:-ms-flexbox;display:flex;', '.kiosk .phone{', /address for telephones/],
  ['targets', 'kiosk.css', 'min-width:64px;height:100%;min-height:64px', 'min-width:64px;height:100%', /is smaller than 60 px/],
  ['keys', 'keys.js', 'return !isFixed(element); }), target', 'return !isFixed(element) && element !== list[3]; }), target', /out of reach/],
  ['idle', 'kiosk.js', "go(home + '?kiosk');", 'go(home);', /does not begin the loop/],
  ['idle ', 'kiosk.js', 'function wake() {', 'function wake() { return;', /does not begin again with a touch/],
  ['no way out', 'kiosk.js', 'guard();\n', '', /no way out/],
  ['remote control', 'kiosk.js', '{ field.focus(); }', '{ }', /a letter does not go into the field/],
  ['remote control', 'kiosk.css', 'outline:5px solid #1f1f1f;outline:5px solid var(--ink)', 'outline:0', /does not show what has the focus/],
  ['ageing', 'age.js', "put(cell, 'span', late + ' 天', 'nb');", "put(cell, 'span', late + 1 + ' 天', 'nb');", /: due cells/],
  ['ageing', 'age.js', "all('.fresh .next'", "all('.none'", /what was due next is not overdue/],
  ['ageing', 'age.js', 'over += since(day) > 0 ? 1 : 0', 'over += 0', /a month says/],
  ['ageing', 'age.js', "number + '$1');", "number + 1 + '$1');", /: answers.*does not say 逾期/],
  ['ageing', 'age.js', 'days(state, since(day));', '', /: gaps/],
  ['ageing', 'age.js', "element.textContent = '公示期满';", '', /: postings/],
  ['ageing', 'sanwu.js', "today > given('day')", "today !== given('day')", /ageing, day before/],
  ['aloud', 'sanwu.js', 'voice.localService && ', '', /with a voice over the network: is offered/],
  ['aloud', 'sanwu.js', "speech.addEventListener('voiceschanged', look)", 'speech', /that comes late: is not offered/],
  ['aloud', 'read.js', "element.hasAttribute('data-nosearch') || ", '', /: says `/],
  ['aloud', 'read.js', "name && name !== value ? name + ' ' + value : value", 'value', /` without `/],
  ['aloud', 'read.js', "remember('1');", '', /does not read the next page/],
  ['aloud ', 'read.js', "remember('');", '', /reads the next page after it was stopped/],
  ['aloud  ', 'kiosk.js', "window.localStorage.removeItem('sanwu-read');", '', /reads to the next visitor/],
  ['aloud', 'read.js', 'if (speaking === utterance) { at', 'if (utterance) { at', /does not stop/],
];

const [given, demo, only] = process.argv.slice(2);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sanwu-kiosk-'));
const [board, fixed] = ['board', 'demo'].map((name) => path.join(folder, name));
fs.cpSync(given, board, { recursive: true });
fs.cpSync(demo, fixed, { recursive: true });
let found = 0;
const missed = [];

/** The assets of a name that the town and the village under test load. */
function assets(name) {
  const [stem, extension] = name.split('.');
  return ['assets', `${pagesOf(board).village}/assets`].flatMap((at) => {
    const files = fs.readdirSync(path.join(board, at)).filter((file) => file.startsWith(`${stem}.`) && file.endsWith(`.${extension}`));
    return files.map((file) => path.join(board, at, file));
  });
}

/** Everything that a group finds on the boards as they are now. */
async function failures(group) {
  const report = new Report();
  try {
    await checkKiosk(board, fixed, report, { groups: [group.trim()], hangs: ['portrait'] });
  } catch (error) {
    report.check(group, [`cannot be run: ${error.message}`]);
  }
  return report.failures.flatMap(({ name, faults }) => faults.map((fault) => `${name}: ${fault}`));
}

function judge(what, told, pattern) {
  if (told.some((line) => pattern.test(line))) found += 1;
  else missed.push(what);
}

for (const group of new Set(FAULTS.map(([name]) => name).filter((name) => !only || name.trim() === only))) {
  const seeded = FAULTS.filter(([name]) => name === group);
  const kept = new Map();
  for (const [, name, from, to] of seeded)
    for (const file of assets(name)) {
      const text = fs.readFileSync(file, 'utf8');
      if (!text.includes(from)) throw new Error(`${name} no longer holds \`${from}\``);
      if (!kept.has(file)) kept.set(file, text);
      fs.writeFileSync(file, text.replace(from, () => to));
    }
  const told = await failures(group);
  for (const [, name, from, to, pattern] of seeded) judge(`${group}, ${name}: ${to || `without ${from}`}`, told, pattern);
  for (const [file, text] of kept) fs.writeFileSync(file, text);
}

// A demonstration that counts on.
const age = fs.readdirSync(path.join(fixed, pagesOf(fixed).village, 'assets')).find((file) => file.startsWith('age.'));
for (const page of [pagesOf(fixed).due, pagesOf(fixed).home]) {
  const html = fs.readFileSync(path.join(fixed, page), 'utf8');
  const root = '../'.repeat(page.split('/').length - 2);
  fs.writeFileSync(path.join(fixed, page), html.replace(' data-read=', ` data-age="${root}assets/${age}" data-day="2026-11-20" data-read=`));
}
judge('a demonstration that ages', await failures('demo'), /a demonstration does not age/);

fs.rmSync(folder, { recursive: true });
for (const what of missed) console.log(`NOT FOUND ${what}`);
console.log(`${found} passed, ${missed.length} failed`);
process.exitCode = missed.length > 0 ? 1 : 0;
