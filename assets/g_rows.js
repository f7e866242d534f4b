/* Timelines in table rows as one picture to take along: sentence, key, a line each row, whose figures they are. */
(function () {
  'use strict';
  var png = window.png, write = png.write, WIDTH = png.WIDTH, EDGE = png.EDGE;
  var NAME = 170, AXIS = 600, AXIS_WIDTH = 420, LATE = 1040, ROW = 44, KEY = 98;

  function words(element) { return element ? element.textContent.replace(/\s+/g, ' ').trim() : ''; }

  function drawKey(pen, signs, y) {
    var x = EDGE;
    signs.forEach(function (sign) {
      if (sign.image) { pen.drawImage(sign.image, x, y - 11, 22, 14); }
      write(pen, sign.text, x + 27, y, 13, 400, png.SOFT);
      x += 27 + pen.measureText(sign.text).width + 24;
    });
  }

  function drawRow(pen, row, y) {
    var cells = row.cells;
    write(pen, words(cells[0]), EDGE, y + 27, 14, 400, png.INK, NAME - EDGE - 12);
    write(pen, words(cells[1].querySelector('b')), NAME, y + 27, 14, 700, png.INK, AXIS - NAME - 16);
    if (row.image) { pen.drawImage(row.image, AXIS, y + 6, AXIS_WIDTH, 32); }
    else { write(pen, words(cells[2]), AXIS, y + 27, 14, 400, png.SOFT, AXIS_WIDTH); }
    var late = row.closest('table').tHead.querySelector('.number') && row.querySelector('td.number');
    if (late) { write(pen, words(late.firstElementChild || late), LATE, y + 27, 14, 400, png.INK, WIDTH - LATE - EDGE); }
    pen.fillStyle = png.LINE;
    pen.fillRect(EDGE, y + ROW - 1, WIDTH - 2 * EDGE, 1);
  }

  function draw(button, head, signs, rows) {
    png.sheet(button, KEY + rows.length * ROW, function (pen, y) {
      drawKey(pen, signs, y + 30);
      if (head) { pen.drawImage(head, AXIS, y + 46, AXIS_WIDTH, 18); }
      pen.fillStyle = png.INK;
      pen.fillRect(EDGE, y + 68, WIDTH - 2 * EDGE, 1.5);
      rows.forEach(function (row, place) { drawRow(pen, row, y + 70 + place * ROW); });
    }, button.dataset.rowsPng);
  }

  document.addEventListener('click', function (event) {
    var button = event.target.closest('[data-rows-png]');
    if (!button) { return; }
    var section = button.closest('section'), rows = Array.from(section.querySelectorAll('.rows tbody tr'));
    var heading = section.querySelector('.rows th.axis svg'), signs = Array.from(section.querySelectorAll('.key > span'));
    Promise.all([
      png.loaded(heading, AXIS_WIDTH),
      Promise.all(signs.map(function (sign) {
        return png.loaded(sign.querySelector('svg'), 22).then(function (image) { return { image: image, text: words(sign) }; });
      })),
      Promise.all(rows.map(function (row) {
        var image = row.querySelector('td.axis svg');
        if (!image) { row.image = null; return row; }
        return png.loaded(image, AXIS_WIDTH).then(function (found) { row.image = found; return row; });
      }))
    ]).then(function (found) { draw(button, found[0], found[1], found[2]); });
  });
})();
