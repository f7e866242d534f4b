/* The wiring of a page: links without reloading, filters and key date into the address, title, focus, pictures. */
(function () {
  'use strict';

  /* The address last asked for, which the page follows; `called` once it stands in the bar. */
  var wanted = new URL(location.href), called = true, standing = wanted, leaving = false;
  var STEPS = new URL('../_dash-update-component', document.currentScript.src);

  function go(url) { ask(url, false); }

  function ask(url, isCalled) {
    wanted = url;
    called = isCalled;
    leaving = false;
    answerOf(page(url)).then(arrived.bind(null, url), unanswered.bind(null, url));
  }

  /* Puts to the callback what the renderer would, which asks a frame and two turns of its queue later. */
  function answerOf(asked) {
    var question = {
      output: 'page.data', outputs: { id: 'page', property: 'data' },
      inputs: [{ id: 'asked', property: 'value', value: asked }], changedPropIds: ['asked.value']
    };
    var sent = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(question) };
    return fetch(STEPS, sent).then(function (answer) {
      if (!answer.ok) { throw answer; }
      return answer.json();
    }).then(function (body) { return body.response.page.data; });
  }

  /* What differs in the hash alone is a place on the same page. */
  function page(url) { return url.pathname + url.search; }

  /* Another choice may have followed meanwhile. */
  function isWanted(url) { return page(url) === page(wanted); }

  /* What no step brings, the browser asks for by itself, or says why it cannot; who is leaving is not called back. */
  window.addEventListener('beforeunload', function () { leaving = true; });
  function unanswered(url) {
    if (!leaving && isWanted(url) && page(url) !== page(standing)) { location.assign(wanted.href); }
  }

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
  function arrived(asked, step) {
    if (!isWanted(asked)) { return; }
    var url = wanted, push = !called, samePage = url.pathname === standing.pathname;
    var why = document.getElementById('why'), left = window.scrollY;
    called = true;
    standing = url;
    if (why) { why.close(); }
    window.shown(step.html, samePage, function () { call(url, push, step.title, left); });
    if (!samePage) { begin(document.getElementById(url.hash.slice(1)), push ? 0 : (history.state || {}).top || 0); }
  }

  function begin(place, top) {
    /* Whoever comes back to a place in a list needs all rows above it in their true height. */
    document.getElementById('shown').classList.toggle('whole', top > 0);
    var heading = document.querySelector('main h1');
    if (heading) { heading.focus({ preventScroll: true }); }
    if (place) { place.scrollIntoView({ behavior: 'instant' }); } else { window.scrollTo({ top: top, behavior: 'instant' }); }
  }

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
