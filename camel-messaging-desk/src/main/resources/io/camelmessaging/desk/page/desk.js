'use strict';

const POLL = 3000;
const VIEWS = [
  { name: 'open', title: 'Open', key: 'o', count: 'open' },
  { name: 'overdue', title: 'Overdue', key: 'v', count: 'overdue', hot: true },
  { name: 'doubt', title: 'In doubt', key: 'd', count: 'inDoubt', warm: true },
  { name: 'parked', title: 'Parked', key: 'p', count: 'parked', hot: true },
  { name: 'failed', title: 'Failed', key: 'f' },
  { name: 'all', title: 'All', key: 'a' },
  { name: 'guard', title: 'Held', key: 'g', warm: true },
];
const EMPTY = {
  open: 'Nothing is open: every message has come to its end.',
  overdue: 'Nothing is overdue.',
  doubt: 'Nothing is in doubt: of every send it is known whether the provider took it.',
  parked: 'Nothing is parked.',
  failed: 'No message has failed.',
  all: 'There are no flows yet. The first message that a flow takes in is shown here.',
};
const ACTS = {
  cancel: { title: 'Cancel', key: 'c', what: 'Nothing more is sent, and the flow ends as cancelled. What was sent before cannot be called back.' },
  retry: { title: 'Retry now', key: 't', what: 'What waits for its time is done now.' },
  release: { title: 'Release', key: 'l', what: 'The work that failed is done again. Mend first what made it fail.' },
  sent: { title: 'It was sent', key: 's', what: 'The provider took it: the flow goes on as after an answer, and does not send it again.' },
  'not-sent': { title: 'It was not sent', key: 'n', what: 'The provider never got it: the flow may send it again, by the same or another provider.' },
};
const GUARD_ACTS = {
  stop: { title: 'Stop', what: 'From now on they are held, on all nodes within a second, until somebody releases or drops them.' },
  lift: { title: 'Lift', what: 'Sends go out again. What was held stays held until somebody releases or drops it.' },
  release: { title: 'Release', what: 'It is sent now, past all rules.' },
  drop: { title: 'Drop', what: 'It is never sent, and its text is deleted.' },
  sent: { title: 'It was sent', what: 'The provider took it: it is not sent again.' },
  'not-sent': { title: 'It was not sent', what: 'The provider never got it: it is held again, and can be released.' },
};
const KINDS = {
  INTAKE: 'Taken in', SEND: 'Send', RESULT: 'Answer', RECEIPT: 'Receipt', REPLY: 'Reply', ACT: 'Act', END: 'Ended', NEXT_DUE: 'Due next',
};
const DONE = {
  CANCEL: 'Cancel', RETRY_NOW: 'Retry now', RELEASE: 'Release', WAS_SENT: 'Decided: it was sent', WAS_NOT_SENT: 'Decided: it was not sent',
};
const GOOD = ['ACCEPTED', 'DELIVERED', 'READ', 'DONE'];
const BAD = ['REJECTED', 'UNDELIVERED', 'EXPIRED', 'FAILED', 'REFUSED'];
const DOUBTFUL = ['UNKNOWN', 'SENDING', 'UNAVAILABLE', 'DOUBT'];

const byId = (id) => document.getElementById(id);
const desk = { me: null, view: 'open', text: '', after: null, next: null, flows: [], flow: null, detail: null, chosen: new Set(), asked: null, guard: null, content: null, timer: 0, round: 0 };
const drawn = new Map();

/** An element with its text; what came over the wire is never read as markup. */
function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined && text !== null) made.textContent = text;
  return made;
}

function button(text, key, action) {
  const made = element('button', '', text);
  made.type = 'button';
  if (key) made.title = text + ' (' + key + ')';
  made.addEventListener('click', action);
  return made;
}

function day(at) {
  const date = new Date(at);
  const today = date.toDateString() === new Date().toDateString();
  const time = date.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit' });
  return today ? time : date.toLocaleDateString() + ' ' + time;
}

function clock(at) {
  return new Date(at).toLocaleString([], { weekday: 'short', hour: '2-digit', minute: '2-digit' });
}

