/* Type size and contrast for readers, the return to the first page on a touch screen. Pages are complete without it. ECMAScript 5. */
(function () {
  'use strict';
  var root = document.documentElement, base = root.className;
  function load(store, key) { try { return window[store].getItem(key) || ''; } catch (e) { return ''; } }
  function save(store, key, value) { try { window[store].setItem(key, value); } catch (e) { /* storage is optional */ } }
  function each(list, act) { var i; for (i = 0; i < list.length; i += 1) { act(list[i]); } }

  var size = load('localStorage', 'sanwu-size'), contrast = load('localStorage', 'sanwu-hc');
  if (size !== 't2' && size !== 't3') { size = ''; }
  /* A terminal opens index.html?kiosk once; the flag lives as long as its window. */
  if (/[?&]kiosk\b/.test(window.location.search)) { save('sessionStorage', 'sanwu-kiosk', '1'); }
  var kiosk = load('sessionStorage', 'sanwu-kiosk') || /[?&]kiosk\b/.test(window.location.search);

  function apply() {
    root.className = (base + ' js ' + size + (contrast ? ' hc' : '') + (kiosk ? ' kiosk' : '')).replace(/\s+/g, ' ');
  }
  apply();

  function settings() {
    var buttons = document.querySelectorAll('.view button');
    var tokens = window.CSS && window.CSS.supports && window.CSS.supports('color', 'var(--ink)');
    function show() {
      each(buttons, function (button) {
        var chosen = button.hasAttribute('data-hc') ? !!contrast : button.getAttribute('data-size') === size;
        button.setAttribute('aria-pressed', chosen ? 'true' : 'false');
        if (button.hasAttribute('data-hc') && !tokens) { button.setAttribute('hidden', ''); }
      });
    }
    each(buttons, function (button) {
      button.onclick = function () {
        if (button.hasAttribute('data-hc')) {
          contrast = contrast ? '' : '1';
          save('localStorage', 'sanwu-hc', contrast);
        } else {
          size = button.getAttribute('data-size');
          save('localStorage', 'sanwu-size', size);
        }
        apply();
        show();
      };
    });
    show();
  }

  /* After 60 seconds without a touch a notice counts ten seconds down; any touch cancels it. */
  function idle() {
    var home = document.body.getAttribute('data-home'), waited = 0, notice = null;
    if (!kiosk || !home) { return; }
    function wake() {
      waited = 0;
      if (notice) { notice.parentNode.removeChild(notice); notice = null; }
    }
    function tick() {
      waited += 1;
      if (waited < 60) { return; }
      if (waited >= 70) {
        wake();
        size = '';
        contrast = '';
        save('localStorage', 'sanwu-size', '');
        save('localStorage', 'sanwu-hc', '');
        window.location.href = home;
        return;
      }
      if (!notice) {
        notice = document.createElement('p');
        notice.className = 'idle';
        notice.setAttribute('role', 'status');
        document.body.appendChild(notice);
      }
      notice.textContent = (70 - waited) + ' 秒后回到首页，点一下屏幕继续看';
    }
    each(['click', 'touchstart', 'keydown', 'scroll'], function (kind) { document.addEventListener(kind, wake, false); });
    document.addEventListener('contextmenu', function (event) { event.preventDefault(); }, false);
    setInterval(tick, 1000);
  }

  /* Today's row of a week, last days over. */
  function days() {
    var now = new Date();
    each(document.querySelectorAll('tr[data-weekday],time[data-due]'), function (at) {
      var due = at.getAttribute('data-due');
      if (due ? now - new Date(due) > 864e5 : at.getAttribute('data-weekday') % 7 === now.getDay()) {
        at.className += due ? ' past' : ' today';
      }
    });
  }

  document.addEventListener('DOMContentLoaded', function () { settings(); idle(); days(); }, false);
}());
