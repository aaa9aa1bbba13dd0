'use strict';

const PHONES = 24;
const MESSAGES_SHOWN = 30;
const WIRE_SHOWN = 100;
const PAUSE = 400;
const CALLS = ['voice', 'call'];
const PAPERS = ['fax', 'letter', 'postcard', 'mms'];
const UNANSWERED = ['fax', 'letter', 'postcard'];
const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];
const ENDS = { READ: 'good', DELIVERED: 'good', UNDELIVERED: 'bad', REJECTED: 'bad', EXPIRED: 'bad' };

const SCRIPTS = {
  DELIVERED: 'are delivered',
  READ: 'are delivered and read',
  UNDELIVERED: 'are sent, then undeliverable',
  REJECTED: 'are rejected by the network',
  EXPIRED: 'are given up after an hour',
  LATE: 'are delivered an hour later',
  NEVER: 'are sent, and nothing more is heard',
  SMS_ONLY: 'are lost as push, Viber or RCS',
  FALLS_BACK: 'fail as push, Viber or RCS',
};
const FAULTS = {
  RESET_BEFORE_ACCEPTANCE: 'The connection breaks, and the provider has not taken the request.',
  RESET_AFTER_ACCEPTANCE: 'The connection breaks, and the provider has taken the request.',
  STALLED: 'No answer comes for a long time, and the provider has taken the request.',
  SLOW: 'Half of the answers take longer, some of them much longer.',
  TOO_MANY_REQUESTS: 'The answer is 429, and the provider has not taken the request.',
  SERVER_ERROR_JSON: 'The answer is an error of the server, as JSON.',
  SERVER_ERROR_HTML: 'The answer is an error of the server, as a page of HTML.',
  SERVER_ERROR_EMPTY: 'The answer is an error of the server, without a body.',
  NOT_OFFERED: 'The operation is gone: 404, or 405.',
  TRUNCATED_JSON: 'Half an answer comes, and the provider has taken the request.',
  OVERSIZED_JSON: 'An answer of 12 MB comes, and the provider has taken the request.',
  WRONG_TYPES: 'Numbers come as texts, and texts of digits as numbers.',
  NULL_ARRAYS: 'Each array of the answer is null.',
  RECEIPT_BEFORE_ANSWER: 'The receipts come before the answer to the send.',
  RECEIPT_LATE: 'Receipts come late.',
  RECEIPT_TWICE: 'Each receipt comes twice.',
  RECEIPTS_OUT_OF_ORDER: 'A receipt comes after the next one.',
  RECEIPT_OF_UNKNOWN_STATUS: 'Receipts have a status that no document knows.',
  NO_FINAL_RECEIPT: 'A message is sent, and never heard of again.',
  INBOUND_TWICE: 'A reply or inbound message comes twice.',
  FEED_GROWS: 'Each page that is read of a polled feed makes it longer by one item.',
};

const byId = (id) => document.getElementById(id);
const known = { generation: 0, revision: 0, wire: 0, total: 0 };
const handsets = new Map();
const phones = new Map();
let settled = false;

/** An element with its text; what came over the wire is never read as markup. */
function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined && text !== null) made.textContent = text;
  return made;
}

function words(constant) {
  const text = constant.toLowerCase().replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1).replace('json', 'JSON').replace('html', 'HTML');
}

async function call(method, path, body) {
  try {
    const answer = await fetch('sandbox/' + path, {
      method, headers: { 'Content-Type': 'application/json' }, body: body && JSON.stringify(body),
    });
    const result = await answer.json();
    byId('notice').textContent = answer.ok ? '' : result.error;
    return answer.ok;
  } catch (e) {
    byId('notice').textContent = 'The sandbox does not answer.';
    return false;
  }
}

function button(text, action) {
  const made = element('button', '', text);
  made.type = 'button';
  made.addEventListener('click', action);
  return made;
}

function time(at) {
  return new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit' });
}

// --- handsets

function newestCall(messages) {
  return messages.filter((message) => !CALLS.includes(message.channel) && !UNANSWERED.includes(message.channel)).at(-1);
}