function words(constant) {
  return constant === null || constant === undefined ? '' : String(constant).toLowerCase().replaceAll('_', ' ');
}

function tone(status) {
  if (GOOD.includes(status)) return 'good';
  if (BAD.includes(status)) return 'bad';
  return DOUBTFUL.includes(status) ? 'doubt' : '';
}

/** Draws again only what has changed, so that nothing moves under a finger. */
function draw(id, data, make) {
  const text = JSON.stringify(data);
  if (drawn.get(id) !== text) {
    drawn.set(id, text);
    const focused = document.activeElement && byId(id).contains(document.activeElement) ? document.activeElement.dataset.id : null;
    byId(id).replaceChildren(...make(data));
    if (focused) {
      const again = [...byId(id).querySelectorAll('[data-id]')].find((each) => each.dataset.id === focused);
      if (again) again.focus();
    }
  }
}

// --- calls

class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

async function call(method, path, body) {
  const headers = {};
  if (method === 'POST') headers['Content-Type'] = 'application/json';
  if (desk.me) headers['X-Flow-Desk-Key'] = desk.me.actKey;
  const answer = await fetch('api/' + path, { method, headers, body: body && JSON.stringify(body), cache: 'no-store' });
  let result = {};
  try {
    result = await answer.json();
  } catch (e) {
    result = { error: 'The answer of the desk cannot be read.' };
  }
  if (!answer.ok) throw new Refused(answer.status, result.error);
  return result;
}

function told(failure) {
  if (failure instanceof Refused && failure.status === 401) {
    showLogin();
  } else {
    byId('notice').textContent = failure instanceof Refused ? failure.message : '';
    byId('live').className = 'away';
    byId('live').textContent = failure instanceof Refused ? 'Refused; trying again.' : 'The application does not answer; trying again.';
  }
}

// --- login

function showLogin() {
  desk.me = null;
  desk.flow = null;
  clearTimeout(desk.timer);
  for (const id of drawn.keys()) byId(id).replaceChildren();
  drawn.clear();
  desk.content = null;
  for (const id of ['desk', 'who', 'logout', 'detail']) byId(id).hidden = true;
  for (const id of ['ask', 'help']) byId(id).close();
  byId('live').textContent = '';
  byId('live').className = '';
  byId('login').hidden = false;
  byId('token').focus();
}

async function enter(me) {
  desk.me = me;
  byId('login').hidden = true;
  byId('token').value = '';
  byId('notice').textContent = '';
  byId('desk').hidden = false;
  byId('who').hidden = false;
  byId('who').textContent = me.name + (me.roles.includes('ACT') ? '' : ', may look') + (me.roles.includes('SEE') ? '' : ', numbers masked');
  byId('logout').hidden = !me.session;
  fromAddress();
  await look();
}

byId('login').addEventListener('submit', async (event) => {
  event.preventDefault();
  try {
    await enter(await call('POST', 'login', { token: byId('token').value }));
  } catch (e) {
    byId('notice').textContent = e instanceof Refused ? e.message : 'The application does not answer.';
    byId('token').select();
  }
});

byId('logout').addEventListener('click', async () => {
  try {
    await call('POST', 'logout', {});
  } catch (e) {
    // gone either way
  }
  byId('notice').textContent = '';
  showLogin();
});

// --- what is shown is in the address, and no number ever is

function fromAddress() {
  const address = new URLSearchParams(location.hash.slice(1));
  desk.view = VIEWS.some((view) => view.name === address.get('view')) ? address.get('view') : 'open';
  desk.flow = address.get('flow');
}

function go(change) {
  if (change.view !== undefined || change.text !== undefined || change.after !== undefined) {
    desk.after = null;
    desk.chosen.clear();
  }
  Object.assign(desk, change);
  const address = '#view=' + desk.view + (desk.flow ? '&flow=' + encodeURIComponent(desk.flow) : '');
  if (location.hash !== address) history.pushState(null, '', address);
  byId('notice').textContent = '';
  desk.content = null;
  look();
}

function isGuardShown() {
  return desk.view === 'guard' && !desk.text;
}

addEventListener('popstate', () => {
  if (desk.me) {
    fromAddress();
    look();
  }
});

