// Shows where a figure comes from. Names are others' words: they only ever become text.
(() => {
  const holder = document.getElementById('lineage');
  if (!holder || typeof DecompressionStream !== 'function' || typeof HTMLDialogElement !== 'function') return;
  const { words, data } = JSON.parse(holder.textContent);

  const make = (name, attributes, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };
  const name = (text) => make('bdi', {}, text);
  const code = (text) => make('bdi', { dir: 'ltr', class: 'place' }, text);

  let unpacked;
  const unpack = () => {
    const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
    unpacked ??= new Response(stream).json();
    return unpacked;
  };

  const quoted = (sheet) => (/^[\p{L}\p{N}_.]+$/u.test(sheet) ? sheet : `'${sheet.replaceAll("'", "''")}'`);
  const cellsOf = ({ s, c }) => (s === undefined ? c : `${quoted(s)}!${c}`);

  const statement = (one, files, isCounted) => {
    const [key] = files[one.f];
    const item = make('li', isCounted ? {} : { class: 'left' });
    if (one.v !== undefined) {
      const lead = isCounted ? '' : `${words['not-counted']}: `;
      item.append(lead, `${one.p}: `, make('strong', {}, name(one.v)), ` (${one.w})`);
    }
    const place = make('span', { class: 'source' }, code(key));
    if (one.c !== undefined) place.append(' · ', make('b', {}, code(cellsOf(one))));
    else if (one.b !== undefined) place.append(` · ${words.sum}`);
    if (one.b !== undefined) place.append(` · ${words.breakdown} `, code(one.b));
    item.append(place);
    return item;
  };

  const belowOf = ({ b = [] }, { lists }) => (typeof b === 'number' ? lists[b] : b);
  const countNodes = (one, all) => belowOf(one, all).reduce((sum, below) => sum + countNodes(below, all), 1);
  const nodesAtOnce = 40;

  const node = (one, all, isOpen) => {
    const { files, units } = all;
    const head = [name(Object.hasOwn(units, one.u) ? units[one.u] : one.u)];
    if (one.v !== undefined) head.push(' ', make('strong', {}, name(one.v)), ' ', make('small', {}, name(one.c)));
    const stated = [
      ...(one.o ?? []).map((own) => statement(own, files, true)),
      ...(one.n ?? []).map((left) => statement(left, files, false)),
    ];
    const list = stated.length > 0 ? [make('ul', { class: 'stated' }, ...stated)] : [];
    if (one.b === undefined) return make('li', {}, ...head, ...list);
    const small = countNodes(one, all) <= nodesAtOnce;
    const below = belowOf(one, all).map((next) => node(next, all, small));
    const details = make('details', isOpen ? { open: '' } : {}, make('summary', {}, ...head), ...list, make('ul', {}, ...below));
    return make('li', {}, details);
  };

  const filesOf = (one, all) => {
    const own = [...(one.o ?? []), ...(one.n ?? [])].map(({ f }) => f);
    return own.concat(...belowOf(one, all).map((next) => filesOf(next, all)));
  };

  const file = ([key, version, digest, uploaded, planVersion]) => {
    const facts = [
      ...(uploaded ? [[words.uploaded, uploaded]] : []),
      ...(planVersion ? [[words['plan-version'], planVersion]] : []),
      ...(version ? [[words.version, code(version)]] : []),
      ['SHA-256', code(digest)],
    ];
    const told = facts.map(([label, value]) => make('div', {}, make('dt', {}, label), make('dd', {}, value)));
    return make('li', {}, code(key), make('dl', {}, ...told));
  };

  const contentOf = (found, all) => {
    if (!found) return [make('p', {}, words.none)];
    const [isComplete, tree] = found;
    const used = [...new Set(filesOf(tree, all))].sort((a, b) => a - b);
    return [
      ...(isComplete ? [] : [make('p', { class: 'doubt' }, words.incomplete)]),
      ...(all.detail === 'parts' ? [] : [make('p', {}, words.shortened)]),
      make('ul', { class: 'tree' }, node(tree, all, true)),
      make(
        'details',
        {},
        make('summary', {}, `${words.files} (${used.length})`),
        make('ul', { class: 'files' }, ...used.map((place) => file(all.files[place]))),
      ),
    ];
  };

  const title = make('h2', { id: 'lineage-title' });
  const body = make('div', { class: 'body', tabindex: '0', role: 'region', 'aria-labelledby': 'lineage-title' });
  const close = make('button', { class: 'close' }, words.close);
  const dialog = make(
    'dialog',
    { class: 'lineage', 'aria-labelledby': 'lineage-title' },
    make('form', { method: 'dialog' }, title, close),
    body,
  );
  document.body.append(dialog);

  const show = async (row) => {
    const all = await unpack().catch(() => ({ trees: {} }));
    const wanted = row.querySelector('.code').textContent;
    title.replaceChildren(`${words.title}: `, code(wanted));
    body.replaceChildren(...contentOf(Object.hasOwn(all.trees, wanted) ? all.trees[wanted] : null, all));
    dialog.showModal();
    body.scrollTop = 0;
  };

  for (const row of document.querySelectorAll('.indicators tbody .what')) {
    const about = row.querySelector('.code').textContent;
    const button = make('button', { type: 'button', class: 'whence', 'aria-haspopup': 'dialog' }, words.open);
    button.append(make('span', { class: 'unseen' }, ` ${about}`));
    button.addEventListener('click', () => show(row));
    row.append(button);
  }
})();
