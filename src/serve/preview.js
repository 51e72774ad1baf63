(function () {
  'use strict';
  if (!window.EventSource) { return; }
  var seen = null;
  var box = null;

  function add(parent, tag, text, name) {
    var element = document.createElement(tag);
    if (text) { element.appendChild(document.createTextNode(text)); }
    if (name) { element.className = name; }
    parent.appendChild(element);
    return element;
  }

  function show(state) {
    if (box) { box.parentNode.removeChild(box); box = null; }
    if (!state.errors && !state.warnings && !state.trouble) { return; }
    box = document.createElement('details');
    box.id = 'sanwu-preview';
    box.lang = 'zh-CN';
    box.open = state.errors > 0 || !!state.trouble;
    var summary = state.trouble ? '没有生成，显示的是上次的网页' : state.errors + ' 个错误，' + state.warnings + ' 个警告';
    if (state.errors && !state.trouble) { summary += '；有错误的村显示的是上次的网页'; }
    add(box, 'summary', summary);
    if (state.trouble) { add(box, 'pre', state.trouble); }
    var list = add(box, 'ol');
    state.findings.forEach(function (finding) {
      var item = add(list, 'li', '', finding.level);
      add(item, 'strong', finding.code + ' ' + finding.message);
      add(item, 'span', finding.file + ' 第 ' + finding.line + ' 行');
      if (finding.help) { add(item, 'em', '改法: ' + finding.help); }
    });
    if (state.errors + state.warnings > state.findings.length) { add(box, 'p', '其余的见运行 sanwu 的窗口'); }
    document.body.appendChild(box);
  }

  var source = new EventSource('/.sanwu/events');
  source.onmessage = function (event) {
    var state = JSON.parse(event.data);
    if (seen !== null && seen !== state.version) { location.reload(); return; }
    seen = state.version;
    show(state);
  };
}());
