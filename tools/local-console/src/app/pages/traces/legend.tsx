import { kinds } from './kinds.ts';
import kindClasses from './kinds.module.css';
import classes from './legend.module.css';

const keys = [
  ['↑ ↓', 'move'],
  ['← →', 'fold'],
  ['n p', 'errors'],
  ['+ − 0', 'zoom'],
  ['[ ]', 'pan'],
] as const;

/** The colors of the bars and the keys of the waterfall. */
export function Legend() {
  return (
    <div className={classes['legend']}>
      <ul aria-label="Colors">
        {Object.entries(kinds).map(([kind, { label }]) => (
          <li key={kind} className={kindClasses['kind']} data-kind={kind}>
            <i /> {label}
          </li>
        ))}
        <li className={kindClasses['kind']} data-kind="cold">
          <i /> Cold start
        </li>
      </ul>
      <ul aria-label="Keys">
        {keys.map(([key, meaning]) => (
          <li key={key}>
            <kbd>{key}</kbd> {meaning}
          </li>
        ))}
      </ul>
    </div>
  );
}
