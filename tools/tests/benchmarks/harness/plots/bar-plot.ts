import { colorAt, coordinate, gridLine, label, legend, svgDocument, textAt, textWidth } from './svg.ts';
import { ticks } from './ticks.ts';

/** Horizontal bars: one group for each thing that was measured, one bar in it for each series. */
export interface BarPlot {
  readonly title: string;
  /** What the bars measure: "CPU ms". */
  readonly unit: string;
  readonly series: readonly string[];
  readonly groups: readonly { readonly name: string; readonly values: readonly number[] }[];
}

const WIDTH = 760;
const BAR = 14;
const GROUP_GAP = 8;
const TOP = 58;
const BOTTOM = 40;
const MARGIN = 14;

/** @returns the plot as an SVG document; the same figures give the same text */
export function barPlot({ title, unit, series, groups }: BarPlot): string {
  const left = Math.max(...groups.map(({ name }) => textWidth(name))) + 2 * MARGIN;
  const marks = ticks(Math.max(...groups.flatMap(({ values }) => values)));
  const right = WIDTH - MARGIN - textWidth('10,000');
  const toX = (value: number) => left + ((right - left) * value) / marks.at(-1)!;
  const groupHeight = series.length * BAR + GROUP_GAP;
  const bottom = TOP + groups.length * groupHeight;

  const grid = marks.flatMap((mark) => [
    gridLine(toX(mark), TOP - 4, toX(mark), bottom),
    textAt(toX(mark), bottom + 16, label(mark), { anchor: 'middle' }),
  ]);
  const bars = groups.flatMap(({ name, values }, group) => {
    const top = TOP + group * groupHeight;
    const middle = top + (series.length * BAR) / 2 + 4;
    return [
      textAt(left - MARGIN, middle, name, { anchor: 'end' }),
      ...values.flatMap((value, index) => [
        `<rect x="${coordinate(left)}" y="${coordinate(top + index * BAR)}" width="${coordinate(toX(value) - left)}" ` +
          `height="${BAR - 2}" fill="${colorAt(index)}"/>`,
        textAt(toX(value) + 5, top + index * BAR + 10, label(value)),
      ]),
    ];
  });
  return svgDocument(WIDTH, bottom + BOTTOM, title, [
    textAt(MARGIN, 22, title, { weight: 'bold' }),
    ...legend(series, MARGIN, 43),
    ...grid,
    textAt((left + right) / 2, bottom + 33, unit, { anchor: 'middle' }),
    ...bars,
  ]);
}
