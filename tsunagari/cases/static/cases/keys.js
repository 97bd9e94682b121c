// Keys of the desk. Enhancement only: all they do can be done by links and buttons of the page.
(() => {
  const rows = [...document.querySelectorAll('[data-row]')];
  const peek = document.getElementById('peek');
  let at = Math.max(0, rows.findIndex((row) => row.classList.contains('is-here')));

  const select = (next) => {
    if (!rows[next]) return;
    rows[at].classList.remove('is-here');
    at = next;
    rows[at].classList.add('is-here');
    rows[at].scrollIntoView({ block: 'nearest' });
    peek.replaceChildren(rows[at].querySelector('template').content.cloneNode(true));
  };
  const press = (key) => {
    const target = document.querySelector(`main [data-key="${key}"]`);
    if (target) target.click();
    return Boolean(target);
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
    if (deeds[key]) { event.preventDefault(); deeds[key](); } else if ('nrz'.includes(key) && press(key)) event.preventDefault();
  });
})();