function phone(number) {
  const shown = element('section', 'phone');
  const title = number.includes('@') || /\D/.test(number) ? number : '+' + number;
  shown.dataset.number = number;
  shown.setAttribute('aria-label', 'Handset ' + title);
  const head = element('header');
  head.append(element('h2', '', title), scriptOf(number));
  const list = element('ol', 'messages');
  list.tabIndex = 0;
  list.setAttribute('aria-label', 'Messages to ' + title);
  const answer = element('form', 'answer');
  const input = element('input');
  input.placeholder = 'Answer';
  input.setAttribute('aria-label', 'Answer as ' + title);
  input.autocomplete = 'off';
  const send = element('button', '', 'Send');
  send.type = 'submit';
  answer.append(input, send);
  answer.addEventListener('submit', async (event) => {
    event.preventDefault();
    const message = newestCall([...handsets.get(number).values()]);
    if (!message) {
      byId('notice').textContent = 'There is no message on this handset that can be answered.';
    } else if (input.value && await call('POST', 'reply', { key: message.key, text: input.value })) {
      input.value = '';
    }
  });
  shown.append(head, list, answer);
  return { shown, list, answer, lines: new Map() };
}

function scriptOf(number) {
  const label = element('label', 'script', 'Next messages ');
  const choice = element('select');
  choice.setAttribute('aria-label', 'What becomes of the next messages to ' + number);
  choice.title = 'What becomes of the next messages to this number';
  for (const script of known.scripts) choice.append(new Option(SCRIPTS[script] || words(script), script));
  choice.addEventListener('change', () => call('POST', 'delivery-script', { number, script: choice.value }));
  label.append(choice);
  return label;
}

function line(message, open) {
  const shown = element('li', 'message');
  shown.dataset.key = message.key;
  const bubble = element('div', 'bubble');
  const meta = element('p', 'meta');
  meta.append(element('span', 'channel', message.channel), element('span', '', message.provider));
  if (message.from) meta.append(element('span', '', 'from ' + message.from));
  const first = message.events[0].at;
  meta.append(element('time', '', time(first)), element('span', 'status ' + (ENDS[message.stage] || ''), status(message)));
  bubble.append(meta);
  if (message.title) bubble.append(element('h3', '', message.title));
  if (PAPERS.includes(message.channel)) bubble.append(paper(message));
  if (message.text) bubble.append(element('p', CALLS.includes(message.channel) ? 'text spoken' : 'text', message.text));
  bubble.append(actions(message), way(message, first, open));
  shown.append(bubble);
  for (const event of message.events) {
    if (event.name === 'reply') shown.append(element('p', 'mine', event.detail));
    if (event.name === 'key') shown.append(element('p', 'mine', 'Key ' + event.detail));
  }
  return shown;
}

/** The provider's word, and what it means where it does not say so itself. */
function status(message) {
  return !message.stage || message.stage === message.status ? message.status : message.stage + ' (' + message.status + ')';
}

function paper(message) {
  const page = element('div', 'paper ' + message.channel);
  const file = message.fields.file_url || message.fields.file_urls || message.fields.media_file || '';
  page.append(element('strong', '', words(message.channel)), element('p', '', 'To ' + message.to), element('p', '', file));
  for (const address of [file].flat().filter((one) => /^https?:/.test(one))) preview(page, address, message.channel);
  return page;
}

const uploads = new Map();

/** A file that was uploaded to the sandbox; null for one from elsewhere, which is never loaded. */
function uploaded(address) {
  if (!uploads.has(address)) {
    uploads.set(address, fetch('sandbox/file?url=' + encodeURIComponent(address))
      .then((answer) => answer.ok ? answer.json() : null).catch(() => null));
  }
  return uploads.get(address);
}

/** Shows an image, or the first page of a PDF where the browser can show one. */
async function preview(page, address, channel) {
  const file = await uploaded(address);
  if (!file || !file.type) return;
  if (file.type.startsWith('image/')) {
    const image = element('img');
    image.alt = 'File of the ' + channel;
    image.src = 'data:' + file.type + ';base64,' + file.content;
    page.prepend(image);
    page.classList.add('shown');
  } else if (file.type === 'application/pdf' && navigator.pdfViewerEnabled) {
    const bytes = Uint8Array.from(atob(file.content), (one) => one.charCodeAt(0));
    const frame = element('iframe');
    frame.title = 'First page of the ' + channel;
    file.blob = file.blob || URL.createObjectURL(new Blob([bytes], { type: file.type }));
    frame.src = file.blob + '#page=1&toolbar=0&navpanes=0&view=FitH';
    page.prepend(frame);
    page.classList.add('shown');
  }
}

