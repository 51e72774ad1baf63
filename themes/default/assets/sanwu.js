/* Type size and contrast for readers; loads what a touch screen, an old page or a listener needs. Pages are complete
   without it. ECMAScript 5. */
(function () {
  'use strict';
  var root = document.documentElement, base = root.className, own = document.getElementById('sanwu');
  function load(store, key) { try { return window[store].getItem(key) || ''; } catch (e) { return ''; } }
  /* Storage is optional. */
  function save(store, key, value) { try { window[store].setItem(key, value); } catch (e) { } }
  function each(list, act) { var i; for (i = 0; i < list.length; i += 1) { act(list[i]); } }
  function given(name) { return (own && own.getAttribute('data-' + name)) || ''; }
  function add(address) {
    var isStyle = /\.css$/.test(address), element = document.createElement(isStyle ? 'link' : 'script');
    if (!address) { return; }
    if (isStyle) { element.rel = 'stylesheet'; element.href = address; } else { element.async = false; element.src = address; }
    document.head.appendChild(element);
  }

  var size = load('localStorage', 'sanwu-size'), contrast = load('localStorage', 'sanwu-hc');
  if (!/^t[23]$/.test(size)) { size = ''; }
  /* A terminal opens index.html?kiosk once; the flag lives as long as its window. */
  var asked = /[?&]kiosk\b/.test(window.location.search);
  if (asked) { save('sessionStorage', 'sanwu-kiosk', '1'); }
  var kiosk = asked || load('sessionStorage', 'sanwu-kiosk');

  function apply() {
    root.className = (base + ' js ' + size + (contrast ? ' hc' : '') + (kiosk ? ' kiosk' : '')).replace(/\s+/g, ' ');
  }
  apply();

  /* A page read on another day than that of its making counts its days on; a demonstration never does. */
  var now = new Date(), two = function (number) { return (number < 10 ? '0' : '') + number; };
  var today = now.getFullYear() + '-' + two(now.getMonth() + 1) + '-' + two(now.getDate());
  if (given('day') && (today > given('day') || (kiosk && today < given('day')))) { add(given('age')); }
  /* After it, for the slides of a touch screen tell what the page says then. */
  if (kiosk) { each(given('kiosk').split(' '), add); }

  function settings() {
    var buttons = document.querySelectorAll('.view [data-size],.view [data-hc]');
    var tokens = window.CSS && window.CSS.supports && window.CSS.supports('color', 'var(--ink)');
    function show() {
      each(buttons, function (button) {
        var isContrast = button.hasAttribute('data-hc');
        button.setAttribute('aria-pressed', isContrast ? !!contrast : button.getAttribute('data-size') === size);
        if (isContrast && !tokens) { button.setAttribute('hidden', ''); }
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

  /* Reading aloud is offered where a voice for Chinese is on the machine itself: none is asked over the network. */
  function reading() {
    var button = document.getElementById('read'), speech = window.speechSynthesis;
    if (!button || !speech || !speech.getVoices) { return; }
    function begin() { if (button.onclick === begin) { button.onclick = null; add(given('read')); } }
    function look() {
      each(speech.getVoices(), function (voice) {
        if (voice.localService && /^(zh|cmn)\b/i.test(voice.lang)) {
          button.removeAttribute('hidden');
          /* Who listened to the last page listens to this one; a touch screen begins with its loop. */
          if (load('localStorage', 'sanwu-read') && !asked) { begin(); }
        }
      });
    }
    button.onclick = begin;
    if (speech.addEventListener) { speech.addEventListener('voiceschanged', look); } else { speech.onvoiceschanged = look; }
    look();
  }

  /* Marks today's row of a week. */
  function week() {
    each(document.querySelectorAll('[data-weekday="' + (now.getDay() || 7) + '"]'), function (row) { row.className += ' today'; });
  }

  document.addEventListener('DOMContentLoaded', function () { settings(); reading(); week(); }, false);
}());
