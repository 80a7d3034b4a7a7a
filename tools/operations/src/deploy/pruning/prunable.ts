/** A published version of a function or a layer. */
export interface PublishedVersion {
  readonly number: number;
  /** Of the code; equal code is equal work. */
  readonly codeSha256?: string;
}

interface Keep {
  /** How many of the newest stay. */
  readonly newest: number;
  /** Versions that something points at. */
  readonly used: ReadonlySet<number>;
  /** The code that runs now: a version of it stays, as it is what one would go back to. */
  readonly liveCodeSha256?: string | undefined;
}

/** @returns the versions that nothing needs any more, oldest first */
export function prunable(versions: readonly PublishedVersion[], keep: Keep): PublishedVersion[] {
  const byAge = versions.toSorted((a, b) => a.number - b.number);
  const newest = new Set(byAge.slice(Math.max(0, byAge.length - keep.newest)));
  const isLive = ({ codeSha256 }: PublishedVersion) =>
    codeSha256 !== undefined && codeSha256 === keep.liveCodeSha256;
  return byAge.filter(
    (version) => !newest.has(version) && !keep.used.has(version.number) && !isLive(version),
  );
}
