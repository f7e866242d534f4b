/* The wiring of a page: links without reloading, filters and key date into the address, title, focus, pictures. */
(function () {
  'use strict';

  /* Before the components stand, a link is an ordinary link. */
  function go(url) {
    if (!document.getElementById('arrived')) { location.assign(url.href); return; }
    window.dash_clientside.set_props('url', { pathname: url.pathname, search: url.search, hash: url.hash });
  }

  function withParameter(url, name, value) {
    if (value) { url.searchParams.set(name, value); } else { url.searchParams.delete(name); }
    return url;
  }

  document.addEventListener('click', function (event) {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) { return; }
    var png = event.target.closest('[data-png]');
    if (png) { savePicture(png.getAttribute('data-png')); return; }
    var link = event.target.closest('a[href]');
    if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) { return; }
    if (link.getAttribute('href').charAt(0) === '#' || link.hasAttribute('data-plain')) { return; }
    event.preventDefault();
    go(new URL(link.href));
  });

  document.addEventListener('change', function (event) {
    var holder = event.target.closest('[data-filter]');
    if (holder) { go(withParameter(new URL(location.href), holder.getAttribute('data-filter'), event.target.value === '*' ? '' : event.target.value)); }
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
    var url = new URL(location.href);
    document.querySelectorAll('[data-keydate] input').forEach(function (input) {
      withParameter(url, input.closest('[data-keydate]').getAttribute('data-keydate'), input.value);
    });
    go(url);
  }
  document.addEventListener('click', function (event) { if (event.target.closest('[data-show-keydate]')) { keyDate(); } });
  document.addEventListener('keydown', function (event) {
    if (event.key === 'Enter' && event.target.closest('[data-keydate]')) { event.preventDefault(); keyDate(); }
  });

  /* After going to another page the reader stands at its heading; after a filter, where they were. */
  var shown = location.pathname;
  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    page: {
      arrived: function (step) {
        document.title = step.title;
        var samePage = location.pathname === shown;
        window.shown(step.html, samePage);
        if (!samePage) {
          shown = location.pathname;
          window.scrollTo(0, 0);
          var heading = document.querySelector('main h1');
          if (heading) { heading.focus(); }
        }
        return window.dash_clientside.no_update;
      }
    }
  });

  /* Paper is narrower than the window: charts are drawn for it, and afterwards for the window again. */
  var PAPER_WIDTH = 680;
  function redraw(width) {
    document.querySelectorAll('.picture .js-plotly-plot').forEach(function (graph) {
      window.Plotly.relayout(graph, width ? { width: width, autosize: false } : { width: null, autosize: true });
    });
  }
  window.addEventListener('beforeprint', function () { window.charts.drawAll(); redraw(PAPER_WIDTH); });
  window.addEventListener('afterprint', function () { redraw(null); });

  /* The picture to take along carries sentence, measure, day and source. */
  function savePicture(id) {
    var graph = document.querySelector('#' + CSS.escape(id) + ' .js-plotly-plot');
    if (!graph) { return; }
    var meta = graph.layout.meta || {};
    var margin = Object.assign({}, graph.layout.margin, { t: (graph.layout.margin.t || 0) + 90, b: (graph.layout.margin.b || 0) + 40 });
    var lines = [[meta.title || '', 20, -76, 700], [meta.measure || '', 14, -48, 400]];
    var notes = lines.map(function (line) {
      return { text: line[0], font: { size: line[1], color: '#16202b', weight: line[3] }, xref: 'paper', yref: 'paper', x: 0, y: 1, xanchor: 'left',
        yanchor: 'bottom', yshift: -line[2] - 10 + Math.max(0, (graph.layout.margin.t || 0) - 34), showarrow: false, align: 'left' };
    });
    notes.push({ text: meta.origin || '', font: { size: 12, color: '#4a5764' }, xref: 'paper', yref: 'paper', x: 0, y: 0, xanchor: 'left',
      yanchor: 'top', yshift: -(graph.layout.margin.b || 0), showarrow: false, align: 'left' });
    var layout = Object.assign({}, graph.layout, { margin: margin, annotations: (graph.layout.annotations || []).concat(notes) });
    var height = graph.clientHeight + 130;
    window.Plotly.toImage({ data: graph.data, layout: layout }, { format: 'png', width: 1200, height: height, scale: 2 }).then(function (url) {
      var link = document.createElement('a');
      link.href = url;
      link.download = (meta.name || 'bild') + '.png';
      link.setAttribute('data-plain', '');
      document.body.appendChild(link);
      link.click();
      link.remove();
    });
  }
})();
