// Checks of a touch screen on a built board. Each opens what it needs and tells what is wrong.
import fs from 'node:fs';
import path from 'node:path';
import { inTabs, launch } from './browser.mjs';
import { ageing, ageingOfDemo } from './ageing.mjs';
import { aloud } from './aloud.mjs';

/** Both ways in which such a screen hangs. */
const HANGS = { portrait: { width: 1080, height: 1920 }, landscape: { width: 1920, height: 1080 } };
/** The least height and width of what a finger presses. */
const FINGER = 60;
const MORNING = '2026-11-20T09:00:00+08:00';

/** What there is to check; a test of the checks asks for some of it. */
export const GROUPS = ['loop', 'first screen', 'targets', 'keys', 'idle', 'no way out', 'remote control', 'speed', 'ageing', 'demo', 'aloud'];

/** Runs the groups; `demo` is a board whose date is fixed. */
export async function checkKiosk(root, demo, report, { groups = GROUPS, hangs = Object.keys(HANGS) } = {}) {
  const pages = pagesOf(root);
  const browser = await launch();
  const on = (hang, items, work) => inTabs(browser, root, { viewport: HANGS[hang], hasTouch: true, tabs: 1 }, items, work);
  const run = async (group, hang, items, check) => {
    if (groups.includes(group))
      await on(hang, items, async (tab, page) => {
        const faults = await check(tab, page).catch((error) => [`breaks off: ${error.message.split('\n')[0]}`]);
        report.check(`${page}: ${group}, ${hang}`, faults);
      });
  };
  try {
    for (const hang of hangs) {
      await run('loop', hang, [pages.home, 'index.html'], loop);
      await run('first screen', hang, [pages.home, 'index.html'], first);
      await run('targets', hang, pages.all, targets);
      await run('keys', hang, pages.keyed, keys);
    }
    await run('idle', 'portrait', [pages.record], idle);
    await run('no way out', 'portrait', [pages.record], wayOut);
    await run('remote control', 'portrait', [pages.home], remote);
    await run('speed', 'portrait', [pages.home], speed);
    if (groups.includes('ageing')) await ageing(browser, root, pages, report);
    if (groups.includes('demo')) await ageingOfDemo(browser, demo, pagesOf(demo), report);
    if (groups.includes('aloud')) await aloud(browser, root, pages, report);
  } finally {
    await browser.close();
  }
}

/** Pages of one village of each kind. */
export function pagesOf(root) {
  const villages = fs.readdirSync(root).filter((name) => fs.existsSync(path.join(root, name, 'data/records.json')));
  // One that lacks something, and of these the one with the most to do.
  const [village] = villages.sort((a, b) => lacks(root, b) - lacks(root, a) || due(root, b).length - due(root, a).length);
  const { records } = JSON.parse(fs.readFileSync(path.join(root, village, 'data/records.json'), 'utf8'));
  const html = (page) => fs.readFileSync(path.join(root, village, page), 'utf8');
  // A record with the most kinds of links, and others that look different.
  const kinds = ['class="trail"', 'class="fig"', 'class="files"', 'class="org"', 'class="prices"'];
  const of = (kind) => records.map((record) => record.page).find((page) => html(page).includes(kind));
  const shown = [...new Set(kinds.map(of).filter(Boolean))].map((page) => `${village}/${page}`);
  const own = (page) => `${village}/${page}`;
  const record = shown[0] ?? own(records[0].page);
  const [home, list, search, register] = ['index.html', 'finance/index.html', 'search/index.html', 'due/index.html'].map(own);
  return {
    village,
    home,
    due: register,
    list,
    record,
    table: own(of('class="d st"')),
    all: [home, 'index.html', list, search, register, own('feedback/index.html'), ...shown],
    keyed: [home, list, search, record, register, 'index.html'],
    listed: ['party', 'affairs', 'finance', 'decision'].map((column) => own(`${column}/index.html`)),
  };
}

