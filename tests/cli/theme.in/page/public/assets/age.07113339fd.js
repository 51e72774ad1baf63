/* Counts the days of a page on, where it is read after the day of its making: what was due since and did not appear
   here is overdue by the reader's clock, and the page says whose clock that is. Loaded by sanwu.js on such a day alone,
   never on a demonstration. Without it the page reads as built. ECMAScript 5. */
(function () {
  'use strict';
  var DAY = 86400000, own = document.getElementById('sanwu'), made = own.getAttribute('data-day');
  var now = new Date(), today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
  var missed = [];

  function each(list, act) { var i; for (i = 0; i < list.length; i += 1) { act(list[i], i); } }
  function all(selector, act) { each(document.querySelectorAll(selector), act); }
  /* Days from a day to the reader's; below zero while it is still to come. */
  function since(iso) {
    var parts = iso.split('-');
    return Math.round((today - Date.UTC(+parts[0], parts[1] - 1, +parts[2])) / DAY);
  }
  function cn(date) { return date.getFullYear() + '年' + (date.getMonth() + 1) + '月' + date.getDate() + '日'; }
  function put(parent, name, text, kind) {
    var element = document.createElement(name);
    if (kind) { element.className = kind; }
    element.appendChild(document.createTextNode(text));
    parent.appendChild(element);
    return element;
  }
  /* In the text below an element: the first node that fits is changed. */
  function change(element, pattern, by) {
    var walker = document.createTreeWalker(element, 4, null, false), node = walker.nextNode();
    while (node && !pattern.test(node.data)) { node = walker.nextNode(); }
    if (node) { node.data = node.data.replace(pattern, by); }
    return !!node;
  }
  function days(element, number) { change(element, /\d[\d,]*( ?天)/, number + '$1'); }
  function dues(element) { return element.getAttribute('data-due').split(' '); }

  /* The masthead: how old the page is, and what it said would be due next. */
  function masthead() {
    all('.asof', function (line) { put(line, 'b', '，距今 ' + since(made) + ' 天', 'nb'); });
    all('.fresh .next', function (line) {
      var late = since(dues(line)[0]);
      if (late <= 0) { return; }
      line.firstElementChild.textContent = '应公开';
      put(line, 'b', '，已逾期 ' + late + ' 天', 'bad nb');
    });
  }

  /* 「逾期 66 天」「3 天前」 are counted from a day, 「还剩 2 天」「剩 38 天到期」 to one. */
  function counted(element) {
    var day = dues(element)[0], late = since(day), text = element.textContent, before = element.previousSibling;
    if (element.nodeName === 'TIME') {
      if (late > 0) { put(element.parentNode, 'b', '，已过 ' + late + ' 天', 'nb'); }
      return;
    }
    if (/未见完成|^办理中/.test(text)) {
      element.textContent = late > 0 ? '过期 ' + late + ' 天，未见完成' : late ? '办理中，还有 ' + -late + ' 天' : '今天到期，未见完成';
      return;
    }
    if (element.hasAttribute('data-soon') && (!text || /到期/.test(text))) {
      if (late > 0) { element.textContent = '已到期'; } else if (-late <= +element.getAttribute('data-soon')) {
        element.textContent = late ? '即将到期，剩 ' + -late + ' 天' : '今天到期';
      }
      return;
    }
    var left = /剩|截止/.test(text) || (before && before.nodeType === 3 && /剩 *$/.test(before.data));
    if (!left) {
      if (text === '今天') { element.textContent = late + ' 天前'; } else { days(element, late); }
    } else if (late <= 0) {
      if (!late && /公示/.test(text)) { element.textContent = '公示中，今天截止'; } else { days(element, -late); }
    } else if (/公示/.test(text)) {
      element.textContent = '公示期满';
    } else if (/到期/.test(text)) {
      element.textContent = '已到期';
    } else if (/\bmark\b/.test(element.className)) { element.textContent = '已截止'; } else { ended(element.parentNode, day, late); }
  }

  /* A posting that was hanging at the making. */
  function ended(line, day, late) {
    var heading = line.parentNode.querySelector('h2');
    line.textContent = day + ' 已截止，过了 ' + late + ' 天。';
    if (heading && heading.textContent === '正在公示') { heading.textContent = '公示期满'; }
    /* Of the others that hung then nothing is known. */
    each([].slice.call(line.parentNode.querySelectorAll('p')), function (other) {
      if (/^另有 \d+ 件正在公示。$/.test(other.textContent)) { other.parentNode.removeChild(other); }
    });
  }

  /* A row of the register: what waited at the making and is over now. */
  function grid() {
    all('.due td[data-due]', function (cell) {
      var late = since(dues(cell)[0]), row = cell.parentNode;
      if (late <= 0) { return; }
      cell.textContent = '';
      put(cell, 'span', '✖', 'x');
      put(cell, 'span', '逾期', 'nb');
      put(cell, 'span', late + ' 天', 'nb');
      cell.className += ' aged';
      missed.push((row.querySelector('th').firstChild.data || '') + '（' + cell.getAttribute('data-l') + '，逾期 ' + late + ' 天）');
    });
  }

  /* The twelve months of the home page. */
  function strip() {
    var count = 0;
    all('.strip td[data-due]', function (cell) {
      var over = 0, sign;
      each(dues(cell), function (day) { over += since(day) > 0 ? 1 : 0; });
      if (!over) { return; }
      count += over;
      cell.textContent = '';
      put(cell, 'span', cell.getAttribute('data-done') + '/' + (+cell.getAttribute('data-owed') + over), 'nb');
      cell.appendChild(document.createTextNode(' '));
      sign = put(cell, 'span', '✖', 'x');
      put(sign, 'span', '应公开未公开', 'vh');
    });
    return count;
  }

  /* Lists of what is missing and of opinions: one cell has the day, another the days. */
  function rows() {
    all('#gaps tbody tr,#opinions tbody tr', function (row) {
      var day = '', state = null;
      each(row.children, function (cell) {
        var text = cell.textContent.replace(/^\s+|\s+$/g, ''), date = /^(\d{4}-\d\d-\d\d)( 前)?$/.exec(text);
        if (date) { day = date[1]; } else if (/^(\d+ 天|逾期\d+天|待答复（.*）)$/.test(text)) { state = cell; }
      });
      if (!day || !state) { return; }
      if (/^待答复/.test(state.textContent)) {
        state.textContent = since(day) > 0 ? '逾期' + since(day) + '天' : since(day) === 0 ? '待答复（今天到期）' : '待答复（剩' + -since(day) + '天）';
      } else { days(state, since(day)); }
    });
  }

  function villages() {
    all('.vil td[data-due]', function (cell) {
      var late = since(dues(cell)[0]);
      if (late <= 0) { return; }
      cell.appendChild(document.createTextNode(' '));
      put(cell, 'b', '已逾期 ' + late + ' 天', 'bad nb');
    });
  }

  /* By whose clock, and what the page cannot know. */
  function tell(more) {
    var note = document.createElement('p'), heading = document.querySelector('main h1');
    var place = document.querySelector('main .w');
    note.className = 'aged-note';
    note.setAttribute('role', 'note');
    note.setAttribute('data-nosearch', '');
    put(note, 'b', '已自动按今天（' + cn(now) + '）更新。');
    note.appendChild(document.createTextNode('这 ' + since(made) + ' 天里新公开的，这里还看不到。'));
    if (more) { put(note, 'span', more); }
    place.insertBefore(note, heading && heading.parentNode === place ? heading.nextSibling : place.firstChild);
  }

  function age() {
    var more = '', count;
    if (since(made) < 0) {
      /* Only a touch screen asks on such a day: its own clock is behind. */
      all('.asof', function (line) { put(line, 'b', '。这台机器的日期是' + cn(now) + '，比本页还早，请管理人员校准', 'bad'); });
      return;
    }
    masthead();
    all('main [data-due]', function (element) {
      if (!/^(TD|TH)$/.test(element.nodeName)) { counted(element); }
    });
    grid();
    rows();
    villages();
    count = strip();
    if (missed.length) {
      more = '按今天算，又有 ' + missed.length + ' 项到期、这里没有见到公开：' + missed.slice(0, 6).join('、') + (missed.length > 6 ? '等' : '') + '。';
    } else if (count) { more = '按今天算，又有 ' + count + ' 项到期、这里没有见到公开。'; }
    if (document.querySelector('main [data-due],#gaps,#opinions')) { tell(more); }
  }

  if (document.readyState === 'loading') { document.addEventListener('DOMContentLoaded', age, false); } else { age(); }
}());
