/** An email as the page shows it. */
export interface EmailContent {
  /** Name and value, in the order of the message. */
  readonly headers: readonly (readonly [string, string])[];
  readonly text?: string;
  readonly html?: string;
  readonly attachments: readonly EmailAttachment[];
}

export interface EmailAttachment {
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: number;
}

interface Part {
  readonly headers: EmailContent['headers'];
  readonly body: string;
}

/**
 * Reads a message in the Internet Message Format (RFC 5322) with the parts of RFC 2046 that emails of the local cloud have:
 * text, HTML and attachments, in base64 or as they are.
 */
export function parseInternetMessage(source: string): EmailContent {
  const message = parsePart(source);
  const leaves = leafParts(message);
  const content = (type: string) => leaves.find((part) => mediaType(part) === type && !isAttachment(part));
  const text = content('text/plain');
  const html = content('text/html');
  return {
    headers: message.headers.map(([name, value]) => [name, decodeWords(value)]),
    ...(text && { text: decodeBody(text).toString() }),
    ...(html && { html: decodeBody(html).toString() }),
    attachments: leaves.filter(isAttachment).map((part) => ({
      fileName: parameter(part, 'content-disposition', 'filename') ?? 'attachment',
      contentType: mediaType(part),
      bytes: decodeBody(part).length,
    })),
  };
}

/** The value of a header, or an empty text; names are case-insensitive. */
export const headerOf = ({ headers }: Pick<EmailContent, 'headers'>, name: string): string =>
  headers.find(([each]) => each.toLowerCase() === name)?.[1] ?? '';

function parsePart(source: string): Part {
  const lines = source.replaceAll('\r\n', '\n');
  const end = lines.indexOf('\n\n');
  const head = end === -1 ? lines : lines.slice(0, end);
  // A line that begins with white space continues the header before it.
  const headers = head
    .replaceAll(/\n[ \t]+/g, ' ')
    .split('\n')
    .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()] as const);
  return { headers, body: end === -1 ? '' : lines.slice(end + 2) };
}

function leafParts(part: Part): readonly Part[] {
  const boundary = parameter(part, 'content-type', 'boundary');
  if (!mediaType(part).startsWith('multipart/') || boundary === undefined) return [part];
  const [, ...sections] = `\n${part.body}`.split(`\n--${boundary}`);
  return sections
    .filter((section) => !section.startsWith('--'))
    .flatMap((section) => leafParts(parsePart(section.replace(/^[^\n]*\n/, ''))));
}

const mediaType = (part: Part): string =>
  headerOf(part, 'content-type').split(';')[0]!.trim().toLowerCase() || 'text/plain';

const isAttachment = (part: Part): boolean =>
  headerOf(part, 'content-disposition').toLowerCase().startsWith('attachment');

const parameter = (part: Part, header: string, name: string): string | undefined =>
  new RegExp(`;\\s*${name}="?([^";]+)"?`, 'i').exec(headerOf(part, header))?.[1];

const decodeBody = (part: Part): Buffer =>
  Buffer.from(
    part.body,
    headerOf(part, 'content-transfer-encoding').toLowerCase() === 'base64' ? 'base64' : 'utf8',
  );

/** Encoded words of RFC 2047 in UTF-8 and base64, as the local SES writes them. */
const decodeWords = (value: string): string =>
  value.replaceAll(/=\?utf-8\?b\?([^?]*)\?=/gi, (_word, encoded: string) =>
    Buffer.from(encoded, 'base64').toString(),
  );
