// Reading aloud, with a voice that only writes down what it is told.
import { SCREENS, inTabs } from './browser.mjs';

/** In the page, before its scripts: voices, and what was said by them. */
function stub({ voices, late }) {
  const heard = { said: [], cancelled: 0, current: null };
  let known = late ? [] : voices;
  const asked = [];
  window.heard = heard;
  window.SpeechSynthesisUtterance = function Utterance(text) {
    this.text = text;
  };
  const speech = {
    speaking: false,
    getVoices: () => known,
    addEventListener: (kind, act) => kind === 'voiceschanged' && asked.push(act),
    speak: (utterance) => {
      heard.said.push(utterance.text);
      heard.current = utterance;
      speech.speaking = true;
    },
    cancel: () => {
      heard.cancelled += 1;
      speech.speaking = false;
      const cut = heard.current;
      heard.current = null;
      cut?.onend?.();
    },
  };
  // The voice comes to the end of its sentence.
  window.finish = () => {
    const done = heard.current;
    speech.speaking = false;
    heard.current = null;
    done?.onend?.();
    return heard.current !== null;
  };
  window.arrive = () => {
    known = voices;
    asked.forEach((act) => act());
  };
  Object.defineProperty(window, 'speechSynthesis', { value: speech });
}

const CHINESE = { name: '婷婷', lang: 'zh-CN', localService: true };
const OFFERS = [
  ['a voice for Chinese', [CHINESE], true],
  ['a voice over the network', [{ ...CHINESE, localService: false }], false],
  ['a voice for English', [{ ...CHINESE, lang: 'en-US' }], false],
  ['no voice', [], false],
];

export async function aloud(browser, root, pages, report) {
  for (const [what, voices, offered] of OFFERS)
    for (const late of [false, true])
      await inTabs(browser, root, { ...SCREENS.desktop, tabs: 1 }, [pages.record], async (tab, page) => {
        await tab.page.addInitScript(stub, { voices, late });
        const faults = [...(await tab.show(page))];
        const button = tab.page.locator('#read');
        if (late && (await button.isVisible())) faults.push('is offered before there is a voice');
        if (late) await tab.page.evaluate(() => window.arrive());
        if ((await button.isVisible()) !== offered) faults.push(offered ? 'is not offered' : 'is offered');
        report.check(`reading aloud with ${what}${late ? ' that comes late' : ''}`, faults);
      });
  for (const page of [pages.record, pages.table])
    await inTabs(browser, root, { ...SCREENS.desktop, tabs: 1 }, [page], async (tab) => {
      await tab.page.addInitScript(stub, { voices: [CHINESE], late: false });
      const faults = [...(await tab.show(page)), ...(await listen(tab))];
      report.check(`${page}: read aloud`, faults);
    });
  for (const late of [false, true])
    await inTabs(browser, root, { ...SCREENS.desktop, tabs: 1 }, [pages.record], async (tab, page) => {
      await tab.page.addInitScript(stub, { voices: [CHINESE], late });
      report.check(`reading aloud is remembered${late ? ', with a voice that comes late' : ''}`, await remembered(tab, page, pages, late));
    });
}

/** Who listens goes on listening on the next page, until it is stopped, and on a touch screen until nobody is there. */
async function remembered(tab, page, pages, late) {
  const faults = [];
  const button = tab.page.locator('#read');
  const speaks = async (other, query = '') => {
    faults.push(...(await tab.show(other, query)));
    if (late) await tab.page.evaluate(() => window.arrive());
    // The script that reads comes after the page.
    await tab.page.waitForTimeout(200);
    return tab.page.evaluate(() => window.heard.current !== null);
  };
  if (await speaks(page)) faults.push('reads without having been asked');
  await button.click();
  await tab.page.waitForFunction(() => window.heard.current !== null);
  if (!(await speaks(pages.table))) return [...faults, 'does not read the next page'];
  const twice = await tab.page.evaluate(() => window.heard.said.length !== 1);
  if (twice) faults.push('begins twice');
  await button.click();
  if (await speaks(page)) return [...faults, 'reads the next page after it was stopped'];
  await button.click();
  await tab.page.waitForFunction(() => window.heard.current !== null);
  // A touch screen begins anew: its loop is silent, and so is the first page for who ends it.
  if (await speaks(pages.home, '?kiosk')) faults.push('reads under the loop of a touch screen');
  if (await speaks(pages.table)) faults.push('reads to the next visitor of a touch screen');
  return faults;
}

