import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Definition } from '../../../local-cloud/src/services/step-functions/language/definition.ts';

export type Machines = Readonly<Record<string, Definition>>;

interface Resource {
  readonly Type: string;
  readonly Properties: { readonly Definition?: Definition };
}

const INFRA = join(import.meta.dirname, '../../../../services/orders/infra');

/** The state machines as services/orders declares and packages them. */
export const machines: Machines = {
  'place-order': readMachine('place-order'),
  'cancel-order': readMachine('cancel-order'),
};

function readMachine(name: string): Definition {
  const text = readFileSync(join(INFRA, `${name}.yml`), 'utf8');
  // The parser does not know CloudFormation's short tags and reads their values as plain text.
  const { Resources } = parse(text, { logLevel: 'silent' }) as { Resources: Record<string, Resource> };
  const machine = Object.values(Resources).find(({ Type }) => Type === 'AWS::StepFunctions::StateMachine');
  if (!machine?.Properties.Definition) throw new Error(`${name}.yml declares no state machine.`);
  return machine.Properties.Definition;
}
