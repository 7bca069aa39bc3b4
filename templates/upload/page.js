// Sends files, and shows what became of them. The session is kept here and nowhere else: it ends with the page. Names and receipts are others' words: they only ever become text.
(() => {
  const byId = (id) => document.getElementById(id);
  const words = JSON.parse(byId('words').textContent);
  const PAUSES = [1000, 4000, 10000];
  const POLL = 3000;
  const SLOW = 120000;
  const MOST = 50 * 1024 * 1024;
  const waiting = new Map();
  let request = '';
  let session = '';
  let timer = 0;
  let shown = '';

  const make = (name, text = '', attributes = {}) => {
    const element = document.createElement(name);
    element.textContent = text;
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };
  const put = (text, values) => text.replace(/@(\w+)/g, (_, name) => values[name]);
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const say = (text) => {
    byId('said').textContent = text;
  };
  const show = (id) => {
    for (const part of ['ask', 'enter', 'office']) byId(part).hidden = part !== id;
    byId(id).querySelector('#office:not([hidden]) #files, input').focus();
  };
  const unit = () => byId('unit').value;

  const ask = async (wish) => {
    const options = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(wish) };
    const answer = await fetch(location.pathname, options).catch(() => null);
    if (answer === null) return { error: 'offline' };
    return answer.json().catch(() => ({ error: 'failed' }));
  };
  const told = (error) => {
    const says = { wrong: words.wrong, over: words.over, 'too-many': words.tooMany, offline: words.offline, refused: words.refused };
    say(says[error] ?? words.failed);
    if (error !== 'over') return;
    session = '';
    clearTimeout(timer);
    show('ask');
  };

  const submits = (id, act) =>
    byId(id).addEventListener('submit', async (event) => {
      event.preventDefault();
      const button = byId(id).querySelector('button');
      if (button.getAttribute('aria-disabled') === 'true') return;
      button.setAttribute('aria-disabled', 'true');
      await act();
      button.removeAttribute('aria-disabled');
    });
  submits('ask', async () => {
    say(words.asking);
    const answer = await ask({ wish: 'password', who: byId('who').value });
    if (answer.error) return told(answer.error);
    request = answer.request;
    say(words.asked);
    show('enter');
  });
  submits('enter', async () => {
    const answer = await ask({ wish: 'session', request, password: byId('password').value });
    byId('password').value = '';
    if (answer.error) return told(answer.error);
    session = answer.session;
    byId('unit').replaceChildren(...answer.units.map((code) => make('option', code)));
    say('');
    show('office');
    look();
  });
  byId('anew').addEventListener('click', () => {
    say('');
    show('ask');
  });

  const transfer = (file, to, progress) =>
    new Promise((resolve) => {
      const sending = new XMLHttpRequest();
      sending.open('PUT', to);
      sending.setRequestHeader('if-none-match', '*');
      sending.upload.onprogress = ({ loaded, total }) => progress(Math.round((100 * loaded) / total));
      sending.onload = () => resolve(sending.status);
      sending.onerror = () => resolve(0);
      sending.send(file);
    });

  const send = async (file) => {
    const line = make('li');
    const text = make('p', '', { role: 'status' });
    const bar = make('progress', '', { max: 100, value: 0, 'aria-label': file.name });
    line.append(text, bar);
    byId('sending').prepend(line);
    const fail = (why) => {
      text.textContent = `${file.name}: ${why}`;
      bar.remove();
      const again = make('button', words.retry, { type: 'button', class: 'second' });
      again.addEventListener('click', () => {
        line.remove();
        send(file);
      });
      line.append(again);
    };
    if (file.size === 0 || file.size > MOST) return fail(words.size);
    let announced = -1;
    const progress = (percent) => {
      bar.value = percent;
      // A screen reader is told every quarter, not every step.
      const quarter = Math.floor(percent / 25);
      if (quarter !== announced) text.textContent = put(words.sending, { file: file.name, percent });
      announced = quarter;
    };
    progress(0);
    const answer = await ask({ wish: 'upload', session, unit: unit(), name: file.name, size: file.size });
    if (answer.error) {
      fail(answer.error === 'offline' ? words.offline : words.failed);
      return answer.error === 'over' ? told('over') : undefined;
    }
    for (let turn = 0; ; turn += 1) {
      const status = await transfer(file, answer.to, progress);
      // 412: it came whole the time before, and only the answer was lost.
      if (status === 200 || status === 412) break;
      const wait = PAUSES[turn];
      if (status === 403 || wait === undefined) return fail(navigator.onLine ? words.failed : words.offline);
      announced = -1;
      text.textContent = `${file.name}: ${words.again}`;
      await pause(wait);
    }
    bar.removeAttribute('value');
    text.textContent = put(words.waiting, { file: file.name });
    waiting.set(answer.key, { line, text, file: file.name, since: Date.now() });
    look();
  };

  const download = (name, key) => {
    const button = make('button', name, { type: 'button', class: 'link' });
    button.addEventListener('click', async () => {
      const answer = await ask({ wish: 'file', session, unit: unit(), key });
      if (answer.error) told(answer.error);
      else location.assign(answer.address);
    });
    return button;
  };
  const issueItem = ({ symbol, where, message, found, remedy }) => {
    const item = make('li');
    item.append(make('p', `${symbol} ${where}`), make('p', message));
    for (const part of item.children) part.dir = 'auto';
    for (const [name, value] of [
      [words.found, found],
      [words.remedy, remedy],
    ]) {
      const line = make('p', `${name} `);
      line.append(make('bdi', value));
      if (value) item.append(line);
    }
    return item;
  };
  const card = ({ file, tone, symbol, outcome, accepted, returned, issues, hidden, marked }) => {
    const article = make('article', '', { class: tone });
    const list = make('ul');
    list.append(...issues.map(issueItem));
    article.append(make('h3', file, { dir: 'auto' }), make('p', `${symbol} ${outcome}`));
    article.append(make('p', put(words.counts, { accepted, returned })), list);
    if (hidden > 0) article.append(make('p', put(words.hidden, { count: hidden })));
    if (marked) article.append(download(words.marked, marked));
    return article;
  };

  const look = async () => {
    clearTimeout(timer);
    const of = session;
    if (!of) return;
    const answer = await ask({ wish: 'receipts', session: of, unit: unit(), language: words.language });
    if (of !== session) return;
    if (answer.error === 'over') return told('over');
    if (answer.error) say(answer.error === 'offline' ? words.offline : words.failed);
    else if (byId('said').textContent === words.offline) say('');
    const state = JSON.stringify([answer.receipts, answer.workbooks]);
    if (!answer.error && state !== shown) {
      shown = state;
      byId('receipts').replaceChildren(...answer.receipts.map(card));
      byId('workbooks').hidden = answer.workbooks.length === 0;
      const items = answer.workbooks.map((key) => {
        const item = make('li');
        item.append(download(key.split('/').at(-1), key));
        return item;
      });
      byId('workbooks').querySelector('ul').replaceChildren(...items);
    }
    for (const { key, file, outcome } of answer.receipts ?? []) {
      if (!waiting.has(key)) continue;
      waiting.get(key).line.remove();
      waiting.delete(key);
      say(outcome || file);
    }
    for (const { text, file, since } of waiting.values())
      if (Date.now() - since > SLOW) text.textContent = put(words.slow, { file });
    clearTimeout(timer);
    if (waiting.size > 0 || answer.error === 'offline') timer = setTimeout(look, POLL);
  };

  const drop = byId('drop');
  const take = (files) => {
    for (const file of files) send(file);
  };
  byId('files').addEventListener('change', (event) => {
    take([...event.target.files]);
    event.target.value = '';
  });
  byId('unit').addEventListener('change', look);
  for (const name of ['dragover', 'dragleave', 'drop'])
    document.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.toggle('over', name === 'dragover');
      if (name === 'drop' && session) take([...event.dataTransfer.files]);
    });
  window.addEventListener('offline', () => say(words.offline));
  window.addEventListener('online', () => {
    say('');
    look();
  });
})();
