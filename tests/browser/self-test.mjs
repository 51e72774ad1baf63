#!/usr/bin/env node
// Seeds one fault of each kind into a small board, and expects each to be found, and nothing else.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { checkBoard } from './checks.mjs';
import { Report } from './report.mjs';

const page = (body) => `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>测试</title>
<link rel="stylesheet" href="style.css">
</head>
<body>
<main>
<h1>测试</h1>
${body}
</main>
</body>
</html>
`;

// A name, the faulty body or the whole file, and the check that must fail on it.
const PAGES = [
  ['clean', '<p id="top"><a href="#top">回到开头</a> <a href="tel:0531-1234567">电话</a></p>', null],
  ['no-page', '<p><a href="none.html">无</a></p>', 'links'],
  ['folder', '<p><a href="folder/">村</a></p>', 'links'],
  ['root', '<p><a href="/index.html">村</a></p>', 'links'],
  ['anchor', '<p><a href="clean.html#none">村</a></p>', 'links'],
  ['no-picture', '<p><img src="none.png" alt="图"></p>', 'opens', 'links'],
  ['elsewhere', '<p><img src="http://127.0.0.1:9/a.png" alt="图"></p>', 'opens', 'links', 'kiosk'],
  ['throws', '<script>throw new Error("no");</script>', 'opens'],
  ['console', '<script>console.error("no");</script>', 'opens', 'kiosk'],
  ['new-script', '<script>const one = 1;</script>', 'script'],
  ['needs-script', '<p id="a">甲</p><script>document.getElementById("a").textContent = "乙";</script>', 'without script'],
  ['html', '<p id="a">甲</p><p id="a">乙</p>', 'html'],
  ['wide', '<p class="wide">宽</p>', 'fits', 'desktop', 'phone', 'kiosk'],
  ['overlap', '<p class="over">压在下面的字</p><p>压在上面的字</p>', 'fits'],
  ['tongues', '<div class="words" lang="ug" dir="rtl"><p>ئادەم</p></div>', null],
  ['turned', '<div class="words turned" lang="ug" dir="rtl"><p>ئادەم</p></div>', 'languages'],
  ['lying', '<section class="scroll" tabindex="0" aria-label="竖排"><div class="words stands" lang="mn-Mong" dir="ltr"><p>ᠬᠦᠮᠦᠨ</p></div></section>', 'languages'],
  ['pale', '<p class="pale">看不清的一行字</p>', 'desktop', 'phone', 'kiosk'],
];
const FILES = [
  ['lost.html', page('<p>无</p>'), 'is linked'],
  ['folder/notice.txt', '无', null],
  ['style.css', 'body { background: #fff; } .pale { color: #ccc; } .wide { width: 3000px; } .over { margin-bottom: -36px; } .turned { direction: ltr; }', null],
  ['other.css', 'body { background: url(none.png); }', 'addresses'],
  ['run.js', 'const one = () => 1;', 'script'],
  ['feed.xml', '<feed><entry></feed>', 'xml'],
  ['data.json', '{"a": }', 'json'],
  ['con.txt', '', 'name'],
  ['manifest.json', '{"files": {"clean.html": {"size": 1, "sha256": "0"}, "gone.html": {"size": 1, "sha256": "0"}}}', 'manifest'],
];

const links = PAGES.map(([name]) => `<li><a href="${name}.html">${name}</a></li>`).join('\n');
const board = new Map([
  ['index.html', page(`<ul>\n${links}\n</ul>`)],
  ...PAGES.map(([name, body]) => [`${name}.html`, page(body)]),
  ...FILES.map(([file, text]) => [file, text]),
]);
const root = fs.mkdtempSync(path.join(os.tmpdir(), 'sanwu-board-'));
for (const [file, text] of board) {
  fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  fs.writeFileSync(path.join(root, file), text);
}
const report = new Report();
await checkBoard(root, report);
fs.rmSync(root, { recursive: true });

const expected = [
  ...PAGES.flatMap(([name, , ...checks]) => checks.map((check) => check && `${name}.html: ${check}`)),
  ...FILES.map(([file, , check]) => check && `${file}: ${check}`),
].filter(Boolean);
const found = report.failures.map((failure) => failure.name);
const missed = expected.filter((name) => !found.includes(name));
const wrong = found.filter((name) => !expected.includes(name));
for (const name of missed) console.log(`NOT FOUND ${name}`);
for (const name of wrong) console.log(`FOUND THOUGH RIGHT ${name}`);
console.log(`${expected.length - missed.length} passed, ${missed.length + wrong.length} failed`);
process.exitCode = missed.length + wrong.length > 0 ? 1 : 0;
