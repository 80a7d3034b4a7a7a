import 'uplot/dist/uPlot.min.css';
import { useComputedColorScheme } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import classes from './line-chart.module.css';

interface LineChartProps {
  /** What the chart shows, for screen readers. */
  readonly label: string;
  readonly names: readonly string[];
  /** Times in epoch seconds, then the values of each series. */
  readonly data: readonly [readonly number[], ...(readonly (number | null)[])[]];
  /** Epoch seconds. */
  readonly from: number;
  readonly to: number;
  /** A horizontal line, such as the threshold of an alarm. */
  readonly threshold?: number | undefined;
}

// Distinct for people with red-green deficiency: https://jfly.uni-koeln.de/color/
const PALETTE = {
  light: ['#00697a', '#b85c00', '#7a4fbf', '#2f7d32', '#b3246b', '#8a6d00', '#3d5a99', '#6b6b6b'],
  dark: ['#4eadbd', '#ffb066', '#b79cf0', '#7ccf7f', '#f28ab8', '#e0c44d', '#8fb0f5', '#b5b5b5'],
} as const;

/** The color of a series by its position. */
export const seriesColor = (index: number, scheme: 'light' | 'dark'): string =>
  PALETTE[scheme][index % PALETTE[scheme].length]!;

/** Time series as lines with points; it fills its parent. */
export function LineChart({ label, names, data, from, to, threshold }: LineChartProps) {
  const { ref, width, height } = useElementSize();
  const target = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot>(undefined);
  const scheme = useComputedColorScheme('light');
  const shape = JSON.stringify([names, scheme, threshold]);

  useEffect(() => {
    if (target.current === null || width === 0 || height === 0) return undefined;
    const created = new uPlot(
      toOptions({ names, scheme, threshold }),
      toData(data, from, to),
      target.current,
    );
    created.setSize({ width, height });
    chart.current = created;
    return () => {
      created.destroy();
      chart.current = undefined;
    };
    // A change of the data alone does not create a new chart.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [shape, width === 0, height === 0]);

  useEffect(() => {
    chart.current?.setData(toData(data, from, to));
    chart.current?.setScale('x', { min: from, max: to });
  }, [data, from, to, shape]);
  useEffect(() => {
    if (width > 0 && height > 0) chart.current?.setSize({ width, height });
  }, [width, height]);

  return (
    <div ref={ref} className={classes['chart']} role="img" aria-label={`${label}: ${describe(names, data)}`}>
      <div ref={target} />
    </div>
  );
}

/** uPlot draws no axes without times. */
const toData = (data: LineChartProps['data'], from: number, to: number): uPlot.AlignedData =>
  (data[0].length === 0 ? [[from, to], ...data.slice(1).map(() => [null, null])] : data) as uPlot.AlignedData;

const describe = (names: readonly string[], [, ...columns]: LineChartProps['data']): string =>
  names
    .map((name, index) => {
      const last = columns[index]?.findLast((value) => value !== null);
      return `${name} ${last === undefined ? 'without values' : formatValue(last!)}`;
    })
    .join(', ');

function toOptions({
  names,
  scheme,
  threshold,
}: Pick<LineChartProps, 'names' | 'threshold'> & { readonly scheme: 'light' | 'dark' }): uPlot.Options {
  const [text, grid] = scheme === 'dark' ? ['#a8b0b8', '#2f3338'] : ['#5c6670', '#e6e9ec'];
  const axis = {
    stroke: text,
    font: '11px system-ui',
    grid: { stroke: grid, width: 1 },
    ticks: { show: false },
  };
  return {
    width: 100,
    height: 100,
    padding: [8, 10, 0, 0],
    legend: { show: false },
    cursor: { y: false, points: { size: 7 } },
    scales: { y: { range: (_plot, min, max) => toRange(min, max, threshold) } },
    axes: [
      { ...axis, size: 26, space: 70, values: (_plot, times) => times.map(formatClock) },
      { ...axis, size: 46, values: (_plot, values) => values.map(formatValue) },
    ],
    series: [
      {},
      ...names.map((name, index) => ({
        label: name,
        stroke: seriesColor(index, scheme),
        width: 1.8,
        spanGaps: true,
        points: { show: true, size: 5, fill: seriesColor(index, scheme) },
      })),
    ],
    hooks: threshold === undefined ? {} : { draw: [(plot) => drawThreshold(plot, threshold, scheme)] },
    plugins: [tooltip(names)],
  };
}

/** From zero, with room above, and with the threshold in view. */
function toRange(min: number | null, max: number | null, threshold = 0): [number, number] {
  const highest = Math.max(max ?? 0, threshold, 0);
  const lowest = Math.min(min ?? 0, threshold, 0);
  return [lowest, highest === lowest ? lowest + 1 : highest + (highest - lowest) * 0.12];
}

function drawThreshold({ ctx, bbox, valToPos }: uPlot, threshold: number, scheme: 'light' | 'dark'): void {
  const y = Math.round(valToPos(threshold, 'y', true)) + 0.5;
  ctx.save();
  ctx.strokeStyle = scheme === 'dark' ? '#ff8787' : '#c92a2a';
  ctx.setLineDash([5, 4]);
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
  ctx.restore();
}

const formatClock = (seconds: number): string => {
  const date = new Date(seconds * 1000);
  return `${String(date.getHours()).padStart(2, '0')}:${String(date.getMinutes()).padStart(2, '0')}`;
};

/** `1.2k`, `0.25`, `3` */
export function formatValue(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e6) return `${Number((value / 1e6).toPrecision(3))}M`;
  if (size >= 1e4) return `${Number((value / 1e3).toPrecision(3))}k`;
  return String(Number(value.toPrecision(4)));
}

/** The values at the pointer. */
function tooltip(names: readonly string[]): uPlot.Plugin {
  const box = document.createElement('div');
  box.className = classes['tooltip'] ?? '';
  return {
    hooks: {
      init: (plot) => void plot.over.append(box),
      setCursor({ cursor, data }) {
        const { idx, left = 0 } = cursor;
        const lines =
          idx === null || idx === undefined
            ? []
            : names.flatMap((name, index) => {
                const value = data[index + 1]?.[idx];
                return value === null || value === undefined ? [] : [`${name}: ${formatValue(value)}`];
              });
        box.style.display = lines.length === 0 ? 'none' : 'block';
        if (lines.length === 0) return;
        box.textContent = [formatClock(data[0][idx!]!), ...lines].join('\n');
        box.style.transform = `translate(${left > 160 ? left - 170 : left + 14}px, 6px)`;
      },
    },
  };
}
