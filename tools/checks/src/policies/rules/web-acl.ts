import { resourcesOfType, usesOf } from '../../../../workspace/src/templates/template.ts';
import { error } from '../../finding.ts';
import type { Rule } from '../rule.ts';

/** A web ACL protects each stage of an API, whose only address is the domain. The conventions add both. */
export const webAcl: Rule = ({ template }) => {
  const associations = resourcesOfType(template, 'AWS::WAFv2::WebACLAssociation').map(
    ([, { Properties = {} }]) => Properties,
  );
  const isProtected = (stageId: string) =>
    associations.some(
      ({ ResourceArn, WebACLArn }) =>
        WebACLArn !== undefined &&
        usesOf('Fn::Sub', { ResourceArn }).some((text) => String(text).endsWith(`/stages/\${${stageId}}`)),
    );
  return [
    ...resourcesOfType(template, 'AWS::ApiGateway::Stage')
      .filter(([id]) => !isProtected(id))
      .map(([id]) =>
        error(
          'No web ACL limits the callers of the API. Add an AWS::WAFv2::WebACLAssociation for the stage.',
          id,
        ),
      ),
    ...resourcesOfType(template, 'AWS::ApiGateway::RestApi')
      .filter(([, { Properties }]) => Properties?.['DisableExecuteApiEndpoint'] !== true)
      .map(([id]) =>
        error(
          'The default endpoint of the API bypasses the domain. Set DisableExecuteApiEndpoint: true.',
          id,
        ),
      ),
  ];
};
