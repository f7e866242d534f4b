/* "Where does this number come from?": one panel for all rows, filled with what the plain page behind the link says. */
(function () {
  'use strict';

  function panel() {
    var dialog = document.getElementById('why');
    if (!dialog) {
      dialog = document.createElement('dialog');
      dialog.id = 'why';
      document.body.appendChild(dialog);
      dialog.addEventListener('click', function (event) { if (event.target === dialog) { dialog.close(); } });
    }
    return dialog;
  }

  function show(link) {
    fetch(link.href, { credentials: 'same-origin' }).then(function (answer) { return answer.text(); }).then(function (text) {
      var article = new DOMParser().parseFromString(text, 'text/html').querySelector('article.why');
      if (!article) { location.href = link.href; return; }
      var dialog = panel();
      dialog.replaceChildren(document.importNode(article, true));
      dialog.setAttribute('aria-label', article.getAttribute('aria-label'));
      if (!dialog.open) { dialog.showModal(); }
      dialog.scrollTop = 0;
      dialog.querySelector('h2').focus();
    }, function () { location.href = link.href; });
  }

  document.addEventListener('click', function (event) {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey) { return; }
    var link = event.target.closest('a[data-why]');
    if (link) { event.preventDefault(); show(link); }
  });
})();
