// Pages read after the day of their making count their days on, by the reader's clock.
import fs from 'node:fs';
import path from 'node:path';
import { SCREENS, inTabs } from './browser.mjs';

const DAY = 86_400_000;

/** Whole days from one day to another, counted without the product's code. */
function days(from, to) {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY);
}

const later = (day, by) => new Date(Date.parse(`${day}T00:00:00Z`) + by * DAY).toISOString().slice(0, 10);

/** The day for which a board was built, as its pages say. */
function made(root, page) {
  return /本页截至 <time datetime="([\d-]+)">/.exec(fs.readFileSync(path.join(root, page), 'utf8'))[1];
}

export async function ageing(browser, root, pages, report) {
  const day = made(root, pages.home);
  const read = [pages.home, pages.due, ...pages.listed, pages.record, 'index.html'];
  const built = await texts(browser, root, read, null);
  for (const [what, on] of [['same day', day], ['day before', later(day, -1)], ['long before', later(day, -400)]]) {
    const shown = await texts(browser, root, read, on);
    for (const page of read) report.check(`${page}: ageing, ${what}`, shown.get(page) === built.get(page) ? [] : ['does not read as built']);
  }
  const all = await dates(browser, root, pages.due);
  for (const by of [1, 30, 400]) {
    const on = later(day, by);
    const shown = await texts(browser, root, read, on);
    for (const page of read) {
      const faults = shown.get(page).includes(`，距今 ${by} 天`) ? [] : [`does not say that it is ${by} days old`];
      report.check(`${page}: ageing by ${by} days`, faults);
    }
    report.check(`${pages.due}: due cells after ${by} days`, cellFaults(await cells(browser, root, pages.due, on), all, on));
    report.check(`${pages.home}: answers after ${by} days`, growthFaults(built.get(pages.home), shown.get(pages.home), by));
    report.check(`${pages.due}: gaps after ${by} days`, gapFaults(built.get(pages.due), shown.get(pages.due), by));
    report.check(`index.html: gaps after ${by} days`, gapFaults(built.get('index.html'), shown.get('index.html'), by));
    const lists = [built, shown].map((texts) => pages.listed.map((page) => texts.get(page)).join(' '));
    report.check(`lists: gaps after ${by} days`, growthFaults(...lists, by));
    report.check(`lists: postings after ${by} days`, postingFaults(...lists, by));
    report.check(`${pages.home}: strip after ${by} days`, await stripFaults(browser, root, pages.home, on));
    report.check(`${pages.home}: next after ${by} days`, nextFaults(root, pages.home, shown.get(pages.home), on));
  }
  await inTabs(browser, root, { ...SCREENS.kiosk, tabs: 1 }, [pages.due], async (tab, page) => {
    await tab.page.clock.install({ time: new Date(`${later(day, -30)}T09:00:00+08:00`) });
    const faults = [...(await tab.show(page, '?kiosk'))];
    if (!(await tab.page.locator('.fresh').innerText()).includes('请管理人员校准')) faults.push('does not say that its clock is behind');
    report.check(`${page}: a clock that is behind`, faults);
  });
}

/** A demonstration stays on its day. */
export async function ageingOfDemo(browser, root, pages, report) {
  const read = [pages.home, pages.due, pages.list, 'index.html'];
  const built = await texts(browser, root, read, null);
  const shown = await texts(browser, root, read, '2031-05-01');
  for (const page of read) report.check(`${page}: a demonstration does not age`, shown.get(page) === built.get(page) ? [] : ['does not read as built']);
}

/** What pages say on a day; with script off where none is given. */
async function texts(browser, root, read, day) {
  const shown = new Map();
  // The clock is one for all tabs.
  const screen = { ...SCREENS.desktop, javaScriptEnabled: day !== null, tabs: 1 };
  await inTabs(browser, root, screen, read, async (tab, page) => {
    if (day) await tab.page.clock.install({ time: new Date(`${day}T09:00:00+08:00`) });
    await tab.show(page);
    shown.set(page, await tab.text());
  });
  return shown;
}

/** The days of the register's cells as built. */
async function dates(browser, root, page) {
  let found = [];
  await inTabs(browser, root, { ...SCREENS.desktop, javaScriptEnabled: false, tabs: 1 }, [page], async (tab) => {
    await tab.show(page);
    found = await tab.page.locator('.due td[data-due]').evaluateAll((list) => list.map((cell) => [cell.dataset.due, cell.innerText.trim()]));
  });
  return found;
}

