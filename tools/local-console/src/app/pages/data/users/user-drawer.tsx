import { Badge, Drawer, Group, Stack, Table, Text } from '@mantine/core';
import { useAws } from '../../../api/use-console.ts';
import type { Identity } from '../../../../server/seeded-users/seeded-users.ts';
import { CopyCli } from '../../../components/copy-cli.tsx';
import { QueryState } from '../../../components/query-state.tsx';
import { GetTokenButton } from './get-token-button.tsx';
import { getAttribute, type PoolUser, toMfaText, toStatusText, type UserDetails } from './user-view.ts';

interface UserDrawerProps {
  readonly userPoolId: string;
  readonly user: PoolUser | undefined;
  /** Set for a user of the seed, whose password is known. */
  readonly seeded: Identity | undefined;
  onClose(): void;
}

/** A user with attributes, groups and second factors. */
export function UserDrawer({ userPoolId, user, seeded, onClose }: UserDrawerProps) {
  return (
    <Drawer
      opened={user !== undefined}
      onClose={onClose}
      position="right"
      size={560}
      title={user && getAttribute(user, 'email')}
    >
      {user && (
        <Stack gap="lg">
          {seeded && <GetTokenButton key={seeded.name} name={seeded.name} />}
          <Details userPoolId={userPoolId} user={user} />
        </Stack>
      )}
    </Drawer>
  );
}

interface Groups {
  readonly Groups?: readonly { readonly GroupName: string }[];
}

function Details({ userPoolId, user }: { readonly userPoolId: string; readonly user: PoolUser }) {
  const input = { UserPoolId: userPoolId, Username: user.Username };
  const details = useAws<UserDetails>('cognito-idp', 'AdminGetUser', input);
  const groups = useAws<Groups>('cognito-idp', 'AdminListGroupsForUser', input);
  return (
    <QueryState query={details}>
      {(shown) => (
        <Stack gap="sm">
          <Group gap="xs">
            <Badge variant="light" tt="none">
              {toStatusText(user)}
            </Badge>
            {groups.data?.Groups?.map(({ GroupName }) => (
              <Badge key={GroupName} variant="outline" color="gray" tt="none">
                {GroupName}
              </Badge>
            ))}
            <CopyCli call={{ service: 'cognito-idp', operation: 'AdminGetUser', input }} />
          </Group>
          <Text size="sm">Second factor: {toMfaText(shown)}</Text>
          <Table withRowBorders={false} verticalSpacing={2} aria-label="Attributes">
            <Table.Tbody>
              {(shown.UserAttributes ?? []).map(({ Name, Value }) => (
                <Table.Tr key={Name}>
                  <Table.Th w={180} c="dimmed" fw={400}>
                    {Name}
                  </Table.Th>
                  <Table.Td style={{ overflowWrap: 'anywhere' }}>{Value}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Stack>
      )}
    </QueryState>
  );
}
