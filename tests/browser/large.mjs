#!/usr/bin/env node
// A board too large to be searched whole, so that its index has postings.
//     node large.mjs write DIR [RECORDS]    a workspace to be built with `sanwu --root DIR build`
//     node large.mjs check PUBLIC           the search pages of what was built
import fs from 'node:fs';
import path from 'node:path';
import { launch } from './browser.mjs';
import { Report } from './report.mjs';
import { checkSearch } from './search.mjs';
import { filesOf } from './site.mjs';

const WORDS = '道路 硬化 工程 补贴 村民 代表 会议 表决 清淤 水渠 合同 承包 租金 验收 公示 路灯 饮水 低保 危房 改造 党费 收缴 账目 盘点 物资 养殖 大棚 林地 防汛 值守'.split(' ');

function write(root, count) {
  let state = 7;
  const next = (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const words = (many) => Array.from({ length: many }, () => WORDS[next(WORDS.length)] + (next(3) ? '' : String.fromCharCode(0x4e00 + next(2500)))).join('');
  const two = (number) => String(number).padStart(2, '0');
  const put = (file, text) => {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    fs.writeFileSync(path.join(root, file), text);
  };
  put('content/board.yaml', '名称: 柳溪镇\n上级: 望岳县\n演示日期: 2026-11-20\n');
  for (const [id, name, own] of [['big', '大王村', count], ['small', '小王村', 20]]) {
    put(`content/${id}/village.yaml`, `名称: ${name}\n类型: 村\n上级: 柳溪镇\n区划代码: "379902003${id === 'big' ? '020' : '021'}"\n公开栏位置: 村委会门前\n意见受理: 村务监督委员会 05XX-555 0420\n值班电话: 05XX-555 0421\n`);
    for (let i = 0; i < own; i += 1) {
      const date = `${2024 + next(3)}-${two(1 + next(9))}-${two(1 + next(28))}`;
      const rows = Array.from({ length: 3 + next(5) }, () => `| ${words(2)} | ${next(90000).toLocaleString('en-US')}.${two(next(100))} |`);
      const paragraphs = Array.from({ length: 4 }, () => `${words(30)}，${words(20)}。`);
      put(
        `content/${id}/notices/n${i}.md`,
        `---\n标题: ${words(3)}第${i + 1}号公告\n类别: 村务公开\n公布日期: ${date}\n---\n\n${paragraphs.join('\n\n')}\n\n| 项目 | 金额 |\n|---|---:|\n${rows.join('\n')}\n`,
      );
    }
  }
}

const [verb, root, count] = process.argv.slice(2);
if (verb === 'write') write(root, Number(count ?? 600));
else if (verb === 'check') {
  const files = filesOf(root);
  const site = { root, files, names: new Set(files), pages: files.filter((file) => file.endsWith('.html')) };
  const report = new Report();
  const hasPostings = files.filter((file) => /search\/i\.\w+\.js$/.test(file)).length > 1;
  report.check('the board', hasPostings ? [] : ['has no postings']);
  const browser = await launch();
  await checkSearch(browser, site, report);
  await browser.close();
  console.log(report.lines().join('\n'));
  process.exitCode = report.failures.length > 0 ? 1 : 0;
} else {
  console.error('node large.mjs write DIR [RECORDS] | check PUBLIC');
  process.exitCode = 2;
}
