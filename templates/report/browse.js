// Filters, sorts and finds the indicators of the page. Titles are others' words: they only ever become text.
(() => {
  const holder = document.getElementById('browse-data');
  const first = document.querySelector('.strand .indicators')?.closest('.strand');
  if (!holder || !first) return;
  const { words, statuses, codes, status, pace, units } = JSON.parse(holder.textContent);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const make = (name, attributes, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };
  const codeOf = (element) => element.querySelector('.code, .level bdi')?.textContent ?? '';
  const plain = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();

  // A narrow screen lays rows out as cards: some browsers then take them for a table no more.
  const roles = {
    thead: 'rowgroup',
    tbody: 'rowgroup',
    tfoot: 'rowgroup',
    tr: 'row',
    td: 'cell',
    'thead th': 'columnheader',
    'tbody th, tfoot th': 'rowheader',
  };
  for (const table of all('.indicators, .tally')) {
    table.setAttribute('role', 'table');
    for (const [tags, role] of Object.entries(roles))
      for (const part of all(tags, table)) part.setAttribute('role', role);
  }

  const strands = all('.strand');
  const placeOf = new Map(codes.map((code, place) => [code, place]));
  const entries = all('.strand .indicators tbody tr:not(.grouphead), .strand .silent .listed').map((element) => ({
    element,
    code: codeOf(element),
    place: placeOf.get(codeOf(element)) ?? -1,
    top: codeOf(element.closest('.result')?.querySelector('h3') ?? element),
    parent: element.parentNode,
  }));
  const figures = new Map();
  for (const table of all('.comparison')) {
    const heads = all('thead th', table).slice(1);
    for (const row of all('tbody tr', table)) {
      const down = row.querySelector('th');
      all('td', row).forEach((cell, at) => {
        const across = heads[at];
        const unit = codeOf(down) ? across : down;
        if (across && cell.firstChild)
          figures.set(`${codeOf(down) || codeOf(across)} ${unit.textContent.trim()}`, cell);
      });
    }
  }

  const option = ([value, text]) => make('option', { value }, text);
  const control = (id, label, field) => make('div', {}, make('label', { for: `browse-${id}` }, label), field);
  const choice = (id, options) => make('select', { id: `browse-${id}` }, ...[['', words.all], ...options].map(option));
  const topText = (heading) => [codeOf(heading), heading.textContent.replace(/\s+/g, ' ').trim()];
  const tops = all('.strand > .result > h3').map(topText);
  const present = statuses.filter((_, at) => status.includes(at));
  const sorts = [
    ['status', words['sort-status']],
    ['lowest', words['sort-lowest']],
    ['highest', words['sort-highest']],
    ['code', words['sort-code']],
  ];
  const fields = {
    status: choice('status', present),
    result: choice('result', tops),
    unit: choice('unit', units),
    sort: choice('sort', sorts),
  };
  fields.sort.options[0].textContent = words['sort-plan'];

  const targets = () => [
    ...all('.strand h3, .strand h4:not(.of), .strand .grouphead th').map((element) => ({
      element,
      code: codeOf(element),
    })),
    ...entries,
  ];
  const titleOf = ({ element, code }) => {
    const told = (element.querySelector('.what') ?? element).cloneNode(true);
    for (const extra of all('.code, .level, .unit, .whence', told)) extra.remove();
    return `${code} ${told.textContent.replace(/\s+/g, ' ').trim()}`;
  };
  const list = make('datalist', { id: 'browse-list' });
  const jump = make('input', {
    id: 'browse-jump',
    type: 'search',
    list: 'browse-list',
    autocomplete: 'off',
    enterkeyhint: 'go',
  });
  jump.addEventListener(
    'focus',
    () => list.append(...targets().map((one) => make('option', { value: titleOf(one) }))),
    { once: true },
  );
  const missed = make('p', { role: 'status', class: 'missed' });
  const shown = make('p', { role: 'status', class: 'shown' });
  const clear = make('button', { type: 'button' }, words.clear);
  const form = make('form', { class: 'jump' }, control('jump', words.jump, jump), make('button', {}, words.go));
  const choices = make(
    'div',
    { class: 'choices' },
    ...Object.entries(fields)
      .filter(([, field]) => field.options.length > 1)
      .map(([id, field]) => control(id, words[id], field)),
  );
  const nothing = make('p', { class: 'empty' }, words.nothing);
  const title = make('h2', { id: 'browse', tabindex: '-1' }, words.title);
  const box = make(
    'section',
    { class: 'browse', 'aria-labelledby': 'browse' },
    title,
    form,
    list,
    missed,
    choices,
    make('div', { class: 'told' }, shown, clear),
    nothing,
  );
  box.setAttribute('role', 'search');
  const heading = make('h2', {});
  const silent = make('p', { class: 'silent' });
  const table = document.querySelector('.indicators').cloneNode(false);
  const body = make('tbody', { role: 'rowgroup' });
  table.append(document.querySelector('.indicators thead').cloneNode(true), body);
  const flat = make('section', { class: 'sorted' }, heading, table, silent);
  flat.hidden = true;
  first.before(box, flat);
  const skip = make('a', { href: '#browse', class: 'skip' }, words.skip);
  document.body.prepend(skip);

  const stateOf = () => new Map(Object.entries(fields).flatMap(([id, { value }]) => (value ? [[id, value]] : [])));
  const statusOf = ({ place }) => Number(status[place] ?? statuses.length - 1);
  const fits = (one, state) => {
    const unit = units.find(([code]) => code === state.get('unit'));
    return (
      (!state.has('status') || statuses[statusOf(one)][0] === state.get('status')) &&
      (!state.has('result') || one.top === state.get('result')) &&
      (!unit || unit[2][one.place] === '1')
    );
  };
  const byCode = new Intl.Collator('en', { numeric: true }).compare;
  const paceOf = ({ place }) => pace[place] ?? -1;
  const orders = {
    lowest: (a, b) => (paceOf(a) < 0) - (paceOf(b) < 0) || paceOf(a) - paceOf(b),
    highest: (a, b) => paceOf(b) - paceOf(a),
    status: (a, b) => statusOf(a) - statusOf(b) || orders.lowest(a, b),
    code: (a, b) => byCode(a.code, b.code),
  };
  const isOut = (element) => all('.indicators tbody tr:not(.grouphead), .listed', element).every((part) => part.hidden);

  const tellUnit = (unit) => {
    for (const old of all('.strand .ofunit, .sorted .ofunit')) old.remove();
    if (!unit) return;
    for (const { element, code } of entries) {
      const cell = figures.get(`${code} ${unit[1]}`);
      if (!cell || element.hidden || element.localName !== 'tr') continue;
      const note = cell.querySelector('small')?.textContent;
      const told = make(
        'small',
        { class: 'ofunit' },
        `${unit[1]}: `,
        make('bdi', {}, cell.firstChild.textContent),
        note ? ` (${note})` : '',
      );
      element.cells[2].append(told);
    }
  };

  const arrange = () => {
    const state = stateOf();
    for (const one of entries) one.element.hidden = !fits(one, state);
    const order = orders[state.get('sort')];
    flat.hidden = !order;
    if (order) heading.textContent = sorts.find(([id]) => id === state.get('sort'))[1];
    for (const one of order ? [...entries].sort(order) : entries) {
      const isRow = one.element.localName === 'tr';
      (order ? (isRow ? body : silent) : one.parent).append(one.element);
    }
    const isFiltered = state.size > 0;
    const visible = entries.filter(({ element }) => !element.hidden);
    const kept = new Set(visible.map(({ code }) => code));
    table.hidden = isOut(table);
    silent.hidden = ![...silent.children].some((one) => !one.hidden);
    if (!order) {
      for (const one of all('.strand .breakdown')) one.hidden = isFiltered && !kept.has(codeOf(one));
      for (const one of all('.strand .breakdowns')) one.hidden = [...one.children].every((part) => part.hidden);
      for (const one of all(
        '.strand .silent, .strand .indicators, .strand .indicators tbody, .strand .outcome, .strand .result',
      ))
        one.hidden = isFiltered && isOut(one);
    }
    for (const strand of strands)
      strand.hidden = Boolean(order) || (isFiltered && !all('.result', strand).some((one) => !one.hidden));
    tellUnit(units.find(([code]) => code === state.get('unit')));
    const chosen = Object.values(fields)
      .filter(({ value }) => value)
      .map((field) => field.selectedOptions[0].textContent);
    const count = words.shown.replace('⟨shown⟩', visible.length).replace('⟨total⟩', entries.length);
    shown.textContent = [count, ...chosen].join(' · ');
    shown.classList.toggle('chosen', isFiltered);
    clear.hidden = !isFiltered;
    nothing.hidden = visible.length > 0;
    return state;
  };
  const keep = (state) => {
    const query = String(new URLSearchParams([...state]));
    // Where a page may not change its address, as in some previews, it does without.
    try {
      history.replaceState(null, '', `${location.pathname}${location.search}${query ? `#${query}` : ''}`);
    } catch {}
  };
  const restore = () => {
    const asked = new URLSearchParams(location.hash.slice(1));
    if (location.hash && !location.hash.includes('=')) return;
    for (const [id, field] of Object.entries(fields)) {
      const value = asked.get(id) ?? '';
      field.value = [...field.options].some((one) => one.value === value) ? value : '';
    }
    arrange();
    if (asked.has('at')) go(asked.get('at'));
  };
  const showAll = () => {
    for (const field of Object.values(fields)) field.value = '';
    keep(arrange());
  };
  const go = (text) => {
    const known = targets();
    const wanted = plain(text);
    const parts = wanted.split(/\s+/);
    const titles = known.map((one) => plain(titleOf(one)));
    const place = [
      (one) => plain(one.code) === wanted || plain(one.code) === parts[0],
      (_, at) => titles[at] === wanted,
      (_, at) => parts.every((part) => titles[at].includes(part)),
    ]
      .map((test) => known.findIndex(test))
      .find((at) => at >= 0);
    missed.textContent = wanted === '' || place !== undefined ? '' : words['not-found'].replace('⟨words⟩', () => text);
    if (wanted === '' || place === undefined) return;
    const { element, code } = known[place];
    if (element.closest('[hidden]')) showAll();
    const target = element.querySelector('.what') ?? element;
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: 'center' });
    keep(new Map([...stateOf(), ['at', code]]));
  };
  for (const field of Object.values(fields)) field.addEventListener('change', () => keep(arrange()));
  clear.addEventListener('click', () => {
    showAll();
    fields.status.focus();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    go(jump.value);
  });
  // Word of a change comes late, and the address may be another by then.
  addEventListener('hashchange', ({ newURL }) => {
    if (newURL === location.href) restore();
  });
  restore();
  if (!shown.textContent) arrange();
})();
