import { resourcesOfType } from '../../../../workspace/src/templates/template.ts';
import { error, type Rule } from '../finding.ts';
import { limits } from '../limits.ts';

interface Container {
  readonly Name?: string;
  readonly User?: string;
  readonly ReadonlyRootFilesystem?: boolean;
  readonly Privileged?: boolean;
  readonly LogConfiguration?: unknown;
}

/** A task on ECS is a stranger's guest: it may write nothing, is nobody, says what it does, and keeps to its memory. */
export const tasks: Rule = ({ template }) =>
  resourcesOfType(template, 'AWS::ECS::TaskDefinition').flatMap(([id, { Properties = {} }]) => {
    const { ContainerDefinitions: containers = [], Memory: memory } = Properties as {
      ContainerDefinitions?: readonly Container[];
      Memory?: string | number;
    };
    return [
      ...containers.flatMap((container) =>
        containerFaults(container).map((description) => error(description, id)),
      ),
      ...(Number(memory) <= limits.taskMegabytes
        ? []
        : [error(`takes ${memory ?? 'no stated'} MB of memory, of ${limits.taskMegabytes}.`, id)]),
    ];
  });

const containerFaults = ({
  Name: name,
  User: user = '',
  ReadonlyRootFilesystem: isReadOnly,
  Privileged: isPrivileged,
  LogConfiguration: log,
}: Container): string[] => [
  ...(isReadOnly === true ? [] : [`lets ${name} write its own files. Give it ReadonlyRootFilesystem: true.`]),
  ...(isPrivileged === true ? [`lets ${name} rule the machine. Take Privileged away.`] : []),
  ...(/^(|root|0)(:|$)/.test(user)
    ? [`runs ${name} as root, or as whoever the image says. Give it User.`]
    : []),
  ...(log === undefined ? [`loses what ${name} says. Give it LogConfiguration.`] : []),
];
