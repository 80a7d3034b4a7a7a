import type { Resource, Template } from '../../../../workspace/src/templates/template.ts';
import { canonical } from '../packages/content-hash.ts';
import { compareType } from './by-logical-id.ts';
import { changedParts } from './changed-parts.ts';
import { dataLossOf } from './data-loss.ts';
import { functionChanges } from './functions.ts';
import { layerChanges } from './layers.ts';
import { permissionChanges, typesWithRights } from './permissions.ts';
import { routeChanges } from './routes.ts';

/** The changes of a deployment, as a reviewer needs them. */
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
const MAX_BYTES = 1_000_000;

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

const alarms = ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm'];

function alarmChanges(before: Template, after: Template): string[] {
  return alarms.flatMap((type) => {
    const { added, removed, changed } = compareType(before, after, type);
    return [
      ...added.map(([id]) => `alarm added: ${id}`),
      ...removed.map(([id]) => `ALARM DROPPED: ${id}`),
      ...changed.map(({ id, before: old, after: now }) =>
        hasActions(old) && !hasActions(now)
          ? `ALARM SILENCED: ${id}`
          : `alarm changed: ${id} (${changedParts(old, now)})`,
      ),
    ];
  });
}

const hasActions = ({ Properties = {} }: Resource): boolean =>
  ((Properties['AlarmActions'] ?? []) as unknown[]).length > 0 && Properties['ActionsEnabled'] !== false;

/** Types that the lines above report. */
const published = new Set([
  'AWS::Lambda::Function',
  'AWS::Lambda::LayerVersion',
  'AWS::ApiGateway::Method',
  ...alarms,
  ...typesWithRights,
]);
/** What only follows from other resources: versions of functions, paths of routes, and the copy of an API that is live. */
const following = new Set([
  'AWS::Lambda::Version',
  'AWS::ApiGateway::Resource',
  'AWS::ApiGateway::Deployment',
]);

function otherChanges(before: Template, after: Template): string[] {
  const types = new Set(
    [before, after].flatMap(({ Resources }) => Object.values(Resources).map(({ Type }) => Type)),
  );
  return [...types]
    .filter((type) => !published.has(type) && !following.has(type))
    .toSorted()
    .flatMap((type) => {
      const { added, removed, changed } = compareType(before, after, type);
      return [
        ...added.map(([id]) => `added: ${id} (${type})`),
        ...removed.map(([id]) => `removed: ${id} (${type})`),
        ...changed.map(({ id, before: old, after: now }) => {
          const parts = changedParts(old, now);
          return `changed: ${id} (${type}${parts && `: ${parts}`})`;
        }),
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
    `resources: ${oldCount} → ${newCount} of ${MOST_RESOURCES}; template: ${kilobytes(oldBytes)} → ${kilobytes(newBytes)} of ${kilobytes(MAX_BYTES)}`,
  ];
  return lines.map((line) => `  ${line}`).join('\n');
}

/** @returns the size of a template and the limit of CloudFormation */
export const sizeInWords = (template: Template): string =>
  `resources: ${count(template)} of ${MOST_RESOURCES}; template: ${kilobytes(canonical(template).length)} of ${kilobytes(MAX_BYTES)}`;

const kilobytes = (bytes: number): string => `${Math.ceil(bytes / 1000)} KB`;
