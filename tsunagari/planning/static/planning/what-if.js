// While a slider moves, the counts that came with the page are shown anew. Without this the button asks for them.
(() => {
  const page = document.querySelector('[data-what-if]');
  if (!page) return;
  const { now, totals, levels, rows, words } = JSON.parse(document.getElementById('what-if-figures').textContent);
  const figure = new Intl.NumberFormat('ja-JP');
  const signed = (n) => (n > 0 ? '+' : '') + figure.format(n);
  const say = (name, text) => page.querySelectorAll(`[data-out="${name}"]`).forEach((n) => { n.textContent = text; });
  const sliders = ['limit', 'other'].map((name) => page.querySelector(`input[name="${name}_step"]`));
  const level = (part, whole) => (whole ? levels.filter((edge) => Math.abs(part) * 100 >= whole * edge).length : 0);
  const draw = () => {
    const [first, second] = sliders.map((slider) => Number(slider.value));
    sliders.forEach((slider) => {
      const at = Number(slider.value);
      const select = page.querySelector(`select[name="${slider.dataset.select}"]`);
      select.selectedIndex = at;
      slider.setAttribute('aria-valuetext', words[at]);
    });
    say('limit', words[first]);
    say('other', words[second]);
    say('total', figure.format(totals[first]));
    say('total-other', figure.format(totals[second]));
    say('more', signed(totals[first] - totals[now]));
    say('more-other', signed(totals[second] - totals[now]));
    for (const [name, firms, ...steps] of rows) {
      const gained = steps[first] - steps[now];
      const tile = page.querySelector(`[data-tile="${name}"]`);
      if (tile) tile.dataset.h = level(gained, firms);
      const cells = page.querySelectorAll(`tr[data-row="${name}"] [data-cell]`);
      const texts = [figure.format(steps[first]), signed(gained), `${((100 * gained) / firms).toFixed(1)}%`, figure.format(steps[second])];
      cells.forEach((cell, at) => { cell.textContent = texts[at]; });
    }
  };
  sliders.forEach((slider) => {
    slider.closest('.pair').hidden = false;
    slider.addEventListener('input', draw);
    const select = page.querySelector(`select[name="${slider.dataset.select}"]`);
    select.addEventListener('change', () => { slider.value = select.selectedIndex; draw(); });
  });
})();
