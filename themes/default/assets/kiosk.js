/* A touch screen in a hall: facts that change while nobody is there, tiles to choose from, the way back, and no way
   out. Loaded by sanwu.js where the page was opened with ?kiosk; all it shows stands on the page
   already. ECMAScript 5. */
(function () {
  'use strict';
  var IDLE = 90, COUNT = 10, SLIDE = 10, RENEW = 1800, MOST = 5;
  var doc = document, root = doc.documentElement, body, first, home;

  function load(key) { try { return window.sessionStorage.getItem('sanwu-' + key) || ''; } catch (e) { return ''; } }
  function save(key, value) { try { window.sessionStorage.setItem('sanwu-' + key, value); } catch (e) { /* storage is optional */ } }
  function each(list, act) { var i; for (i = 0; i < list.length; i += 1) { act(list[i], i); } }
  function all(selector, within) { return [].slice.call((within || doc).querySelectorAll(selector)); }
  function one(selector, within) { return (within || doc).querySelector(selector); }
  function text(element) { return element ? element.textContent.replace(/\s+/g, ' ').replace(/^ | $/g, '') : ''; }
  function make(parent, name, kind, words) {
    var element = doc.createElement(name);
    if (kind) { element.className = kind; }
    if (words) { element.appendChild(doc.createTextNode(words)); }
    if (parent) { parent.appendChild(element); }
    return element;
  }
  function on(target, kinds, act) { each(kinds.split(' '), function (kind) { target.addEventListener(kind, act, true); }); }
  /* Not passive, where browsers ask: pinching and turning the wheel can only be stopped so. */
  function stop(kinds, unless) {
    each(kinds.split(' '), function (kind) {
      doc.addEventListener(kind, function (event) { if (!unless || !unless(event)) { event.preventDefault(); } }, { passive: false, capture: true });
    });
  }
  function plain(address) { return address.replace(/[?#].*$/, ''); }
  function go(address) { window.location.href = address; }

  /* ---- over the page: a countdown, a picture, a word */
  var over = null, said = null;
  function close() {
    if (over) { over.parentNode.removeChild(over); over = null; }
  }
  function cover(label) {
    close();
    over = make(body, 'div', 'kover');
    over.setAttribute('role', 'dialog');
    over.setAttribute('aria-label', label);
    return over;
  }
  function say(words) {
    if (said) { body.removeChild(said); }
    said = make(body, 'p', 'ksaid', words);
    said.setAttribute('role', 'status');
    setTimeout(function (mine) { if (said === mine) { body.removeChild(mine); said = null; } }, 6000, said);
  }
  function picture(link) {
    var button, frame = cover('图片'), image = make(frame, 'img');
    image.src = link.href;
    image.alt = text(link) || (one('img', link) || {}).alt || '';
    button = make(frame, 'button', '', '关闭');
    button.type = 'button';
    frame.onclick = close;
    button.focus();
  }

  /* ---- no way out */
  function inside(link) { return link.protocol === window.location.protocol && link.host === window.location.host; }
  function clicked(event) {
    var link = event.target;
    while (link && link.nodeName !== 'A') { link = link.parentNode; }
    if (!link || !link.href) { return; }
    link.removeAttribute('target');
    if (inside(link) && /\.html?$/i.test(plain(link.href))) {
      /* With a key held down browsers would open a second window. */
      if (event.ctrlKey || event.shiftKey || event.metaKey || event.altKey) { event.preventDefault(); go(link.href); }
      return;
    }
    event.preventDefault();
    if (inside(link) && /\.(jpe?g|png|gif|webp|svg)$/i.test(plain(link.href))) { picture(link); return; }
    say(inside(link) ? '触摸屏上打不开这份文件，请用手机或电脑看，或者来查原件。' : '触摸屏上打不开这个地址。');
  }
  function guard() {
    on(doc, 'click', clicked);
    stop('auxclick contextmenu dragstart dragover drop gesturestart');
    stop('wheel', function (event) { return !event.ctrlKey; });
    stop('touchmove', function (event) { return !event.touches || event.touches.length < 2; });
    window.print = function () { return undefined; };
  }

  /* ---- back: only to pages that this window has shown */
  function trail() {
    var seen = load('trail').split('\n').filter(Boolean), here = plain(window.location.href);
    if (here === home) { seen = []; }
    if (seen[seen.length - 2] === here) { seen.pop(); } else if (seen[seen.length - 1] !== here) { seen.push(here); }
    save('trail', seen.slice(-40).join('\n'));
    return seen;
  }
  function back() {
    var seen = trail();
    if (over) { close(); } else if (seen.length > 1) { window.history.back(); } else if (plain(window.location.href) !== home) { go(home); }
  }

  /* ---- the bar at the foot of the screen */
  function page(by) { window.scrollBy(0, by * (window.innerHeight - 160)); }
  function bar() {
    var row = make(body, 'div', 'kbar');
    function button(words, act) {
      var element = make(row, 'button', '', words);
      element.type = 'button';
      element.onclick = act;
      return element;
    }
    row.setAttribute('role', 'group');
    row.setAttribute('aria-label', '翻页和返回');
    if (!first || plain(window.location.href) !== home) {
      button('返回', back);
      button('首页', function () { go(home); });
    }
    button('上翻', function () { page(-1); });
    button('下翻', function () { page(1); });
  }

  /* ---- tiles of the first page, from the columns and what the page says of each */
  var ORDER = 'finance affairs party decision due search feedback organisation corrections';
  var TOLD = { feedback: '怎样提意见，怎样答复的', organisation: '谁管哪件事，找谁', corrections: '哪里改过，为什么改' };
  function tile(list, address, name, count, words, isBad) {
    var link = make(make(list, 'li'), 'a');
    link.href = address;
    if (count) { make(link, 'i', '', count); }
    make(link, 'b', '', name);
    if (words) { make(link, 'span', isBad ? 'bad' : '', words); }
  }
  /* A title without the name of the village, which stands above it. */
  function short(title) { return title.replace(text(one('.mast .name')).replace(/三务公开.*/, ''), ''); }
  function column(list, link) {
    var key = link.getAttribute('data-key'), own = one('#' + key + '.col'), words = TOLD[key] || '', count = '', bad;
    if (own) {
      words = text(one('li time', own)) + ' ' + short(text(one('li a,li .what', own)));
      count = (/\d[\d,]* 件/.exec(text(one('.more', own))) || [''])[0];
    } else if (key === 'due') {
      bad = one('.duesum .bad');
      words = bad ? text(bad) + ' 项' : '该公开的都公开了';
      if (!one('.duesum')) { words = ''; }
    } else if (key === 'search') { words = text(one('.tofind span')) || '按拼音首字母找'; }
    tile(list, link.href, key === 'search' ? '搜索，按字母找' : text(link), count, words, !!bad);
  }
  function village(list, row) {
    var link = one('th a', row), missing = one('.main', row), time = one('time', row);
    if (!link) { return; }
    tile(list, link.href, text(link), '', one('.bad', missing) ? '未公开 ' + text(missing) : time ? '最近公开 ' + text(time) : '', !!one('.bad', missing));
  }
  function tiles() {
    var list = doc.createElement('ul'), links = all('.nav a').filter(function (link) { return link.getAttribute('data-key') !== 'home'; });
    var rank = function (link) { var at = ORDER.split(' ').indexOf(link.getAttribute('data-key')); return at < 0 ? 99 : at; };
    var villages = all('.vil tbody tr'), place = one('.row3,.home-tv') || one('.tofind') || one('main .w').firstElementChild;
    each(villages, function (row) { village(list, row); });
    each(links.sort(function (a, b) { return rank(a) - rank(b); }), function (link) { column(list, link); });
    list.className = 'tiles' + (list.children.length < 9 && list.children.length !== 5 ? ' few' : '');
    place.parentNode.insertBefore(list, place.nextSibling);
  }

  /* ---- the loop */
  var loop = null, shown = 0, turned = 0, opened = 0;
  function copy(parent, element, kind) {
    var twin = make(parent, 'p', kind);
    each(element.childNodes, function (node) { twin.appendChild(node.cloneNode(true)); });
    return twin;
  }
  function slide(stage, kicker) {
    var element = make(stage, 'section', 'slide');
    make(element, 'p', 'k', kicker);
    return element;
  }
  function headline(parent, words, isBad) { make(parent, 'p', 'h' + (isBad ? ' bad' : '') + (words.length > 22 ? ' long' : ''), words); }
  function answer(stage, section) {
    var element = slide(stage, text(one('h2', section))), sums = one('.trio', section), big = one('.big', section);
    var books = one('table.d', section);
    if (sums) { make(element, 'table', 'sums').appendChild(one('tbody', sums).cloneNode(true)); }
    /* Several books stand side by side. */
    if (books) { element.appendChild(books.cloneNode(true)).className = 'books'; }
    if (big) { headline(element, text(big), /\bbad\b/.test(big.className)); }
    each(all('p', section), function (line) { if (line !== big && !/\bgo\b/.test(line.className)) { copy(element, line, 'ln'); } });
  }
  function register(stage) {
    var sum = one('.duesum'), table = one('.strip'), next = one('.fresh .next'), element, line;
    if (!sum) { return; }
    element = slide(stage, '公开台账');
    line = copy(element, sum, 'say');
    /* The last sentence speaks of the table on the page. */
    if (line.lastChild.nodeType === 3) { line.lastChild.data = line.lastChild.data.replace(/。.*$/, '。'); }
    if (next) { copy(element, next, 'ln'); }
    if (table) { element.appendChild(table.cloneNode(true)).removeAttribute('id'); }
  }
  function day(time) {
    var parts = time.getAttribute('datetime').split('-');
    return parts[0] + '年' + +parts[1] + '月' + +parts[2] + '日';
  }
  function decision(stage) {
    var items = all('#decision li'), item, element, title;
    /* Rather a matter than a list of matters. */
    item = items.filter(function (other) { return !/台账|清单|目录/.test(text(one('a', other))); })[0] || items[0];
    title = item && one('a', item);
    if (!title) { return; }
    element = slide(stage, text(one('#decision h3')));
    headline(element, text(title));
    make(element, 'p', 'ln', day(one('time', item)) + '公开' + (one('.mark', item) ? '，' + text(one('.mark', item)) : ''));
    if (one('.sum', item)) { make(element, 'p', 'ln', text(one('.sum', item))); }
  }
  function two(parent, words, rest) {
    var line = make(parent, 'p', 'ln two');
    make(line, 'b', '', words);
    make(line, 'span', 'soft', rest);
  }
  function town(stage) {
    var lead = one('.lead'), element, rows = all('#gaps tbody tr').slice(0, 4), latest = all('main .list li').slice(0, 4);
    if (!one('.vil')) { return; }
    if (lead) { copy(slide(stage, text(one('.mast .name'))), lead, 'say'); }
    if (rows.length) {
      element = slide(stage, '应公开未公开');
      each(rows, function (row) { two(element, text(row.cells[1]), text(row.cells[0]) + '，逾期 ' + text(row.cells[3])); });
    }
    if (latest.length) {
      element = slide(stage, '最近公开');
      each(latest, function (item) {
        var place = text(one('.soft', item)), title = text(one('a', item));
        two(element, title.indexOf(place) ? title : title.slice(place.length), place + '，' + day(one('time', item)) + '公开');
      });
    }
  }
  function date() {
    var now = new Date();
    return now.getFullYear() + '年' + (now.getMonth() + 1) + '月' + now.getDate() + '日　星期' + '日一二三四五六'.charAt(now.getDay());
  }
  function show(number) {
    shown = number;
    each(all('.slide', loop), function (element, at) { element.className = 'slide' + (at === number ? ' on' : ''); });
    each(all('.dots li', loop), function (element, at) { element.className = at === number ? 'on' : ''; });
  }
  function foot(stage) {
    var element = make(loop, 'div', 'loop-foot'), phone = one('main .phone'), dots = make(element, 'ul', 'dots'), twin, start;
    dots.setAttribute('aria-hidden', 'true');
    each(stage.children, function () { make(dots, 'li'); });
    if (phone) {
      twin = phone.cloneNode(true);
      /* Names of the picture stand on the page once. */
      each(all('[id]', twin), function (named) { named.removeAttribute('id'); });
      each(all('svg', twin), function (svg) { svg.setAttribute('aria-hidden', 'true'); svg.removeAttribute('aria-labelledby'); svg.removeAttribute('role'); });
      element.appendChild(twin);
      loop.className += ' with-phone';
    }
    make(element, 'p', 'loop-fresh', text(one('.asof')) + (one('.fresh b time') ? '　最近更新 ' + text(one('.fresh b time')) : ''));
    start = make(element, 'button', 'loop-start', '点一下屏幕开始');
    start.type = 'button';
    return start;
  }
  function attract() {
    var head, stage, start;
    loop = doc.createElement('div');
    loop.className = 'loop';
    loop.setAttribute('role', 'dialog');
    loop.setAttribute('aria-label', '点一下屏幕开始');
    head = make(loop, 'div', 'loop-head');
    make(head, 'p', 'loop-name', text(one('.mast .name')));
    make(head, 'p', 'loop-date', one('.demo') ? '演示，' + text(one('.asof time')) : date());
    make(head, 'div', 'rule');
    stage = make(loop, 'div', 'stage');
    each(all('.ans'), function (section) { answer(stage, section); });
    register(stage);
    decision(stage);
    town(stage);
    while (stage.children.length > MOST) { stage.removeChild(stage.lastChild); }
    if (!stage.children.length) { loop = null; return; }
    start = foot(stage);
    usual();
    body.appendChild(loop);
    body.className += ' looping';
    turned = 0;
    opened = 0;
    show(0);
    start.focus();
    loop.onclick = leave;
  }
  function leave(event) {
    var target;
    body.removeChild(loop);
    loop = null;
    body.className = body.className.replace(/ ?\blooping\b/, '');
    /* So that a way back to this page does not begin the loop again. */
    try { window.history.replaceState(null, '', plain(window.location.href)); } catch (e) { /* then it begins again */ }
    target = one('.tiles a');
    window.scrollTo(0, 0);
    if (target && event.type === 'keydown') { target.focus(); }
  }

  /* ---- the clock: idle, countdown, the loop, and the page itself made new */
  var waited = 0;
  /* Type and contrast as the next visitor expects them: by the page's own buttons. */
  function usual() {
    var size = one('.view [data-size=""]'), contrast = one('.view [data-hc]');
    if (size && /\bt[23]\b/.test(root.className)) { size.click(); }
    if (contrast && /\bhc\b/.test(root.className)) { contrast.click(); }
    try { window.localStorage.removeItem('sanwu-read'); } catch (e) { /* storage is optional */ }
  }
  function begin() {
    usual();
    save('trail', '');
    go(home + '?kiosk');
  }
  function count() {
    var frame, number = IDLE + COUNT - waited;
    if (!over || !one('.count', over)) {
      frame = make(cover('要回到首页了'), 'div', 'in');
      frame.setAttribute('role', 'status');
      make(frame, 'p', 'count');
      make(frame, 'p', '', '秒后回到首页');
      make(frame, 'b', '', '点一下屏幕接着看');
      over.onclick = close;
    }
    one('.count', over).textContent = String(number);
  }
  function tick() {
    if (loop) {
      opened += 1;
      turned += 1;
      if (turned >= SLIDE) {
        turned = 0;
        if (opened >= RENEW) { begin(); return; }
        show((shown + 1) % all('.slide', loop).length);
      }
      return;
    }
    if (window.speechSynthesis && window.speechSynthesis.speaking) { waited = 0; }
    waited += 1;
    if (waited >= IDLE + COUNT) { waited = 0; begin(); } else if (waited >= IDLE) { count(); }
  }
  function wake() {
    waited = 0;
    if (over && one('.count', over)) { setTimeout(function () { if (waited < IDLE && over && one('.count', over)) { close(); } }, 0); }
  }

  /* ---- keys of a keyboard or a remote control; who moves with arrows gets keys.js */
  var ARROWS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0], Up: [0, -1], Down: [0, 1], Left: [-1, 0], Right: [1, 0] };
  function move(way) {
    var script;
    if (window.sanwuMove) { window.sanwuMove(way, over || loop || doc, page); return; }
    script = make(null, 'script');
    script.src = doc.getElementById('sanwu').getAttribute('data-keys');
    script.onload = function () { move(way); };
    doc.getElementsByTagName('head')[0].appendChild(script);
  }
  function isTyping(element) { return /^(INPUT|TEXTAREA)$/.test(element.nodeName); }
  function key(event) {
    var name = event.key, way = ARROWS[name], current = doc.activeElement || body, field = doc.getElementById('q');
    if (event.ctrlKey || event.altKey || event.metaKey || /^F\d+$/.test(name)) { event.preventDefault(); return; }
    if (loop) { if (name !== 'Tab' && name !== 'Shift') { event.preventDefault(); leave(event); } return; }
    if (over && one('.count', over)) { event.preventDefault(); return; }
    if (way && isTyping(current) && way[0] && current.value) { return; }
    if (way && current.nodeName === 'SELECT' && way[1]) { return; }
    if (way) { event.preventDefault(); move(way); return; }
    if (name === 'Backspace' && isTyping(current)) { return; }
    if (/^(Escape|Esc|Backspace|BrowserBack|GoBack)$/.test(name)) { event.preventDefault(); back(); return; }
    if (/^(Home|BrowserHome|GoHome)$/.test(name) && !isTyping(current)) { event.preventDefault(); go(home); return; }
    /* Letters typed anywhere on the search page go into its field. */
    if (name && name.length === 1 && name !== ' ' && field && !isTyping(current) && !over) { field.focus(); }
  }

  function start() {
    body = doc.body;
    first = !!body.getAttribute('data-first');
    if (first && /[?&]kiosk\b/.test(window.location.search)) { save('start', plain(window.location.href)); }
    home = doc.createElement('a');
    home.href = body.getAttribute('data-home');
    home = load('start') || plain(home.href);
    guard();
    trail();
    on(window, 'pageshow', function (event) { if (event.persisted) { waited = 0; trail(); } });
    bar();
    if (first) {
      body.className += ' first';
      tiles();
      if (/[?&]kiosk\b/.test(window.location.search)) { attract(); }
    }
    on(doc, 'keydown', function (event) {
      if (!/\bkeys\b/.test(root.className)) { root.className += ' keys'; }
      key(event);
    });
    on(doc, 'mousedown touchstart', function () { root.className = root.className.replace(/ ?\bkeys\b/, ''); });
    on(doc, 'click touchstart keydown wheel touchmove mousemove input', wake);
    on(window, 'scroll', wake);
    setInterval(tick, 1000);
  }

  if (doc.readyState === 'loading') { doc.addEventListener('DOMContentLoaded', start, false); } else { start(); }
}());
