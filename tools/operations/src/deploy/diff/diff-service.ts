import type { ServicePackage } from '../../../../workspace/src/templates/service-package.ts';
import type { Template } from '../../../../workspace/src/templates/template.ts';
import { printDifference, sizeInWords, templateDifference } from './template-difference.ts';

interface Dependencies {
  /** The template of a stack; none where there is no such stack. */
  readonly deployedTemplate: (stackName: string) => Promise<Template | undefined>;
  /** Contracts with deployed services that a deploy would break. */
  readonly breaches: (service: ServicePackage) => Promise<readonly string[]>;
  /** What the package costs and which limits it is near, line by line. */
  readonly budgets: (service: ServicePackage, deployed: Template | undefined) => readonly string[];
  readonly print: (text: string) => void;
}

/** Prints what a deploy of a package would change, in words. It changes nothing. */
export async function diffService(service: ServicePackage, deps: Dependencies): Promise<void> {
  const { name, stage, stackName, template } = service;
  const deployed = await deps.deployedTemplate(stackName);
  const words = deployed
    ? printDifference(templateDifference(deployed, template))
    : `  everything is new; ${sizeInWords(template)}`;
  const budgets = deps.budgets(service, deployed).map((line) => `  ${line}`);
  deps.print([`${name} in ${stage}:`, words, ...budgets].join('\n'));
  for (const breach of await deps.breaches(service)) deps.print(`Would be refused: ${breach}`);
}
