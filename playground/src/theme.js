// Light and dark: what the system says, until the user chooses.

const root = document.documentElement;
const system = matchMedia('(prefers-color-scheme: dark)');

export function initTheme(button) {
  let chosen;
  const apply = () => {
    const isDark = chosen ?? system.matches;
    root.dataset.theme = isDark ? 'dark' : 'light';
    button.setAttribute('aria-pressed', String(isDark));
  };
  button.addEventListener('click', () => {
    chosen = root.dataset.theme !== 'dark';
    apply();
  });
  system.addEventListener('change', apply);
  apply();
}
