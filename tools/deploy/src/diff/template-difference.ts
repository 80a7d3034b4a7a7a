import type { Template } from '../packages/template.ts';
import { canonical } from '../packages/content-hash.ts';
import { compareType } from './by-logical-id.ts';
import { dataLossOf } from './data-loss.ts';
import { functionChanges } from './functions.ts';
import { layerChanges } from './layers.ts';
import { permissionChanges } from './permissions.ts';
import { routeChanges } from './routes.ts';

/** What a deploy would change, in words that matter to whoever lets it through. */
export interface TemplateDifference {
  readonly dataLoss: readonly string[];
  readonly changes: readonly string[];
  readonly size: Size;
}

interface Size {
  readonly resources: readonly [before: number, after: number];
  readonly bytes: readonly [before: number, after: number];
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const MOST_RESOURCES = 500;
const MOST_BYTES = 1_000_000;

/** @param before  the deployed template */
export function templateDifference(before: Template, after: Template): TemplateDifference {
  return {
    dataLoss: dataLossOf(before, after),
    changes: [
      ...functionChanges(before, after),
      ...layerChanges(before, after),
      ...routeChanges(before, after),
      ...permissionChanges(before, after),
      ...alarmChanges(before, after),
      ...otherChanges(before, after),
    ],
    size: {
      resources: [count(before), count(after)],
      bytes: [canonical(before).length, canonical(after).length],
    },
  };
}

function alarmChanges(before: Template, after: Template): string[] {
  const { added, removed, changed } = compareType(before, after, 'AWS::CloudWatch::Alarm');
  const rings = (resource: { Properties?: Readonly<Record<string, unknown>> }) =>
    ((resource.Properties?.['AlarmActions'] ?? []) as unknown[]).length > 0;
  return [
    ...added.map(([id]) => `alarm added: ${id}`),
    ...removed.map(([id]) => `ALARM DROPPED: ${id}`),
    ...changed.map((each) =>
      rings(each.before) && !rings(each.after) ? `ALARM SILENCED: ${each.id}` : `alarm changed: ${each.id}`,
    ),
  ];
}

/** Types that the lines above tell of, and those that only follow from them. */
const told =
  /^AWS::(Lambda::(Function|Version|LayerVersion|Permission)|ApiGateway::|IAM::|CloudWatch::Alarm|Logs::LogGroup)/;

function otherChanges(before: Template, after: Template): string[] {
  const types = new Set(
    [before, after].flatMap(({ Resources }) => Object.values(Resources).map(({ Type }) => Type)),
  );
  return [...types]
    .filter((type) => !told.test(type))
    .toSorted()
    .flatMap((type) => {
      const { added, removed, changed } = compareType(before, after, type);
      return [
        ...added.map(([id]) => `added: ${id} (${type})`),
        ...removed.map(([id]) => `removed: ${id} (${type})`),
        ...changed.map(({ id }) => `changed: ${id} (${type})`),
      ];
    });
}

const count = ({ Resources }: Template): number => Object.keys(Resources).length;

/** @returns lines for a terminal or a comment on a pull request */
export function printDifference({ dataLoss, changes, size }: TemplateDifference): string {
  const [[oldCount, newCount], [oldBytes, newBytes]] = [size.resources, size.bytes];
  const lines = [
    ...dataLoss.map((loss) => `DATA LOSS: ${loss}`),
    ...changes,
    ...(dataLoss.length + changes.length === 0 ? ['nothing that matters changes'] : []),
    `resources: ${oldCount} → ${newCount} of ${MOST_RESOURCES}; template: ${kilobytes(oldBytes)} → ${kilobytes(newBytes)} of ${kilobytes(MOST_BYTES)}`,
  ];
  return lines.map((line) => `  ${line}`).join('\n');
}

/** @returns the size of a template beside what CloudFormation takes */
export const sizeInWords = (template: Template): string =>
  `resources: ${count(template)} of ${MOST_RESOURCES}; template: ${kilobytes(canonical(template).length)} of ${kilobytes(MOST_BYTES)}`;

const kilobytes = (bytes: number): string => `${Math.ceil(bytes / 1000)} KB`;
