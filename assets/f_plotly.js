/* Nothing is ever shared to a cloud, no mode bar, German axes: for each chart of the page. */
(function () {
  'use strict';
  var german = {
    moduleType: 'locale', name: 'de', dictionary: {},
    format: {
      days: ['Sonntag', 'Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag'],
      shortDays: ['So', 'Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa'],
      months: ['Januar', 'Februar', 'März', 'April', 'Mai', 'Juni', 'Juli', 'August', 'September', 'Oktober', 'November', 'Dezember'],
      shortMonths: ['Jan', 'Feb', 'Mär', 'Apr', 'Mai', 'Jun', 'Jul', 'Aug', 'Sep', 'Okt', 'Nov', 'Dez'],
      date: '%d.%m.%Y', decimal: ',', thousands: '.'
    }
  };
  function prepare(plotly) {
    plotly.register(german);
    plotly.setPlotConfig({ showSendToCloud: false, plotlyServerURL: '', locale: 'de', displaylogo: false, displayModeBar: false });
    return plotly;
  }
  if (window.Plotly) { prepare(window.Plotly); return; }
  /* Either bundle arrives later: prepare it the moment it is there. */
  var held;
  Object.defineProperty(window, 'Plotly', {
    configurable: true,
    get: function () { return held; },
    set: function (plotly) {
      held = plotly && plotly.register ? prepare(plotly) : plotly;
      setTimeout(function () { document.dispatchEvent(new Event('plotly')); });
    }
  });
})();
