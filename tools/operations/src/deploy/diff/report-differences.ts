import type { ServicePackage } from '../../../../workspace/src/services/service-package.ts';
import type { Template } from '../../../../workspace/src/templates/template.ts';
import { printDifference, sizeInWords, templateDifference } from './template-difference.ts';

interface Dependencies {
  /** @returns undefined when the stack does not exist */
  readonly deployedTemplate: (stackName: string) => Promise<Template | undefined>;
  /** @returns the contracts with deployed services that a deployment would break */
  readonly incompatibilities: (service: ServicePackage) => Promise<readonly string[]>;
  /** @returns lines about the cost of the package and its limits */
  readonly budgets: (service: ServicePackage, deployed: Template | undefined) => readonly string[];
  readonly print: (text: string) => void;
}

/** Prints what a deployment of the package would change. */
export async function reportDifferences(service: ServicePackage, deps: Dependencies): Promise<void> {
  const { name, stage, stackName, template } = service;
  const deployed = await deps.deployedTemplate(stackName);
  const words = deployed
    ? printDifference(templateDifference(deployed, template))
    : `  new service; ${sizeInWords(template)}`;
  const budgets = deps.budgets(service, deployed).map((line) => `  ${line}`);
  deps.print([`${name} in ${stage}:`, words, ...budgets].join('\n'));
  for (const incompatibility of await deps.incompatibilities(service))
    deps.print(`Would be rejected: ${incompatibility}`);
}
