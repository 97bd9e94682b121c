// Enhancement only: every page works without this file.
(() => {
  const root = document.documentElement;
  root.classList.add('js');

  // Print buttons appear only when they can do something.
  document.querySelectorAll('[data-print]').forEach((b) => b.addEventListener('click', () => window.print()));

  // The one box: Enter asks, Shift+Enter is a new line, and a conversion in progress is left alone.
  document.querySelectorAll('.ask textarea').forEach((t) => t.addEventListener('keydown', (e) => {
    if (e.key === 'Enter' && !e.shiftKey && !e.isComposing) { e.preventDefault(); t.form.requestSubmit(); }
  }));

  // A list that follows what is being typed. The last keystroke wins; a conversion in progress is searched too.
  document.querySelectorAll('form[data-live]').forEach((live) => {
    const here = document.querySelector('[data-live-here]');
    let last = 0;
    const find = async () => {
      const mine = ++last;
      const asked = new URLSearchParams(new FormData(live));
      const response = await fetch(`${live.dataset.live}?${asked}`);
      if (!response.ok || mine !== last) return;
      here.innerHTML = await response.text();
      history.replaceState(null, '', `?${asked}`);
    };
    live.addEventListener('input', find);
  });

  // A long piece of work that the server does a stretch at a time: the page asks for the next one.
  document.querySelectorAll('form[data-keep-going]').forEach((going) => going.requestSubmit());

  // Programmes kept in this browser: nothing of it is ever sent. A browser that keeps nothing just forgets.
  const read = () => { try { return JSON.parse(localStorage.getItem('tsunagari.saved')) || []; } catch { return []; } };
  const write = (list) => { try { localStorage.setItem('tsunagari.saved', JSON.stringify(list.slice(0, 50))); } catch { /* forgotten */ } };
  const without = (key) => read().filter((one) => one.key !== key);
  document.querySelectorAll('[data-save]').forEach((button) => {
    const { save: key, name, put, drop } = button.dataset;
    const isKept = () => read().some((one) => one.key === key);
    const show = () => { button.textContent = isKept() ? drop : put; };
    button.addEventListener('click', () => { write(isKept() ? without(key) : [...without(key), { key, name }]); show(); });
    show();
  });
  const saved = document.querySelector('[data-saved-list]');
  const list = () => {
    const rows = read().filter((one) => /^[a-z0-9-]+$/.test(one.key));
    saved.replaceChildren(...rows.map(({ key, name }) => {
      const [row, head, link, drop] = ['li', 'h3', 'a', 'button'].map((tag) => document.createElement(tag));
      link.href = saved.dataset.programmes.replace('KEY', key);
      link.textContent = name;
      drop.type = 'button';
      drop.className = 'btn btn--text';
      drop.textContent = saved.dataset.remove;
      drop.setAttribute('aria-label', `${saved.dataset.remove}：${name}`);
      drop.addEventListener('click', () => { write(without(key)); list(); });
      head.append(link);
      row.append(head, drop);
      return row;
    }));
    const compare = document.querySelector('[data-saved-compare]');
    const keys = rows.slice(0, Number(compare.dataset.most)).map(({ key }) => ['key', key]);
    compare.href = `${compare.dataset.savedCompare}?${new URLSearchParams(keys)}`;
    document.querySelector('[data-saved-none]').hidden = rows.length > 0;
    document.querySelector('[data-saved-some]').hidden = rows.length === 0;
  };
  if (saved) list();

  // Check: counts follow the chosen answer before it is sent.
  const tally = document.querySelector('form [data-tally]');
  if (!tally) return;
  const order = ['yes', 'unknown', 'no'];
  const table = tally.dataset.tally ? JSON.parse(tally.dataset.tally) : null; // answer -> [yes, unknown, no]
  const form = tally.closest('form');
  const show = (counts) => {
    order.forEach((v, i) => { tally.querySelector(`[data-count="${v}"]`).textContent = counts[i]; });
    const verdicts = order.flatMap((v, i) => Array(counts[i]).fill(v));
    tally.querySelectorAll('.beads i').forEach((bead, i) => { bead.dataset.v = verdicts[i]; });
  };
  // Several answers at once: there are too many mixtures for a table, so the server counts. The last click wins.
  let asked = 0;
  const count = async () => {
    const mine = ++asked;
    const response = await fetch(`${tally.dataset.tallyAddress}?${new URLSearchParams(new FormData(form))}`);
    if (!response.ok || mine !== asked) return;
    const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
    show(order.map((v) => Number(fresh.querySelector(`[data-count="${v}"]`).textContent)));
  };
  form.addEventListener('change', (e) => {
    if (!table) count();
    else if (table[e.target.value]) show(table[e.target.value]);
  });
})();
