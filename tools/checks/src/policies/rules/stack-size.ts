import { error, warning, type Rule } from '../finding.ts';
import { limits } from '../limits.ts';

/** Resources of a stack and bytes of its template. */
export const stackSize: Rule = ({ template }) => {
  const resources = Object.keys(template.Resources).length;
  const bytes = Buffer.byteLength(JSON.stringify(template));
  return [
    ...(resources > limits.resourcesPerStack
      ? [
          error(
            `${resources} resources; CloudFormation takes ${limits.resourcesPerStack}. Split the service.`,
          ),
        ]
      : resources > limits.resourcesToWarnAt
        ? [warning(`${resources} resources of ${limits.resourcesPerStack}. Think of splitting the service.`)]
        : []),
    ...(bytes > limits.templateBytes
      ? [error(`a template of ${bytes} bytes; CloudFormation takes ${limits.templateBytes}.`)]
      : bytes > limits.templateBytesToWarnAt
        ? [warning(`a template of ${bytes} bytes, of ${limits.templateBytes}.`)]
        : []),
  ];
};
