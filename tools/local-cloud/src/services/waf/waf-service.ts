import { arn, REGION } from '../../../../workspace/src/aws/aws-constants.ts';
import type { LocalService } from '../../contract/local-service.ts';
import type { BlockedRequestMeasurement } from '../../contract/measurements.ts';
import type { WebFirewall } from '../../contract/web-firewall.ts';
import { physicalName } from '../../contract/physical-name.ts';
import { compileWebAcl, type WebAclProperties } from './web-acl.ts';

interface Dependencies {
  /** Called for each blocked request. */
  readonly onBlocked?: (blocked: BlockedRequestMeasurement) => void;
  readonly nowMillis?: () => number;
}

export interface WafService extends LocalService, WebFirewall {}

// https://docs.aws.amazon.com/waf/latest/APIReference/API_WebACL.html
const MAX_NAME_LENGTH = 128;

/** AWS WAF: web ACLs and their associations with the stages of APIs. Managed rule groups are not evaluated. */
export function createWafService({
  onBlocked = () => {},
  nowMillis = () => Date.now(),
}: Dependencies = {}): WafService {
  const webAcls = new Map<string, ReturnType<typeof compileWebAcl>>();
  /** The ARN of the web ACL, by the ARN of the resource that it protects. */
  const associations = new Map<string, string>();

  return {
    name: 'waf',
    signingNames: [],
    resources: {
      'AWS::WAFv2::WebACL': {
        honors: ['Name', 'Scope', 'DefaultAction', 'Rules', 'CustomResponseBodies', 'VisibilityConfig'],
        ignores: { Description: 'has no effect', Tags: 'tags are not used locally' },
        async deploy(resource) {
          const { Name: name = physicalName(resource, MAX_NAME_LENGTH), Scope: scope } = resource.properties;
          const id = `${resource.stackName}-${resource.logicalId}`;
          const webAclArn = arn('wafv2', `regional/webacl/${String(name)}/${id}`);
          webAcls.set(
            webAclArn,
            compileWebAcl(resource.properties as unknown as WebAclProperties, nowMillis),
          );
          return { ref: `${String(name)}|${id}|${String(scope)}`, attributes: { Arn: webAclArn, Id: id } };
        },
        async remove(_resource, { attributes }) {
          webAcls.delete(attributes?.['Arn'] ?? '');
        },
      },
      'AWS::WAFv2::WebACLAssociation': {
        honors: ['ResourceArn', 'WebACLArn'],
        async deploy({ properties }) {
          const [resourceArn, webAclArn] = [
            String(properties['ResourceArn']),
            String(properties['WebACLArn']),
          ];
          if (!webAcls.has(webAclArn)) throw new Error(`The web ACL ${webAclArn} does not exist.`);
          associations.set(resourceArn, webAclArn);
          return { ref: `${resourceArn}|${webAclArn}` };
        },
        async remove({ properties }) {
          associations.delete(String(properties['ResourceArn']));
        },
      },
    },
    inspect(resourceArn, request) {
      const block = webAcls.get(associations.get(resourceArn) ?? '')?.(request);
      if (block) onBlocked({ webAcl: block.webAcl, rule: block.rule, region: REGION });
      return block;
    },
  };
}
