// Renders the reference with Redoc, in the colors of the page.
(() => {
  const FONT = 'system-ui, sans-serif';
  const MONOSPACE = 'ui-monospace, monospace';
  const HEADER_HEIGHT = 56;

  const palettes = {
    light: {
      text: '#1f2933',
      muted: '#52606d',
      side: '#f7f9fb',
      nested: '#f7f9fb',
      border: '#d9e2ec',
      link: '#0b6477',
      panel: '#0f1f2b',
      code: '#f1f5f9',
      codeText: '#9d174d',
      success: '#1b6e2e',
      successBackground: '#eefbf1',
      error: '#b42318',
      errorBackground: '#fff4f3',
      notice: '#7a4b00',
      noticeBackground: '#fff8e6',
    },
    dark: {
      text: '#e4e9ee',
      muted: '#a5b1bd',
      side: '#0d1217',
      nested: '#182029',
      border: '#2a343f',
      link: '#66d9e8',
      panel: '#0b1016',
      code: '#1d2731',
      codeText: '#f6a8c8',
      success: '#69db7c',
      successBackground: '#12261a',
      error: '#ffa8a8',
      errorBackground: '#2b1719',
      notice: '#ffd43b',
      noticeBackground: '#2b2413',
    },
  };

  const toTheme = (colors) => ({
    spacing: { unit: 5, sectionVertical: 24, sectionHorizontal: 36 },
    colors: {
      primary: { main: colors.link },
      text: { primary: colors.text, secondary: colors.muted },
      border: { light: colors.border, dark: colors.border },
      success: { main: colors.success },
      error: { main: colors.error },
      responses: {
        success: { color: colors.success, backgroundColor: colors.successBackground },
        error: { color: colors.error, backgroundColor: colors.errorBackground },
        redirect: { color: colors.notice, backgroundColor: colors.noticeBackground },
        info: { color: colors.muted, backgroundColor: colors.nested },
      },
    },
    schema: {
      nestedBackground: colors.nested,
      linesColor: colors.border,
      typeNameColor: colors.muted,
      typeTitleColor: colors.muted,
      requireLabelColor: colors.error,
    },
    typography: {
      fontSize: '15px',
      fontFamily: FONT,
      lineHeight: '1.55',
      headings: { fontFamily: FONT, fontWeight: '650' },
      code: {
        fontFamily: MONOSPACE,
        fontSize: '13px',
        color: colors.codeText,
        backgroundColor: colors.code,
      },
      links: { color: colors.link, visited: colors.link, hover: colors.link },
    },
    sidebar: {
      backgroundColor: colors.side,
      textColor: colors.text,
      width: '280px',
      activeTextColor: colors.link,
    },
    rightPanel: { backgroundColor: colors.panel, textColor: '#e4e9ee', width: '40%' },
    codeBlock: { backgroundColor: '#08121a' },
  });

  let reading;

  const show = async (name) => {
    reading ??= fetch('openapi.json').then((response) => response.json());
    const spec = await reading;
    if (name !== document.documentElement.dataset.theme) return;
    const options = {
      theme: toTheme(palettes[name]),
      nativeScrollbars: true,
      scrollYOffset: HEADER_HEIGHT,
      requiredPropsFirst: true,
      jsonSampleExpandLevel: 3,
      hideSchemaPattern: true,
      sanitize: true,
    };
    // Redoc changes the document that it renders.
    Redoc.init(structuredClone(spec), options, newContainer(), improveMenu);
  };

  // Redoc cannot change the theme of what it rendered, so each theme gets an element of its own.
  const newContainer = () => {
    const container = document.createElement('div');
    document.getElementById('content').replaceChildren(container);
    return container;
  };

  // The name of a group must include what it shows, which its aria-label hides from screen readers.
  const improveMenu = () => {
    for (const group of document.querySelectorAll('[data-item-id^="group/"]'))
      group.removeAttribute('aria-label');
  };

  // A wide sample scrolls, so the keyboard must reach it. Redoc renders samples one after another and again on each tab.
  const content = document.getElementById('content');
  new MutationObserver(() => {
    for (const sample of content.querySelectorAll('pre:not([tabindex])')) sample.tabIndex = 0;
  }).observe(content, { childList: true, subtree: true });

  addEventListener('color-scheme', ({ detail }) => void show(detail));
  void show(document.documentElement.dataset.theme);
})();
