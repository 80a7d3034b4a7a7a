import { Anchor, Table, Text } from '@mantine/core';
import { AppLink } from '../../components/app-link.tsx';
import type { DrawnEdge, Drawing } from './drawing.ts';
import { type LiveRate, formatRate } from './edge-rates.ts';
import type { Badges } from './node-badges.ts';
import { resourceKinds } from './resource-kinds.ts';
import { NodeAlerts } from './resource-node.tsx';

interface OverviewListProps {
  readonly drawing: Drawing;
  rateOf(edge: DrawnEdge): LiveRate | undefined;
  badgesOf(id: string): Badges;
}

/** The same as the graph, as a table: what exists, what it reaches, and how much. */
export function OverviewList({ drawing, rateOf, badgesOf }: OverviewListProps) {
  const nameOf = new Map(drawing.nodes.map(({ id, name }) => [id, name]));
  return (
    <Table aria-label="Architecture" verticalSpacing={6} highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Name</Table.Th>
          <Table.Th>Kind</Table.Th>
          <Table.Th>Consists of</Table.Th>
          <Table.Th>Reaches</Table.Th>
          <Table.Th>Attention</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {drawing.nodes.map(({ id, name, kind, lines, href, badgeIds }) => (
          <Table.Tr key={id}>
            <Table.Td>
              <Anchor component={AppLink} href={href} size="sm">
                {name}
              </Anchor>
            </Table.Td>
            <Table.Td c="dimmed">{kind === 'service' ? 'service' : resourceKinds[kind].one}</Table.Td>
            <Table.Td c="dimmed">{lines.join(' · ')}</Table.Td>
            <Table.Td>
              {drawing.edges
                .filter(({ source }) => source === id)
                .map((edge) => (
                  <Reached
                    key={edge.id}
                    name={nameOf.get(edge.target) ?? edge.target}
                    edge={edge}
                    rate={rateOf(edge)}
                  />
                ))}
            </Table.Td>
            <Table.Td>
              <NodeAlerts badges={badgeIds.map(badgesOf)} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

interface ReachedProps {
  readonly name: string;
  readonly edge: DrawnEdge;
  readonly rate: LiveRate | undefined;
}

/** One connection: where to, with what, how often. */
function Reached({ name, edge: { labels }, rate }: ReachedProps) {
  return (
    <Text size="sm">
      {name}
      {labels.length > 0 && (
        <Text span size="xs" c="dimmed">
          {' '}
          {labels.join(', ')}
        </Text>
      )}
      {rate !== undefined && rate.perMinute > 0 && (
        <Text span size="xs" fw={600}>
          {' '}
          {formatRate(rate.perMinute)}
        </Text>
      )}
      {rate !== undefined && rate.errorsPerMinute > 0 && (
        <Text span size="xs" fw={600} c="red">
          {' '}
          {formatRate(rate.errorsPerMinute)} failed
        </Text>
      )}
    </Text>
  );
}
