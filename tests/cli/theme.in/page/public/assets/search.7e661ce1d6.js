/* The search page. Reads each village's `search/`: a list of pages (SWM), postings of pairs of characters (SWI), texts (SWT);
   all are scripts, since nothing else opens from disk. ECMAScript 5. */
(function () {
  'use strict';
  var PAGE = 10, AROUND = 46;
  var villages = {}, order = [], all = [], turns = 0, views = 0, shown = 0, hits = [], terms = [], broken = false, ready = false, done = true, timer = 0;

  function el(id) { return document.getElementById(id); }
  function each(list, act) { Array.prototype.forEach.call(list, act); }

  /* Folding: the same rules as src/search/fold.rs */

  var MONTH = '(0?[1-9]|1[0-2])', DAY = '(0?[1-9]|[12]\\d|3[01])';
  var SEPARATORS = '\\0-/:-`{-\\xbf\\xd7\\xf7\\u2000-\\u2bff\\u2e00-\\u2e7f\\u3000-\\u3004\\u3008-\\u303f\\u30fb\\ufe10-\\ufe6f\\ufeff\\uff00-\\uffef';
  var TOKEN = new RegExp('((?:19|20)\\d\\d)(?:([-/])' + MONTH + '(?!\\d)(?:\\2' + DAY + '(?!\\d))?|\\.' + MONTH + '\\.' + DAY + '(?!\\d))' +
    '|(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])(?![\\d/.-])|(\\d{1,3}(?:,\\d{3}(?!\\d))+|\\d+)(?:\\.(\\d+))?|([\\t\\n])|[^\\d' + SEPARATORS + ']+', 'g');

  function narrow(text) {
    return text.replace(/[\uff01-\uff5e]/g, function (c) { return String.fromCharCode(c.charCodeAt(0) - 0xfee0); })
      .replace(/[A-Z]+/g, function (word) { return word.toLowerCase(); });
  }
  /* The folded text; `map` takes from where to where each of its characters stands. */
  function fold(text, map) {
    var small = narrow(text), out = '', m, from, end, s;
    function put(s, from, to) {
      var i;
      out += s;
      for (i = 0; map && i < s.length; i += 1) { map.push([from, to]); }
    }
    function number(digits) { return '#' + digits + '#'; }
    TOKEN.lastIndex = 0;
    for (m = TOKEN.exec(small); m; m = TOKEN.exec(small)) {
      from = m.index;
      end = TOKEN.lastIndex;
      if (m[1]) {
        s = m[4] || m[6];
        put(number(m[1]) + '年' + number(+(m[3] || m[5])) + '月' + (s ? number(+s) + '日' : ''), from, end);
      } else if (m[7] && /[\d\/.-]/.test(small.charAt(from - 1))) {
        TOKEN.lastIndex = from + 2;
        put(number(m[7]), from, from + 2);
      } else if (m[7]) {
        put(number(+m[7]) + '月' + number(+m[8]) + '日', from, end);
      } else if (m[9]) {
        s = m[9].replace(/,/g, '');
        if (m[10]) { s = (s + '.' + m[10]).replace(/\.?0+$/, ''); } else if (s.length === 2 && /[月日号]/.test(small.charAt(end))) { s = s.replace(/^0+/, ''); }
        if (small.charAt(end) === '号' && /月$/.test(out)) {
          put(number(s) + '日', from, end + 1);
          TOKEN.lastIndex += 1;
        } else { put(number(s), from, end); }
      } else if (m[11]) {
        put('\n', from, end);
      } else {
        for (; from < end; from += 1) { put(small.charAt(from), from, from + 1); }
      }
    }
    return out;
  }

  /* The query */

  /* The point moved to the right. */
  function shifted(digits, by) {
    var parts = digits.split('.'), zeros = '00000000', text = zeros + parts[0] + (parts[1] || '') + zeros, point = 8 + parts[0].length + by;
    return (text.slice(0, point) + '.' + text.slice(point)).replace(/^0+(?=\d)/, '').replace(/\.?0+$/, '');
  }
  /* 1.2万 and 12000 are one amount, and a check code may be written without its spaces. */
  function forms(term) {
    var list = [term], groups = /^#((?:\d{5}){2,6})#$/.exec(term), other;
    if (/#[万亿]/.test(term)) {
      list.push(term.replace(/#([\d.]+)#([万亿])/, function (all, digits, unit) { return '#' + shifted(digits, unit === '万' ? 4 : 8) + '#'; }));
    } else if (!/#年/.test(term)) {
      other = term.replace(/#(\d{4,}(?:\.\d+)?)#/, function (all, digits) { return '#' + shifted(digits, -4) + '#万'; });
      if (other !== term && !/\.\d{5}/.test(other)) { list.push(other); }
    }
    return groups ? list.concat(groups[1].replace(/\d{5}/g, '#$&#')) : list;
  }
  function parse(text) {
    var words = [], wasSingle = false;
    text.split(/[\s\u3000]+/).forEach(function (word) {
      /* Short names are written with a space in them. */
      var isSingle = /^[\u3400-\u9fff]$/.test(word);
      if (isSingle && wasSingle) { words[words.length - 1] += word; } else { words.push(word); }
      wasSingle = isSingle;
    });
    return words.filter(function (word) { return fold(word); }).map(function (word) {
      var small = narrow(word);
      return {
        forms: forms(fold(word)),
        wants: forms(fold(word)).map(lookups),
        letters: /^[a-z\d]*[a-z][a-z\d]*$/.test(small) && new RegExp(small.replace(/./g, '(?:$&|\\([a-z]*$&[a-z]*\\))'))
      };
    });
  }

  /* Loading */

  function run(path, done) {
    var script = document.createElement('script');
    script.charset = 'utf-8';
    script.src = path;
    script.onload = done;
    script.onerror = function () { broken = true; done(); };
    document.getElementsByTagName('head')[0].appendChild(script);
  }
  /* Loads what is not there yet of texts `t` and postings `i`. */
  function need(wanted, done) {
    var seen = {}, left = 1;
    function one() { left -= 1; if (left === 0) { done(); } }
    wanted.forEach(function (want) {
      var path = want.v.base + 'search/' + want.kind + '.' + want.file[1] + '.js';
      if (want.v[want.kind][want.file[0]] || seen[path]) { return; }
      seen[path] = true;
      left += 1;
      run(path, one);
    });
    one();
  }
  /* The last of the files [beginning, hash] that holds `at`. */
  function fileOf(files, at) {
    var low = 0, high = files.length - 1, middle;
    while (low < high) {
      middle = Math.ceil((low + high) / 2);
      if (files[middle][0] <= at) { low = middle; } else { high = middle - 1; }
    }
    return files[low];
  }
  window.SWI = function (id, first, shard) { villages[id].i[first] = shard; };
  window.SWT = function (id, first, texts) { villages[id].t[first] = texts; };
  window.SWM = function (id, m) {
    var v = villages[id];
    v.m = m;
    v.letters = {};
    m.y.replace(/([^a-z])([a-z]+)/g, function (whole, c, own) { v.letters[c] = own.length > 1 ? '(' + own + ')' : own; });
    function initials(text, own) {
      return own || text.replace(/[^]/g, function (c) { return v.letters[c] || (/[a-z\d]/i.test(c) ? c.toLowerCase() : ''); });
    }
    v.folded = fold(m.n[0]);
    v.initials = initials(m.n[0], m.n[1]);
    m.i.forEach(function (item) { item[1] = initials(item[0], item[1]); });
    function entry(row, page, item, gap) {
      var day = row[2] < 0 ? '' : new Date(Date.UTC(2000, 0, 1 + row[2])).toISOString().slice(0, 10);
      all.push({ v: v, page: page, path: row[0], title: row[1], day: day, year: day.slice(0, 4), column: m.c[row[3]], item: item, initials: initials(row[1], row[5]), gap: gap });
    }
    m.d.forEach(function (row, page) { entry(row, page, m.i[row[4]], ''); });
    m.g.forEach(function (row) { entry(row, -1, ['', ''], row[4]); });
  };

  /* What the postings say */

  /* The place of a key among all keys. */
  function place(key) {
    var code = key.charCodeAt(0);
    if (/^\d/.test(key)) { return key.length > 1 ? 10 + +key : +key; }
    return 0x200 + (code >= 0xd800 && code < 0xdc00 ? 0x10000 + (code - 0xd800) * 0x400 + key.charCodeAt(1) - 0xdc00 : code);
  }
  /* What a form is looked up by: [key, rest]; without a rest anything may follow. */
  function lookups(form) {
    var list = [];
    form.split('#').forEach(function (part, i) {
      var characters = part.match(/[\ud800-\udbff][\udc00-\udfff]|[^]/g) || [], at;
      if (i % 2) { list.push([/^\d\d?/.exec(part)[0], part]); } else if (characters.length === 1) { list.push(characters); }
      for (at = 1; i % 2 === 0 && at < characters.length; at += 1) { list.push([characters[at - 1], characters[at]]); }
    });
    return list;
  }
  /* Page numbers: gaps to the base of 46; a digit below 46 ends a number. */
  function decode(text, flags) {
    var page = 0, scale = 1, i, value;
    for (i = 0; i < text.length; i += 1) {
      value = text.charCodeAt(i);
      value -= 33 + (value > 34 ? 1 : 0) + (value > 92 ? 1 : 0);
      page += (value % 46) * scale;
      scale *= 46;
      if (value < 46) { flags[page] = true; scale = 1; }
    }
  }
  /* Pages on which a form may stand. */
  function mayHold(v, wants) {
    return wants.map(function (want) {
      var flags = [], shard = v.i[fileOf(v.m.s, place(want[0]))[0]] || {};
      (shard[want[0]] || '').split(' ').forEach(function (entry) {
        var at = entry.indexOf('!');
        if (want.length === 1 || entry.slice(0, at) === want[1]) { decode(entry.slice(at + 1), flags); }
      });
      return flags;
    }).reduce(function (all, own) { return all.map(function (is, page) { return is && own[page]; }); });
  }
  /* A single lookup finds exactly: the text need not be read. */
  function isExact(term) { return term.wants.every(function (wants) { return wants.length === 1; }); }

  /* Searching */

  function holds(text, term) { return term.forms.some(function (form) { return text.indexOf(form) >= 0; }); }
  /* Whether first letters, or the name of the village, answer for a page. */
  function named(entry, term) {
    var v = entry.v, letters = term.letters;
    return (letters && (letters.test(entry.initials) || letters.test(entry.item[1]))) ||
      (order.length > 1 && (holds(v.folded, term) || (letters && letters.test(v.initials))));
  }
  function shards() {
    var list = [];
    order.forEach(function (v) {
      terms.forEach(function (term) {
        [].concat.apply([], term.wants).forEach(function (want) { if (v.m && v.m.s.length) { list.push({ v: v, kind: 'i', file: fileOf(v.m.s, place(want[0])) }); } });
      });
    });
    return list;
  }
  function texts(entries) {
    return entries.filter(function (entry) { return entry.page >= 0; })
      .map(function (entry) { return { v: entry.v, kind: 't', file: fileOf(entry.v.m.t, entry.page) }; });
  }
  function textOf(entry) {
    var first = entry.page < 0 ? -1 : fileOf(entry.v.m.t, entry.page)[0], chunk = entry.v.t[first];
    return chunk ? chunk[entry.page - first] : '';
  }
  /* Pages that may answer, newest first; a `sure` one need not be read. */
  function candidates() {
    var column = el('in').value, year = el('on').value, village = el('of') && el('of').value, list = [];
    order.forEach(function (v) {
      v.may = v.m && v.m.s.length && terms.map(function (term) { return term.wants.map(mayHold.bind(null, v)); });
    });
    all.forEach(function (entry) {
      var v = entry.v, sure = true;
      function may(term, i) {
        if (named(entry, term)) { return true; }
        sure = sure && entry.page >= 0 && !!v.may && isExact(term);
        return entry.page < 0 || !v.may || v.may[i].some(function (flags) { return flags[entry.page]; });
      }
      if ((!village || v.id === village) && (!column || entry.column[0] === column) && (!year || entry.year === year) && terms.every(may)) {
        list.push({ entry: entry, sure: sure });
      }
    });
    return list;
  }
  function answers(entry) {
    if (!entry.folded) { entry.folded = fold(entry.title + '\n' + textOf(entry).replace(/(^|\n)#[^\t\n]*\t/g, '$1')); }
    return terms.every(function (term) { return named(entry, term) || holds(entry.folded, term); });
  }
  function search() {
    var mine = turns + 1, at = 0, size = 15, list;
    turns = mine;
    terms = ready ? parse(el('q').value) : [];
    done = false;
    views += 1;
    el('hits').setAttribute('aria-busy', 'true');
    function more() {
      var batch = list.slice(at, at + size), unread = batch.filter(function (one) { return !one.sure; });
      need(texts(unread.map(function (one) { return one.entry; })), function () {
        var old = hits.length, enough = (shown + 1) * PAGE;
        if (mine !== turns) { return; }
        batch.forEach(function (one) { if (one.sure || answers(one.entry)) { hits.push(one.entry); } });
        at += size;
        size = Math.min(size * 2, 480);
        done = at >= list.length;
        if (done || (old < enough && hits.length >= enough)) { finish(); }
        if (done) { return; }
        setTimeout(function () { if (mine === turns) { more(); } }, 0);
      });
    }
    need(shards(), function () {
      if (mine !== turns) { return; }
      hits = [];
      list = terms.length ? candidates() : [];
      more();
    });
  }
  function finish() {
    var mine = views + 1, pages = Math.ceil(hits.length / PAGE), said = el('said'), text = '', visible;
    shown = Math.max(0, Math.min(shown, pages - 1));
    visible = hits.slice(shown * PAGE, (shown + 1) * PAGE);
    views = mine;
    remember();
    if (terms.length) { text = '找到 ' + hits.length + ' 件' + (done ? '。' : '，还在数。') + (hits.length ? '' : said.getAttribute('data-none')); }
    if (broken) { text += said.getAttribute('data-broken'); }
    if (said.textContent !== text) { said.textContent = text; }
    need(texts(visible), function () { if (mine === views) { show(visible, pages); } });
  }

  /* Showing */

  function words(into, text) { into.appendChild(document.createTextNode(text)); }
  function add(into, name, className, text) {
    var element = document.createElement(name);
    element.className = className;
    words(element, text);
    return into.appendChild(element);
  }
  /* Where terms stand in a text, as [from, to, term], in order. */
  function places(text) {
    var map = [], folded = fold(text, map), found = [], at;
    terms.forEach(function (term, i) {
      term.forms.forEach(function (form) {
        for (at = folded.indexOf(form); at >= 0; at = folded.indexOf(form, at + form.length)) { found.push([map[at][0], map[at + form.length - 1][1], i]); }
      });
    });
    return found.sort(function (a, b) { return a[0] - b[0]; });
  }
  /* What of a title its first letters stand for. */
  function lettered(entry) {
    var at = [], found = [];
    function units(initials) { return initials.replace(/\([a-z]+\)/g, '.').length; }
    each(entry.title, function (c, i) { if (entry.v.letters[c] || /[a-z\d]/i.test(c)) { at.push(i); } });
    terms.forEach(function (term) {
      var match = term.letters && term.letters.exec(entry.initials), from;
      if (!match) { return; }
      from = units(entry.initials.slice(0, match.index));
      found.push([at[from], at[from + units(match[0]) - 1] + 1]);
    });
    return found;
  }
  function marked(into, text, found, from, to) {
    if (from > 0) { words(into, '…'); }
    found.forEach(function (one) {
      var start = Math.max(one[0], from), end = Math.min(one[1], to);
      if (start >= end) { return; }
      words(into, text.slice(from, start));
      add(into, 'mark', '', text.slice(start, end));
      from = end;
    });
    words(into, text.slice(from, to) + (to < text.length ? '…' : ''));
  }
  /* The line with most terms, and one for those it lacks; or the first. */
  function telling(entry) {
    var anchor = '', lines = [], seen = {}, chosen = [];
    textOf(entry).split('\n').forEach(function (text) {
      var own = /^#([^\t]*)\t/.exec(text);
      if (own) { anchor = own[1]; text = text.slice(own[0].length); }
      lines.push({ anchor: anchor, text: text.replace(/\t/g, '\u3000'), found: places(text) });
    });
    function fresh(line) {
      var own = {};
      line.found.forEach(function (one) { if (!seen[one[2]]) { own[one[2]] = true; } });
      return Object.keys(own);
    }
    function choose() {
      var best = lines.reduce(function (best, line) { return fresh(line).length > fresh(best).length ? line : best; });
      if (fresh(best).length) { chosen.push(best); }
      fresh(best).forEach(function (term) { seen[term] = true; });
    }
    choose();
    choose();
    return chosen.length ? chosen : lines.slice(0, 1);
  }
  function show(list, pages) {
    var out = el('hits');
    while (out.firstChild) { out.removeChild(out.firstChild); }
    list.forEach(function (entry) {
      var lines = telling(entry), item = add(out, 'li', '', ''), link = add(add(item, 'p', 't', ''), 'a', '', ''), found = places(entry.title), of;
      link.href = entry.v.base + entry.path + '/index.html' + (lines[0].found.length && lines[0].anchor ? '#' + lines[0].anchor : '');
      marked(link, entry.title, found.length ? found : lettered(entry), 0, entry.title.length);
      if (entry.gap) { add(item, 'p', 'bad', entry.gap); } else {
        lines.forEach(function (line) {
          var first = line.found.length ? line.found[0][0] : 0, from = first > AROUND ? first - AROUND / 2 : 0;
          marked(add(item, 'p', 'ex', ''), line.text, line.found, from, Math.min(line.text.length, from + 2 * AROUND));
        });
      }
      of = add(item, 'p', 'of', '');
      if (order.length > 1) { add(of, 'span', '', entry.v.m.n[0]); }
      add(of, 'span', '', entry.column[1] + (entry.item[0] ? ' › ' + entry.item[0] : ''));
      if (!entry.gap) { add(of, 'time', '', entry.day); }
    });
    el('turn').hidden = pages < 2;
    el('where').textContent = '第 ' + (shown + 1) + ' 页' + (done ? '，共 ' + pages + ' 页' : '');
    el('before').disabled = shown === 0;
    el('after').disabled = shown + 1 >= pages;
    out.setAttribute('aria-busy', !done);
  }

  /* The page */

  var FIELDS = { q: 'q', c: 'in', y: 'on', v: 'of' };
  function remember() {
    var query = Object.keys(FIELDS).filter(function (name) { return el(FIELDS[name]) && el(FIELDS[name]).value; })
      .map(function (name) { return name + '=' + encodeURIComponent(el(FIELDS[name]).value); });
    if (!ready) { return; }
    if (shown > 0) { query.push('p=' + (shown + 1)); }
    try { history.replaceState(null, '', '?' + query.join('&')); } catch (e) { }
  }
  function recall() {
    window.location.search.slice(1).split('&').forEach(function (pair) {
      var at = pair.indexOf('='), field = el(FIELDS[pair.slice(0, at)]);
      try { if (field) { field.value = decodeURIComponent(pair.slice(at + 1).replace(/\+/g, ' ')); } } catch (e) { }
      if (/^p=\d+$/.test(pair)) { shown = pair.slice(2) - 1; }
    });
  }
  function choices(id, names) {
    Object.keys(names).sort().reverse().forEach(function (value) {
      add(el(id), 'option', '', names[value]).value = value;
    });
  }
  function prepare() {
    var years = {}, columns = {};
    function place(entry) { return order.indexOf(entry.v); }
    all.sort(function (a, b) { return a.day < b.day ? 1 : a.day > b.day ? -1 : place(a) - place(b) || (a.path < b.path ? -1 : 1); });
    all.forEach(function (entry) {
      columns[entry.column[0]] = entry.column[1];
      if (entry.year) { years[entry.year] = entry.year + '年'; }
    });
    choices('in', columns);
    choices('on', years);
    recall();
    ready = true;
    search();
  }
  function soon(wait) {
    clearTimeout(timer);
    timer = setTimeout(function () { shown = 0; search(); }, wait);
  }
  function turn(by) {
    shown += by;
    finish();
    el('said').scrollIntoView();
  }
  function pad() {
    var isKiosk = /\bkiosk\b/.test(document.documentElement.className), q = el('q');
    function open(is) {
      el('pad').hidden = !is;
      el('keys').setAttribute('aria-expanded', is ? 'true' : 'false');
    }
    open(isKiosk || window.innerHeight > 1600);
    el('keys').onclick = function () { open(el('pad').hidden); };
    each(el('pad').getElementsByTagName('button'), function (button) {
      button.onclick = function () {
        var key = button.getAttribute('data-key');
        q.value = key === 'clear' ? '' : key === 'back' ? q.value.slice(0, -1) : q.value + key.toLowerCase();
        soon(0);
      };
    });
    if (!isKiosk && !('ontouchstart' in window)) { q.focus(); }
  }
  document.addEventListener('DOMContentLoaded', function () {
    each(el('sources').getElementsByTagName('li'), function (source) {
      var id = source.getAttribute('data-id');
      villages[id] = { id: id, base: source.getAttribute('data-base'), list: source.getAttribute('data-list'), i: {}, t: {} };
      order.push(villages[id]);
    });
    var left = order.length;
    order.forEach(function (v) { run(v.base + v.list, function () { left -= 1; if (left === 0) { prepare(); } }); });
    pad();
    el('ask').onsubmit = function () { soon(0); return false; };
    el('q').oninput = function () { soon(200); };
    ['in', 'on', 'of'].forEach(function (id) { if (el(id)) { el(id).onchange = function () { soon(0); }; } });
    el('before').onclick = function () { turn(-1); };
    el('after').onclick = function () { turn(1); };
  }, false);
}());
