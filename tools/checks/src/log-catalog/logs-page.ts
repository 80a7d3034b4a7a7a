import type { LogEvent } from '#libs/logging';
import type { Catalog } from './read-catalogs.ts';

const head = `# Log events

<!-- Generated from src/log-events.ts of services and libraries by "npm run logs-page". Do not edit. -->

Every log line is one event as JSON. \`npm run -s logs -- SERVICE\` shows and filters them; \`npm run -s logs -- --correlation-id ID\` follows one order across all services ([runbooks](runbooks/README.md)).

| Key             | Value                                                                       |
| --------------- | --------------------------------------------------------------------------- |
| \`timestamp\`     | ISO 8601, UTC                                                               |
| \`level\`         | \`INFO\`, \`WARN\` or \`ERROR\`                                                   |
| \`event\`         | one of the names below; metric filters match \`{ $.event = "…" }\`            |
| \`service\`       | \`orders\`                                                                    |
| \`function\`      | the key in serverless.yml, or the name of a task                            |
| \`stage\`         | \`prod\`                                                                      |
| \`version\`       | a hash of the bundle: lines with the same version come from the same code   |
| \`requestId\`     | the id of the invocation                                                    |
| \`correlationId\` | shared by all work that one request causes: events, queues, sagas and tasks |
| \`traceId\`       | the X-Ray trace id                                                          |
| \`error\`         | \`name\`, \`code\`, \`message\`, \`stack\`, \`cause\`; for events of level error      |

**Info is sampled** by LOG_SAMPLE_RATE (0 to 1) and the correlation id, so that an order is logged completely or not at all. Warnings and errors are always logged.

**Fields** are ids, codes (from a known set), counts, milliseconds, bytes, amounts (minor units and currency), times and flags. They cannot contain free text, and the check rejects field names such as \`email\`. A question mark marks an optional field.

**Error messages are free text**, so secrets, email addresses, phone numbers and text quoted by parsers are redacted, in log lines as well as in the output of the Lambda runtime. Names of people cannot be recognized, so no error message contains one.
`;

/** @returns the text of docs/logs.md */
export const logsPage = (catalogs: readonly Catalog[]): string => [head, ...catalogs.map(section)].join('\n');

const section = ({ folder, events }: Catalog): string =>
  [`## ${toTitle(folder)}\n`, ...Object.entries(events).map(([name, event]) => entry(name, event)), ''].join(
    '\n',
  );

/** The events of libraries are logged by every service. */
const toTitle = (folder: string): string => {
  const [kind, name = ''] = folder.split('/');
  return kind === 'libs' ? `Every service (libs/${name})` : name;
};

const entry = (name: string, { level, description, fields }: LogEvent): string => {
  const names = Object.entries(fields).map(
    ([field, declaration]) => `\`${field}${declaration.endsWith('?') ? '?' : ''}\``,
  );
  const fieldList = names.length > 0 ? ` (${names.join(', ')})` : '';
  const mark = level === 'info' ? '' : ` **${level}**`;
  return `- \`${name}\`${mark}${fieldList}: ${description}`;
};