// --- the loop

async function look() {
  clearTimeout(desk.timer);
  const round = ++desk.round;
  try {
    const guard = isGuardShown();
    byId('guard').hidden = !guard;
    byId('list').hidden = guard;
    const [overview, page, detail] = await Promise.all([
      call('GET', 'overview?hours=' + byId('hours').value),
      guard ? call('GET', 'guard') : call('POST', 'flows', { view: desk.view, text: desk.text, after: desk.after }),
      desk.flow ? call('GET', 'flows/' + encodeURIComponent(desk.flow)).catch((e) => {
        if (e.status === 404) return null;
        throw e;
      }) : null,
    ]);
    // something else was asked for meanwhile
    if (round !== desk.round || !desk.me) return;
    showOverview(overview);
    if (guard) showGuard(page); else showPage(page);
    showDetail(detail);
    byId('live').className = '';
    byId('live').textContent = 'Live, ' + day(overview.at);
  } catch (e) {
    if (round !== desk.round) return;
    told(e);
  }
  if (desk.me && !document.hidden) desk.timer = setTimeout(look, POLL);
}

document.addEventListener('visibilitychange', () => {
  if (!desk.me) return;
  clearTimeout(desk.timer);
  if (document.hidden) byId('live').textContent = 'Paused while nobody looks.';
  else look();
});

// --- overview

function showOverview(overview) {
  const guard = overview.guard;
  const counts = { ...overview.counts, guard: guard.held === undefined ? null : guard.held + guard.unknown };
  draw('views', { counts, guard, view: desk.view, text: desk.text }, () => VIEWS.map((view) => {
    const shown = button('', null, () => go({ view: view.name, text: '' }));
    const count = view.name === 'guard' ? counts.guard : view.count ? counts[view.count] : null;
    shown.title = view.title + ' (' + view.key + ')';
    shown.dataset.id = view.name;
    shown.setAttribute('aria-pressed', String(view.name === desk.view && !desk.text));
    if (count > 0) shown.className = view.hot ? 'hot' : view.warm ? 'warm' : '';
    shown.append(element('span', '', view.title), element('strong', '', count === null ? ' ' : count.toLocaleString()));
    if (view.name === 'guard' && guard.stops > 0) {
      shown.className = 'hot';
      shown.append(element('small', '', 'sends are stopped'));
    }
    if (view.name === 'overdue' && overview.counts.oldestDue) {
      shown.append(element('small', '', 'since ' + day(overview.counts.oldestDue)));
    }
    return shown;
  }));
  if (!byId('legend').childElementCount) byId('legend').append(...chartLabels());
  draw('charts', overview.rates, (rates) => rates.providers.length ? charts(rates, clock)
    : [element('p', '', 'No provider was asked to send anything in this time.')]);
}

byId('hours').addEventListener('change', look);

// --- the list

function tags(flow) {
  const all = [];
  if (flow.parked) all.push(['bad', 'parked']);
  if (flow.inDoubt) all.push(['doubt', 'in doubt']);
  if (flow.overdue) all.push(['bad', 'overdue']);
  if (flow.outcome) all.push([['failed', 'unknown', 'expired'].includes(flow.outcome) ? 'bad' : flow.endedAt ? 'good' : '', flow.outcome]);
  if (!all.length) all.push(['', { NEXT: 'to be sent', SENDING: 'being sent', WAIT: 'waits', END: 'ends' }[flow.state] || words(flow.state)]);
  return all.map(([className, text]) => element('span', 'tag ' + className, text));
}

function row(flow) {
  const shown = element('li');
  shown.dataset.flow = flow.id;
  if (flow.id === desk.flow) shown.className = 'chosen';
  const check = element('input');
  check.type = 'checkbox';
  check.checked = desk.chosen.has(flow.id);
  check.dataset.id = 'check-' + flow.id;
  check.setAttribute('aria-label', 'Choose ' + flow.conversationId);
  check.hidden = !mayAct();
  check.addEventListener('change', () => choose(flow.id, check.checked));
  const open = button('', null, () => go({ flow: flow.id }));
  open.dataset.id = flow.id;
  const state = element('span');
  state.append(...tags(flow));
  const id = element('span', 'id');
  id.append(element('strong', '', flow.conversationId), element('br'), element('span', 'flow', flow.flow));
  open.append(id, state, element('span', 'number', flow.recipient || ''), element('span', 'when', day(flow.startedAt)));
  shown.append(check, open);
  return shown;
}

