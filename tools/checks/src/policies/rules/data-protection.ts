import { isPreview } from '../../../../serverless-conventions/src/preview-stage.ts';
import {
  resourcesOfType,
  type Resource,
  type Template,
} from '../../../../workspace/src/templates/template.ts';
import { error } from '../../finding.ts';
import type { Rule } from '../rule.ts';

const statefulTypes = ['AWS::DynamoDB::Table', 'AWS::S3::Bucket', 'AWS::Cognito::UserPool'];
// osls creates this bucket, and empties it before it removes a stack.
const DEPLOYMENT_BUCKET = 'ServerlessDeploymentBucket';

/**
 * Stateful resources have a deletion policy, tables are encrypted and can be restored, and buckets keep earlier versions
 * of objects. Tables and user pools of a permanent stage are protected from deletion.
 */
export const dataProtection: Rule = ({ template, stage }) => [
  ...Object.entries(template.Resources)
    .filter(([id, { Type }]) => statefulTypes.includes(Type) && id !== DEPLOYMENT_BUCKET)
    .flatMap(([id, resource]) => deletionViolations(id, resource)),
  ...resourcesOfType(template, 'AWS::DynamoDB::Table').flatMap(([id, table]) => tableViolations(id, table)),
  ...resourcesOfType(template, 'AWS::S3::Bucket')
    .filter(([, { DeletionPolicy }]) => isRetained(DeletionPolicy))
    .flatMap(([id, bucket]) => versionViolations(id, bucket)),
  ...(isPreview(stage) ? [] : unprotectedResources(template)),
];

/**
 * Keeps the resource, except when the deployment that creates it fails: it is empty then, and its name would block the
 * next attempt.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
 */
const RETAINED = 'RetainExceptOnCreate';

function deletionViolations(id: string, { DeletionPolicy: policy, UpdateReplacePolicy }: Resource) {
  return [
    ...(policy === undefined
      ? [
          error(
            `The deletion policy is missing. Set DeletionPolicy: ${RETAINED}, or Delete if the data can be recreated.`,
            id,
          ),
        ]
      : []),
    ...(policy === 'Retain'
      ? [
          error(
            `A failed first deployment would leave the empty resource behind and block the next one. Set DeletionPolicy: ${RETAINED}.`,
            id,
          ),
        ]
      : []),
    ...(isRetained(policy) && UpdateReplacePolicy !== 'Retain'
      ? [error('A replacement would delete the data. Set UpdateReplacePolicy: Retain.', id)]
      : []),
  ];
}

const isRetained = (policy: string | undefined): boolean => policy === RETAINED || policy === 'Retain';

function tableViolations(id: string, { DeletionPolicy, Properties = {} }: Resource) {
  const { SSESpecification, PointInTimeRecoverySpecification } = Properties as {
    SSESpecification?: { SSEEnabled?: boolean };
    PointInTimeRecoverySpecification?: { PointInTimeRecoveryEnabled?: boolean };
  };
  return [
    ...(SSESpecification?.SSEEnabled === true
      ? []
      : [error('The table is not encrypted. Set SSESpecification.', id)]),
    ...(isRetained(DeletionPolicy) && PointInTimeRecoverySpecification?.PointInTimeRecoveryEnabled !== true
      ? [error('Point-in-time recovery is disabled. Set PointInTimeRecoverySpecification.', id)]
      : []),
  ];
}

const unprotectedResources = (template: Template) => [
  ...resourcesOfType(template, 'AWS::DynamoDB::Table')
    .filter(([, { Properties }]) => Properties?.['DeletionProtectionEnabled'] !== true)
    .map(([id]) =>
      error('One call deletes the table. Set DeletionProtectionEnabled: true, as the conventions do.', id),
    ),
  ...resourcesOfType(template, 'AWS::Cognito::UserPool')
    .filter(([, { Properties }]) => Properties?.['DeletionProtection'] !== 'ACTIVE')
    .map(([id]) =>
      error('One call deletes the user pool. Set DeletionProtection: ACTIVE, as the conventions do.', id),
    ),
];

function versionViolations(id: string, { Properties = {} }: Resource) {
  const { VersioningConfiguration, LifecycleConfiguration } = Properties as {
    VersioningConfiguration?: { Status?: string };
    LifecycleConfiguration?: {
      Rules?: readonly {
        Status?: string;
        Prefix?: string;
        NoncurrentVersionExpiration?: { NoncurrentDays?: number };
      }[];
    };
  };
  if (VersioningConfiguration?.Status !== 'Enabled')
    return [
      error(
        'An object that is overwritten or deleted by mistake is lost. Set VersioningConfiguration: { Status: Enabled }.',
        id,
      ),
    ];
  const expiresVersions = (LifecycleConfiguration?.Rules ?? []).some(
    ({ Status, Prefix, NoncurrentVersionExpiration }) =>
      Status === 'Enabled' &&
      Prefix === undefined &&
      NoncurrentVersionExpiration?.NoncurrentDays !== undefined,
  );
  return expiresVersions
    ? []
    : [
        error(
          'Earlier versions of objects are kept forever. Add a lifecycle rule with NoncurrentVersionExpiration for all objects.',
          id,
        ),
      ];
}