function due(root, village) {
  return fs.readFileSync(path.join(root, village, 'due/index.html'), 'utf8');
}

function lacks(root, village) {
  return due(root, village).includes('id="gaps"') ? 1 : 0;
}

/** Opens a page as a terminal does, with a clock that the test turns, and ends the loop. */
async function open(tab, page, { stay = false, at = MORNING } = {}) {
  tab.page.setDefaultTimeout(10_000);
  await tab.page.clock.install({ time: new Date(at) });
  const faults = [...(await tab.show(page, '?kiosk'))];
  if (!stay && (await tab.page.locator('.loop').count()) > 0) await tab.page.locator('.loop').tap();
  return faults;
}

/** Slides follow each other, say only what the page says, and end with a tap. */
async function loop(tab, page) {
  const faults = await open(tab, page, { stay: true });
  const slide = () => tab.page.locator('.slide.on').innerText();
  const count = await tab.page.locator('.slide').count();
  if (count < 2 || count > 5) faults.push(`has ${count} slides`);
  const seen = [await slide()];
  for (let turn = 1; turn < count; turn += 1) {
    await tab.page.clock.runFor(12_500);
    seen.push(await slide());
  }
  if (new Set(seen).size < Math.min(count, 2)) faults.push('shows the same slide for 12 seconds');
  await tab.page.clock.runFor(10_500 * 2);
  if (!seen.includes(await slide())) faults.push('does not begin again');
  faults.push(...(await tab.page.evaluate(strangeWords)));
  const told = await tab.page.locator('.loop').innerText();
  for (const words of ['点一下屏幕开始', '本页截至', '2026年11月20日']) if (!told.includes(words)) faults.push(`does not say ${words}`);
  if ((await tab.overflow()) > 1) faults.push('is wider than the screen');
  faults.push(...(await tab.page.evaluate(cutSlides)));
  await tab.page.emulateMedia({ reducedMotion: 'reduce' });
  const moves = await tab.page.evaluate(() => getComputedStyle(document.querySelector('.slide')).transitionDuration);
  if (!/^(0s)?$/.test(moves)) faults.push('fades for those who asked for no motion');
  // Nor is anything half faded now.
  faults.push(...(await tab.accessibility()));
  await tab.page.emulateMedia({ reducedMotion: null });
  await tab.page.locator('.loop').tap();
  if ((await tab.page.locator('.loop').count()) > 0) faults.push('does not end with a tap');
  if (tab.page.url().includes('?')) faults.push('begins again on the way back');
  return faults;
}

/** In the page: numbers of the slides that stand nowhere on the page below. */
function strangeWords() {
  const looping = document.querySelector('.loop');
  // Text by text: cells that stand side by side are two numbers.
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) if (!looping.contains(walker.currentNode)) texts.push(walker.currentNode.data);
  const below = texts.join(' ');
  const numbers = (text) => text.match(/\d[\d,.]*/g) ?? [];
  const known = new Set([...numbers(below), ...[...document.querySelectorAll('time')].flatMap((time) => time.dateTime.split('-').map((part) => String(+part)))]);
  return numbers(looping.querySelector('.stage').innerText)
    .filter((number) => !known.has(number))
    .map((number) => `a slide says ${number}, the page does not`);
}

/** In the page: slides of which something lies outside their frame. */
function cutSlides() {
  return [...document.querySelectorAll('.slide')].flatMap((slide) => {
    const high = slide.scrollHeight - slide.clientHeight;
    const wide = slide.scrollWidth - slide.clientWidth;
    return high > 2 || wide > 2 ? [`a slide is cut by ${Math.max(high, wide)} px: ${slide.innerText.slice(0, 20)}`] : [];
  });
}

