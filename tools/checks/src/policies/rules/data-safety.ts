import { resourcesOfType, type Resource } from '../../../../workspace/src/templates/template.ts';
import { error, type Rule } from '../finding.ts';

const holdsData = ['AWS::DynamoDB::Table', 'AWS::S3::Bucket', 'AWS::Cognito::UserPool'];
// osls makes it, and empties it before it removes a stack.
const DEPLOYMENT_BUCKET = 'ServerlessDeploymentBucket';

/** What holds data says what becomes of it, is encrypted, and can be had back. */
export const dataSafety: Rule = ({ template }) => [
  ...Object.entries(template.Resources)
    .filter(([id, { Type }]) => holdsData.includes(Type) && id !== DEPLOYMENT_BUCKET)
    .flatMap(([id, resource]) => deletionFaults(id, resource)),
  ...resourcesOfType(template, 'AWS::DynamoDB::Table').flatMap(([id, table]) => tableFaults(id, table)),
];

/**
 * What a first deploy made that then failed is empty. Retained, it would stand in the way of the next try by its name:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
 */
const KEPT = 'RetainExceptOnCreate';

function deletionFaults(id: string, { DeletionPolicy: policy, UpdateReplacePolicy }: Resource) {
  return [
    ...(policy === undefined
      ? [
          error(
            `does not say what becomes of its data. Give it DeletionPolicy: ${KEPT}, or Delete if nobody would miss it.`,
            id,
          ),
        ]
      : []),
    ...(policy === 'Retain'
      ? [
          error(
            `would be left behind, empty, by a first deploy that fails, and be in the way of the next. Give it DeletionPolicy: ${KEPT}.`,
            id,
          ),
        ]
      : []),
    ...(isKept(policy) && UpdateReplacePolicy !== 'Retain'
      ? [error('loses its data when it is replaced. Give it UpdateReplacePolicy: Retain.', id)]
      : []),
  ];
}

const isKept = (policy: string | undefined): boolean => policy === KEPT || policy === 'Retain';

function tableFaults(id: string, { DeletionPolicy, Properties = {} }: Resource) {
  const { SSESpecification, PointInTimeRecoverySpecification } = Properties as {
    SSESpecification?: { SSEEnabled?: boolean };
    PointInTimeRecoverySpecification?: { PointInTimeRecoveryEnabled?: boolean };
  };
  return [
    ...(SSESpecification?.SSEEnabled === true
      ? []
      : [error('is not encrypted. Give it SSESpecification.', id)]),
    ...(isKept(DeletionPolicy) && PointInTimeRecoverySpecification?.PointInTimeRecoveryEnabled !== true
      ? [error('cannot be had back as it was a minute ago. Give it PointInTimeRecoverySpecification.', id)]
      : []),
  ];
}