function actions(message) {
  const row = element('div', 'actions');
  const ended = message.events.find((event) => event.name === 'ended');
  if (CALLS.includes(message.channel)) {
    if (ended) {
      row.append(element('span', 'status', 'Call ended: ' + ended.detail));
    } else {
      for (const digit of KEYS) {
        const key = button(digit, () => call('POST', 'press', { key: message.key, digit }));
        key.setAttribute('aria-label', 'Press ' + digit);
        row.append(key);
      }
      row.append(button('Hang up', () => call('POST', 'hang-up', { key: message.key })));
    }
  }
  const report = (text, stage) => button(text, () => call('POST', 'report', { key: message.key, stage }));
  if (message.tellsReads && (message.stage === 'SENT' || message.stage === 'DELIVERED')) {
    row.append(report('Read', 'READ'));
  }
  if (message.stage === 'SENT') row.append(report('Undeliverable', 'UNDELIVERED'));
  return row;
}

function way(message, first, open) {
  const details = element('details', 'way');
  details.open = open;
  details.append(element('summary', '', 'Way of the message'));
  const list = element('ol');
  for (const event of message.events) {
    const step = element('li');
    step.append(element('time', '', '+' + ((event.at - first) / 1000).toFixed(2) + ' s '),
      document.createTextNode(event.name + (event.detail ? ': ' + event.detail : '')));
    list.append(step);
  }
  details.append(list);
  return details;
}

function matches(number, messages, wanted) {
  if (!wanted) return true;
  const digits = wanted.replace(/\D/g, '');
  return number.includes(wanted) || (digits && number.includes(digits))
    || [...messages.values()].some((message) => (message.text || '').toLowerCase().includes(wanted));
}

function showPhones() {
  const wanted = byId('search').value.trim().toLowerCase();
  const found = [];
  for (const number of [...handsets.keys()].reverse()) {
    if (matches(number, handsets.get(number), wanted)) found.push(number);
  }
  const chosen = new Set(found.slice(0, PHONES));
  const section = byId('phones');
  for (const [number, one] of phones) {
    if (!chosen.has(number) && !one.shown.contains(document.activeElement)) {
      one.shown.remove();
      phones.delete(number);
    }
  }
  let before = null;
  for (const number of chosen) {
    if (!phones.has(number)) {
      phones.set(number, phone(number));
      showMessages(number, handsets.get(number).values());
    }
    const shown = phones.get(number).shown;
    const place = before ? before.nextElementSibling : section.firstElementChild;
    if (shown !== place && !shown.contains(document.activeElement)) section.insertBefore(shown, place);
    before = shown;
  }
  let more = section.querySelector('.more');
  if (found.length > PHONES) {
    more = more || section.appendChild(element('p', 'more'));
    more.textContent = PHONES + ' of ' + found.length + ' handsets are shown: search for the others.';
    section.append(more);
  } else if (more) {
    more.remove();
  }
  byId('empty').hidden = handsets.size > 0;
}

function showMessages(number, changed) {
  const one = phones.get(number);
  const atEnd = one.list.scrollTop + one.list.clientHeight >= one.list.scrollHeight - 30;
  const shownKeys = new Set([...handsets.get(number).keys()].slice(-MESSAGES_SHOWN));
  for (const message of changed) {
    if (!shownKeys.has(message.key)) continue;
    const old = one.lines.get(message.key);
    const focused = old && old.contains(document.activeElement) ? document.activeElement.textContent : null;
    const made = line(message, Boolean(old && old.querySelector('.way').open));
    if (old) old.replaceWith(made); else one.list.append(made);
    one.lines.set(message.key, made);
    if (focused) {
      const again = [...made.querySelectorAll('button, summary')].find((candidate) => candidate.textContent === focused);
      (again || one.list).focus();
    }
  }
  for (const [key, shown] of one.lines) {
    if (!shownKeys.has(key)) {
      shown.remove();
      one.lines.delete(key);
    }
  }
  one.answer.hidden = !newestCall([...handsets.get(number).values()]);
  if (atEnd) one.list.scrollTop = one.list.scrollHeight;
}

