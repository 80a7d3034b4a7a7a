import { resourcesOfType } from '../../../../workspace/src/templates/template.ts';
import { error } from '../../finding.ts';
import type { Rule } from '../rule.ts';
import { limits } from '../limits.ts';

interface Container {
  readonly Name?: string;
  readonly User?: string;
  readonly ReadonlyRootFilesystem?: boolean;
  readonly Privileged?: boolean;
  readonly LogConfiguration?: unknown;
}

/** ECS tasks have a read-only file system, run as a non-root user, write logs, and stay within the memory limit. */
export const taskDefinitions: Rule = ({ template }) =>
  resourcesOfType(template, 'AWS::ECS::TaskDefinition').flatMap(([id, { Properties = {} }]) => {
    const { ContainerDefinitions: containers = [], Memory: memory } = Properties as {
      ContainerDefinitions?: readonly Container[];
      Memory?: string | number;
    };
    return [
      ...containers.flatMap((container) =>
        containerViolations(container).map((message) => error(message, id)),
      ),
      ...(Number(memory) <= limits.taskMegabytes
        ? []
        : [
            error(
              `The task has ${memory ?? 'an unspecified amount of'} MB of memory, and the limit is ${limits.taskMegabytes} MB. Stream the data instead of collecting it.`,
              id,
            ),
          ]),
    ];
  });

const containerViolations = ({
  Name: name,
  User: user = '',
  ReadonlyRootFilesystem: isReadOnly,
  Privileged: isPrivileged,
  LogConfiguration: log,
}: Container): string[] => [
  ...(isReadOnly === true
    ? []
    : [`The container ${name} can write to its root file system. Set ReadonlyRootFilesystem: true.`]),
  ...(isPrivileged === true ? [`The container ${name} is privileged. Remove Privileged.`] : []),
  ...(/^(|root|0)(:|$)/.test(user)
    ? [`The container ${name} runs as root, or as the default user of its image. Set User.`]
    : []),
  ...(log === undefined ? [`The container ${name} has no logs. Set LogConfiguration.`] : []),
];
