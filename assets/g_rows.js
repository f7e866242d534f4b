/* Timelines in table rows as one picture to take along: sentence, key, a line each row, whose figures they are. */
(function () {
  'use strict';
  var WIDTH = 1200, EDGE = 24, NAME = 170, AXIS = 600, AXIS_WIDTH = 420, LATE = 1040, ROW = 44, SCALE = 2;
  var INK = '#16202b', SOFT = '#4a5764', LINE = '#d5dbe1';

  /* The image of a cell at a fixed width: browsers draw none whose width is a share. */
  function loaded(image, width) {
    return new Promise(function (resolve) {
      var copy = new Image();
      copy.onload = function () { resolve(copy); };
      copy.onerror = function () { resolve(null); };
      copy.src = image.getAttribute('src').replace('width=%22100%25%22', 'width=%22' + width + '%22');
    });
  }

  function words(element) { return element ? element.textContent.replace(/\s+/g, ' ').trim() : ''; }

  function fitted(pen, text, width) {
    while (text.length > 1 && pen.measureText(text).width > width) { text = text.replace(/.…?$/, '') + '…'; }
    return text;
  }

  function write(pen, text, x, y, size, weight, colour, width) {
    pen.font = weight + ' ' + size + 'px "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif';
    pen.fillStyle = colour;
    pen.fillText(width ? fitted(pen, text, width) : text, x, y);
  }

  /* A long sentence in lines. Gives the height they take. */
  function wrapped(pen, text, y, size) {
    var line = '', top = y;
    pen.font = '700 ' + size + 'px "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif';
    text.split(' ').forEach(function (word) {
      if (line && pen.measureText(line + ' ' + word).width > WIDTH - 2 * EDGE) {
        write(pen, line, EDGE, top, size, 700, INK);
        top += size * 1.3;
        line = word;
      } else { line = line ? line + ' ' + word : word; }
    });
    write(pen, line, EDGE, top, size, 700, INK);
    return top - y + size * 1.3;
  }

  function drawKey(pen, signs, y) {
    var x = EDGE;
    signs.forEach(function (sign) {
      if (sign.image) { pen.drawImage(sign.image, x, y - 11, 22, 14); }
      write(pen, sign.text, x + 27, y, 13, 400, SOFT);
      x += 27 + pen.measureText(sign.text).width + 24;
    });
  }

  function drawRow(pen, row, y) {
    var cells = row.cells;
    write(pen, words(cells[0]), EDGE, y + 27, 14, 400, INK, NAME - EDGE - 12);
    write(pen, words(cells[1].querySelector('b')), NAME, y + 27, 14, 700, INK, AXIS - NAME - 16);
    if (row.image) { pen.drawImage(row.image, AXIS, y + 6, AXIS_WIDTH, 32); }
    else { write(pen, words(cells[2]), AXIS, y + 27, 14, 400, SOFT, AXIS_WIDTH); }
    var late = row.closest('table').tHead.querySelector('.number') && row.querySelector('td.number');
    if (late) { write(pen, words(late.firstElementChild || late), LATE, y + 27, 14, 400, INK, WIDTH - LATE - EDGE); }
    pen.fillStyle = LINE;
    pen.fillRect(EDGE, y + ROW - 1, WIDTH - 2 * EDGE, 1);
  }

  function draw(button, section, head, signs, rows) {
    var canvas = document.createElement('canvas'), pen = canvas.getContext('2d');
    canvas.width = WIDTH * SCALE;
    canvas.height = (190 + rows.length * ROW + 50) * SCALE;
    pen.scale(SCALE, SCALE);
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, WIDTH, canvas.height / SCALE);
    var y = 44;
    y += wrapped(pen, button.dataset.title, y, 22);
    write(pen, button.dataset.measure, EDGE, y, 14, 400, SOFT);
    drawKey(pen, signs, y + 30);
    if (head) { pen.drawImage(head, AXIS, y + 46, AXIS_WIDTH, 18); }
    pen.fillStyle = INK;
    pen.fillRect(EDGE, y + 68, WIDTH - 2 * EDGE, 1.5);
    rows.forEach(function (row, place) { drawRow(pen, row, y + 70 + place * ROW); });
    write(pen, button.dataset.origin, EDGE, y + 70 + rows.length * ROW + 30, 12, 400, SOFT);
    canvas.toBlob(function (blob) { save(blob, button.dataset.rowsPng); }, 'image/png');
  }

  function save(blob, name) {
    var link = document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = name + '.png';
    link.setAttribute('data-plain', '');
    document.body.appendChild(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 10000);
  }

  document.addEventListener('click', function (event) {
    var button = event.target.closest('[data-rows-png]');
    if (!button) { return; }
    var section = button.closest('section'), rows = Array.from(section.querySelectorAll('.rows tbody tr'));
    var heading = section.querySelector('.rows th.axis img'), signs = Array.from(section.querySelectorAll('.key > span'));
    Promise.all([
      loaded(heading, AXIS_WIDTH),
      Promise.all(signs.map(function (sign) {
        return loaded(sign.querySelector('img'), 22).then(function (image) { return { image: image, text: words(sign) }; });
      })),
      Promise.all(rows.map(function (row) {
        var image = row.querySelector('td.axis img');
        if (!image) { row.image = null; return row; }
        return loaded(image, AXIS_WIDTH).then(function (found) { row.image = found; return row; });
      }))
    ]).then(function (found) { draw(button, section, found[0], found[1], found[2]); });
  });
})();
