import { testCredentials } from '../../contract/credentials.ts';
import { REGION } from '../../../../workspace/src/aws/aws-constants.ts';
import type { Colors } from '../../../../workspace/src/cli/colors.ts';

export interface Started {
  readonly apiUrl: string;
  readonly endpointUrl: string;
  /** Undefined without a console. */
  readonly consoleUrl: string | undefined;
  /** Where a debugger connects, with `--inspect`. */
  readonly debuggerAddress?: string;
  /** Names that `npm run -s token` accepts. */
  readonly users: readonly string[];
}

/** Where everything is, as lines that a program can read: `AWS endpoint http://127.0.0.1:4566 …`. */
export const addressLines = (started: Started): readonly string[] =>
  addresses(started).map(({ label, line = label, value }) => `${line} ${value}`);

/** What a person needs after a start: addresses, users, what to try next. */
export function startSummary(started: Started, colors: Colors): readonly string[] {
  const { users, consoleUrl } = started;
  const rows = [
    ...addresses(started).map(({ label, value }) => ({ label, value: highlightUrl(value, colors) })),
    ...(users.length === 0
      ? []
      : [
          { label: 'Users', value: users.join(', ') },
          { label: 'Token', value: `npm run -s token -- ${users[0]}` },
        ]),
  ];
  const width = Math.max(...rows.map(({ label }) => label.length));
  return [
    '',
    ...rows.map(({ label, value }) => `  ${colors.bold(label.padEnd(width))}  ${value}`),
    '',
    `  ${colors.bold('Try next')}`,
    ...(consoleUrl === undefined ? [] : ['  Buy something in the shop, then find its trace in the console.']),
    '  Edit a handler below services/ and save it: the function reloads.',
    `  Call AWS: aws --endpoint-url ${started.endpointUrl} sqs list-queues`,
    '',
  ];
}

/** The warnings of a start, together and with their number. */
export const warningLines = (warnings: readonly string[]): readonly string[] =>
  warnings.length === 0
    ? []
    : [
        `${warnings.length} ${warnings.length === 1 ? 'warning' : 'warnings'}:`,
        ...warnings.map((each) => `  ${each}`),
      ];

const { accessKeyId, secretAccessKey } = testCredentials;

interface Address {
  readonly label: string;
  /** How the plain line calls it, if not by its label. */
  readonly line?: string;
  readonly value: string;
}

function addresses({ apiUrl, endpointUrl, consoleUrl, debuggerAddress }: Started): readonly Address[] {
  const onConsole =
    consoleUrl === undefined
      ? []
      : [
          { label: 'Console', line: 'console', value: consoleUrl },
          { label: 'Shop', line: 'shop', value: `${consoleUrl}/shop` },
          { label: 'API reference', value: `${consoleUrl}/reference` },
        ];
  return [
    { label: 'API', value: apiUrl },
    ...onConsole,
    ...(debuggerAddress === undefined
      ? []
      : [{ label: 'Debugger', line: 'debugger', value: debuggerAddress }]),
    { label: 'AWS endpoint', value: endpointUrl },
    {
      label: 'AWS credentials',
      value: `access key ${accessKeyId}, secret key ${secretAccessKey}, region ${REGION}`,
    },
  ];
}

const highlightUrl = (text: string, colors: Colors): string =>
  text.replace(/^http\S+/, (url) => colors.cyan(url));