function take(messages) {
  const changed = new Map();
  for (const message of messages) {
    if (!handsets.has(message.to)) handsets.set(message.to, new Map());
    handsets.get(message.to).set(message.key, message);
    if (!changed.has(message.to)) changed.set(message.to, []);
    changed.get(message.to).push(message);
  }
  for (const [number, its] of changed) {
    if (phones.has(number)) showMessages(number, its);
  }
  if (changed.size > 0) showPhones();
}

// --- wire, faults, accounts

function body(title, text) {
  const parts = [element('strong', '', title)];
  let shown = text;
  try {
    shown = JSON.stringify(JSON.parse(text), null, 2);
  } catch (e) {
    // not JSON: shown as it is
  }
  parts.push(element('pre', '', shown || '(empty)'));
  return parts;
}

const paused = { on: false, entries: [] };

function wireMatches(shown) {
  const wanted = byId('wire-filter').value.trim().toLowerCase();
  return !wanted || shown.text.includes(wanted);
}

byId('wire-filter').addEventListener('input', () => {
  for (const shown of byId('entries').children) shown.hidden = !wireMatches(shown);
});
byId('wire-pause').addEventListener('click', () => {
  paused.on = !paused.on;
  byId('wire-pause').setAttribute('aria-pressed', paused.on);
  byId('wire-pause').textContent = paused.on ? 'Go on' : 'Pause';
  if (!paused.on) {
    showWire(paused.entries.splice(0));
    byId('wire-waiting').textContent = '';
  }
});
byId('wire-clear').addEventListener('click', () => byId('entries').replaceChildren());

function showWire(entries) {
  const list = byId('entries');
  if (paused.on) {
    for (const entry of entries) known.wire = entry.number;
    paused.entries = paused.entries.concat(entries).slice(-WIRE_SHOWN);
    byId('wire-waiting').textContent = paused.entries.length ? paused.entries.length + ' calls wait.' : '';
    return;
  }
  for (const entry of entries) {
    known.wire = entry.number;
    const name = entry.provider + ' ' + entry.method + ' ' + entry.target + ' ';
    const again = list.firstElementChild;
    if (entry.method === 'GET' && again && again.dataset.name === name + entry.status && !again.querySelector('[open]')) {
      // a feed that is polled again and again is one line
      again.remove();
    }
    const shown = element('li');
    shown.dataset.name = name + entry.status;
    const details = element('details');
    const summary = element('summary', '', time(entry.at) + ' ' + (entry.callback ? 'out ' : 'in ') + name);
    const good = entry.status >= 200 && entry.status < 300;
    summary.append(element('span', 'status ' + (good ? 'good' : 'bad'), entry.status || 'no answer'));
    details.append(summary);
    details.addEventListener('toggle', () => {
      if (details.childElementCount === 1) details.append(...body('Request', entry.request), ...body('Answer', entry.response));
    });
    shown.text = (summary.textContent + ' ' + entry.request + ' ' + entry.response).toLowerCase();
    shown.hidden = !wireMatches(shown);
    shown.append(details);
    list.prepend(shown);
  }
  while (list.childElementCount > WIRE_SHOWN) list.lastElementChild.remove();
}

function showOnce(id, value, show) {
  const text = JSON.stringify(value);
  if (byId(id).dataset.shown !== text) {
    byId(id).dataset.shown = text;
    byId(id).replaceChildren(...show(value));
  }
}

function activeFault(fault) {
  const shown = element('li');
  const where = (fault.provider || 'all providers') + (fault.operation ? ' ' + fault.operation : '');
  const often = fault.times ? fault.struck + ' of ' + fault.times : fault.struck + ' times';
  const chance = fault.probability < 1 ? ', ' + Math.round(fault.probability * 100) + '%' : '';
  const end = button('End', () => call('DELETE', 'faults/' + fault.number));
  end.setAttribute('aria-label', 'End ' + words(fault.type));
  shown.append(element('span', '', words(fault.type) + ', ' + where + chance + ': struck ' + often), end);
  return shown;
}

