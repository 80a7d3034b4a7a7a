import { ActionIcon, Button, Group, SegmentedControl, Switch, Tooltip } from '@mantine/core';
import { IconArrowsDiagonal2, IconFold, IconZoomReset } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { Span } from '../../../../../local-cloud/src/contract/activity.ts';
import { formatDuration } from '../../components/format.ts';
import { totalsOf } from './model/trace-totals.ts';
import type { TraceViewSearch } from './model/trace-view.ts';
import { useServiceColors } from './service-colors.ts';
import classes from './timeline-tools.module.css';

interface TimelineToolsProps {
  readonly spans: readonly Span[];
  readonly search: TraceViewSearch;
  readonly isZoomed: boolean;
  onShow(change: { readonly [Key in keyof TraceViewSearch]: TraceViewSearch[Key] | undefined }): void;
  onExpandAll(): void;
  onCollapseAll(): void;
  onWhole(): void;
}

/** How the waterfall is arranged, and which service has which color. */
export function TimelineTools({ spans, search, isZoomed, onShow, ...on }: TimelineToolsProps) {
  return (
    <Group gap="md" wrap="wrap" justify="space-between">
      <Group gap="md">
        <SegmentedControl
          size="xs"
          aria-label="Arrangement"
          value={search.arrangement ?? 'story'}
          data={[
            { value: 'story', label: 'Story' },
            { value: 'tree', label: 'Tree' },
          ]}
          onChange={(value) => onShow({ arrangement: value === 'tree' ? 'tree' : undefined })}
        />
        <Switch
          size="xs"
          label="Log lines"
          checked={search.lines !== 'hidden'}
          onChange={({ currentTarget }) => onShow({ lines: currentTarget.checked ? undefined : 'hidden' })}
        />
        <Tooltip label="What determined when the trace ended">
          <Switch
            size="xs"
            label="Critical path"
            checked={search.path !== 'hidden'}
            onChange={({ currentTarget }) => onShow({ path: currentTarget.checked ? undefined : 'hidden' })}
          />
        </Tooltip>
        <Group gap={4}>
          <Tooltip label="Expand all">
            <ActionIcon variant="default" size="sm" aria-label="Expand all" onClick={on.onExpandAll}>
              <IconArrowsDiagonal2 size={14} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label="Collapse all">
            <ActionIcon variant="default" size="sm" aria-label="Collapse all" onClick={on.onCollapseAll}>
              <IconFold size={14} />
            </ActionIcon>
          </Tooltip>
          {isZoomed && (
            <Button
              size="compact-xs"
              variant="light"
              leftSection={<IconZoomReset size={13} aria-hidden />}
              onClick={on.onWhole}
            >
              Whole trace
            </Button>
          )}
        </Group>
      </Group>
      <Services spans={spans} />
    </Group>
  );
}

/** The services of the trace with the time that their functions ran. */
function Services({ spans }: { readonly spans: readonly Span[] }) {
  const { services } = useMemo(() => totalsOf(spans), [spans]);
  const colorOf = useServiceColors();
  return (
    <ul className={classes['services']} aria-label="Services and the time in their functions">
      {services.map(({ name, busyMillis, spans: count }) => (
        <li key={name} title={`${name}: ${count} spans, ${formatDuration(busyMillis)} in functions`}>
          <i style={{ background: colorOf(name) }} /> {name}
          {busyMillis > 0 && <small>{formatDuration(busyMillis)}</small>}
        </li>
      ))}
    </ul>
  );
}
