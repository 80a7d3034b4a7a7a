import { randomUUID } from 'node:crypto';

const NAMESPACE = 'http://sns.amazonaws.com/doc/2010-03-31/';

/**
 * The response of Publish or PublishBatch with new message ids.
 * https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html
 */
export function acceptedResponse(form: URLSearchParams): {
  readonly status: 200;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
} {
  const action = form.get('Action') === 'PublishBatch' ? 'PublishBatch' : 'Publish';
  const result =
    action === 'Publish'
      ? `<MessageId>${randomUUID()}</MessageId>`
      : `<Successful>${entryIds(form).map(toMember).join('')}</Successful><Failed/>`;
  return {
    status: 200,
    headers: { 'content-type': 'text/xml' },
    body: `<${action}Response xmlns="${NAMESPACE}"><${action}Result>${result}</${action}Result><ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></${action}Response>`,
  };
}

const entryIds = (form: URLSearchParams): readonly string[] =>
  [...form]
    .filter(([field]) => /^PublishBatchRequestEntries\.member\.\d+\.Id$/.test(field))
    .map(([, id]) => id);

const toMember = (id: string): string =>
  `<member><Id>${id}</Id><MessageId>${randomUUID()}</MessageId></member>`;
