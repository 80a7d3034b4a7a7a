// Applies the chosen color scheme before the first paint: the reader's choice, or that of the system.
(() => {
  const KEY = 'tradewind-color-scheme';
  const system = matchMedia('(prefers-color-scheme: dark)');
  const scheme = () => localStorage.getItem(KEY) ?? (system.matches ? 'dark' : 'light');
  const apply = () => {
    document.documentElement.dataset.theme = scheme();
    dispatchEvent(new CustomEvent('color-scheme', { detail: scheme() }));
  };
  apply();
  system.addEventListener('change', apply);
  addEventListener('DOMContentLoaded', () =>
    document.getElementById('theme').addEventListener('click', () => {
      localStorage.setItem(KEY, scheme() === 'dark' ? 'light' : 'dark');
      apply();
    }),
  );
})();
