import { Button, Code, CopyButton, Group, Stack, Text } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { request } from '../../../api/request.ts';
import { Failure } from '../../../components/query-state.tsx';

/** Signs in a seeded user or machine client, and shows the access token. @param name  as in `npm run token` */
export function GetTokenButton({ name }: { readonly name: string }) {
  const token = useMutation({
    mutationFn: () =>
      request<{ accessToken: string }>(`/api/seeded-users/${encodeURIComponent(name)}/token`, {}),
  });
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <Button
          size="xs"
          leftSection={<IconKey size={14} aria-hidden />}
          loading={token.isPending}
          onClick={() => token.mutate()}
        >
          Get a token
        </Button>
        {token.data && (
          <CopyButton value={token.data.accessToken}>
            {({ copied, copy }) => (
              <Button size="xs" variant="default" onClick={copy}>
                {copied ? 'Copied' : 'Copy the token'}
              </Button>
            )}
          </CopyButton>
        )}
      </Group>
      {token.error && <Failure error={token.error} />}
      {token.data && (
        <Code block tabIndex={0} mah={120} style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
          {token.data.accessToken}
        </Code>
      )}
      <Text size="xs" c="dimmed">
        In a terminal: npm run -s token -- {name}
      </Text>
    </Stack>
  );
}
