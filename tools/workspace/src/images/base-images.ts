/** The base image of a build stage. */
export interface BaseImage {
  /** The line in the Dockerfile, from 1. */
  readonly line: number;
  /** `node:24-slim`, or with a digest `node:24-slim@sha256:…`. */
  readonly reference: string;
}

const FROM = /^\s*FROM\s+(?:--\S+\s+)*(?<reference>\S+)(?:\s+AS\s+(?<stage>\S+))?\s*$/i;
const DIGEST = /@sha256:[0-9a-f]{64}$/;

/**
 * Finds the base images of a Dockerfile that a registry provides: not those of earlier stages, and not `scratch`.
 * https://docs.docker.com/reference/dockerfile/#from
 */
export function findBaseImages(dockerfile: string): BaseImage[] {
  const stages = new Set(['scratch']);
  return dockerfile.split('\n').flatMap((text, index) => {
    const { reference, stage } = FROM.exec(text)?.groups ?? {};
    if (reference === undefined) return [];
    const isStage = stages.has(reference.toLowerCase());
    if (stage !== undefined) stages.add(stage.toLowerCase());
    return isStage ? [] : [{ line: index + 1, reference }];
  });
}

/** @returns the base images that are named by a tag only, which can be moved to other content */
export const findUnpinnedImages = (dockerfile: string): BaseImage[] =>
  findBaseImages(dockerfile).filter(({ reference }) => !DIGEST.test(reference));

/**
 * Pins the base images of a Dockerfile.
 *
 * @param digestOf  returns the digest of an image: `sha256:…`
 * @returns the Dockerfile in which every base image has a digest after its tag
 */
export async function pinBaseImages(
  dockerfile: string,
  digestOf: (reference: string) => Promise<string>,
): Promise<string> {
  const lines = dockerfile.split('\n');
  for (const { line, reference } of findBaseImages(dockerfile)) {
    const tagged = reference.replace(DIGEST, '');
    lines[line - 1] = lines[line - 1]!.replace(reference, `${tagged}@${await digestOf(tagged)}`);
  }
  return lines.join('\n');
}
