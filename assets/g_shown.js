/* Puts the page that a step brought in place of the one that is shown, and touches only what differs.

   What people are in the middle of stays: the field that has the focus, what they opened, charts already drawn.
   What stands in the window is painted first; what lies below it follows at once. */
(function () {
  'use strict';
  var HELD = '.graph, details, input, select, tbody', REST = 1000;
  /* What came as text is made when it is needed: behind closed words when they are opened or printed, or the page has
     come to rest; later rows of a table when those before them are painted. */
  var FOLDED = 'details > script', ROWS = 'tbody > script';
  /* Windows from the top of this one within which something counts as in sight. */
  var NEAR = 1.1;
  /* What begins below the window, and what is left to do there; `later` is null while nothing may wait. */
  var below = new Set(), later = null;
  /* Whether the server gave a part open; what people did to it since is theirs. */
  var openAsGiven = new WeakMap(), resting;

  function unfold(within, folded) {
    within.querySelectorAll(folded).forEach(function (text) { text.outerHTML = text.textContent; });
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
    if (old.open) { unfold(now, FOLDED); }
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

  function children(parent, now) { put(parent, parent.firstChild, Array.from(now.childNodes)); }

  /* These nodes in place of what stands in `parent` from `at` on. */
  function put(parent, at, nodes) {
    for (var place = 0; place < nodes.length; place += 1) {
      if (mayWait(at, nodes[place])) { later.push([parent, at, nodes.slice(place)]); return; }
      var found = next(at, nodes[place]);
      if (!found) { parent.insertBefore(nodes[place], at); continue; }
      while (at !== found) { var gone = at; at = at.nextSibling; gone.remove(); }
      at = at.nextSibling;
      replace(found, nodes[place]);
    }
    while (at) { var left = at; at = at.nextSibling; left.remove(); }
  }

  function mayWait(at, node) { return later && (below.has(at) || node.nodeName === 'SCRIPT'); }

  /* Asked before anything changes, when the page is laid out already. What is near may move into the window. */
  function belowTheWindow(shown) {
    return new Set(Array.from(shown.querySelectorAll('section, tbody > tr')).filter(function (part) {
      return part.getBoundingClientRect().top > NEAR * window.innerHeight;
    }));
  }

  function putInSight(shown, now) {
    below = belowTheWindow(shown);
    later = [];
    children(shown, now);
  }

  /* A step that comes before this is done compares with what stands by then. */
  function putTheRest(shown) {
    var waiting = later || [];
    later = null;
    waiting.forEach(function (one) { put.apply(null, one); });
    unfold(shown, ROWS);
  }

  function putAll(shown, now) {
    unfold(now, ROWS);
    shown.replaceChildren(now);
  }

  function painted(then) { requestAnimationFrame(function () { setTimeout(then); }); }

  function remember(shown) {
    shown.querySelectorAll('details').forEach(function (part) {
      if (!openAsGiven.has(part)) { openAsGiven.set(part, part.open); }
    });
  }

  /* `samePage`: only what differs is touched; another page replaces all. `then` follows when all of it stands. */
  window.shown = function (text, samePage, then) {
    var shown = document.getElementById('shown'), template = document.createElement('template');
    template.innerHTML = text;
    clearTimeout(resting);
    later = null;
    if (samePage) { putInSight(shown, template.content); } else { putAll(shown, template.content); }
    window.charts.draw(!samePage);
    painted(function () {
      putTheRest(shown);
      remember(shown);
      resting = setTimeout(function () { unfold(shown, FOLDED); }, REST);
      then();
    });
  };

  document.addEventListener('click', function (event) {
    var words = event.target.closest('summary');
    if (words) { unfold(words.parentNode, FOLDED); }
  }, true);
  window.addEventListener('beforeprint', function () { unfold(document, FOLDED); });
  remember(document.getElementById('shown'));
})();