/** All tiles stand on the first screen; nothing is wider than it; the way by telephone is told. */
async function first(tab, page) {
  const faults = await open(tab, page);
  const foot = (await tab.page.locator('.kbar').boundingBox()).y;
  const tiles = await tab.page.locator('.tiles a').all();
  if (tiles.length < 4) faults.push(`has ${tiles.length} tiles`);
  for (const tile of tiles) {
    const box = await tile.boundingBox();
    if (box.y + box.height > foot + 1) faults.push(`${(await tile.innerText()).replace(/\s+/g, ' ')} lies below the first screen`);
  }
  if ((await tab.overflow()) > 1) faults.push('is wider than the screen');
  faults.push(...(await tab.overlaps()).filter((words) => !/返回|首页|上翻|下翻/.test(words)));
  faults.push(...(await tab.accessibility()));
  const phone = tab.page.locator('main .phone');
  if (!(await phone.isVisible()) || !(await phone.innerText()).includes('http://')) faults.push('does not tell the address for telephones');
  if (!(await phone.locator('svg').isVisible())) faults.push('has no QR code');
  return faults;
}

/** What can be pressed answers within a square of 60 px around its middle. */
async function targets(tab, page) {
  const faults = await open(tab, page);
  await tab.page.evaluate(() => window.scrollTo(0, 0));
  const small = await tab.page.evaluate((least) => {
    const found = [];
    const bar = document.querySelector('.kbar');
    bar.style.display = 'none';
    for (const one of document.querySelectorAll('a[href],button,select,input')) {
      // A link inside a sentence is as high as its line.
      if (!one.checkVisibility() || one.closest('.kbar') || one.closest('.prose p, .prose li, .prose td')) continue;
      const half = least / 2 - 1;
      one.scrollIntoView({ block: 'center' });
      const box = one.getClientRects()[0];
      if (!box) continue;
      const x = (box.left + box.right) / 2;
      const y = (box.top + box.bottom) / 2;
      const answers = (dx, dy) => {
        const hit = document.elementFromPoint(x + dx, y + dy);
        return hit === one || one.contains(hit);
      };
      const reach = (dx, dy) => answers(dx, dy) && answers(-dx, -dy);
      if (!reach(half, 0) || !reach(0, half)) found.push(`${one.textContent.trim().slice(0, 16) || one.id} is smaller than ${least} px (${Math.round(box.width)} x ${Math.round(box.height)})`);
    }
    bar.style.display = '';
    for (const one of bar.children) if (one.offsetHeight < least || one.offsetWidth < least) found.push(`${one.textContent} is too small`);
    return found;
  }, FINGER);
  if ((await tab.overflow()) > 1) faults.push('is wider than the screen');
  return [...faults, ...small];
}

