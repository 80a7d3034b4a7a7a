import { error, warning } from '../../finding.ts';
import { limits } from '../limits.ts';
import type { Rule } from '../rule.ts';

/** The number of resources in a stack, and the size of its template. */
export const stackSize: Rule = ({ template }) => {
  const resources = Object.keys(template.Resources).length;
  const bytes = Buffer.byteLength(JSON.stringify(template));
  return [
    ...(resources > limits.resourcesPerStack
      ? [
          error(
            `The stack has ${resources} resources, and CloudFormation accepts ${limits.resourcesPerStack}. Split the service.`,
          ),
        ]
      : resources > limits.resourcesToWarnAt
        ? [
            warning(
              `The stack has ${resources} of at most ${limits.resourcesPerStack} resources. Plan to split the service.`,
            ),
          ]
        : []),
    ...(bytes > limits.templateBytes
      ? [
          error(
            `The template has ${bytes} bytes, and CloudFormation accepts ${limits.templateBytes}. Split the service.`,
          ),
        ]
      : bytes > limits.templateBytesToWarnAt
        ? [
            warning(
              `The template has ${bytes} of at most ${limits.templateBytes} bytes. Plan to split the service.`,
            ),
          ]
        : []),
  ];
};
