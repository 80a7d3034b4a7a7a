// cspell:ignore labelledby -- an attribute of ARIA
import { describe, expect, it } from '@jest/globals';
import { linePlot, type LinePlot } from './line-plot.ts';
import { stackedBarPlot, type StackedBarPlot } from './stacked-bar-plot.ts';

const bars: StackedBarPlot = {
  title: 'Cold starts <today>',
  unit: 'CPU ms',
  series: ['load', 'first'],
  sections: [
    { name: 'inventory', bars: [{ name: 'get-stock', values: [20, 40] }] },
    { name: 'orders & more', bars: [{ name: 'get-order', values: [30] }] },
  ],
  reference: { name: 'floor', value: 45 },
};
const lines: LinePlot = {
  title: 'Flash sale',
  xUnit: 'seconds',
  yUnit: 'sold',
  series: [
    {
      name: 'buckets',
      points: [
        [0, 0],
        [10, 1000],
      ],
    },
    {
      name: 'transactions',
      points: [
        [0, 0],
        [10, 250],
      ],
    },
  ],
};
const attributes = (svg: string, name: string) =>
  [...svg.matchAll(new RegExp(` ${name}="([^"]*)"`, 'g'))].map(([, value]) => value!);

describe('the plot of stacked bars', () => {
  const svg = stackedBarPlot(bars);
  const rectangles = [...svg.matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="11"/g)].map(
    ([, x, y, width]) => ({ x: Number(x), y: Number(y), width: Number(width) }),
  );

  it('draws the values of a bar one after the other, in proportion', () => {
    const [load, first, other] = rectangles;
    expect(rectangles).toHaveLength(3);
    expect(first!.width / load!.width).toBeCloseTo(2, 1);
    expect(first!.x).toBeCloseTo(load!.x + load!.width, 0);
    expect(first!.y).toBe(load!.y);
    expect(other!.y).toBeGreaterThan(load!.y);
  });

  it('draws the reference where a bar of its value would end', () => {
    const [{ x, width }] = rectangles as [(typeof rectangles)[number]];
    const at = Number(/<path d="M([\d.]+) \d+V/.exec(svg)?.[1]);
    expect(at).toBeCloseTo(x + (width * 45) / 20, 0);
  });

  it('names the sections, the bars, the series, the unit and the figures', () => {
    for (const text of ['get-stock', 'orders &amp; more', 'floor', 'load', 'CPU ms', '>60<'])
      expect(svg).toContain(text);
  });

  it('describes itself to screen readers', () => {
    expect(svg).toContain('aria-labelledby="title description"');
    expect(svg).toContain('<title id="title">Cold starts &lt;today&gt;</title>');
    expect(svg).toContain(
      'The shortest is get-order 30, the middle one get-stock 60, the longest get-stock 60',
    );
  });
});

describe('the line plot', () => {
  it('describes the ends of its lines to screen readers', () =>
    expect(linePlot(lines)).toContain('transactions from 0 at 0 to 250 at 10'));

  it('has a line for each series, from the lower left', () => {
    const paths = attributes(linePlot(lines), 'd').filter((_, index, all) => index >= all.length - 2);
    const ends = paths.map((path) =>
      path
        .slice(1)
        .split('L')
        .map((point) => point.split(' ').map(Number)),
    );
    const [[from, to], [, other]] = ends as [number[][], number[][]];
    expect(from![0]).toBeLessThan(to![0]!);
    expect(from![1]! - to![1]!).toBeCloseTo(4 * (from![1]! - other![1]!), 0);
  });
});

it.each([
  ['bar', () => stackedBarPlot(bars)],
  ['line', () => linePlot(lines)],
])('gives the same %s plot for the same figures, in which every tag is closed', (_kind, plot) => {
  expect(plot()).toBe(plot());
  const open: string[] = [];
  const unmatched: string[] = [];
  for (const [, closing, name, empty] of plot().matchAll(/<(\/?)(\w+)[^>]*?(\/?)>/g))
    if (!closing && !empty) open.push(name!);
    else if (closing && open.pop() !== name) unmatched.push(name!);
  expect([...open, ...unmatched]).toEqual([]);
});
