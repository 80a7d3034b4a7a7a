/** One bar: milliseconds of CPU. */
export interface Bar {
  readonly name: string;
  readonly load: number;
  readonly first: number;
}

const [WIDTH, NAMES, ROW, TOP] = [720, 220, 26, 56];

/**
 * Draws the cold starts as stacked bars, without a library: one row each, its load and its first invocation.
 *
 * @param floor  the total of the floor, drawn as a line
 * @returns an SVG image
 */
export function coldPlot(bars: readonly Bar[], floor: number, caption: string): string {
  const longest = Math.max(...bars.map(({ load, first }) => load + first));
  const toX = (milliseconds: number) => (milliseconds / longest) * (WIDTH - NAMES - 70);
  const height = TOP + bars.length * ROW + 12;
  const rows = bars.map(({ name, load, first }, index) => {
    const y = TOP + index * ROW;
    const total = load + first;
    return [
      `<text x="${NAMES - 8}" y="${y + 14}" text-anchor="end">${escape(name)}</text>`,
      `<rect x="${NAMES}" y="${y}" width="${round(toX(load))}" height="18" fill="#0b6bcb"/>`,
      `<rect x="${round(NAMES + toX(load))}" y="${y}" width="${round(toX(first))}" height="18" fill="#8ac1f4"/>`,
      `<text x="${round(NAMES + toX(total) + 6)}" y="${y + 14}">${total.toFixed(0)} ms · ${(total / floor).toFixed(1)}×</text>`,
    ].join('');
  });
  const floorX = round(NAMES + toX(floor));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="system-ui, sans-serif" font-size="13" fill="#222">`,
    `<rect width="${WIDTH}" height="${height}" fill="#fff"/>`,
    `<text x="12" y="20" font-size="15">${escape(caption)}</text>`,
    `<rect x="${NAMES}" y="32" width="12" height="12" fill="#0b6bcb"/><text x="${NAMES + 18}" y="43">load (init)</text>`,
    `<rect x="${NAMES + 110}" y="32" width="12" height="12" fill="#8ac1f4"/><text x="${NAMES + 128}" y="43">first invocation</text>`,
    ...rows,
    `<line x1="${floorX}" y1="${TOP - 4}" x2="${floorX}" y2="${height - 8}" stroke="#c0392b" stroke-dasharray="4 3"/>`,
    '</svg>',
    '',
  ].join('\n');
}

const round = (value: number): number => Math.round(value * 10) / 10;

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
