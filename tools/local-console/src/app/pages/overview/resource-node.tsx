import { IconAlertTriangle, IconArrowUpRight, IconMailX, IconServer } from '@tabler/icons-react';
import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import { AppLink } from '../../components/app-link.tsx';
import type { DrawnNode } from './drawing.ts';
import type { Badges } from './node-badges.ts';
import { resourceKinds } from './resource-kinds.ts';
import classes from './resource-node.module.css';

export interface FlowNode extends Record<string, unknown> {
  readonly node: DrawnNode;
  readonly badges: readonly Badges[];
  /** Whether something else is under the pointer. */
  readonly isFaded: boolean;
  onHover(id: string | undefined): void;
}

/** A box of the graph: a link to what it shows. */
export function ResourceNode({ data: { node, badges, isFaded, onHover } }: NodeProps<Node<FlowNode>>) {
  const { id, name, kind, lines, isNeighbor, href } = node;
  const KindIcon = kind === 'service' ? IconServer : resourceKinds[kind].icon;
  return (
    <>
      <Handle type="target" position={Position.Left} className={classes['handle']!} isConnectable={false} />
      <AppLink
        href={href}
        className={classes['node']!}
        data-kind={kind}
        data-neighbor={isNeighbor || undefined}
        data-faded={isFaded || undefined}
        onMouseEnter={() => onHover(id)}
        onMouseLeave={() => onHover(undefined)}
        onFocus={() => onHover(id)}
        onBlur={() => onHover(undefined)}
      >
        <span className={classes['name']}>
          <KindIcon
            size={16}
            stroke={1.7}
            aria-label={kind === 'service' ? 'service' : resourceKinds[kind].one}
          />
          <b title={name}>{name}</b>
          <NodeAlerts badges={badges} />
          {isNeighbor && kind === 'service' && (
            <IconArrowUpRight size={14} aria-hidden className={classes['portal']!} />
          )}
        </span>
        {lines.map((line) => (
          <small key={line} title={line}>
            {line}
          </small>
        ))}
      </AppLink>
      <Handle type="source" position={Position.Right} className={classes['handle']!} isConnectable={false} />
    </>
  );
}

/** How many alarms fire and how many messages failed. */
export function NodeAlerts({ badges }: { readonly badges: readonly Badges[] }) {
  const alarms = badges.flatMap((badge) => badge.alarms);
  const deadLetters = badges.reduce((sum, badge) => sum + badge.deadLetters, 0);
  return (
    <>
      {alarms.length > 0 && (
        <span className={classes['alert']} title={alarms.join('\n')}>
          <IconAlertTriangle size={13} aria-label="Alarms" /> {alarms.length}
        </span>
      )}
      {deadLetters > 0 && (
        <span className={classes['alert']} title={`${deadLetters} dead letters`}>
          <IconMailX size={13} aria-label="Dead letters" /> {deadLetters}
        </span>
      )}
    </>
  );
}
