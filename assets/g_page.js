/* The wiring of a page: links without reloading, filters and key date into the address, title, focus, pictures. */
(function () {
  'use strict';

  /* The address last asked for, which the page follows; `called` once it stands in the bar. */
  var wanted = new URL(location.href), called = true, standing = wanted, leaving = false;

  /* Before the components stand, a link is an ordinary link. */
  function go(url) {
    if (!document.getElementById('asked')) { location.assign(url.href); return; }
    ask(url, false);
  }

  function ask(url, isCalled) {
    wanted = url;
    called = isCalled;
    leaving = false;
    window.dash_clientside.set_props('asked', { value: page(url) });
  }

  /* What differs in the hash alone is a place on the same page. */
  function page(url) { return url.pathname + url.search; }

  /* What no step brings, the browser asks for by itself, or says why it cannot; who is leaving is not called back. */
  window.addEventListener('beforeunload', function () { leaving = true; });
  document.addEventListener('unanswered', function () {
    if (!leaving && page(wanted) !== page(standing)) { location.assign(wanted.href); }
  });

  window.addEventListener('popstate', function () {
    var here = new URL(location.href);
    if (page(here) !== page(wanted)) { ask(here, true); } else { wanted = here; }
  });

  function withParameter(url, name, value) {
    if (value) { url.searchParams.set(name, value); } else { url.searchParams.delete(name); }
    return url;
  }

  document.addEventListener('click', function (event) {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) { return; }
    var link = event.target.closest('a[href]');
    if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) { return; }
    if (link.getAttribute('href').charAt(0) === '#' || link.hasAttribute('data-plain')) { return; }
    event.preventDefault();
    go(new URL(link.href));
  });

  document.addEventListener('change', function (event) {
    var holder = event.target.closest('[data-filter]');
    if (!holder) { return; }
    var url = withParameter(new URL(wanted), holder.getAttribute('data-filter'), event.target.value === '*' ? '' : event.target.value);
    go(withParameter(url, 'seite', ''));
  });

  document.addEventListener('submit', function (event) {
    var form = event.target.closest('form[data-search]');
    if (!form) { return; }
    event.preventDefault();
    var url = new URL(form.action);
    new FormData(form).forEach(function (value, name) { withParameter(url, name, value.trim()); });
    go(url);
  });

  function keyDate() {
    var url = new URL(wanted);
    document.querySelectorAll('[data-keydate] input').forEach(function (input) {
      withParameter(url, input.closest('[data-keydate]').getAttribute('data-keydate'), input.value);
    });
    go(url);
  }
  document.addEventListener('click', function (event) { if (event.target.closest('[data-show-keydate]')) { keyDate(); } });
  document.addEventListener('keydown', function (event) {
    if (event.key === 'Enter' && event.target.closest('[data-keydate]')) { event.preventDefault(); keyDate(); }
  });

  /* After going to another page the reader stands at its heading; after a filter, and going back, where they were. */
  function arrived(step) {
    var url = wanted, push = !called, samePage = url.pathname === standing.pathname;
    var why = document.getElementById('why'), left = window.scrollY;
    called = true;
    standing = url;
    if (why) { why.close(); }
    window.shown(step.html, samePage);
    if (!samePage) { begin(document.getElementById(url.hash.slice(1)), push ? 0 : (history.state || {}).top || 0); }
    painted(function () { call(url, push, step.title, left); });
  }

  /* What the renderer asked for and was answered; the answer to a choice that another one followed is not shown. */
  window.stepped = function (asked, answer) {
    if (asked.inputs[0].value === page(wanted)) { arrived(answer.page.data); }
  };

  function begin(place, top) {
    var heading = document.querySelector('main h1');
    if (heading) { heading.focus({ preventScroll: true }); }
    if (place) { place.scrollIntoView({ behavior: 'instant' }); } else { window.scrollTo({ top: top, behavior: 'instant' }); }
  }

  function painted(then) { requestAnimationFrame(function () { setTimeout(then); }); }

  /* The address follows the page, as where a browser loads one: a new one costs the browser longer than the page. */
  function call(url, push, title, left) {
    if (push && url.href !== location.href) {
      history.replaceState({ top: left }, '');
      history.pushState(null, '', url);
    }
    document.title = title;
  }

  /* Paper is narrower than the window: charts are drawn for it, and afterwards for the window again. */
  var PAPER_WIDTH = 680;
  function redraw(width) {
    document.querySelectorAll('.picture .js-plotly-plot').forEach(function (graph) {
      window.Plotly.relayout(graph, width ? { width: width, autosize: false } : { width: null, autosize: true });
    });
  }
  window.addEventListener('beforeprint', function () { window.charts.drawAll(); redraw(PAPER_WIDTH); });
  window.addEventListener('afterprint', function () { redraw(null); });
})();
