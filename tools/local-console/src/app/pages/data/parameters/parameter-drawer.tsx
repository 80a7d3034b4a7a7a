import { Badge, Button, Code, Drawer, Group, Stack, Text, Textarea } from '@mantine/core';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { callAws } from '../../../api/request.ts';
import { useAllPages } from '../../../api/use-all-pages.ts';
import { ConfirmButton } from '../../../components/confirm-button.tsx';
import { CopyCli } from '../../../components/copy-cli.tsx';
import { formatAge } from '../../../components/format.ts';
import { QueryState } from '../../../components/query-state.tsx';
import { formatValue, type ParameterMetadata, type ParameterVersion } from './parameter-view.ts';

interface ParameterDrawerProps {
  readonly parameter: ParameterMetadata | undefined;
  onClose(): void;
}

/** The value of a parameter and its history. */
export function ParameterDrawer({ parameter, onClose }: ParameterDrawerProps) {
  return (
    <Drawer
      opened={parameter !== undefined}
      onClose={onClose}
      position="right"
      size={620}
      title={parameter?.Name}
    >
      {parameter && <History key={parameter.Name} parameter={parameter} />}
    </Drawer>
  );
}

function History({ parameter }: { readonly parameter: ParameterMetadata }) {
  const { Name, Type, Description } = parameter;
  const isSecret = Type === 'SecureString';
  const [isRevealed, setIsRevealed] = useState(false);
  const input = { Name, ...(isRevealed && { WithDecryption: true }) };
  // A secret is read only after it was asked for.
  const versions = useAllPages<ParameterVersion>({
    service: 'ssm',
    operation: 'GetParameterHistory',
    input,
    items: 'Parameters',
    cursor: { from: 'NextToken', to: 'NextToken' },
  });
  const isHidden = isSecret && !isRevealed;
  return (
    <Stack gap="md">
      <Group gap="xs">
        <Badge variant="light" tt="none">
          {Type}
        </Badge>
        {isSecret && (
          <Button
            size="xs"
            variant="default"
            leftSection={
              isRevealed ? <IconEyeOff size={14} aria-hidden /> : <IconEye size={14} aria-hidden />
            }
            onClick={() => setIsRevealed(!isRevealed)}
          >
            {isRevealed ? 'Hide' : 'Reveal'}
          </Button>
        )}
        <CopyCli call={{ service: 'ssm', operation: 'GetParameterHistory', input }} />
      </Group>
      {Description && <Text size="sm">{Description}</Text>}
      <QueryState query={versions}>
        {(all) => {
          const [latest, ...earlier] = all.toReversed();
          return (
            <Stack gap="md">
              {latest && <Version version={latest} isHidden={isHidden} isLatest />}
              {latest && !isHidden && <ChangeValue parameter={parameter} value={latest.Value} />}
              {earlier.map((version) => (
                <Version key={version.Version} version={version} isHidden={isHidden} />
              ))}
            </Stack>
          );
        }}
      </QueryState>
    </Stack>
  );
}

interface VersionProps {
  readonly version: ParameterVersion;
  readonly isHidden: boolean;
  readonly isLatest?: boolean;
}

function Version({
  version: { Version: number, Value, LastModifiedDate },
  isHidden,
  isLatest,
}: VersionProps) {
  return (
    <Stack gap={4}>
      <Text size="xs" c="dimmed">
        Version {number}
        {isLatest && ', current'}, {formatAge(LastModifiedDate ?? 0)}
      </Text>
      <Code block tabIndex={0}>
        {isHidden ? '••••••••' : formatValue(Value)}
      </Code>
    </Stack>
  );
}

interface ChangeValueProps {
  readonly parameter: ParameterMetadata;
  readonly value: string;
}

function ChangeValue({ parameter: { Name, Type }, value }: ChangeValueProps) {
  const [draft, setDraft] = useState(value);
  const queryClient = useQueryClient();
  const input = { Name, Value: draft, Type, Overwrite: true };
  return (
    <Group gap="xs">
      <ConfirmButton
        label="Change the value"
        title={`Change ${Name}?`}
        confirmLabel="Store a new version"
        onConfirm={async () => {
          await callAws('ssm', 'PutParameter', input);
          await queryClient.invalidateQueries({ queryKey: ['aws', 'ssm'] });
        }}
      >
        <Textarea
          label="Value"
          autosize
          minRows={2}
          maxRows={14}
          value={draft}
          onChange={(event) => setDraft(event.currentTarget.value)}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        />
        <Text size="sm" c="dimmed">
          Functions read parameters within a minute. npx nx config checks values by the schema of their
          service; this form does not.
        </Text>
      </ConfirmButton>
    </Group>
  );
}
