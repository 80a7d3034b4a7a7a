import type { SpanStatus } from '../../../../../local-cloud/src/contract/activity.ts';
import classes from './status-mark.module.css';

const words: Readonly<Record<SpanStatus, string>> = {
  ok: 'ok',
  running: 'running',
  error: 'failed',
  throttled: 'throttled',
  denied: 'denied',
};

interface StatusMarkProps {
  readonly status: SpanStatus;
  readonly httpStatus?: number | undefined;
}

/** The status of a trace or span: a colored dot with the HTTP status or a word. */
export function StatusMark({ status, httpStatus }: StatusMarkProps) {
  const tone = status === 'ok' && httpStatus !== undefined && httpStatus >= 400 ? 'refused' : status;
  return (
    <span className={classes['mark']} data-tone={tone}>
      {httpStatus ?? words[status]}
    </span>
  );
}
