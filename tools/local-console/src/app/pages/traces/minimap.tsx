import { useElementSize } from '@mantine/hooks';
import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { useComputedColorScheme } from '@mantine/core';
import type { Row } from './model/rows.ts';
import { endOf } from './model/span-tree.ts';
import { type TimeRange, between, toBar } from './model/time-range.ts';
import { isFailure } from './model/trace-totals.ts';
import { useServiceColors } from './service-colors.ts';
import classes from './minimap.module.css';

interface MinimapProps {
  readonly rows: readonly Row[];
  readonly whole: TimeRange;
  readonly range: TimeRange;
  readonly now: number;
  /** Called with the range that was dragged; undefined for a click, which shows the whole trace. */
  onRange(range: TimeRange | undefined): void;
}

const HEIGHT = 46;
// A shorter drag is a click.
const DRAG_FRACTION = 0.005;

/** The whole trace in one strip, colored by service: drag to zoom. The keys + - 0 [ ] of the waterfall do the same. */
export function Minimap({ rows, whole, range, now, onRange }: MinimapProps) {
  const { ref, width } = useElementSize<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const colorOf = useServiceColors();
  const scheme = useComputedColorScheme('light');
  const [drag, setDrag] = useState<{ readonly start: number; readonly end: number }>();

  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || width === 0) return;
    const scale = window.devicePixelRatio;
    context.canvas.width = width * scale;
    context.canvas.height = HEIGHT * scale;
    context.scale(scale, scale);
    const spans = rows.flatMap((row) =>
      row.type === 'span' ? [row.span] : row.type === 'group' ? [...row.spans] : [],
    );
    const lane = (HEIGHT - 8) / Math.max(1, spans.length);
    spans.forEach((span, index) => {
      const bar = toBar(span.startedAt, endOf(span, now), whole);
      if (bar === undefined) return;
      context.fillStyle = isFailure(span.status) ? '#e03131' : colorOf(span.service);
      context.fillRect(
        bar.left * width,
        4 + index * lane,
        Math.max(1.5, bar.width * width),
        Math.max(1, Math.min(lane, 4)),
      );
    });
    // The colors of services are the same for both schemes; the canvas is cleared when the scheme changes.
  }, [rows, whole, now, width, colorOf, scheme]);

  const fractionAt = ({ clientX, currentTarget }: PointerEvent<HTMLDivElement>) => {
    const box = currentTarget.getBoundingClientRect();
    return Math.max(0, Math.min(1, (clientX - box.left) / box.width));
  };
  const timeAt = (fraction: number) => whole.from + fraction * (whole.to - whole.from);
  const finish = () => {
    if (drag === undefined) return;
    setDrag(undefined);
    const isDrag = Math.abs(drag.end - drag.start) > DRAG_FRACTION;
    onRange(isDrag ? between(timeAt(drag.start), timeAt(drag.end), whole) : undefined);
  };

  const shown =
    drag === undefined
      ? toBar(range.from, range.to, whole)
      : { left: Math.min(drag.start, drag.end), width: Math.abs(drag.end - drag.start) };
  return (
    <div
      ref={ref}
      className={classes['minimap']}
      style={{ height: HEIGHT }}
      title="Drag to zoom, click for the whole trace"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setDrag({ start: fractionAt(event), end: fractionAt(event) });
      }}
      onPointerMove={(event) => drag !== undefined && setDrag({ ...drag, end: fractionAt(event) })}
      onPointerUp={finish}
    >
      <canvas ref={canvas} style={{ width: '100%', height: '100%' }} aria-hidden />
      {shown !== undefined && shown.width < 1 && (
        <>
          <i className={classes['shade']} style={{ left: 0, width: `${shown.left * 100}%` }} />
          <i
            className={classes['shade']}
            style={{ left: `${(shown.left + shown.width) * 100}%`, right: 0 }}
          />
          <i
            className={classes['window']}
            style={{ left: `${shown.left * 100}%`, width: `${shown.width * 100}%` }}
          />
        </>
      )}
    </div>
  );
}