function showPage(page) {
  desk.flows = page.flows;
  desk.next = page.next;
  for (const id of desk.chosen) if (!page.flows.some((flow) => flow.id === id)) desk.chosen.delete(id);
  byId('clear').hidden = !desk.text;
  byId('shown').textContent = desk.text ? 'Found for “' + desk.text + '”' : VIEWS.find((view) => view.name === desk.view).title + ', newest first';
  draw('flows', { flows: page.flows, flow: desk.flow, chosen: [...desk.chosen] }, () => page.flows.map(row));
  byId('empty').hidden = page.flows.length > 0;
  byId('empty').textContent = desk.text ? 'Nothing has this conversation id, reference or number. A flow that has ended has forgotten its number.'
    : desk.after ? 'There are no older ones.' : EMPTY[desk.view];
  byId('first').hidden = !desk.after;
  byId('next').hidden = !page.next;
  showMany();
}

function choose(id, yes) {
  if (yes) desk.chosen.add(id); else desk.chosen.delete(id);
  showPage({ flows: desk.flows, next: desk.next });
}

function showMany() {
  byId('many').hidden = desk.chosen.size === 0;
  byId('chosen').textContent = desk.chosen.size + ' chosen:';
  const chosen = desk.flows.filter((flow) => desk.chosen.has(flow.id));
  const acts = Object.keys(ACTS).filter((act) => chosen.length && chosen.every((flow) => actsOf(flow).includes(act)));
  draw('many-acts', acts, () => acts.map((act) => button(ACTS[act].title + ' all', null, () => askFlows(act, [...desk.chosen]))));
}

byId('search-form').addEventListener('submit', (event) => {
  event.preventDefault();
  go({ text: byId('search').value.trim() });
});
function clearSearch() {
  byId('search').value = '';
  go({ text: '' });
}
byId('clear').addEventListener('click', clearSearch);
byId('first').addEventListener('click', () => { go({ after: null }); });
byId('next').addEventListener('click', older);
function older() {
  if (desk.next) {
    const after = desk.next;
    desk.chosen.clear();
    desk.after = after;
    look().then(() => byId('list').scrollIntoView());
  }
}

// --- the guard

function guardButton(act, name, key, asked) {
  const made = button(name, null, () => ask({ ...GUARD_ACTS[act], ...asked }));
  made.dataset.id = act + ' ' + key;
  made.hidden = !mayAct();
  return made;
}

/** One act on the guard; of all that a rule held some at a time, until nothing more is done. */
function guardAct(act, body) {
  return async (why) => {
    let result = await call('POST', 'guard/' + act, { ...body, why });
    const all = { ...result };
    while (body.rule && result.more) {
      result = await call('POST', 'guard/' + act, { ...body, why });
      all.done += result.done;
    }
    return all;
  };
}

function stopRow(stop) {
  const shown = element('li');
  shown.dataset.id = stop.scope;
  const text = element('p');
  text.append(element('strong', 'tag bad', stop.scope === 'all' ? 'all sends' : stop.scope), ' since ' + day(stop.at) + ', by ' + stop.by + ': ' + stop.reason);
  shown.append(text, guardButton('lift', 'Lift', stop.scope, {
    title: 'Lift: ' + stop.scope, verb: 'Lift', unasked: true, steps: [guardAct('lift', { scope: stop.scope })],
  }));
  return shown;
}

function ruleRow(rule) {
  const shown = element('li');
  const text = element('p');
  text.append(element('strong', '', rule.messages.toLocaleString()), ' by ' + rule.rule + ', the oldest of ' + day(rule.since));
  const acts = element('span', 'row');
  for (const act of ['release', 'drop']) {
    acts.append(guardButton(act, GUARD_ACTS[act].title + ' all', rule.rule, {
      title: GUARD_ACTS[act].title + ' all by ' + rule.rule, verb: GUARD_ACTS[act].title + ' all', steps: [guardAct(act, { rule: rule.rule })],
      what: rule.messages.toLocaleString() + ' messages. ' + GUARD_ACTS[act].what.replaceAll('It is', 'Each is').replaceAll('it ', 'each '),
    }));
  }
  shown.append(text, acts);
  return shown;
}

