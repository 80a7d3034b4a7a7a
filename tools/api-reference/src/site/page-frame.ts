/** A guide in the navigation of each page. */
export interface GuideLink {
  /** The name of its file without the extension: `errors`. */
  readonly name: string;
  readonly title: string;
}

interface Page {
  readonly title: string;
  /** The path from the page to the root of the site: empty, or `../`. */
  readonly root: '' | '../';
  /** The name of the shown guide; `api` for the reference. */
  readonly current: string;
  readonly guides: readonly GuideLink[];
  readonly scripts: readonly string[];
  readonly body: string;
}

/** Pages load nothing from other hosts, and run no inline script. Redoc styles elements inline and searches in a worker. */
const CONTENT_SECURITY_POLICY =
  "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; worker-src blob:; object-src 'none'; base-uri 'none'";

/** @returns the HTML of a page of the site */
export const pageFrame = ({ title, root, current, guides, scripts, body }: Page): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${CONTENT_SECURITY_POLICY}">
<title>${title} · Tradewind API</title>
<link rel="icon" href="${root}files/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${root}files/site.css">
<script src="${root}files/theme.js"></script>
${scripts.map((name) => `<script src="${root}files/${name}" defer></script>`).join('\n')}
</head>
<body>
<a class="skip" href="#content">Skip to content</a>
<header class="site-header">
<a class="brand" href="${root}index.html"><img src="${root}files/icon.svg" alt="" width="24" height="24"> Tradewind API</a>
<nav aria-label="Site">
${[{ name: 'api', title: 'Reference' }, ...guides].map((link) => navigationLink(link, root, current)).join('\n')}
</nav>
<button type="button" id="theme" aria-label="Switch between light and dark"></button>
</header>
${body}
</body>
</html>
`;

function navigationLink({ name, title }: GuideLink, root: string, current: string): string {
  const href = name === 'api' ? `${root}index.html` : `${root}guides/${name}.html`;
  return `<a href="${href}"${name === current ? ' aria-current="page"' : ''}>${title}</a>`;
}
