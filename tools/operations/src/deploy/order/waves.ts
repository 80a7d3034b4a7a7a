/** Whom each service needs to be there first. */
export type Upstreams = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * @returns the services by wave: each as early as everything it needs allows. Services on a cycle, and those
 *   behind one, are in no wave.
 */
export function wavesOf(upstreams: Upstreams): string[][] {
  const waves: string[][] = [];
  const placed = new Set<string>();
  for (;;) {
    const wave = [...upstreams]
      .filter(([name, needed]) => !placed.has(name) && [...needed].every((each) => placed.has(each)))
      .map(([name]) => name)
      .toSorted();
    if (wave.length === 0) return waves;
    waves.push(wave);
    for (const name of wave) placed.add(name);
  }
}

/** @returns the services of one cycle in order, each needing the next and the last the first; or nothing */
export function cycleIn(upstreams: Upstreams): string[] | undefined {
  const cleared = new Set(wavesOf(upstreams).flat());
  const [start] = [...upstreams.keys()].filter((name) => !cleared.has(name));
  if (start === undefined) return undefined;
  // Every service outside the waves depends on another one outside, so this walk ends in a circle.
  const path = [start];
  for (;;) {
    const next = [...upstreams.get(path.at(-1)!)!].find((name) => upstreams.has(name) && !cleared.has(name))!;
    if (path.includes(next)) return path.slice(path.indexOf(next));
    path.push(next);
  }
}

/** @returns the same graph the other way round: who needs each service */
export function downstreamsOf(upstreams: Upstreams): Map<string, Set<string>> {
  const downstreams = new Map([...upstreams.keys()].map((name) => [name, new Set<string>()]));
  for (const [name, needed] of upstreams) for (const each of needed) downstreams.get(each)?.add(name);
  return downstreams;
}
