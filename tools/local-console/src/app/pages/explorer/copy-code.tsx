import { Button, CopyButton, Group } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { toClientCode } from '../../../../../api-reference/src/samples/client-code.ts';
import { toCurl } from '../../../../../api-reference/src/samples/curl.ts';
import { useConsole } from '../../api/use-console.ts';
import type { SystemInfo } from '../../../server/routes/system.ts';
import { GUEST } from './model/identities.ts';
import type { Operation } from './model/operations.ts';
import { toRequest, type FormValues } from './model/request-form.ts';

interface CopyCodeProps {
  readonly operation: Operation;
  readonly values: FormValues;
  readonly user: string;
}

/** Copies the request as a command or as code. Its token is a variable: tokens expire, and are secret elsewhere. */
export function CopyCode({ operation, values, user }: CopyCodeProps) {
  const { data: system } = useConsole<SystemInfo>('/api/system');
  const hasToken = user !== GUEST;
  const sample = toRequest(operation, values, { baseUrl: system?.apiUrl ?? '', hasToken });
  const token = hasToken ? `TOKEN=$(npm run -s token -- ${user})\n` : '';
  return (
    <Group gap="xs">
      <Copy label="Copy as curl" text={`${token}${toCurl(sample)}\n`} />
      <Copy label="Copy as client code" text={toClientCode(sample)} />
    </Group>
  );
}

function Copy({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <CopyButton value={text}>
      {({ copied, copy }) => (
        <Button variant="default" size="xs" leftSection={<IconCopy size={13} aria-hidden />} onClick={copy}>
          {copied ? 'Copied' : label}
        </Button>
      )}
    </CopyButton>
  );
}
