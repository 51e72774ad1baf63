#!/usr/bin/env node
// A touch screen: the loop, tiles, idling, keys, no way out; pages that count their days on; reading aloud.
//     node kiosk.mjs DIR DEMO
// DIR: a board without a fixed date, built for another day (`--today`) and with 手机地址; DEMO: one with 演示日期.
// The last line counts: `N passed, N failed`. Exit code: 0 all passed, 1 something failed, 2 could not run.
import fs from 'node:fs';
import { checkKiosk } from './kiosk-checks.mjs';
import { Report } from './report.mjs';

const [root, demo, ...rest] = process.argv.slice(2);
if (!root || !demo || rest.length > 0 || ![root, demo].every((folder) => fs.existsSync(folder))) {
  console.error('node kiosk.mjs DIR DEMO, where both hold a built board');
  process.exit(2);
}
const report = new Report();
try {
  await checkKiosk(root, demo, report);
} catch (error) {
  report.check('the run', [error.stack]);
}
console.log(report.lines().join('\n'));
process.exitCode = report.failures.length > 0 ? 1 : 0;
