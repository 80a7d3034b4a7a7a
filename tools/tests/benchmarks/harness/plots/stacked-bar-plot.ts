import { colorAt, coordinate, gridLine, label, legend, svgDocument, textAt, textWidth } from './svg.ts';
import { ticks } from './ticks.ts';

interface StackedBar {
  readonly name: string;
  /** One for each series, drawn one after the other. A bar may have fewer values than there are series. */
  readonly values: readonly number[];
}

/** One horizontal bar for each thing that was measured, in sections: it remains readable with a hundred of them. */
export interface StackedBarPlot {
  readonly title: string;
  /** What the bars measure: "CPU milliseconds". */
  readonly unit: string;
  readonly series: readonly string[];
  readonly sections: readonly { readonly name: string; readonly bars: readonly StackedBar[] }[];
  /** A value that the bars are compared with, drawn as a line across all sections. */
  readonly reference: { readonly name: string; readonly value: number };
}

const WIDTH = 760;
const BAR = 11;
const ROW = 16;
const HEADING = 26;
const TOP = 62;
const BOTTOM = 40;
const MARGIN = 14;
const REFERENCE_COLOR = '#cf222e';

/** @returns the plot as an SVG document; the same figures give the same text */
export function stackedBarPlot({ title, unit, series, sections, reference }: StackedBarPlot): string {
  const bars = sections.flatMap((section) => section.bars);
  const marks = ticks(Math.max(reference.value, ...bars.map(total)));
  const left = Math.max(...bars.map(({ name }) => textWidth(name))) + 2 * MARGIN;
  const right = WIDTH - MARGIN - textWidth('10,000');
  const toX = (value: number) => left + ((right - left) * value) / marks.at(-1)!;

  let top = TOP;
  const rows = sections.flatMap((section) => {
    const heading = textAt(MARGIN, top + HEADING - 10, section.name, { weight: 'bold' });
    top += HEADING;
    return [
      heading,
      ...section.bars.flatMap((bar) => {
        const at = top;
        top += ROW;
        return [
          textAt(left - MARGIN / 2, at + 10, bar.name, { anchor: 'end' }),
          ...segments(bar, at, toX),
          textAt(toX(total(bar)) + 5, at + 10, label(total(bar))),
        ];
      }),
    ];
  });
  const grid = marks.flatMap((mark) => [
    gridLine(toX(mark), TOP, toX(mark), top),
    textAt(toX(mark), top + 16, label(mark), { anchor: 'middle' }),
  ]);
  const line =
    `<path d="M${coordinate(toX(reference.value))} ${TOP}V${coordinate(top)}" stroke="${REFERENCE_COLOR}" ` +
    `stroke-dasharray="4 3"/>`;
  return svgDocument(WIDTH, top + BOTTOM, { title, description: describe(bars, unit, reference) }, [
    textAt(MARGIN, 22, title, { weight: 'bold' }),
    ...legend(series, MARGIN, 43),
    textAt(toX(reference.value), TOP - 4, reference.name, { anchor: 'middle', color: REFERENCE_COLOR }),
    ...grid,
    textAt((left + right) / 2, top + 33, unit, { anchor: 'middle' }),
    ...rows,
    line,
  ]);
}

const total = ({ values }: StackedBar): number => values.reduce((sum, value) => sum + value, 0);

function segments({ values }: StackedBar, top: number, toX: (value: number) => number): string[] {
  let from = 0;
  return values.map((value, index) => {
    const x = toX(from);
    from += value;
    const width = coordinate(toX(from) - x);
    return `<rect x="${coordinate(x)}" y="${coordinate(top)}" width="${width}" height="${BAR}" fill="${colorAt(index)}"/>`;
  });
}

function describe(
  bars: readonly StackedBar[],
  unit: string,
  { name, value }: StackedBarPlot['reference'],
): string {
  const sorted = bars.toSorted((one, other) => total(one) - total(other));
  const text = (bar: StackedBar) => `${bar.name} ${label(total(bar))}`;
  return (
    `${bars.length} bars in ${unit}. The shortest is ${text(sorted[0]!)}, the middle one ` +
    `${text(sorted[sorted.length >> 1]!)}, the longest ${text(sorted.at(-1)!)}. ${name}: ${label(value)}.`
  );
}
