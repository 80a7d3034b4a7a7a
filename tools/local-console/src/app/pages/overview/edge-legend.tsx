import type { Tone } from './drawing.ts';
import classes from './graph-canvas.module.css';

const tones: readonly (readonly [tone: Tone, label: string])[] = [
  ['request', 'Requests'],
  ['event', 'Events and messages'],
  ['command', 'Commands'],
  ['data', 'Reads and writes'],
  ['dead-letter', 'Failures'],
];

/** The colors of the lines, in light and dark. */
export const colors: Readonly<Record<Tone, string>> = {
  request: 'light-dark(#1098ad, #22b8cf)',
  event: 'light-dark(#ae3ec9, #cc5de8)',
  command: 'light-dark(#d9480f, #ff922b)',
  data: 'light-dark(#8a939b, #747679)',
  'dead-letter': 'light-dark(#e03131, #ff8787)',
};

/** What the colors of the lines mean. */
export function EdgeLegend() {
  return (
    <ul className={classes['legend']} aria-label="Colors of the lines">
      {tones.map(([tone, label]) => (
        <li key={tone}>
          <i style={{ borderColor: colors[tone] }} /> {label}
        </li>
      ))}
      <li className={classes['hint']}>Requests per minute; point at a box to see what its lines carry</li>
    </ul>
  );
}
