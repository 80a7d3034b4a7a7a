import { Loader, Text } from '@mantine/core';
import {
  IconAlertTriangle,
  IconArrowsSplit,
  IconBolt,
  IconBox,
  IconBrandAws,
  IconCheck,
  IconCircleCheck,
  IconCircleX,
  IconClock,
  IconHandStop,
  IconPlayerSkipForward,
  IconRefresh,
  IconRepeat,
  IconRoute,
  IconX,
  type Icon,
} from '@tabler/icons-react';
import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import type { CSSProperties } from 'react';
import { formatDuration } from '../../components/format.ts';
import type { StateDefinition, StateType } from './model/definition.ts';
import type { StateOutcome } from './model/outcomes.ts';
import { resourceName } from './model/resource-name.ts';
import type { VisitStatus } from './model/visits.ts';
import { visitColors } from './status-style.ts';
import classes from './execution-graph.module.css';

interface StateBoxData extends Record<string, unknown> {
  readonly type: StateType | 'Start' | 'End';
  readonly state: StateDefinition | undefined;
  readonly outcome: StateOutcome | undefined;
  readonly isState: boolean;
}

export type StateBoxNode = Node<StateBoxData, 'state'>;

const typeIcons: Readonly<Record<StateType, Icon>> = {
  Task: IconBolt,
  Pass: IconPlayerSkipForward,
  Choice: IconRoute,
  Wait: IconClock,
  Succeed: IconCircleCheck,
  Fail: IconCircleX,
  Parallel: IconArrowsSplit,
  Map: IconRepeat,
};

const statusIcons: Readonly<Record<Exclude<VisitStatus, 'running'>, Icon>> = {
  succeeded: IconCheck,
  caught: IconAlertTriangle,
  failed: IconX,
  'timed-out': IconX,
  aborted: IconHandStop,
};

/** A state in the graph: its type, name, what it calls, its outcome, time and retries. */
export function StateBox({ id, data: { type, state, outcome }, selected }: NodeProps<StateBoxNode>) {
  if (type === 'Start' || type === 'End')
    return (
      <div className={classes['terminal']}>
        <Handles />
        {type}
      </div>
    );
  const isContainer = type === 'Parallel' || type === 'Map';
  const color = outcome && visitColors[outcome.status];
  return (
    <div
      className={classes[isContainer ? 'container' : 'state']}
      data-outcome={outcome?.status ?? 'none'}
      data-selected={selected || undefined}
      style={color === undefined ? {} : toColors(color)}
    >
      <Handles />
      <div className={classes['head']}>
        <TypeIcon type={type} state={state} />
        <div className={classes['names']}>
          <Text className={classes['name']!} title={id}>
            {id}
          </Text>
          <Text className={classes['sub']!} c="dimmed">
            {details(type, state, outcome)}
          </Text>
        </div>
        {outcome && <Marks outcome={outcome} />}
      </div>
    </div>
  );
}

/** The colors of an outcome, for the style sheet. */
const toColors = (color: string) =>
  ({
    '--state-color': `var(--mantine-color-${color}-filled)`,
    '--state-tint': `var(--mantine-color-${color}-light)`,
  }) as CSSProperties;

function TypeIcon({
  type,
  state,
}: {
  readonly type: StateType;
  readonly state: StateDefinition | undefined;
}) {
  const resource = state?.Resource ?? '';
  const isFunction = resource.includes(':lambda:');
  const Shown =
    type !== 'Task' || isFunction ? typeIcons[type] : resource.includes(':ecs:') ? IconBox : IconBrandAws;
  return <Shown size={17} stroke={1.6} className={classes['type']} aria-label={type} />;
}

function Marks({ outcome: { status, retries, visits } }: { readonly outcome: StateOutcome }) {
  const Shown = status === 'running' ? undefined : statusIcons[status];
  return (
    <div className={classes['marks']}>
      {retries > 0 && (
        <span className={classes['retries']} title={`${retries} ${retries === 1 ? 'retry' : 'retries'}`}>
          <IconRefresh size={11} stroke={2.2} aria-hidden /> {retries}
        </span>
      )}
      {visits > 1 && <span title={`Entered ${visits} times`}>×{visits}</span>}
      {Shown === undefined ? (
        <Loader size={13} role="img" aria-label="Running" />
      ) : (
        <Shown size={15} stroke={2.4} className={classes['status']} aria-label={status} />
      )}
    </div>
  );
}

function details(
  type: StateType,
  state: StateDefinition | undefined,
  outcome: StateOutcome | undefined,
): string {
  const what = state?.Resource === undefined ? type : resourceName(state.Resource);
  return outcome === undefined ||
    type === 'Choice' ||
    type === 'Pass' ||
    type === 'Succeed' ||
    type === 'Fail'
    ? what
    : `${formatDuration(outcome.millis)} · ${what}`;
}

/** The ends of the lines; the lines have their own routes, so the handles are not drawn. */
const Handles = () => (
  <>
    <Handle type="target" position={Position.Top} className={classes['handle']!} isConnectable={false} />
    <Handle type="source" position={Position.Bottom} className={classes['handle']!} isConnectable={false} />
  </>
);
