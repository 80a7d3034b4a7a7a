import { CommandError } from '../../../../workspace/src/cli/command-error.ts';
import type { RunProgram } from '../../../../workspace/src/python/run-program.ts';

const TIMEOUT_SECONDS = 60;

/**
 * Asks the registry for the digest of an image, which covers all its platforms.
 * https://docs.docker.com/reference/cli/docker/buildx/imagetools/inspect/
 *
 * @throws CommandError if Docker with Buildx is not installed, or the registry does not know the image
 */
export const imageDigest =
  (run: RunProgram) =>
  async (reference: string): Promise<string> => {
    const args = ['buildx', 'imagetools', 'inspect', reference, '--format', '{{.Manifest.Digest}}'];
    const { status, output } = run('docker', args, TIMEOUT_SECONDS);
    const [digest] = /^sha256:[0-9a-f]{64}$/m.exec(output) ?? [];
    if (status === 0 && digest !== undefined) return digest;
    throw new CommandError(
      `The digest of ${reference} cannot be read. Install Docker with Buildx, and check that the registry is reachable.\n${output.trim()}`,
    );
  };
