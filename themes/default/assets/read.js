/* Reads the page aloud, a sentence at a time, with a voice of the machine itself. Loaded by sanwu.js at the first press
   of 朗读, which then starts it. ECMAScript 5. */
(function () {
  'use strict';
  var speech = window.speechSynthesis, button = document.getElementById('read');
  var first = button.textContent, pieces = [], at = 0, speaking = null, marked = null;
  /* Longer pieces are cut off by some voices after a quarter of a minute. */
  var LONG = 90;

  function words(text) { return text.replace(/\s+/g, ' ').replace(/^ | $/g, ''); }

  /* As a voice should say it: no thousands, dates in words, no marks of the page. */
  function said(text) {
    return text.replace(/(\d),(?=\d{3}\b)/g, '$1')
      .replace(/(\d{4})-(\d\d)-(\d\d)/g, function (all, y, m, d) { return y + '年' + +m + '月' + +d + '日'; })
      .replace(/\b(\d\d)-(\d\d)\b(?!-)/g, function (all, m, d) { return +m + '月' + +d + '日'; })
      .replace(/[✓✖○›　]/g, ' ');
  }

  function hidden(element) {
    /* A voice for Chinese cannot say another language. */
    return /^(?!zh)./.test(element.lang) || element.hasAttribute('data-nosearch') || element.hasAttribute('hidden') || element.getAttribute('aria-hidden') === 'true' ||
      /^(svg|script|style|nav|form|select|button|input|template)$/i.test(element.nodeName) || element.getClientRects().length === 0;
  }

  function push(text, element) {
    var parts = words(said(text)).match(/[^。！？；]+[。！？；]*/g) || [], i, part;
    for (i = 0; i < parts.length; i += 1) {
      part = words(parts[i]);
      while (part.length > LONG) {
        var cut = part.slice(0, LONG).search(/[，、：, ][^，、：, ]*$/) + 1 || LONG;
        pieces.push({ text: part.slice(0, cut), element: element });
        part = part.slice(cut);
      }
      if (/[0-9A-Za-z\u3400-\u9fff]/.test(part)) { pieces.push({ text: part, element: element }); }
    }
  }

  /* A row as a sentence: each cell after the name of its column. */
  function row(tr, names) {
    var text = [], i, cell, value, name, at = 0;
    for (i = 0; i < tr.cells.length; i += 1) {
      cell = tr.cells[i];
      value = words(cell.textContent);
      name = cell.getAttribute('data-l') || (cell.nodeName === 'TD' && names[at]) || '';
      at += cell.colSpan || 1;
      if (value && value !== '—' && !hidden(cell)) { text.push(name && name !== value ? name + ' ' + value : value); }
    }
    if (text.length) { push(text.join('，') + '。', tr); }
  }

  function table(element) {
    var names = [], head = element.tHead && element.tHead.rows[element.tHead.rows.length - 1], i, j;
    if (element.caption) { push(words(element.caption.textContent) + '。', element.caption); }
    for (i = 0; head && i < head.cells.length; i += 1) { names.push(words(head.cells[i].textContent)); }
    /* A head of several rows names no column alone. */
    if (element.tHead && element.tHead.rows.length > 1) { names = []; }
    for (i = 0; i < element.tBodies.length; i += 1) {
      for (j = 0; j < element.tBodies[i].rows.length; j += 1) { row(element.tBodies[i].rows[j], names); }
    }
    for (i = 0; element.tFoot && i < element.tFoot.rows.length; i += 1) { row(element.tFoot.rows[i], names); }
  }

  function isBlock(element) { return !/^inline/.test(window.getComputedStyle(element).display); }

  function collect(element) {
    var run = '', node;
    function flush() { if (words(run)) { push(run, element); } run = ''; }
    for (node = element.firstChild; node; node = node.nextSibling) {
      if (node.nodeType === 3) { run += node.data; }
      if (node.nodeType !== 1 || hidden(node)) { continue; }
      if (node.nodeName === 'TABLE') {
        flush();
        table(node);
      } else if (isBlock(node) || node.nodeName === 'DIV') {
        flush();
        collect(node);
      } else { run += ' ' + node.textContent; }
    }
    flush();
  }

  function mark(element) {
    var box;
    if (marked) { marked.className = marked.className.replace(/ ?\breading\b/, ''); }
    marked = element;
    if (!element) { return; }
    element.className += ' reading';
    box = element.getBoundingClientRect();
    if (box.top < 0 || box.bottom > window.innerHeight * 0.85) { window.scrollTo(0, window.pageYOffset + box.top - window.innerHeight * 0.3); }
  }

  /* Like the size of type: who listens goes on listening on the next page, until 停 is pressed. */
  function remember(kept) { try { window.localStorage.setItem('sanwu-read', kept); } catch (e) { /* storage is optional */ } }

  function voice() {
    var list = speech.getVoices(), best = null, i;
    for (i = 0; i < list.length; i += 1) {
      if (list[i].localService && /^(zh|cmn)\b/i.test(list[i].lang) && (!best || (/cn|hans|cmn/i.test(list[i].lang) && !/cn|hans|cmn/i.test(best.lang)))) { best = list[i]; }
    }
    return best;
  }

  function show() {
    button.textContent = speaking ? button.getAttribute('data-stop') : at > 0 ? button.getAttribute('data-go-on') : first;
    button.setAttribute('aria-pressed', speaking ? 'true' : 'false');
  }

  function next() {
    var utterance;
    if (at >= pieces.length) {
      at = 0;
      speaking = null;
      mark(null);
      show();
      return;
    }
    utterance = new window.SpeechSynthesisUtterance(pieces[at].text);
    utterance.lang = 'zh-CN';
    utterance.voice = voice();
    utterance.rate = 0.9;
    /* What was stopped still ends, and must not go on. */
    utterance.onend = function () { if (speaking === utterance) { at += 1; next(); } };
    utterance.onerror = function () { if (speaking === utterance) { stop(); } };
    speaking = utterance;
    mark(pieces[at].element);
    speech.speak(utterance);
    show();
  }

  function stop() {
    speaking = null;
    speech.cancel();
    mark(null);
    show();
  }

  button.onclick = function () {
    if (speaking) { remember(''); stop(); return; }
    remember('1');
    if (at === 0) {
      pieces = [];
      collect(document.getElementById('main'));
    }
    speech.cancel();
    next();
  };
  window.addEventListener('pagehide', function () { speech.cancel(); }, false);
  button.onclick();
}());
