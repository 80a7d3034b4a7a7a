import { Alert, Code, Text } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { describeError, type ErrorText } from './describe-error.ts';

/** The title and the detail of an error, announced to screen readers. */
export function ErrorNotice({ error }: { readonly error: unknown }) {
  return error == null ? null : <FailureNotice text={describeError(error)} />;
}

/** A failure that is not an error of a call, such as a declined payment. */
export function FailureNotice({ text: { title, detail, requestId } }: { readonly text: ErrorText }) {
  return (
    <Alert role="alert" color="red" variant="light" title={title} icon={<IconAlertCircle aria-hidden />}>
      <Text size="sm">{detail}</Text>
      {requestId && (
        <Text size="xs" mt={4}>
          Request <Code>{requestId}</Code>
        </Text>
      )}
    </Alert>
  );
}
