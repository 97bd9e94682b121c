// Keys of the desk. Enhancement only: all they do can be done by links and buttons of the page.
(() => {
  const rows = [...document.querySelectorAll('[data-row]')];
  const peek = document.getElementById('peek');
  let asking = new AbortController();
  let shown = Promise.resolve();
  let at = Math.max(0, rows.findIndex((row) => row.classList.contains('is-here')));

  const show = async (row, stop) => {
    const answer = await fetch(`${row.querySelector('a').href}peek/`, { signal: stop.signal });
    if (answer.redirected) location.reload(); // signed out meanwhile
    if (!answer.ok) throw new Error(answer.statusText);
    const part = document.createElement('template');
    part.innerHTML = await answer.text();
    peek.replaceChildren(part.content);
  };
  const select = (next) => {
    if (!rows[next]) return;
    rows[at].classList.remove('is-here');
    at = next;
    rows[at].classList.add('is-here');
    rows[at].scrollIntoView({ block: 'nearest' });
    asking.abort();
    asking = new AbortController();
    const mine = asking;
    shown = show(rows[at], mine).catch(() => { if (mine === asking) peek.replaceChildren(); });
  };
  // A key meant for the case beside the list waits until that case is the one shown.
  const press = async (key) => {
    await shown;
    document.querySelector(`main [data-key="${key}"]`)?.click();
  };
  const isTyping = (target) => target.closest('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]');

  const deeds = {
    j: () => select(at + 1),
    k: () => select(at - 1),
    Enter: () => { if (rows[at]) rows[at].querySelector('a').click(); },
    '?': () => { document.getElementById('keys')?.closest('section, dialog')?.scrollIntoView({ block: 'center' }); },
  };
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target)) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (key === 'Enter' && event.target.closest('a, button, summary')) return;
    if ((key === 'j' || key === 'k' || key === 'Enter') && !rows.length) return;
    if (deeds[key]) { event.preventDefault(); deeds[key](); } else if ('nrz'.includes(key)) { event.preventDefault(); press(key); }
  });
})();
