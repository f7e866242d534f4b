/* Pictures to take along, as PNG files: sentence, what is measured, the picture, whose figures they are.

   Charts are drawn again by plotly; what the server has drawn is put on a sheet. */
(function () {
  'use strict';
  var WIDTH = 1200, EDGE = 24, SCALE = 2, HEAD = 92, FOOT = 50;
  var FONTS = '"Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif';
  var INK = '#16202b', SOFT = '#4a5764', LINE = '#d5dbe1';

  /* An image or a picture in a row at a fixed width: browsers draw none whose width is a share. */
  function loaded(picture, width) {
    return new Promise(function (resolve) {
      var copy = new Image();
      copy.onload = function () { resolve(copy); };
      copy.onerror = function () { resolve(null); };
      copy.src = picture.nodeName === 'IMG' ? picture.getAttribute('src').replace('width=%22100%25%22', 'width=%22' + width + '%22') : alone(picture, width);
    });
  }

  function alone(picture, width) {
    var copy = picture.cloneNode(true);
    copy.setAttribute('width', width);
    copy.setAttribute('font-family', FONTS);
    copy.querySelectorAll('.across path').forEach(function (line) { line.setAttribute('vector-effect', 'non-scaling-stroke'); });
    return 'data:image/svg+xml,' + encodeURIComponent(new XMLSerializer().serializeToString(copy));
  }

  function fitted(pen, text, width) {
    while (text.length > 1 && pen.measureText(text).width > width) { text = text.replace(/.…?$/, '') + '…'; }
    return text;
  }

  function font(size, weight) { return weight + ' ' + size + 'px ' + FONTS; }

  function write(pen, text, x, y, size, weight, colour, width) {
    pen.font = font(size, weight);
    pen.fillStyle = colour;
    pen.fillText(width ? fitted(pen, text, width) : text, x, y);
  }

  /* A long sentence in the lines that it takes. */
  function lines(pen, text, size) {
    var found = [''];
    pen.font = font(size, 700);
    text.split(' ').forEach(function (word) {
      var line = found[found.length - 1], longer = line ? line + ' ' + word : word;
      if (line && pen.measureText(longer).width > WIDTH - 2 * EDGE) { found.push(word); } else { found[found.length - 1] = longer; }
    });
    return found;
  }

  /* A sheet with the words of a button around what `draw(pen, y)` draws from y on, `height` pixels. */
  function sheet(button, height, draw, file) {
    var canvas = document.createElement('canvas'), pen = canvas.getContext('2d');
    var title = lines(pen, button.dataset.title, 22), y = 44;
    canvas.width = WIDTH * SCALE;
    canvas.height = (HEAD + (title.length - 1) * 28 + height + FOOT) * SCALE;
    pen.scale(SCALE, SCALE);
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, WIDTH, canvas.height / SCALE);
    title.forEach(function (line) { write(pen, line, EDGE, y, 22, 700, INK); y += 28; });
    write(pen, button.dataset.measure, EDGE, y, 14, 400, SOFT, WIDTH - 2 * EDGE);
    draw(pen, y);
    write(pen, button.dataset.origin, EDGE, canvas.height / SCALE - 22, 12, 400, SOFT, WIDTH - 2 * EDGE);
    canvas.toBlob(function (blob) { var url = URL.createObjectURL(blob); save(url, file); setTimeout(function () { URL.revokeObjectURL(url); }, 10000); });
  }

  function save(url, file) {
    var link = document.createElement('a');
    link.href = url;
    link.download = file + '.png';
    link.setAttribute('data-plain', '');
    document.body.appendChild(link);
    link.click();
    link.remove();
  }

  function saveStill(button) {
    var image = button.closest('.figure').querySelector('.still'), width = WIDTH - 2 * EDGE;
    loaded(image, width).then(function (found) {
      sheet(button, image.height + 20, function (pen, y) { pen.drawImage(found, EDGE, y + 20, width, image.height); }, button.dataset.stillPng);
    });
  }

  function saveChart(id) {
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
      save(url, meta.name || 'bild');
    });
  }

  document.addEventListener('click', function (event) {
    var chart = event.target.closest('[data-png]'), still = event.target.closest('[data-still-png]');
    if (chart) { saveChart(chart.dataset.png); } else if (still) { saveStill(still); }
  });

  window.png = { WIDTH: WIDTH, EDGE: EDGE, INK: INK, SOFT: SOFT, LINE: LINE, loaded: loaded, write: write, sheet: sheet };
})();
