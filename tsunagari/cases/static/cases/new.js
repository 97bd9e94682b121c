// Recording a consultation. Enhancement only: the search button and the form work without it.
(() => {
  const form = document.querySelector('[data-send-by-key]');
  const box = form.querySelector('[data-find]');
  const found = document.getElementById('found');
  const name = document.getElementById('new_name');
  const chosen = () => found.querySelector('input:checked');

  // Ctrl+Enter sends from anywhere; Enter in the search box is for looking, not for sending.
  form.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing) return;
    if (event.ctrlKey || event.metaKey) { event.preventDefault(); form.requestSubmit(); } else if (event.target === box) event.preventDefault();
  });

  // What is found follows what is typed; the first one found is chosen, nobody found means a new firm.
  let asked = 0;
  const find = async () => {
    const mine = ++asked;
    const response = await fetch(`${box.dataset.find}?${new URLSearchParams({ q: box.value })}`);
    if (!response.ok || mine !== asked) return;
    found.innerHTML = await response.text();
    if (box.value.trim() && found.querySelector('input')) {
      found.querySelector('input').checked = true;
      if (!found.querySelector('input:not([value="new"])')) name.value = box.value.trim();
    }
    show();
  };
  box.addEventListener('input', (event) => { if (!event.isComposing && box.value.trim().length > 1) find(); });
  box.addEventListener('compositionend', find);

  // Only what is needed is shown: the new firm's fields, the hearing's fields.
  const heard = document.getElementById('is-heard');
  const show = () => {
    document.getElementById('new-firm').hidden = chosen()?.value !== 'new';
    if (heard) document.getElementById('heard').hidden = !heard.checked;
  };
  form.addEventListener('change', show);
  show();
})();
