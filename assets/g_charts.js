/* Charts: each stands in the page as data and is drawn from them; what stays the same is not drawn again.

   When the page opens all charts are drawn, those in sight first. After a step a chart out of sight waits until it
   is seen or the page has come to rest, so that nobody waits for what nobody sees; paper shows all of them. */
(function () {
  'use strict';
  var SHIPPED = new URL('../_dash-component-suites/plotly/package_data/plotly.min.js', document.currentScript.src);
  var REST = 1000;
  var drawn = new WeakMap(), resting;

  function draw(graph) {
    var text = graph.querySelector('script').textContent;
    if (drawn.get(graph) === text) { return; }
    drawn.set(graph, text);
    var chart = JSON.parse(text);
    var layout = Object.assign({}, chart.layout, { autosize: true });
    delete layout.height;
    var plot = graph.querySelector('.js-plotly-plot') || graph.appendChild(document.createElement('div'));
    plot.style.height = '100%';
    window.Plotly.react(plot, chart.data, layout, Object.assign({ responsive: true }, chart.config));
  }

  function all() { return Array.from(document.querySelectorAll('#shown .graph')); }

  /* Before it is drawn, so that nothing moves when it comes, and a place further down is where it will be. */
  function makeRoom(graph) { graph.style.height = graph.dataset.height + 'px'; }

  function inSight(graph) {
    var box = graph.getBoundingClientRect();
    return box.top < window.innerHeight && box.bottom > 0;
  }

  /* One after the other, so that the page can be used meanwhile. */
  function drawInTurn(graphs) {
    var graph = graphs.shift();
    if (!graph) { return; }
    if (graph.isConnected) { draw(graph); }
    setTimeout(function () { drawInTurn(graphs); });
  }

  var sight = new IntersectionObserver(function (entries) {
    entries.forEach(function (entry) {
      if (entry.isIntersecting) { sight.unobserve(entry.target); draw(entry.target); }
    });
  });

  /* To ask for boxes here would lay the page out before it is painted: the observer knows them after. */
  function drawSeen(graphs) {
    clearTimeout(resting);
    sight.disconnect();
    graphs.forEach(function (graph) { sight.observe(graph); });
    resting = setTimeout(function () { drawInTurn(graphs); }, REST);
  }

  /* The bundle that ships with the components is fetched only where the smaller one is not there. */
  function fetchShipped() {
    if (window.Plotly || !all().length || document.getElementById('shipped')) { return; }
    var script = document.createElement('script');
    script.id = 'shipped';
    script.src = SHIPPED.href;
    document.head.appendChild(script);
  }

  window.charts = {
    /* Those whose data changed; `first`: also those out of sight, for a page that has just come. */
    draw: function (first) {
      var graphs = all();
      graphs.forEach(makeRoom);
      if (!window.Plotly) { fetchShipped(); return; }
      if (first) { drawInTurn(graphs.filter(inSight).concat(graphs)); } else { drawSeen(graphs); }
    },
    drawAll: function () { if (window.Plotly) { all().forEach(draw); } }
  };
  document.addEventListener('plotly', function () { window.charts.draw(true); });
  document.addEventListener('DOMContentLoaded', fetchShipped);
})();
