/** Colors for up to six series, distinguishable on white by people with color blindness: https://jfly.uni-koeln.de/color/. */
const palette = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#d55e00'];

/** @returns the color of the series at an index */
export const colorAt = (index: number): string => palette[index % palette.length]!;

export const FONT_SIZE = 12;
// The mean width of a character of a sans-serif font, in relation to its size.
const CHARACTER_WIDTH = 0.58;

/** @returns the estimated width of a text, in pixels */
export const textWidth = (content: string): number => Math.ceil(content.length * FONT_SIZE * CHARACTER_WIDTH);

/** @returns a coordinate with one decimal at most, so that equal figures give equal files */
export const coordinate = (value: number): string => String(Math.round(value * 10) / 10);

/** @returns a figure without needless digits: 1234.5 → "1,235", 1.25 → "1.25" */
export const label = (value: number): string =>
  value.toLocaleString('en-US', { maximumSignificantDigits: Math.abs(value) >= 100 ? 4 : 3 });

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** @returns the text with the characters escaped that have a meaning in XML */
export const escaped = (content: string): string => content.replaceAll(/[&<>"]/g, (found) => escapes[found]!);

interface TextOptions {
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly weight?: 'bold';
  readonly color?: string;
}

/** @returns a text element whose baseline begins, is centered or ends at the position */
export function textAt(
  x: number,
  y: number,
  content: string,
  { anchor, weight, color }: TextOptions = {},
): string {
  const attributes = [
    `x="${coordinate(x)}" y="${coordinate(y)}"`,
    anchor && anchor !== 'start' ? `text-anchor="${anchor}"` : '',
    weight ? `font-weight="${weight}"` : '',
    color ? `fill="${color}"` : '',
  ];
  return `<text ${attributes.filter(Boolean).join(' ')}>${escaped(content)}</text>`;
}

export const GRID_COLOR = '#d8dee4';

/** @returns a thin line of the grid */
export const gridLine = (x1: number, y1: number, x2: number, y2: number): string =>
  `<path d="M${coordinate(x1)} ${coordinate(y1)}L${coordinate(x2)} ${coordinate(y2)}" stroke="${GRID_COLOR}"/>`;

/** @returns the names of the series with their colors, in one row */
export function legend(names: readonly string[], x: number, y: number): string[] {
  let left = x;
  return names.flatMap((name, index) => {
    const at = left;
    left += textWidth(name) + 34;
    return [
      `<rect x="${coordinate(at)}" y="${coordinate(y - 9)}" width="10" height="10" fill="${colorAt(index)}"/>`,
      textAt(at + 15, y, name),
    ];
  });
}

/** What screen readers say about a plot. */
export interface PlotTexts {
  readonly title: string;
  /** The figures in words: a reader who does not see the plot learns what it shows. */
  readonly description: string;
}

/** @returns the document, on a white background that is readable in light and dark surroundings */
export function svgDocument(
  width: number,
  height: number,
  { title, description }: PlotTexts,
  parts: readonly string[],
): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" ` +
      `font-family="system-ui, sans-serif" font-size="${FONT_SIZE}" fill="#1f2328" role="img" ` +
      // cspell:ignore labelledby -- an attribute of ARIA
      `aria-labelledby="title description">`,
    `<title id="title">${escaped(title)}</title>`,
    `<desc id="description">${escaped(description)}</desc>`,
    `<rect width="${width}" height="${height}" rx="6" fill="#fff"/>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}
