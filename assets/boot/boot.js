/* Runs before everything else, with the page's nonce. */
(function () {
  'use strict';
  /* Components make style elements while they run; the content policy lets in those that carry the nonce. */
  var nonce = document.currentScript.nonce;
  var create = Document.prototype.createElement;
  Document.prototype.createElement = function (tag) {
    var element = create.apply(this, arguments);
    if (String(tag).toLowerCase() === 'style') { element.nonce = nonce; }
    return element;
  };
  /* Each chart has its room before it is drawn, so that nothing moves when it comes. */
  document.querySelectorAll('[data-height]').forEach(function (graph) { graph.style.height = graph.dataset.height + 'px'; });
  /* The first layout came with the page: answer the renderer's question for it from there, once. */
  var fetchFromServer = window.fetch;
  window.fetch = function (resource) {
    var holder = document.getElementById('first-layout');
    if (holder && /_dash-layout$/.test(String(resource && resource.url || resource))) {
      var text = holder.textContent;
      holder.remove();
      if (text !== 'null') {
        return Promise.resolve(new Response(text, { headers: { 'Content-Type': 'application/json' } }));
      }
    }
    return fetchFromServer.apply(this, arguments);
  };
})();
