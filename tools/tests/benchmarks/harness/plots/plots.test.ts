import { describe, expect, it } from '@jest/globals';
import { barPlot, type BarPlot } from './bar-plot.ts';
import { linePlot, type LinePlot } from './line-plot.ts';

const bars: BarPlot = {
  title: 'Cold starts <today>',
  unit: 'CPU ms',
  series: ['floor', 'shipped'],
  groups: [
    { name: 'get-stock', values: [20, 40] },
    { name: 'get-order & more', values: [20, 30] },
  ],
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

describe('the bar plot', () => {
  const svg = barPlot(bars);

  it('has a bar for each value, whose width is in proportion', () => {
    const widths = [...svg.matchAll(/width="([\d.]+)" height="12"/g)].map(([, width]) => Number(width));
    expect(widths).toHaveLength(4);
    expect(widths[1]! / widths[0]!).toBeCloseTo(2, 1);
    expect(widths[3]! / widths[0]!).toBeCloseTo(1.5, 1);
  });

  it('names the groups, the series, the unit and the figures', () => {
    for (const text of ['get-stock', 'get-order &amp; more', 'floor', 'shipped', 'CPU ms', '>40<'])
      expect(svg).toContain(text);
    expect(svg).toContain('<title>Cold starts &lt;today&gt;</title>');
  });
});

describe('the line plot', () => {
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
  ['bar', () => barPlot(bars)],
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