function accountForm(account) {
  const form = element('form');
  form.append(element('h3', '', account.provider), element('code', '', 'baseUrl=' + account.baseUrl));
  for (const [name, text] of [['balance', 'Balance'], ['inboundUrl', 'Inbound messages to'], ['receiptUrl', 'Receipts to']]) {
    const label = element('label', '', text + ' ');
    const input = element('input');
    input.name = name;
    input.value = account[name];
    label.append(input);
    form.append(label);
  }
  const save = element('button', '', 'Set');
  save.type = 'submit';
  form.append(save);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const wanted = Object.fromEntries(new FormData(form));
    for (const name of Object.keys(wanted)) if (wanted[name] === '') delete wanted[name];
    call('POST', 'account', { provider: account.provider, ...wanted });
  });
  return form;
}

function settle(state) {
  known.scripts = state.deliveryScripts;
  for (const type of state.faultTypes) byId('fault').elements.type.append(new Option(words(type), type));
  for (const account of state.accounts) {
    byId('fault').elements.provider.append(new Option(account.provider, account.provider));
    byId('inbound-form').elements.provider.append(new Option(account.provider, account.provider));
  }
  showFields();
  settled = true;
}

/** Only the fields that the chosen fault has. */
function showFields() {
  const type = byId('fault').elements.type.value;
  byId('fault-explained').textContent = FAULTS[type] || '';
  for (const label of document.querySelectorAll('[data-for]')) {
    label.hidden = !label.dataset.for.split(' ').some((name) => type.startsWith(name));
  }
}

byId('fault').addEventListener('change', showFields);
byId('fault').addEventListener('submit', (event) => {
  event.preventDefault();
  const given = event.target.elements;
  const fault = { type: given.type.value };
  const chosen = (name) => given[name].value && !given[name].closest('label').hidden;
  if (chosen('provider')) fault.provider = given.provider.value;
  if (chosen('operation')) fault.operation = given.operation.value.trim();
  if (chosen('times')) fault.times = Number(given.times.value);
  if (chosen('percent')) fault.probability = Number(given.percent.value) / 100;
  if (chosen('status')) fault.status = Number(given.status.value);
  if (chosen('accepted')) fault.accepted = given.accepted.checked;
  if (chosen('retryAfter')) fault.retryAfter = 'PT' + given.retryAfter.value + 'S';
  if (chosen('delay')) fault.delay = 'PT' + Number(given.delay.value) / 1000 + 'S';
  call('POST', 'faults', fault);
});
byId('end-all').addEventListener('click', () => call('DELETE', 'faults'));
byId('outage').addEventListener('click', () => call('POST', 'outage', { for: 'PT5S' }));
for (const advance of document.querySelectorAll('[data-advance]')) {
  advance.addEventListener('click', () => call('POST', 'clock', { advance: advance.dataset.advance }));
}
byId('inbound-form').addEventListener('submit', (event) => {
  event.preventDefault();
  call('POST', 'inbound', Object.fromEntries(new FormData(event.target)));
});
byId('clear').addEventListener('click', () => call('POST', 'reset'));
byId('search').addEventListener('input', showPhones);

// --- the loop

async function look() {
  const answer = await fetch('sandbox/state?since=' + known.revision + '&wire=' + known.wire);
  const state = await answer.json();
  if (state.generation !== known.generation && settled) {
    location.reload();
    return false;
  }
  known.generation = state.generation;
  known.revision = state.revision;
  if (!settled) settle(state);
  take(state.messages);
  showWire(state.wire);
  showOnce('active-faults', state.faults, (faults) => faults.map(activeFault));
  showOnce('contract-violations', state.contractViolations, (all) => all.map((violation) => element('li', '', violation)));
  if (!byId('account-forms').contains(document.activeElement)) {
    showOnce('account-forms', state.accounts, (all) => all.map(accountForm));
  }
  byId('summary').textContent = state.total + (state.total === 1 ? ' message' : ' messages') + ' on ' + handsets.size
    + (handsets.size === 1 ? ' handset' : ' handsets');
  return state.more;
}

async function loop() {
  let more = false;
  try {
    more = await look();
  } catch (e) {
    byId('summary').textContent = 'The sandbox does not answer; trying again.';
  }
  setTimeout(loop, more ? 0 : PAUSE);
}

loop();
