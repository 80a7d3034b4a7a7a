import { Alert, Button, Code, CopyButton, Group, Stack, Text, Title } from '@mantine/core';
import { IconShieldX } from '@tabler/icons-react';
import { Details } from '../../components/list-and-details.tsx';
import { Empty } from '../../components/query-state.tsx';
import { Tag } from '../../components/tag.tsx';
import type { Refusal, ReportedGrant, ReportedRole } from '../../../server/access/reported-role.ts';
import { grantsByResource, shortResource } from './model/role-list.ts';
import classes from './access.module.css';

/** The permissions of a role by resource, each with its use, and the calls that it refused. */
export function RoleDetails({ role }: { readonly role: ReportedRole }) {
  const { service, name, kind, logicalId, grants, refusals, managedPolicies } = role;
  return (
    <Details label="Role">
      <Stack gap="md">
        <div>
          <Title order={2} size="h5">
            {service}/{name}
          </Title>
          <Text size="sm" c="dimmed">
            {logicalId} · {kind}
          </Text>
        </div>
        {refusals.map((refusal) => (
          <RefusedCall key={`${refusal.action} ${refusal.resource}`} refusal={refusal} service={service} />
        ))}
        {managedPolicies.length > 0 && <Text size="sm">Managed policies: {managedPolicies.join(', ')}</Text>}
        {grants.length === 0 && (
          <Empty title="This role allows nothing">It has no statements of its own.</Empty>
        )}
        {grantsByResource(grants).map((group) => (
          <Stack key={group.resource} gap={5}>
            <Text size="sm" fw={600} className={classes['resource']!} title={group.resource}>
              {shortResource(group.resource)}
            </Text>
            <Group gap={6}>
              {group.grants.map((grant) => (
                <GrantBadge key={`${grant.action} ${grant.condition ?? ''}`} grant={grant} />
              ))}
            </Group>
            {[...new Set(group.grants.flatMap(({ because = [] }) => because))].map((because) => (
              <Text key={because} size="xs" c="dimmed">
                Not called: {because}
              </Text>
            ))}
          </Stack>
        ))}
        <Legend />
      </Stack>
    </Details>
  );
}

const uses = {
  called: { color: 'teal', variant: 'light', label: 'called' },
  'by AWS': { color: 'gray', variant: 'light', label: 'used by AWS itself' },
  excepted: { color: 'gray', variant: 'outline', label: 'not called, for a reason' },
  unused: { color: 'orange', variant: 'outline', label: 'not called yet' },
} as const;

function GrantBadge({ grant: { action, use, condition } }: { readonly grant: ReportedGrant }) {
  const { color, variant, label } = uses[use];
  return (
    <Tag
      color={color}
      variant={variant}
      title={condition === undefined ? label : `${label}; if ${condition}`}
    >
      {action}
      {condition === undefined ? '' : ' *'}
    </Tag>
  );
}

const Legend = () => (
  <Group gap={6} pt="xs">
    {Object.entries(uses).map(([use, { color, variant, label }]) => (
      <Tag key={use} color={color} variant={variant}>
        {label}
      </Tag>
    ))}
    <Text size="xs" c="dimmed">
      * with a condition
    </Text>
  </Group>
);

/** A refused call with the statement that would allow it. */
function RefusedCall({ refusal, service }: { readonly refusal: Refusal; readonly service: string }) {
  const { action, resource, caller, statement } = refusal;
  return (
    <Alert color="red" icon={<IconShieldX aria-hidden />} title={`Refused: ${action}`} p="sm">
      <Stack gap={6} align="flex-start">
        <Text size="sm" className={classes['resource']!}>
          {caller} called {action} on {shortResource(resource)}. To allow it, add this to iamRoleStatements in
          services/{service}/serverless.yml:
        </Text>
        <Code block w="100%">
          {statement}
        </Code>
        <CopyButton value={statement}>
          {({ copied, copy }) => (
            <Button size="compact-xs" variant="default" onClick={copy}>
              {copied ? 'Copied' : 'Copy'}
            </Button>
          )}
        </CopyButton>
      </Stack>
    </Alert>
  );
}