/** Starts, stops, goes on, comes to the end; everything that is read in main was said, and nothing else. */
async function listen(tab) {
  const faults = [];
  const button = tab.page.locator('#read');
  const heard = () => tab.page.evaluate(() => ({ said: window.heard.said.slice(), speaks: window.heard.current !== null }));
  if ((await button.innerText()) !== '朗读') faults.push('the button does not say 朗读');
  await button.click();
  await tab.page.waitForFunction(() => window.heard.current !== null);
  if ((await button.innerText()) !== '停') faults.push('the button does not say 停');
  await tab.page.evaluate(() => window.finish() && window.finish());
  await button.click();
  const stopped = await heard();
  if (stopped.speaks) faults.push('does not stop');
  if (stopped.said.length !== 3) faults.push(`said ${stopped.said.length} sentences and not three`);
  if ((await button.innerText()) !== '接着读') faults.push('the button does not say 接着读');
  await button.click();
  const resumed = await heard();
  if (resumed.said.at(-1) !== stopped.said.at(-1)) faults.push('does not go on with the sentence that was cut off');
  await tab.page.evaluate(() => {
    for (let times = 0; times < 3000 && window.finish(); times += 1);
  });
  const { said, speaks } = await heard();
  if (speaks || (await button.innerText()) !== '朗读') faults.push('does not come to an end');
  if ((await tab.page.locator('.reading').count()) > 0) faults.push('leaves a mark behind');
  const long = said.filter((text) => text.length > 100);
  if (long.length > 0) faults.push(`says ${long[0].length} characters at once`);
  const voice = said.slice(0, 2).concat(said.slice(3)).join('');
  faults.push(...(await tab.page.evaluate(unsaid, voice)));
  return faults;
}

/** In the page: words of main that were not said, words that should not be, cells said without their head. */
function unsaid(voice) {
  const squeeze = (text) => text.replace(/(\d),(?=\d{3}\b)/g, '$1').replace(/(\d{4})-(\d\d)-(\d\d)/g, (all, y, m, d) => `${y}年${+m}月${+d}日`).replace(/[\s✓✖○›—]/g, '');
  const told = squeeze(voice);
  const faults = [];
  const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    const words = squeeze(node.data);
    if (!/\p{L}{2}/u.test(words) || !parent.checkVisibility() || parent.closest('svg, thead, [aria-hidden=true]')) continue;
    if (parent.closest('[data-nosearch],main [lang]')) continue;
    const pieces = words.split(/(?<=[。！？；，、：])/).filter((piece) => piece.length > 1 && piece.length < 60);
    for (const piece of pieces) if (!told.includes(piece)) faults.push(`does not say \`${piece}\``);
  }
  for (const skipped of document.querySelectorAll('main [data-nosearch]')) {
    const words = squeeze(skipped.textContent);
    if (words.length > 6 && told.includes(words)) faults.push(`says \`${words.slice(0, 20)}\``);
  }
  for (const row of document.querySelectorAll('main table.d tbody tr'))
    for (const cell of row.querySelectorAll('td[data-l]')) {
      const text = squeeze(cell.textContent);
      const name = squeeze(cell.dataset.l);
      if (text && text !== name && cell.checkVisibility() && !told.includes(name + text.slice(0, 8))) faults.push(`says \`${text}\` without \`${name}\``);
    }
  return faults;
}
