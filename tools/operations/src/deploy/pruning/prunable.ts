import type { PublishedVersion } from '../../aws/lambda-versions.ts';

interface Keep {
  /** How many of the newest versions to keep. */
  readonly newest: number;
  readonly used: ReadonlySet<number>;
  /** The deployed code: its version is kept for a rollback. */
  readonly liveCodeSha256?: string | undefined;
}

/** @returns the versions to delete, oldest first */
export function prunable(versions: readonly PublishedVersion[], keep: Keep): PublishedVersion[] {
  const byAge = versions.toSorted((a, b) => a.number - b.number);
  const newest = new Set(byAge.slice(Math.max(0, byAge.length - keep.newest)));
  const isLive = ({ codeSha256 }: PublishedVersion) =>
    codeSha256 !== undefined && codeSha256 === keep.liveCodeSha256;
  return byAge.filter(
    (version) => !newest.has(version) && !keep.used.has(version.number) && !isLive(version),
  );
}
