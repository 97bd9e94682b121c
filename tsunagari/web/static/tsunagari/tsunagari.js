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
