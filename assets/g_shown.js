/* Puts the page that a step brought in place of the one that is shown, and touches only what differs.

   What people are in the middle of stays: the field that has the focus, what they opened, charts already drawn. */
(function () {
  'use strict';
  var HELD = '.graph, details, input, select', FOLDED = 'details > script', REST = 1000;
  /* Whether the server gave a part open; what people did to it since is theirs. */
  var openAsGiven = new WeakMap(), resting;

  /* What stands behind closed words comes as text: it is made when it is opened or printed, or the page has come to rest. */
  function unfold(within) {
    within.querySelectorAll(FOLDED).forEach(function (text) { text.outerHTML = text.textContent; });
  }

  function holds(element) {
    return element.matches(HELD) || element.querySelector(HELD) || element.contains(document.activeElement);
  }

  function alike(one, other) {
    if (one.nodeName !== other.nodeName) { return false; }
    return one.nodeType !== Node.ELEMENT_NODE || (one.id === other.id && (one.id !== '' || one.className === other.className));
  }

  function take(element, name, value) {
    if (name === 'open') { return; }
    if (value === null) { element.removeAttribute(name); } else { element.setAttribute(name, value); }
    if (name === 'value' && element.nodeName === 'INPUT') { element.value = value || ''; }
  }

  function attributes(old, now) {
    Array.from(old.attributes).forEach(function (a) { if (!now.hasAttribute(a.name) && a.name !== 'style') { take(old, a.name, null); } });
    Array.from(now.attributes).forEach(function (a) { if (old.getAttribute(a.name) !== a.value) { take(old, a.name, a.value); } });
    if (old.nodeName === 'DETAILS' && openAsGiven.get(old) !== now.open) {
      openAsGiven.set(old, now.open);
      old.open = now.open;
    }
  }

  function become(old, now) {
    attributes(old, now);
    if (old.open) { unfold(now); }
    if (old.classList.contains('graph')) { old.querySelector('script').textContent = now.querySelector('script').textContent; return; }
    children(old, now);
    if (old.nodeName === 'SELECT') { old.value = (old.querySelector('[selected]') || old.options[0]).value; }
  }

  function replace(old, now) {
    if (old.isEqualNode(now)) { return; }
    if (old.nodeType === Node.ELEMENT_NODE && holds(old)) { become(old, now); } else { old.replaceWith(now); }
  }

  function next(from, now) {
    while (from && !alike(from, now)) { from = from.nextSibling; }
    return from;
  }

  function children(parent, now) {
    var at = parent.firstChild;
    Array.from(now.childNodes).forEach(function (child) {
      var found = next(at, child);
      if (!found) { parent.insertBefore(child, at); return; }
      while (at !== found) { var gone = at; at = at.nextSibling; gone.remove(); }
      at = at.nextSibling;
      replace(found, child);
    });
    while (at) { var left = at; at = at.nextSibling; left.remove(); }
  }

  function remember(shown) {
    shown.querySelectorAll('details').forEach(function (part) {
      if (!openAsGiven.has(part)) { openAsGiven.set(part, part.open); }
    });
  }

  /* `samePage`: only what differs is touched; another page replaces all. */
  window.shown = function (text, samePage) {
    var shown = document.getElementById('shown'), template = document.createElement('template');
    template.innerHTML = text;
    if (samePage) { children(shown, template.content); } else { shown.replaceChildren(template.content); }
    remember(shown);
    clearTimeout(resting);
    resting = setTimeout(function () { unfold(shown); }, REST);
    window.charts.draw(!samePage);
  };

  document.addEventListener('click', function (event) {
    var words = event.target.closest('summary');
    if (words) { unfold(words.parentNode); }
  }, true);
  window.addEventListener('beforeprint', function () { unfold(document); });
  remember(document.getElementById('shown'));
})();
