/* The desk beyond being sent: the echo while typing, drafts, sending without leaving, the keys.
   A draft is kept on this device at once and, when the typing rests, by the server, where every device finds it. */
(function () {
  'use strict';
  var PAUSE = 300, REST = 1500;
  var root = document.querySelector('.working');
  var account = root.getAttribute('data-account') || '';
  var KEY = 'strategiemonitor:entwurf:' + account + ':';
  var timer = null, rest = null, sending = false, handing = Promise.resolve();

  function form() { return document.getElementById('eintrag'); }
  function says(name) { var found = form(); return found ? found.getAttribute('data-' + name) || '' : ''; }
  function heard() { return says('heard').split(' '); }
  function draftKey() { return KEY + new URL(form().action).pathname; }

  function store(key, value) { try { localStorage.setItem(key, value); return true; } catch (error) { return false; } }
  function stored(key) { try { return localStorage.getItem(key); } catch (error) { return null; } }
  function erase(key) { try { localStorage.removeItem(key); } catch (error) { /* nothing was kept */ } }
  function eraseAll() {
    try {
      Object.keys(localStorage).filter(function (key) { return key.indexOf(KEY) === 0; }).forEach(erase);
    } catch (error) { /* nothing was kept */ }
  }

  /* What stands in the fields, with the versions the form was opened with. */
  function typed() {
    var values = {};
    new FormData(form()).forEach(function (value, name) { if (name !== 'weg' && name !== 'gemeint') values[name] = value; });
    return values;
  }

  function hidden(name, value) {
    var field = document.createElement('input');
    field.type = 'hidden';
    field.name = name;
    field.value = value;
    return field;
  }

  function keep() {
    if (!form()) return;
    clearTimeout(rest);
    rest = setTimeout(handOver, REST);
    if (store(draftKey(), JSON.stringify({ at: new Date().toISOString(), after: says('drafted'), values: typed() }))) {
      var place = document.getElementById('entwurf');
      if (place) {
        place.textContent = says('kept').replace('{time}', new Date().toLocaleTimeString('de-DE', { hour: '2-digit', minute: '2-digit' }));
      }
    }
  }

  function onDevice(key) {
    var kept = JSON.parse(stored(key) || 'null');
    return kept && kept.values ? kept : null;
  }

  /* What the server keeps is needed on this device no longer. */
  function handOver() {
    clearTimeout(rest);
    rest = null;
    var from = form(), key = from && draftKey(), kept = key && onDevice(key);
    if (!kept || !says('draft')) return;
    store(key, JSON.stringify(Object.assign({ sent: true }, kept)));
    handing = fetch(says('draft'), {
      method: 'POST', body: new URLSearchParams(kept.values), headers: { Accept: 'application/json' }, keepalive: true
    }).then(function (answer) { return answer.ok && !answer.redirected ? answer.json() : null; }).then(function (told) {
      if (told) from.setAttribute('data-drafted', told.kept);
      if ((onDevice(key) || {}).at !== kept.at) return;
      if (told) erase(key); else store(key, JSON.stringify(kept));
    }).catch(function () { if ((onDevice(key) || {}).at === kept.at) store(key, JSON.stringify(kept)); });
  }

  /* The later of two drafts: this device's, unless another one has handed over since. What was on its way to the server
     when the page was left has arrived where the server keeps another draft than before, and is answered where the
     same person has answered since. */
  function restore() {
    var kept = form() && !form().hasAttribute('data-asked') ? onDevice(draftKey()) : null;
    if (!kept) return;
    var values = kept.values, seen = form().elements.gesehen, moved = kept.after !== says('drafted');
    var answered = says('own') && seen.value !== (values.gesehen || '');
    if (kept.sent && (moved || answered)) { erase(draftKey()); return; }
    if (moved && kept.at < says('drafted')) return;
    delete kept.sent;
    store(draftKey(), JSON.stringify(kept));
    // The versions are those that were in view when the draft was typed: what others did since is still noticed.
    ['gesehen', 'tatsache'].forEach(function (name) {
      var field = form().querySelector('[name=' + name + ']');
      if (field) field.value = values[name] || '';
      else if (values[name]) form().append(hidden(name, values[name]));
    });
    Object.keys(values).forEach(function (name) {
      form().querySelectorAll('[name="' + CSS.escape(name) + '"]').forEach(function (field) {
        if (field.type === 'radio' || field.type === 'checkbox') field.checked = field.value === values[name];
        else field.value = values[name];
      });
    });
    ask();
  }

  /* What the server understands, below the field; the field itself is never rewritten. */
  function ask() {
    var found = form(), place = document.getElementById('echo');
    if (!found || !place || !says('echo')) return;
    var query = new URLSearchParams();
    var values = new FormData(found);
    heard().forEach(function (name) { if (values.get(name) !== null) query.append(name, values.get(name)); });
    fetch(says('echo') + '?' + query, { headers: { Accept: 'application/json' } }).then(function (answer) {
      if (answer.redirected || !answer.ok) return null;
      return answer.json();
    }).then(function (told) {
      if (told && place.isConnected) place.innerHTML = told.html;
    }).catch(function () { /* the form says so when it is sent */ });
  }

  function tell(words, action) {
    var place = document.getElementById('state');
    if (!place) return;
    place.textContent = '';
    var box = document.createElement('div');
    box.className = 'told watch';
    box.setAttribute('role', 'alert');
    box.textContent = words + ' ';
    if (action) box.appendChild(action);
    place.appendChild(box);
  }

  function waitingDrafts() {
    try {
      return Object.keys(localStorage).filter(function (key) { return key.indexOf(KEY) === 0 && !(onDevice(key) || {}).sent; }).length;
    } catch (error) { return 1; }
  }

  function offline(button) {
    var again = document.createElement('button');
    again.type = 'button';
    again.className = 'button outlined small';
    again.textContent = says('again');
    again.addEventListener('click', function () { send(button); });
    tell(says('offline').replace('{count}', waitingDrafts()), again);
    again.focus();
  }

  function expired() {
    keep();
    var link = document.createElement('a');
    link.className = 'button outlined small';
    link.href = says('login');
    link.textContent = says('login-words');
    tell(says('expired'), link);
    link.focus();
  }

  function busy(button, on) {
    if (!button) return;
    if (on) {
      button.style.minWidth = button.offsetWidth + 'px';
      button.setAttribute('data-words', button.innerHTML);
      button.textContent = says('busy');
      button.setAttribute('aria-busy', 'true');
    } else {
      button.innerHTML = button.getAttribute('data-words');
      button.removeAttribute('aria-busy');
    }
  }

  function visible(button) {
    return button && !button.classList.contains('visually-hidden') ? button : document.querySelector('.buttons button');
  }

  function send(button) {
    if (sending) return;
    sending = true;
    var shown = visible(button), key = draftKey(), action = form().action, body = new URLSearchParams(new FormData(form()));
    if (button && button.name) body.append(button.name, button.value);
    keep();
    clearTimeout(rest);
    busy(shown, true);
    // A draft that is still on its way must not come after what is sent now.
    handing.then(function () { return fetch(action, { method: 'POST', body: body }); }).then(function (answer) {
      if (answer.status === 401) { sending = false; busy(shown, false); expired(); return null; }
      return answer.text().then(function (text) {
        sending = false;
        if (answer.redirected) erase(key);
        show(text, answer.url, answer.redirected);
        if (answer.status === 422) keep();
      });
    }).catch(function () { sending = false; busy(shown, false); offline(button); });
  }

  function show(text, url, moved) {
    var next = new DOMParser().parseFromString(text, 'text/html'), body = next.querySelector('.working');
    if (!body) { location.assign(url); return; }
    document.title = next.title;
    if (moved) history.pushState(null, '', url);
    root.replaceWith(body);
    root = body;
    begin();
    window.scrollTo(0, 0);
    var wrong = document.querySelector('[aria-invalid=true]');
    if (wrong) wrong.scrollIntoView({ block: 'center' });
  }

  function focusFirst() {
    var first = document.querySelector('[autofocus]') || document.querySelector('[aria-invalid=true]') ||
      document.querySelector('#eintrag :is(input:not([type=hidden]), textarea, select)') || document.querySelector('#karte h2');
    if (first) first.focus({ preventScroll: true });
    if (first && first.select && !first.hasAttribute('aria-invalid')) first.select();
  }

  /* Who typed before this script was there keeps every sign of it. */
  function begin() {
    var field = document.getElementById('wert');
    if (field && field.value !== field.defaultValue) { keep(); ask(); return; }
    restore();
    if (form() && onDevice(draftKey())) rest = setTimeout(handOver, REST);
    focusFirst();
  }

  document.addEventListener('submit', function (event) {
    if (event.target.id === 'eintrag') { event.preventDefault(); send(event.submitter); }
    else if (/abmelden$/.test(event.target.action)) { if (rest) handOver(); eraseAll(); }
    else if (/(zurueckziehen|entwurf)$/.test(event.target.action) && form()) { clearTimeout(rest); erase(draftKey()); }
  });
  document.addEventListener('input', function (event) {
    if (!form() || !form().contains(event.target)) return;
    clearTimeout(timer);
    var means = heard().indexOf(event.target.name) >= 0;
    timer = setTimeout(function () { timer = null; keep(); if (means) ask(); }, PAUSE);
  });
  document.addEventListener('focusout', function (event) {
    if (timer && form() && heard().indexOf(event.target.name) >= 0) { clearTimeout(timer); timer = null; keep(); ask(); }
  });
  document.addEventListener('keydown', function (event) {
    if (event.key === 'Enter' && event.ctrlKey) {
      var button = document.getElementById('unveraendert');
      if (button && !sending) { event.preventDefault(); send(button); }
    }
  });
  document.addEventListener('click', function (event) {
    if (event.target.id === 'aendern') {
      event.preventDefault();
      var field = document.getElementById('wert');
      field.focus();
      field.select();
    }
  });
  window.addEventListener('pagehide', function () { if (rest) handOver(); });
  window.addEventListener('popstate', function () { location.reload(); });
  begin();
}());