function heldRow(message) {
  const shown = element('li');
  shown.dataset.held = message.id;
  const head = element('p');
  head.append(element('strong', '', message.operation || message.rule), ' ');
  if (message.state === 'UNKNOWN') head.append(element('span', 'tag doubt', 'in doubt'));
  head.append(element('span', 'more', day(message.heldAt) + (message.recipients > 1 ? ', ' + message.recipients + ' recipients' : '')));
  shown.append(head, element('p', 'more', message.rule + ': ' + message.why));
  if (desk.content && desk.content.id === message.id) {
    shown.append(element('p', 'number', desk.content.recipients.join(', ')));
    shown.append(element('p', 'quote', desk.content.body || 'The flow has the text.'));
  }
  const acts = element('p', 'row');
  for (const act of message.state === 'UNKNOWN' ? ['sent', 'not-sent'] : ['release', 'drop']) {
    acts.append(guardButton(act, GUARD_ACTS[act].title, message.id, { verb: GUARD_ACTS[act].title, steps: [guardAct(act, { id: message.id })] }));
  }
  if (desk.me.roles.includes('SEE')) {
    const look = button('Show', null, () => showContent(message.id));
    look.dataset.id = 'show ' + message.id;
    acts.append(look);
  }
  if (message.conversationId) {
    const flow = button('Flow', null, () => {
      byId('search').value = message.conversationId;
      go({ view: 'all', text: message.conversationId });
    });
    flow.dataset.id = 'flow ' + message.id;
    acts.append(flow);
  }
  shown.append(acts);
  return shown;
}

async function showContent(id) {
  try {
    desk.content = { id, ...await call('GET', 'guard/held/' + encodeURIComponent(id)) };
    showGuard(desk.guard);
  } catch (e) {
    told(e);
  }
}

function showGuard(guard) {
  desk.guard = guard;
  byId('no-guard').hidden = guard.guarded;
  byId('guarded').hidden = !guard.guarded;
  byId('stop-form').hidden = !mayAct();
  if (!guard.guarded) return;
  draw('stops', guard.stops, (stops) => stops.length ? stops.map(stopRow) : [element('li', 'more', 'Nothing is stopped.')]);
  draw('rules', guard.rules, (rules) => rules.length ? rules.map(ruleRow) : [element('li', 'more', 'Nothing waits for a decision.')]);
  draw('held', { messages: guard.messages, content: desk.content }, () => guard.messages.map(heldRow));
  const more = guard.held + guard.unknown - guard.messages.length;
  byId('held-more').hidden = more <= 0;
  byId('held-more').textContent = 'And ' + more.toLocaleString() + ' more, which come up when these are decided.';
}

byId('stop-kind').addEventListener('change', () => {
  byId('stop-name').hidden = byId('stop-kind').value === 'all';
});
byId('stop-form').addEventListener('submit', (event) => {
  event.preventDefault();
  const kind = byId('stop-kind').value;
  const scope = kind === 'all' ? kind : kind + ':' + byId('stop-name').value.trim();
  ask({ ...GUARD_ACTS.stop, title: 'Stop: ' + scope, verb: 'Stop', steps: [guardAct('stop', { scope })] });
});

// --- one message

function mayAct() {
  return desk.me !== null && desk.me.roles.includes('ACT');
}

function actsOf(flow) {
  if (!mayAct() || flow.endedAt) return [];
  const acts = [];
  if (flow.inDoubt) acts.push('sent', 'not-sent');
  if (flow.parked) acts.push('release');
  if (!flow.parked && flow.nextDue && flow.state !== 'SENDING') acts.push('retry');
  if (!flow.outcome) acts.push('cancel');
  return acts;
}

