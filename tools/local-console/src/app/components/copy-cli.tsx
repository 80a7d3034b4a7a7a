import { Button, CopyButton, Tooltip } from '@mantine/core';
import { IconCheck, IconTerminal2 } from '@tabler/icons-react';
import type { SystemInfo } from '../../server/routes/system.ts';
import { useConsole } from '../api/use-console.ts';
import { type AwsCall, toCliCommand } from '../aws/cli-command.ts';

/** Copies the command of the AWS CLI that does the same as the page; disabled while the call is incomplete. */
export function CopyCli({ call }: { readonly call: AwsCall | undefined }) {
  const { data: system } = useConsole<SystemInfo>('/api/system');
  const command = call && system ? toCliCommand(call, system.endpointUrl) : '';
  return (
    <CopyButton value={command}>
      {({ copied, copy }) => (
        <Tooltip label={command} disabled={command === ''} multiline maw={520} openDelay={400}>
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            disabled={command === ''}
            leftSection={
              copied ? <IconCheck size={14} aria-hidden /> : <IconTerminal2 size={14} aria-hidden />
            }
            onClick={copy}
          >
            {copied ? 'Copied' : 'Copy as CLI'}
          </Button>
        </Tooltip>
      )}
    </CopyButton>
  );
}
