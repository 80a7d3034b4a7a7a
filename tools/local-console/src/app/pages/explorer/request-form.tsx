import { Alert, Button, Group, Select, Stack, Text, Textarea, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSend } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { BodyViolation } from '../../../server/explorer/body-validator.ts';
import { request } from '../../api/request.ts';
import { CopyCode } from './copy-code.tsx';
import classes from './explorer.module.css';
import { Method } from './method.tsx';
import { describeAccess, GUEST, isAccepted, type Identity } from './model/identities.ts';
import type { ApiDocument, Operation } from './model/operations.ts';
import type { RememberedValues } from './model/remembered-values.ts';
import {
  formParameters,
  keyOf,
  missingParameters,
  parseJson,
  type FormValues,
} from './model/request-form.ts';
import { ParameterField } from './parameter-field.tsx';

interface RequestFormProps {
  readonly document: ApiDocument;
  readonly operation: Operation;
  readonly identities: readonly Identity[];
  readonly user: string;
  readonly values: FormValues;
  readonly remembered: RememberedValues;
  /** The version of the record that was seen last. */
  readonly etag: string | undefined;
  readonly isSending: boolean;
  readonly onUser: (user: string) => void;
  readonly onChange: (values: FormValues) => void;
  readonly onSend: () => void;
}

const MEMORY_NAMES: Readonly<Record<string, string>> = { 'Session-Token': 'sessionToken' };

/** Who sends the request, its parameters and its body. */
export function RequestForm(props: RequestFormProps) {
  const { document, operation, values, remembered, etag, isSending, onChange, onSend } = props;
  const missing = missingParameters(operation, values);
  const set = (key: string, value: string) =>
    onChange({ ...values, parameters: { ...values.parameters, [key]: value } });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      <Stack gap="sm">
        <div>
          <Title order={2} size="h4">
            {operation.summary}
          </Title>
          <Group gap={6} wrap="nowrap" align="baseline">
            <Method method={operation.method} />
            <span className={classes['path']}>{operation.path}</span>
          </Group>
          <Text size="sm" mt={4}>
            {operation.description.replaceAll('`', '')}
          </Text>
          <Text size="xs" c="dimmed">
            {describeAccess(operation)}
          </Text>
        </div>
        <Caller {...props} />
        {formParameters(operation).map((parameter) => (
          <ParameterField
            key={keyOf(parameter)}
            document={document}
            parameter={parameter}
            value={values.parameters[keyOf(parameter)] ?? ''}
            suggestions={
              parameter.name === 'If-Match' && etag !== undefined
                ? [etag]
                : (remembered[MEMORY_NAMES[parameter.name] ?? parameter.name] ?? [])
            }
            error={missing.includes(parameter.name) ? 'Fill in this field.' : undefined}
            onChange={(value) => set(keyOf(parameter), value)}
          />
        ))}
        {operation.body && (
          <BodyField
            schema={operation.body.schema}
            value={values.body}
            onChange={(body) => onChange({ ...values, body })}
          />
        )}
        <Group>
          <Button
            type="submit"
            leftSection={<IconSend size={16} aria-hidden />}
            loading={isSending}
            disabled={missing.length > 0}
          >
            Send
          </Button>
          <CopyCode operation={operation} values={values} user={props.user} />
        </Group>
      </Stack>
    </form>
  );
}

function Caller({ operation, identities, user, onUser }: RequestFormProps) {
  const identity = identities.find(({ name }) => name === user);
  const data = [
    { value: GUEST, label: 'Guest, without a token' },
    ...identities.map(({ name }) => ({ value: name, label: name })),
  ];
  return (
    <Select
      label="Send as"
      size="xs"
      data={data}
      value={user}
      allowDeselect={false}
      {...(!isAccepted(operation, identity) && {
        description: 'The operation does not accept this caller.',
      })}
      onChange={(chosen) => onUser(chosen ?? GUEST)}
    />
  );
}

interface BodyFieldProps {
  readonly schema: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** The JSON of the body, which is validated while it is written. */
function BodyField({ schema, value, onChange }: BodyFieldProps) {
  const [text] = useDebouncedValue(value, 300);
  const parsed = parseJson(text);
  const { data: violations = [] } = useQuery({
    queryKey: ['violations', schema, text],
    enabled: parsed !== undefined,
    queryFn: () => request<readonly BodyViolation[]>(`/api/schemas/${schema}/violations`, parsed),
  });
  return (
    <Stack gap={4}>
      <Textarea
        className={classes['body']!}
        label={`Body · ${schema}`}
        autosize
        minRows={4}
        maxRows={18}
        spellCheck={false}
        value={value}
        error={parsed === undefined && 'This is no JSON. It is sent as it is.'}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
      {parsed !== undefined && violations.length > 0 && (
        <Alert color="orange" variant="light" p="xs" role="status">
          {violations.map(({ field, message }) => (
            <Text key={`${field} ${message}`} size="xs">
              <b>{field || 'The body'}</b> {message}
            </Text>
          ))}
        </Alert>
      )}
    </Stack>
  );
}
