/* Moving from control to control with the arrow keys of a keyboard or a remote control. Loaded by kiosk.js at the first
   of them. ECMAScript 5. */
(function () {
  'use strict';
  var doc = document;

  function controls(within) {
    return [].slice.call(within.querySelectorAll('a[href],button,input,select,textarea')).filter(function (element) {
      var style = window.getComputedStyle(element);
      return !element.disabled && element.getClientRects().length > 0 && style.visibility !== 'hidden' && element.className !== 'skip';
    });
  }
  function isFixed(element) { return /\bkbar\b/.test(element.parentNode.className); }
  function middle(box) { return [(box.left + box.right) / 2, (box.top + box.bottom) / 2]; }
  /* How far a box lies in a direction: the gap between edges first, then how far aside. None where it lies elsewhere. */
  function distance(from, to, way) {
    var a = middle(from), b = middle(to), ahead, aside;
    if (way[0]) {
      ahead = way[0] > 0 ? to.left - from.right : from.left - to.right;
      aside = Math.max(0, to.top - from.bottom, from.top - to.bottom);
      if ((b[0] - a[0]) * way[0] <= 2 || aside > 0) { return Infinity; }
      return Math.max(0, ahead) + 2 * Math.abs(b[1] - a[1]);
    }
    ahead = way[1] > 0 ? to.top - from.bottom : from.top - to.bottom;
    if (ahead < -Math.min(from.bottom - from.top, to.bottom - to.top) / 2) { return Infinity; }
    if ((b[1] - a[1]) * way[1] <= 2) { return Infinity; }
    aside = Math.max(0, to.left - from.right, from.left - to.right);
    return Math.max(0, ahead) + 2 * aside + Math.abs(b[0] - a[0]) / 8;
  }
  function nearest(current, list, way) {
    var best = null, least = Infinity, from = current.getBoundingClientRect();
    list.forEach(function (element) {
      var far;
      if (element === current) { return; }
      far = distance(from, element.getBoundingClientRect(), way);
      if (far < least) { least = far; best = element; }
    });
    return best;
  }
  function sees(element) {
    var box = element.getBoundingClientRect();
    return box.bottom > 0 && box.top < window.innerHeight - 80;
  }
  function focus(element) {
    var box = element.getBoundingClientRect(), foot = window.innerHeight - 120;
    element.focus();
    if (!isFixed(element) && (box.top < 20 || box.bottom > foot)) { window.scrollTo(0, Math.max(0, window.pageYOffset + (box.top + box.bottom) / 2 - window.innerHeight / 2)); }
  }
  /* Where nothing lies in a direction, the next or the one before in reading order is taken, so that no control is out of
     reach; a long text between two controls is read first. */
  window.sanwuMove = function (way, within, page) {
    var list = controls(within), current = doc.activeElement, at = list.indexOf(current), forward = way[0] + way[1] > 0;
    var flow = list.filter(function (element) { return !isFixed(element); }), target, before = window.pageYOffset;
    if (at < 0 || (!isFixed(current) && !sees(current))) {
      target = (way[1] < 0 ? flow.filter(sees).reverse() : flow.filter(sees))[0];
      if (!target && way[1]) { page(way[1] * 0.7); target = window.pageYOffset === before ? flow[forward ? 0 : flow.length - 1] || list[0] : null; }
      if (target) { focus(target); }
      return;
    }
    if (isFixed(current)) {
      target = way[0] ? list[at + way[0]] : way[1] < 0 ? flow.filter(sees).pop() || flow[flow.length - 1] : null;
      if (target) { focus(target); }
      return;
    }
    target = nearest(current, flow, way) || flow[flow.indexOf(current) + (forward ? 1 : -1)];
    if (way[1] && (!target || !sees(target))) {
      page(way[1] * 0.6);
      if (window.pageYOffset !== before && !(target && sees(target))) { return; }
    }
    if (!target && forward) { target = list.filter(isFixed)[0]; }
    if (target) { focus(target); }
  };
}());
