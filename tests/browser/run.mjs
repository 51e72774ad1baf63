#!/usr/bin/env node
// Opens every page of a built board and checks it.
//     node run.mjs DIR
// The last line counts: `N passed, N failed`. Exit code: 0 all passed, 1 something failed, 2 could not run.
import fs from 'node:fs';
import { checkBoard } from './checks.mjs';
import { Report } from './report.mjs';

const [root, ...rest] = process.argv.slice(2);
if (!root || rest.length > 0 || !fs.existsSync(root)) {
  console.error('node run.mjs DIR, where DIR holds a built board');
  process.exit(2);
}
const report = new Report();
try {
  await checkBoard(root, report);
} catch (error) {
  report.check('the run', [error.stack]);
}
console.log(report.lines().join('\n'));
process.exitCode = report.failures.length > 0 ? 1 : 0;
