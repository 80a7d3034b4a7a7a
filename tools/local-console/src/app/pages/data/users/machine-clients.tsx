import { Card, SimpleGrid, Text } from '@mantine/core';
import { useConsole } from '../../../api/use-console.ts';
import type { Identity } from '../../../../server/seeded-users/seeded-users.ts';
import { QueryState } from '../../../components/query-state.tsx';
import { GetTokenButton } from './get-token-button.tsx';

/** The clients that sign in with a secret instead of a user. */
export function MachineClients() {
  const identities = useConsole<readonly Identity[]>('/api/seeded-users');
  return (
    <QueryState query={identities}>
      {(all) => (
        <SimpleGrid cols={2}>
          {all
            .filter(({ pool }) => pool === 'machine')
            .map(({ name }) => (
              <Card key={name} withBorder padding="md">
                <Text fw={600} mb="xs">
                  {name.replace('machine ', '')}
                </Text>
                <GetTokenButton name={name} />
              </Card>
            ))}
        </SimpleGrid>
      )}
    </QueryState>
  );
}
