import { CommandError } from '../../../../workspace/src/cli/command-error.ts';
import { runChild } from '../../../../workspace/src/cli/run-child.ts';
import type { RegistryLogin } from './image-registry.ts';

/** An image to be built. */
export interface ImageBuild {
  /** Host, repository and tag. */
  readonly reference: string;
  readonly dockerfile: string;
  /** The folder that the Dockerfile copies from. */
  readonly context: string;
  /** Its build argument TASK. */
  readonly task: string;
}

/** What a deploy needs of a program that makes container images. */
export interface ContainerCli {
  /** @throws CommandError when it is not installed or its daemon does not run */
  requireReady(): Promise<void>;
  signIn(login: RegistryLogin): Promise<void>;
  build(image: ImageBuild): Promise<void>;
  push(reference: string): Promise<void>;
}

/** What Fargate runs the tasks on, as functions run on arm64 (tools/serverless-conventions/provider.yml). */
const PLATFORM = 'linux/arm64';

/**
 * The CLI of Docker, or one that takes the same commands.
 *
 * @param signal   ends what is being built or pushed
 * @param program  `docker`
 */
export function dockerCli(signal: AbortSignal, program: string = 'docker'): ContainerCli {
  const run = async (args: readonly string[], input = ''): Promise<void> => {
    const exitCode = await runChild(program, args, { signal, input, onOutput: 'inherit' });
    if (exitCode !== 0)
      throw new CommandError(`${program} ${args[0]} failed. Fix the error above and deploy again.`);
  };
  return {
    async requireReady() {
      const exitCode = await runChild(program, ['buildx', 'inspect'], { signal, onOutput: 'ignore' });
      if (exitCode !== 0)
        throw new CommandError(
          `The service has tasks, whose image is built with "${program} buildx", and that ` +
            `${exitCode === undefined ? 'is not installed' : 'does not answer'}: install Docker with Buildx ` +
            '(https://docs.docker.com/engine/install/), start it, and deploy again.',
        );
    },
    signIn: ({ host, user, password }) =>
      run(['login', '--username', user, '--password-stdin', host], password),
    // Without provenance the tag is the image itself and not an index that wraps it.
    build: ({ reference, dockerfile, context, task }) =>
      run(
        ['buildx', 'build', '--platform', PLATFORM, '--provenance', 'false', '--load']
          .concat(['--file', dockerfile, '--build-arg', `TASK=${task}`, '--tag', reference])
          .concat(context),
      ),
    push: (reference) => run(['push', reference]),
  };
}
