/* The button counts what is ticked; Escape closes the line of a return and keeps its text. */
(function () {
  'use strict';
  var button = document.getElementById('gezaehlt');

  function count() {
    var chosen = document.querySelectorAll('input[name=geprueft]:checked').length;
    var words = button.getAttribute(chosen === 0 ? 'data-none' : chosen === 1 ? 'data-one' : 'data-many');
    button.textContent = words.replace('{n}', chosen);
  }

  document.addEventListener('change', function (event) {
    if (button && event.target.name === 'geprueft') count();
  });
  document.addEventListener('toggle', function (event) {
    var field = event.target.open && event.target.matches('.return') && event.target.querySelector('input:not([type=hidden])');
    if (field) field.focus();
  }, true);
  document.addEventListener('keydown', function (event) {
    var opened = event.key === 'Escape' && event.target.closest('details.return[open]');
    if (!opened) return;
    opened.open = false;
    opened.querySelector('summary').focus();
  });
  document.addEventListener('submit', function (event) {
    var form = event.target;
    if (form.hasAttribute('data-sent')) { event.preventDefault(); return; }
    if (form.method === 'post') form.setAttribute('data-sent', '');
  });
  window.addEventListener('pageshow', function () {
    document.querySelectorAll('[data-sent]').forEach(function (form) { form.removeAttribute('data-sent'); });
    if (button) count();
  });
  if (button) count();
}());