/** With arrow keys alone every control is reached. */
async function keys(tab, page) {
  const faults = await open(tab, page);
  await tab.page.evaluate(() => document.activeElement.blur());
  await tab.page.keyboard.press('ArrowDown');
  await tab.page.waitForFunction(() => window.sanwuMove);
  const missed = await tab.page.evaluate(() => {
    const controls = [...document.querySelectorAll('a[href],button,select,input')].filter((one) => one.checkVisibility() && !one.disabled && !one.matches('.skip'));
    const press = (key) => (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    document.activeElement.blur();
    window.scrollTo(0, 0);
    press('ArrowDown');
    const reached = new Set([document.activeElement]);
    const queue = [document.activeElement];
    for (let from = queue.shift(); from; from = queue.shift())
      for (const key of ['ArrowDown', 'ArrowRight', 'ArrowUp', 'ArrowLeft']) {
        from.focus();
        // A long text is read first: the same key again goes on.
        for (let times = 0; times < 60 && document.activeElement === from; times += 1) press(key);
        const to = document.activeElement;
        if (to !== document.body && !reached.has(to)) {
          reached.add(to);
          queue.push(to);
        }
      }
    return controls.filter((one) => !reached.has(one)).map((one) => one.textContent.trim().slice(0, 20) || one.id);
  });
  if (missed.length > 0) faults.push(`${missed.length} controls out of reach, as ${missed.slice(0, 5).join('、')}`);
  return faults;
}

/** Nobody there: a countdown that one touch ends, then the first page and its loop. */
async function idle(tab, page) {
  const faults = await open(tab, page);
  const counts = () => tab.page.locator('.kover .count').count();
  await tab.page.locator('[data-size="t3"]').tap();
  await tab.page.clock.runFor(88_000);
  if ((await counts()) > 0) faults.push('counts down before 90 seconds');
  await tab.page.clock.runFor(4_000);
  if ((await counts()) !== 1) return [...faults, 'does not count down after 90 seconds'];
  await tab.page.touchscreen.tap(500, 900);
  await tab.page.clock.runFor(100);
  if ((await counts()) > 0) faults.push('a touch does not end the countdown');
  if (!tab.page.url().includes(page)) faults.push('the touch that ends the countdown leads away');
  await tab.page.clock.runFor(2_500);
  if ((await counts()) > 0) return [...faults, 'the time does not begin again with a touch'];
  await tab.page.clock.runFor(57_500);
  if ((await counts()) > 0) faults.push('counts down before 90 seconds after a touch');
  await tab.page.clock.runFor(32_000);
  await tab.page.keyboard.press('a');
  await tab.page.clock.runFor(100);
  if ((await counts()) > 0) faults.push('a key does not end the countdown');
  await tab.page.clock.runFor(60_000);
  if ((await counts()) > 0) faults.push('the time does not begin again with a key');
  await tab.page.clock.runFor(42_000);
  await tab.page.waitForURL(/index\.html\?kiosk$/, { timeout: 5000 }).catch(() => faults.push('does not return to the first page'));
  await tab.page.locator('.loop').waitFor({ timeout: 5000 }).catch(() => faults.push('does not begin the loop'));
  if (await tab.page.evaluate(() => document.documentElement.className.includes('t3'))) faults.push('leaves the type as large as the last visitor had it');
  return faults;
}

/** Links to elsewhere and to what a browser would take over are dead; gestures and keys of browsers too. */
async function wayOut(tab, page) {
  const faults = await open(tab, page);
  const before = tab.page.url();
  await tab.page.evaluate(() => {
    const links = { a: 'https://example.com/', b: 'mailto:a@example.com', c: 'files/list.pdf', d: 'data.csv', e: '../../assets/none.png' };
    for (const [id, href] of Object.entries(links)) {
      const link = document.createElement('a');
      Object.assign(link, { id: `out-${id}`, href, target: '_blank', textContent: `去${id}` });
      document.querySelector('main .w').prepend(link);
    }
  });
  for (const id of ['a', 'b', 'c', 'd']) {
    await tab.page.locator(`#out-${id}`).click();
    await tab.page.locator(`#out-${id}`).click({ modifiers: ['Shift'] });
    if ((await tab.page.locator('.ksaid').count()) === 0) faults.push(`says nothing of link ${id}`);
  }
  await tab.page.locator('#out-e').click();
  if ((await tab.page.locator('.kover img').count()) !== 1) faults.push('does not show a picture over the page');
  await tab.page.locator('.kover button').click();
  if ((await tab.page.locator('.kover').count()) > 0) faults.push('does not close the picture');
  if (tab.page.url() !== before || tab.page.context().pages().length > 1) faults.push('a link leads out');
  const allowed = await tab.page.evaluate(() => {
    const tried = {
      contextmenu: new MouseEvent('contextmenu', { bubbles: true, cancelable: true }),
      'wheel with Ctrl': new WheelEvent('wheel', { ctrlKey: true, bubbles: true, cancelable: true }),
      drag: new DragEvent('dragstart', { bubbles: true, cancelable: true }),
      'Ctrl+P': new KeyboardEvent('keydown', { key: 'p', ctrlKey: true, bubbles: true, cancelable: true }),
      F11: new KeyboardEvent('keydown', { key: 'F11', bubbles: true, cancelable: true }),
      'Alt+Left': new KeyboardEvent('keydown', { key: 'ArrowLeft', altKey: true, bubbles: true, cancelable: true }),
      pinch: new TouchEvent('touchmove', {
        bubbles: true,
        cancelable: true,
        touches: [1, 2].map((identifier) => new Touch({ identifier, target: document.body, clientX: 10 * identifier, clientY: 10 })),
      }),
    };
    return Object.entries(tried).filter(([, event]) => document.body.dispatchEvent(event)).map(([name]) => name);
  });
  faults.push(...allowed.map((name) => `${name} is not stopped`));
  if (await tab.page.locator('.acts a[href$="print.html"]').first().isVisible()) faults.push('offers printing');
  await tab.page.emulateMedia({ media: 'print' });
  if (await tab.page.locator('h1').first().isVisible()) faults.push('prints');
  await tab.page.emulateMedia({ media: 'screen' });
  // Links of the place itself still lead on.
  await tab.page.locator('.nav a').nth(1).click();
  if (tab.page.url() === before) faults.push('a link of the place leads nowhere');
  return faults.filter((fault) => !/none\.png|ERR_FILE_NOT_FOUND/.test(fault));
}

/** Enter opens, Backspace returns, letters go into the field of the search page, Home leads to the first page. */
async function remote(tab, page) {
  const faults = await open(tab, page, { stay: true });
  const { keyboard } = tab.page;
  await keyboard.press('Enter');
  if ((await tab.page.locator('.loop').count()) > 0) faults.push('a key does not end the loop');
  const opens = async (key, pattern, what) => {
    await keyboard.press(key);
    await tab.page.waitForURL(pattern, { timeout: 4000 }).catch(() => faults.push(what));
    await tab.page.waitForLoadState();
  };
  await keyboard.press('ArrowDown');
  await tab.page.waitForFunction(() => window.sanwuMove);
  await tab.page.locator('.tiles a', { hasText: '搜索' }).focus();
  if (!(await tab.page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle === 'solid'))) faults.push('does not show what has the focus');
  await opens('Enter', /search\/index\.html$/, 'Enter does not open a tile');
  await tab.page.locator('#pad button').first().focus();
  await keyboard.press('s');
  if ((await tab.page.inputValue('#q')) !== 's') return [...faults, 'a letter does not go into the field'];
  await keyboard.press('Backspace');
  if ((await tab.page.inputValue('#q')) !== '') faults.push('Backspace does not delete in the field');
  await tab.page.locator('#pad button').first().focus();
  await opens('Backspace', new RegExp(`${page}$`), 'Backspace does not return');
  await tab.page.locator('.tiles a').first().focus();
  await opens('Enter', /finance\/index\.html$/, 'the first tile does not open');
  await opens('Home', new RegExp(`${page}$`), 'Home does not lead to the first page');
  const at = tab.page.url();
  await keyboard.press('Escape');
  if (tab.page.url() !== at) faults.push('Escape leads away from the first page');
  return faults;
}

/** Told and not judged: how fast it is on a machine of a quarter of the speed. */
async function speed(tab, page) {
  const session = await tab.page.context().newCDPSession(tab.page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await tab.page.addInitScript(() => {
    window.long = [];
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => window.long.push(Math.round(entry.duration)))).observe({ type: 'longtask', buffered: true });
  });
  await tab.show(page, '?kiosk');
  await tab.page.waitForTimeout(500);
  const ready = await tab.page.evaluate(() => Math.round(performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0));
  const tap = (selector) =>
    tab.page.evaluate((chosen) => {
      const start = performance.now();
      document.querySelector(chosen).click();
      return new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(Math.round(performance.now() - start)))));
    }, selector);
  const left = await tap('.loop');
  const turned = await tap('.kbar button:last-child');
  const long = await tab.page.evaluate(() => window.long);
  console.log(`${page} at a quarter of the speed: first paint ${ready} ms, tap to paint ${left} ms (loop), ${turned} ms (turning), tasks over 50 ms: ${long.join(', ') || 'none'}`);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  return [];
}