function facts(detail) {
  const flow = detail.flow;
  const all = [['Flow', flow.flow], ['State', words(flow.state) + (flow.outcome ? ', ' + flow.outcome : '')],
    ['Recipient', flow.recipient], ['Reference', flow.reference], ['Step', detail.step || null], ['Why', detail.reason],
    ['Taken in', day(flow.startedAt)], ['Ended', flow.endedAt && day(flow.endedAt)], ['Deadline', detail.expiresAt && day(detail.expiresAt)],
    ['Worked on by', detail.heldBy]];
  return all.filter(([, value]) => value !== null && value !== undefined && value !== '')
    .flatMap(([name, value]) => [element('dt', '', name), element('dd', '', value)]);
}

function entry(each) {
  const act = each.kind === 'ACT';
  const shown = element('li', act ? 'act' : each.kind === 'NEXT_DUE' ? 'next' : each.kind === 'REPLY' ? 'good' : tone((each.status || '').toUpperCase()));
  shown.dataset.kind = each.kind;
  const time = element('time', '', day(each.at));
  time.dateTime = each.at;
  const title = act ? (DONE[each.act] || words(each.act)) + ', by ' + each.actor
    : KINDS[each.kind] + (each.status ? ': ' + words(each.status) : '') + (each.provider ? ', ' + each.provider : '');
  shown.append(time, element('strong', '', title));
  if (act && each.status) shown.append(element('span', 'more', ' ' + (each.status === 'APPLIED' ? 'done' : words(each.status))));
  if (each.person) shown.append(element('span', 'number', ' ' + each.person));
  if (each.text) shown.append(element('p', 'quote', each.text));
  if (each.detail) shown.append(element('p', '', each.detail));
  const ids = [each.step ? 'step ' + each.step : null, each.reference && 'reference ' + each.reference, each.messageId && 'message id ' + each.messageId]
    .filter((part) => part).join(', ');
  if (ids) shown.append(element('p', 'more', ids));
  return shown;
}

function showDetail(detail) {
  const opened = byId('detail').hidden && desk.flow;
  desk.detail = detail;
  byId('detail').hidden = !desk.flow;
  byId('desk').classList.toggle('one', Boolean(desk.flow));
  if (!desk.flow) return;
  if (!detail) {
    byId('title').textContent = 'There is no such flow';
    byId('text').textContent = 'It may have ended and been deleted after its retention.';
    for (const id of ['facts', 'acts', 'timeline']) draw(id, null, () => []);
  } else {
    byId('title').textContent = detail.flow.conversationId;
    byId('text').textContent = detail.text || '';
    draw('facts', detail, facts);
    draw('acts', [detail.flow.id, actsOf(detail.flow)], () => actsOf(detail.flow).map((act) => {
      const made = button(ACTS[act].title, ACTS[act].key, () => askFlows(act, [detail.flow.id]));
      made.dataset.id = act;
      return made;
    }));
    draw('timeline', detail.timeline, (all) => all.map(entry));
  }
  if (opened) byId('detail').focus({ preventScroll: true });
}

byId('close').addEventListener('click', close);
function close() {
  const was = desk.flow;
  go({ flow: null });
  showDetail(null);
  const again = [...byId('flows').querySelectorAll('button')].find((each) => each.dataset.id === was);
  if (again) again.focus();
}

// --- acts

/** Asks why, unless the act needs no reason, and then takes its steps. */
function ask(asked) {
  desk.asked = asked;
  byId('ask-title').textContent = asked.title;
  byId('ask-what').textContent = asked.what;
  byId('ask-yes').textContent = asked.verb;
  byId('ask-yes').disabled = false;
  byId('ask-notice').textContent = '';
  for (const id of ['why', 'why-label']) byId(id).hidden = Boolean(asked.unasked);
  byId('why').required = !asked.unasked;
  byId('why').value = '';
  byId('ask').showModal();
  byId(asked.unasked ? 'ask-yes' : 'why').focus();
}

function askFlows(act, ids) {
  ask({
    title: ACTS[act].title + (ids.length > 1 ? ': ' + ids.length + ' messages' : ''), what: ACTS[act].what, verb: ACTS[act].title,
    steps: ids.map((id) => (why) => call('POST', 'flows/' + encodeURIComponent(id) + '/' + act, { why })),
  });
}

