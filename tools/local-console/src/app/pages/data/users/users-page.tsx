import { Badge, SegmentedControl, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useAllPages } from '../../../api/use-all-pages.ts';
import { useConsole } from '../../../api/use-console.ts';
import type { Identity } from '../../../../server/seeded-users/seeded-users.ts';
import { type DataColumn, DataTable } from '../../../components/data-table.tsx';
import { formatAge } from '../../../components/format.ts';
import { Empty, QueryState } from '../../../components/query-state.tsx';
import classes from '../tables/tables.module.css';
import { MachineClients } from './machine-clients.tsx';
import { UserDrawer } from './user-drawer.tsx';
import { getAttribute, type PoolUser, toStatusText } from './user-view.ts';

interface UserPool {
  readonly Id: string;
  readonly Name: string;
}

/** The users of all pools, and the machine clients. */
export function UsersPage() {
  const pools = useAllPages<UserPool>({
    service: 'cognito-idp',
    operation: 'ListUserPools',
    input: { MaxResults: 60 },
    items: 'UserPools',
    cursor: { from: 'NextToken', to: 'NextToken' },
  });
  return <QueryState query={pools}>{(all) => <Pools pools={all} />}</QueryState>;
}

function Pools({ pools }: { readonly pools: readonly UserPool[] }) {
  const sorted = pools.toSorted((one, other) => (one.Name < other.Name ? -1 : 1));
  const [chosen, setChosen] = useState(sorted[0]?.Id ?? '');
  if (sorted.length === 0) return <Empty title="No user pools">Start the identity service.</Empty>;
  return (
    <Stack h="100%" gap="sm">
      <SegmentedControl
        size="xs"
        aria-label="User pool"
        style={{ alignSelf: 'start' }}
        value={chosen}
        onChange={setChosen}
        data={[
          ...sorted.map(({ Id, Name }) => ({ value: Id, label: toPoolLabel(Name) })),
          { value: 'machines', label: 'machine clients' },
        ]}
      />
      {chosen === 'machines' ? <MachineClients /> : <Users key={chosen} userPoolId={chosen} />}
    </Stack>
  );
}

/** `tradewind-customers-local` is `customers`. */
const toPoolLabel = (name: string): string => /^tradewind-(.+)-[a-z0-9]+$/.exec(name)?.[1] ?? name;

function Users({ userPoolId }: { readonly userPoolId: string }) {
  const [opened, setOpened] = useState<PoolUser | undefined>();
  const seeded = useConsole<readonly Identity[]>('/api/seeded-users');
  const users = useAllPages<PoolUser>({
    service: 'cognito-idp',
    operation: 'ListUsers',
    input: { UserPoolId: userPoolId },
    items: 'Users',
    cursor: { from: 'PaginationToken', to: 'PaginationToken' },
    refreshMillis: 5000,
  });
  return (
    <QueryState query={users}>
      {(rows) => (
        <>
          <div className={classes['grid']!}>
            <DataTable<PoolUser>
              label="Users"
              columns={columns}
              rows={rows}
              rowId={({ Username }) => Username}
              onSelect={setOpened}
              selectedId={opened?.Username}
              empty={<Empty title="No users">Sign up in the shop, and the user appears here.</Empty>}
            />
          </div>
          <Text size="xs" c="dimmed">
            {rows.length} users
          </Text>
          <UserDrawer
            userPoolId={userPoolId}
            user={opened}
            seeded={(seeded.data ?? []).find(
              ({ email }) => email !== undefined && opened && email === getAttribute(opened, 'email'),
            )}
            onClose={() => setOpened(undefined)}
          />
        </>
      )}
    </QueryState>
  );
}

const columns: readonly DataColumn<PoolUser>[] = [
  { id: 'email', header: 'Email', accessorFn: (user) => getAttribute(user, 'email') },
  { id: 'name', header: 'User name', accessorFn: ({ Username }) => Username },
  {
    id: 'status',
    header: 'Status',
    width: 180,
    accessorFn: toStatusText,
    cell: ({ row: { original } }) => (
      <Badge
        size="sm"
        variant="light"
        tt="none"
        color={original.UserStatus === 'CONFIRMED' && original.Enabled !== false ? 'green' : 'orange'}
      >
        {toStatusText(original)}
      </Badge>
    ),
  },
  {
    id: 'created',
    header: 'Created',
    width: 120,
    accessorFn: ({ UserCreateDate }) => UserCreateDate,
    cell: ({ row: { original } }) => formatAge(original.UserCreateDate ?? 0),
  },
];
