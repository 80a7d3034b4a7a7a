import { Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { SearchInput } from '../../components/search-input.tsx';
import { Empty } from '../../components/query-state.tsx';
import classes from './explorer.module.css';
import { Method } from './method.tsx';
import { searchOperations, type OperationGroup } from './model/operations.ts';

interface OperationListProps {
  readonly groups: readonly OperationGroup[];
  /** The id of the shown operation. */
  readonly current: string | undefined;
}

/** All operations by service and tag, with a search. */
export function OperationList({ groups, current }: OperationListProps) {
  const [search, setSearch] = useState('');
  const found = searchOperations(groups, search);
  return (
    <Stack gap="sm">
      <SearchInput label="Search operations" size="sm" value={search} onChange={setSearch} />
      <nav aria-label="Operations">
        {found.map(({ service, tag, operations }) => (
          <div key={`${service} ${tag}`}>
            <Text size="xs" c="dimmed" mt="sm" mb={2} px="xs">
              {service} · {tag}
            </Text>
            {operations.map(({ operationId, method, summary }) => (
              <Link
                key={operationId}
                to="/explorer"
                search={{ operation: operationId }}
                className={classes['operation']}
                {...(operationId === current
                  ? { 'aria-current': 'page' as const }
                  : { 'aria-current': undefined })}
              >
                <Method method={method} />
                {summary}
              </Link>
            ))}
          </div>
        ))}
      </nav>
      {found.length === 0 && <Empty title="No operation matches">Search for a path, such as “orders”.</Empty>}
    </Stack>
  );
}