byId('ask-no').addEventListener('click', () => byId('ask').close());
byId('why').addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) byId('ask-form').requestSubmit();
});
byId('ask-form').addEventListener('submit', async (event) => {
  event.preventDefault();
  const { steps, unasked } = desk.asked;
  const why = byId('why').value.trim();
  if (!why && !unasked) {
    byId('ask-notice').textContent = 'Say why.';
    return;
  }
  byId('ask-yes').disabled = true;
  let done = 0;
  const refused = [];
  const doubts = [];
  for (const step of steps) {
    try {
      const result = await step(why);
      if (result.taken) done++; else refused.push(result.sentence);
      if (result.taken && result.sentence) doubts.push(result.sentence);
    } catch (e) {
      if (e.status === 401) {
        told(e);
        return;
      }
      refused.push(e instanceof Refused ? e.message : 'The application does not answer.');
    }
  }
  byId('ask-yes').disabled = false;
  if (refused.length === steps.length) {
    byId('ask-notice').textContent = refused[0];
    look();
    return;
  }
  byId('ask').close();
  desk.chosen.clear();
  await look();
  if (doubts.length) byId('notice').textContent = doubts.join(' ');
  if (refused.length) byId('notice').textContent = done + ' done, ' + refused.length + ' not: ' + refused[0];
});

// --- keyboard

const KEYS = [
  ['/', 'Search', search],
  ['j', 'Next message', () => move(1)],
  ['k', 'Message before', () => move(-1)],
  ['Enter', 'Open the message', null],
  ['x', 'Choose the message, for an act on many', () => toggle()],
  ['Esc', 'Close the message, end the search', null],
  ['>', 'Older messages', older],
  ...VIEWS.map((view) => [view.key, view.title, () => go({ view: view.name, text: '' })]),
  ...Object.entries(ACTS).map(([act, facts]) => [facts.key, facts.title, () => actByKey(act)]),
  ['r', 'Look now', look],
  ['?', 'This list', help],
];

function search() {
  if (isGuardShown()) go({ view: 'all', text: '' });
  byId('search').focus();
}

function rows() {
  if (byId('list').hidden) return [];
  return [...byId('flows').querySelectorAll('button')];
}

function current() {
  const all = rows();
  const focused = all.indexOf(document.activeElement);
  return focused >= 0 ? focused : all.findIndex((each) => each.dataset.id === desk.flow);
}

function move(by) {
  const all = rows();
  if (!all.length) return;
  const to = Math.min(all.length - 1, Math.max(0, current() + by));
  all[to].focus();
  if (desk.flow) go({ flow: all[to].dataset.id });
}

function toggle() {
  const at = rows()[current()];
  if (at && mayAct()) choose(at.dataset.id, !desk.chosen.has(at.dataset.id));
}

function actByKey(act) {
  if (desk.detail && actsOf(desk.detail.flow).includes(act)) askFlows(act, [desk.detail.flow.id]);
}

function help() {
  draw('keys', KEYS.map(([key, text]) => [key, text]), (all) => all.flatMap(([key, text]) => {
    const name = element('dt');
    name.append(element('kbd', '', key));
    return [name, element('dd', '', text)];
  }));
  byId('help').showModal();
}

byId('help-button').addEventListener('click', help);
byId('help-close').addEventListener('click', () => byId('help').close());

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !desk.me || document.querySelector('dialog[open]')) return;
  const typing = ['INPUT', 'TEXTAREA', 'SELECT'].includes(document.activeElement.tagName) && document.activeElement.type !== 'checkbox';
  if (event.key === 'Escape') {
    if (typing) document.activeElement.blur();
    else if (desk.flow) close();
    else if (desk.text) clearSearch();
    return;
  }
  if (typing) return;
  const known = KEYS.find(([key, , action]) => key === event.key && action);
  if (known) {
    event.preventDefault();
    known[2]();
  }
});

// --- start

(async () => {
  try {
    await enter(await call('GET', 'me'));
  } catch (e) {
    if (e instanceof Refused && e.status !== 401) byId('notice').textContent = e.message;
    showLogin();
  }
})();
