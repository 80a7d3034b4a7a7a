import { colorAt, coordinate, gridLine, label, legend, svgDocument, textAt, textWidth } from './svg.ts';
import { ticks } from './ticks.ts';

/** Lines over an axis that begins at zero. */
export interface LinePlot {
  readonly title: string;
  /** What the horizontal axis measures: "seconds". */
  readonly xUnit: string;
  readonly yUnit: string;
  readonly series: readonly {
    readonly name: string;
    readonly points: readonly (readonly [number, number])[];
  }[];
}

const WIDTH = 760;
const HEIGHT = 380;
const TOP = 84;
const BOTTOM = HEIGHT - 50;
const MARGIN = 14;

/** @returns the plot as an SVG document; the same figures give the same text */
export function linePlot({ title, xUnit, yUnit, series }: LinePlot): string {
  const points = series.flatMap((each) => each.points);
  const xMarks = ticks(Math.max(...points.map(([x]) => x)), 8);
  const yMarks = ticks(Math.max(...points.map(([, y]) => y)));
  const left = Math.max(...yMarks.map((mark) => textWidth(label(mark)))) + 2 * MARGIN;
  const right = WIDTH - 2 * MARGIN;
  const toX = (value: number) => left + ((right - left) * value) / xMarks.at(-1)!;
  const toY = (value: number) => BOTTOM - ((BOTTOM - TOP) * value) / yMarks.at(-1)!;

  const lines = series.map(({ points: line }, index) => {
    const path = line.map(([x, y]) => `${coordinate(toX(x))} ${coordinate(toY(y))}`).join('L');
    return `<path d="M${path}" fill="none" stroke="${colorAt(index)}" stroke-width="2" stroke-linejoin="round"/>`;
  });
  const at = ([x, y]: readonly [number, number]) => `${label(y)} at ${label(x)}`;
  const ends = series.map(({ name, points: line }) => `${name} from ${at(line[0]!)} to ${at(line.at(-1)!)}`);
  const description = `Lines of ${yUnit} over ${xUnit}. ${ends.join('. ')}.`;
  return svgDocument(WIDTH, HEIGHT, { title, description }, [
    textAt(MARGIN, 22, title, { weight: 'bold' }),
    ...legend(
      series.map(({ name }) => name),
      MARGIN,
      43,
    ),
    textAt(MARGIN, 68, yUnit),
    ...yMarks.flatMap((mark) => [
      gridLine(left, toY(mark), right, toY(mark)),
      textAt(left - 8, toY(mark) + 4, label(mark), { anchor: 'end' }),
    ]),
    ...xMarks.map((mark) => textAt(toX(mark), BOTTOM + 18, label(mark), { anchor: 'middle' })),
    textAt((left + right) / 2, BOTTOM + 38, xUnit, { anchor: 'middle' }),
    ...lines,
  ]);
}
