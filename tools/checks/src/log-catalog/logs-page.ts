import type { LogEvent } from '#libs/logging';
import type { Catalog } from './read-catalogs.ts';

const head = `# What is logged

<!-- Written by "node tools/checks/src/log-catalog/write-logs-page.ts" from each src/log-events.ts; edit those. -->

Every line is one event, as JSON. \`npx nx logs SERVICE\` shows and filters them; \`npx nx logs --correlation-id ID\` shows one purchase across all services ([runbooks](runbooks/README.md)).

| Key             | Value                                                                          |
| --------------- | ------------------------------------------------------------------------------ |
| \`timestamp\`     | ISO 8601, UTC                                                                  |
| \`level\`         | \`INFO\`, \`WARN\` or \`ERROR\`                                                      |
| \`event\`         | a name of the tables below; metric filters say \`{ $.event = "…" }\`             |
| \`service\`       | \`orders\`                                                                       |
| \`function\`      | the key in serverless.yml, or the name of a task                               |
| \`stage\`         | \`prod\`                                                                         |
| \`version\`       | a mark of the bundle's content: lines with the same mark are of the same code  |
| \`requestId\`     | of the invocation                                                              |
| \`correlationId\` | of all that one request set in motion, through events, queues, sagas and tasks |
| \`traceId\`       | of X-Ray                                                                       |
| \`error\`         | \`name\`, \`code\`, \`message\`, \`stack\`, \`cause\`; with events of level error        |

**Info is sampled** by LOG_SAMPLE_RATE (0 to 1), decided by the correlation id: a purchase is logged whole or not at all. Warnings and errors are always logged.

**Kinds of fields**: ids, codes (of a known set), counts, milliseconds, bytes, amounts (minor units and currency), times and flags. None can hold what a person wrote, and fields of a name such as \`email\` do not pass the check. A question mark: may be absent.

**Errors are prose of whoever threw them**, so their texts are looked through: secrets, e-mail addresses, phone numbers and what a parser quotes are blanked, in the line as in what Lambda's runtime writes of it. A person's name in prose looks like any word: no message of ours holds one.
`;

/** The page of docs/logs.md. */
export const logsPage = (catalogs: readonly Catalog[]): string => [head, ...catalogs.map(section)].join('\n');

const section = ({ folder, events }: Catalog): string =>
  [`## ${titleOf(folder)}\n`, ...Object.entries(events).map(([name, event]) => entry(name, event)), ''].join(
    '\n',
  );

/** Libraries speak for every service. */
const titleOf = (folder: string): string => {
  const [kind, name = ''] = folder.split('/');
  return kind === 'libs' ? `Every service (libs/${name})` : name;
};

const entry = (name: string, { level, description, fields }: LogEvent): string => {
  const names = Object.entries(fields).map(
    ([field, declaration]) => `\`${field}${declaration.endsWith('?') ? '?' : ''}\``,
  );
  const told = names.length > 0 ? ` (${names.join(', ')})` : '';
  const mark = level === 'info' ? '' : ` **${level}**`;
  return `- \`${name}\`${mark}${told}: ${description}`;
};
