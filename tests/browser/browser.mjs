// Chromium over file://: opens pages, listens to what they say, and reads what they show.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const AXE = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const LEVELS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Screens on which boards are read. */
export const SCREENS = {
  desktop: { viewport: { width: 1280, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
  kiosk: { viewport: { width: 1080, height: 1920 }, hasTouch: true },
};

export async function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}

/** Runs `work(tab, item)` over all items in a few tabs of one kind of screen. */
export async function inTabs(browser, root, options, items, work) {
  const { tabs = 3, ...screen } = options;
  const context = await browser.newContext({ ...screen, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  const queue = [...items];
  const one = async () => {
    const tab = await Tab.open(context, root);
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(tab, item);
  };
  await Promise.all(Array.from({ length: tabs }, one));
  await context.close();
}

class Tab {
  static async open(context, root) {
    const tab = new Tab();
    tab.base = `${pathToFileURL(path.resolve(root)).href}/`;
    tab.page = await context.newPage();
    tab.faults = [];
    const { page } = tab;
    const say = (text) => tab.faults.push(text.replaceAll(tab.base, '').slice(0, 300));
    page.on('console', (message) => message.type() === 'error' && say(`console: ${message.text()}`));
    page.on('pageerror', (error) => say(`uncaught: ${error.message}`));
    page.on('requestfailed', (request) => say(`request failed: ${request.url()}`));
    page.on('dialog', (dialog) => dialog.dismiss().catch(() => {}));
    page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(tab.base) && !url.startsWith('data:')) say(`request leaves the folder: ${url}`);
    });
    return tab;
  }

  /** Opens a page of the folder and returns what went wrong. */
  async show(page, query = '') {
    this.faults = [];
    try {
      const url = this.base + page.split('/').map(encodeURIComponent).join('/') + query;
      await this.page.goto(url, { waitUntil: 'load', timeout: 30_000 });
    } catch (error) {
      this.faults.push(`does not open: ${error.message.split('\n')[0]}`);
    }
    return this.faults;
  }

  /** Addresses, anchors, class names and inline scripts of the page that is open. */
  async read() {
    return this.page.evaluate(() => {
      const all = [...document.querySelectorAll('*')];
      const given = (name) => all.filter((one) => one.hasAttribute(name)).map((one) => [one, one.getAttribute(name)]);
      const loads = (element) => !/^(a|area|form)$/i.test(element.tagName) && !/^(alternate|canonical)$/.test(element.rel);
      const named = ['href', 'xlink:href', 'src', 'data', 'poster', 'action'];
      const addresses = named.flatMap(given).map(([element, text]) => ({ text, loads: loads(element) }));
      for (const [, text] of given('srcset'))
        for (const part of text.split(',')) addresses.push({ text: part.trim().split(/\s+/)[0], loads: true });
      for (const meta of document.querySelectorAll('meta[http-equiv=refresh i]'))
        addresses.push({ text: meta.content.replace(/^.*url\s*=\s*/i, ''), loads: false });
      const scripts = [...document.scripts].filter((script) => !script.src && !/json/.test(script.type));
      return {
        addresses,
        anchors: all.filter((one) => one.id).map((one) => one.id),
        kinds: [...new Set(all.flatMap((one) => [one.localName, ...[...one.classList].map((name) => `.${name}`)]))],
        scripts: scripts.map((script) => script.textContent),
      };
    });
  }

  /** What a reader sees, without the controls that need script. */
  async text() {
    return this.page.evaluate(() => {
      for (const controls of document.querySelectorAll('.view, .finder')) controls.remove();
      return document.body.innerText.replace(/\s+/g, ' ').trim();
    });
  }

  /** Texts in other languages that do not run as they say: from the right, or in standing lines that the keyboard reaches. */
  async tongues() {
    return this.page.evaluate(() => {
      const faults = [];
      for (const element of document.querySelectorAll('[lang][dir]')) {
        const { direction, writingMode } = getComputedStyle(element);
        const name = `\`${element.lang}\` (${element.textContent.trim().slice(0, 12)})`;
        if (direction !== element.dir) faults.push(`${name} runs ${direction}, not ${element.dir}`);
        if (!element.matches('.stands')) continue;
        if (writingMode !== 'vertical-lr') faults.push(`${name} is ${writingMode}, not in standing lines`);
        const frame = element.closest('.scroll');
        if (!document.querySelector('.leaf') && frame?.tabIndex !== 0) faults.push(`${name} cannot be scrolled by keyboard`);
        const box = element.getBoundingClientRect();
        if (frame && box.height > window.innerHeight) faults.push(`${name} is higher than the screen`);
        const lines = [...element.querySelectorAll('p')].map((line) => line.getBoundingClientRect().left);
        if (lines.some((left, at) => at > 0 && left <= lines[at - 1])) faults.push(`${name} has lines that do not follow to the right`);
      }
      return faults;
    });
  }

  /** By how many pixels the page is wider than its screen. */
  async overflow() {
    return this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  }

  /** Words that lie over other words. */
  async overlaps() {
    return this.page.evaluate(() => {
      const seen = [];
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const words = node.data.trim();
        const parent = node.parentElement;
        // What only readers of the screen hear is clipped to nothing.
        if (words === '' || !parent.checkVisibility() || parent.offsetWidth === 1) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        // Words that are cut off lie over nothing.
        let frame = parent;
        while (frame && getComputedStyle(frame).overflowY === 'visible') frame = frame.parentElement;
        const cut = frame && frame !== document.documentElement ? frame.getBoundingClientRect() : null;
        for (const box of range.getClientRects()) {
          const right = cut ? Math.min(box.right, cut.right) : box.right;
          const bottom = cut ? Math.min(box.bottom, cut.bottom) : box.bottom;
          if (right - box.left > 2 && bottom > box.top) seen.push({ words, node: cut && node, box: new DOMRect(box.left, box.top, right - box.left, bottom - box.top) });
        }
      }
      seen.sort((one, other) => one.box.top - other.box.top);
      const found = [];
      seen.forEach(({ words, node, box }, at) => {
        for (let next = at + 1; next < seen.length && seen[next].box.top < box.bottom; next += 1) {
          // The sign that stands for what was cut off counts as a second box.
          if (node && seen[next].node === node) continue;
          const other = seen[next].box;
          const wide = Math.min(box.right, other.right) - Math.max(box.left, other.left);
          const high = Math.min(box.bottom, other.bottom) - other.top;
          // Line boxes of Chinese type are taller than what is printed in them.
          if (wide > 3 && high > 0.5 * Math.min(box.height, other.height))
            found.push(`\`${words.slice(0, 20)}\` and \`${seen[next].words.slice(0, 20)}\` lie over each other`);
        }
      });
      return found;
    });
  }

  async resize(viewport) {
    await this.page.setViewportSize(viewport);
  }

  /** Rules of WCAG 2.0 to 2.2, A and AA, that the open page breaks. */
  async accessibility() {
    await this.page.evaluate(AXE);
    const found = await this.page.evaluate(
      (values) =>
        window.axe.run(document, {
          runOnly: { type: 'tag', values },
          rules: { 'target-size': { enabled: true } },
          resultTypes: ['violations'],
          // Reading style sheets again is what file:// forbids.
          preload: false,
        }),
      LEVELS,
    );
    return found.violations.map((one) => {
      const places = one.nodes.map((node) => node.target.join(' '));
      return `${one.id}: ${one.help}; ${places.length} places, first ${places[0]}`;
    });
  }

  /** Whether a text is a well-formed XML document. */
  async isXml(text) {
    return this.page.evaluate(
      (source) => !new DOMParser().parseFromString(source, 'application/xml').querySelector('parsererror'),
      text,
    );
  }

  async pdf(file) {
    await this.page.pdf({ path: file, preferCSSPageSize: true, printBackground: true });
  }
}
