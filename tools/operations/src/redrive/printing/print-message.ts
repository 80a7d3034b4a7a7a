import { redact } from '#libs/logging';
import { contentOf, labelOf, type Message } from '../messages/message.ts';
import { ageText } from './age.ts';

/** One line: id, age, type, subject, correlation id. */
export function lineOf(message: Message, now: Date): string {
  const { type, subject, correlationId } = labelOf(message);
  const published = [message.id, `${ageText(message.sentAt, now)} old`, type, subject, correlationId];
  return published.filter((each) => each !== undefined).join('  ');
}

interface Showing {
  readonly service: string;
  readonly stage: string;
  readonly isRaw: boolean;
  readonly now: Date;
}

/** @returns a whole message, with secrets and personal data masked unless `isRaw`, and the command that prints its log */
export function wholeMessage(message: Message, { service, stage, isRaw, now }: Showing): string {
  const { type, correlationId } = labelOf(message);
  const replacer = isRaw ? undefined : redact;
  const attributes = Object.entries(message.attributes).map(([name, { StringValue, DataType }]) => [
    name,
    StringValue ?? DataType,
  ]);
  const lines = [
    `${message.id}  ${type}`,
    `  sent        ${message.sentAt.toISOString()} (${ageText(message.sentAt, now)} ago), received ${message.receiveCount} times`,
    attributes.length > 0 && `  attributes  ${JSON.stringify(Object.fromEntries(attributes), replacer)}`,
    correlationId &&
      `  its log     npm run -s logs -- ${service} --stage ${stage} --correlation-id ${correlationId}`,
  ];
  const content = contentOf(message);
  const body =
    content === undefined
      ? (JSON.parse(JSON.stringify(message.body, replacer)) as string)
      : JSON.stringify(content, replacer, 2);
  return [...lines.filter((line) => typeof line === 'string'), body.replaceAll(/^/gm, '  ')].join('\n');
}