async function cells(browser, root, page, day) {
  let found = [];
  await inTabs(browser, root, { ...SCREENS.desktop, tabs: 1 }, [page], async (tab) => {
    await tab.page.clock.install({ time: new Date(`${day}T09:00:00+08:00`) });
    await tab.show(page);
    found = await tab.page.locator('.due td[data-due]').evaluateAll((list) => list.map((cell) => cell.innerText.replace(/\s+/g, ' ').trim()));
    if ((await tab.overflow()) > 1 || (await tab.overlaps()).length > 0) found.push('too wide');
  });
  return found;
}

function cellFaults(shown, built, on) {
  if (built.length === 0) return ['the register has no cell that waits'];
  const wanted = built.map(([due, text]) => (due < on ? `✖ 逾期 ${days(due, on)} 天` : text));
  const wrong = wanted.flatMap((text, at) => (shown[at] === text ? [] : [`says \`${shown[at]}\`, not \`${text}\``]));
  return shown.length > built.length ? [...wrong, 'does not fit'] : wrong;
}

/** Every `逾期 N 天` and `N 天` of what was overdue has grown by the days that passed. */
function growthFaults(built, shown, by) {
  const counts = (text) => [...text.matchAll(/逾期 (\d+) 天/g)].map(([, number]) => Number(number));
  const wanted = counts(built).map((number) => number + by);
  const left = counts(shown);
  if (wanted.length === 0) return ['names nothing that was overdue'];
  return wanted.filter((number) => !left.includes(number)).map((number) => `does not say 逾期 ${number} 天`);
}

/** The same in the table of what is missing: the days stand after the day on which it was due. */
function gapFaults(built, shown, by) {
  const counts = (text) => [...text.matchAll(/\d{4}-\d\d-\d\d 前 (\d+) 天/g)].map(([, number]) => Number(number));
  const wanted = counts(built).map((number) => number + by);
  if (wanted.length === 0) return ['the table of what is missing is empty'];
  return wanted.join() === counts(shown).join() ? [] : [`says ${counts(shown).join('、')}, not ${wanted.join('、')}`];
}

/** What hangs for so many days is left with fewer, or over. */
function postingFaults(built, shown, by) {
  const pattern = /公示中，(?:剩 (\d+) 天|今天截止)|公示期满/g;
  const wanted = [...built.matchAll(pattern)].map(([, number = 0]) => {
    const left = Number(number) - by;
    if (left < 0) return '公示期满';
    return left === 0 ? '公示中，今天截止' : `公示中，剩 ${left} 天`;
  });
  if (wanted.length === 0) return ['nothing hangs'];
  const told = [...shown.matchAll(pattern)].map(([words]) => words);
  return wanted.join() === told.join() ? [] : [`says ${told.join('、')}, not ${wanted.join('、')}`];
}

async function stripFaults(browser, root, page, day) {
  let faults = [];
  await inTabs(browser, root, { ...SCREENS.desktop, tabs: 1 }, [page], async (tab) => {
    const html = fs.readFileSync(path.join(root, page), 'utf8');
    const built = [...html.matchAll(/data-due="([\d -]+)" data-done="(\d+)" data-owed="(\d+)"/g)];
    await tab.page.clock.install({ time: new Date(`${day}T09:00:00+08:00`) });
    await tab.show(page);
    const shown = await tab.page.locator('.strip td[data-due]').evaluateAll((list) => list.map((cell) => cell.innerText.replace(/\s+/g, ' ').trim()));
    if (built.length === 0 || built.length !== shown.length) faults.push('the strip has no month that waits');
    built.forEach(([, dues, done, owed], at) => {
      const over = dues.split(' ').filter((due) => due < day).length;
      const wanted = `${done}/${Number(owed) + over} ✖`;
      if (over > 0 && !shown[at].startsWith(wanted)) faults.push(`a month says \`${shown[at]}\`, not \`${wanted}\``);
    });
  });
  return faults;
}

function nextFaults(root, page, shown, on) {
  const due = /class="next" data-due="([\d-]+)"/.exec(fs.readFileSync(path.join(root, page), 'utf8'))?.[1];
  if (!due) return ['the page names nothing that is due next'];
  const late = days(due, on);
  if (late > 0) return shown.includes(`，已逾期 ${late} 天`) && !shown.includes('下次应公开') ? [] : ['what was due next is not overdue'];
  return shown.includes('下次应公开') ? [] : ['no longer says what is due next'];
}
