import { UnstyledButton } from '@mantine/core';
import { formatDuration } from '../../components/format.ts';
import { Empty } from '../../components/query-state.tsx';
import { timeline } from './model/timeline.ts';
import type { Visit } from './model/visits.ts';
import { visitColors, visitLabels } from './status-style.ts';
import type { Execution } from './use-execution.ts';
import classes from './workflows.module.css';

interface TimelineProps {
  readonly execution: Execution;
  readonly visits: readonly Visit[];
  readonly selected: string | undefined;
  onSelect(state: string): void;
}

// More bars than anybody reads; the events list all.
const MAX_BARS = 300;

/** The time in each state; the darker part of a bar is an attempt. */
export function Timeline({ execution, visits, selected, onSelect }: TimelineProps) {
  if (visits.length === 0) return <Empty title="No state entered yet" />;
  const to = execution.stopDate === undefined ? Date.now() : Date.parse(execution.stopDate);
  const bars = timeline(visits.slice(0, MAX_BARS), { from: Date.parse(execution.startDate), to });
  return (
    <div className={classes['bars']}>
      {bars.map(({ visit, start, width, depth, attempts }) => (
        <UnstyledButton
          key={visit.id}
          className={classes['barRow']!}
          onClick={() => onSelect(visit.state)}
          title={visitLabels[visit.status]}
        >
          <span
            className={classes['barName']}
            data-selected={visit.state === selected || undefined}
            style={{ paddingInlineStart: 4 + depth * 12 }}
          >
            {visit.state}
          </span>
          <span
            className={classes['barTrack']}
            style={{ ['--bar-color' as string]: `var(--mantine-color-${visitColors[visit.status]}-filled)` }}
          >
            <span className={classes['bar']} style={toPosition(start, width)} />
            {attempts.map((attempt, index) => (
              <span
                key={index}
                className={classes['attempt']}
                style={toPosition(attempt.start, attempt.width)}
                title={attempt.attempt.error}
              />
            ))}
          </span>
          <span className={classes['barTime']}>
            {formatDuration((visit.exitedAt ?? Date.now()) - visit.enteredAt)}
          </span>
        </UnstyledButton>
      ))}
    </div>
  );
}

const toPosition = (start: number, width: number) => ({
  insetInlineStart: `min(${start * 100}%, calc(100% - 3px))`,
  width: `${width * 100}%`,
});
